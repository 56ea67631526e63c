"""Years and dates in the other calendars that countries count by (CLDR, supplementalData: calendarPreferenceData).

Each is known where its country's languages are, and some only by the mark that a text sets beside them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from babel.core import get_global

#: Years of our calendar, the only ones that are looked for in others.
_FIRST, _LAST = 1800, 2200
_BUDDHIST = 543
_MONTHS, _DAYS, _LONG_MONTHS = 12, 31, 6
#: The first day of a Persian year, from which others are counted.
_NOWRUZ = 1403, date(2024, 3, 20)
# The months of the Persian calendar in Iran, and in Afghanistan in Dari and Pashto.
_PERSIAN_MONTHS = (
    "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split(),
    "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت".split(),
    "وری غویی غبرګولی چنګاښ زمری وږی تله لړم لیندۍ مرغومی سلواغه کب".split(),
)
_MONTH_OF = {name: number for names in _PERSIAN_MONTHS for number, name in enumerate(names, 1)}
_PERSIAN = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s?(?:ام\s)?({'|'.join(_MONTH_OF)})(?!\w)،?(?:\s?(?:سال\s)?(1[2-5]\d\d)(?!\d))?"
    r"|(?<![\d./-])(1[2-5]\d\d)([./-])(\d{1,2})\5(\d{1,2})(?![\d/-])"
)
# The eras of Japan and Taiwan, and a year that a text says in both ways.
_ERA = re.compile(r"(令和|平成|昭和|大正|明治|民[國国])\s?(元|\d{1,3})(?=\s?年)")
_BOTH = re.compile(
    rf"(?:{_ERA.pattern}\s?年\s?[（(](?P<year>\d{{4}})\s?年?[）)]"
    rf"|(?P<first>\d{{4}})\s?年\s?[（(]{_ERA.pattern}\s?年[）)])年?"
)
_BEFORE_ERA = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "民國": 1911, "民国": 1911}


def _islamic(year: int) -> tuple[int, ...]:
    """The lunar years that have days of a year."""
    first = (year - 622) * 33 // 32
    return first, first + 1


@dataclass(frozen=True, slots=True)
class _Calendar:
    """Where a calendar is usual, what a text has to say for it, and which of its years a year of ours may be."""

    territories: frozenset[str]
    mark: str
    years: Callable[[int], tuple[int, ...]]


_CALENDARS = (
    _Calendar(frozenset({"TH"}), "", lambda year: (year + _BUDDHIST,)),
    # The new year is in March, in September, in April.
    _Calendar(frozenset({"IR", "AF"}), "", lambda year: (year - 621, year - 622)),
    _Calendar(frozenset({"IL"}), "", lambda year: (year + 3760, year + 3761)),
    _Calendar(frozenset({"ET", "ER"}), "ዓ[./]?ም", lambda year: (year - 8, year - 7)),
    _Calendar(frozenset({"NP"}), r"(?:वि|बि)\.?\s?सं", lambda year: (year + 56, year + 57)),
    _Calendar(frozenset({"KH", "LA"}), r"ព\.?ស|ពុទ្ធ|ພ\.?ສ", lambda year: (year + 543, year + 544)),
    _Calendar(frozenset({"SA", "EG", "AE", "IQ", "MA", "PK"}), r"هـ|هجر|ہجری|(?<!\w)ه(?!\w)", _islamic),
)


def territory_of(locale: str) -> str:
    """The country of a locale, or the one where most that speak its language live (CLDR, likely subtags)."""
    known = get_global("likely_subtags")
    parts = locale.split("_")
    own = [part for part in parts[1:] if len(part) in (2, 3) and part.isupper()]
    full = str(known.get("_".join(parts[:2])) or known.get(parts[0], ""))
    return own[0] if own else full.rpartition("_")[2]


def years_elsewhere(year: int, text: str, locale: str) -> tuple[int, ...]:
    """What a year may be in a text that counts by another calendar."""
    if not _FIRST <= year < _LAST:
        return ()
    country = territory_of(locale)
    return tuple(
        other
        for calendar in _CALENDARS
        if country in calendar.territories and (not calendar.mark or re.search(calendar.mark, text))
        for other in calendar.years(year)
    )


def with_our_years(text: str) -> str:
    """A text with the years of Japan's and Taiwan's eras in our calendar; one that it says twice, it says once."""
    text = _BOTH.sub(lambda both: f"{both['year'] or both['first']}年", text)
    return _ERA.sub(lambda era: str(_BEFORE_ERA[era[1]] + (1 if era[2] == "元" else int(era[2]))), text)


def our_year(year: int, locale: str) -> int:
    """The year of a date that is in the calendar of a locale, in ours."""
    return year - _BUDDHIST if territory_of(locale) == "TH" and _FIRST <= year - _BUDDHIST < _LAST else year


def persian_dates(text: str, locale: str) -> list[tuple[int | None, int, int, int, int]]:
    """The dates in Persian calendar: year, month and day in ours, and their place; a year may be missing."""
    if territory_of(locale) not in {"IR", "AF"}:
        return []
    found = []
    for match in _PERSIAN.finditer(text):
        year, month, day = (
            (match[3], _MONTH_OF[match[2]], match[1]) if match[2] else (match[4], int(match[6]), match[7])
        )
        if 1 <= month <= _MONTHS and 1 <= int(day) <= _DAYS:
            ours = _from_persian(int(year or _NOWRUZ[0]), month, int(day))
            found.append((ours.year if year else None, ours.month, ours.day, *match.span()))
    return found


def _from_persian(year: int, month: int, day: int) -> date:
    known, start = _NOWRUZ
    days = sum(365 + _is_leap(each) for each in range(min(year, known), max(year, known)))
    into = 31 * (month - 1) if month <= _LONG_MONTHS else 31 * _LONG_MONTHS + 30 * (month - 1 - _LONG_MONTHS)
    return start + timedelta((days if year >= known else -days) + into + day - 1)


def _is_leap(year: int) -> bool:
    """Leap years of the Persian calendar go by 33 years, from 1244 to 1472."""
    return (25 * year + 11) % 33 < 8
