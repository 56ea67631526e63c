"""Which language a catalog says it is in. Programs write one and the same locale under several names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from pipeline.model import Catalog

FIELD = "Language"
#: Where other programs write it (Transifex and Zanata; Poedit before 1.6, as an English name).
OTHER_FIELDS = ("X-Language", "X-Poedit-Language")
# Norwegian is Bokmål where nothing else is said.
_MEANT = {"no": "nb"}
_SCRIPTS = {"latin": "Latn", "cyrillic": "Cyrl", "arabic": "Arab", "devanagari": "Deva", "hebrew": "Hebr"}


def other_languages(catalog: Catalog, locale: str) -> Iterator[tuple[str, str]]:
    """The fields of a catalog's header, with their values, that name another language than the locale's."""
    for name in (FIELD, *OTHER_FIELDS):
        value = catalog.header(name)
        if value and not is_locale(value, locale):
            yield name, value


@lru_cache(maxsize=1024)
def is_locale(name: str, locale: str) -> bool:
    """Whether a header's language is a locale of CLDR: zh_CN is zh_Hans, and de_AT is a de that says where."""
    if name.replace("-", "_").casefold() == locale.casefold():
        return True
    if name.casefold() in _english_names(locale):
        return True
    named, wanted = _likely(name), _likely(locale)
    if wanted is None or named is None:
        return False
    return named == wanted or (Locale.parse(locale).territory is None and named[:2] == wanted[:2])


def may_be_locale(name: str, locale: str) -> bool:
    """Whether a name that says no territory is that of a locale's language and script: de may be de_CH."""
    named, wanted = _likely(name), _likely(locale)
    if named is None or wanted is None or named[:2] != wanted[:2]:
        return False
    parsed = _parsed(name)
    return parsed is not None and parsed.territory is None


def _english_names(locale: str) -> set[str]:
    known = Locale("en").languages
    names = (Locale.parse(locale).english_name, known.get(locale), known.get(Locale.parse(locale).language))
    return {name.casefold() for name in names if name}


def _parsed(name: str) -> Locale | None:
    name = name.partition("@")[0].partition(".")[0].replace("-", "_")
    try:
        return Locale.parse(get_global("language_aliases").get(name, name))
    except (ValueError, UnknownLocaleError):
        return None


def _likely(name: str) -> tuple[str, str, str] | None:
    """Language, script and territory of a locale, by likely subtags where it does not say (UTS 35); None if unknown."""
    locale = _parsed(name)
    if locale is None:
        return None
    language, territory = _MEANT.get(locale.language, locale.language), locale.territory
    script = _SCRIPTS.get(name.partition("@")[2].lower(), locale.script)
    known = get_global("likely_subtags")
    for key in ((language, script, territory), (language, script), (language, territory), (language,)):
        found = known.get("_".join(filter(None, key))) if None not in key else None
        if found:
            parts = found.split("_")
            return language, script or parts[1], territory or parts[-1]
    return language, script or "", territory or ""
