"""Which segment of a translated document is the translation of which one of its original. Pure.

Both documents are lists of segments. Where they have the same headings, each section is aligned for
itself; else the whole. Within a stretch the best order-preserving pairing is found, by what a translation
leaves alone: kind, depth, ids, link targets, numbers, and roughly the length. In a document of more than a thousand
segments partners are looked for at about the same place.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipeline.catalogs.edits import numbers_in, targets_in
from pipeline.model import Segment

_Item = TypeVar("_Item")
#: A pair that scores less than this is no pair. Two segments of the same kind, depth and length score 2.5.
_LEAST = 0.5
#: So many pairs of a document are compared on each side of where its partner would be, be it long or not; and with so
#: many segments each one is in any case.
_COMPARED, _NEAREST = 1_000_000, 20


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs of original and translation, and what found no partner on either side."""

    pairs: tuple[tuple[Segment, Segment], ...]
    originals_left: tuple[Segment, ...]
    translations_left: tuple[Segment, ...]

    @property
    def complete(self) -> bool:
        """Whether every segment found its partner."""
        return not self.originals_left and not self.translations_left


@dataclass(frozen=True, slots=True)
class _Traits:
    """What a translation leaves alone."""

    segment: Segment
    targets: Counter[str]
    numbers: Counter[str]
    depth: int
    anchors: frozenset[str]


def align(originals: Sequence[Segment], translations: Sequence[Segment]) -> Alignment:
    """Align two documents."""
    left, right = ([_traits(segment) for segment in side] for side in (originals, translations))
    pairs: list[tuple[_Traits, _Traits]] = []
    reach = max(_NEAREST, _COMPARED // max(len(left), 1))
    for part, other in _stretches(left, right):
        pairs += _best_pairs(part, other, reach)
    paired = {id(traits) for pair in pairs for traits in pair}
    return Alignment(
        tuple((original.segment, translation.segment) for original, translation in pairs),
        tuple(traits.segment for traits in left if id(traits) not in paired),
        tuple(traits.segment for traits in right if id(traits) not in paired),
    )


def _traits(segment: Segment) -> _Traits:
    return _Traits(
        segment,
        Counter(targets_in(segment.text)),
        numbers_in(segment.text),
        len(segment.headings),
        frozenset(segment.anchors),
    )


def _stretches(left: list[_Traits], right: list[_Traits]) -> list[tuple[list[_Traits], list[_Traits]]]:
    """The sections of both, where their headings are of the same levels; else all as one."""
    parts, others = _sections(left), _sections(right)
    levels = [[part[0].segment.kind for part in side[1:]] for side in (parts, others)]
    return list(zip(parts, others, strict=True)) if levels[0] == levels[1] else [(left, right)]


def _sections(side: list[_Traits]) -> list[list[_Traits]]:
    """What comes before the first heading, then each heading with what follows it."""
    sections: list[list[_Traits]] = [[]]
    for traits in side:
        if traits.segment.kind.startswith("heading "):
            sections.append([])
        sections[-1].append(traits)
    return sections


class _Band:
    """The best total scores from each row and column on, in the columns within `reach` of where a row's partner is.

    From before its first column one goes on to that one; after its last one, to the next row.
    """

    def __init__(self, rows: int, columns: int, reach: int) -> None:
        middles = [row * columns // rows for row in range(rows)]
        self.first = [max(0, middle - reach) for middle in middles] + [columns]
        self.last = [min(columns, middle + reach + 1) for middle in middles] + [columns]
        self.best = [
            array("d", bytes(8 * (last - first + 1))) for first, last in zip(self.first, self.last, strict=True)
        ]

    def at(self, row: int, column: int) -> float:
        first = self.first[row]
        return self.best[row][max(column, first) - first]


def _best_pairs(left: list[_Traits], right: list[_Traits], reach: int) -> list[tuple[_Traits, _Traits]]:
    """The order-preserving pairing of the highest total score (Needleman and Wunsch, with gaps free of charge)."""
    band = _Band(len(left), len(right), reach)
    for row in range(len(left) - 1, -1, -1):
        first, last, own = band.first[row], band.last[row], band.best[row]
        own[last - first] = band.at(row + 1, last)
        for column in range(last - 1, first - 1, -1):
            score = _score(left[row], right[column])
            paired = score + band.at(row + 1, column + 1) if score >= _LEAST else -math.inf
            own[column - first] = max(paired, band.at(row + 1, column), own[column + 1 - first])
    pairs, row, column = [], 0, 0
    while row < len(left) and column < len(right):
        column = max(column, band.first[row])
        if column == band.last[row]:
            row += 1
            continue
        score, best = _score(left[row], right[column]), band.at(row, column)
        if score >= _LEAST and best == score + band.at(row + 1, column + 1):
            pairs.append((left[row], right[column]))
            row, column = row + 1, column + 1
        elif best == band.at(row + 1, column):
            row += 1
        else:
            column += 1
    return pairs


def _score(original: _Traits, translation: _Traits) -> float:
    """How well two segments go together; below `_LEAST` they do not."""
    kinds = original.segment.kind, translation.segment.kind
    if kinds[0] != kinds[1] and not all(kind.startswith("heading ") for kind in kinds):
        return -math.inf
    score = 2.0 if kinds[0] == kinds[1] else 1.5
    score += 0.5 if original.depth == translation.depth else -0.5
    score += 2 * _overlap(original.targets, translation.targets, neutral=0.25) - 0.5
    score += 1.5 * _overlap(original.numbers, translation.numbers, neutral=1 / 3) - 0.5
    if original.anchors or translation.anchors:
        score += 0.5 if original.anchors == translation.anchors else -1.0
    # Languages differ in length; 5 more characters keep short texts from weighing too much.
    ratio = (len(translation.segment.text) + 5) / (len(original.segment.text) + 5)
    return score - min(2.0, abs(math.log(ratio)))


def _overlap(one: Counter[str], other: Counter[str], *, neutral: float) -> float:
    """The share of items that both have, 0 to 1; `neutral` where there is none at all."""
    if not (one or other):
        return neutral
    union = (one | other).total()
    return (one & other).total() / union
