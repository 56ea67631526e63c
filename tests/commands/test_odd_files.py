"""What is read as a project's file is one, within the project: no command waits, follows a link or says a secret."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Site

SECRET = "correct-horse-battery"
FILES = (
    "locales/de/theme.po",
    "locales/de/articles/second.po",
    "locales/templates/theme.pot",
    "locales/waivers.toml",
    "locales/approvals.tsv",
    "locales/addresses.tsv",
    "locales/de/glossary.csv",
    "source/articles/second.md",
    "source/articles/second.de.md",
    "theme/templates/base.html",
)


def folder(path: Path) -> None:
    path.mkdir()


def leads(target: str) -> Callable[[Path], None]:
    def link(path: Path) -> None:
        path.symlink_to(target)

    return link


def leads_out(path: Path) -> None:
    secret = next(folder for folder in path.parents if folder.name == "site").parent / "secret"
    secret.write_text(f"{SECRET} {SECRET}\n", encoding="utf-8")
    path.symlink_to(secret)


KINDS: dict[str, Callable[[Path], None]] = {
    "pipe": os.mkfifo,
    "folder": folder,
    "endless": leads("/dev/zero"),
    "circle": leads("round-and-round"),
    "process": leads("/proc/self/environ"),
    "out": leads_out,
    "nowhere": leads("nowhere"),
}


def put(site: Site, name: str, kind: str) -> None:
    path = site.root / name
    path.unlink(missing_ok=True)
    KINDS[kind](path)
    if kind == "circle":
        (path.parent / "round-and-round").symlink_to(path.name)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        # A third of the kinds in each place, each in a third of the places: the whole table is for the long profile.
        pytest.param(name, kind, marks=[] if (row + column) % 3 == 0 else pytest.mark.long)
        for row, name in enumerate(FILES)
        for column, kind in enumerate(KINDS)
    ],
)
@pytest.mark.heavy
def test_no_command_reads_what_is_no_file_of_the_project(good_site: Site, name: str, kind: str) -> None:
    put(good_site, name, kind)
    for command in (["check"], ["status"], ["extract"], ["update"], ["lint", str(good_site.root / name)]):
        result = good_site.run(*command)
        assert SECRET not in result.output
        assert "PATH=" not in result.output
        if command[0] == "lint":
            assert result.exit_code == 2


def test_a_link_to_a_file_within_the_project_is_followed_and_stays_a_link(good_site: Site) -> None:
    (good_site.root / "shared").mkdir()
    path = good_site.root / "locales/de/theme.po"
    path.rename(good_site.root / "shared/theme.po")
    path.symlink_to("../../shared/theme.po")
    good_site.replace("theme/templates/base.html", "<main>", "{{ _('A new text') }}<main>")
    result = good_site.run("update")
    assert result.exit_code == 0, result.output
    assert path.is_symlink()
    assert "A new text" in good_site.read("shared/theme.po")


@pytest.mark.parametrize("kind", ["pipe", "endless", "process"])
def test_nothing_is_imported_from_what_is_no_file(good_site: Site, tmp_path: Path, kind: str) -> None:
    KINDS[kind](tmp_path / "in.po")
    result = good_site.run("import", "--locale", "de", str(tmp_path / "in.po"))
    assert result.exit_code == 2
    assert "error: " in result.output


def test_what_is_told_names_the_file_the_cause_and_the_remedy(good_site: Site) -> None:
    put(good_site, "locales/de/theme.po", "out")
    result = good_site.run("lint", str(good_site.root / "locales/de/theme.po"))
    assert "locales/de/theme.po: error: a link leads out of the project" in result.output
    assert "remedy: put the file itself there, not a link to it" in result.output
    put(good_site, "locales/de/theme.po", "pipe")
    result = good_site.run("lint", str(good_site.root / "locales/de/theme.po"))
    assert "locales/de/theme.po: error: this is a pipe, not a file" in result.output


@pytest.mark.parametrize("command", [["update"], ["adopt", "pl", "--write"]], ids=" ".join)
def test_settings_behind_a_link_are_those_of_the_folder_where_the_link_is(
    good_site: Site, command: list[str], tmp_path: Path
) -> None:
    """As plain Pelican has it: nothing is read, or written, beside the file that the link leads to."""
    shared = tmp_path / "shared"
    (shared / "source").mkdir(parents=True)
    settings = good_site.root / "pelicanconf.py"
    settings.rename(shared / settings.name)
    settings.symlink_to(shared / settings.name)
    before = (shared / settings.name).read_bytes()
    shutil.rmtree(good_site.root / "locales")
    good_site.run(*command)
    assert sorted(path.name for path in shared.iterdir()) == ["pelicanconf.py", "source"]
    assert (shared / settings.name).read_bytes() == before
    assert (good_site.root / "locales/de/theme.po").exists() is (command == ["update"])
