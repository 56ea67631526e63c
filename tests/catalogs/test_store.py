"""The catalogs of a project on disk: found, read and changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.catalogs.store import change_catalogs, fault_of, find_catalogs, missing_catalog, read_catalogs
from pipeline.catalogs.write import catalog_headers, format_catalog
from pipeline.config import Project
from pipeline.errors import ExitCode, PipelineError
from pipeline.model import Catalog, Message
from tests.making import DE, message, project_in


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Two German catalogs, one of them in a folder."""
    project = project_in(tmp_path)
    headers = catalog_headers(project, DE, datetime(2026, 1, 2, tzinfo=UTC))
    for domain in ("articles/a", "theme"):
        path = project.catalog_path("de", domain)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(format_catalog(Catalog(domain, "de", (message("A", "B"),), headers)), encoding="utf-8")
    return project


def test_catalogs_are_known_by_their_way_from_the_locales_folder(project: Project) -> None:
    assert list(find_catalogs(project, "de")) == ["articles/a", "theme"]
    assert find_catalogs(project, "ar") == find_catalogs(project, None) == {}


def test_only_what_a_change_changes_is_written(project: Project) -> None:
    def change(old: dict[str, Catalog]) -> dict[str, Catalog]:
        return {**old, "theme": replace(old["theme"], messages=(message("A", "C"),))}

    path = project.catalog_path("de", "articles/a")
    before = path.stat().st_mtime_ns
    assert change_catalogs(project, DE, change) == [project.catalog_path("de", "theme")]
    assert path.stat().st_mtime_ns == before
    assert read_catalogs(project, DE)["theme"].messages[0].translations == ("C",)


def test_a_catalog_that_cannot_be_read_is_a_fault(project: Project) -> None:
    sound = project.catalog_path("de", "theme")
    assert fault_of(sound, project.root) is None
    sound.write_text('msgid "x\n', encoding="utf-8")
    fault = fault_of(sound, project.root)
    assert fault is not None
    assert fault.exit_code is ExitCode.BROKEN_INPUT


def test_a_catalog_that_is_missing_is_no_broken_input_and_the_remedy_makes_it(project: Project) -> None:
    error = missing_catalog(project, DE, "pages/x")
    assert (error.place, error.exit_code) == ("locales/de/pages/x.po", ExitCode.FINDINGS)
    assert "update de" in error.hint


@pytest.mark.parametrize("character", ["\x0b", "\x1b", "\x85", "\u2028", "\ud800", "\r"])
@pytest.mark.parametrize(
    "wrong",
    [
        lambda character: message(f"A{character}", "B"),
        lambda character: message("A", f"B{character}B"),
        lambda character: message("A", "B", comment=f"x{character}"),
        lambda character: message("A", "B", extracted=(f"x{character}",)),
        lambda character: message("A", "B", references=(f"a{character}.md",)),
    ],
)
def test_what_would_not_be_read_back_is_not_written(
    project: Project, character: str, wrong: Callable[[str], Message]
) -> None:
    before = project.catalog_path("de", "theme").read_bytes()
    with pytest.raises(PipelineError, match="would not be"):
        change_catalogs(project, DE, lambda old: {**old, "theme": replace(old["theme"], messages=(wrong(character),))})
    assert project.catalog_path("de", "theme").read_bytes() == before


def test_a_message_that_becomes_two_is_not_written(project: Project) -> None:
    wrong = message("A", "B", references=("a.md b.md",))
    with pytest.raises(PipelineError, match="would not be read back"):
        change_catalogs(project, DE, lambda old: {**old, "theme": replace(old["theme"], messages=(wrong,))})
