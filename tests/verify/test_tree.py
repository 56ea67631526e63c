"""The witness to all sites together: each way in which they can be wrong is seen, on the output alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.config import load_project, load_settings
from pipeline.model import BuiltPage, Language, Severity, SiteReport
from pipeline.verify import verify_tree
from pipeline.verify.evidence import read_page, read_pages
from pipeline.verify.feeds import verify_feeds
from pipeline.verify.links import verify_links
from pipeline.verify.tree import Tree
from pipeline.verify.versions import verify_languages, verify_texts
from tests.conftest import SITES

SETTINGS = SITES / "good" / "pelicanconf.py"
PROJECT = load_project(SETTINGS, load_settings(SETTINGS))
BASE = "https://tiny.example"
ENGLISH = '<html lang="en"><body><h2 id="dose">Dose</h2><p>Take one tablet before you go to bed.</p></body></html>'
GERMAN = '<html lang="de"><body><h2 id="dose">Dosis</h2><p>Nehmen Sie vor dem Schlafen eine Tablette.</p></body></html>'


def put(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def published(folder: Path) -> Tree:
    """The article a.html, in English and German."""
    page = (BuiltPage("articles/a.md", "article", "a.html"),)
    sites = tuple(SiteReport(Language.of(locale), page, published=True) for locale in ("en", "de"))
    anchors = [anchor for _, anchor in PROJECT.required_sections]
    return Tree(folder, BASE, read_pages(folder, anchors), PROJECT, sites)


def versions(folder: Path, german: str, english: str = ENGLISH) -> list[str]:
    put(folder, {"a.html": english, "de/a.html": german})
    return [f"{found.path}: {found.rule}: {found.message}" for found in verify_texts(published(folder))]


def test_pages_that_are_translated_whole_are_in_order(tmp_path: Path) -> None:
    assert versions(tmp_path, GERMAN) == []


NOTICE = '<h2 id="disclaimer">{}</h2><p>{}</p><div class="footnote"><p>x</p></div></body>'


def test_a_required_section_in_the_originals_words_is_found_whatever_it_says_of_its_language(tmp_path: Path) -> None:
    english = ENGLISH.replace("</body>", NOTICE.format("Disclaimer", "No advice."))
    for title, text, found in (
        (
            "Disclaimer",
            "No advice.",
            ["de/a.html: section: the required section 'disclaimer' has the original's words"],
        ),
        ("Haftung", "No advice.", ["de/a.html: section: the required section 'disclaimer' has the original's words"]),
        ("Disclaimer", "Kein Rat.", []),
        ("Disclaimer", '<span lang="en">No advice.</span>', []),
    ):
        assert versions(tmp_path, GERMAN.replace("</body>", NOTICE.format(title, text)), english) == found


def test_a_list_that_does_not_say_which_language_it_is_in_is_found(tmp_path: Path) -> None:
    put(tmp_path, {"de/index.html": '<html lang="en"><body>x</body></html>'})
    sites = tuple(SiteReport(Language.of(locale), published=True) for locale in ("en", "de"))
    tree = Tree(tmp_path, BASE, read_pages(tmp_path), PROJECT, sites)
    assert [f"{found.path}: {found.message}" for found in verify_tree(tree)] == [
        'de/index.html: <html> is not lang="de"'
    ]


def test_an_id_that_a_translation_lacks_is_found(tmp_path: Path) -> None:
    assert versions(tmp_path, GERMAN.replace('id="dose"', 'id="dosis"')) == [
        "de/a.html: lost-id: the id 'dose' of the original is not there: links to it break"
    ]


def test_a_block_of_the_source_that_does_not_say_so_is_found(tmp_path: Path) -> None:
    kept = GERMAN.replace("Nehmen Sie vor dem Schlafen eine Tablette.", "Take <b>one tablet</b> before you go to bed.")
    assert versions(tmp_path, kept, ENGLISH.replace("one tablet", "<b>one tablet</b>")) == [
        "de/a.html: mixed-language: “Take one tablet before you go to bed.” is the source's text, "
        "and no lang='en' says so"
    ]
    assert versions(tmp_path, kept.replace("<p>", '<p lang="en">')) == []


@pytest.mark.parametrize("wrap", ["<pre>{}</pre>", "<p><code>{}</code></p>", '<p translate="no">{}</p>'])
def test_code_and_what_is_not_for_translators_may_be_the_same(tmp_path: Path, wrap: str) -> None:
    block = wrap.format("ls and cat and grep and sed are commands")
    pages = (text.replace("</body>", f"{block}</body>") for text in (GERMAN, ENGLISH))
    assert versions(tmp_path, *pages) == []


@pytest.mark.parametrize(
    "residue",
    [
        "<p>\x02amp\x03</p>",
        "<p>wzxhzdk:3</p>",
        "<p>klzzwxh:0012</p>",
        '<p class="system-message">Unknown directive</p>',
        '<p><a class="problematic" href="#x">`x_`</a></p>',
    ],
)
def test_a_mark_of_a_parsers_own_is_found(tmp_path: Path, residue: str) -> None:
    put(tmp_path, {"a.html": f'<html lang="en"><body id="x">{residue}</body></html>'})
    found = [finding.rule for finding in verify_tree(Tree(tmp_path, "", read_pages(tmp_path), PROJECT))]
    assert set(found) == {"residue"}


def test_every_kind_of_link_is_read() -> None:
    page = read_page(
        "<a href=1><area href=2><img src=3 srcset='4 1x, 5 2x'><video src=6 poster=7></video><iframe src=8></iframe>"
        "<object data=9></object><source srcset=10>"
    )
    assert sorted(page.links, key=int) == [str(number) for number in range(1, 11)]


def links(folder: Path, base: str = BASE) -> list[str]:
    return [f"{found.path}: {found.message}" for found in verify_links(Tree(folder, base, read_pages(folder), PROJECT))]


def test_what_style_sheets_refer_to_is_looked_for(tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            "theme/a.css": """@import "b.css"; a { background: url( 'c.svg' ) } /* url(d.svg) */
                b { background: url(data:image/png;base64,x), url("#e"), url(../f.svg) }""",
            "a.html": "<style>p { background: url(g.svg) }</style><p style='background: url(h.svg)'>",
            "f.svg": "<svg/>",
        },
    )
    assert links(tmp_path) == [
        "a.html: 'g.svg' leads nowhere",
        "a.html: 'h.svg' leads nowhere",
        "theme/a.css: 'b.css' leads nowhere",
        "theme/a.css: 'c.svg' leads nowhere",
    ]


def test_addresses_from_the_hosts_root_are_those_of_the_host(tmp_path: Path) -> None:
    """Where SITEURL has a path, the sites begin there; what is beside them is not theirs to judge."""
    put(tmp_path, {"a.html": "<a href='/blog/a.html'></a><a href='/shop/'></a><a href='/blog/b.html'></a>"})
    assert links(tmp_path, f"{BASE}/blog") == ["a.html: '/blog/b.html' leads nowhere"]
    assert links(tmp_path) == [
        f"a.html: '{address}' leads nowhere" for address in ("/blog/a.html", "/shop/", "/blog/b.html")
    ]


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


def test_hidden_pages_may_lead_to_lists_that_there_are_not_and_nobody_is_told_of_drafts(tmp_path: Path) -> None:
    """Pelican makes no page for a category or tag that only such articles have."""
    for name in ("hidden.html", "draft.html"):
        put(tmp_path, {name: '<html lang="en"><a href="category/sport.html">Sport</a></html>'})
    pages = (BuiltPage("articles/hidden.md", "article", "hidden.html", hidden=True),)
    site = SiteReport(Language.of("en"), pages, frozenset({"draft.html"}), published=True)
    tree = Tree(tmp_path, BASE, read_pages(tmp_path), PROJECT, (site,))
    assert [(found.path, found.severity) for found in verify_links(tree)] == [("hidden.html", Severity.WARNING)]


@pytest.mark.parametrize(
    ("german", "found"),
    [
        ("<p>Kein Rat.</p><p>Fragen Sie Ihren Arzt.</p>", None),
        ("<p></p><p>Fragen Sie Ihren Arzt.</p>", "is empty where the original has text"),
        ("<p>Kein Rat.</p><p> </p>", "is empty where the original has text"),
        ("<p>Kein Rat.</p>", "has 4 elements, and in the original 5"),
        ("<p>This is not advice.</p><p>Fragen Sie Ihren Arzt.</p>", "has the original's words"),
    ],
)
def test_what_a_theme_puts_after_a_required_section_hides_nothing(
    tmp_path: Path, german: str, found: str | None
) -> None:
    english = "<p>This is not advice.</p><p>Ask your doctor.</p>"
    heading, theme = '<h2 id="disclaimer">{}</h2>', "<p>{}</p><footer>x</footer><script>do it and that</script></body>"
    messages = versions(
        tmp_path,
        GERMAN.replace("</body>", heading.format("Haftung") + german + theme.format("Schlagwort")),
        ENGLISH.replace("</body>", heading.format("Disclaimer") + english + theme.format("Tag")),
    )
    assert messages == ([f"de/a.html: section: the required section 'disclaimer' {found}"] if found else [])


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("a", ""),
        ("a#here", ""),
        ("a#name", ""),
        ("a#top", ""),
        ("a#:~:text=word", ""),
        ("a#nowhere", "names a place that the page does not have"),
        ("a.html/", "leads nowhere"),
        ("b", "leads nowhere"),
        ("//tiny.example/b.html", "leads nowhere"),
        ("http://TINY.example:80/b.html", "leads nowhere"),
        ("https://tiny.example:8080/b.html", ""),
        ("https://tiny.example", ""),
        ("//tiny.example:port/b.html", ""),
    ],
)
def test_addresses_lead_where_servers_have_them_lead(tmp_path: Path, address: str, fault: str) -> None:
    put(tmp_path, {"a.html": '<p id="here"><a name="name">', "index.html": f'<a href="{address}">x</a>'})
    assert links(tmp_path) == ([f"index.html: {address!r} {fault}"] if fault else [])


@pytest.mark.parametrize(
    ("content", "is_indexed"),
    [("noindex", False), ("follow, NoIndex", False), ("none", False), ("max-image-preview:none", True), ("all", True)],
)
def test_what_search_engines_are_told_is_read_as_they_read_it(content: str, is_indexed: bool) -> None:
    assert read_page(f"<head><META NAME=Robots CONTENT='{content}'></head>").is_indexed == is_indexed


def test_links_in_a_feeds_entries_lead_somewhere(tmp_path: Path) -> None:
    entry = f'<content type="html">&lt;a href="{BASE}/none.html"&gt;x&lt;/a&gt;</content></entry>'
    assert feeds(tmp_path, FEED.replace("</entry>", entry)) == [f"'{BASE}/none.html' in an entry leads nowhere"]


def test_a_list_without_its_direction_is_found(tmp_path: Path) -> None:
    put(tmp_path, {"ar/tags.html": '<html lang="ar">', "de/tags.html": '<html lang="de" dir="ltr">'})
    sites = tuple(SiteReport(Language.of(locale), published=True) for locale in ("ar", "de"))
    tree = Tree(tmp_path, BASE, read_pages(tmp_path), PROJECT, sites)
    assert [f"{found.path}: {found.message}" for found in verify_languages(tree)] == [
        'ar/tags.html: <html> is not dir="rtl"'
    ]
