"""What Pelican logs, with the source it is about."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from pipeline.sources.told import as_error, errors_told, line_of_field, told
from tests.making import project_in

LOG = logging.getLogger("pelican.anything")


def test_errors_are_kept_until_the_block_ends_and_less_is_not() -> None:
    with errors_told() as records:
        LOG.warning("a warning")
        LOG.error("an error")
    LOG.error("another")
    assert [record.getMessage() for record in records] == ["an error"]


@pytest.mark.parametrize("absolute", [True, False])
def test_a_message_is_about_the_source_that_it_names(tmp_path: Path, *, absolute: bool) -> None:
    project = project_in(tmp_path)
    (project.content / "articles").mkdir(parents=True)
    (project.content / "articles/a.md").write_text("")
    with errors_told() as records:
        LOG.error("Could not process %s", f"{project.content}/articles/a.md" if absolute else "articles/a.md")
    path, message = told(records[0], project)
    assert path == "source/articles/a.md"
    assert message == f"Could not process {'source/' if absolute else ''}articles/a.md"


@pytest.mark.parametrize("name", ["nothing.md", "a\nb", "x" * 5000, "a\0b"])
def test_any_other_is_about_the_settings(tmp_path: Path, name: str) -> None:
    with errors_told() as records:
        LOG.error("Cannot load plugin %s", name)
        LOG.error("%(a)s", {"a": name})
    assert [told(record, project_in(tmp_path))[0] for record in records] == ["pelicanconf.py"] * 2


def test_an_exception_that_is_being_handled_is_the_cause(tmp_path: Path) -> None:
    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(told(record, project_in(tmp_path))[1])

    said: list[str] = []
    handler = Handler()
    LOG.addHandler(handler)
    try:
        raise ValueError("no such date")
    except ValueError:
        LOG.exception("Could not process %s", "a.md", exc_info=False)
    finally:
        LOG.removeHandler(handler)
    assert said == ["Could not process a.md: no such date"]


def test_an_error_says_that_pelican_says_so_and_where(tmp_path: Path) -> None:
    with errors_told() as records:
        LOG.error("Skipping it")
    error = as_error(records[0], project_in(tmp_path), path="source/a.md", line=3)
    assert str(error) == "source/a.md:3: Pelican: Skipping it"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Title: x\nDATE : y\n", 2),
        ("x\n=\n\n:date: y\n", 4),
        ('<head>\n<meta content="x" name="date">', 2),
        ("Title: x\n\nthe date: y", None),
        ("updated: x", None),
    ],
)
def test_the_line_of_a_field_is_known_in_every_format(text: str, line: int | None) -> None:
    assert line_of_field(text, "date") == line
