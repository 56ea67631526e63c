"""Files that all languages share, and room for each language's folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.build.site_files import require_room, write_files, write_top
from pipeline.build.written import SiteTask, Written
from pipeline.errors import PipelineError
from pipeline.plugin.site import Site
from pipeline.reports import BuiltPage
from tests.making import BASE, EN, project_in
from tests.verify.trees import put


def task_in(root: Path, base_url: str = BASE, *, chooser: bool = False) -> SiteTask:
    """The source language's site in a folder, as its process is handed it."""
    site = Site(replace(project_in(root), chooser=chooser), EN, base_url)
    folder = root / "staging" / "en"
    folder.mkdir(parents=True, exist_ok=True)
    return SiteTask(site, folder, root / "staging" / "top" if chooser else folder, {})


def written(task: SiteTask, *pages: BuiltPage, files: dict[str, str] | None = None) -> Written:
    """What Pelican wrote: pages, and files by the path that they have been given."""
    known = [SimpleNamespace(save_as=path, relative_source_path=source) for path, source in (files or {}).items()]
    return Written(task.site, pages=list(pages), files=known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("pages", "files", "owner"),
    [
        ([BuiltPage("pages/x.md", "page", "de/x.html")], {}, "source/pages/x.md"),
        ([BuiltPage("pages/x.md", "page", "dental/x.html")], {"de/y.pdf": "files/y.pdf"}, "source/files/y.pdf"),
        ([], {"images/de/y.pdf": "files/y.pdf"}, "pelicanconf.py"),
    ],
    ids=["a page", "a file", "something that no source made"],
)
def test_who_writes_where_another_languages_site_is_is_named(
    tmp_path: Path, pages: list[BuiltPage], files: dict[str, str], owner: str
) -> None:
    task = task_in(tmp_path)
    put(task.folder, {"de/x.html": "x"})
    with pytest.raises(PipelineError, match="/de/, where the site in German is") as refused:
        require_room(task, written(task, *pages, files=files))
    assert refused.value.path == owner
    assert "Save_as" in refused.value.hint


def test_a_folder_whose_name_only_begins_like_a_languages_is_in_nobodys_way(tmp_path: Path) -> None:
    task = task_in(tmp_path)
    put(task.folder, {"dental/x.html": "x", "images/de/x.png": "x"})
    require_room(task, written(task))


def test_with_a_choice_of_languages_a_site_may_have_any_folder(tmp_path: Path) -> None:
    task = task_in(tmp_path, chooser=True)
    put(task.folder, {"de/x.html": "x"})
    require_room(task, written(task))


def test_a_site_with_an_address_has_a_robots_txt_that_names_the_sitemap(tmp_path: Path) -> None:
    task = task_in(tmp_path)
    write_top(task, written(task), relative=False)
    assert [path.name for path in task.top.iterdir()] == ["robots.txt"]
    assert f"Sitemap: {BASE}/sitemap.xml\n" in (task.top / "robots.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("base_url", ["", "/blog"])
def test_without_an_address_there_is_none(tmp_path: Path, base_url: str) -> None:
    task = task_in(tmp_path, base_url)
    write_top(task, written(task), relative=False)
    assert list(task.top.iterdir()) == []


def test_a_robots_txt_of_the_sites_own_stays(tmp_path: Path) -> None:
    task = task_in(tmp_path)
    put(task.folder, {"robots.txt": "own"})
    write_top(task, written(task), relative=False)
    assert (task.top / "robots.txt").read_text(encoding="utf-8") == "own"


@pytest.mark.parametrize(
    ("relative", "found"),
    [
        (False, {"index.html", "robots.txt", "favicon.ico", "404.html"}),
        (True, {"index.html", "robots.txt", "favicon.ico"}),
    ],
)
def test_above_the_sites_are_the_choice_of_languages_and_what_servers_look_for_there(
    tmp_path: Path, relative: bool, found: set[str]
) -> None:
    """A page for what is not found is of use there if its links lead on from anywhere."""
    task = task_in(tmp_path, chooser=True)
    put(task.folder, {"favicon.ico": "i", "404.html": "none", "images/a.png": "a", "other.html": "page"})
    files = {"favicon.ico": "extra/favicon.ico", "images/a.png": "images/a.png", "gone.txt": "extra/gone.txt"}
    write_top(task, written(task, files=files), relative=relative)
    assert {path.name for path in task.top.iterdir()} == found
    assert 'href="en/index.html"' in (task.top / "index.html").read_text(encoding="utf-8")


def test_no_file_above_the_sites_is_named_as_one_of_them(tmp_path: Path) -> None:
    task = task_in(tmp_path, chooser=True)
    put(task.folder, {"de": "x"})
    with pytest.raises(PipelineError, match="a file is named de, as the folder"):
        write_top(task, written(task, files={"de": "extra/de"}), relative=False)


def test_a_choice_of_languages_or_robots_txt_of_the_sites_own_comes_first(tmp_path: Path) -> None:
    task = task_in(tmp_path, chooser=True)
    own = {"index.html": "own choice", "robots.txt": "own"}
    put(task.folder, own)
    write_top(task, written(task, files={name: f"extra/{name}" for name in own}), relative=False)
    assert {path.name: path.read_text(encoding="utf-8") for path in task.top.iterdir()} == own


def test_without_a_choice_of_languages_nothing_is_offered_at_the_top(tmp_path: Path) -> None:
    task = task_in(tmp_path, "")
    put(task.folder, {"index.html": "Home"})
    write_top(task, written(task), relative=False)
    assert (task.top / "index.html").read_text(encoding="utf-8") == "Home"


def test_what_the_site_has_is_never_written_over(tmp_path: Path) -> None:
    put(tmp_path, {"a.xml": "own"})
    write_files(tmp_path, [("a.xml", b"ours"), ("b.xml", b"ours")])
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {
        "a.xml": "own",
        "b.xml": "ours",
    }


def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PipelineError):
        write_files(tmp_path / "site", [("../b.xml", b"x")])
