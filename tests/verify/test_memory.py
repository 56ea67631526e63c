"""Pages, feeds and sitemaps are read once: what was read is known as long as it is the same file, and never else."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.verify import pages
from pipeline.verify.evidence import Evidence
from pipeline.verify.feeds import Feed, read_feed
from pipeline.verify.memory import Memory
from pipeline.verify.pages import Pages, read_pages

PAGE = '<html lang="de"><title>A</title><body class="x"><h2 id="note">Bitte</h2><p>Das ist kein Rat. <a href="b">b</a>'


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("a.html", "de/a.html", "de/b.html"):
        path = tmp_path / "tree" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE.replace(">A<", f">{name}<"), encoding="utf-8")
    return tmp_path / "tree"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The pages that are read, as they are."""
    found: list[Path] = []
    once = pages.page_text
    monkeypatch.setattr(pages, "page_text", lambda path: (found.append(path), once(path))[1])
    return found


def said(pages: Pages, path: str) -> Evidence:
    found = pages.evidence(path)
    assert found is not None
    return found


def test_what_was_read_comes_back_as_it_was_and_nothing_is_read_twice(tree: Path, read: list[Path]) -> None:
    first = read_pages(tree, ["note"], Memory("site"))
    assert (len(read), list(first)) == (3, ["a.html", "de/a.html", "de/b.html"])
    assert said(first, "a.html").sections["note"]
    assert read_pages(tree, ["note"], Memory("site")) == first
    assert len(read) == 3


def write(path: Path) -> None:
    path.write_text(PAGE.replace("kein", "ein"), encoding="utf-8")


CHANGES: dict[str, Callable[[Path], object]] = {
    "other text": write,
    "another file of the same size": lambda path: (path.rename(path.with_suffix(".x")), path.write_text("x")),
    "other text of the same size and time": lambda path: (
        path.rename(path.with_suffix(".x")),
        path.write_text(PAGE.replace(">A<", ">de/a.html<").replace("kein", "mein"), encoding="utf-8"),
        os.utime(path, ns=(path.with_suffix(".x").stat().st_mtime_ns,) * 2),
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_page_that_has_changed_is_read_and_the_others_are_not(tree: Path, read: list[Path], change: str) -> None:
    read_pages(tree, [], Memory("site"))
    read.clear()
    CHANGES[change](tree / "de/a.html")
    assert read_pages(tree, [], Memory("site")) == read_pages(tree)
    assert read[0] == tree / "de/a.html"
    assert len(read) == 1 + 3


def test_another_file_that_holds_the_same_is_not_read_again(tree: Path, read: list[Path]) -> None:
    first = read_pages(tree, [], Memory("site"))
    for number in (5, 6):
        page = tree / "de/a.html"
        held = page.read_bytes()
        page.unlink()
        page.write_bytes(held)
        os.utime(page, (number, number))
        assert read_pages(tree, [], Memory("site")) == first
    assert len(read) == 3


def test_a_page_that_is_new_is_known_by_what_it_holds_alone(tree: Path) -> None:
    """A plugin may give pages times of its own, and a file system the inode of one that is gone."""
    page = tree / "de/a.html"
    read_pages(tree, ["note"], Memory("site"))
    before = page.stat()
    page.write_text(page.read_text(encoding="utf-8").replace('href="b"', 'href="c"'), encoding="utf-8")
    os.utime(page, ns=(before.st_mtime_ns,) * 2)
    assert "b" in str(said(read_pages(tree, ["note"], Memory("site")), "de/a.html").links)
    found = said(read_pages(tree, ["note"], Memory("site", lambda name: name.startswith("de/"))), "de/a.html")
    assert "c" in str(found.links)


def test_other_sections_are_read_anew_and_without_a_name_all_is(tree: Path, read: list[Path]) -> None:
    read_pages(tree, [], Memory("site"))
    assert said(read_pages(tree, ["note"], Memory("site")), "a.html").sections
    read_pages(tree, ["note"])
    read_pages(tree, ["note"], Memory("another site"))
    assert len(read) == 12


def test_a_page_that_is_gone_is_forgotten(tree: Path, read: list[Path]) -> None:
    read_pages(tree, [], Memory("site"))
    (tree / "de/a.html").unlink()
    assert list(read_pages(tree, [], Memory("site"))) == ["a.html", "de/b.html"]
    assert len(read) == 3


FEED = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><link href="/de/" rel="alternate"/>
<link href="/de/all.atom.xml" rel="self"/><entry><link href="/de/a.html"/>
<content type="html">&lt;a href="b.html"&gt;b&lt;/a&gt;</content></entry></feed>"""


@pytest.mark.parametrize(
    ("text", "kind", "read_one"),
    [(text, Feed | str | None, read_feed) for text in (FEED, "<feed>", "<x/>")],
)
def test_feeds_come_back_as_they_were(tree: Path, text: str, kind: Any, read_one: Callable[[Path], object]) -> None:
    (tree / "x.xml").write_text(text, encoding="utf-8")
    first = Memory("site").read(tree, ["x.xml"], kind, read_one)
    assert Memory("site").read(tree, ["x.xml"], kind, lambda _: pytest.fail("it is read again")) == first
