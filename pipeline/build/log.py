"""What Pelican says and where it stops, as findings and errors with their place."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.catalogs.pseudo import is_pseudo
from pipeline.config import Project
from pipeline.errors import PipelineError, system_error
from pipeline.model import Finding, Language
from pipeline.pelican_internals import is_about_docutils_language
from pipeline.rules import found
from pipeline.sources.told import told


@contextmanager
def errors_with_their_place(project: Project) -> Iterator[None]:
    """Whatever goes wrong in a template, a plugin or Pelican is a person's to mend, not a crash.

    Raises it as a PipelineError, with the template and its line if it was raised there.
    """
    try:
        yield
    except PipelineError:
        raise
    except Exception as error:
        place = _template_place(error, project)
        if isinstance(error, OSError) and not place:
            raise system_error(error, doing="Pelican stopped") from error
        raise PipelineError(
            f"{'the template' if place else 'Pelican'} stopped: {type(error).__name__}: {error}",
            **place,
            hint="mend the template there" if place else "look for a plugin or a setting that may be the cause",
        ) from error


def _template_place(error: Exception, project: Project) -> dict[str, Any]:
    """Where in a template an error was raised, if it was."""
    traceback, place = error.__traceback__, {}
    while traceback is not None:
        name = traceback.tb_frame.f_code.co_filename
        if name.endswith(".html"):
            place = {"path": project.shown(Path(name)), "line": traceback.tb_lineno}
        traceback = traceback.tb_next
    return place


class Log(logging.Handler):
    """Pelican logs what it skips and goes on; here every error counts against the build."""

    def __init__(self, project: Project, language: Language) -> None:
        super().__init__(logging.WARNING)
        self._project = project
        self._language = language
        self.findings: list[Finding] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what is logged as a finding."""
        if is_about_docutils_language(record):
            return
        path, message = told(record, self._project)
        self.findings.append(
            found(
                "pelican",
                path,
                f"Pelican: {message}",
                locale=self._language.locale,
                # What a plugin cannot do with a machine's words it may well do with a person's.
                lowered=record.levelno < logging.ERROR or is_pseudo(self._language),
            )
        )
