"""The witness to the sitemap: it names what is published, and says of it what the pages say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.plugin.sitemap import Entry
from pipeline.verify import sitemaps
from pipeline.verify.pages import read_pages
from pipeline.verify.tree import Tree
from pipeline.verify.versions import verify_versions
from tests.making import BASE, PROJECT
from tests.verify.published import BOTH, ENTRIES, entry, site, sitemap


def test_an_empty_sitemap_is_found(tmp_path: Path) -> None:
    (found,) = site(tmp_path, {"a.html": BOTH, "de/a.html": BOTH}, sitemap())
    assert found == "sitemap.xml: it leaves out 2 of the pages that are published, such as a.html"


def test_addresses_without_a_files_name_are_as_good(tmp_path: Path) -> None:
    clean = {"en": "a/", "de": "de/a/", "x-default": "a/"}
    pages = {"a/index.html": clean, "de/a/index.html": {"de": "de/a/", "x-default": "de/a/"}}
    site(tmp_path, pages)
    for path in tmp_path.rglob("*.html"):
        path.write_text(path.read_text(encoding="utf-8").replace("/index.html", "/"), encoding="utf-8")
    tree = Tree(tmp_path, BASE, read_pages(tmp_path), PROJECT)
    assert [found.message for found in verify_versions(tree)] == [f"{BASE}/de/a/ (de) does not name it in return"]


def test_a_sitemap_that_is_none_or_leads_nowhere_is_found(tmp_path: Path) -> None:
    assert "no well-formed XML" in site(tmp_path, {"a.html": BOTH, "de/a.html": BOTH}, "<urlset>")[0]
    wrong = sitemap(entry("a.html"), entry("gone.html"))
    assert f"sitemap.xml: {BASE}/gone.html leads nowhere" in site(tmp_path, {}, wrong)


def test_a_page_that_the_sitemap_forgets_is_found(tmp_path: Path) -> None:
    text = sitemap(Entry(f"{BASE}/a.html"))
    assert site(tmp_path, {"a.html": BOTH, "de/a.html": BOTH}, text) == [
        "sitemap.xml: it leaves out 1 of the pages that are published, such as de/a.html"
    ]


def test_a_page_that_only_its_versions_name_in_the_sitemap_is_found(tmp_path: Path) -> None:
    assert site(tmp_path, {"a.html": BOTH, "de/a.html": BOTH}, sitemap(ENTRIES[0])) == [
        "sitemap.xml: it leaves out 1 of the pages that are published, such as de/a.html"
    ]


def test_a_sitemap_that_names_other_versions_than_the_page_is_found(tmp_path: Path) -> None:
    text = sitemap(ENTRIES[0], replace(ENTRIES[1], default=f"{BASE}/de/a.html"))
    assert site(tmp_path, {"a.html": BOTH, "de/a.html": BOTH}, text) == [
        f"sitemap.xml: it names other versions of {BASE}/de/a.html than the page does"
    ]


def test_a_withheld_page_in_the_sitemap_is_found(tmp_path: Path) -> None:
    text = sitemap(entry("b.html"))
    for name in ("b.html", "de/b.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text('<html lang="en"><head><meta name="Robots" content="NOINDEX"></head></html>')
    assert site(tmp_path, {}, text) == [
        f"sitemap.xml: {BASE}/{folder}b.html is withheld, or not for search engines" for folder in ("", "de/")
    ]


@pytest.mark.parametrize("much", [0, 10**9], ids=["by other processes", "here"])
def test_sitemaps_that_an_index_names_are_read_and_what_is_in_several_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, much: int
) -> None:
    monkeypatch.setattr(sitemaps, "_MUCH", much)
    (tmp_path / "de").mkdir()
    (tmp_path / "de/sitemap.xml").write_text(sitemap(ENTRIES[1], entry("gone.html")), encoding="utf-8")
    (tmp_path / "own.xml").write_text(sitemap(entry("gone.html")), encoding="utf-8")
    (tmp_path / "broken.xml").write_text(f"{sitemap(entry('b.html'))}<", encoding="utf-8")
    names = ("own.xml", "de/sitemap.xml", "broken.xml", "none.xml", "own.xml")
    places = "".join(f"<sitemap><loc>{BASE}/{name}</loc></sitemap>" for name in names)
    index = f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</sitemapindex>'
    found = site(tmp_path, {"a.html": BOTH, "de/a.html": BOTH}, index)
    assert found[:1] == [f"sitemap.xml: {BASE}/none.xml leads nowhere"]
    assert found[1:3] == [f"own.xml: {BASE}/{name} leads nowhere" for name in ("gone.html", "de/gone.html")]
    assert found[3].startswith("broken.xml: no well-formed XML")
    assert found[4:] == ["sitemap.xml: it leaves out 1 of the pages that are published, such as a.html"]
