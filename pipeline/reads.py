"""What a process has read, so that it is known later whether its work would come out the same.

Python itself tells of each file that is opened and each folder that is listed (`sys.addaudithook`): includes, snippets,
templates and what plugins open are dependencies like any other, and so is what was looked for and was not there, and
what was asked of the surroundings. What it tells of and cannot be compared later, such as a program that was run, is
said instead.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.files import pieces_of
from pipeline.fingerprints import digest, digest_of_pieces
from pipeline.paths import is_there

#: A file's size, the times of its last writing and of its last change of any kind in nanoseconds, and its inode.
State = tuple[int, int, int, int]
#: The same, with a digest of what it holds; nothing where its state alone counts.
Stamp = tuple[int, int, int, int, str]
#: File systems count time in steps: a file that is younger than this may have changed within one (racy Git).
STEP = 2 * 10**9
#: The ends of what Python loads, or looks for modules by.
CODE = (".py", ".so", ".pyd", ".pth")
#: What is known of the environment as a whole: the names in it.
ALL = ""
# What asks so is heard where somebody notes it.
_stat, _readlink = os.stat, os.readlink
#: Digests of files that this process has read, or the one that it was forked from, by what the file was at the time.
_digests: dict[str, tuple[State, str]] = {}


@dataclass(frozen=True, slots=True)
class Reads:
    """The files and folders that were read, as they were then, and why that is not all there is to it.

    `modules` are the folders in which Python looks for modules, of which only these count, `installed` those in which
    it looks for what is installed, of which only that does; `missing` was looked for and
    was not there, `there` are folders that were; `links` lead to where they led; `asked` are names of the environment,
    with what they said. `at` is when that was, in nanoseconds; `own` are files and folders whose names do not count,
    for builds make them; `beyond` says what else was done that nobody can compare.
    """

    at: int
    own: tuple[str, ...]
    files: Mapping[str, Stamp]
    folders: Mapping[str, str]
    modules: Mapping[str, str]
    missing: tuple[str, ...] = ()
    asked: Mapping[str, str | None] = field(default_factory=dict)
    beyond: tuple[str, ...] = ()
    there: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    installed: Mapping[str, str] = field(default_factory=dict)

    def hold(self, known: dict[Hashable, bool]) -> bool:
        """Whether each of them is as it was; `known` are the answers that were found before.

        What a thousand sources have in common is asked for once. A file that had the same stamp at another time is the
        same: its state alone tells only if it was old enough then, and else what it holds.
        """

        def once(key: Hashable, ask: Callable[..., bool], *about: object) -> bool:
            if key not in known:
                known[key] = ask(*about)
            return known[key]

        return (
            not self.beyond
            and all(said(name) == value for name, value in self.asked.items())
            and all(once((path, True), os.path.isdir, path) for path in self.there)
            and all(once((path, target), _leads, path, target) for path, target in self.links.items())
            and not any(once((path, False), os.path.lexists, path) for path in self.missing)
            and all(once((path, stamp), is_as_it_was, path, stamp, self.at) for path, stamp in self.files.items())
            and all(once((path, self.own, names), self._lists, path, names) for path, names in self.folders.items())
            and all(_listing(path, self.own, is_module) == names for path, names in self.modules.items())
            and all(_listing(path, self.own, is_distribution) == names for path, names in self.installed.items())
        )

    def _lists(self, path: str, names: str) -> bool:
        return _listing(path, self.own) == names


def _leads(path: str, target: str) -> bool:
    return leads_to(path) == target


@dataclass(slots=True)
class Notes:
    """What was seen, until it is known what becomes of it."""

    opened: dict[str, State] = field(default_factory=dict)
    missing: dict[str, None] = field(default_factory=dict)
    listed: dict[str, frozenset[str] | None] = field(default_factory=dict)
    sought: dict[str, frozenset[str] | None] = field(default_factory=dict)
    installed: dict[str, frozenset[str] | None] = field(default_factory=dict)
    asked: dict[str, str | None] = field(default_factory=dict)
    done: dict[str, str] = field(default_factory=dict)
    beyond: dict[str, None] = field(default_factory=dict)
    there: dict[str, None] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    young: dict[str, str] = field(default_factory=dict)

    def add(self, later: Notes) -> None:
        """Add what another process has seen meanwhile; what was seen first counts."""
        for path, state in later.opened.items():
            if differ(self.opened.setdefault(path, state), state):
                self.beyond[f"{path} changed meanwhile"] = None
        self.listed |= later.listed | self.listed
        self.sought |= later.sought | self.sought
        self.installed |= later.installed | self.installed
        self.asked |= later.asked | self.asked
        self.missing |= later.missing
        self.done |= later.done
        self.beyond |= later.beyond
        self.there |= later.there
        self.links |= later.links | self.links
        self.young |= later.young | self.young


def differ(before: State, now: State) -> bool:
    """Whether it is another file, or has another text; a link to it that was made changes its last time alone."""
    return (before[0], before[1], before[3]) != (now[0], now[1], now[3])


def is_as_it_was(path: str, stamp: Stamp, at: int) -> bool:
    """Whether a file is what it was when it was stamped; it is read if its state does not tell.

    Its time of writing counts as well: sites show it (DEFAULT_DATE = "fs").
    """
    state = state_of(path)
    if state is None or state[:2] != stamp[:2]:
        return False
    if state == stamp[:4] and state[2] < at - STEP:
        return True
    return bool(stamp[4]) and digest_of_file(path) == stamp[4]


def said(name: str) -> str | None:
    """What the environment says of a name, or which names there are."""
    return os.environ.get(name) if name != ALL else "\0".join(sorted(os.environ))


def state_of(path: str) -> State | None:
    """What tells a file that has changed; nothing where there is no file."""
    try:
        found = _stat(path)
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def leads_to(path: str) -> str:
    """Where a link leads, as it says; nothing where there is none."""
    try:
        return _readlink(path)
    except (OSError, ValueError):
        return ""


def is_module(name: str) -> bool:
    """Whether what has this name may be a module, or a package of some."""
    is_folder = "." not in name and name != "__pycache__"
    return is_folder or name.endswith(CODE)


def is_distribution(name: str) -> bool:
    """Whether what has this name says of a package that it is installed (importlib.metadata)."""
    return name.lower().endswith((".dist-info", ".egg-info", ".egg"))


def _listing(path: str, own: tuple[str, ...], counts: Callable[[str], bool] = bool) -> str:
    return digest_of_names(path, names_in(path), own, counts)


def names_in(path: str) -> frozenset[str] | None:
    """The names in a folder; None where there is no such folder."""
    try:
        return frozenset(os.listdir(path))  # noqa: PTH208
    except OSError:
        return None


def digest_of_names(
    path: str, names: frozenset[str] | None, own: tuple[str, ...], counts: Callable[[str], bool] = bool
) -> str:
    """A digest of the names in a folder that count and are not one's own; nothing where there is no such folder."""
    if names is None:
        return ""
    here = f"{path.rstrip(os.sep)}{os.sep}"
    theirs = frozenset(one[len(here) :] for one in own if one.startswith(here))
    return digest("\0".join(sorted(filter(counts, names - theirs))).encode(errors="surrogateescape"))


def digest_in(state: State, path: str) -> str:
    """A digest of what a file holds that is in this state; it is read once, unless it is too young for that to tell.

    So the code of a build, a thousand files, is not read anew by each process that builds a site.
    """
    known = _digests.get(path)
    if known is not None and known[0] == state:
        return known[1]
    at, found = time.time_ns(), digest_of_file(path)
    if state[2] < at - STEP and state_of(path) == state:
        _digests[path] = state, found
    return found


def digest_of_file(path: str) -> str:
    """A digest of what a file holds; nothing of what is no file, or none of the size that people write."""
    with suppress(PipelineError, OSError, ValueError):
        return digest_of_pieces(pieces_of(Path(path), path) if is_there(Path(path)) else ())
    return ""
