"""The witness to feeds: their language, what they lead to, what they leave out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.verify.feeds import read_feed, verify_feeds
from pipeline.verify.pages import read_pages
from pipeline.verify.tree import Tree
from tests.making import BASE, PROJECT
from tests.verify.trees import ENGLISH, GERMAN, published, put

FEED = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><link rel="self" href="{BASE}/de/all.atom.xml"/>
<entry><link rel="alternate" href="{BASE}/de/a.html"/></entry></feed>"""


def feeds(folder: Path, feed: str, german: str = GERMAN) -> list[str]:
    put(folder, {"a.html": ENGLISH, "de/a.html": german, "de/all.atom.xml": feed})
    return [finding.message for finding in verify_feeds(Tree(folder, BASE, read_pages(folder), PROJECT))]


def test_a_feed_of_pages_in_its_language_is_in_order(tmp_path: Path) -> None:
    assert feeds(tmp_path, FEED) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("</feed>", "", "no well-formed XML"),
        ('xml:lang="de"', "", "it says that it is in no language, not in de"),
        ('xml:lang="de"', 'xml:lang="en"', "it says that it is in en, not in de"),
        ("de/a.html", "de/b.html", f"{BASE}/de/b.html leads nowhere"),
        ("de/a.html", "a.html", f"{BASE}/a.html is in en"),
        ("de/all.atom.xml", "de/de/all.atom.xml", f"{BASE}/de/de/all.atom.xml leads nowhere"),
        ("<feed", '<!DOCTYPE x [<!ENTITY e "x">]><feed', "no well-formed XML"),
    ],
)
def test_a_feed_that_is_wrong_is_found(tmp_path: Path, old: str, new: str, fault: str) -> None:
    (found,) = feeds(tmp_path, FEED.replace(old, new, 1))
    assert found.startswith(fault)


def test_a_feed_that_names_a_withheld_page_is_found(tmp_path: Path) -> None:
    withheld = GERMAN.replace("<body>", '<head><meta name="robots" content="noindex"></head><body>')
    assert feeds(tmp_path, FEED, withheld) == [f"{BASE}/de/a.html is withheld"]


def test_a_feed_that_leaves_out_what_the_originals_has_is_found(tmp_path: Path) -> None:
    english = FEED.replace("/de/", "/").replace('"de"', '"en"')
    put(tmp_path, {"a.html": ENGLISH, "de/a.html": GERMAN, "all.atom.xml": english})
    put(tmp_path, {"de/all.atom.xml": re.sub("<entry>.*</entry>", "", FEED)})
    tree = published(tmp_path)
    assert [f"{found.path}: {found.message}" for found in verify_feeds(tree)] == [
        "de/all.atom.xml: it leaves out de/a.html, which is published and is in the original's feed"
    ]
    put(tmp_path, {"de/all.atom.xml": FEED})
    assert list(verify_feeds(tree)) == []


@pytest.mark.parametrize(("original", "found"), [("all.atom.xml", "all.atom.xml"), ("all-en.xml", "all-de.xml")])
def test_a_feed_that_only_the_originals_have_is_found(tmp_path: Path, original: str, found: str) -> None:
    english = FEED.replace("/de/", "/").replace('"de"', '"en"').replace("all.atom.xml", original)
    put(tmp_path, {"a.html": ENGLISH, "de/a.html": GERMAN, original: english})
    assert [f"{missing.path}: {missing.message}" for missing in verify_feeds(published(tmp_path))] == [
        f"de/{found}: it is not there, and the original's feed lists pages that are published in German"
    ]
    put(tmp_path, {f"de/{found}": FEED.replace("all.atom.xml", found)})
    assert list(verify_feeds(published(tmp_path))) == []


def test_an_rss_feed_is_read_as_well(tmp_path: Path) -> None:
    rss = (
        f"<rss version='2.0'><channel><link>{BASE}/de/</link><language>de</language>"
        f"<item><link>{BASE}/de/none.html</link></item></channel></rss>"
    )
    put(tmp_path, {"de/index.html": GERMAN})
    assert feeds(tmp_path, rss) == [f"{BASE}/de/none.html leads nowhere"]


def test_xml_that_is_no_feed_is_not_the_witnesss_business(tmp_path: Path) -> None:
    assert feeds(tmp_path, "<data><unclosed></data>") == []


def test_links_in_a_feeds_entries_lead_somewhere(tmp_path: Path) -> None:
    entry = f'<content type="html">&lt;a href="{BASE}/none.html"&gt;x&lt;/a&gt;</content></entry>'
    assert feeds(tmp_path, FEED.replace("</entry>", entry)) == [f"'{BASE}/none.html' in an entry leads nowhere"]


@pytest.mark.parametrize(
    ("english", "german", "told"),
    [
        ("", "&lt;p&gt;x&lt;/p&gt;", ""),
        ("&lt;iframe src=//x.example&gt;", "&lt;iframe src=//x.example&gt;", ""),
        ("", "&lt;script&gt;x&lt;/script&gt;", "<script>"),
        ("&lt;script&gt;x&lt;/script&gt;", "&lt;script&gt;x&lt;/script&gt;" * 2, "<script>"),
        ("", "&lt;svg onload=x&gt;&lt;/svg&gt;", "<svg onload>"),
        ("", "&lt;style&gt;*{display:none}&lt;/style&gt;", "<style>"),
    ],
)
def test_what_runs_or_hides_in_an_entry_is_in_its_originals(
    tmp_path: Path, english: str, german: str, told: str
) -> None:
    own = FEED.replace("</entry>", f"<content type='html'>{german}</content></entry>")
    original = FEED.replace("/de/", "/").replace('"de"', '"en"')
    original = original.replace("</entry>", f"<content type='html'>{english}</content></entry>")
    put(tmp_path, {"a.html": ENGLISH, "de/a.html": GERMAN, "all.atom.xml": original, "de/all.atom.xml": own})
    message = f"the entry {BASE}/de/a.html has {told} where the original has none"
    assert [found.message for found in verify_feeds(published(tmp_path))] == ([message] if told else [])


@pytest.mark.parametrize(("content", "is_told"), [("iframe src=//x.example", False), ("script", True)])
def test_an_entry_whose_original_is_too_old_for_its_feed_may_show_what_the_originals_page_shows(
    tmp_path: Path, content: str, is_told: bool
) -> None:
    """Of so many newest a language lists older ones where others are withheld."""
    own = FEED.replace("</entry>", f"<content type='html'>&lt;{content}&gt;x</content></entry>")
    original = re.sub("<entry>.*</entry>", "", FEED.replace("/de/", "/").replace('"de"', '"en"'), flags=re.S)
    page = ENGLISH + f"<{content}></{content.partition(' ')[0]}>"
    put(tmp_path, {"a.html": page, "de/a.html": GERMAN, "all.atom.xml": original, "de/all.atom.xml": own})
    assert bool([found for found in verify_feeds(published(tmp_path)) if "has <" in found.message]) == is_told


def test_of_a_file_that_is_no_feed_no_more_is_read_than_its_beginning(tmp_path: Path) -> None:
    """A large site's sitemap was read as a whole, to see that it is none."""
    path = tmp_path / "sitemap-de.xml"
    path.write_text(f"<urlset>{'<url/>' * 10_000}<url", encoding="utf-8")
    assert read_feed(path) is None
    path.write_text("<feed><entry", encoding="utf-8")
    assert "no well-formed XML" in str(read_feed(path))
