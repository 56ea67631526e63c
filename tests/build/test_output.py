"""The folder that is published: what may stand in its place, and what others keep in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.build.manifest import Manifest, write_manifest
from pipeline.build.output import Retention, foreign_files, require_own_folder, require_room_among
from pipeline.errors import PipelineError
from pipeline.paths import real
from tests.making import project_in
from tests.verify.trees import put

SETTINGS = {"OUTPUT_PATH": "output", "DELETE_OUTPUT_DIRECTORY": False}


def required(root: Path, output: Path | str, *, named: bool = True, **settings: Any) -> None:
    """Ask for an output, by OUTPUT_PATH or on the command line."""
    path = real(root / output)
    usual = path if named else root / "output"
    require_own_folder(project_in(root, output=path), {**SETTINGS, "OUTPUT_PATH": str(usual), **settings})


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site that has been built once."""
    put(tmp_path / "site", {"output/de/a.html": "a", ".output.published.json": "{}", "file": "x", "old/output/a": "a"})
    put(tmp_path / "site", {"old/.output.published.json": "{}", "plugins/a.py": "", "overrides/a.html": ""})
    (tmp_path / "site/round").symlink_to("round")
    (tmp_path / "site/link").symlink_to("source")
    return tmp_path / "site"


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize(
    ("output", "fault"),
    [
        (".", "holds the project"),
        ("..", "holds the project"),
        ("/", "holds the project"),
        ("source", "holds the sources"),
        ("source/out", "is within the sources"),
        ("link/out", "is within the sources"),
        ("theme/static", "is within the theme"),
        ("locales", "holds the catalogs"),
        ("locales/out", "is within the catalogs"),
        ("plugins", "holds a folder of PLUGIN_PATHS"),
        ("overrides/out", "is within a folder of THEME_TEMPLATES_OVERRIDES"),
        (".git", "is within .git, a repository's own data"),
        (".GIT/objects", "is within .GIT, a repository's own data"),
        ("sub/.hg/x", "is within .hg, a repository's own data"),
        (".output.staging", "is a folder that builds make and remove"),
        (".output.new", "is a folder that builds make and remove"),
        ("old/output/de", "which another build publishes"),
        ("file", "is no folder"),
        ("file/out", "which is no folder"),
        ("round", "is no folder"),
    ],
)
def test_no_build_takes_the_place_of_something_else(site: Path, output: str, fault: str, named: bool) -> None:
    more = {"PLUGIN_PATHS": ["plugins", "."], "THEME_TEMPLATES_OVERRIDES": [str(site / "overrides")]}
    with pytest.raises(PipelineError) as caught:
        required(site, output, named=named, **more)
    assert fault in caught.value.message
    assert caught.value.message.startswith("OUTPUT_PATH is " if named else "--output is ")
    assert 'OUTPUT_PATH = "output"' in caught.value.hint if named else "--output public" in caught.value.hint


def test_templates_from_elsewhere_are_where_pelican_finds_them(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    more = {"THEME_TEMPLATES_OVERRIDES": ["overrides"]}
    (site / "theme").mkdir(exist_ok=True)
    monkeypatch.chdir(site / "theme")
    required(site, "overrides/out", **more)
    monkeypatch.chdir(site)
    with pytest.raises(PipelineError, match="is within a folder of THEME_TEMPLATES_OVERRIDES"):
        required(site, "overrides/out", **more)


def test_two_sites_do_not_share_an_output(tmp_path: Path) -> None:
    put(tmp_path / "a", {"pelicanconf.py": ""})
    put(tmp_path / "b", {"pelicanconf.py": ""})
    required(tmp_path / "a", tmp_path / "www")
    write_manifest(tmp_path / "www", Manifest(site="a"))
    required(tmp_path / "a", tmp_path / "www")
    with pytest.raises(PipelineError, match=r"where the site of .*/a is published"):
        required(tmp_path / "b", tmp_path / "www")
    write_manifest(tmp_path / "www", Manifest())  # a record of old
    required(tmp_path / "b", tmp_path / "www")


def test_a_home_is_no_output_and_a_folder_in_it_is_one(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = site.parent / "home" / "me"
    home.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    for folder in (home, home.parent):
        with pytest.raises(PipelineError, match="is your home, or holds it"):
            required(site, folder, named=False)
    required(site, home / "www", named=False)


@pytest.mark.parametrize(
    ("output", "fault"), [("output/de", "which another build publishes"), ("out", "holds OUTPUT_PATH")]
)
def test_one_output_is_not_in_another(site: Path, output: str, fault: str) -> None:
    usual = "output" if output.startswith("output/") else "out/put"
    with pytest.raises(PipelineError, match=fault):
        required(site, output, named=False, OUTPUT_PATH=str(site / usual))


@pytest.mark.parametrize("output", ["output", "sources", "../elsewhere", "docs/public", ".well/known"])
@pytest.mark.parametrize("named", [True, False])
def test_a_folder_of_its_own_is_accepted(site: Path, output: str, named: bool) -> None:
    required(site, output, named=named)


def test_a_project_may_itself_be_in_a_repositorys_data(tmp_path: Path) -> None:
    required(tmp_path / ".git" / "site", "output")


def test_a_strangers_folder_is_not_emptied_because_the_command_line_names_it(site: Path) -> None:
    put(site, {"public/mine.txt": "mine", "again/a.html": "ours", ".again.published.json": "{}"})
    with pytest.raises(PipelineError, match="with DELETE_OUTPUT_DIRECTORY it would be deleted"):
        required(site, "public", named=False, DELETE_OUTPUT_DIRECTORY=True)
    for output in ("again", "new"):
        required(site, output, named=False, DELETE_OUTPUT_DIRECTORY=True)
    required(site, "public", named=True, DELETE_OUTPUT_DIRECTORY=True)


@pytest.mark.parametrize(
    ("theirs", "ours", "fault"),
    [
        ("images", "images/a.png", "this is a file that no build has made, and a folder is to be published there"),
        ("link", "link/a.png", "this is a link that no build has made, and a folder is to be published there"),
        (
            "about/mine.txt",
            "about",
            "no build has made this, and what is to be published is a file in the place of its",
        ),
        ("a/b/mine.txt", "a", "no build has made this"),
    ],
)
def test_what_is_in_the_way_of_others_files_is_told_of_and_not_published(
    tmp_path: Path, theirs: str, ours: str, fault: str
) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    with pytest.raises(PipelineError) as caught:
        require_room_among([theirs], [ours], tmp_path, lambda path: path.name)
    assert caught.value.message.startswith(fault)
    assert caught.value.path == Path(theirs).name


def test_beside_one_another_there_is_room_and_a_file_in_the_very_place_is_replaced(tmp_path: Path) -> None:
    require_room_among(["a/mine", "b.html", "ab"], ["a/ours", "b.html", "a/b"], tmp_path, str)


@pytest.mark.parametrize(
    ("deletes", "kept"),
    [(False, {".git/HEAD", "CNAME", "CNAME.bak", "a/CNAME"}), (True, {".git/HEAD", "CNAME"})],
)
def test_what_no_build_has_written_stays_as_pelicans_settings_say(
    tmp_path: Path, deletes: bool, kept: set[str]
) -> None:
    for name in (".git/HEAD", "CNAME", "CNAME.bak", "a/CNAME", "own.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    retention = Retention.of({"DELETE_OUTPUT_DIRECTORY": deletes, "OUTPUT_RETENTION": [".git", "CNAME"]})
    assert set(foreign_files(tmp_path, frozenset({"own.html"}), retention)) == kept
