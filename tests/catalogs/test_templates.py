"""Templates on disk brought up to date with the source."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.catalogs.templates import current_templates, lagging_templates, orphans, write_templates
from pipeline.config import Project
from tests.making import article, extracted, project_in


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return project_in(tmp_path)


def written(project: Project, *texts: str, at: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", at)
    templates = current_templates(project, extracted(article(*texts), project=project).templates)
    return sorted(path.name for path in write_templates(project, templates))


def test_a_template_is_written_when_its_messages_change_and_not_when_time_goes_by(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert written(project, "Hello", at="0", monkeypatch=monkeypatch) == ["a.pot", "theme.pot"]
    assert written(project, "Hello", at="86400", monkeypatch=monkeypatch) == []
    assert written(project, "Hello", "Bye", at="86400", monkeypatch=monkeypatch) == ["a.pot"]
    assert "POT-Creation-Date: 1970-01-02" in project.template_path("articles/a").read_text(encoding="utf-8")


def test_a_template_whose_source_is_gone_goes_too(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    written(project, "Hello", at="0", monkeypatch=monkeypatch)
    without = current_templates(project, extracted(project=project).templates)
    gone = project.template_path("articles/a")
    assert lagging_templates(project, without) == [gone]
    assert write_templates(project, without) == [gone]
    assert not gone.exists()
    assert lagging_templates(project, without) == []


def test_catalogs_without_a_source_are_known_by_their_domain(project: Project) -> None:
    path = project.catalog_path("de", "articles/old")
    path.parent.mkdir(parents=True)
    path.touch()
    templates = current_templates(project, extracted(article("Hello"), project=project).templates)
    assert orphans(project, templates, "de") == {"articles/old": path}
    assert orphans(project, templates, "ar") == {}
