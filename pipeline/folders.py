"""Whole folders: made, copied by links, moved, removed. With `files` and `changes` it alone writes."""

from __future__ import annotations

import os
import shlex
import shutil
import stat
import tempfile
import time
import unicodedata
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from pipeline.access import inherit_access, passes_on
from pipeline.errors import PipelineError, system_error

#: All that the owner of a folder may do there.
OWNERS = stat.S_IRWXU


def files_in(folder: Path, *, but: str = "") -> Iterator[str]:
    """All that is below a folder and is no folder, by its path below it: files, links to whatever, pipes, sockets.

    What is in the folder `but` below it is left out.
    """
    for parent, folders, names in os.walk(folder):
        below = Path(parent).relative_to(folder)
        if not below.parts:
            folders[:] = [name for name in folders if name != but]
        links = [name for name in folders if Path(parent, name).is_symlink()]
        way = f"{below.as_posix()}/" if below.parts else ""
        yield from (f"{way}{name}" for name in (*names, *links))


def is_folder(path: Path) -> bool:
    """Whether it is a folder itself, and no link to one."""
    return path.is_dir() and not path.is_symlink()


def folder_in_repository(folder: Path) -> str:
    """Where a folder is in its repository of Git; nothing if it is that one's own folder, or in none."""
    holder = next((known for known in (folder, *folder.parents) if os.path.lexists(known / ".git")), folder)
    return "" if holder == folder else folder.relative_to(holder).as_posix()


def in_any_case(path: str) -> str:
    """What two paths have in common that a disk without cases may take for one (A.html, a.html), however composed."""
    return unicodedata.normalize("NFC", path).casefold()


def takes_any_case(path: Path) -> bool:
    """Whether the disk finds a file or folder by its name in other cases, too. Raises OSError."""
    other = path.with_name(path.name.swapcase())
    return os.path.lexists(other) and other.name not in os.listdir(path.parent)  # noqa: PTH208 - names are asked for


def has_other_name(path: Path, folder: Path) -> bool:
    """Whether the disk finds a path below a folder, and tells another name of it or of a folder on the way."""
    way = [path, *path.parents][: len(path.relative_to(folder).parts)]
    return os.path.lexists(path) and any(part.name not in os.listdir(part.parent) for part in way)  # noqa: PTH208


def respell(path: Path, folder: Path) -> None:
    """Give what is at a path below a folder, and the folders on the way to it, the names that the path has.

    A disk without cases finds it by other names, too, and goes on telling those. Raises OSError.
    """
    for part in path.relative_to(folder).parts:
        place = folder / part
        if not os.path.lexists(place):
            return
        names = os.listdir(folder)  # noqa: PTH208 - names are asked for, not paths
        for name in names if part not in names else ():
            if in_any_case(name) == in_any_case(part):
                (folder / name).rename(place)
        folder = place


def fresh_folder(path: Path) -> Path:
    """An empty folder at `path`; what was there is removed. Raises PipelineError if that is not possible."""
    remove_folder(path)
    path.mkdir(parents=True)
    return path


#: What a folder has in it while work is done there.
_WORKED_IN = ".worked-in"


def working_folder(path: Path, shown: str) -> Path:
    """An empty folder for work that is not published as it is; what is left of a process that was killed there goes.

    Raises PipelineError if somebody else has made what is at the path, or none can be made.
    """
    if os.path.lexists(path) and not _is_working(path):
        # Earlier releases have left no sign in theirs, and nobody else can tell them from a copy that somebody keeps.
        hint = (
            "look into it: if an earlier release that was broken off has left it there, remove it "
            f"(rm -r {shlex.quote(shown)}); if it is yours, move it elsewhere; nothing was changed"
        )
        fault = "nothing says that a build has made this, and it is where builds work"
        raise PipelineError(fault, path=shown, hint=hint)
    remove_working_folder(path)
    path.mkdir(parents=True, exist_ok=True)
    (path / _WORKED_IN).touch()
    return path


def remove_working_folder(path: Path) -> None:
    """Remove a working folder and all that is in it; what is none stays."""
    if _is_working(path):
        for entry in path.iterdir():
            if entry.name != _WORKED_IN:  # it goes last: whoever is killed before that leaves a working folder
                remove_folder(entry)
        remove_folder(path)


def _is_working(path: Path) -> bool:
    return is_folder(path) and ((path / _WORKED_IN).is_file() or not any(path.iterdir()))


def private_folder(path: Path) -> None:
    """Make a folder that only its owner can look into, unless it is there. Raises PipelineError."""
    try:
        path.mkdir(mode=stat.S_IRWXU, exist_ok=True)
    except OSError as error:
        raise system_error(error, doing="the folder cannot be made") from None


@contextmanager
def temporary_folder(prefix: str) -> Iterator[Path]:
    """A folder for this process while it lives. What killed ones have left under this prefix is removed before."""
    place = Path(tempfile.gettempdir())
    for folder in place.glob(f"{prefix}*"):
        if _is_left(folder):
            with suppress(OSError):
                shutil.rmtree(folder)
    with tempfile.TemporaryDirectory(prefix=prefix) as name, _alive(Path(name)):
        yield Path(name)


_ALIVE = "alive.lock"
#: Who has made a folder says within this time, in seconds, that it lives.
_STARTING = 60


@contextmanager
def _alive(folder: Path) -> Iterator[None]:
    """Show others that this process lives. Where there are no locks nobody shows, and nobody removes."""
    lock = FileLock(folder / _ALIVE, timeout=0)
    with suppress(OSError, NotImplementedError):
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _is_left(folder: Path) -> bool:
    """Whether a folder is one of ours whose process is dead."""
    lock = folder / _ALIVE
    try:
        is_old = lock.lstat().st_mtime < time.time() - _STARTING
        if not is_old or not is_folder(folder) or folder.stat().st_uid != lock.lstat().st_uid:
            return False
        if hasattr(os, "getuid") and folder.stat().st_uid != os.getuid():
            return False
        with FileLock(lock, timeout=0):
            return True
    except (OSError, Timeout, NotImplementedError):
        return False


def remove_folder(path: Path) -> None:
    """Remove a folder and all that is in it, folders that nobody may write in, too; or whatever is in its place."""
    if is_folder(path):
        shutil.rmtree(path, onerror=_open_and_try_again)
    elif os.path.lexists(path):  # to open a pipe, as rmtree would, is to wait for somebody who writes
        path.unlink()


def _open_and_try_again(remove: Callable[[str], object], name: str, failure: Any) -> None:
    """What a read-only folder has in it cannot be removed before the folder is opened."""
    path, error = Path(name), failure[1]
    if not isinstance(error, PermissionError):
        raise error
    for folder in (path.parent, path):
        if is_folder(folder):
            folder.chmod(folder.stat().st_mode | OWNERS)
    if is_folder(path):
        shutil.rmtree(path)
    else:
        remove(name)


def stamp_file(path: Path, mode: int, written: int) -> None:
    """Give a file this mode, which its owner may read and write whatever it is, and this time of writing."""
    try:
        path.chmod(mode | stat.S_IRUSR | stat.S_IWUSR)
        os.utime(path, ns=(written, written))
    except OSError as error:
        raise system_error(error, doing="the file cannot be changed") from None


def make_folder(path: Path) -> None:
    """Make a folder, unless it is there. Raises PipelineError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise system_error(error, doing="the folder cannot be made") from None


def remove_oldest(folder: Path, most: int, but: Collection[str]) -> None:
    """Remove the oldest files below a folder until there are no more than so many bytes, but for those of these names.

    Who removes one meanwhile is no concern.
    """
    found = []
    for way in files_in(folder):
        with suppress(OSError):
            state = (folder / way).stat()
            found.append((state.st_mtime_ns, state.st_size, folder / way))
    size = sum(one for _, one, _ in found)
    for _, one, path in sorted(found):
        if size <= most:
            return
        if path.name not in but:
            path.unlink(missing_ok=True)
            size -= one


def move_into(folder: Path, target: Path) -> None:
    """Rename a folder to `target` or, if that is there, all that is in it to what is below `target`."""
    if not target.exists():
        folder.rename(target)
        return
    for entry in folder.iterdir():
        entry.rename(target / entry.name)


def link_file(source: Path, target: Path) -> None:
    """Copy a file by a hard link where the file system has them."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def inherit(folder: Path, parent: Path) -> None:
    """Give all in a folder what the one it will be in passes on: its group, if it does (setgid), and who may read it.

    A file that has another name elsewhere is not ours alone: it stays as it is.
    """
    with suppress(OSError):
        state = parent.stat()
        has_group, has_list = bool(state.st_mode & stat.S_ISGID), passes_on(parent)
        for path in (folder, *folder.rglob("*")) if has_group or has_list else ():
            if not is_folder(path) and path.lstat().st_nlink > 1:
                continue
            if has_group:
                os.chown(path, -1, state.st_gid, follow_symlinks=False)
            inherit_access(path, parent)
            if has_group and is_folder(path):
                path.chmod(path.stat().st_mode | stat.S_ISGID)
