"""How many of what: "one tablet" is not "drei Tabletten", and "two days" not "ein Tag".

A one is an article in many languages, and left out in others, so that it tells nothing alone. Beside what is counted it
does: where one text has one of it, and the other another number of the same that the first does not have at all.
What is counted are the lexicon's forms of doses, and whatever is measured in CLDR's units.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from pipeline.checks.number_words import says, spelled
from pipeline.checks.pair import Fault, Pair
from pipeline.checks.quantities import quantities
from pipeline.checks.units import Forms
from pipeline.lexicon import UNSPACED, lexicon_of

#: What may stand between a number and what it counts: a word or two (two small white tablets), brackets, hyphens.
_GAP = re.compile(r"[ \u00a0\u202f()'’\-‐‑]{0,40}(?:[^\W\d_]++[ \u00a0\u202f()\-‐‑]{1,40}){0,2}+")
_NARROW_GAP = re.compile(r"[ \u00a0]?")
#: What joins two numbers of the same: 1–2, one or two, eine bis zwei.
_RANGE = re.compile(r"\)?[ \u00a0]?(?:[–—\-~〜～/]|[^\W\d_]{1,4})[ \u00a0]?\(?")
_MOST_BACK = 3
#: A text that counts more of the same is a table of some sort, where each would be looked for in the other.
_MOST = 100


@dataclass(frozen=True, slots=True)
class Count:
    """So many of something, as a text writes it."""

    value: Decimal
    what: str
    written: str


@dataclass(frozen=True, slots=True)
class _Number:
    value: Decimal
    start: int
    end: int
    unit: str | None


def count_faults(pair: Pair, source: str, translation: str) -> Iterator[tuple[Fault, frozenset[Decimal]]]:
    """One of something that became several, several that became one, and two numbers exchanged; with the numbers."""
    there, here = pair.source_language.locale, pair.language.locale
    wanted = counts(source, there)
    found = counts(translation, here) if wanted else {}
    both = [(wanted[what], found[what]) for what in wanted if what in found]
    differing = [(_others(one, other), _others(other, one)) for one, other in both]
    # The same words may be counted as several things (錠 as a tablet, a capsule).
    differing = [one for place, one in enumerate(differing) if all(one) and one not in differing[:place]]
    for gone, come in differing:
        if max(len(gone), len(come)) > _MOST:
            continue
        if any(one.value == 1 for one in gone):
            come = [one for one in come if _is_several(one) and not _may_count(source, one.value, there)]
        elif any(one.value == 1 for one in come):
            gone = [one for one in gone if _is_several(one) and not _may_count(translation, one.value, here)]
        else:
            continue
        if gone and come:
            yield _fault(gone, come)
    for one, other in combinations(differing, 2):
        if _are_exchanged(*one, *other):
            yield _fault(one[0] + other[0], one[1] + other[1])


def _are_exchanged(gone: list[Count], come: list[Count], others_gone: list[Count], others_come: list[Count]) -> bool:
    """Whether two things have each other's number; units of time are compared elsewhere (durations.py)."""
    if all(own[0].what.startswith("duration") for own in (gone, others_gone)):
        return False
    values, others = (_values(gone), _values(come)), (_values(others_come), _values(others_gone))
    return values == others and all(len(own) == 1 for own in values)


def _fault(gone: list[Count], come: list[Count]) -> tuple[Fault, frozenset[Decimal]]:
    was, became = (", ".join(dict.fromkeys(one.written for one in counts)) for counts in (gone, come))
    return Fault("numbers", f"“{was}” became “{became}”", was, became), _values(gone) | _values(come)


def _values(counts: list[Count]) -> frozenset[Decimal]:
    return frozenset(one.value for one in counts)


def _others(own: tuple[Count, ...], others: tuple[Count, ...]) -> list[Count]:
    values = {other.value for other in others}
    return [one for one in own if one.value not in values]


def _is_several(one: Count) -> bool:
    return one.value > 1 and one.value == int(one.value)


def _may_count(text: str, value: Decimal, locale: str) -> bool:
    """Whether a text has a number in any form: as an ordinal, or within "every other day"."""
    return (
        any(number.value == value for number in quantities(text, locale))
        or says(text, int(value), locale)
        or (value == 2 and lexicon_of(locale).may_say("interval", "alternate", text))
    )


@lru_cache(maxsize=50_000)
def counts(text: str, locale: str) -> Mapping[str, tuple[Count, ...]]:
    """What a normalised text counts, by what it is: a unit of CLDR, or a word of the lexicon."""
    lexicon, forms = lexicon_of(locale), Forms.of(locale)
    if not lexicon.counted:
        return {}
    found: defaultdict[str, list[Count]] = defaultdict(list)
    for value, what, written in lexicon.counts_in_a_word(text):
        found[what].append(Count(Decimal(value), what, written))
    numbers = _numbers(text, locale)
    starts = [number.start for number in numbers]
    bare = list(text)
    for number in numbers:
        if number.unit and (unit := forms.after.match(text, number.end)):
            _add(found, number.unit, text, numbers, bisect_right(starts, number.start) - 1, unit.end())
            bare[number.start : unit.end()] = " " * (unit.end() - number.start)
    rest = "".join(bare)
    gap = _NARROW_GAP if locale.partition("_")[0] in UNSPACED else _GAP
    for what, start, end in lexicon.counted_things(text):
        last = bisect_right(starts, start) - 1
        for index in range(last, max(last - _MOST_BACK, -1), -1):
            if numbers[index].unit is None or rest[numbers[index].start] != " ":
                if gap.fullmatch(rest, numbers[index].end, start):
                    _add(found, what, text, numbers, index, end)
                break
    return {what: tuple(own) for what, own in found.items()}


def _add(
    found: defaultdict[str, list[Count]], what: str, text: str, numbers: list[_Number], index: int, end: int
) -> None:
    """Add a number of something, and the other end of its range."""
    number = numbers[index]
    found[what].append(Count(number.value, what, text[number.start : end]))
    before = numbers[index - 1] if index else None
    if before and before.unit in (None, number.unit) and _RANGE.fullmatch(text, before.end, number.start):
        found[what].append(Count(before.value, what, text[before.start : end]))


def _numbers(text: str, locale: str) -> list[_Number]:
    """All numbers of a text in their order, ones included."""
    beside: Callable[[str, int, int], str | None] = Forms.of(locale).beside
    numbers = [_Number(one.value, one.start, one.end, one.unit) for one in quantities(text, locale)]
    numbers += [
        _Number(Decimal(one.value), one.start, one.end, beside(text, one.start, one.end))
        for one in spelled(text, locale)
    ]
    taken = {place for number in numbers for place in range(number.start, number.end)}
    numbers += [
        _Number(Decimal(1), start, end, beside(text, start, end))
        for start, end in lexicon_of(locale).ones_in(text)
        if start not in taken
    ]
    return sorted(numbers, key=lambda number: number.start)
