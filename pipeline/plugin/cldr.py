"""Dates, times, numbers, lists and the order of names as a language has them (CLDR), without any C locale.

A form that is a pattern and comes to nothing but digits may be meant for a machine, `yyyy-MM-dd` or a part of an
address: where it stands decides on them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache, partial
from typing import Any
from unicodedata import normalize

from babel import Locale, dates, lists, numbers
from pyuca import Collator

from pipeline.digits import LATIN_DIGITS, Numerals
from pipeline.model import Language
from pipeline.plugin.inert import plain

_FORMS = frozenset({"short", "medium", "long", "full"})
# Letters that stand after another one as letters of their own (CLDR, collation): the first of each group is the
# one they follow. Other languages need nothing, or more than letters: the order of the root stands for them.
_LETTERS = {
    "bs": "cčć dđ sš zž",
    "cs": "cč h=ch rř sš zž",
    "da": "zæøå",
    "es": "nñ",
    "fi": "zåäö",
    "hr": "cčć dđ sš zž",
    "nb": "zæøå",
    "nn": "zæøå",
    "no": "zæøå",
    "pl": "aą cć eę lł nń oó sś zźż",
    "ro": "aăâ iî sș tț",
    "sk": "cč h=ch oô sš zž",
    "sl": "cčć dđ sš zž",
    "sv": "zåäö",
    "tr": "cç gğ oö sş uü",
}
# Sorts after every letter and so makes the letter before it one that stands after all words with that letter.
_AFTER = "\U0010fffd"


def format_date(value: date, language: Language, form: str = "long") -> str:
    """A date: "short", "medium", "long", "full", or a pattern such as "d MMMM". Raises ValueError for another form.

    Where CLDR has no names of months for a language, it is one by ISO 8601, which needs none.
    """
    if form in _FORMS and not _has_months(language.locale):
        return in_digits(f"{value:%Y-%m-%d}", language)
    try:
        return _shown(dates.format_date(value, form, language.locale), language, form)
    except AttributeError:  # a pattern with letters that a date has no values for
        raise ValueError(f"{form!r} is neither short, medium, long, full nor a pattern for dates") from None


def format_time(value: time | datetime, language: Language, form: str = "short") -> str:
    """A time of day, in the same forms. Raises ValueError for another one."""
    try:
        return _shown(dates.format_time(value, form, locale=language.locale), language, form)
    except AttributeError:
        raise ValueError(f"{form!r} is neither short, medium, long, full nor a pattern for times") from None


def format_number(value: float | Decimal, language: Language, pattern: str | None = None) -> str:
    """A number with the language's separators; `pattern` as in CLDR, such as "#,##0.00"."""
    system = "latn" if language.digits == LATIN_DIGITS else "default"
    return in_digits(numbers.format_decimal(value, pattern, language.locale, numbering_system=system), language)


def format_list(items: Iterable[object], language: Language, style: str = "standard") -> str:
    """Names as a sentence lists them: "a, b, and c"; `style` as in CLDR, such as "or"."""
    return lists.format_list([str(item) for item in items], style, language.locale)  # type: ignore[arg-type]


def in_digits(text: str, language: Language) -> str:
    """A text for readers with the language's own digits."""
    return text if language.digits == LATIN_DIGITS else text.translate(_digits(language.digits))


@cache
def _has_months(locale: str) -> bool:
    """Whether CLDR has names of months; the root's are "M01" and so on."""
    return bool(Locale.parse(locale).months["format"]["wide"][1] != "M01")


def _shown(text: str, language: Language, form: str) -> str:
    return in_digits(text, language) if form in _FORMS or any(map(str.isalpha, text)) else numerals(text, language)


def numerals(text: str, language: Language) -> str:
    """Digits of which it is not known yet whether they are for readers, who have others."""
    return text if language.digits == LATIN_DIGITS else Numerals(text)


@cache
def _digits(digits: str) -> dict[int, str]:
    return str.maketrans(dict(zip(LATIN_DIGITS, digits, strict=True)))


def date_pattern(language: Language) -> re.Pattern[str]:
    """What dates in the language's forms look like: names of months and days, numbers, and what joins them."""
    known = Locale.parse(language.locale)
    words = {
        name
        for table in (known.months, known.days)
        for width in ("wide", "abbreviated")
        for form in ("format", "stand-alone")
        for name in table[form][width].values()
    }
    words |= {name for width in ("wide", "abbreviated") for name in known.day_periods["format"][width].values()}
    for form in known.date_formats.values():
        quoted, letters = re.findall("'([^']+)'", form.pattern), re.findall(r"[^\W\d_A-Za-z]+", form.pattern)
        words |= {*quoted, *letters}
    names = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    part = rf"(?:{names}|\d)"
    return re.compile(rf"(?<!\w)(?=[^\d]{{0,40}}\d){part}(?:[^\w]*{part})+(?!\w)", re.I)


def collated(items: Iterable[Any], language: Language, name: Callable[[Any], object] = str) -> list[Any]:
    """The items in the order of their names: the Unicode Collation Algorithm with the language's own letters."""
    tailor = _tailoring(language.locale.partition("_")[0])
    return sorted(items, key=lambda item: _collator().sort_key(tailor(normalize("NFC", plain(str(name(item)))))))


def prepare() -> None:
    """Read the Unicode collation table, which takes a while, before it is needed."""
    _collator()


@cache
def _collator() -> Collator:
    return Collator()


@cache
def _tailoring(code: str) -> Callable[[str], str]:
    letters: dict[str, str] = {}
    for group in _LETTERS.get(code, "").split():
        base, rest = group[0], group[2:] if group[1] == "=" else group[1:]
        followers = [rest] if group[1] == "=" else list(rest)
        for count, letter in enumerate(followers, start=1):
            for written in {letter, letter.upper(), letter.capitalize()}:
                first = base.upper() if written[0].isupper() else base
                letters[written] = first + _AFTER * count
    if not letters:
        return str
    return partial(re.compile("|".join(map(re.escape, letters))).sub, lambda match: letters[match[0]])
