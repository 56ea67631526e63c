"""The only module that reads and writes files (folders: `folders`; locks: `locks`; those without a name: `filed`).

What is read is a file, of bounded size, and within the project if the project names it: not a pipe or a device, which
would never end, and no link to somebody's secrets. What is written is always the old one or the new one, whole.
"""

from __future__ import annotations

import os
import secrets
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pipeline.access import resemble
from pipeline.encoding import utf_8, with_line_ends_of
from pipeline.errors import PipelineError, shown_path, system_error
from pipeline.locks import locked
from pipeline.paths import absolute, is_there, real, relative

#: No file that people write is as large.
MAX_BYTES = 64 * 1024 * 1024
_TEMPORARY_SUFFIX = ".pelican-gettext.tmp"
_WRITERS, _AT_A_TIME, _PIECE = 4, 64, 64 * 1024
# What is written whole is beside its place for a moment, under such a name; after a minute (in s) its writer is dead.
_BESIDE, _DEAD_AFTER = f".{'[0-9a-f]' * 12}{_TEMPORARY_SUFFIX}", 60
_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFLNK: "a link that leads round in a circle",
}
# What some systems lack is nothing there.
_READING = os.O_RDONLY
for _flag in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_NOFOLLOW", "O_BINARY"):
    _READING |= getattr(os, _flag, 0)


def read_bytes(path: Path, shown: str, within: Iterable[Path] = ()) -> bytes:
    """What a file holds, as `pieces_of` reads it. Raises PipelineError as that does."""
    return b"".join(pieces_of(path, shown, within))


def pieces_of(path: Path, shown: str, within: Iterable[Path] = ()) -> Iterator[bytes]:
    """What a file holds, piece by piece.

    `shown` is the path as errors show it. A path in one of the folders `within`, all links followed, leads to a file in
    one of them. Raises PipelineError if it does not, or for what cannot be read, is no file or is too large.
    """
    # To open a device may do something, so it is asked for what it is before, and again once it is open.
    place, size = require_file(path, shown, within), 0
    try:
        with os.fdopen(os.open(place, _READING), "rb") as stream:
            _require_regular(os.fstat(stream.fileno()), shown)
            # Python makes room for as much as it is asked for, be there that much or not.
            while data := stream.read(_PIECE):
                size += len(data)
                if size > MAX_BYTES:
                    raise PipelineError(f"larger than {MAX_BYTES // 1024**2} MiB", path=shown, hint="split the file")
                yield data
    except OSError as error:
        raise system_error(error, shown, doing="the file cannot be read") from None


def require_file(path: Path, shown: str, within: Iterable[Path] = ()) -> Path:
    """Where a file is, all links followed. Raises PipelineError for what is no file, or leads out of the folders."""
    folders = tuple(within)
    try:
        place = real(path)
        if folders and _is_in(path, folders) and not _is_in(place, map(real, folders)):
            hint = "put the file itself there, not a link to it"
            raise PipelineError("a link leads out of the project", path=shown, hint=hint)
        _require_regular(place.lstat(), shown)
    except FileNotFoundError:
        leads = ", but for a link that leads nowhere" if path.is_symlink() else ""
        raise PipelineError(f"the file does not exist{leads}", path=shown) from None
    except OSError as error:
        raise system_error(error, shown, doing="the file cannot be read") from None
    return place


def _is_in(path: Path, folders: Iterable[Path]) -> bool:
    return any(absolute(path).is_relative_to(folder) for folder in folders)


def _require_regular(state: os.stat_result, shown: str) -> None:
    if not stat.S_ISREG(state.st_mode):
        kind = _KINDS.get(stat.S_IFMT(state.st_mode), "something else")
        raise PipelineError(f"this is {kind}, not a file", path=shown, hint="put a file in its place, or remove it")


def read_text(path: Path, shown: str, within: Iterable[Path] = ()) -> str:
    """The file's text, decoded strictly as UTF-8; a byte order mark is dropped, CRLF becomes LF.

    As `read_bytes` reads it. Raises PipelineError if it cannot be read, or by line if it is not UTF-8.
    """
    return utf_8(read_bytes(path, shown, within), shown)


@dataclass(frozen=True, slots=True)
class NewText:
    """A text for a file. `replaces` is what the file held when the text was made; None for no file."""

    path: Path
    text: str
    replaces: bytes | None = None


def bytes_of(path: Path) -> bytes | None:
    """What a file holds, or None if there is no such file. Raises PipelineError as `read_bytes` does."""
    return read_bytes(path, shown_path(str(path))) if is_there(path) else None


def text_of(path: Path) -> str:
    """The text of a file that was built, and may be in any encoding. Raises PipelineError as `read_bytes` does."""
    return read_bytes(path, shown_path(str(path))).decode("utf-8-sig", "replace")


def write_text(path: Path, text: str, root: Path) -> bool:
    """Put `text` at `path`, whole or not at all. Returns whether the file had to change; its lines end as they did.

    Raises PipelineError for a path out of `root`, or if the file cannot be written.
    """
    _require_inside(path, root)
    found = bytes_of(path)
    data = with_line_ends_of(_encoded(text, path), found)
    if found == data:
        return False
    _sweep_beside(path)
    return _replace(path, data, root)


def write_own(path: Path, text: str, whose: Callable[[bytes], str]) -> None:
    """Put `text` at a path that somebody named, unless a file is there that is not to be replaced.

    `whose` says why not, of what a file holds, or nothing. Raises PipelineError then, or if the file cannot be written.
    """
    before = bytes_of(path)
    if before is not None and (why := whose(before)):
        raise PipelineError(why, path=shown_path(str(path)), hint="name another file, or move this one")
    _sweep_beside(path)
    write_texts([NewText(path, text, before)], path.parent)


def put_text(path: Path, text: str, root: Path) -> None:
    """Put `text` at `path` in a staging folder. Raises PipelineError as `put_bytes` does."""
    put_bytes(path, _encoded(text, path), root)


def put_bytes(path: Path, data: bytes, root: Path) -> None:
    """Put `data` at `path` in a staging folder, published as a whole. Raises PipelineError for a path out of `root`."""
    _require_inside(path, root)
    _make_folder(path.parent)
    try:
        path.write_bytes(data)
    except OSError as error:
        raise system_error(error, _told(path, root), doing="the file cannot be written") from None


def keep_bytes(path: Path, data: bytes) -> None:
    """Put `data` at a path where it is kept for a while: whole or not at all, if not at once on the disk."""
    temporary = path.with_name(f".{secrets.token_hex(6)}{_TEMPORARY_SUFFIX}")
    _make_folder(path.parent)
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError as error:
        _discard(temporary)
        raise system_error(error, doing="the file cannot be written") from None


def replace_bytes(path: Path, data: bytes, root: Path, held: bytes) -> None:
    """Put `data` at `path`, whole or not at all, in the place of what the file `held`.

    Raises PipelineError as `write_text` does, and if somebody else has changed the file meanwhile.
    """
    _require_inside(path, root)
    _sweep_beside(path)
    if bytes_of(path) != held or not _replace(path, data, root, lambda: bytes_of(path) == held):
        raise changed_meanwhile(path, root)


def append_text(path: Path, text: str) -> None:
    """Add to a file outside the project that other programs write to as well, such as CI's summary of a job.

    Raises PipelineError if that is not possible.
    """
    try:
        with path.open("a", encoding="utf-8") as stream:
            stream.write(text)
    except OSError as error:
        raise system_error(error, str(path), doing="the file cannot be written") from None


def _encoded(text: str, path: Path) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        code = f"U+{ord(error.object[error.start]):04X}"
        raise PipelineError(
            f"the text for this file has half a character ({code})",
            path=shown_path(str(path)),
            hint="look for a file or a setting with a name that is not in UTF-8, and rename it",
        ) from None


def _replace(path: Path, data: bytes, root: Path, still: Callable[[], bool] = lambda: True) -> bool:
    """Put a whole file in the place of another, if that is `still` what it was right before: a disk takes its time."""
    path = _require_inside(path, root)  # once more: a link within the project stays one, and may be another by now
    # A name has 255 bytes, of which this must not take more than there are.
    temporary = path.with_name(f".{secrets.token_hex(6)}{_TEMPORARY_SUFFIX}")
    _make_folder(path.parent)
    try:
        with temporary.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            resemble(temporary, path)
        if not still():
            _discard(temporary)
            return False
        temporary.replace(path)
    except OSError as error:
        _discard(temporary)
        raise system_error(error, _told(path, root), doing="the file cannot be written") from None
    except BaseException:
        _discard(temporary)
        raise
    return True


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise system_error(error, doing="the folder cannot be made") from None


def _told(path: Path, root: Path) -> str:
    """A path as errors show it: a project's from there, one that was named alone from where one is."""
    return shown_path(str(path)) if path.parent == root else relative(path, root)


def _sweep_beside(path: Path) -> None:
    """Remove what killed writers have left in a folder that no command has for itself (see `exclusive`)."""
    for stale in path.parent.glob(_BESIDE):
        with suppress(OSError):
            if time.time() - stale.lstat().st_mtime > _DEAD_AFTER:
                stale.unlink()


def _discard(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def write_texts(texts: Iterable[NewText], root: Path) -> list[Path]:
    """Put each text at its path, as `write_text` does. The paths of the files that had to change.

    A file that somebody else has changed in the meantime is left as they saved it: once all others are
    written, a PipelineError names it. Of any number of texts a few are held at a time.
    """
    texts, outcomes = iter(texts), list[tuple[Path, bool | None]]()
    # A disk takes its time over each file; it can do so for many at once.
    with ThreadPoolExecutor(_WRITERS) as executor:
        while batch := list(islice(texts, _AT_A_TIME)):
            written = executor.map(lambda item: _write_unless_changed(item, root), batch)
            outcomes += zip((item.path for item in batch), written, strict=True)
    for path, outcome in outcomes:
        if outcome is None:
            raise changed_meanwhile(path, root)
    return [path for path, outcome in outcomes if outcome]


def changed_meanwhile(path: Path, root: Path) -> PipelineError:
    """What to say of a file of the project that is not what a command has read of it."""
    return PipelineError(
        "the file was changed by someone else while the command ran; it is left as it is",
        path=relative(path, root),
        hint="run the command again",
    )


def _write_unless_changed(item: NewText, root: Path) -> bool | None:
    """Whether the file had to change; None if it is not what it was."""
    _require_inside(item.path, root)
    found = bytes_of(item.path)
    data = with_line_ends_of(_encoded(item.text, item.path), found)
    if found == data:
        return False
    if found != item.replaces:
        return None
    return _replace(item.path, data, root, lambda: bytes_of(item.path) == item.replaces) or None


def temporary(folder: Path, name: str) -> Path:
    """Where something may be kept below a folder while nobody else writes there; `exclusive` removes what is left."""
    return folder / f".{name}{_TEMPORARY_SUFFIX}"


def make_temporary(path: Path, root: Path) -> None:
    """Make such a file, with nothing in it. Raises PipelineError for a path out of `root`, or if it cannot be made."""
    _require_inside(path, root)
    _make_folder(path.parent)
    try:
        path.open("xb").close()
    except OSError as error:
        raise system_error(error, relative(path.parent, root), doing="no file can be made here") from None


def remove_file(path: Path, root: Path) -> None:
    """Remove a file of the project. Raises PipelineError for a path out of the project, or if it cannot be removed."""
    _require_inside(path, root)
    try:
        path.unlink()
    except OSError as error:
        raise system_error(error, relative(path, root), doing="the file cannot be removed") from None


@contextmanager
def exclusive(folder: Path, root: Path) -> Iterator[None]:
    """Be the only process that writes below `folder`, and sweep what a killed one left there.

    Raises PipelineError if another one goes on for too long, or the folder leads out of the project.
    """
    _require_inside(folder, root)
    with locked(folder):
        for stale in folder.rglob(f".*{_TEMPORARY_SUFFIX}"):
            _discard(stale)
        yield


def _require_inside(path: Path, root: Path) -> Path:
    """Where a path leads, all links followed. Raises PipelineError if that is not below `root`."""
    place = real(path)
    if not place.is_relative_to(real(root)):
        raise PipelineError(
            f"would be written outside the project {root}",
            path=str(path),
            hint="set GETTEXT['catalogs'] to a folder inside the project",
        )
    return place
