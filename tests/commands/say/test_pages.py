"""How far each language is, and what holds pages back, as a person reads it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.commands.say.pages import _status_row, status, tell_pages
from pipeline.commands.say.reporter import MAX_WARNINGS
from pipeline.errors import PipelineError
from pipeline.reports import PageStatus
from pipeline.review.survey import Survey
from pipeline.rules import found
from tests.commands.say.saying import said
from tests.making import AR, article, catalog, judged, message, project_in, section

WAITS = found("untranslated", "a.po", "no translation", line=3)
WRONG = found("plain-text", "b.po", "<b>", line=4)


def page(name: str, *blockers: Any, words: tuple[int, int] = (10, 10), in_source: tuple[str, ...] = ()) -> PageStatus:
    return PageStatus(article(name=name), "de", not blockers, *words, tuple(blockers), in_source)


def test_a_mistake_comes_before_what_waits_and_the_first_reason_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, tell_pages, [page("a", WAITS), page("b", WRONG, WAITS)]) == [
        "withheld de: The article b (source/articles/b.md)",
        "  b.po:4: <b>",
        "  and 1 more reason; -v shows all",
        "withheld de: The article a (source/articles/a.md)",
        "  a.po:3: no translation",
    ]


def test_of_many_pages_the_first_are_told_unless_one_asks_for_all(capsys: pytest.CaptureFixture[str]) -> None:
    pages = [page(f"a{number}", WAITS) for number in range(MAX_WARNINGS + 1)]
    assert said(capsys, tell_pages, pages)[-1] == "and 1 more page withheld; -v shows all"
    assert len(said(capsys, tell_pages, pages, verbose=True)) == 2 * len(pages)


def test_pages_with_sections_in_the_sources_language_come_first_among_the_partly_translated(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = said(capsys, tell_pages, [page("a", words=(3, 2)), page("b", words=(3, 1), in_source=("contact",))])
    assert lines == [
        "partly   de: The article b (source/articles/b.md), 33 % translated, "
        "required in the source's language: contact",
        "partly   de: The article a (source/articles/a.md), 66 % translated",
    ]


def test_a_page_that_is_all_there_is_not_spoken_of(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, tell_pages, [page("a")]) == []


def test_a_locale_that_cannot_be_read_as_a_whole_has_its_line_and_its_error(capsys: pytest.CaptureFixture[str]) -> None:
    german = judged(article("one two"), catalogs=[catalog(message("one two"))])
    arabic = replace(german, language=AR, unread=frozenset({"a"}))
    error = PipelineError("broken", path="locales/ar/a.po", line=2, hint="mend it")
    survey = Survey((german, arabic), ((AR, error),), (), (), {})
    lines = [" ".join(line.split()) for line in said(capsys, status, survey)]
    assert lines[1] == "de German 0 % 2 words 0 words 0 of 1"
    assert lines[2] == "ar Arabic at least 0 % at most 2 words at least 0 words 0 of 1"
    assert lines[-2:] == ["locales/ar/a.po:2: error: broken", "remedy: mend it"]


def test_what_waits_for_its_approval_has_a_column_of_its_own(tmp_path: Path) -> None:
    known = judged(
        article(section("Write to us.", "contact"), section("No advice.", "disclaimer")),
        catalogs=[catalog(message("Write to us.", "Schreiben Sie uns."), message("No advice."))],
        project=project_in(tmp_path, require_approval=True),
    )
    waiting = _status_row(known, waits=True)
    assert waiting[2:6] == ("60 %", "2 words", "0 words", "3 words")
    assert len(_status_row(known, waits=False)) == len(waiting) - 1
