"""Paths: where they lead, and how they are shown."""

from __future__ import annotations

import errno
import os
import stat
from functools import lru_cache
from pathlib import Path

# What a system says of a path at which nothing is, or nothing that one may reach.
_NOWHERE = frozenset(
    {errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG, errno.EINVAL, errno.EACCES, errno.EPERM}
)
# What asks so is not heard where somebody notes what is asked (`observed`).
_lstat = os.lstat


def real(path: Path | str) -> Path:
    """Where a path leads, all links followed. `Path.resolve` would stop at one that leads round in a circle."""
    plain = os.path.abspath(path)  # noqa: PTH100 - links stay links
    return Path(plain if _is_free_of_links(os.fspath(path), plain) else os.path.realpath(path))


def _is_free_of_links(path: str, plain: str) -> bool:
    """Whether all of a path is there, and none of it is a link: so it leads nowhere else.

    The system alone is asked: a file's folders are nothing of which a command has to know that it read them.
    """
    if os.name != "posix" or ".." in path:
        return False
    try:
        while plain != os.sep:
            if stat.S_ISLNK(_lstat(plain).st_mode):
                return False
            plain = os.path.dirname(plain)  # noqa: PTH120
    except (OSError, ValueError):
        return False
    return True


def in_real_folder(path: Path) -> Path:
    """A path with the links that lead to its folder followed, but not what it is itself."""
    return real(absolute(path).parent) / path.name


def absolute(path: Path) -> Path:
    """A path from the root on, without `..`, its links as they are."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - so it says


def is_there(path: Path) -> bool:
    """Whether there is something at a path, be it a link that leads nowhere.

    Raises OSError where nobody knows, as the disk or its connection is faulty: what is taken for missing is made anew.
    """
    try:
        os.lstat(path)
    except ValueError:
        return False
    except OSError as error:
        if error.errno in _NOWHERE:
            return False
        raise
    return True


def is_file(path: Path) -> bool:
    """Whether there is a file at a path, which may be nobody's: a text names it. `Path.is_file` stops at a long one."""
    return os.path.isfile(path)  # noqa: PTH113


def relative(path: Path, root: Path) -> str:
    """`path` as messages and reports show it: relative to the project, with forward slashes."""
    return Path(os.path.relpath(path, root)).as_posix()


def is_in(path: str, folders: tuple[str, ...]) -> bool:
    """Whether a path is one of these, or below one, as they are written."""
    return path in folders or path.startswith(_beginnings(folders))


@lru_cache
def _beginnings(folders: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{folder}{os.sep}" for folder in folders)
