"""Findings as GitHub shows them: annotations, and a summary."""

from __future__ import annotations

import pytest

from pipeline.commands.formats.github import as_annotations, as_markdown
from tests.checking import FINDINGS
from tests.conftest import Site


def test_annotations_are_one_line_each() -> None:
    lines = as_annotations(FINDINGS).splitlines()
    assert lines[0].startswith("::error file=locales/de/a b.po,line=3,title=numbers::")
    assert len(lines) == 3


def test_a_summary_is_a_table_that_no_finding_can_leave() -> None:
    text = as_markdown(FINDINGS, ["de", "fr"])
    assert "| de | 1 | 1 |" in text
    assert "| fr | – | – |" in text
    assert "| ` locales/de/a b.po:3 ` | `` “x<U+007C><y>`”: 1⏎became 2 `` |" in text


def test_the_summary_goes_where_github_wants_it(good_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(good_site.root / "summary.md"))
    good_site.run("check", "--format", "github")
    assert "| de | – | – |" in good_site.read("summary.md")
