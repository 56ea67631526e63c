"""Translations are data from strangers: whatever the checks admit is harmless on the page."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from pipeline.checks.render import Renderer
from pipeline.checks.security import security_faults
from pipeline.model import Markup
from tests.cases import MARKDOWN
from tests.conftest import Site

KINDS = ["paragraph", "heading 2", "list item", "table cell", "term", "definition"]
RENDERER = Renderer(MARKDOWN)

VECTORS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<body onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java&Tab;script:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](vbscript:x)",
    "[x](data:text/html;base64,PHN2Zz4=)",
    "![x](https://evil.example/track.gif)",
    "<https://evil.example/>",
    "[x](//evil.example)",
    "*x*{: onmouseover=alert(1) }",
    "*x*{ onmouseover=alert(1) }",
    "text\n{: onclick=alert(1) }",
    "text {: onclick=alert(1) }",
    "text {#contact}",
    "[x](y){: onclick=alert(1) }",
    "<style>body{display:none}</style>",
    "<!-- hidden",
    "<!-- hidden -->",
    "<form action=//evil.example><input name=q></form>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href=//evil.example>",
    "<link rel=stylesheet href=//evil.example>",
    "<object data=x></object>",
    "<details open ontoggle=alert(1)>",
    "</div></article>",
    "</p><p onclick=alert(1)>",
    "<b>never closed",
    "<em onclick=alert(1)>x</em>",
    "<span style='position:fixed'>x</span>",
    "<q cite='javascript:x'>x</q>",
    "[TOC]",
    "\u202eevil",
    "<math><mtext></mtext></math>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
]


def faults(source: str, translation: str, markup: Markup = Markup.MARKDOWN, kind: str = "paragraph") -> list[str]:
    return [fault.message for fault in security_faults(source, translation, markup, kind, RENDERER)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("vector", VECTORS)
def test_a_hostile_translation_is_inadmissible_or_renders_as_the_source_does(vector: str, kind: str) -> None:
    if not faults("A sentence.", vector, kind=kind):
        assert _tags(RENDERER.render(vector, Markup.MARKDOWN, kind)) == _tags(
            RENDERER.render("A", Markup.MARKDOWN, kind)
        )


@pytest.mark.parametrize("vector", VECTORS)
def test_a_hostile_translation_of_raw_html_is_inadmissible_or_text(vector: str) -> None:
    if not faults("A sentence.", vector, Markup.HTML):
        assert _tags(vector) == _tags("A")


@pytest.mark.parametrize("vector", [vector for vector in VECTORS if "<" in vector])
def test_markup_in_a_title_is_inadmissible(vector: str) -> None:
    assert faults("A title", vector, Markup.TEXT)


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("A *word*.", "Ein **Wort**."),
        ("A word.", "Ein *Wort*<br>und <sub>2</sub>."),
        ("See [here](a.html) and [there](b.html).", "Siehe [dort](b.html) und [hier](a.html)."),
        ('[x](a.html "Title")', '[x](a.html "Titel")'),
        ("![moon](m.svg)", "![Mond](m.svg)"),
        ("5 < 6", "5 < 6 & mehr"),
        ("Plain", "„Anführung“ – 100 %"),
        ("A [b](c){: .d }", "[b](c){: .d } A"),
        ("Text", "<span lang='la'>textus</span>"),
        ("100 % sure", "100 % sicher"),
    ],
)
def test_an_honest_translation_is_admitted(source: str, translation: str) -> None:
    assert faults(source, translation) == []


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("%(count)s articles", "Artikel"),
        ("%(count)s articles", "%(conut)s Artikel"),
        ("%(count)s articles", "%(count)s %(count)s Artikel"),
        ("%(count)s articles", "%(count)100000000s Artikel"),
        ("%(count)s articles", "%(count)s 100% Artikel"),
        ("back to {}", "zurück"),
        ("back to {}", "zurück {} {}"),
        ("back to {}", "zurück {0.__class__}"),
        ("plain", "%(name)s"),
    ],
)
def test_a_translation_with_other_placeholders_is_inadmissible(source: str, translation: str) -> None:
    assert faults(source, translation, Markup.TEXT)


@pytest.mark.parametrize(
    "title",
    [
        "&lt;b&gt;",
        "&ltimg src=x onerror=alert(1) x=",
        "&#60;b",
        "&#x3c;b",
        "&amp;lt;b",
        'a" onclick="x',
        "&quot;",
        "one\ntwo",
    ],
)
def test_a_title_cannot_become_markup_by_way_of_entities(title: str) -> None:
    assert faults("A title", title, Markup.TEXT, "title")


@pytest.mark.parametrize("title", ["AT&T & R&D", "5 < 6".replace("<", "≤"), "„Zitat“ – ’s", "100 %"])
def test_an_honest_title_is_admitted(title: str) -> None:
    assert faults("A title", title, Markup.TEXT, "title") == []


def test_a_summary_cannot_leave_the_attribute_that_themes_put_it_into() -> None:
    assert faults("A summary.", '0;url=//evil.example" http-equiv="refresh', kind="summary")
    assert faults('A [link](a.html "Title").', 'Ein [Link](a.html "Titel").', kind="summary") == []


@pytest.mark.parametrize("link", ["{attach}/etc/passwd", "{static}../secret", "|filename|x.md", "{filename}other.md"])
def test_a_translation_cannot_make_pelican_read_another_file(link: str) -> None:
    source = '[a](a.html "Title")'
    assert faults(source, f"[a](a.html \"x data='{link}'\")")
    assert faults("Text", f"Text {link}")


@pytest.mark.parametrize("mark", ["*", "_", "[", "![", "`", "<", "](", "**a", "[a](", "&#", "{", "<a "])
@pytest.mark.parametrize("count", [10, 400, 50_000])
def test_no_translation_makes_the_parser_run_away(mark: str, count: int) -> None:
    started = time.monotonic()
    list(
        security_faults(
            "A sentence.", mark * count + "x" + mark * count, Markup.MARKDOWN, "paragraph", Renderer(MARKDOWN)
        )
    )
    assert time.monotonic() - started < 5


@given(
    st.text(
        alphabet=st.one_of(st.sampled_from("<>/&;:{}[]()*_`!\"'=# scriptonhref"), st.characters(codec="utf-8")),
        max_size=60,
    ),
    st.sampled_from(KINDS),
)
def test_whatever_is_admitted_is_harmless(translation: str, kind: str) -> None:
    if faults("A sentence with [a link](a.html).", translation, kind=kind):
        return
    tree = LexborHTMLParser(RENDERER.render(translation, Markup.MARKDOWN, kind))
    for node in tree.css("*"):
        for name, value in node.attributes.items():
            assert name in ("href", "lang", "dir", "title"), (node.html, translation)
            assert name != "href" or value == "a.html"
    assert tree.css("script, style, iframe, object, embed, form, meta, link, base, svg, math") == []


def _tags(html: str) -> list[str]:
    tree = LexborHTMLParser(f"<body>{html}</body>")
    return [f"{node.tag} {node.attributes}" for node in tree.css("*") if node.tag != "br"]


def test_an_inadmissible_translation_is_shown_in_the_source_language_on_the_page(good_site: Site) -> None:
    good_site.replace("locales/de/articles/first.po", 'msgstr "Anfang"', 'msgstr "Anfang<script>alert(1)</script>"')
    good_site.run("build", "de")
    page = good_site.read("output/de/first.html")
    assert "<script" not in page
    heading = LexborHTMLParser(page).css("main h2")[0]
    assert heading.text() == "Beginning"
    assert (heading.attributes["lang"], heading.attributes["dir"]) == ("en", "ltr")


def test_a_theme_message_cannot_leave_the_attribute_it_stands_in(good_site: Site) -> None:
    good_site.replace("locales/de/theme.po", "Mit „Sorgfalt“ gemacht", "Mit 'Sorgfalt' & mehr > gemacht")
    good_site.run("build", "de")
    page = LexborHTMLParser(good_site.read("output/de/index.html"))
    assert [node.attributes["title"] for node in page.css("p[title]")] in (
        ["Mit 'Sorgfalt' & mehr > gemacht"],
        ["Made with care"],
    )


def test_a_catalog_cannot_name_a_path(good_site: Site) -> None:
    template = good_site.read("locales/templates/articles/first.pot")
    for field in ("slug", "2026-01-02", "first.html"):
        assert f'msgid "{field}"' not in template
    forged = '\nmsgid "first"\nmsgstr "../../evil"\n\nmsgid "2026-01-02"\nmsgstr "2030-01-01"\n'
    good_site.write("locales/de/articles/first.po", good_site.read("locales/de/articles/first.po") + forged)
    assert good_site.run("build", "de").exit_code == 0
    assert not list(good_site.root.parent.glob("**/evil*"))
    assert (good_site.root / "output/de/first.html").is_file()
