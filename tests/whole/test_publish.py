"""What a build puts in the place of the output, and what it never touches."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.changes import Changes
from pipeline.locks import locked
from tests.conftest import SITES, Site


def configure(site: Site, text: str) -> None:
    site.write("pelicanconf.py", f"{site.read('pelicanconf.py')}{text}\n")


@pytest.mark.parametrize(
    ("path", "held"),
    [
        (".", "holds the project"),
        ("", "holds the project"),
        ("..", "holds the project"),
        ("source", "holds the sources"),
        ("source/articles", "is within the sources"),
        ("theme/static", "is within the theme"),
        ("locales", "holds the catalogs"),
    ],
)
def test_an_output_that_would_replace_the_project_is_refused(good_site: Site, path: str, held: str) -> None:
    configure(good_site, f"OUTPUT_PATH = {path!r}")
    before = good_site.files()
    for command in (["build"], ["build", "--pseudo"]):
        result = good_site.run(*command)
        assert result.exit_code == 2
        assert held in result.output
        assert 'OUTPUT_PATH = "output"' in result.output
    assert good_site.files() == before


def test_so_is_one_that_is_named_on_the_command_line(good_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(good_site.root)
    before = good_site.files()
    assert good_site.run("build", "--output", ".").exit_code == 2
    assert good_site.files() == before


@pytest.mark.parametrize("command", ["build", "build --pseudo"])
def test_so_is_the_root_of_all(good_site: Site, command: str) -> None:
    result = good_site.run(*command.split(), "--output", "/")
    assert result.exit_code == 2
    assert "error: the output is /, which holds all folders" in result.output


def test_a_file_in_the_place_of_the_output_is_told_of(good_site: Site) -> None:
    good_site.write("output", "mine")
    result = good_site.run("build")
    assert result.exit_code == 2
    assert "output, which is no folder: move the file away" in result.output
    assert good_site.read("output") == "mine"


def test_an_output_that_is_a_link_is_published_where_it_leads(good_site: Site, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (good_site.root / "output").symlink_to(tmp_path / "www")
    assert good_site.run("build").exit_code == 0
    assert (tmp_path / "www/de/first.html").is_file()
    assert (good_site.root / "output").is_symlink()


FOREIGN = {"CNAME": "tiny.example", ".git/HEAD": "ref: x", "notes/todo.txt": "mine", "de/extra.html": "<p>mine"}


def test_what_no_build_has_written_stays_and_what_one_has_goes_with_its_source(good_site: Site) -> None:
    for name, text in FOREIGN.items():
        good_site.write(f"output/{name}", text)
    for _ in range(2):
        result = good_site.run("build")
        assert result.exit_code == 0, result.output
        assert {name: good_site.read(f"output/{name}") for name in FOREIGN} == FOREIGN
    (good_site.root / "source/articles/second.md").unlink()
    good_site.write(
        "source/articles/first.md", good_site.read("source/articles/first.md").replace("second.md", "first.md")
    )
    good_site.run("update")
    good_site.run("build")
    assert not (good_site.root / "output/second.html").exists()
    assert not (good_site.root / "output/de/second.html").exists()
    assert good_site.read("output/notes/todo.txt") == "mine"


def test_as_pelicans_settings_say_it_goes_too_but_for_what_they_name(good_site: Site) -> None:
    configure(good_site, 'DELETE_OUTPUT_DIRECTORY = True\nOUTPUT_RETENTION = [".git", "CNAME"]')
    for name, text in FOREIGN.items():
        good_site.write(f"output/{name}", text)
    assert good_site.run("build").exit_code == 0
    assert [name for name in FOREIGN if (good_site.root / "output" / name).exists()] == ["CNAME", ".git/HEAD"]


def test_without_the_source_languages_site_none_is_published(built_copy: Site) -> None:
    """The others share its pictures and styles, and lead to its pages."""
    before = built_copy.files("output")
    built_copy.replace("theme/templates/page.html", "{% block content %}", "{% block content %}{{ 1 // page.slug }}")
    built_copy.replace("theme/templates/page.html", "1 // page.slug", "1 // (language.tag != 'en')|int")
    result = built_copy.run("build")
    assert result.exit_code == 2
    assert "theme/templates/page.html:2: error: the template stopped: ZeroDivisionError" in result.output
    assert "the site in German waits for that in English, whose files it shares" in result.output
    assert built_copy.files("output") == before


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("source/pages/de.md", "Title: x\nSave_as: de/index.html\n\nText."),
        pytest.param("source/de/pages/a.pdf", "x", marks=pytest.mark.long),
    ],
)
def test_nothing_is_written_where_another_languages_site_is(good_site: Site, name: str, text: str) -> None:
    good_site.write(name, text)
    configure(good_site, 'STATIC_PATHS = ["images", "de"]')
    good_site.run("update")
    result = good_site.run("build")
    assert result.exit_code == 2
    assert f"{name}: error: something is written to /de/, where the site in German is" in result.output


def test_a_page_that_is_copied_as_it_is_may_be_in_any_encoding(good_site: Site) -> None:
    (good_site.root / "source/images/old.html").write_bytes("<p>größe <a href='nowhere.html'>x</a>".encode("latin-1"))
    result = good_site.run("build")
    assert result.exit_code == 1
    assert "images/old.html: error: 'nowhere.html' leads nowhere" in result.output


def test_a_site_that_is_not_built_anew_is_told_of_where_it_is_no_longer_true(built_copy: Site) -> None:
    built_copy.replace("source/articles/second.md", "Slug: second", "Slug: deuxieme")
    built_copy.run("update")
    result = built_copy.run("-v", "build", "de")
    assert "ar: warning: the site in Arabic was not built anew" in result.output
    assert "Build all languages: pelican-gettext build" in result.output
    assert "was not built anew" not in built_copy.run("-v", "build").output


@pytest.mark.parametrize("name", ["OUTPUT_PATH", "SITEURL", "PATH", "ARTICLE_SAVE_AS", "DELETE_OUTPUT_DIRECTORY"])
def test_a_language_has_no_place_of_its_own(good_site: Site, name: str) -> None:
    (good_site.root / "precious").mkdir()
    configure(good_site, f"I18N_SUBSITES = {{'de': {{{name!r}: 'precious'}}}}")
    result = good_site.run("build")
    assert result.exit_code == 2
    assert f"I18N_SUBSITES['de'] has {name}, which is the same for all languages" in result.output


@pytest.mark.parametrize("value", ["['de']", "{'de': None}", "'de'"])
def test_settings_of_languages_that_are_none_are_refused(good_site: Site, value: str) -> None:
    configure(good_site, f"I18N_SUBSITES = {value}")
    result = good_site.run("build")
    assert result.exit_code == 2
    assert "I18N_SUBSITES must be a dict of language and settings" in result.output


def test_an_error_in_the_page_that_offers_the_languages_names_the_template(good_site: Site) -> None:
    good_site.replace("pelicanconf.py", "GETTEXT = {", 'GETTEXT = {\n    "root": "choose",')
    good_site.write("theme/templates/choose.html", "{{ _('Languages') }}\n{{ nope.x.y }}")
    result = good_site.run("build")
    assert result.exit_code == 2
    assert "theme/templates/choose.html:2: error: the template stopped: UndefinedError" in result.output


@pytest.mark.parametrize("name", [*(pytest.param(one, marks=pytest.mark.long) for one in ("en-gb", "pt_BR")), "en_GB"])
def test_the_sources_language_may_have_a_territory(good_site: Site, name: str) -> None:
    good_site.replace("pelicanconf.py", 'DEFAULT_LANG = "en"', f'DEFAULT_LANG = "{name}"')
    good_site.replace("source/articles/second.md", "Category:", f"Lang: {name}\nCategory:")
    good_site.run("update")
    result = good_site.run("build")
    assert result.exit_code == 0, result.output
    tag = {"en_GB": "en-GB", "en-gb": "en-GB", "pt_BR": "pt-BR"}[name]
    assert f'<html lang="{tag}"' in good_site.read("output/first.html")
    assert f'hreflang="{tag}"' in good_site.read("output/de/second.html")
    assert (good_site.root / "output/second.html").is_file()


def test_a_page_that_pelican_does_not_tell_of_is_told(good_site: Site) -> None:
    good_site.write(
        "stray.py",
        "from pathlib import Path\nfrom pelican import signals\n\n"
        "def write(pelican):\n    Path(pelican.output_path, 'copy.html').write_text('<html lang=de>')\n\n"
        "def register():\n    signals.finalized.connect(write)\n",
    )
    good_site.replace("pelicanconf.py", 'PLUGINS = ["', 'PLUGIN_PATHS = ["."]\nPLUGINS = ["stray", "')
    result = good_site.run("-v", "build")
    assert "copy.html: warning: Pelican has told of no such page" in result.output


def test_what_others_keep_in_a_languages_folder_outlives_builds_of_other_languages(built_copy: Site) -> None:
    built_copy.write("output/de/CNAME", "mine")
    for command in (["build", "ar"], ["build"], ["build"]):
        assert built_copy.run(*command).exit_code == 0
        assert built_copy.read("output/de/CNAME") == "mine"


def test_a_build_that_is_killed_after_it_has_published_leaves_no_page_behind(
    good_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it has written is its own at the next build, and goes with its source."""
    good_site.write("source/pages/soon-gone.md", "Title: Gone\nSlug: soon-gone\n\nText.\n")
    good_site.run("update")

    def die(*_: object) -> None:
        raise RuntimeError("killed")

    monkeypatch.setattr(Changes, "merge", die)
    with pytest.raises(RuntimeError, match="killed"):
        good_site.run("build")
    assert (good_site.root / ".output.new").is_dir()
    monkeypatch.undo()
    (good_site.root / "source/pages/soon-gone.md").unlink()
    good_site.run("update")
    good_site.run("build")
    assert not (good_site.root / "output/pages/soon-gone.html").exists()
    assert not (good_site.root / ".output.new").exists()


def test_where_the_record_is_lost_pages_that_stay_are_told_of(built_copy: Site) -> None:
    built_copy.write("output/withheld.html", "<p>A page of a source that is gone.</p>")
    (built_copy.root / ".output.published.json").unlink()
    result = built_copy.run("build")
    assert result.exit_code == 0, result.output
    told = "withheld.html: warning: stays published, and nobody knows who has written it: withheld.html"
    assert told in result.output
    assert "nobody knows" not in built_copy.run("build").output


def test_a_link_out_of_the_project_is_not_published(good_site: Site, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("correct-horse", encoding="utf-8")
    (good_site.root / "source/images/secret.txt").symlink_to(tmp_path / "secret")
    result = good_site.run("build")
    assert result.exit_code == 2
    assert "source/images/secret.txt: error: a link leads out of the project" in result.output
    assert not (good_site.root / "output").exists()


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "gc.auto=0")
    return subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


def test_a_repository_in_the_output_is_sound_after_two_builds(built_copy: Site) -> None:
    """Also one that git has packed: its objects are read-only, and folders in it are empty."""
    output = built_copy.root / "output"
    git(output, "init", "-q")
    git(output, "add", ".")
    git(output, "commit", "-q", "-m", "one")
    git(output, "gc", "-q")
    (output / "downloads").symlink_to("/usr/share")
    before = built_copy.files("output/.git")
    for _ in range(2):
        result = built_copy.run("build")
        assert result.exit_code == 0, result.output
    assert git(output, "fsck", "--strict") == ""
    assert git(output, "status", "--porcelain") == "?? downloads\n"
    assert (output / ".git/refs/heads").is_dir()
    assert {name: text for name, text in built_copy.files("output/.git").items() if name != "index"} == {
        name: text for name, text in before.items() if name != "index"
    }


@pytest.mark.parametrize("name", [pytest.param("images", marks=pytest.mark.long), "de"])
def test_where_somebodys_file_is_in_the_way_it_is_told_and_nothing_is_published(good_site: Site, name: str) -> None:
    good_site.write(f"output/{name}", "mine")
    result = good_site.run("build")
    assert result.exit_code == 2
    assert f"output/{name}: error: this is a file that no build has made, and a folder is to be" in result.output
    assert good_site.files("output") == {name: b"mine"}


def test_of_two_sites_that_are_built_into_one_output_at_once_the_second_is_refused(
    built_copy: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While it waited for the first to be published nothing was there yet: it took that one's pages away."""
    other = Site(tmp_path / "other")
    shutil.copytree(SITES / "good", other.root, ignore=shutil.ignore_patterns("output", "*.lock"))
    shared = tmp_path / "www"

    @contextmanager
    def waiting(path: Path) -> Iterator[None]:
        monkeypatch.undo()
        assert built_copy.run("build", "--output", str(shared)).exit_code == 0
        with locked(path):
            yield

    monkeypatch.setattr(sys.modules["pipeline.build.build"], "locked", waiting)
    other.replace("source/articles/second.md", "Slug: second", "Slug: other")
    result = other.run("build", "--output", str(shared))
    assert result.exit_code == 2
    assert "where the site of" in result.output
    assert (shared / "second.html").is_file()
