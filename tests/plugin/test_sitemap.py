"""The sitemap's form: parts, one entry for a page, its versions and the default."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from pipeline.model import Language
from pipeline.plugin.sitemap import Entries, Entry, sitemap_files, sitemap_index
from tests.making import BASE, PROJECT
from tests.verify.published import entry, sitemap

_LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def locations(text: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(text).iter(_LOC)]


def test_a_large_sitemap_has_parts_and_the_index_names_them_all(tmp_path: Path) -> None:
    german, english = Language.of("de"), Language.of("en")
    files = dict(sitemap_files(Entries(entry(f"a{number}.html") for number in range(5)), german, most=2))
    assert list(files) == [f"sitemap-de-{number}.xml" for number in (1, 2, 3)]
    assert [address for data in files.values() for address in locations(data.decode())] == [
        f"{BASE}/a{number}.html" for number in range(5)
    ]
    (tmp_path / "de").mkdir()
    for language, folder in ((german, tmp_path / "de"), (english, tmp_path)):
        for name, data in sitemap_files(Entries(entry(f"a{number}.html") for number in range(3)), language, most=2):
            (folder / name).write_bytes(data)
    assert locations(sitemap_index(tmp_path, BASE, PROJECT)) == [
        f"{BASE}/{name}"
        for name in ("sitemap-en-1.xml", "sitemap-en-2.xml", "de/sitemap-de-1.xml", "de/sitemap-de-2.xml")
    ]


def test_a_page_is_in_the_sitemap_once() -> None:
    assert locations(sitemap(entry("a.html"), entry("b.html"), entry("a.html"))) == [f"{BASE}/a.html", f"{BASE}/b.html"]


def test_all_versions_of_a_page_and_the_default_are_named_in_the_sitemap() -> None:
    versions = ("en", f"{BASE}/a.html"), ("de", f"{BASE}/de/a.html")
    url = ElementTree.fromstring(sitemap(Entry(f"{BASE}/a.html", versions, f"{BASE}/")))[0]
    links = [(link.get("hreflang"), link.get("href")) for link in url if link.tag.endswith("}link")]
    assert links == [*versions, ("x-default", f"{BASE}/")]


def test_a_page_in_one_language_has_no_alternates() -> None:
    text = sitemap(Entry(f"{BASE}/x & y", (("en", f"{BASE}/x & y"),), f"{BASE}/x & y"))
    assert "x &amp; y" in text
    assert "alternate" not in text
