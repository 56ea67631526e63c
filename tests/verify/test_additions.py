"""What a translation's page has that the source's site has not, whoever made it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.model import Language
from pipeline.reports import BuiltPage, SiteReport
from pipeline.verify.additions import verify_additions
from pipeline.verify.pages import read_pages
from pipeline.verify.tree import Tree
from tests.making import BASE, PROJECT
from tests.verify.trees import put

THEME = "<i id=contact></i><script src=/a.js></script><a href=https://social.example/us></a><form action=https://find.example/q></form>"
#: The source's site: an article, another one with a few links more, and a list.
ENGLISH = {
    "a.html": THEME,
    "b.html": f"{THEME}<iframe src=https://films.example/embed/1></iframe><a href=https://press.example/old></a>",
    "index.html": f"{THEME}<button onclick=x></button>",
}


def told(
    folder: Path,
    german: str,
    page: str = "de/a.html",
    allowed: frozenset[str] = frozenset(),
    theme: Path = PROJECT.theme,
) -> list[str]:
    """What is found where one German page has this besides what the theme has on all pages."""
    put(folder, ENGLISH | {f"de/{name}": THEME for name in ENGLISH} | {page: THEME + german})
    pages = tuple(BuiltPage(f"articles/{name}.md", "article", f"{name}.html") for name in "ab")
    by_hand = BuiltPage("articles/h.de.md", "article", "hand.html", translates="articles/h.md")
    sites = (
        SiteReport(Language.of("en"), pages, published=True),
        SiteReport(Language.of("de"), (*pages, by_hand), published=True),
    )
    project = replace(PROJECT, allowed_hosts=allowed, theme=theme)
    found = verify_additions(Tree(folder, BASE, read_pages(folder), project, sites))
    return [f"{one.severity.name.lower()} {one.path}: {one.message}" for one in found]


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<a href=https://press.example/old>another page of the source's site has it</a>",
        "<a href=http://press.example/old?lang=de#x>the same, with a query</a>",
        "<a href=https://tiny.example/de/b.html>our own</a><a href=b.html></a><a href=//tiny.example/x></a>",
    ],
)
def test_what_is_anywhere_in_the_sources_site_or_on_its_host_is_nothing_new(tmp_path: Path, html: str) -> None:
    assert told(tmp_path, html) == []


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("<a href=https://evil.example/>x</a>", "leads to 'https://evil.example/'"),
        ("<svg><a xlink:href=//evil.example>x</a></svg>", "leads to '//evil.example'"),
        ("<p data-src=//evil.example></p>", "leads to '//evil.example'"),
        (r"<a href=\\evil.example\x>x</a>", r"leads to '\\\\evil.example\\x'"),
        ("<a href=////evil.example>x</a>", "leads to '////evil.example'"),
        ("<a href=https:evil.example>x</a>", "leads to 'https:evil.example'"),
        ("<img src=//evil.example/x.png>", "leads to '//evil.example/x.png'"),
        ("<a href='java\tscript:alert(1)'>x</a>", "leads to 'java\\tscript:alert(1)'"),
        ("<a href=https://me@social.example/us>x</a>", "leads to 'https://me@social.example/us'"),
        ("<a href=https://social.example:8443/us>x</a>", "leads to 'https://social.example:8443/us'"),
        ("<script src=https://social.example/us></script>", "loads or sends to 'https://social.example/us'"),
        ("<link rel=stylesheet href=https://films.example/x.css>", "loads or sends to 'https://films.example/x.css'"),
    ],
)
@pytest.mark.parametrize("page", ["de/a.html", "de/index.html"])
def test_a_host_or_what_is_loaded_that_no_page_of_the_sources_has_is_an_error(
    tmp_path: Path, page: str, html: str, message: str
) -> None:
    assert f"error {page}: {message}, which no page of the source's site does" in told(tmp_path, html, page)


def test_another_page_of_a_known_host_is_a_warning(tmp_path: Path) -> None:
    assert told(tmp_path, "<a href=https://social.example/stranger>x</a>") == [
        "warning de/a.html: leads to 'https://social.example/stranger', which no page of the source's site does"
    ]


def test_a_host_that_the_site_allows_is_allowed(tmp_path: Path) -> None:
    assert told(tmp_path, "<a href=https://friend.example/x>x</a>", allowed=frozenset({"friend.example"})) == []


def test_a_language_in_an_address_may_be_another(tmp_path: Path) -> None:
    english = "<a href=https://en.wiki.example/Moon></a><script src=https://cdn.example/i18n/en.js></script>"
    german = "<a href=https://de.wiki.example/Mond></a><script src=https://cdn.example/i18n/de.js></script>"
    put(tmp_path, {"c.html": english})
    assert told(tmp_path, german, "de/index.html") == []


def test_without_a_language_before_it_a_host_is_whoevers_it_is(tmp_path: Path) -> None:
    put(tmp_path, {"c.html": "<a href=https://wiki.en></a>"})
    assert len(told(tmp_path, "<a href=https://wiki.de></a>")) == 1


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("<script>x</script>", "has 2 <script> where the original has 1"),
        ("<iframe src=https://films.example/embed/1></iframe>", "has 1 <iframe> where the original has none"),
        ("<form></form>", "has 2 <form> where the original has 1"),
        ("<a onclick=x>x</a>", "has <a onclick>, which no page of the source's site has"),
        ("<style>main{display:none}</style>", "has 1 <style> where the original has none"),
        ("<meta http-equiv=refresh content='0;url=b.html'>", "has 1 <meta> where the original has none"),
        ("<b style='inset:0;position:fixed'>x</b>", "has 1 <… style> where the original has none"),
        (r"<b style='posi\74ion:fixed'>x</b>", "has 1 <… style> where the original has none"),
        ("<dialog open>x</dialog>", "has 1 <dialog> where the original has none"),
        ("<marquee>x</marquee>", "has a <marquee>, which no page of the source's site has"),
        ("<b id=contact>x</b>", "has the id 'contact' more than once, and the original has not"),
    ],
)
def test_what_runs_or_asks_for_input_is_compared_with_the_original(tmp_path: Path, html: str, message: str) -> None:
    assert told(tmp_path, html) == [f"error de/a.html: {message}"]


def test_what_a_language_needs_and_what_the_theme_has_for_it_is_nothing_new(tmp_path: Path) -> None:
    style = "<style>body { text-align: right }</style>"
    put(tmp_path / "theme", {"templates/base.html": f"{{% if rtl %}}{style}{{% endif %}}"})
    german = f"{style}<bdi style=color:red>x</bdi><q lang=de>y</q><meta http-equiv=content-language content=de>"
    for page in ("de/a.html", "de/index.html"):
        assert told(tmp_path / "output", german, page, theme=tmp_path / "theme") == []
    assert len(told(tmp_path / "output", german.replace("right", "left"), theme=tmp_path / "theme")) == 1


@pytest.mark.parametrize(
    "written",
    [
        "<aside>Translated</aside>",
        "<p style='display:inline-block'>x</p>",
        "<span style='visibility:hidden'>next</span>",
        "<script src=https://cdn.example/rtl.js></script>",
        "<script src=/theme/js/rtl.js></script>",
        "<script>rtl()</script><button onfocus='rtl()'>x</button>",
        "<iframe src=https://maps.example/de></iframe>",
    ],
)
def test_an_element_that_stands_in_a_template_for_translations_alone_is_its_authors(
    tmp_path: Path, written: str
) -> None:
    put(tmp_path / "theme", {"templates/base.html": f"{{% if lang != 'en' %}}{written}{{% endif %}}"})
    for page in ("de/a.html", "de/index.html"):
        assert told(tmp_path / "output", written, page, theme=tmp_path / "theme") == []
    for host in ("//evil", "https:evil", "\\\\evil.example", "javascript:", "data:x,", "https://tiny.example.evil"):
        added = f"<script src='{host}/theme/js/rtl.js'></script><script src='{host}/theme/js/rtl.js'></script>"
        assert told(tmp_path / "output", written + added, theme=tmp_path / "theme") != []
    hidden = "<p style='display:none'>x</p>"
    assert len(told(tmp_path / "output", written + hidden, theme=tmp_path / "theme")) == 1


@pytest.mark.parametrize(
    "html",
    [
        "<p style='text-transform:uppercase; background-position:center; offset:1'>x</p>",
        r"<p style='--title: \22 L\27 \e9t\e9\3a  position\3a  fixed\22 '>x</p>",
        "<b id=ubersicht>x</b><b id=ubersicht>y</b>",
    ],
)
def test_a_style_that_covers_nothing_and_two_ids_of_words_that_are_translated_alike_are_no_fault(
    tmp_path: Path, html: str
) -> None:
    assert told(tmp_path, html) == []


@pytest.mark.parametrize(
    "style",
    [
        "-webkit-transform:scale(9)",
        "clip-path:none",
        "inset-block:0",
        "margin-top: -9em",
        "position/**/:fixed",
        r"\70 osition:fixed",
        r"p\osition:fixed",
        "outline:99vmax solid",
    ],
)
def test_what_covers_others_is_seen_however_it_is_named(tmp_path: Path, style: str) -> None:
    assert len(told(tmp_path, f"<p style='{style}'>x</p>")) == 1


def test_a_page_that_leads_on_at_once_is_ours_whatever_it_has(tmp_path: Path) -> None:
    """Its elements are in no theme."""
    leads = (
        "<meta name=robots content=noindex><meta http-equiv=refresh content='0;url=/'><style>body{}</style>"
        "<main><h1>x</h1></main>"
    )
    put(tmp_path, {"de/c.html": leads})
    assert told(tmp_path, "", theme=tmp_path / "theme") == []
    put(tmp_path, {"de/c.html": f"{leads}<form></form>"})
    assert "error de/c.html: has a <style> which no page of the source's site has" in told(tmp_path, "")


@pytest.mark.parametrize("html", ["<script>x</script>", "<iframe srcdoc=x></iframe>", "<form></form>"])
def test_a_list_has_nothing_active_that_is_in_no_article_and_on_no_list_of_the_sources(
    tmp_path: Path, html: str
) -> None:
    """What a theme says stands on lists alone."""
    (told_of,) = told(tmp_path, html, "de/index.html")
    assert told_of.startswith("error de/index.html: has a <")
    # Where it is an article's own, the article is told of.
    put(tmp_path, {"de/tag.html": html})
    assert [one.partition(":")[0] for one in told(tmp_path, html)] == ["error de/a.html"]


def test_a_list_may_say_in_its_scripts_what_the_sources_says_in_another_language(tmp_path: Path) -> None:
    put(tmp_path, {"archives.html": "<script>say('Articles')</script><script>say('More')</script>"})
    script = "<script>say('{}')</script>"
    assert told(tmp_path, script.format("Artikel") + script.format("Mehr"), "de/index.html") == []
    assert told(tmp_path, "".join(map(script.format, "abc")), "de/index.html") == [
        "error de/index.html: has a <script> which no page of the source's site has"
    ]


def test_a_list_may_show_what_another_page_has(tmp_path: Path) -> None:
    """Which articles there are in a list differs where some are withheld."""
    shown = "<iframe src=https://films.example/embed/1></iframe><button onclick=x></button>"
    assert told(tmp_path, shown, "de/index.html") == []


def test_a_page_by_hand_is_its_authors_own_and_so_is_what_lists_show_of_it(tmp_path: Path) -> None:
    put(tmp_path, {"de/hand.html": "<a href=https://mine.example/x></a><script>x</script>"})
    assert told(tmp_path, "<a href=https://mine.example/x>x</a>", "de/index.html") == []


def test_without_the_sources_site_nothing_is_compared(tmp_path: Path) -> None:
    """What stands of it may be older than its sources."""
    put(tmp_path, {"a.html": "", "de/a.html": "<a href=https://evil.example></a>"})
    pages = (BuiltPage("articles/a.md", "article", "a.html"),)
    sites = (SiteReport(Language.of("en"), pages), SiteReport(Language.of("de"), pages, published=True))
    assert not [*verify_additions(Tree(tmp_path, BASE, read_pages(tmp_path), PROJECT, sites))]
