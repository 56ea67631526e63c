"""The names of locales, as CLDR, BCP 47, POSIX and programs of old write them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_official_languages

_USUAL = "use names such as de, pt_BR or zh_Hans"
# RFC 5646, section 4.4.1.
_LONGEST = 35
_SUBTAGS = re.compile(r"[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8})*")
#: What POSIX writes after an @, and the script or variant that it is in CLDR; some say nothing of the language.
_MODIFIERS: Mapping[str, tuple[str, str]] = {
    "arabic": ("Arab", ""),
    "cyrillic": ("Cyrl", ""),
    "devanagari": ("Deva", ""),
    "euro": ("", ""),
    "hebrew": ("Hebr", ""),
    "iqtelif": ("Latn", ""),
    "latin": ("Latn", ""),
    "valencia": ("", "VALENCIA"),
}


def canonical(name: str) -> str:
    """CLDR's own spelling of a locale's name: `pt-BR` is pt_BR, `sr@latin` sr_Latn, `iw` he, `de_DE.UTF-8` de_DE.

    Raises ValueError for a name that is nobody's, and for a language of which CLDR has no data.
    """
    locale, _, modifier = name.partition("@")
    locale = re.sub(r"\.[A-Za-z0-9-]+$", "", locale)  # the encoding
    if len(locale) > _LONGEST or not _SUBTAGS.fullmatch(locale):
        raise ValueError(name)
    language, *rest = re.split("[_-]", locale)
    # CLDR knows "no" as a name of Norwegian, but has no data for what it stands for.
    language = "nb" if language.lower() == "no" else get_global("language_aliases").get(language.lower(), language)
    if rest and rest[-1].lower() in _MODIFIERS and not modifier:
        modifier = rest.pop()
    if modifier.lower() not in ("", *_MODIFIERS):
        raise ValueError(name)
    script, variant = _MODIFIERS.get(modifier.lower(), ("", ""))
    if variant and not rest:  # Babel knows one beside a territory alone
        rest = [get_global("likely_subtags").get(language, "").rpartition("_")[2]]
    try:
        known = str(Locale.parse("_".join(filter(None, [language, script, *rest, variant]))))
        Locale.parse(get_global("likely_subtags").get(known, known))
    except UnknownLocaleError:
        raise ValueError(name) from None
    return known


def meant_by(name: str) -> str:
    """The locale that a name is likely meant for which is none: of a country's code its language, or of English words.

    `jp` is a country (ISO 3166), and its language is ja. Nothing where that cannot be told.
    """
    country = re.split("[_-]", name)[0].upper()
    named = (code for code, words in Locale("en").languages.items() if words.lower() == name.strip().lower())
    for code in (*get_official_languages(country, de_facto=True), *named):
        try:
            return canonical(code)
        except ValueError:
            continue
    return ""


def name_instead_of(name: str) -> str:
    """What to write instead of a name that is no locale's, in words for people."""
    meant = meant_by(name)
    return f"did you mean {meant!r}, {Locale.parse(meant).english_name}?" if meant else _USUAL
