"""What was read of files before: one that is as it was, or holds what it held, is not read again."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pipeline.cache import recall, remember
from pipeline.files import bytes_of
from pipeline.fingerprints import digest, fingerprint
from pipeline.portions import divided
from pipeline.workers import map_on_all_cores

_Found = TypeVar("_Found")
#: A file's size, its time of change in nanoseconds and its inode.
State = tuple[int, int, int]
#: So many files at least are read at a time: all cores read some of them.
_AT_A_TIME = 250
_CODE = ("pipeline.verify", "pipeline.markup", "pipeline.files", "selectolax")


def _is_old(_: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Memory:
    """What was read is kept by this `name`, if there is one; else all is read.

    A file that `is_new`, by its path below the root, is known by what it holds: its size, time and inode may be those
    of another, which was there before.
    """

    name: str = ""
    is_new: Callable[[str], bool] = _is_old

    def read(
        self, root: Path, names: Iterable[str], kind: Any, read: Callable[[Path], _Found], about: tuple[str, ...] = ()
    ) -> dict[str, _Found]:
        """What `read` finds, of this `kind`, in files below a folder, by their names; it is asked on all cores.

        That depends on what the file holds, on the code, on what it is `about`, and on nothing else.
        """
        names = list(names)
        found = {name: one for some in self.read_some(root, names, kind, read, about) for name, one in some.items()}
        return {name: found[name] for name in names}

    def read_some(
        self, root: Path, names: Iterable[str], kind: Any, read: Callable[[Path], _Found], about: tuple[str, ...] = ()
    ) -> Iterator[dict[str, _Found]]:
        """The same, of some of the files at a time. It is kept by portions, since few of them change."""
        way = _way(about) if self.name else ""
        for portions in _together(_portions(names)):
            yield self._read(root, portions, kind, read, way)

    def _read(
        self, root: Path, groups: Mapping[str, list[str]], kind: Any, read: Callable[[Path], _Found], way: str
    ) -> dict[str, _Found]:
        names = [name for own in groups.values() for name in own]
        if not self.name:
            return dict(zip(names, map_on_all_cores(read, [root / name for name in names]), strict=True))
        rows = {group: f"{kind} {self.name} {group}" for group in groups}
        read_of = dict[str, tuple[State, str, kind]]
        known = {group: recall(row, way, read_of) or {} for group, row in rows.items()}
        before = {name: known[group][name] for group, own in groups.items() for name in own if name in known[group]}
        states = self.states(root, names)
        same = {name for name, (state, *_) in before.items() if state == states[name] and not self.is_new(name)}
        digests = {name: before[name][1] if name in same else _digest(root / name) for name in names}
        found = {name: held for name, (_, digest, held) in before.items() if digest == digests[name]}

        unknown = [name for name in names if name not in found]
        found |= zip(unknown, map_on_all_cores(read, [root / name for name in unknown]), strict=True)
        for group, own in groups.items():
            if not same.issuperset(own) or known[group].keys() != set(own):
                remember(rows[group], way, {name: (states[name], digests[name], found[name]) for name in own})
        return found

    def states(self, root: Path, names: Iterable[str]) -> dict[str, State]:
        """The states of files below a folder, by their names."""
        return {name: _state(root / name) for name in names}


def _portions(names: Iterable[str]) -> dict[str, list[str]]:
    """The names by their portions, each of files that one of the folders below the root has."""
    folders: dict[str, list[str]] = {}
    for name in names:
        folders.setdefault(name.partition("/")[0] if "/" in name else "", []).append(name)
    return {
        f"{folder} {label}": some for folder, own in folders.items() for label, some in divided(own, len(own)).items()
    }


def _together(portions: Mapping[str, list[str]]) -> Iterator[dict[str, list[str]]]:
    some: dict[str, list[str]] = {}
    for label, names in portions.items():
        some[label] = names
        if sum(map(len, some.values())) >= _AT_A_TIME:
            yield some
            some = {}
    if some:
        yield some


def _digest(path: Path) -> str:
    return digest(bytes_of(path) or b"")


def _state(path: Path) -> State:
    state = path.stat()
    return state.st_size, state.st_mtime_ns, state.st_ino


def _way(about: tuple[str, ...]) -> str:
    """By what code, and about what, files are read."""
    modules = [module for name, module in list(sys.modules.items()) if name.startswith(_CODE)]
    return fingerprint({"about": about}, ["about"], modules)
