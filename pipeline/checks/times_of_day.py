"""Times of day in a text, found by CLDR's names for parts of the day."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from babel.dates import get_period_names

from pipeline.checks.calendar import CONTEXTS, WIDTHS
from pipeline.checks.units import Forms
from pipeline.lexicon import UNSPACED, lexicon_of

#: No part of a longer number or time. A colon of a sentence may stand right before one.
_FIRST = r"(?<![\d.,])(?<!\d:)"
_TIME = re.compile(
    rf"{_FIRST}(\d{{1,2}})(?:[:.](\d{{2}})(?:[:.]([0-5]\d))?)?\s?([ap])\.?m\.?(?!\w)"
    rf"|{_FIRST}(\d{{1,2}}):(\d{{2}})(?![\d:])",
    re.I,
)
#: What English says behind an hour instead of am and pm.
_OF_DAY = re.compile(
    r"(?:\s?o['’]clock)? (?:in the (?:early )?(?P<before>morning)|in the (?:early |late )?(?P<after>afternoon|evening)"
    r"|at (?P<night>night)|(?P<noon>noon|midday)|(?P<midnight>midnight))(?!\w)",
    re.I,
)
#: An hour alone, with such words, needs one before it, too: "2 in the morning, 1 at night" are doses.
_WORDED = re.compile(
    rf"\b(?:at|by|to|from|till|until|after|before)\s{_FIRST}(?P<hour>\d{{1,2}})"
    r"(?=(?:\s?o['’]clock)? (?:in the|at night))"
    rf"|{_FIRST}(?P<twelve>12)(?= (?:noon|midday|midnight))",
    re.I,
)
_HOUR = re.compile(rf"{_FIRST}([0-9]{{1,2}})(?!\d)")
_Part = Literal["before noon", "after noon", "night", "noon", "midnight"]
_BEFORE_NOON = ("am", "morning1", "morning2")
_AFTER_NOON = ("pm", "afternoon1", "afternoon2", "evening1", "evening2")
_NIGHT = ("night1", "night2")
_NOON, _MIDNIGHT = 12, 24
# The hours that may be said to be at night.
_DUSK, _DAWN = 18, 6
# How far from a time words may stand that are said of it: behind it, and before it with small words between.
_NEAR, _GAP = 5, 12
_STOPS = frozenset(",;，、；،")
_SMALL_WORDS = re.compile(r"[の的]?|\s(?:[^\W\d_]{1,4}\s){0,2}")
#: 3 heures de l'après-midi.
_OF_THE = re.compile(r"\sde l(?=['’])")
_NEXT_TIME = re.compile(r"[の的]?\s?\d")
_MINUTE = r"(?:minutes?|min|분)"
_OCLOCK = r"(?:uhr|heures?|horas?|hrs?|godz|giờ|hodin[ay]?|час(?:ов|а)?|ч|годин[иаі]?|นาฬิกา|बजकर|ساعة|h|時|时|點|点|시)"


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day, in minutes after midnight, at its place; and its seconds, where a text has them.

    One `in_words` is said by an hour and words: languages may say its hour in words as well.
    """

    minutes: int
    start: int
    end: int
    seconds: int | None = None
    in_words: bool = False

    def __str__(self) -> str:
        return f"{self.minutes // 60}:{self.minutes % 60:02}"


def times(text: str) -> Iterator[Time]:
    """The times of day in a normalised English text, or one that writes them as 17:30."""
    found = []
    for match in _TIME.finditer(text):
        hour, minute, end = int(match[1] or match[5]), int(match[2] or match[6] or 0), match.end()
        if match[4]:
            hour = hour % 12 + (12 if match[4].lower() == "p" else 0)
        elif said := _OF_DAY.match(text, end):
            hour, end = _hour_of_day(hour, said), said.end()
        if hour < 24 and minute < 60:
            found.append(Time(hour * 60 + minute, match.start(), end, int(match[3]) if match[3] else None))
    for match in _WORDED.finditer(text):
        said = _OF_DAY.match(text, match.end())
        hour = int(match["hour"] or match["twelve"])
        if said is not None and 0 < hour <= _NOON:
            start, minutes = match.start(match.lastgroup or 0), _hour_of_day(hour, said) * 60
            found.append(Time(minutes, start, said.end(), in_words=True))
    yield from sorted(found, key=lambda time: time.start)


def _hour_of_day(hour: int, said: re.Match[str]) -> int:
    """The hour of the day that is meant by one of a clock's twelve, and words for a part of the day."""
    if not 0 < hour <= _NOON:
        return hour
    is_late = said["after"] or said["noon"] or (said["night"] and _DAWN <= hour < _NOON)
    return hour % _NOON + (_NOON if is_late else 0)


def places_of_times(wanted: Iterable[Time], text: str, locale: str) -> list[tuple[int, int] | None]:
    """Where a normalised text says each of these times, in whatever way its language does; None where it does not.

    No place says two of them. The text is read once for all, and each of its hours once for each time that it may be.
    """
    wanted = list(wanted)
    if not wanted:
        return []
    hours: dict[int, list[int]] = defaultdict(list)
    for match in _HOUR.finditer(text):
        hours[int(match[1])].append(match.start())
    halves: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for name, words, start in lexicon_of(locale).said("half_past", text):
        halves[int(name)].append((start, start + len(words)))
    is_twelve = any(time.minutes % (_NOON * 60) == 0 for time in wanted)
    parts = _Parts.in_text(text, locale) if hours or halves or is_twelve else _Parts({}, {})
    said: dict[tuple[int, int | None], Iterator[tuple[int, int]]] = {}
    taken = bytearray(len(text))
    places: list[tuple[int, int] | None] = []
    for time in wanted:
        places_of_it = said.setdefault((time.minutes, time.seconds), _places(time, text, hours, halves, parts, locale))
        place = next((place for place in places_of_it if not any(taken[slice(*place)])), None)
        if place is not None:
            taken[slice(*place)] = b"\1" * (place[1] - place[0])
        places.append(place)
    return places


def _places(
    time: Time,
    text: str,
    hours: Mapping[int, list[int]],
    halves: Mapping[int, list[tuple[int, int]]],
    parts: _Parts,
    locale: str,
) -> Iterator[tuple[int, int]]:
    """All places where a text says a time; `parts` are its words for parts of the day.

    `hours` are those of its numbers, `halves` those that it says to be half over: 7 of "halb acht".
    """
    hour, minute = divmod(time.minutes, 60)
    # First as no other time is said: 0:30 is not to take the place of 12:30.
    for start in hours.get(hour, ()) if hour >= 12 or hour == 0 else ():
        if match := _clock(hour, minute, time.seconds).match(text, start):
            yield match.span()
    for start in hours.get(_MIDNIGHT, ()) if time.minutes == 0 else ():
        if match := _clock(_MIDNIGHT, 0, time.seconds).match(text, start):
            yield match.span()
    twelfth = hour % 12 or 12
    for start in hours.get(twelfth, ()):
        if (match := _clock(twelfth, minute, time.seconds).match(text, start)) and _is_half(
            hour, parts.beside(text, match.span(), locale)
        ):
            yield match.span()
    if hour % _NOON == 0:
        yield from _places_of_twelve(time, text, hours.get(0, ()), parts, locale)
    for place in halves.get(twelfth, ()) if minute == 30 and not time.seconds else ():
        said = parts.beside(text, place, locale)
        if _is_half(hour, said) or (hour == _NOON and not said):
            yield place


def _places_of_twelve(
    time: Time, text: str, zeros: Iterable[int], parts: _Parts, locale: str
) -> Iterator[tuple[int, int]]:
    """Where a text says twelve by its name, noon, or the hour after it as 午後0時30分."""
    hour, minute = divmod(time.minutes, 60)
    for start in zeros if hour else ():
        match = _clock(0, minute, time.seconds).match(text, start)
        if match and parts.beside(text, match.span(), locale) == {"after noon"}:
            yield match.span()
    if minute == 0:
        name: _Part = "noon" if hour else "midnight"
        yield from ((start, end) for start, (part, end) in parts.beginning.items() if part == name)
        yield from ((at, at + len(word)) for said, word, at in lexicon_of(locale).said("noon", text) if said == name)


def _is_half(hour: int, parts: set[_Part]) -> bool:
    """Whether an hour's half of the day is the one that words beside it say; without any it is the first.

    But twelve without such words is noon.
    """
    twelve: dict[_Part, _Part] = {"noon": "after noon", "midnight": "before noon"}
    # Of another hour what is twelve says nothing: from 8 to noon.
    parts = {twelve.get(part, part) for part in parts} if hour % _NOON == 0 else parts - twelve.keys()
    if "night" in parts:
        return hour < _DAWN or hour >= _DUSK
    return parts == {"before noon" if hour < _NOON else "after noon"} or (0 < hour < _NOON and not parts)


@cache
def _clock(hour: int, minute: int, seconds: int | None) -> re.Pattern[str]:
    """An hour and minute as clocks and languages write them: 17:30, 17.30, 17 h 30, 17時30分, 17点半."""
    minutes = rf"(?:\s?[:.h時时點点]|\s?{_OCLOCK})\s?{minute:02}(?!\d)"
    if minute == 0:
        minutes += rf"|\s?{_OCLOCK}(?!\s?\d)|(?![\d:.,]\d|\d)"
    elif minute == 30:
        minutes += r"|\s?[时時點点]半|\s?시\s?반"
    behind = (
        "" if seconds is None else rf"(?:\s?(?:[:.分]|{_MINUTE})\s?{seconds:02}(?!\d)){'?' if seconds == 0 else ''}"
    )
    return re.compile(rf"{_FIRST}0?{hour}(?:{minutes}){behind}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Parts:
    """The words of a text for parts of the day, by where they begin and by where they end."""

    beginning: dict[int, tuple[_Part, int]]
    ending: dict[int, tuple[_Part, int]]

    @staticmethod
    def in_text(text: str, locale: str) -> _Parts:
        """Those of a text. What CLDR and the lexicon say of hours counts more than what the lexicon says of a day."""
        of_day: dict[str, _Part] = {"morning": "before noon", "evening": "after noon"}
        said = [(of_day[name], at, at + len(word)) for name, word, at in lexicon_of(locale).said("daypart", text)]
        said += [(part, *match.span()) for part, words in _periods(locale).items() for match in words.finditer(text)]
        return _Parts(
            {start: (part, end) for part, start, end in said}, {end: (part, start) for part, start, end in said}
        )

    def beside(self, text: str, time: tuple[int, int], locale: str) -> set[_Part]:
        """What the words beside a time say: "abends um 8:38", "8:38 Uhr abends", 夜の8時38分."""
        found: set[_Part] = set()
        begins, ends = time
        for place in range(begins, max(0, begins - _GAP), -1):
            if place in self.ending and _SMALL_WORDS.fullmatch(text, place, begins):
                part, start = self.ending[place]
                # Over other words it is said of the time before it, if it has one.
                if begins - place < 2 or not _unit(locale)[1].search(text[max(0, start - _GAP) : start]):
                    found.add(part)
                break
        if unit := _unit(locale)[0].match(text, ends):
            ends = unit.end()
        if of_the := _OF_THE.match(text, ends):
            ends = of_the.end()
        for place in range(time[1], ends + _NEAR):
            if text[place : place + 1] in _STOPS:
                break
            if place in self.beginning:
                part, end = self.beginning[place]
                part, end = self.beginning.get(end + 1, (part, end))  # "am Abend" is no "a.m."
                # 早上5点下午6点, 오전 9시~오후 5시: it may be said of the time behind it, where words are not
                # separated, or where this one has its own.
                is_of_next = _NEXT_TIME.match(text, end) is not None
                if not is_of_next or not (found or locale.partition("_")[0] in UNSPACED):
                    found.add(part)
                break
        return found


@cache
def _unit(locale: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words for hours and minutes, as they stand behind a time's number; and a number that has them at a text's end."""
    units = Forms.of(locale).by_unit
    words = [re.escape(form) for name in ("hour", "minute") for form in units.get(f"duration-{name}", ())]
    behind = rf"\s?(?:{'|'.join((_OCLOCK, *sorted(words, key=len, reverse=True)))})(?![^\W\d_])"
    return re.compile(behind, re.I), re.compile(rf"\d(?:{behind})?\s?$", re.I)


@cache
def _periods(locale: str) -> dict[_Part, re.Pattern[str]]:
    """Patterns of what says "before noon", "after noon" and either, by night."""
    words_of = lexicon_of(locale)
    before, after = {*words_of.before_noon, "am", "a.m.", "a. m."}, {*words_of.after_noon, "pm", "p.m.", "p. m."}
    night: set[str] = set()
    noon: set[str] = set()
    midnight: set[str] = set()
    each = (
        (before, _BEFORE_NOON),
        (after, _AFTER_NOON),
        (night, _NIGHT),
        (noon, ("noon",)),
        (midnight, ("midnight",)),
    )
    for context in CONTEXTS:
        for width in WIDTHS:
            names = get_period_names(width, context, locale)
            for words, keys in each:
                words.update(names[key] for key in keys if key in names)
    return {  # those that others may end in come first (th หลังเที่ยง)
        "noon": _any_of(noon - before - after - night),
        "midnight": _any_of(midnight - before - after - night),
        "before noon": _any_of(before - after - night),
        "after noon": _any_of(after - before - night),
        "night": _any_of(night),
    }


def _any_of(words: set[str]) -> re.Pattern[str]:
    longest = sorted((word.lower() for word in words if word), key=len, reverse=True)
    # Many words of Arabic end in the one letter that stands for "after noon"; what is longer may have one before it.
    known = [re.escape(word) if len(word) > 1 else f"(?<![ء-ي]){re.escape(word)}" for word in longest]
    return re.compile(rf"(?<![a-z])(?:{'|'.join(known) or '(?!)'})(?![a-zء-ي])", re.IGNORECASE)
