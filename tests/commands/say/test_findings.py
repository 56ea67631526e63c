"""Findings as a person reads them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.commands.say.findings import findings, tell
from pipeline.commands.say.reporter import MAX_WARNINGS
from pipeline.model import Finding
from pipeline.review.survey import Survey
from pipeline.rules import found
from tests.commands.say.saying import said
from tests.making import article, catalog, judged, message, section

WRONG = found("numbers", "locales/de/a.po", "3 became 4", line=9, locale="de")
ODD = [found("length", "locales/de/a.po", f"short {n}", line=n, locale="de") for n in range(1, MAX_WARNINGS + 3)]


def survey(*remarks: Finding) -> Survey:
    return Survey((), (), (), remarks, {})


def test_nothing_found_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, findings, survey()) == ["0 locales checked: nothing found"]


def test_errors_are_all_told_and_of_many_warnings_of_a_file_the_first(capsys: pytest.CaptureFixture[str]) -> None:
    lines = said(capsys, findings, survey(*ODD, WRONG))
    assert sum("warning: short" in line for line in lines) == MAX_WARNINGS
    assert any("error: 3 became 4" in line for line in lines)
    assert "locales/de/a.po: and 2 more warnings; -v shows all" in lines
    assert lines[-1] == f"1 error, {MAX_WARNINGS + 2} warnings"


def test_a_locale_that_nobody_has_begun_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    texts = article(*(f"Text {word}" for word in "abcdefgh"), section("No advice.", "disclaimer"))
    begun, untouched = (
        judged(texts, catalogs=[catalog(message("Text a", text), message("Text b"))]) for text in ("Text A", "")
    )
    for assessment, is_one_line in ((begun, False), (untouched, True)):
        known = Survey((assessment,), (), (), (), {})
        told = "\n".join(said(capsys, findings, known))
        assert ("de: error: nothing is translated yet" in told) is is_one_line
        assert ("no translation" in told) is not is_one_line
    assert "no translation" in "\n".join(said(capsys, findings, known, verbose=True))
    assert "nothing is translated yet" in "\n".join(said(capsys, findings, known, quiet=True))


def test_when_asked_all_warnings_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    lines = said(capsys, findings, survey(*ODD), verbose=True)
    assert sum("warning: short" in line for line in lines) == len(ODD)


def test_when_quiet_errors_alone_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    lines = said(capsys, findings, survey(ODD[0], WRONG), quiet=True)
    assert [line for line in lines if "became" in line or "short" in line] == [
        "locales/de/a.po:9: error: 3 became 4 [numbers]"
    ]


def test_a_text_that_differs_is_shown_around_the_difference(capsys: pytest.CaptureFixture[str]) -> None:
    texts = replace(WRONG, msgid="x" * 100 + "3" + "y" * 100, msgstr="4", there="3", here="4")
    lines = said(capsys, tell, texts)
    assert lines[1] == f"  source:      …{'x' * 60}3{'y' * 60}…"
    assert lines[2] == "  translation: 4"


def test_what_looks_like_markup_of_the_terminal_is_text(capsys: pytest.CaptureFixture[str]) -> None:
    lines = said(capsys, tell, replace(WRONG, path="a[red].po", message="[bold]x[/]", hint="[/]"))
    assert lines == ["a[red].po:9: error: [bold]x[/] [numbers]", "  remedy: [/]"]
