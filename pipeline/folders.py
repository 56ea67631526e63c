"""Whole folders: made, copied by links, and merged into one that others use as well. With `files` it alone writes."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from pipeline.errors import PipelineError

_OWNERS = stat.S_IRWXU


def files_in(folder: Path) -> Iterator[str]:
    """All that is below a folder and is no folder, by its path below it: files, links to whatever, pipes, sockets."""
    for parent, folders, names in os.walk(folder):
        links = [name for name in folders if Path(parent, name).is_symlink()]
        yield from (Path(parent, name).relative_to(folder).as_posix() for name in (*names, *links))


def is_folder(path: Path) -> bool:
    """Whether it is a folder itself, and no link to one."""
    return path.is_dir() and not path.is_symlink()


def folder_in_repository(folder: Path) -> str:
    """Where a folder is in its repository of Git; nothing if it is that one's own folder, or in none."""
    holder = next((known for known in (folder, *folder.parents) if os.path.lexists(known / ".git")), folder)
    return "" if holder == folder else folder.relative_to(holder).as_posix()


def fresh_folder(path: Path) -> Path:
    """An empty folder at `path`; what was there is removed. Raises PipelineError if that is not possible."""
    remove_folder(path)
    path.mkdir(parents=True)
    return path


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
            folder.chmod(folder.stat().st_mode | _OWNERS)
    if is_folder(path):
        shutil.rmtree(path)
    else:
        remove(name)


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


def require_writable(folders: Iterable[Path], shown: Callable[[Path], str]) -> None:
    """Open folders of one's own that are read-only. Raises PipelineError for one that stays closed."""
    for folder in folders:
        if not is_folder(folder) or _may_change(folder):
            continue
        with suppress(OSError):
            folder.chmod(folder.stat().st_mode | _OWNERS)
        if not _may_change(folder):
            raise PipelineError(
                "nothing can be written in this folder: permission denied",
                path=shown(folder),
                hint="make it writable for whoever builds; nothing was changed",
            )


def _may_change(folder: Path) -> bool:
    return os.access(folder, os.W_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids)


def inherit_group(folder: Path, parent: Path) -> None:
    """Give all in a folder the group of the one it will be in, if that one says so (setgid)."""
    with suppress(OSError):
        state = parent.stat()
        if not state.st_mode & stat.S_ISGID:
            return
        for path in (folder, *folder.rglob("*")):
            os.chown(path, -1, state.st_gid, follow_symlinks=False)
            if is_folder(path):
                path.chmod(path.stat().st_mode | stat.S_ISGID)


def remove_files(folder: Path, paths: Iterable[str], *, but: frozenset[str] = frozenset()) -> None:
    """Remove files below a folder that are there, and the folders that are empty without them.

    `but` are names that stay; where a file system takes two names for one (A.html, a.html), so do their other names.
    """
    staying = {_in_any_case(path): path for path in but}
    for name in paths:
        path = folder / name
        other = staying.get(_in_any_case(name))
        if is_folder(path) or _leads_out(path, folder) or (other is not None and _are_one(path, folder / other)):
            continue
        with suppress(FileNotFoundError, NotADirectoryError):
            path.unlink()
        with suppress(OSError):
            for parent in path.parents:
                if parent == folder:
                    break
                parent.rmdir()


def merge_folder(source: Path, target: Path) -> None:
    """Move all that is in a folder to its place below another, file by file, each whole; what else is there stays.

    If it is broken off, it can be done again. Where `target` is not there, it is a single rename. Raises OSError if
    a folder is to stand where something else is, or a file where a folder with something in it is.
    """
    if not os.path.lexists(target):
        try:
            source.rename(target)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            target.mkdir()
        else:
            return
    for entry in sorted(source.iterdir()):
        place = target / entry.name
        if is_folder(entry):
            if os.path.lexists(place) and not is_folder(place):
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(place))
            merge_folder(entry, place)
        else:
            if is_folder(place):
                _remove_empty(place)
            _move_file(entry, place)


def _move_file(source: Path, target: Path) -> None:
    """Put a file in the place of another, which it resembles in mode and group."""
    with suppress(OSError):
        old, new = target.lstat(), source.lstat()
        # A file that has another name elsewhere is not ours alone: Pelican may have linked a source.
        if stat.S_ISREG(old.st_mode) and new.st_nlink == 1:
            if old.st_gid != new.st_gid:
                os.chown(source, -1, old.st_gid)
            source.chmod(stat.S_IMODE(old.st_mode))
    try:
        source.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        beside = target.with_name(f".{target.name}.new")
        shutil.copy2(source, beside, follow_symlinks=False)
        beside.replace(target)
    # Of two links to the same file a rename leaves both.
    source.unlink(missing_ok=True)


def _remove_empty(folder: Path) -> None:
    """Remove a folder that has nothing but empty folders in it."""
    for parent, _, _ in os.walk(folder, topdown=False):
        Path(parent).rmdir()


def _in_any_case(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _are_one(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        return False


def _leads_out(path: Path, folder: Path) -> bool:
    """Whether a file is reached by way of a link, or out of the folder: it is not in it, then."""
    return not os.path.abspath(path).startswith(f"{folder}{os.sep}") or any(  # noqa: PTH100 - links stay links
        parent.is_symlink() for parent in path.parents if parent != folder and parent.is_relative_to(folder)
    )
