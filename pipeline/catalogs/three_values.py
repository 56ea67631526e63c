"""Three versions of a value, of lines, of a header become one. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from datetime import UTC, datetime
from itertools import chain
from typing import TypeVar

_T = TypeVar("_T")
_Item = TypeVar("_Item", bound=Hashable)
_REVISED = "PO-Revision-Date"
_DATES = ("POT-Creation-Date", _REVISED)
#: The fields of a header in their order; a line that is none has no name.
Fields = tuple[tuple[str, str], ...]


def picked(base: _T, ours: _T, theirs: _T) -> _T:
    """What one side changed; where both did, ours."""
    return theirs if ours == base else ours


def items(base: list[_Item], ours: list[_Item], theirs: list[_Item]) -> list[_Item]:
    """What both have, without what one of them removed, and what either added."""
    before, left, right = frozenset(base), frozenset(ours), frozenset(theirs)  # a stranger's may be very long
    kept = [item for item in ours if item in right or item not in before]
    return [*kept, *(item for item in theirs if item not in before and item not in left)]


def lines(base: str, ours: str, theirs: str) -> str:
    """A comment, line by line."""
    if base in (ours, theirs):
        return theirs if ours == base else ours
    return "\n".join(items(*(text.split("\n") if text else [] for text in (base, ours, theirs))))


def headers(base: Fields, ours: Fields, theirs: Fields) -> Fields:
    """Field by field, what one side changed; where both did, that of the later revision, and of dates the later one.

    Lines without a name, and fields that a side has more than once, are merged as lines are.
    """
    counts = (Counter(name for name, _ in side) for side in (base, ours, theirs))
    several = {"", *(name for name, count in chain.from_iterable(map(Counter.items, counts)) if count > 1)}
    before, left, right = (
        {name: value for name, value in side if name not in several} for side in (base, ours, theirs)
    )
    later = right if _moment(right.get(_REVISED)) > _moment(left.get(_REVISED)) else left
    merged: dict[str, str] = {}
    for name in {**left, **right}:
        mine, other = left.get(name), right.get(name)
        if before.get(name) in (mine, other):
            value = picked(before.get(name), mine, other)
        elif name in _DATES:
            value = max(mine, other, key=_moment)
        else:
            value = later.get(name)
        if value is not None:
            merged[name] = value
    others = ([field for field in side if field[0] in several] for side in (base, ours, theirs))
    found = *merged.items(), *items(*others)
    return ours if sorted(found) == sorted(ours) else found  # in our order


def _moment(value: str | None) -> datetime:
    """A date of a header; what is none is long ago."""
    try:
        return datetime.strptime(value or "", "%Y-%m-%d %H:%M%z")
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
