"""What Pelican says and where it stops, as findings and errors with their place."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from pipeline.build.log import Log, errors_with_their_place
from pipeline.errors import PipelineError
from pipeline.model import Severity
from tests.making import DE, PROJECT, project_in


@pytest.mark.parametrize(
    ("level", "severities"),
    [(logging.INFO, []), (logging.WARNING, [Severity.WARNING]), (logging.ERROR, [Severity.ERROR])],
)
def test_an_error_of_pelicans_counts_and_a_warning_is_one(level: int, severities: list[Severity]) -> None:
    log, logger = Log(PROJECT, DE), logging.Logger("pelican")
    logger.addHandler(log)
    logger.log(level, "skipped %s", "a.md")
    assert [finding.severity for finding in log.findings] == severities
    assert all(finding.message == "Pelican: skipped a.md" for finding in log.findings)


def test_what_docutils_cannot_say_in_a_language_is_not_about_the_site() -> None:
    log = Log(PROJECT, DE)
    log.emit(logging.LogRecord("x", logging.WARNING, "", 0, "Docutils has no localization for 'xx'", (), None))
    assert log.findings == []


def test_an_error_in_a_template_names_its_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("one\n{{ 1 / 0 }}\n", encoding="utf-8")
    template = Environment(loader=FileSystemLoader(tmp_path), autoescape=True).get_template("a.html")
    stopped = pytest.raises(PipelineError, match="the template stopped: ZeroDivisionError")
    with stopped as caught, errors_with_their_place(project_in(tmp_path)):
        template.render()
    assert caught.value.place == "a.html:2"


def test_any_other_error_is_told_as_pelicans_and_our_own_stay_as_they_are() -> None:
    with pytest.raises(PipelineError, match="Pelican stopped: KeyError") as caught, errors_with_their_place(PROJECT):
        raise KeyError("x")
    assert caught.value.path is None
    with pytest.raises(PipelineError, match="mine"), errors_with_their_place(PROJECT):
        raise PipelineError("mine")
