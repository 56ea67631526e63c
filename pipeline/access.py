"""Who may read and write a file: its mode and owner, and access control lists, where a disk has them (acl(5))."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

# Linux: <linux/xattr.h>. What a folder passes on is for what is made in it, not for what is moved there.
_HELD, _PASSED_ON = "system.posix_acl_access", "system.posix_acl_default"
_NO_PROGRAM = 0o666


def resemble(path: Path, replaced: Path) -> None:
    """Give a file the mode and, where one may, the owner of the one that it replaces: root works for others, too."""
    made, state = path.stat(), replaced.stat()
    path.chmod(state.st_mode & 0o777)
    keep_access(path, replaced)
    if hasattr(os, "chown") and (made.st_uid, made.st_gid) != (state.st_uid, state.st_gid):
        with suppress(OSError):
            os.chown(path, state.st_uid, state.st_gid)


def keep_access(path: Path, replaced: Path) -> None:
    """Give a file the list of the one that it replaces, if that one has one and the system lets us."""
    if (held := _list_of(replaced, _HELD)) is not None:
        _give(path, _HELD, held)


def passes_on(folder: Path) -> bool:
    """Whether what is made in a folder gets a list from it."""
    return _list_of(folder, _PASSED_ON) is not None


def inherit_access(path: Path, folder: Path) -> None:
    """Give a file or folder, and no link, the list that it would have if it had been made in `folder`."""
    passed_on = _list_of(folder, _PASSED_ON)
    state = path.lstat()
    if passed_on is None or stat.S_ISLNK(state.st_mode):
        return
    _give(path, _HELD, passed_on)
    if stat.S_ISDIR(state.st_mode):
        _give(path, _PASSED_ON, passed_on)
    else:  # the list is one for folders as well, which are entered
        path.chmod(stat.S_IMODE(path.stat().st_mode) & (_NO_PROGRAM | stat.S_IMODE(state.st_mode)))


def _list_of(path: Path, name: str) -> bytes | None:
    with suppress(OSError, AttributeError):  # a system, or a file system, without such lists
        return os.getxattr(path, name)
    return None


def _give(path: Path, name: str, found: bytes) -> None:
    with suppress(OSError):
        os.setxattr(path, name, found)
