"""Numbers and other facts that two sentences exchanged: type 1 gets insulin, type 2 tablets, and not the reverse.

Languages order the words of a sentence as they like, and its clauses too, but sentences follow one another as in the
source. Clauses are compared where each has a number besides that shows which is which: day 1: 5 mg, day 2: 10 mg.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from pipeline.checks.pair import Fault, Pair
from pipeline.checks.quantities import quantities
from pipeline.lexicon import MOST_KNOWN

_SENTENCES = re.compile(r"(?<=[.!?;؟؛।])[\"'”“»)]?\s+|(?<=[。！？；])|\n|\s—\s")
_CLAUSES = re.compile(rf"{_SENTENCES.pattern}|(?<=[,،])\s+|(?<=[，、])")
_POINT = re.compile(r"\.(?:$|\s+[A-ZÀ-ÞА-ЯΑ-Ω])")
#: Two exchange one number each.
_TWO = 2
_Numbers = Counter[Decimal]
_Span = tuple[int, int]


def exchanged_number_faults(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    """Two numbers in digits of two normalised texts that stand in each other's sentence or clause."""
    there, here = pair.source_language.locale, pair.language.locale
    in_order = [[one.value for one in quantities(*side)] for side in ((source, there), (translation, here))]
    if len(in_order[0]) < _TWO or in_order[0] == in_order[1] or sorted(in_order[0]) != sorted(in_order[1]):
        return  # most often: the same numbers in the same order, or others
    exchanged = _exchanged(_parts(source, there, _SENTENCES), _parts(translation, here, _SENTENCES))
    if exchanged is None:
        clauses = _parts(source, there, _CLAUSES), _parts(translation, here, _CLAUSES)
        exchanged = _exchanged(*clauses, told_apart=True)
    if exchanged is not None:
        one, other = (f"{number:f}" for number in exchanged)
        yield Fault("numbers", f"{one} and {other} stand in each other's sentence", one, other, doubtful=True)


def exchanged_fact_faults(
    rule: str, source: str, translation: str, same: Iterable[tuple[_Span, _Span]]
) -> Iterator[Fault]:
    """Two facts, such as times, that stand in each other's sentence; `same` are the places of each in both texts."""
    places = sorted(same)
    if len(places) < _TWO:
        return
    sentences = [
        _sentences_of(text, [pair[side] for pair in places]) for side, text in enumerate((source, translation))
    ]
    if sentences[0] is None or sentences[1] is None or sentences[0].count != sentences[1].count:
        return
    moved = [
        (was, became, place)
        for was, became, place in zip(sentences[0].of, sentences[1].of, places, strict=True)
        if was != became
    ]
    if len(moved) == _TWO and moved[0][:2] == moved[1][1::-1]:
        one, other = (source[start:end] for _, _, ((start, end), _) in moved)
        if one != other:
            yield Fault(rule, f"{one} and {other} stand in each other's sentence", one, other, doubtful=True)


@dataclass(frozen=True, slots=True)
class _Sentences:
    """In which sentence of a text each of some places is, and how many there are."""

    count: int
    of: list[int]


def _sentences_of(text: str, places: list[_Span]) -> _Sentences | None:
    """The sentences of places of a text, unless these overlap; what stands there ends none (8. Juni, 8 a.m.)."""
    in_order = sorted(places)
    if any(start < end for (_, end), (start, _) in pairwise(in_order)):
        return None
    characters = list(text)
    for start, end in places:
        # The last point of "a.m. The" ends a sentence as well.
        end -= _POINT.match(text, end - 1) is not None
        characters[start:end] = "x" * (end - start)
    written = "".join(characters).rstrip()
    ends = [match.start() for match in _SENTENCES.finditer(written) if match.start() < len(written)]
    return _Sentences(len(ends), [bisect(ends, start) for start, _ in places])


def _exchanged(
    wanted: list[_Numbers], found: list[_Numbers], *, told_apart: bool = False
) -> tuple[Decimal, Decimal] | None:
    """The two numbers that two parts have exchanged, if nothing else differs.

    With `told_apart` both parts have to have another number in common with their translations.
    """
    if len(wanted) != len(found):
        return None
    differing = [(one, other) for one, other in zip(wanted, found, strict=True) if one != other]
    if len(differing) != _TWO or (told_apart and not all(one & other for one, other in differing)):
        return None
    (first, became), (second, became_second) = differing
    gone, back = first - became, second - became_second
    if gone.total() == back.total() == 1 and became - first == back and became_second - second == gone:
        return next(iter(gone)), next(iter(back))
    return None


@lru_cache(maxsize=MOST_KNOWN)
def _parts(text: str, locale: str, ends: re.Pattern[str]) -> list[_Numbers]:
    """The numbers of each part of a text."""
    return [Counter(one.value for one in quantities(part, locale)) for part in ends.split(text) if part.strip()]
