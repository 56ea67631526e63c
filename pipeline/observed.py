"""While a process is observed: its files, its environment and what it asks the file system are heard."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from pipeline.interpreter import work_of_children
from pipeline.observer import Observer, absolute_path
from pipeline.reads import ALL, said

#: What of the surroundings programs heed without anybody's telling.
_SURROUNDINGS = ("LANG", "LANGUAGE", "LC_", "TZ", "SOURCE_DATE_EPOCH", "PYTHON")
#: The end of a build's record, which is beside its output and named after it.
_RECORD = ".published.json"


@contextmanager
def observed(*own: Path, named: Iterable[Path] = ()) -> Iterator[Observer]:
    """Note what this process reads in the meantime, but for what it makes itself: these files and folders.

    Whether there is what is `named` does not count.
    """
    global _observer
    if not _hooked:
        _hooked.append(True)
        sys.addaudithook(_see)
    _observer = Observer(tuple(map(absolute_path, own)), tuple(map(absolute_path, named)))
    with _surroundings_heard(), _stat_heard():
        try:
            yield _observer
        finally:
            _observer = None


@contextmanager
def _surroundings_heard() -> Iterator[None]:
    """Hear what the environment is asked for, by names in texts or in bytes."""
    found = [os.environ, *([os.environb] if os.supports_bytes_environ else [])]
    plain = type(os.environ)
    for one in found:
        one.__class__ = _Environment
    try:
        yield
    finally:
        for one in found:
            one.__class__ = plain


@contextmanager
def _stat_heard() -> Iterator[None]:
    """Hear whether a path is there, and where it leads: Python tells of no such question.

    What asks the system itself is not heard.
    """
    plain = os.stat, os.lstat, os.readlink, os.access

    def stat(path: Any, *, dir_fd: int | None = None, follow_symlinks: bool = True) -> os.stat_result:
        if _observer is not None and dir_fd is None and not _observer.is_deaf():
            with _observer.deaf():
                _observer.look_at(path)
                if not follow_symlinks:
                    _observer.look_at_link(path)
        return plain[0](path, dir_fd=dir_fd, follow_symlinks=follow_symlinks)

    def lstat(path: Any, *, dir_fd: int | None = None) -> os.stat_result:
        return stat(path, dir_fd=dir_fd, follow_symlinks=False)

    def readlink(path: Any, *, dir_fd: int | None = None) -> Any:
        if _observer is not None and dir_fd is None and not _observer.is_deaf():
            with _observer.deaf():
                _observer.look_at_link(path)
        return plain[2](path, dir_fd=dir_fd)

    def access(path: Any, mode: int, *, dir_fd: int | None = None, **more: bool) -> bool:
        if _observer is not None and dir_fd is None and not _observer.is_deaf():
            with _observer.deaf():
                _observer.look_at(path)
        return plain[3](path, mode, dir_fd=dir_fd, **more)

    with _in_place_of_the_systems({"stat": stat, "lstat": lstat, "readlink": readlink, "access": access}):
        yield


@contextmanager
def _in_place_of_the_systems(functions: Mapping[str, Callable[..., Any]]) -> Iterator[None]:
    """Put functions in the place of those in `os` that have their names, which can do the same."""
    plain = {name: getattr(os, name) for name in functions}
    able = (os.supports_dir_fd, os.supports_follow_symlinks, os.supports_fd, os.supports_effective_ids)
    told = [(known, one) for known in able for name, one in functions.items() if plain[name] in known]
    for name, one in functions.items():
        setattr(os, name, one)
    for known, one in told:
        known.add(one)
    try:
        yield
    finally:
        for name, one in plain.items():
            setattr(os, name, one)
        for known, one in told:
            known.discard(one)


def look_round(observer: Observer, root: Path, folders: Iterable[Path], passed_over: Container[Path] = ()) -> None:
    """Count all files of a project at `root` as read, and those in these folders, but for what builds publish.

    Whether a file is there, and what a library reads that is not written in Python, nobody hears.
    """
    records = root.glob(f".*{_RECORD}")
    outputs = {path.with_name(path.name[1 : -len(_RECORD)]) for path in records}

    def is_nobodys(path: Path) -> bool:
        return path in outputs or path in passed_over or path.name.startswith(".") or _is_installed(path)

    for folder in (root, *folders):
        observer.count(folder, is_nobodys)


def _is_installed(folder: Path) -> bool:
    """Whether a folder is what a program has installed."""
    return folder.name == "node_modules" or (folder / "pyvenv.cfg").is_file()


def surroundings() -> dict[str, str]:
    """What programs heed of the surroundings without anybody's telling."""
    with unnoted():
        return {name: value for name, value in os.environ.items() if name.startswith(_SURROUNDINGS)}


@contextmanager
def unnoted() -> Iterator[None]:
    """What this thread does in the meantime is nobody's reading."""
    with _observer.deaf() if _observer else nullcontext():
        yield


@contextmanager
def programs_known() -> Iterator[None]:
    """What this thread runs in the meantime does nothing that anybody need hear of."""
    before = work_of_children()
    with unnoted():
        yield
    if _observer is not None:
        _observer.children += work_of_children() - before


def observer() -> Observer | None:
    """Who notes what this process reads, if somebody does."""
    return _observer


class _Environment(type(os.environ)):  # type: ignore[misc]
    """The surroundings of a process that is observed: what they are asked for is noted."""

    def __getitem__(self, name: Any) -> Any:
        _note_asked(os.fsdecode(name))
        return super().__getitem__(name)

    def get(self, name: Any, default: Any = None) -> Any:
        try:
            return self[name]
        except KeyError:
            return default

    def __contains__(self, name: object) -> bool:
        return self.get(name) is not None

    def __iter__(self) -> Iterator[Any]:
        _note_asked(ALL)
        yield from super().__iter__()


def _note_asked(name: str) -> None:
    if _observer is not None and not _observer.is_deaf():
        with _observer.deaf():
            _observer.notes.asked.setdefault(name, said(name))


def _see(event: str, arguments: tuple[Any, ...]) -> None:
    if _observer is not None:
        _observer.see(event, arguments)


_observer: Observer | None = None
_hooked: list[bool] = []  # Python never takes a hook back
