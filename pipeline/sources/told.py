"""What Pelican says in its log while it reads or builds, with the source that it says it of."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from pelican.contents import Content

from pipeline.config import Project
from pipeline.errors import PipelineError


@contextmanager
def errors_told() -> Iterator[list[logging.LogRecord]]:
    """The errors that are logged until the block ends; they are printed nowhere."""
    handler = _Records(logging.ERROR)
    logging.getLogger().addHandler(handler)
    try:
        yield handler.records
    finally:
        logging.getLogger().removeHandler(handler)


class _Records(logging.Handler):
    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


def told(record: logging.LogRecord, project: Project) -> tuple[str, str]:
    """What a message is about, a source or else the settings; and the message with its cause, without the folder."""
    path = next(filter(None, (_source(argument, project) for argument in _arguments(record))), None)
    message = record.getMessage().replace(f"{project.content}/", project.shown(project.content) + "/")
    # Pelican logs an exception as it handles it, and its text only where it is asked to debug.
    cause = sys.exc_info()[1]
    if cause is not None and record.exc_info is not None and str(cause) not in message:
        message = f"{message}: {cause}"
    return path or project.settings_path.name, message


def as_error(record: logging.LogRecord, project: Project, *, path: str = "", line: int | None = None) -> PipelineError:
    """The same as an error, of a file that is known better."""
    about, message = told(record, project)
    return PipelineError(
        f"Pelican: {message}",
        path=path or about,
        line=line,
        hint="Pelican leaves the file out until that is mended" if path else "mend what it names",
    )


def _arguments(record: logging.LogRecord) -> tuple[object, ...]:
    return record.args if isinstance(record.args, tuple) else ()


def _source(argument: object, project: Project) -> str | None:
    """The source that an argument of a message names."""
    name = argument.source_path if isinstance(argument, Content) else argument
    if not isinstance(name, str) or "\n" in name:
        return None
    path = project.content / name
    try:
        return project.shown(path) if path.is_file() else None
    except (OSError, ValueError):
        return None


def line_of_field(text: str, name: str) -> int | None:
    """The line in which a source sets a field, in whatever format; None if it does not."""
    field = re.compile(rf"^(?::?{re.escape(name)}\s*:|\s*<meta\b[^>]*\bname=[\"']?{re.escape(name)}\b)", re.I)
    return next((number for number, line in enumerate(text.split("\n"), 1) if field.match(line)), None)
