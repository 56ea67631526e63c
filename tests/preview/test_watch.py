"""Which changes of files are told of."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from watchfiles import Change

from pipeline.paths import real
from pipeline.preview import watch
from pipeline.preview.watch import Watcher, _news, watched
from pipeline.settings import load_project, load_settings
from tests.conftest import Site

SEEN = (
    "source/articles/first.md",
    "locales/de/theme.po",
    "theme/templates/base.html",
    "pelicanconf.py",
    "source/new.md",
)
PASSED_OVER = (
    "locales/.x.pelican-gettext.tmp",
    "source/articles/.first.md.swp",
    "source/first.md~",
    "source/4913",
    "source/#first.md#",
    "source/first.md.swx",
    "source/.#first.md",
    "source/first.md___jb_tmp___",
    "locales/de/theme.mo",
    "locales/de/theme.po.tmp",
    "theme/templates/__pycache__/x.pyc",
    "preview.log",
    "notes.txt",
    "output/index.html",
)


@pytest.mark.parametrize("name", SEEN)
def test_what_a_site_is_made_of_is_told(good_site: Site, name: str) -> None:
    assert real(good_site.root / name) in told_of(good_site, [name])


def test_what_programs_put_there_for_a_while_is_not_and_what_no_page_is_made_of(good_site: Site) -> None:
    found = told_of(good_site, [*PASSED_OVER, "source/articles/first.md"])
    root = real(good_site.root)
    assert found.isdisjoint(root / name for name in (*PASSED_OVER, "output"))


def test_what_came_and_went_is_no_news(tmp_path: Path) -> None:
    """An editor tries whether it may write, or writes beside a file and takes its place."""
    here = tmp_path / "first.md"
    here.write_text("text", encoding="utf-8")
    gone, before = tmp_path / "sedA1b2", tmp_path / "second.md"
    changes = [(Change.added, str(gone)), (Change.deleted, str(gone)), (Change.added, str(here))]
    assert _news([*changes, (Change.deleted, str(before))]) == [here, before]


def test_what_pages_are_made_of_is_told_wherever_it_is_and_not_what_their_making_writes(good_site: Site) -> None:
    path = real(good_site.root / "pelicanconf.py")
    root = path.parent
    watcher = Watcher(load_project(path, load_settings(path)), lambda _: None)
    data, made = root / "data.json", root / "source/thumbnail.png"
    assert not watcher._is_of_project(data)
    assert watcher._is_below([root / "source"], made)
    watcher.also([data], [made])
    assert watcher._is_of_project(data)
    assert not watcher._is_below([root / "source"], made)
    assert not watcher._is_of_project(root / "output")


@pytest.mark.parametrize("folder", ["locales", "theme"])
def test_a_folder_that_goes_and_comes_is_watched_again(good_site: Site, folder: str) -> None:
    path, found = real(good_site.root / "pelicanconf.py"), set[Path]()
    name = "theme.po" if folder == "locales" else "templates/base.html"
    aside, file = good_site.root / "aside", real(good_site.root / folder) / name
    project = load_project(path, load_settings(path))
    with watched(project, found.update):
        (good_site.root / folder).rename(aside)
        aside.rename(good_site.root / folder)
        number = 0
        while file not in found:
            number += 1
            file.parent.mkdir(exist_ok=True)
            file.write_text(f"{number}", encoding="utf-8")
            threading.Event().wait(0.2)
            assert number < 200


def test_a_folder_that_is_not_there_yet_is_watched_once_it_is(good_site: Site) -> None:
    path, found = real(good_site.root / "pelicanconf.py"), set[Path]()
    shutil.rmtree(good_site.root / "locales")
    file = real(good_site.root) / "locales/de/new.po"
    with watched(load_project(path, load_settings(path)), found.update):
        number = 0
        while file not in found:
            number += 1
            good_site.write("locales/de/new.po", f"{number}")
            threading.Event().wait(0.2)
            assert number < 200


def test_where_the_project_is_does_not_matter(good_site: Site) -> None:
    root = good_site.root / "node_modules" / ".x" / "site"
    shutil.copytree(good_site.root, root, ignore=shutil.ignore_patterns("node_modules"))
    name = "source/articles/first.md"
    assert real(root / name) in told_of(Site(root), [name])


def told_of(site: Site, names: list[str]) -> set[Path]:
    """What is told once these files, the last of which is, have been written."""
    path, found, last = real(site.root / "pelicanconf.py"), set[Path](), real(site.root / names[-1])
    is_told = threading.Event()

    def changed(paths: Iterable[Path]) -> None:
        found.update(paths)
        if last in found:
            is_told.set()

    with watched(load_project(path, load_settings(path)), changed):
        number = 0
        while not is_told.wait(0.2):  # until whoever watches has begun
            number += 1
            for name in names:
                site.write(name, f"{number}")
            assert number < 200
    return found


def test_a_file_elsewhere_is_told_of_once_it_was_read_and_says_something_else(good_site: Site) -> None:
    path, found, told = real(good_site.root / "pelicanconf.py"), list[Path](), threading.Event()
    root = real(good_site.root)
    data, made, absent = root / "data/x.csv", root / "data/cache.json", root / "data/more.csv"
    data.parent.mkdir()
    for file in (data, made):
        file.write_text("a", encoding="utf-8")

    def note(paths: Iterable[Path]) -> None:
        found.extend(paths)
        told.set()

    with watched(load_project(path, load_settings(path)), note) as watcher:
        watcher.also([data, made, absent, root / "source/articles/first.md"], [made])
        for file in (data, absent):
            told.clear()
            made.write_text(f"{file}", encoding="utf-8")
            file.write_text("b", encoding="utf-8")
            assert told.wait(20)
    assert list(dict.fromkeys(found)) == [data, absent]  # one that is being written is seen empty, too


def test_what_changes_before_it_is_watched_is_told_of(good_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    path, found, told = real(good_site.root / "pelicanconf.py"), list[Path](), threading.Event()
    data = real(good_site.root) / "data/x.csv"
    data.parent.mkdir()
    data.write_text("a", encoding="utf-8")
    begin = watch.watch

    def late(*folders: Path, **more: Any) -> Any:
        if data.parent in folders:
            data.write_text("b", encoding="utf-8")
        return begin(*folders, **more)

    def note(paths: Iterable[Path]) -> None:
        found.extend(paths)
        told.set()

    monkeypatch.setattr(watch, "watch", late)
    with watched(load_project(path, load_settings(path)), note) as watcher:
        watcher.also([data])
        assert told.wait(20)
    assert found == [data]
