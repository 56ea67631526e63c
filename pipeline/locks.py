"""Commands keep each other away from what they work on: one at a time."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import PipelineError, shown_path, system_error

_SECONDS = 60


def lock_of(path: Path) -> Path:
    """The file by which commands that work on a path keep others away."""
    return path.with_name(f".{path.name}.lock")


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Be the only process that works on `path`, a file or folder that need not exist yet.

    Who holds it may ask for it again, so that a command can be alone from its first reading to its last writing.
    Raises PipelineError if another one goes on for too long, or if there can be no lock.
    """
    lock = lock_of(path)
    held = FileLock(lock, timeout=_SECONDS, is_singleton=True)
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        _touch(lock)
        _require_lock(lock)
        held.acquire()
    except Timeout:
        raise PipelineError(
            f"another command has been working on it for {_SECONDS} seconds",
            path=path.name,
            hint="wait for it to end, then try again",
        ) from None
    except OSError as error:
        raise system_error(error, shown_path(str(lock)), doing="no other command can be kept away") from None
    except NotImplementedError:
        raise PipelineError(
            "the file system cannot lock files, which keeps other commands away",
            path=shown_path(str(lock)),
            hint="use a folder on another one",
        ) from None
    try:
        yield
    finally:
        held.release()


def _touch(path: Path) -> None:
    """Make an empty file unless there is something: where there can be none, a lock would be waited for in vain."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644))


def _require_lock(path: Path) -> None:
    """Raises PipelineError for what no command has put there: to lock a file may empty it, or what a link leads to."""
    state = path.lstat()
    if not stat.S_ISREG(state.st_mode) or state.st_size:
        raise PipelineError(
            "no other command can be kept away: this is something else than the empty file that commands make",
            path=shown_path(str(path)),
            hint="look at what it is, then move it elsewhere",
        )
