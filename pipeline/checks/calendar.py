"""Dates and times of day in a text, found by CLDR's names of months and of parts of the day."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Literal

from babel.dates import get_date_format, get_day_names, get_month_names, get_period_names

from pipeline.lexicon import UNSPACED, lexicon_of, lowered

_WIDTHS: tuple[Literal["wide", "abbreviated"], ...] = ("wide", "abbreviated")
_CONTEXTS: tuple[Literal["format", "stand-alone"], ...] = ("format", "stand-alone")
# Arabic has two sets of names for months; CLDR gives one to each region.
_REGIONS = {"ar": ("ar", "ar_SY", "ar_DZ", "ar_MA"), "pt": ("pt", "pt_PT"), "es": ("es", "es_MX")}
_IDEOGRAPHIC = re.compile(r"(?:(\d{4})\s?年\s?)?(?<!\d)(\d{1,2})\s?月(?:\s?(\d{1,2})\s?[日号])?")
_ISO = re.compile(r"(?<![\d./-])(\d{4})([./-])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?![\d/-])")
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?![\d/-])")
_TIME = re.compile(
    r"(?<![\d.,:])(\d{1,2})(?::(\d{2}))?\s?([ap])\.?m\.?(?!\w)|(?<![\d.,:])(\d{1,2}):(\d{2})(?![\d:])", re.I
)
_HOUR = re.compile(r"(?<![\d.,:])([0-9]{1,2})(?!\d)")
_OCLOCK = r"(?:uhr|heures?|horas?|hrs?|godz|ساعة|h|時|时|點|点)"


@dataclass(frozen=True, slots=True)
class Date:
    """A date as a text has it; what it does not say is None. `start` and `end` are its place."""

    year: int | None
    month: int
    day: int | None
    start: int
    end: int

    @property
    def value(self) -> tuple[int | None, int, int | None]:
        """The date itself."""
        return self.year, self.month, self.day


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day, in minutes after midnight, at its place."""

    minutes: int
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.minutes // 60}:{self.minutes % 60:02}"


def dates(text: str, locale: str) -> Iterator[Date]:
    """The dates in a normalised text."""
    taken = bytearray(len(text))
    for date in _dates(text, locale):
        if not any(taken[date.start : date.end]):
            taken[date.start : date.end] = b"\1" * (date.end - date.start)
            yield date


def _dates(text: str, locale: str) -> Iterator[Date]:
    months = _Months.of(locale)
    if any(character.isdigit() for character in text):
        for pattern, order in months.patterns:
            for match in pattern.finditer(text):
                fields = {name: match[index] for index, name in enumerate(order, 1)}
                yield Date(
                    _number(fields.get("year")),
                    months.numbers[fields["month"].lower()],
                    _number(fields.get("day")),
                    *match.span(),
                )
        for match in _IDEOGRAPHIC.finditer(text) if "月" in text else ():
            if 1 <= int(match[2]) <= 12 and (match[1] or match[3]):
                yield Date(_number(match[1]), int(match[2]), _number(match[3]), *match.span())
        for match in _ISO.finditer(text):
            yield Date(int(match[1]), int(match[3]), int(match[4]), *match.span())
        for match in _NUMERIC.finditer(text):
            first, second = int(match[1]), int(match[3])
            month, day = (first, second) if months.month_first and match[2] == "/" else (second, first)
            if 1 <= month <= 12 and 1 <= day <= 31:
                year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)
                yield Date(year, month, day, *match.span())


def _number(text: str | None) -> int | None:
    return int(text) if text else None


@dataclass(frozen=True, slots=True)
class _Months:
    numbers: dict[str, int]
    patterns: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    month_first: bool

    @staticmethod
    @cache
    def of(locale: str) -> _Months:
        numbers: dict[str, int] = {}
        for name in _REGIONS.get(locale.partition("_")[0], (locale,)):
            for context in _CONTEXTS:
                for width in _WIDTHS:
                    for number, month in get_month_names(width, context, name).items():
                        written = month.strip(". ").lower()
                        if len(written) > 2 and not written[0].isdigit():
                            numbers.setdefault(written, number)
        names = "|".join(re.escape(name) for name in sorted(numbers, key=len, reverse=True)) or "(?!)"
        month = rf"({names})(?!\w)\.?(?:\s?[/(]\s?(?:{names})\)?)?"
        day = r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|re|º|ª|-?(?:go|е))?\.?\s?(?:de\s|of\s|d['’]|من\s|a\s)?\s?"
        year = r"\s?(?:de[l]?\s|of\s)?\s?(\d{4})(?!\d)"
        flags = re.IGNORECASE
        patterns = (
            (re.compile(rf"{day}{month},?{year}", flags), ("day", "month", "year")),
            (
                re.compile(rf"(?<!\w){month}\s(\d{{1,2}})(?:st|nd|rd|th)?,?\s(\d{{4}})(?!\d)", flags),
                ("month", "day", "year"),
            ),
            (re.compile(rf"(?<!\w){month},?{year}", flags), ("month", "year")),
            (re.compile(rf"{day}{month}", flags), ("day", "month")),
            (re.compile(rf"(?<!\w){month}\s(\d{{1,2}})(?:st|nd|rd|th)?(?![\w:.,]\d|\w)", flags), ("month", "day")),
        )
        short = get_date_format("short", locale).pattern.lower()
        return _Months(numbers, patterns, short.find("m") < short.find("d"))


#: A month (1 to 12) or a day of the week (0 is Monday), with its kind.
Named = tuple[str, int]
#: What all inflected forms of a name begin with is as long as this, at least.
_STEM = 3
#: Languages in which a name has no gap behind it.
_WITHOUT_GAPS = UNSPACED | {"ko"}


def named_days(text: str, locale: str) -> dict[Named, str]:
    """The months and days of the week that a text surely names, each with the word."""
    names = _Names.of(locale)
    found = ((match[1], names.certain[lowered(match[1])]) for match in names.pattern.finditer(text))
    return {named: word for word, named in found if not (names.capital and word[0].islower())}


def may_name(text: str, named: Named, locale: str) -> bool:
    """Whether a text may name a month or day, in whatever form: inflected, abbreviated, or as the number of a month."""
    kind, number = named
    text = lowered(text)
    return (kind == "month" and re.search(rf"(?<!\d)0?{number}(?!\d)", text) is not None) or any(
        form in text for form in _Names.of(locale).forms.get(named, ())
    )


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of months and days: the certain ones, what all forms of one begin with, how they are written."""

    certain: dict[str, Named]
    forms: dict[Named, tuple[str, ...]]
    pattern: re.Pattern[str]
    capital: bool

    @staticmethod
    @cache
    def of(locale: str) -> _Names:
        certain: dict[str, set[Named]] = defaultdict(set)
        forms: dict[Named, set[str]] = defaultdict(set)
        language = locale.partition("_")[0]
        joined, written = language in _WITHOUT_GAPS, set()
        for name in _REGIONS.get(language, (locale,)):
            for kind, names in (("month", get_month_names), ("day", get_day_names)):
                for context, width in product(_CONTEXTS, _WIDTHS):
                    for number, word in names(width, context, name).items():
                        low = lowered(word).strip(". ")
                        forms[kind, number].add(low if len(low) <= _STEM else low[: max(_STEM, len(low) - 2)])
                        if (width == "wide" or joined) and len(low) > 1:
                            certain[low].add((kind, number))
                            written.add(word)
        sure = {word: min(named) for word, named in certain.items() if len(named) == 1}
        longest = "|".join(map(re.escape, sorted(sure, key=len, reverse=True)))
        before = "|".join(map(re.escape, ("", *lexicon_of(locale).prefixes)))
        return _Names(
            sure,
            {named: tuple(own) for named, own in forms.items()},
            re.compile(rf"(?<!\d)({longest})" if joined else rf"(?<!\w)(?:{before})({longest})(?!\w)", re.I),
            all(word[0].isupper() for word in written),
        )


def times(text: str) -> Iterator[Time]:
    """The times of day in a normalised English text, or one that writes them as 17:30."""
    for match in _TIME.finditer(text):
        hour, minute = int(match[1] or match[4]), int(match[2] or match[5] or 0)
        if match[3]:
            hour = hour % 12 + (12 if match[3].lower() == "p" else 0)
        if hour < 24 and minute < 60:
            yield Time(hour * 60 + minute, *match.span())


def places_of_times(wanted: Iterable[Time], text: str, locale: str) -> list[tuple[int, int] | None]:
    """Where a normalised text says each of these times, in whatever way its language does; None where it does not.

    No place says two of them. The text is read once for all, and each of its hours once for each time that it may be.
    """
    hours: dict[int, list[int]] = defaultdict(list)
    for match in _HOUR.finditer(text):
        hours[int(match[1])].append(match.start())
    said: dict[int, Iterator[tuple[int, int]]] = {}
    taken = bytearray(len(text))
    places: list[tuple[int, int] | None] = []
    for time in wanted:
        places_of_it = said.setdefault(time.minutes, _places(time, text, hours, locale))
        place = next((place for place in places_of_it if not any(taken[slice(*place)])), None)
        if place is not None:
            taken[slice(*place)] = b"\1" * (place[1] - place[0])
        places.append(place)
    return places


def _places(time: Time, text: str, hours: Mapping[int, list[int]], locale: str) -> Iterator[tuple[int, int]]:
    """All places where a text says a time; `hours` are those of its numbers."""
    hour, minute = divmod(time.minutes, 60)
    before_noon, after_noon = _periods(locale)
    # First as no other time is said: 0:30 is not to take the place of 12:30.
    for start in hours.get(hour, ()) if hour >= 12 or hour == 0 else ():
        if match := _clock(hour, minute).match(text, start):
            yield match.span()
    twelfth = hour % 12 or 12
    for start in hours.get(twelfth, ()):
        if match := _clock(twelfth, minute).match(text, start):
            says = _says(before_noon, text, match, locale), _says(after_noon, text, match, locale)
            if says == (hour < 12, hour >= 12) or (hour < 12 and says == (False, False)):
                yield match.span()


@cache
def _clock(hour: int, minute: int) -> re.Pattern[str]:
    """An hour and minute as clocks and languages write them: 17:30, 17.30, 17 h 30, 17時30分, 17点半."""
    minutes = rf"(?:\s?[:.h時时點点]|\s?{_OCLOCK})\s?{minute:02}(?!\d)"
    if minute == 0:
        minutes += rf"|\s?{_OCLOCK}(?!\s?\d)|(?![\d:.,]\d|\d)"
    elif minute == 30:
        minutes += r"|\s?[时時點点]半"
    return re.compile(rf"(?<![\d.,:])0?{hour}(?:{minutes})", re.IGNORECASE)


def _says(words: re.Pattern[str], text: str, time: re.Match[str], locale: str) -> bool:
    """Whether one of the words belongs to a time: it stands before it where words are not separated, else after it."""
    before = text[max(0, time.start() - 14) : time.start()].rstrip()
    left = words.search(f"{before}\0")
    if left is not None and before.endswith(left[0]):
        return True
    right = words.search(text, time.end(), time.end() + 24)
    reach = 0 if locale.partition("_")[0] in UNSPACED else 5
    return right is not None and right.start() - time.end() <= reach - 1


_BEFORE_NOON = ("am", "midnight", "morning1", "morning2")
_AFTER_NOON = ("pm", "noon", "afternoon1", "afternoon2", "evening1", "evening2", "night1")


@cache
def _periods(locale: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of what says "before noon" and "after noon"."""
    words_of = lexicon_of(locale)
    found = ({*words_of.before_noon, "am", "a.m.", "a. m."}, {*words_of.after_noon, "pm", "p.m.", "p. m."})
    for context in _CONTEXTS:
        for width in _WIDTHS:
            names = get_period_names(width, context, locale)
            for words, keys in zip(found, (_BEFORE_NOON, _AFTER_NOON), strict=True):
                words.update(names[key] for key in keys if key in names)
    return _any_of(found[0] - found[1]), _any_of(found[1] - found[0])


def _any_of(words: set[str]) -> re.Pattern[str]:
    longest = sorted((word.lower() for word in words if word), key=len, reverse=True)
    return re.compile(rf"(?<![a-z])(?:{'|'.join(map(re.escape, longest))})(?![a-zء-ي])", re.IGNORECASE)
