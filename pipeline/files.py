"""The only module that writes. A file on disk is always the old one or the new one, whole."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import PipelineError

_TEMPORARY_SUFFIX = ".pelican-gettext.tmp"
_LOCK_SECONDS = 60
_WRITERS = 4


def real(path: Path | str) -> Path:
    """Where a path leads, all links followed. `Path.resolve` would stop at one that leads round in a circle."""
    return Path(os.path.realpath(path))


def relative(path: Path, root: Path) -> str:
    """`path` as messages and reports show it: relative to the project, with forward slashes."""
    return Path(os.path.relpath(path, root)).as_posix()


def read_text(path: Path, shown: str) -> str:
    """The file's text, decoded strictly as UTF-8; a byte order mark is dropped, CRLF becomes LF.

    `shown` is the path as errors show it. Raises PipelineError if it cannot be read, or by line if it is not UTF-8.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise PipelineError("the file does not exist", path=shown) from None
    except OSError as error:
        raise PipelineError(f"the file cannot be read: {error.strerror}", path=shown) from None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise PipelineError(
            f"byte 0x{data[error.start]:02x} is not valid UTF-8",
            path=shown,
            line=line,
            hint="save the file as UTF-8; nothing was changed",
        ) from None
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


@dataclass(frozen=True, slots=True)
class NewText:
    """A text for a file. `replaces` is what the file held when the text was made; None for no file."""

    path: Path
    text: str
    replaces: bytes | None = None


def bytes_of(path: Path) -> bytes | None:
    """What a file holds, or None if there is no such file."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def write_text(path: Path, text: str, root: Path) -> bool:
    """Put `text` at `path`, whole or not at all. Returns whether the file had to change.

    Raises PipelineError for a path out of `root`, or if the file cannot be written.
    """
    _require_inside(path, root)
    data = text.encode("utf-8")
    if bytes_of(path) == data:
        return False
    _replace(path, data, root)
    return True


def put_text(path: Path, text: str, root: Path) -> None:
    """Put `text` at `path` in a staging folder, which is published as a whole or not at all.

    Raises PipelineError for a path out of `root`.
    """
    _require_inside(path, root)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")


def append_text(path: Path, text: str) -> None:
    """Add to a file outside the project that other programs write to as well, such as CI's summary of a job.

    Raises PipelineError if that is not possible.
    """
    try:
        with path.open("a", encoding="utf-8") as stream:
            stream.write(text)
    except OSError as error:
        raise PipelineError(f"the file cannot be written: {error.strerror}", path=str(path)) from None


def _replace(path: Path, data: bytes, root: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(6)}{_TEMPORARY_SUFFIX}")
    try:
        with temporary.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            temporary.chmod(path.stat().st_mode & 0o777)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise PipelineError(
            f"the file cannot be written: {error.strerror}",
            path=relative(path, root),
            hint="the old file is untouched; make room or change its permissions",
        ) from None
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def write_texts(texts: Iterable[NewText], root: Path) -> list[Path]:
    """Put each text at its path, as `write_text` does. The paths of the files that had to change.

    A file that somebody else has changed in the meantime is left as they saved it: once all others are
    written, a PipelineError names it.
    """
    texts = list(texts)
    # A disk takes its time over each file; it can do so for many at once.
    with ThreadPoolExecutor(_WRITERS) as executor:
        outcomes = list(executor.map(lambda item: _write_unless_changed(item, root), texts))
    for item, written in zip(texts, outcomes, strict=True):
        if written is None:
            raise PipelineError(
                "the file was changed by someone else while the command ran; it is left as it is",
                path=relative(item.path, root),
                hint="run the command again",
            )
    return [item.path for item, written in zip(texts, outcomes, strict=True) if written]


def _write_unless_changed(item: NewText, root: Path) -> bool | None:
    """Whether the file had to change; None if it is not what it was."""
    _require_inside(item.path, root)
    data = item.text.encode("utf-8")
    found = bytes_of(item.path)
    if found == data:
        return False
    if found != item.replaces:
        return None
    _replace(item.path, data, root)
    return True


def remove_file(path: Path, root: Path) -> None:
    """Remove a file of the project. Raises PipelineError for a path out of the project."""
    _require_inside(path, root)
    path.unlink()


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Be the only process that works on `path`, a file or folder that need not exist yet.

    Raises PipelineError if another one goes on for too long.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = path.with_name(f".{path.name}.lock")
    try:
        with FileLock(lock, timeout=_LOCK_SECONDS):
            yield
    except Timeout:
        raise PipelineError(
            f"another command has been working on it for {_LOCK_SECONDS} seconds",
            path=path.name,
            hint="wait for it to end, then try again",
        ) from None


@contextmanager
def exclusive(folder: Path, root: Path) -> Iterator[None]:
    """Be the only process that writes below `folder`, and sweep what a killed one left there.

    Raises PipelineError if another one goes on for too long, or the folder leads out of the project.
    """
    _require_inside(folder, root)
    with locked(folder):
        for stale in folder.rglob(f".*{_TEMPORARY_SUFFIX}"):
            stale.unlink(missing_ok=True)
        yield


def _require_inside(path: Path, root: Path) -> None:
    # realpath follows links, so a link that leads out of the project is refused as well.
    if not real(path).is_relative_to(real(root)):
        raise PipelineError(
            f"would be written outside the project {root}",
            path=str(path),
            hint="set GETTEXT['catalogs'] to a folder inside the project",
        )
