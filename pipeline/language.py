"""A language: what CLDR knows of a locale, and its names."""

from __future__ import annotations

from dataclasses import dataclass

from babel import Locale

from pipeline.digits import LATIN_DIGITS, digits_of


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
