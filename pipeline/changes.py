"""Changes of the files in a folder that others use as well, all of which can be undone.

What cannot be replaced is known before the first of them. With `files` and `folders` it alone writes.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterable, Set
from contextlib import suppress
from functools import partial
from pathlib import Path

from pipeline.access import keep_access
from pipeline.errors import PipelineError
from pipeline.files import read_bytes
from pipeline.folders import OWNERS, has_other_name, in_any_case, is_folder, respell

if sys.platform == "linux":
    import array
    import fcntl

# Linux: <linux/fs.h>; BSD and macOS: <sys/stat.h>.
_GET_FLAGS, _FIXED_ON_LINUX = 0x80086601, 0x10 | 0x20
_FIXED_ON_BSD = stat.UF_IMMUTABLE | stat.UF_APPEND | stat.SF_IMMUTABLE | stat.SF_APPEND


class Changes:
    """Changes below a folder; what they replace or remove is kept in another one, which need not be there yet."""

    def __init__(self, kept: Path) -> None:
        self._kept = kept
        self._undoing: list[Callable[[], object]] = []

    def undo(self) -> None:
        """Make all as it was before, here and in the folders that were merged. Raises OSError if that cannot be."""
        while self._undoing:
            self._undoing.pop()()

    def remove(self, folder: Path, paths: Iterable[str], *, but: Set[str] = frozenset()) -> None:
        """Remove files below a folder that are there, and the folders that are empty without them.

        `but` are names that stay; where a file system takes two names for one (A.html, a.html), what has another one of
        them is given it. Raises OSError.
        """
        staying = {in_any_case(path): path for path in but}
        for name in paths:
            path = folder / name
            other = staying.get(in_any_case(name))
            if is_folder(path) or _leads_out(path, folder):
                continue
            if other is not None and has_other_name(folder / other, folder):
                respell(folder / other, folder)
                self._undoing.append(partial(respell, path, folder))
            if other is not None and has_other_name(path, folder):
                continue
            with suppress(FileNotFoundError, NotADirectoryError):
                kept = self._keep(path)
                path.unlink()
                self._undoing.append(partial(_replace, kept, path))
            with suppress(OSError):
                for parent in path.parents:
                    if parent == folder:
                        break
                    self._remove_folder(parent)

    def merge(self, source: Path, target: Path) -> None:
        """Move all in a folder to its place below another, file by file, each whole; what else is there stays.

        If it is broken off, it can be done again. Where `target` is not there, it is a single rename. Raises OSError,
        also if a folder is to stand where something else is, or a file where a folder with something in it is.
        """
        if not os.path.lexists(target):
            if _renamed(source, target):
                self._undoing.append(partial(target.rename, source))
                return
            target.mkdir()
            self._undoing.append(target.rmdir)
        for entry in sorted(source.iterdir()):
            place = target / entry.name
            if is_folder(entry):
                if os.path.lexists(place) and not is_folder(place):
                    raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(place))
                self.merge(entry, place)
            else:
                if is_folder(place):
                    for parent, _, _ in os.walk(place, topdown=False):
                        self._remove_folder(Path(parent))
                self._move(entry, place)

    def _remove_folder(self, path: Path) -> None:
        """Remove an empty folder."""
        mode = stat.S_IMODE(path.lstat().st_mode)
        path.rmdir()
        self._undoing += (partial(path.chmod, mode), path.mkdir)

    def _move(self, source: Path, target: Path) -> None:
        """Put a file in the place of another, which it resembles in mode, group and who may read it."""
        if not os.path.lexists(target):
            _replace(source, target)
            self._undoing.append(partial(_replace, target, source))
            return
        old, new = target.lstat(), source.lstat()
        if os.path.samestat(old, new):  # of two links to the same file a rename would leave both
            source.unlink()
            self._undoing.append(partial(_copy, target, source))
            return
        kept = self._keep(target)
        with suppress(OSError):
            # A file that has another name elsewhere is not ours alone: Pelican may have linked a source.
            if stat.S_ISREG(old.st_mode) and new.st_nlink == 1:
                if old.st_gid != new.st_gid:
                    os.chown(source, -1, old.st_gid)
                source.chmod(stat.S_IMODE(old.st_mode))
                keep_access(source, target)
        _replace(source, target)
        self._undoing += (partial(_replace, kept, target), partial(_copy, target, source))

    def _keep(self, path: Path) -> Path:
        """Keep what is at a path; where."""
        kept = self._kept / str(len(self._undoing))
        self._kept.mkdir(parents=True, exist_ok=True)
        kept.unlink(missing_ok=True)  # of one who was killed
        _copy(path, kept)
        return kept


def _copy(path: Path, other: Path) -> None:
    """Give a file another name, or copy it where that cannot be."""
    try:
        os.link(path, other, follow_symlinks=False)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copy2(path, other, follow_symlinks=False)


def _replace(source: Path, target: Path) -> None:
    """Put a file in the place of another, whole, be it from another disk."""
    if _renamed(source, target):
        return
    beside = target.with_name(f".{target.name}.new")
    try:
        beside.unlink(missing_ok=True)  # be it a link: nothing is written where that leads to
        shutil.copy2(source, beside, follow_symlinks=False)
        beside.replace(target)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    with suppress(OSError):  # what it was moved for is done
        source.unlink()


def _renamed(source: Path, target: Path) -> bool:
    """Give a file or folder another name, in the place of a file; whether that is on the same disk."""
    try:
        source.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        return False
    return True


def require_writable(folders: Iterable[Path], shown: Callable[[Path], str]) -> None:
    """Open folders of one's own that are read-only. Raises PipelineError for one that stays closed."""
    for folder in folders:
        if not is_folder(folder) or may_change(folder):
            continue
        with suppress(OSError):
            folder.chmod(folder.stat().st_mode | OWNERS)
        if not may_change(folder):
            why, hint = "permission denied", "make it writable for whoever builds"
            if os.statvfs(folder).f_flag & os.ST_RDONLY:
                why, hint = "it is on a disk that is read-only", "mount the disk so that it can be written"
            elif _is_fixed(folder):
                why, hint = "it is marked as immutable", "take the mark away (chattr -i)"
            raise PipelineError(
                f"nothing can be written in this folder: {why}",
                path=shown(folder),
                hint=f"{hint}; nothing was changed",
            )


def may_change(folder: Path) -> bool:
    """Whether something can be made or removed in a folder."""
    return os.access(folder, os.W_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids)


def require_replaceable(folder: Path, paths: Iterable[str], shown: Callable[[Path], str]) -> None:
    """Raises PipelineError for a file below a folder that is to be replaced or removed, and cannot be.

    It would be noticed only once others have been replaced: a mount point, a file that is marked as immutable,
    somebody else's file in a folder where that counts (sticky).
    """
    mounts = mount_points()
    for name in paths:
        path = folder / name
        try:
            state = path.lstat()
        except OSError:
            continue
        inside = (mount for mount in mounts if mount.is_relative_to(path)) if stat.S_ISDIR(state.st_mode) else ()
        held = path if path in mounts or (not mounts and path.is_mount()) else next(iter(inside), None)
        if held is not None:
            fault, hint = "a disk or file is mounted here", "mount the whole folder instead, or unmount this"
        elif _is_fixed(path):
            fault, hint = "it is marked as immutable or only to be added to", "take the mark away (chattr -i -a)"
        elif _is_kept_by_its_owner(path, state):
            fault, hint = "somebody else owns it, in a folder where only owners may", "change its owner, or remove it"
        else:
            continue
        raise PipelineError(
            f"this cannot be replaced: {fault}", path=shown(held or path), hint=f"{hint}; nothing was changed"
        )


def mount_points() -> frozenset[Path]:
    """Where something is mounted, be it a single file; nothing where the system does not say so.

    Linux, proc_pid_mountinfo(5): the fifth field, with some characters as octal numbers.
    """
    try:
        lines = read_bytes(Path("/proc/self/mountinfo"), "").splitlines()
    except PipelineError:
        return frozenset()
    places = (line.split(b" ")[4] for line in lines if line.count(b" ") > 4)
    return frozenset(Path(os.fsdecode(_from_octal(place))) for place in places)


def _from_octal(text: bytes) -> bytes:
    first, *others = text.split(b"\\")
    return first + b"".join(bytes([int(part[:3], 8)]) + part[3:] for part in others)


def _is_fixed(path: Path) -> bool:
    """Whether the file system lets nobody change what is at a path, be it the owner or root."""
    try:
        state = path.lstat()
        if flags := getattr(state, "st_flags", 0):
            return bool(flags & _FIXED_ON_BSD)
        if sys.platform != "linux" or not (stat.S_ISREG(state.st_mode) or stat.S_ISDIR(state.st_mode)):
            return False
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOFOLLOW)
    except OSError:
        return False
    try:
        found = array.array("l", [0])
        fcntl.ioctl(descriptor, _GET_FLAGS, found)
        return bool(found[0] & _FIXED_ON_LINUX)
    except OSError:  # a file system without such marks
        return False
    finally:
        os.close(descriptor)


def _is_kept_by_its_owner(path: Path, state: os.stat_result) -> bool:
    if not hasattr(os, "geteuid"):
        return False
    folder = path.parent.stat()
    return bool(folder.st_mode & stat.S_ISVTX) and os.geteuid() not in (0, state.st_uid, folder.st_uid)


def _leads_out(path: Path, folder: Path) -> bool:
    """Whether a file is reached by way of a link, or out of the folder: it is not in it, then."""
    return not os.path.abspath(path).startswith(f"{folder}{os.sep}") or any(  # noqa: PTH100 - links stay links
        parent.is_symlink() for parent in path.parents if parent != folder and parent.is_relative_to(folder)
    )
