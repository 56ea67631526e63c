"""The words of the preview's own pages and panel, in the language that a browser asks for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from babel import Locale, UnknownLocaleError

from pipeline.catalogs.shipped import panel_catalogs, panel_words
from pipeline.model import Language

#: The language that has all of them.
FIRST = "en"
_MOST = 20


def words_for(accepted: str) -> Mapping[str, str]:
    """The words by their names, for a header Accept-Language (RFC 9110, 12.5.4); `lang` and `dir` are the language's.

    It is the reader's language, which need not be one of the site's.
    """
    for locale in _wanted(accepted):
        if own := panel_words(locale):
            language = Language.of(locale)
            return {**panel_words(FIRST), **own, "lang": language.tag, "dir": language.dir}
    return {**panel_words(FIRST), "lang": FIRST, "dir": "ltr"}


def name_of(language: Language, words: Mapping[str, str]) -> str:
    """What a language is called in the words' own."""
    try:
        return Locale.parse(language.tag, sep="-").get_display_name(words["lang"].replace("-", "_")) or language.english
    except (ValueError, UnknownLocaleError):
        return language.english


def words_module(words: Mapping[str, str]) -> str:
    """The words as a module of JavaScript."""
    return f"export const WORDS = {json.dumps(dict(words))};\n"


def all_words() -> Mapping[str, Mapping[str, str]]:
    """The words in all languages, by the names of their locales."""
    return {str(catalog.locale): words_for(str(catalog.locale).replace("_", "-")) for catalog in panel_catalogs()}


def _wanted(accepted: str) -> Iterator[str]:
    """The names of locales, the dearest first."""
    ranges = [part.partition(";") for part in accepted.split(",")[:_MOST]]
    weighed = [(_weight(parameters), tag.strip().replace("-", "_")) for tag, _, parameters in ranges]
    for weight, name in sorted(weighed, key=lambda pair: -pair[0]):
        if weight > 0 and name.replace("_", "").isalnum() and name.isascii():
            yield name


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
