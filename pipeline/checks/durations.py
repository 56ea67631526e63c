"""Units of time in words: "every eight hours" is not "alle acht Tage", "once a week" not "einmal am Tag".

They are CLDR's, and the lexicon's (daily). Of numbers in digits numbers.py compares the units already.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.checks.number_words import WELL_KNOWN, Spelled, says, spelled
from pipeline.checks.pair import Fault, Pair
from pipeline.checks.quantities import Quantity, quantities
from pipeline.checks.units import Forms
from pipeline.lexicon import MOST_KNOWN, UNSPACED, lexicon_of, lowered

_CLDR = "duration-"
#: The units that are compared, in minutes; a second is more often an ordinal.
_MINUTES = {"minute": 1, "hour": 60, "day": 1440, "week": 10_080, "month": 43_800, "year": 525_600}
#: So far apart two lengths of time may be that are meant as one: a week is huit jours, a month four weeks.
_NEAR = 1.15
#: What half an hour and the like are of their unit, which stands there without a number.
_PARTS = (1.0, 0.5, 0.25, 0.75, 1.5)
#: Shorter words of CLDR's are other words as well (tr ay, it ora), or parts of them.
_SHORTEST = 3
_KIND = "duration"
#: A text that has more of them is a table of some sort, where each would be held against each.
_MOST = 100


@dataclass(frozen=True, slots=True)
class Duration:
    """A unit of time in a text, with the number before it, if there is one."""

    unit: str
    value: float | None
    written: str
    in_digits: bool = False

    def lengths(self) -> tuple[float, ...]:
        """How long it may be, in minutes."""
        one = _MINUTES[self.unit]
        return tuple(part * one for part in _PARTS) if self.value is None else (self.value * one,)

    def may_be(self, other: Duration) -> bool:
        """Whether another unit is but another way to say this. A week by itself is no part of a month."""
        if self.value is None and other.value is None:
            return self.unit == other.unit
        return any(
            max(one, two) <= _NEAR * min(one, two) for one in self.lengths() for two in other.lengths() if one and two
        )


def duration_faults(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    """Units of time that differ, in two normalised texts; a length of time in another unit is none."""
    there, here = pair.source_language.locale, pair.language.locale
    wanted = durations(source, there)
    found = durations(translation, here) if wanted else ()
    if not found or max(len(wanted), len(found)) > _MOST:
        return
    gone, come = _only_in(wanted, found), _only_in(found, wanted)
    for one in gone:
        for other in come:
            if one.value is not None and one.value == other.value and not (one.in_digits and other.in_digits):
                yield _fault([one], [other])
                return
    for one in gone:
        if lost := _without_number(one, found, translation, here):
            yield _fault([one], lost)
            return
    gone = [one for one in _of_other_units(gone, found) if not _may_say(one.unit, translation, here)]
    come = [one for one in _of_other_units(come, wanted) if not _may_say(one.unit, source, there)]
    if gone and come and not all(one.in_digits for one in (*gone, *come)):
        yield _fault(gone, come)


def _without_number(one: Duration, found: Iterable[Duration], text: str, locale: str) -> list[Duration]:
    """What has become of six hours where a text has hours, but no number of them: hourly."""
    if one.value is None or one.in_digits or one.value <= 1 or locale.partition("_")[0] not in WELL_KNOWN:
        return []
    # One hour is compared in counts.py.
    behind_one = [lowered(text[end:]).lstrip() for _, end in lexicon_of(locale).ones_in(text)]
    same = [other for other in found if other.unit == one.unit]
    if any(rest.startswith(lowered(other.written)) for rest in behind_one for other in same):
        return []
    value = int(one.value)
    is_said = says(text, value, locale) or any(number.value == value for number in quantities(text, locale))
    return same if not is_said and all(other.value is None for other in same) else []


def _fault(gone: list[Duration], come: list[Duration]) -> Fault:
    was, became = (", ".join(dict.fromkeys(one.written for one in own)) for own in (gone, come))
    return Fault("units", f"“{was}” became “{became}”", was, became)


def _only_in(own: Iterable[Duration], others: Iterable[Duration]) -> list[Duration]:
    distinct = set(others)
    return [one for one in dict.fromkeys(own) if not any(one.may_be(other) for other in distinct)]


def _of_other_units(own: Iterable[Duration], others: Iterable[Duration]) -> list[Duration]:
    units = {other.unit for other in others}
    return [one for one in own if one.unit not in units]


@lru_cache(maxsize=MOST_KNOWN)
def durations(text: str, locale: str) -> tuple[Duration, ...]:
    """The units of time in a normalised text."""
    lexicon, names, forms = lexicon_of(locale), _names(locale), Forms.of(locale)
    found = {match.start(): (names[1][match[0]], match[0]) for match in names[0].finditer(lowered(text))}
    found |= {start: (unit, written) for unit, written, start in lexicon.said(_KIND, text)}
    if not found:
        return ()
    numbers: dict[int, Quantity | Spelled] = {}
    for name, written, start in lexicon.said("interval", text):
        if name == "alternate":
            every_other = Spelled(2, start, start + len(written), True)
            numbers |= dict.fromkeys(range(every_other.start, every_other.end), every_other)
    both: tuple[Quantity | Spelled, ...] = (*quantities(text, locale), *spelled(text, locale))
    for one in both:
        numbers |= dict.fromkeys(range(one.start, one.end), one)  # 30分 may be found by its 0分
        if unit := forms.after.match(text, one.end):
            numbers[unit.start(1)] = one
    return tuple(_duration(text, *found[start], start, numbers.get(start)) for start in sorted(found))


def _duration(text: str, unit: str, written: str, start: int, number: Quantity | Spelled | None) -> Duration:
    if number is None:
        return Duration(unit, None, written)
    shown = text[min(number.start, start) : start] + written
    return Duration(unit, float(number.value), shown, shown[0].isdigit())


@cache
def _names(locale: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """The names of the units in CLDR: a pattern, and which unit each is."""
    language, excuses = locale.partition("_")[0], lexicon_of(locale).terms.get(_KIND)
    if language in UNSPACED or lexicon_of(locale).joined:
        return re.compile("(?!)"), {}
    units = {
        form: unit
        for unit in _MINUTES
        for form in Forms.of(locale).by_unit.get(_CLDR + unit, ())
        if len(form) >= _SHORTEST and form.isalpha() and not (excuses and form in excuses.doubtful)
    }
    longest = sorted(units, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest)) or '(?!)'})(?!\w)"), units


def _may_say(unit: str, text: str, locale: str) -> bool:
    """Whether a text has a unit in any form, within another word, too."""
    forms, lower = Forms.of(locale), lowered(text)
    return (
        forms.mentions(text, _CLDR + unit)
        or lexicon_of(locale).may_say(_KIND, unit, text)
        or any(form in lower for form in forms.by_unit.get(_CLDR + unit, ()) if len(form) >= _SHORTEST)
    )
