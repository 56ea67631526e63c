"""Templates on disk brought up to date with the source."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.catalogs.templates import current_templates, lagging_templates, orphans, write_templates
from pipeline.config import Project
from pipeline.settings import load_project
from tests.catalogs.rewriters import REWRITERS
from tests.conftest import Site
from tests.folding import fold
from tests.making import SETTINGS, SETTINGS_PATH, article, extracted, project_in


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


@pytest.mark.parametrize("text", ["My own notes.\n", "", '# Mine.\nmsgid "Hello"\nmsgstr ""\n', "\ud0cf\x11 slides"])
def test_what_does_not_say_that_it_is_a_template_of_ours_stays(project: Project, text: str) -> None:
    without = current_templates(project, extracted(project=project).templates)
    (mine := project.template_path("mine")).parent.mkdir(parents=True)
    mine.write_text(text, encoding="utf-8")
    assert mine not in lagging_templates(project, without)
    assert mine not in write_templates(project, without)
    assert mine.read_text(encoding="utf-8") == text


def test_catalogs_without_a_source_are_known_by_their_domain(project: Project) -> None:
    path = project.catalog_path("de", "articles/old")
    path.parent.mkdir(parents=True)
    path.touch()
    templates = current_templates(project, extracted(article("Hello"), project=project).templates)
    assert orphans(project, templates, "de") == {"articles/old": path}
    assert orphans(project, templates, "ar") == {}


@pytest.mark.parametrize("program", ["msgcat, wrapped", "polib", "Weblate (translate toolkit)", "msgcat, for Windows"])
def test_a_template_that_another_program_has_saved_does_not_lag_behind(project: Project, program: str) -> None:
    document = article("Hello, this is longer than that line of forty characters", "And more.")
    templates = current_templates(project, extracted(document, project=project).templates)
    write_templates(project, templates)
    path = project.template_path("articles/a")
    path.write_bytes(REWRITERS[program](path))
    assert lagging_templates(project, templates) == []
    path.write_text(path.read_text(encoding="utf-8").replace("And more", "No more"), encoding="utf-8")
    assert lagging_templates(project, templates) == [path]


def test_a_template_is_the_same_whatever_the_sites_address_is() -> None:
    """`publishconf.py` has another one than `pelicanconf.py`."""
    settings = (load_project(SETTINGS_PATH, {**SETTINGS, "SITEURL": url}) for url in ("", "https://a.example"))
    one, other = (current_templates(project, extracted(article("Hello")).templates) for project in settings)
    assert [template.text for template in one] == [template.text for template in other]
    assert '"Report-Msgid-Bugs-To: \\n"' in one[0].text


def test_a_template_names_whom_the_site_names() -> None:
    project = load_project(SETTINGS_PATH, {**SETTINGS, "GETTEXT": {**SETTINGS["GETTEXT"], "bugs": "a@b.example"}})
    assert '"Report-Msgid-Bugs-To: a@b.example\\n"' in current_templates(project, extracted().templates)[0].text


@pytest.mark.heavy
def test_a_source_that_is_renamed_in_its_case_alone_keeps_its_translations_on_a_disk_without_cases(
    good_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There its catalog is found by both names: as that of a source that is gone it was removed."""
    fold(monkeypatch, good_site.root)
    before = good_site.read("locales/de/articles/second.po")
    (good_site.root / "source/articles/second.md").rename(good_site.root / "source/articles/Second.md")
    (good_site.root / "source/pages").rename(good_site.root / "source/Pages")
    good_site.replace("pelicanconf.py", '"pages"]', '"Pages"]')
    (good_site.root / "locales/ar").rename(good_site.root / "locales/AR")
    for _ in range(2):
        result = good_site.run("update")
        assert result.exit_code == 0, result.output
        found = set(good_site.files("locales"))
        assert {f"{place}.po" for place in ("de/articles/Second", "de/Pages/reach-us", "ar/Pages/reach-us")} <= found
        assert {"templates/articles/Second.pot", "templates/Pages/reach-us.pot"} <= found
        assert not [path for path in found if "second" in path or "/pages" in path or path.startswith("AR")]
    assert "missing" not in good_site.run("check").output
    assert good_site.read("locales/de/articles/Second.po").count('msgstr ""') == before.count('msgstr ""')


@pytest.mark.heavy
def test_where_a_disk_does_not_take_the_other_name_its_catalog_stays_all_the_same(
    good_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    fold(monkeypatch, good_site.root)
    (good_site.root / "source/articles/second.md").rename(good_site.root / "source/articles/Second.md")
    monkeypatch.setattr("pipeline.catalogs.templates.respell", lambda *_: None)
    for _ in range(2):
        assert good_site.run("update").exit_code == 0
        assert good_site.read("locales/de/articles/Second.po").count("msgid") > 5
    assert (good_site.root / "locales/templates/articles/second.pot").is_file()
