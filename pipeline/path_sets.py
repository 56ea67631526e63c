"""Sets of paths of many languages' sites, of which most have the same files below their folders."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Set


class PathSet(Set[str]):
    """A set of relative paths, by their first folder: folders that hold the same have it in common, in memory."""

    __slots__ = ("_below",)

    def __init__(self, paths: Iterable[str] = ()) -> None:
        below: dict[str, set[str]] = {}
        for path in paths:
            folder, rest = _divided(path)
            below.setdefault(folder, set()).add(sys.intern(rest))
        known: dict[frozenset[str], frozenset[str]] = {}
        self._below: dict[str, frozenset[str]] = {}
        while below:  # one at a time: none is there twice for long
            folder, names = below.popitem()
            own = frozenset(names)
            self._below[folder] = known.setdefault(own, own)

    def __contains__(self, path: object) -> bool:
        if not isinstance(path, str):
            return False
        folder, rest = _divided(path)
        return rest in self._below.get(folder, ())

    def __iter__(self) -> Iterator[str]:
        for folder, names in self._below.items():
            yield from (f"{folder}{name}" for name in names)

    def __len__(self) -> int:
        return sum(map(len, self._below.values()))

    def __hash__(self) -> int:
        return self._hash()

    def __repr__(self) -> str:
        return f"PathSet({sorted(self)})"


def _divided(path: str) -> tuple[str, str]:
    """The first folder, with its slash, and the rest; no folder where there is none."""
    at = path.find("/") + 1
    return path[:at], path[at:]
