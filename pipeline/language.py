"""A language: what CLDR knows of a locale, and its names."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from babel import Locale

from pipeline.digits import LATIN_DIGITS, digits_of

_OF_JAPAN = frozenset({"CJK", "HIRAGANA", "KATAKANA"})


@dataclass(frozen=True, slots=True)
class Language:
    """A locale under its three names, with what CLDR knows of it.

    `locale` is its name in files (pt_BR), `tag` in HTML (pt-BR, BCP 47), `path` in addresses (pt-br);
    `endonym` is the language's own name for itself, `english` its English one, `dir` is "ltr" or "rtl"; `digits` are
    the ten that dates and numbers are shown in.
    """

    locale: str
    tag: str
    path: str
    endonym: str
    english: str
    dir: str
    digits: str = LATIN_DIGITS

    @classmethod
    def of(cls, locale: str) -> Language:
        """The language of a canonical CLDR locale name."""
        known = Locale.parse(locale)
        tag = locale.replace("_", "-")
        endonym = known.languages.get(locale) or known.get_display_name() or tag
        digits = digits_of(known.default_numbering_system)
        return cls(locale, tag, tag.lower(), endonym, known.english_name or tag, known.text_direction, digits)

    def can_be_of(self, text: str) -> bool:
        """Whether a text has a letter of the script that the language writes its own name in, or no letter at all."""
        own, here = _scripts(self.endonym), _scripts(text)
        return not here or bool(own & here)


def _scripts(text: str) -> set[str]:
    """The scripts of a text's letters, by the letters' names."""
    found = {unicodedata.name(letter, "?").partition(" ")[0] for letter in text if letter.isalpha()}
    return found | _OF_JAPAN if found & _OF_JAPAN else found
