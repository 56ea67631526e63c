"""A command that was given before and changed nothing then: what it said is said again, without its being carried out.

That is so as long as all that it read is as it was: sources, catalogs, settings, templates, code, surroundings, the
output as it stands; on the same day, and until the first date that lay ahead. What it read is known as a site's is
(`reads`). What it said is in the user's own cache folder, which no project brings along.

A command says itself that it has come to its end with nothing to do (`settle`); what it wrote all the same is heard.
"""

from __future__ import annotations

import io
import logging
import os
import sys
import time
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from pipeline.cache import place, recall, remember
from pipeline.clock import true_until
from pipeline.fingerprints import digest, digest_of
from pipeline.observed import look_round, observed, surroundings
from pipeline.observer import Observer
from pipeline.reads import Reads

#: The commands that are given over and over.
_COMMANDS = frozenset({"build", "check", "update"})


@dataclass(frozen=True, slots=True)
class Run:
    """What is remembered of a command: until when, what it read and found published, what it said, its exit code."""

    days: tuple[str, str]
    until: float | None
    reads: Reads
    folder: str
    published: str
    said: tuple[tuple[int, bytes], ...]
    code: int


@dataclass(slots=True)
class _Listener:
    """A command that is carried out, and what it says; `is_same` is asked last, whether it all counts."""

    observer: Observer
    days: tuple[str, str] = field(default_factory=lambda: _days())
    said: list[tuple[int, bytes]] = field(default_factory=list)
    own: tuple[Path, ...] = ()
    folder: Path | None = None
    published: tuple[str, str] = ("", "")
    is_settled: bool = False
    is_same: list[Callable[[], bool]] = field(default_factory=list)


def say_again(arguments: list[str]) -> int | None:
    """Say what this command said when it was given before; its exit code. None if it has to be carried out."""
    if _COMMANDS.isdisjoint(arguments) or (way := _way()) is None:
        return None
    run = recall(_name(arguments), way, Run)
    if run is None or run.days != _days() or (run.until is not None and time.time() >= run.until):
        return None
    if not run.reads.hold({}) or (run.folder and _state_of(Path(run.folder))[1] != run.published):
        return None
    try:
        for number, text in run.said:
            _say((sys.stdout, sys.stderr)[number], text)
    except OSError:  # nobody reads on, or there is no room: the command knows what to do then
        return None
    return run.code


def _say(stream: TextIO, text: bytes) -> None:
    stream.flush()
    stream.buffer.write(text)
    stream.buffer.flush()


@contextmanager
def listening(arguments: list[str]) -> Iterator[None]:
    """Remember the command that is carried out meanwhile, if it changes nothing."""
    global _listener
    # What is asked for here is not the command's.
    if _COMMANDS.isdisjoint(arguments) or (way := _way()) is None or (store := place()) is None:
        yield
        return
    with observed(store) as observer:
        _listener = listener = _Listener(observer)
        try:
            with _heard(listener.said):
                yield
        except SystemExit as ended:
            if listener.is_settled and (run := _run(listener, ended.code or 0)) is not None:
                remember(_name(arguments), way, run)
            raise
        finally:
            _listener = None


def watch(root: Path, folders: Iterable[Path], settings: object, anew: Callable[[], object]) -> None:
    """Count all files of a project as read. Its settings count as long as they are the same when they are read `anew`.

    What they are made of is read by then; it is not known whether they ask for the time, or throw dice.
    """
    if (listener := _listener) is not None:
        look_round(listener.observer, root, folders)
        for path in root.iterdir():  # the output may be a link
            listener.observer.look_at_link(path)
        before = digest_of(settings)
        listener.is_same.append(lambda: digest_of(_in_silence(anew)) == before)


def state_of_output(output: Path) -> None:
    """Take down what is published, before it is looked at; what it becomes meanwhile is not what was looked at."""
    if _listener is not None:
        _listener.folder = output
        with _listener.observer.deaf():
            _listener.published = _state_of(output)


def settle(own: Iterable[Path], others: Iterable[Reads] = (), listed: Iterable[Path] = ()) -> None:
    """The command has had nothing to do: what it read, and what `others` did, decides whether it ever will have.

    `own` are files and folders that do not count, such as locks; of the folders `listed` the names count.
    """
    if (listener := _listener) is None:
        return
    listener.is_settled, listener.own = True, tuple(own)
    others = list(others)
    for found in others:
        listener.observer.absorb(found)
    known: dict[Hashable, bool] = {}
    listener.is_same.append(lambda: all(found.hold(known) for found in others))
    for folder in listed:
        with suppress(OSError):
            os.listdir(folder)  # noqa: PTH208 - which is heard


def _run(listener: _Listener, code: object) -> Run | None:
    """What is to be remembered; nothing where something would not be noticed."""
    own = (*listener.own, *([listener.folder] if listener.folder else []))
    reads = listener.observer.reads(*own, digests=False)
    published = _state_of(listener.folder) if listener.folder else listener.published
    sound = not reads.beyond and listener.days == _days() and published[0] == listener.published[0]
    if code not in (0, 1) or not sound or not all(ask() for ask in listener.is_same):
        return None
    folder = str(listener.folder or "")
    return Run(
        listener.days,
        true_until(),
        reads,
        folder,
        published[1],
        tuple(_joined(listener.said)),
        int(bool(code)),
    )


def _joined(said: Iterable[tuple[int, bytes]]) -> Iterator[tuple[int, bytes]]:
    last, text = 0, b""
    for number, more in said:
        if number != last and text:
            yield last, text
            text = b""
        last, text = number, text + more
    if text:
        yield last, text


def _name(arguments: list[str]) -> str:
    return "\0".join(("run", os.getcwd(), *arguments))  # noqa: PTH109


def _way() -> str | None:
    """By what, where and to whom it is said; nothing where it is not to be said twice."""
    streams = (sys.stdout, sys.stderr)
    if not all(type(stream) is io.TextIOWrapper for stream in streams):
        return None
    try:
        here = os.getcwd()  # noqa: PTH109
        shown = [(stream.encoding, _width(stream)) for stream in streams]
    except (OSError, ValueError):
        return None
    return digest_of((sys.version, sys.prefix, sys.path, here, shown, surroundings()))


def _width(stream: TextIO) -> tuple[int, int] | None:
    return os.get_terminal_size(stream.fileno()) if stream.isatty() else None


def _days() -> tuple[str, str]:
    """The day here, and where the world counts from: one or the other is what decisions go by."""
    return date.today().isoformat(), datetime.now(UTC).date().isoformat()


def _state_of(folder: Path) -> tuple[str, str]:
    """Digests of a folder with all that is in it: with sizes, times of writing and inodes; and with times of change.

    A link to a file that is made changes its time of change as well.
    """
    found: list[tuple[str, str, int]] = []
    folders = [str(folder)]
    while folders:
        try:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    else:
                        state = entry.stat(follow_symlinks=False)
                        known = f"{state.st_mode} {state.st_size} {state.st_mtime_ns} {state.st_ino}"
                        found.append((entry.path, known, state.st_ctime_ns))
        except OSError:
            continue
    found.sort()
    return (
        digest("\0".join(f"{path}\0{known}" for path, known, _ in found).encode(errors="surrogateescape")),
        digest("\0".join(f"{path}\0{known} {at}" for path, known, at in found).encode(errors="surrogateescape")),
    )


def _in_silence(work: Callable[[], object]) -> object:
    """What is said already is not said once more."""
    disabled = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            return work()
    finally:
        logging.disable(disabled)


@contextmanager
def _heard(said: list[tuple[int, bytes]]) -> Iterator[None]:
    """Take down what is written to standard output and standard error, as it is written."""
    plain = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (_Stream.before(stream, number, said) for number, stream in enumerate(plain))
    try:
        yield
    finally:
        with suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        sys.stdout, sys.stderr = plain


class _Stream(io.BufferedIOBase):
    """A stream that takes down what it hands on."""

    def __init__(self, stream: BinaryIO, number: int, said: list[tuple[int, bytes]]) -> None:
        self._stream, self._number, self._said = stream, number, said

    @classmethod
    def before(cls, stream: object, number: int, said: list[tuple[int, bytes]]) -> io.TextIOWrapper:
        """A text stream as this one is, which hands on to it."""
        assert isinstance(stream, io.TextIOWrapper)
        stream.flush()
        heard = cls(stream.buffer, number, said)
        return io.TextIOWrapper(
            cast(BinaryIO, heard),
            encoding=stream.encoding,
            errors=stream.errors,
            line_buffering=stream.line_buffering,
            write_through=stream.write_through,
        )

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        written = bytes(data)
        self._said.append((self._number, written))
        return self._stream.write(written)

    def flush(self) -> None:
        if not self.closed:
            self._stream.flush()

    def fileno(self) -> int:
        return self._stream.fileno()

    def isatty(self) -> bool:
        return self._stream.isatty()


_listener: _Listener | None = None
