"""Dates in a text, found by CLDR's names of months and by its notations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from babel import Locale
from babel.dates import get_date_format, get_month_names

from pipeline.checks.other_calendars import our_year, persian_dates
from pipeline.checks.quantities import normalized
from pipeline.lexicon import lowered

WIDTHS: tuple[Literal["wide", "abbreviated"], ...] = ("wide", "abbreviated")
CONTEXTS: tuple[Literal["format", "stand-alone"], ...] = ("format", "stand-alone")
# Arabic has two sets of names for months; CLDR gives one to each region.
REGIONS = {"ar": ("ar", "ar_SY", "ar_DZ", "ar_MA"), "pt": ("pt", "pt_PT"), "es": ("es", "es_MX")}
_IDEOGRAPHIC = re.compile(r"(?:(?<!\d)(\d{4})\s?年\s?)?(?<!\d)(\d{1,2})\s?月(?:\s?(\d{1,2})\s?[日号])?")
_ISO = re.compile(r"(?<![\d./-])(\d{4})([./-])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?![\d/-])")
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?![\d/-])")
#: What joins two days of one month, which is named once: a dash, or a small word (June 3 to 7, 3 et 7 juin).
_JOINS = (
    r"(?:\s?[-‐‑–—−~〜～]\s?|\s(?:to|through|thru|until|till|bis(?: zum)?|au|al|a|à|ao|do|tot|til|till|по|до|až|&"
    r"|and|und|et|y|e|en|och|og|ja|i|и|та|és|și|ve|και|إلى|و)\s(?:(?:the|den|dem|le|el|il)\s)?)"
)
#: Two digits of a year that are more than this are the last century's.
_PIVOT = 68
#: A month that is as many letters in CLDR's patterns is a number.
_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Date:
    """A date as a text has it; what it does not say is None. `start` and `end` are its place."""

    year: int | None
    month: int
    day: int | None
    start: int
    end: int
    #: Whether its year has no century.
    short: bool = False

    @property
    def value(self) -> tuple[int | None, int, int | None]:
        """The date itself."""
        return self.year, self.month, self.day

    def __str__(self) -> str:
        year = "" if self.year is None else f"{self.year}-"
        return f"{year}{self.month:02}" + ("" if self.day is None else f"-{self.day:02}")


def dates(text: str, locale: str) -> Iterator[Date]:
    """The dates in a normalised text."""
    taken = bytearray(len(text))
    for date in _dates(text, locale):
        if not any(taken[date.start : date.end]):
            taken[date.start : date.end] = b"\1" * (date.end - date.start)
            yield date


def _dates(text: str, locale: str) -> Iterator[Date]:
    if any(character.isdigit() for character in text):
        for year, month, day, start, end in persian_dates(text, locale):
            yield Date(year, month, day, start, end)
        yield from _written_dates(text, locale)
        yield from _dates_in_digits(text, locale)


def _written_dates(text: str, locale: str) -> Iterator[Date]:
    """Dates as CLDR writes them, and others that name their month."""
    months = _Months.of(locale)
    has_month = months.named.search(text) is not None
    for pattern, order, named in months.patterns:
        for match in pattern.finditer(text) if has_month or not named else ():
            fields = dict(zip(order, match.groups(), strict=True))
            if "first" in order:
                yield from _days_of_a_month(match, fields, order, months, locale)
                continue
            date = _date(fields.get("year"), fields["month"], fields.get("day"), match.span(), months, locale)
            if date is not None:
                yield date


def _days_of_a_month(
    match: re.Match[str], fields: dict[str, str | None], order: tuple[str, ...], months: _Months, locale: str
) -> Iterator[Date]:
    """Both days of 3–7 June: the first has the place of its number, the second that of the rest."""
    month, year = fields["month"] or "", fields.get("year")
    places = [match.span(group + 1) for group in range(len(order))]
    first, last = places[order.index("first")], places[order.index("day")]
    begins, ends = (match.start(), first[1]) if match.start() < first[0] else first, (last[0], match.end())
    pair = [_date(year, month, fields[name], span, months, locale) for name, span in (("first", begins), ("day", ends))]
    # 3–2 June would be a score or a version.
    if pair[0] and pair[1] and (pair[0].day or 0) < (pair[1].day or 0):
        yield from (date for date in pair if date is not None)


def _dates_in_digits(text: str, locale: str) -> Iterator[Date]:
    months = _Months.of(locale)
    for match in _IDEOGRAPHIC.finditer(text) if "月" in text else ():
        if 1 <= int(match[2]) <= 12 and (match[1] or match[3]):
            yield Date(_number(match[1]), int(match[2]), _number(match[3]), *match.span())
    for match in _ISO.finditer(text):
        yield Date(our_year(int(match[1]), locale), int(match[3]), int(match[4]), *match.span())
    for match in _NUMERIC.finditer(text):
        month_first = months.month_first and match[2] == "/"
        month, day = (match[1], match[3]) if month_first else (match[3], match[1])
        date = _date(match[4], month, day, match.span(), months, locale)
        if date is not None:
            yield date


def _date(
    year: str | None, month: str, day: str | None, span: tuple[int, int], months: _Months, locale: str
) -> Date | None:
    """The date of these fields as a text has them; None if there is no such one."""
    number = int(month) if month.isdigit() else months.numbers[lowered(month)]
    if not 1 <= number <= 12 or not 1 <= int(day or 1) <= 31:
        return None
    short = len(year or "") == 2
    whole = _number(year)
    if whole is not None:
        # POSIX reads two digits so; they are compared without the century.
        whole = whole + (1900 if whole > _PIVOT else 2000) if short else our_year(whole, locale)
    return Date(whole, number, _number(day), *span, short)


def _number(text: str | None) -> int | None:
    return int(text) if text else None


@dataclass(frozen=True, slots=True)
class _Months:
    """The names of a locale's months, and the notations of dates, those first that say the most.

    Each notation has its fields, and whether it has a month's name.
    """

    numbers: dict[str, int]
    named: re.Pattern[str]
    patterns: tuple[tuple[re.Pattern[str], tuple[str, ...], bool], ...]
    month_first: bool

    @staticmethod
    @cache
    def of(locale: str) -> _Months:
        numbers: dict[str, int] = {}
        for name in REGIONS.get(locale.partition("_")[0], (locale,)):
            for context in CONTEXTS:
                for width in WIDTHS:
                    for number, month in get_month_names(width, context, name).items():
                        written = lowered(normalized(month).strip(". "))
                        has_digit = any(map(str.isdigit, written))  # M4, ŋ6
                        if (len(written) > 2 or has_digit) and not written.isdigit():
                            numbers.setdefault(written, number)
        every = "|".join(re.escape(name) for name in sorted(numbers, key=len, reverse=True)) or "(?!)"
        names = "|".join(re.escape(name) for name in sorted(numbers, key=len, reverse=True) if not name[0].isdigit())
        month = rf"({names or '(?!)'})(?!\w)\.?(?:\s?[/(]\s?(?:{names})\)?)?"
        number = r"(\d{1,2})(?:st|nd|rd|th)?"
        day = (
            r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|re|º|ª|-?(?:go|е)|-(?=[^\W\d_]))?\.?\s?(?:de\s|of\s|d['’]|من\s|a\s)?\s?"
        )
        year = r"\s?(?:de[l]?\s|of\s|năm\s)?\s?(\d{4})(?!\d)"
        patterns = [
            *_notations_of_cldr(locale, every),
            *_intervals_of_cldr(locale, every),
            (rf"(?<!\d)(\d{{1,2}})\.?{_JOINS}{day}{month},?{year}", ("first", "day", "month", "year")),
            (rf"(?<!\d)(\d{{1,2}})\.?{_JOINS}{day}{month}", ("first", "day", "month")),
            (rf"(?<!\w){month}\s{number}{_JOINS}{number},?\s(\d{{4}})(?!\d)", ("month", "first", "day", "year")),
            (rf"(?<!\w){month}\s{number}{_JOINS}{number}(?![\w:.,]\d|\w)", ("month", "first", "day")),
            (rf"{day}{month},?{year}", ("day", "month", "year")),
            (rf"(?<![\d.,])(\d{{1,2}}),\s{month},?{year}", ("day", "month", "year")),
            (rf"(?<!\w){month}\s(\d{{1,2}})(?:st|nd|rd|th)?,?\s(\d{{4}})(?!\d)", ("month", "day", "year")),
            (rf"(?<!\d)(\d{{4}}),?\s{month},?\s(\d{{1,2}})(?![\w:.,]\d|\w)", ("year", "month", "day")),
            (rf"(?<!\w){month},?{year}", ("month", "year")),
            (rf"{day}{month}", ("day", "month")),
            (rf"(?<!\w){month}\s(\d{{1,2}})(?:st|nd|rd|th)?(?![\w:.,]\d|\w)", ("month", "day")),
        ]
        short = get_date_format("short", locale).pattern.lower()
        return _Months(
            numbers,
            re.compile(every, re.IGNORECASE),
            tuple(
                (re.compile(pattern, re.IGNORECASE), order, (names or every) in pattern or every in pattern)
                for pattern, order in sorted(patterns, key=lambda one: -len(one[1]))
            ),
            short.find("m") < short.find("d"),
        )


_LDML = re.compile(r"'([^']*)'|([a-zA-Z])\2*|([^a-zA-Z']+)")
_FIELDS = {"y": "year", "M": "month", "L": "month", "d": "day"}
_SKELETONS = ("yMMMM", "yMMM", "MMMMd", "MMMd")


def _notations_of_cldr(locale: str, names: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """How CLDR has dates written in a locale."""
    known = [get_date_format(width, locale).pattern for width in ("full", "long", "medium", "short")]
    skeletons = Locale.parse(locale).datetime_skeletons
    known += [skeletons[name].pattern for name in _SKELETONS if name in skeletons]
    found = dict.fromkeys(_notation(re.sub("[\u200e\u200f\u061c]", "", pattern), names) for pattern in known)
    yield from ((pattern, order) for pattern, order in found if "month" in order and len(order) > 1)


def _intervals_of_cldr(locale: str, names: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """How CLDR has two days of one month written in a locale."""
    intervals = Locale.parse(locale).interval_formats
    for skeleton in ("yMMMd", "MMMd"):
        both = "".join(intervals.get(skeleton, {}).get("d", ()))
        pattern, order = _notation(re.sub("[\u200e\u200f\u061c]", "", both), names) if both else ("", ())
        if order.count("day") == 2 and order.count("month") == 1:
            place = order.index("day")
            yield pattern, (*order[:place], "first", *order[place + 1 :])


def _notation(pattern: str, names: str) -> tuple[str, tuple[str, ...]]:
    """A pattern of CLDR's (LDML, part 4) as a regular expression, from its first field to its last, and its fields."""
    parts: list[tuple[str, str]] = []
    for match in _LDML.finditer(pattern):
        field, width = _FIELDS.get(match[2] or "", ""), len(match[0])
        if field == "month" and width > _DIGITS:
            parts.append((field, rf"({names})\.?"))
        elif field == "year":
            parts.append((field, r"(\d{2})" if width == 2 else r"(\d{4})"))
        elif field:
            parts.append((field, r"(\d{1,2})"))
        elif match[2]:  # an era, a day of the week
            parts.append(("", r"[^\d]{0,12}?"))
        else:
            literal = match[1] if match[1] is not None else match[0]
            parts.append(("", re.sub(r"(?:\\?\s)+", r"\\s?", re.escape(literal))))
    places = [place for place, (field, _) in enumerate(parts) if field]
    inside = parts[places[0] : places[-1] + 1]
    order = tuple(field for field, _ in inside if field)
    written = "".join(part for _, part in inside)
    begin = r"(?<![\d./-])" if inside[0][0] != "month" or names not in inside[0][1] else r"(?<!\w)"
    end = r"(?![\d/]|-(?![^\W\d_])|[.,]\d)" if inside[-1][0] != "month" or names not in inside[-1][1] else r"(?!\w)"
    return begin + written + end, order
