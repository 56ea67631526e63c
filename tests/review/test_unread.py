"""What is named as a catalog or a ledger, and read by nobody, is told of with its remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import Project
from pipeline.model import Language
from pipeline.review import unread_findings
from tests.conftest import Site
from tests.making import project_in
from tests.verify.trees import put

READ = (
    "de/theme.po",
    "de/articles/a.po",
    "pt_BR/memory.po",
    "de/glossary.csv",
    "templates/theme.pot",
    "waivers.toml",
    "approvals.tsv",
    "addresses.tsv",
)
#: What nobody takes for something that is read.
OTHERS = (
    "README.md",
    "messages.pot",
    "de/LC_MESSAGES/messages.mo",
    "tools/run.sh",
    ".git/x.po",
    "de/.x.po.swp",
    "it/a.mo",
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    locales = ("de", "pt_BR", "sr_Latn", "nb", "zh_Hans")
    return project_in(tmp_path, targets=tuple(map(Language.of, locales)))


def told(project: Project, *paths: str) -> list[tuple[str, str, str]]:
    put(project.catalogs, dict.fromkeys(paths, "x"))
    return [(finding.path, finding.message, finding.hint) for finding in unread_findings(project)]


def test_what_is_read_and_what_nobody_would_look_for_is_not_told_of(project: Project) -> None:
    assert told(project) == []
    assert told(project, *READ, *OTHERS) == []


@pytest.mark.parametrize(
    ("name", "locale"),
    [
        ("pt-BR", "pt_BR"),
        ("pt_br", "pt_BR"),
        ("PT_BR", "pt_BR"),
        ("sr@latin", "sr_Latn"),
        ("sr-Latn", "sr_Latn"),
        ("no", "nb"),
        ("zh-Hans", "zh_Hans"),
        ("de_DE.UTF-8", ""),
        ("DE", "de"),
    ],
)
def test_a_folder_of_a_language_under_another_name_is_told_of_once(project: Project, name: str, locale: str) -> None:
    ((path, message, hint),) = told(project, f"{name}/theme.po", f"{name}/articles/a.po")
    assert path == f"locales/{name}"
    if locale:
        assert f"are in locales/{locale}" in message
        assert hint == f"rename it to locales/{locale}"
        ((_, _, hint),) = told(project, f"{locale}/theme.po")
        assert hint.startswith(f"take its texts over with: pelican-gettext import --locale {locale} FILE.po")


@pytest.mark.parametrize(
    ("path", "shown", "message", "hint"),
    [
        ("fr/theme.po", "fr", "nobody reads its catalogs: French is not among", "add 'fr' to GETTEXT['locales']"),
        ("en/theme.po", "en", "English is the sources' language", "texts are changed in the sources themselves"),
        (
            "jp/theme.po",
            "jp",
            "its name is no locale's; ja is meant, perhaps",
            "move it into the folder of its language",
        ),
        ("old/deep/er/x.po", "old", "its name is no locale's", "import --locale LOCALE FILE.po"),
        ("theme.po", "theme.po", "a catalog is in the folder of its language", "import --locale LOCALE FILE.po"),
        ("de/theme.PO", "de/theme.PO", "the name of a catalog ends in .po", "rename it to locales/de/theme.po"),
        ("templates/a.po", "templates/a.po", "a catalog is in the folder of its language", "import --locale LOCALE"),
        ("glossary.csv", "glossary.csv", "its place is locales/LOCALE/glossary.csv", "move it to locales/LOCALE"),
        ("de/waivers.toml", "de/waivers.toml", "its place is locales/waivers.toml", "move it to locales/waivers.toml"),
        ("Waivers.toml", "Waivers.toml", "its place is locales/waivers.toml", "move it to locales/waivers.toml"),
        ("fr/glossary.csv", "fr", "French is not among", "add 'fr'"),
    ],
)
def test_whatever_else_nobody_reads_is_told_of(
    project: Project, path: str, shown: str, message: str, hint: str
) -> None:
    ((place, why, remedy),) = told(project, path)
    assert place == f"locales/{shown}"
    assert message in why
    assert hint in remedy


@pytest.mark.parametrize(
    ("name", "rule"),
    [("fr", "unlisted-locale"), ("es_MX", "unlisted-locale"), ("es-MX", "unread-file"), ("de_AT", "unread-file")],
)
def test_a_language_that_other_settings_may_publish_is_a_note(project: Project, name: str, rule: str) -> None:
    told(project, f"{name}/theme.po")
    assert [finding.rule for finding in unread_findings(project)] == [rule]


@pytest.mark.heavy
def test_check_and_update_tell_of_it_unless_they_are_told_not_to(good_site: Site) -> None:
    good_site.write("locales/de-DE/theme.po", good_site.read("locales/de/theme.po"))
    for command in (["update"], ["check"], ["check", "ar"]):
        result = good_site.run(*command)
        assert result.exit_code == 0
        assert "locales/de-DE: warning: nobody reads its catalogs" in result.output
    assert good_site.run("check", "--fail-on", "warning").exit_code == 1
    good_site.replace("pelicanconf.py", "GETTEXT = {", 'GETTEXT = {\n    "severities": {"unread-file": "off"},')
    for command in (["update"], ["check"]):
        assert "nobody reads" not in good_site.run(*command).output
