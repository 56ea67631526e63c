"""What a process has read, so that it is known later whether its work would come out the same.

Python itself tells of each file that is opened and each folder that is listed (`sys.addaudithook`): includes, snippets,
templates and what plugins open are dependencies like any other, and so is what was looked for and was not there, and
what was asked of the surroundings. What it tells of and cannot be compared later, such as a program that was run, is
said instead.
"""

from __future__ import annotations

import inspect
import multiprocessing
import os
import stat
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.errors import PipelineError
from pipeline.files import bytes_of
from pipeline.fingerprints import digest

#: A file's size, the times of its last writing and of its last change of any kind in nanoseconds, and its inode.
_State = tuple[int, int, int, int]
#: The same, with a digest of what it holds.
Stamp = tuple[int, int, int, int, str]
#: File systems count time in steps: a file that is younger than this may have changed within one (racy Git).
_STEP = 2 * 10**9
#: What was loaded already was loaded about when this module was: by the process that this one was forked from, perhaps.
_LOADED = time.time_ns() - _STEP
#: More files than this are not what a site is made of.
_MANY = 100_000
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_PROGRAMS = frozenset({"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile"})
_FORKS = frozenset({"os.fork", "os.forkpty"})
_NETWORK = frozenset({"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"})
_CHANGING = frozenset({"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate", "shutil.move"})
_LINKING = frozenset({"os.link", "os.symlink"})
# What the system tells of itself is no file, though it looks like one.
_OF_THE_SYSTEM = ("/proc/", "/sys/")
_TEMPORARY = os.path.join(os.path.abspath(tempfile.gettempdir()), tempfile.gettempprefix())  # noqa: PTH100, PTH118


@dataclass(frozen=True, slots=True)
class Reads:
    """The files and folders that were read, as they were then, and why that is not all there is to it.

    `modules` are the folders in which Python has looked for modules, of which only these count; `missing` was looked
    for and was not there; `asked` are names of the environment, with what they said. `at` is when that was, in
    nanoseconds; `own` are files and folders that do not count, for the process itself makes them; `beyond` says what
    else was done that nobody can compare.
    """

    at: int
    own: tuple[str, ...]
    files: Mapping[str, Stamp]
    folders: Mapping[str, str]
    modules: Mapping[str, str]
    missing: tuple[str, ...] = ()
    asked: Mapping[str, str | None] = field(default_factory=dict)
    beyond: tuple[str, ...] = ()

    def hold(self, known: dict[str, bool]) -> bool:
        """Whether each of them is as it was; `known` are the answers that were found before for the same `at`."""
        return (
            not self.beyond
            and all(os.environ.get(name) == value for name, value in self.asked.items())
            and not any(os.path.exists(path) for path in self.missing)  # noqa: PTH110
            and all(self._is_same(path, stamp, known) for path, stamp in self.files.items())
            and all(_names_in(path, self.own) == names for path, names in self.folders.items())
            and all(_names_in(path, self.own, _is_module) == names for path, names in self.modules.items())
        )

    def _is_same(self, path: str, stamp: Stamp, known: dict[str, bool]) -> bool:
        key = f"{path}\0{stamp}"
        if key not in known:
            known[key] = is_as_it_was(path, stamp, self.at)
        return known[key]


def is_as_it_was(path: str, stamp: Stamp, at: int) -> bool:
    """Whether a file is what it was when it was stamped; it is read if its state does not tell.

    Its time of writing counts as well: sites show it (DEFAULT_DATE = "fs").
    """
    state = _state(path)
    if state is None or state[:2] != stamp[:2]:
        return False
    if state == stamp[:4] and state[2] < at - _STEP:
        return True
    return bool(stamp[4]) and _digest(path) == stamp[4]


@dataclass(slots=True)
class Observer:
    """Notes what this process reads, until it is asked, but for its `own` files and folders."""

    own: tuple[str, ...]
    began: int = field(default_factory=time.time_ns)
    loaded: frozenset[str] = field(default_factory=lambda: frozenset(sys.modules))
    children: int = field(default_factory=lambda: _of_children())
    opened: dict[str, _State] = field(default_factory=dict)
    missing: dict[str, None] = field(default_factory=dict)
    listed: dict[str, str] = field(default_factory=dict)
    sought: dict[str, str] = field(default_factory=dict)
    asked: dict[str, str | None] = field(default_factory=dict)
    beyond: dict[str, None] = field(default_factory=dict)
    made: set[str] = field(default_factory=set)
    _busy: threading.local = field(default_factory=threading.local)

    def see(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Told of all that happens, by Python, in each thread."""
        if not event.startswith(("open", "os.", "sub", "sock", "url", "shutil", "sqlite3")):
            return
        if getattr(self._busy, "here", False):
            return
        self._busy.here = True  # what is looked up here is nobody's reading
        try:
            self._note(event, arguments)
        finally:
            self._busy.here = False

    def _note(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            self._open(arguments[0], int(arguments[2] or 0))
        elif event in ("os.listdir", "os.scandir"):
            self._list(_path(arguments[0] if arguments[0] is not None else "."))
        elif event in _PROGRAMS:
            self.beyond[f"runs a program ({_shown(arguments[0])})"] = None
        elif event in _FORKS:
            self.beyond["starts processes"] = None
        elif event in _NETWORK:
            self.beyond["asks another computer"] = None
        elif event == "sqlite3.connect":
            self.beyond[f"uses a database ({_shown(arguments[0])})"] = None
        elif event in _LINKING:
            self._open(arguments[0], 0)
        elif event in _CHANGING:
            for name in arguments[:2]:
                self._open(name, os.O_WRONLY)

    def _list(self, path: str) -> None:
        if not path or self._is_own(path):
            return
        if _importing():
            self.sought.setdefault(path, _names_in(path, self.own, _is_module))
        else:
            self.listed.setdefault(path, _names_in(path, self.own))

    def _open(self, name: Any, flags: int) -> None:
        path = _path(name)
        if not path or path in self.made or self._is_own(path):
            return
        state = _state(path)
        if flags & _WRITING and path.startswith(_TEMPORARY):
            self.made.add(path)
        elif flags & _WRITING and (state is not None or not os.path.lexists(path)):  # a device is nobody's text
            self.beyond[f"writes {path}"] = None
        elif state is not None and _differ(self.opened.setdefault(path, state), state):
            self.beyond[f"{path} changed meanwhile"] = None
        elif state is None and not os.path.exists(path):  # noqa: PTH110
            self.missing[path] = None

    def _is_own(self, path: str) -> bool:
        is_compiled = os.path.basename(os.path.dirname(path)) == "__pycache__" and ".pyc" in path  # noqa: PTH119, PTH120
        return _is_in(path, self.own) or is_compiled or path.startswith(_OF_THE_SYSTEM)

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
                self.beyond[f"has more than {_MANY} files in {folder}"] = None
                return
        for path in seen:
            self._open(path, 0)

    def reads(self) -> Reads:
        """What was read until now, the code among it."""
        self._busy.here = True
        for name, module in list(sys.modules.items()):
            path = getattr(module, "__file__", None)
            if isinstance(path, str) and (state := _state(path)) is not None:
                self.opened.setdefault(os.path.abspath(path), state)  # noqa: PTH100 - as files are opened
                if max(state[1], state[2]) > (_LOADED if name in self.loaded else self.began):  # which was loaded?
                    self.beyond[f"{path} changed meanwhile"] = None
        if multiprocessing.active_children() or _of_children() != self.children:
            self.beyond["starts processes"] = None
        files = {}
        for path, before in self.opened.items():
            state = _state(path) or before
            files[path] = (*state, _digest(path))
            if _differ(before, state) or not files[path][4]:
                self.beyond[f"{path} changed meanwhile"] = None
        missing = tuple(path for path in self.missing if path not in files)
        at, folders = time.time_ns(), (self.listed, self.sought)
        return Reads(at, self.own, files, *folders, missing, self.asked, tuple(self.beyond))


@contextmanager
def observed(*own: Path) -> Iterator[Observer]:
    """Note what this process reads in the meantime, but for what it makes itself: these files and folders."""
    global _observer
    if not _hooked:
        _hooked.append(True)
        sys.addaudithook(_see)
    _observer = Observer(tuple(os.path.abspath(path) for path in own))  # noqa: PTH100
    plain = type(os.environ)
    os.environ.__class__ = _Environment
    try:
        yield _observer
    finally:
        os.environ.__class__ = plain
        _observer = None


class _Environment(type(os.environ)):  # type: ignore[misc]
    """The surroundings of a process that is observed: what they are asked for is noted."""

    def __getitem__(self, name: str) -> str:
        value = super().get(name) if _observer is None else _noted(name, super())
        if value is None:
            raise KeyError(name)
        return value

    def get(self, name: str, default: Any = None) -> Any:
        value = super().get(name) if _observer is None else _noted(name, super())
        return default if value is None else value

    def __contains__(self, name: object) -> bool:
        return self.get(str(name)) is not None

    def __iter__(self) -> Iterator[str]:
        names = list(super().__iter__())
        for name in names:
            self.get(name)
        return iter(names)


def _noted(name: str, environment: Any) -> str | None:
    value: str | None = None
    with suppress(KeyError):
        value = environment.__getitem__(name)
    if _observer is not None:
        _observer.asked.setdefault(name, value)
    return value


def _see(event: str, arguments: tuple[Any, ...]) -> None:
    if _observer is not None:
        _observer.see(event, arguments)


_observer: Observer | None = None
_hooked: list[bool] = []  # Python never takes a hook back


def _of_children() -> int:
    """How much the processes that this one has started have done by now, those that have ended."""
    try:
        import resource
    except ImportError:  # Windows
        return 0
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_minflt


def _differ(before: _State, now: _State) -> bool:
    """Whether it is another file, or has another text; a link to it that was made changes its last time alone."""
    return (before[0], before[1], before[3]) != (now[0], now[1], now[3])


def _path(name: Any) -> str:
    """A path from the root on; nothing for what is open already, and what is no path."""
    if not isinstance(name, str | bytes | os.PathLike):
        return ""
    return os.path.abspath(os.fsdecode(name))  # noqa: PTH100 - links stay links


def _shown(name: Any) -> str:
    return os.fsdecode(name) if isinstance(name, str | bytes | os.PathLike) else "?"


def _is_in(path: str, folders: tuple[str, ...]) -> bool:
    """Whether a path is one of these, or below one."""
    return path in folders or path.startswith(tuple(f"{folder}{os.sep}" for folder in folders))


def _state(path: str) -> _State | None:
    """What tells a file that has changed; nothing where there is no file."""
    try:
        found = os.stat(path)  # noqa: PTH116 - thousands of them
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _importing() -> bool:
    """Whether it is Python's own search for a module that asks."""
    frame = inspect.currentframe()
    while frame is not None and frame.f_code.co_filename == __file__:
        frame = frame.f_back
    return frame is not None and frame.f_code.co_filename.startswith("<frozen importlib")


def _is_module(name: str) -> bool:
    return "." not in name or name.endswith((".py", ".so", ".pyd", ".pth"))


def _names_in(path: str, own: tuple[str, ...], counts: Callable[[str], bool] = bool) -> str:
    """A digest of the names in a folder that count and are not one's own; nothing where there is no such folder."""
    try:
        names = os.listdir(path)  # noqa: PTH208
    except OSError:
        return ""
    listed = (name for name in names if counts(name) and f"{path.rstrip(os.sep)}{os.sep}{name}" not in own)
    return digest("\0".join(sorted(listed)).encode(errors="surrogateescape"))


def _digest(path: str) -> str:
    """A digest of what a file holds; nothing of what is no file, or none of the size that people write."""
    with suppress(PipelineError, OSError, ValueError):
        return digest(bytes_of(Path(path)) or b"")
    return ""
