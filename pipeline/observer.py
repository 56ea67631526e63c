"""Who notes what a process reads: each event of which Python tells, and what it comes to."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.interpreter import (
    asking,
    asks_for_names,
    folders_of_modules,
    has_children,
    is_compiled,
    modules_loaded,
    source_of,
    work_of_children,
)
from pipeline.paths import is_in
from pipeline.reads import (
    STEP,
    Notes,
    Reads,
    State,
    differ,
    digest_in,
    digest_of_file,
    digest_of_names,
    is_distribution,
    is_module,
    leads_to,
    names_in,
    state_of,
)

#: What was loaded already was loaded about when this module was: by the process that this one was forked from, perhaps.
_LOADED = time.time_ns() - STEP
#: More files than this are not what a site is made of.
_MANY = 100_000
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
#: What of all that is done nobody can compare, by the event of which Python tells.
_BEYOND = {
    **dict.fromkeys(("os.fork", "os.forkpty"), "starts processes"),
    **dict.fromkeys(
        ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile"),
        "runs a program ({})",
    ),
    **{
        f"socket.{name}": "asks another computer"
        for name in ("connect", "getaddrinfo", "gethostbyname", "gethostbyaddr", "sendto", "sendmsg", "bind")
    },
    "urllib.Request": "asks another computer",
    "sqlite3.connect": "uses a database ({})",
}
_CHANGING = frozenset({"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate", "shutil.move"})
_LINKING = frozenset({"os.link", "os.symlink"})
# These have the same for everybody.
_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/dev/tty")
# Python's own module, and the one of later Pythons that libraries bring.
_OF_METADATA = (os.path.join("importlib", "metadata", "__init__.py"), os.path.join("importlib_metadata", "__init__.py"))  # noqa: PTH118
# What the system tells of itself is no file, though it looks like one.
_OF_THE_SYSTEM = ("/proc/", "/sys/")
_TEMPORARY = os.path.join(os.path.abspath(tempfile.gettempdir()), tempfile.gettempprefix())  # noqa: PTH100, PTH118


@dataclass(slots=True)
class Observer:
    """Notes what this process reads, until it is asked, but for its `own` files and folders.

    Of what is `named` only the name does not count: whether it is there.
    """

    own: tuple[str, ...]
    named: tuple[str, ...] = ()
    began: int = field(default_factory=time.time_ns)
    loaded: frozenset[str] = field(default_factory=lambda: frozenset(sys.modules))
    children: int = field(default_factory=lambda: work_of_children())
    notes: Notes = field(default_factory=Notes)
    made: set[str] = field(default_factory=set)
    _busy: threading.local = field(default_factory=threading.local)

    def see(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Told of all that happens, by Python, in each thread."""
        if not event.startswith(("open", "os.", "sub", "sock", "url", "shutil", "sqlite3")):
            return
        if self.is_deaf():
            return
        with self.deaf():  # what is looked up here is nobody's reading
            self._note(event, arguments)

    def is_deaf(self) -> bool:
        """Whether what this thread does is not noted."""
        return getattr(self._busy, "here", False)

    @contextmanager
    def deaf(self) -> Iterator[None]:
        """Note nothing that this thread does in the meantime."""
        before, self._busy.here = self.is_deaf(), True
        try:
            yield
        finally:
            self._busy.here = before

    def _note(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            self._open(arguments[0], int(arguments[2] or 0))
        elif event in ("os.listdir", "os.scandir"):
            path = _path(arguments[0] if arguments[0] is not None else ".")
            self._list(path)
            if event == "os.scandir" and not asks_for_names():
                self._look_into(path)
        elif event in _BEYOND:
            if event != "sqlite3.connect" or not self._is_own(_path(arguments[0])):
                self.notes.beyond[_BEYOND[event].format(_shown(arguments[0] if arguments else ""))] = None
        elif event == "shutil.rmtree" and not (path := _path(arguments[0])).startswith(_TEMPORARY):
            self.notes.done[path] = f"removes {path}"
        elif event in _LINKING:
            self._open(arguments[0], 0)
        elif event in _CHANGING:
            for name in _changed(event, arguments):
                self._open(name, os.O_WRONLY)

    def _list(self, path: str) -> None:
        if not path or self._is_own(path):
            return
        # Python's own search for a module heeds the names of modules.
        asks, kind = asking(), self.notes.listed
        if asks.startswith("<frozen importlib"):
            kind = self.notes.sought
        elif asks.endswith(_OF_METADATA):  # for what is installed there, it goes by names of its own
            kind = self.notes.installed
        if path not in kind:
            kind[path] = names_in(path)

    def _look_into(self, folder: str) -> None:
        """Look at all that is in a folder: whoever scans it has sizes and times of it without asking the system."""
        names = names_in(folder) or ()
        if len(names) > _MANY:
            self.notes.beyond[f"has more than {_MANY} files in {folder}"] = None
            return
        for name in names:
            self.look_at(os.path.join(folder, name))  # noqa: PTH118

    def _open(self, name: Any, flags: int) -> None:
        path, notes = _path(name), self.notes
        if path and (source := source_of(path)):
            path, flags = source, flags & ~_WRITING
        if not path or path in self.made or self._is_own(path):
            return
        state = state_of(path)
        if flags & _WRITING and path.startswith(_TEMPORARY) and state is None:
            self.made.add(path)
        elif flags & _WRITING and (state is not None or not os.path.lexists(path)):  # a device is nobody's text
            notes.done[path] = f"writes {path}"
        elif state is not None and differ(self._first(path, state), state):
            notes.beyond[f"{path} changed meanwhile"] = None
        elif state is None and not os.path.exists(path):  # noqa: PTH110
            self._lacks(path)
        elif state is None and not flags & _WRITING and not path.startswith((*_DEVICES, _TEMPORARY)):
            # What is in a folder is opened next, as seen from there. Of one that is removed with that it is told.
            notes.done |= {path: f"opens {path}, which is no file"} if asking() != shutil.__file__ else {}

    def _first(self, path: str, state: State) -> State:
        """What a file was when it was seen first; of a young one its text, too, which may change within one step."""
        if path not in self.notes.opened and max(state[1:3]) >= time.time_ns() - STEP:
            self.notes.young[path] = digest_of_file(path)
        return self.notes.opened.setdefault(path, state)

    def _lacks(self, path: str) -> None:
        """Note what is not there: a path or, of a link that leads nowhere, what it leads to."""
        self.look_at_link(path)
        self.notes.missing[os.path.realpath(path) if path in self.notes.links else path] = None

    def look_at(self, name: Any) -> None:
        """Told of what is asked of a path: whether it is there, and since when."""
        if str(name) in self.notes.opened:
            return
        path = _path(name)
        if not path or path in self.made or self._is_own(path):
            return
        state = state_of(path)
        if state is not None:
            self._first(path, state)
        elif not os.path.exists(path):  # noqa: PTH110
            self._lacks(path)
        elif os.path.isdir(path):  # noqa: PTH112
            self.notes.there[path] = None

    def look_at_link(self, name: Any) -> None:
        """Told that it is asked whether a path is a link, and where it leads."""
        path = _path(name)
        if path and path not in self.made and not self._is_own(path) and (target := leads_to(path)):
            self.notes.links.setdefault(path, target)

    def _is_own(self, path: str) -> bool:
        return is_in(path, self.own) or is_compiled(path) or path.startswith(_OF_THE_SYSTEM)

    def count(self, folder: Path, but: Callable[[Path], bool]) -> None:
        """Count all that is below a folder as read, whoever reads it, but for these folders and one's own."""
        seen: list[str] = []
        been: set[str] = set()
        for parent, folders, names in os.walk(folder, followlinks=True):
            place = os.path.realpath(parent)
            below = ((name, Path(parent, name)) for name in folders if place not in been)
            folders[:] = [name for name, path in below if not self._is_own(str(path)) and not but(path)]
            been.add(place)
            seen += (os.path.join(parent, name) for name in names)  # noqa: PTH118
            if len(seen) > _MANY:
                self.notes.beyond[f"has more than {_MANY} files in {folder}"] = None
                return
        for path in seen:
            self._open(path, 0)

    def absorb(self, found: Reads) -> None:
        """Count as read what somebody else has read, and what still is as it was."""
        with self.deaf():
            for path in found.files:
                if (state := state_of(path)) is not None:
                    self.notes.opened.setdefault(path, state)
            kinds = {"listed": found.folders, "sought": found.modules, "installed": found.installed}
            for name, folders in kinds.items():
                kind = getattr(self.notes, name)
                for path in folders:
                    kind.setdefault(path, names_in(path))
            self.notes.missing |= dict.fromkeys(found.missing)
            self.notes.there |= dict.fromkeys(found.there)
            self.notes.links |= found.links
            self.notes.asked |= found.asked

    def hear_again(self) -> None:
        """Begin anew, in a process that was forked while a thread of the other one was not heard."""
        self._busy.here = False
        self.take()

    def expect_children(self) -> None:
        """What processes have done that have ended by now is known."""
        self.children = work_of_children()

    def take(self) -> Notes:
        """What was noted until now, which is noted no more."""
        notes, self.notes = self.notes, Notes()
        return notes

    def reads(self, *own: Path, digests: bool = True) -> Reads:
        """What was read until now, the code among it; with a digest of each file, or only of those that are new.

        `own` are more files and folders that do not count.
        """
        self._busy.here = True
        self.own += tuple(map(absolute_path, own))
        nameless = (*self.own, *self.named)
        opened, beyond = self.notes.opened, self.notes.beyond
        beyond |= {what: None for path, what in self.notes.done.items() if not self._is_own(path)}
        for name, path, state in modules_loaded():
            opened.setdefault(path, state)
            if max(state[1], state[2]) > (_LOADED if name in self.loaded else self.began):  # which was loaded?
                beyond[f"{path} changed meanwhile"] = None
        for folder in folders_of_modules():
            self.notes.sought.setdefault(folder, names_in(folder))
        if has_children() or work_of_children() != self.children:
            beyond["starts processes"] = None
        files, at = {}, time.time_ns()
        for path, before in opened.items():
            if self._is_own(path):
                continue
            state = state_of(path) or before
            is_told = digests or state[2] >= at - STEP or path in self.notes.young
            files[path] = (*state, digest_in(state, path) if is_told else "")
            is_other = files[path][4] != self.notes.young.get(path, files[path][4])
            if is_other or differ(before, state) or (is_told and not (files[path][4] and state_of(path) == state)):
                beyond[f"{path} changed meanwhile"] = None
        known = files.keys() | set(self.named)
        missing = tuple(path for path in self.notes.missing if path not in known and not self._is_own(path))
        listed, sought, installed = (
            {
                path: digest_of_names(path, names, nameless, counts)
                for path, names in seen.items()
                if not self._is_own(path)
            }
            for seen, counts in (
                (self.notes.listed, bool),
                (self.notes.sought, is_module),
                (self.notes.installed, is_distribution),
            )
        )
        there = tuple(path for path in self.notes.there if not is_in(path, nameless))
        return Reads(
            at,
            nameless,
            files,
            listed,
            sought,
            missing,
            self.notes.asked,
            tuple(beyond),
            there,
            self.notes.links,
            installed,
        )


def _changed(event: str, arguments: tuple[Any, ...]) -> Iterator[Any]:
    """The paths that are changed; some are told of as seen from a folder that is open."""
    if event in ("os.truncate", "shutil.move"):
        yield from arguments[:2]
        return
    count = 2 if event == "os.rename" else 1
    for name, folder in zip(arguments[:count], arguments[-count:], strict=True):
        path = name
        if isinstance(folder, int) and folder != -1:
            with suppress(OSError, TypeError):
                path = Path(os.readlink(f"/proc/self/fd/{folder}"), os.fsdecode(name))  # noqa: PTH115
        yield path


def _path(name: Any) -> str:
    """A path from the root on; nothing for what is open already, and what is no path."""
    if not isinstance(name, str | bytes | os.PathLike):
        return ""
    return os.path.abspath(os.fsdecode(name))  # noqa: PTH100 - links stay links


def _shown(name: Any) -> str:
    return os.fsdecode(name) if isinstance(name, str | bytes | os.PathLike) else "?"


def absolute_path(path: Path) -> str:
    """A path from the root on, its links as they are."""
    return os.path.abspath(path)  # noqa: PTH100
