"""Dates, times, numbers, lists and the order of names as a language has them (CLDR), without any C locale."""

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

from pipeline.model import Language
from pipeline.pelican_internals import strftime
from pipeline.plugin.inert import plain

#: What Python's strftime leaves to the C library, as CLDR patterns or names of formats (Unicode TR 35).
_DATES = {"%A": "EEEE", "%a": "EEE", "%B": "MMMM", "%b": "MMM", "%h": "MMM", "%x": "short"}
_TIMES = {"%p": "a", "%X": "medium"}
_LOCAL = re.compile(r"%[%AaBbhxpXc]")
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
    """A date: "short", "medium", "long", "full", or a pattern such as "d MMMM". Raises ValueError for another form."""
    try:
        return dates.format_date(value, form, language.locale)
    except AttributeError:  # a pattern with letters that a date has no values for
        raise ValueError(f"{form!r} is neither short, medium, long, full nor a pattern for dates") from None


def format_time(value: time | datetime, language: Language, form: str = "short") -> str:
    """A time of day, in the same forms. Raises ValueError for another one."""
    try:
        return dates.format_time(value, form, locale=language.locale)
    except AttributeError:
        raise ValueError(f"{form!r} is neither short, medium, long, full nor a pattern for times") from None


def format_number(value: float | Decimal, language: Language, pattern: str | None = None) -> str:
    """A number with the language's separators; `pattern` as in CLDR, such as "#,##0.00"."""
    return numbers.format_decimal(value, pattern, language.locale)


def format_list(items: Iterable[object], language: Language, style: str = "standard") -> str:
    """Names as a sentence lists them: "a, b, and c"; `style` as in CLDR, such as "or"."""
    return lists.format_list([str(item) for item in items], style, language.locale)  # type: ignore[arg-type]


def localized_strftime(value: datetime, pattern: str, language: Language) -> str:
    """What strftime gives, with the names of months and days in the language."""

    def local(match: re.Match[str]) -> str:
        directive = match[0]
        if directive == "%%":
            return directive
        if directive in _DATES:
            found = format_date(value, language, _DATES[directive])
        elif directive in _TIMES:
            found = format_time(value, language, _TIMES[directive])
        else:
            found = dates.format_datetime(value, "medium", locale=language.locale)
        return found.replace("%", "%%")

    return strftime(value, _LOCAL.sub(local, pattern))


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
