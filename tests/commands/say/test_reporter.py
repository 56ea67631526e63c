"""Who speaks: results on one stream, errors on the other."""

from __future__ import annotations

import pytest

from pipeline.commands.say.reporter import Reporter, plural
from pipeline.errors import PipelineError


def test_an_error_names_place_cause_and_remedy_and_is_heard_by_the_quiet_too(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Reporter(quiet=True).error(PipelineError("[broken]", path="a.po", line=3, hint="mend [it]"))
    out, err = capsys.readouterr()
    assert (out, err) == ("", "a.po:3: error: [broken]\n  remedy: mend [it]\n")


def test_data_for_programs_is_written_as_it_is_also_by_the_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    to = Reporter(quiet=True)
    to.out.line("for people")
    to.data("[bold]x[/]")
    to.data("y\n")
    assert capsys.readouterr().out == "[bold]x[/]\ny\n"


def test_one_is_no_plural() -> None:
    assert [plural(count, "page") for count in (0, 1, 2)] == ["0 pages", "1 page", "2 pages"]
