"""Findings as GitHub shows them: annotations, and a summary."""

from __future__ import annotations

import json

import pytest

from pipeline.commands.formats.github import as_annotations, as_markdown
from pipeline.commands.formats.report import Report
from pipeline.model import Finding, Severity
from tests.checking import FINDINGS
from tests.conftest import Site


def test_annotations_are_one_line_each() -> None:
    lines = as_annotations(Report(FINDINGS)).splitlines()
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


def test_colons_and_commas_are_escaped_in_properties_alone() -> None:
    finding = Finding("length", Severity.WARNING, "a,b:c%.po", 1, "100 %: long, very", "Shorten it.")
    assert as_annotations(Report([finding])) == (
        "::warning file=a%2Cb%3Ac%25.po,line=1,title=length::100 %25: long, very. Shorten it.\n"
    )


def test_files_are_named_as_the_repository_has_them(good_site: Site) -> None:
    good_site.replace("locales/de/articles/first.po", 'msgstr "Erste Schritte"', 'msgstr "3 Schritte"')
    (good_site.root.parent / ".git").mkdir()
    name = f"{good_site.root.name}/locales/de/articles/first.po"
    assert f"::warning file={name},line=" in good_site.run("check", "--format", "github").output
    sarif = json.loads(good_site.run("check", "--format", "sarif").output)
    places = [result["locations"][0]["physicalLocation"] for result in sarif["runs"][0]["results"]]
    assert name in {place["artifactLocation"]["uri"] for place in places}
    assert f'file="{name}"' in good_site.run("check", "--format", "junit").output
