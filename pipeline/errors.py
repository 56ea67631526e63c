"""What goes wrong because of a file or a setting, and the exit codes that tell so."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of every command."""

    FINE = 0
    FINDINGS = 1
    BROKEN_INPUT = 2
    #: Of `merge-driver` alone: it has written all that both sides have, and somebody has to look. What stops a program
    #: that has written nothing, a missing module as well, ends otherwise.
    TO_BE_SETTLED = 3


#: What a person can do about an error of the operating system.
_REMEDIES = {
    errno.EACCES: "change its permissions, or run the command as somebody who may do this",
    errno.EPERM: "change its permissions, or run the command as somebody who may do this",
    errno.EROFS: "this disk is read-only: use a folder on another one",
    errno.ENOMEM: "there is too little memory: end other programs, or raise the limit (ulimit -v)",
    errno.EAGAIN: "too many processes are running: end other programs, or raise the limit (ulimit -u)",
    errno.ENOSPC: "make room on the disk",
    errno.EDQUOT: "make room on the disk: your share of it is used up",
    errno.EFBIG: "make room on the disk, or raise the limit for a file's size",
    errno.ENOENT: "make it, or correct the path; it may have been moved while the command ran",
    errno.ENOTDIR: "a file is where a folder should be: move it away",
    errno.EISDIR: "a folder is where a file should be: move it away",
    errno.EEXIST: "something else is in its place: move it away",
    errno.ENOTEMPTY: "something else is in this folder: move it away",
    errno.ELOOP: "the link leads round in a circle, or is not to be followed: put the file itself there",
    errno.ENAMETOOLONG: "shorten the name: the file system has no room for it",
    errno.EINVAL: "the file system does not take this name, or cannot do this: use another",
    errno.EMFILE: "too many files are open: raise the limit (ulimit -n)",
    errno.ENFILE: "too many files are open: end other programs",
    errno.EBUSY: "another program uses it, or a disk is mounted there: end it, or use another folder",
    errno.ETXTBSY: "another program runs it: end that first",
    errno.ENOLCK: "the file system cannot lock files: use a folder on another one",
    errno.EIO: "the disk or its connection is faulty: check it",
    errno.ESTALE: "the network's file system has lost it: mount it again",
}
_REMEDY = "mend this, then run the command again"


class PipelineError(Exception):
    """Bad input: a file, a setting or an argument that a person has to change.

    `message` is the cause, `path` the file (relative to the project), `line` counts from 1, `hint` is
    the remedy, `exit_code` what the command ends with.
    """

    def __init__(
        self,
        message: str,
        *,
        path: str | None = None,
        line: int | None = None,
        hint: str = "",
        exit_code: ExitCode = ExitCode.BROKEN_INPUT,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.hint = hint
        self.exit_code = exit_code

    @property
    def place(self) -> str:
        """`path:line`, `path` or nothing, as compilers print it."""
        if self.path is None:
            return ""
        return self.path if self.line is None else f"{self.path}:{self.line}"

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders; the default would lose the keyword arguments.
        state = {"path": self.path, "line": self.line, "hint": self.hint, "exit_code": self.exit_code}
        return _rebuild, (self.message, state)


class CompoundError(PipelineError):
    """Several errors, all of which are told: the first one's exit code and place stand for them."""

    def __init__(self, errors: Sequence[PipelineError]) -> None:
        first = errors[0]
        super().__init__(first.message, path=first.path, line=first.line, hint=first.hint, exit_code=first.exit_code)
        self.errors = tuple(errors)

    def __reduce__(self) -> tuple[object, ...]:
        return CompoundError, (self.errors,)


def as_one(errors: Sequence[PipelineError]) -> PipelineError:
    """The error that stands for these; there is at least one."""
    return errors[0] if len(errors) == 1 else CompoundError(errors)


def errors_in(error: PipelineError) -> tuple[PipelineError, ...]:
    """Each error that this one stands for: itself, or several."""
    return error.errors if isinstance(error, CompoundError) else (error,)


@contextmanager
def gathered(errors: list[PipelineError]) -> Iterator[None]:
    """Add an error to these, so that it is told with the others."""
    try:
        yield
    except PipelineError as error:
        errors += errors_in(error)


def system_error(error: OSError, path: str | None = None, *, doing: str = "") -> PipelineError:
    """What the operating system has refused, as an error for people.

    `doing` is what was not possible for it; without a path it is the one that the system names.
    """
    cause = (error.strerror or str(error) or type(error).__name__).lower()
    named = error.filename2 if error.filename2 is not None else error.filename
    if path is None and isinstance(named, str | bytes):
        path = shown_path(os.fsdecode(named))
    hint = _REMEDIES.get(error.errno or 0, _REMEDY)
    return PipelineError(f"{doing}: {cause}" if doing else cause, path=path, hint=hint)


def shown_path(path: str) -> str:
    """A path as people have it before them: from the folder they are in, if it is below that."""
    try:
        below = os.path.relpath(path)
    except (OSError, ValueError):  # the folder is gone; another drive
        return path
    return path if below.startswith("..") else below.replace(os.sep, "/")


def _rebuild(message: str, state: dict[str, object]) -> PipelineError:
    return PipelineError(message, **state)  # type: ignore[arg-type]
