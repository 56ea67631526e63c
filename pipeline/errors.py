"""What goes wrong because of a file or a setting, and the exit codes that tell so."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of every command."""

    FINE = 0
    FINDINGS = 1
    BROKEN_INPUT = 2


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


def errors_in(error: PipelineError) -> tuple[PipelineError, ...]:
    """Each error that this one stands for: itself, or several."""
    return error.errors if isinstance(error, CompoundError) else (error,)


def _rebuild(message: str, state: dict[str, object]) -> PipelineError:
    return PipelineError(message, **state)  # type: ignore[arg-type]
