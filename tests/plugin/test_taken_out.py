"""What plugins take out of a body, dropping its tags and undoing its references, has no tag and ends no value."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

from pipeline.plugin.escapes import page_text
from pipeline.plugin.inert import inert_html
from pipeline.plugin.taken_out import without_hidden_markup

PARTS = st.sampled_from([*"<>&\"' =/", "script", "b", "onclick=", "&lt;", "&amp;", "&quot;", "&#60;", "x"])
TEXTS = st.lists(PARTS, max_size=12).map("".join)


def taken(body: str) -> list[str]:
    """The text of a body as plugins take it out of it."""
    return [
        html.unescape(re.sub("<[^<>]*>", " ", body)),
        Markup(body).striptags(),
        LexborHTMLParser(f"<body>{body}</body>").css_first("body").text(),
        " ".join(html.unescape(value) for value in re.findall('alt="([^"]*)"', body)),
    ]


@given(TEXTS)
def test_what_is_taken_out_of_a_body_is_a_text_on_the_page(text: str) -> None:
    escaped = html.escape(text, quote=False)
    body = without_hidden_markup(f'<p>A {escaped}<img alt="{html.escape(text)}" src="a.png"></p>')
    for found in taken(body):
        shown = LexborHTMLParser(page_text(f"<main>{found}</main>")).css("main *")
        assert not shown, found


@given(TEXTS)
def test_the_body_itself_is_shown_as_it_would_be(text: str) -> None:
    body = f'<p title="{html.escape(text)}">{html.escape(text, quote=False)}</p>'
    assert page_text(inert_html(without_hidden_markup(body))) == page_text(inert_html(body))


def test_the_other_quotation_mark_in_a_value_is_inert_as_well() -> None:
    body = without_hidden_markup("""<p><img alt="A ' hidden=x" src="a.png"></p>""")
    (alt,) = re.findall('alt="([^"]*)"', body)
    assert [*LexborHTMLParser(f"<main title='{alt}'></main>").css_first("main").attributes] == ["title"]


@pytest.mark.parametrize(
    "body",
    [
        '<div class="math-lesson"><p>A &lt;input name=x&gt;</p></div>',
        '<p class="formula">A &lt;<i>input&gt;</i></p>',
        '<span class="tex">A &amp;lt;input&gt;</span>',
        "<svg><text>A &lt;input&gt;</text></svg>",
        '<pre title="&lt;input&gt;">x</pre><p class="math"><img alt="&lt;input&gt;" src="a.png"></p>',
        '<p class="math">A &quot; hidden=x</p>',
    ],
)
def test_a_formula_by_its_class_and_a_picture_have_texts_as_well(body: str) -> None:
    for found in taken(without_hidden_markup(body)) + re.findall('title="([^"]*)"', without_hidden_markup(body)):
        page = LexborHTMLParser(page_text(f'<main title="{html.unescape(found)}">{html.unescape(found)}</main>'))
        assert not page.css("main *"), found
        assert [*page.css_first("main").attributes] == ["title"]


@pytest.mark.parametrize("mark", ["&#34;", "&quot;", '"', "'"])
def test_it_ends_no_value(mark: str) -> None:
    body = without_hidden_markup(f"<p>A {mark} onclick=alert(1)</p>")
    for quote in "\"'":
        for found in taken(body):
            page = LexborHTMLParser(page_text(f"<main title={quote}{found}{quote}></main>"))
            assert [*page.css_first("main").attributes] == ["title"]


@pytest.mark.parametrize(
    "body",
    [
        "<p>Nothing</p>",
        "<p>R &amp; D &amp;</p>",
        "<pre><code>a &lt; b</code></pre>",
        '<span class="math">a &lt; b</span>',
        '<span class="math">\\(a &lt; b &amp; c\\)</span>',
        "<svg><title>a &lt; b</title></svg>",
        '<p>[caption id="a" title="b"]</p>',
        '<p>"so", he said</p>',
        '<a href="?a=1&amp;b=2">x</a>',
        "<p>a&nbsp;b &ndash; c</p>",
    ],
)
def test_what_plugins_read_of_a_body_is_as_it_was(body: str) -> None:
    assert without_hidden_markup(body) == body


def test_what_pelican_makes_typographic_is_there_for_it_but_in_code() -> None:
    body = '<p>&quot;so&quot; "x" y= &lt;b <code>&quot; z=</code> "x" y=</p>'
    assert without_hidden_markup(body, ()) == ('<p>&quot;so&quot; "x" y= \ufdddb <code>\ufde0 z=</code> "x" y=</p>')


@pytest.mark.parametrize(
    ("body", "straight"),
    [
        ("<p>A &#34; hidden=x</p>", ()),
        ("<p>A &#x22 hidden=x</p>", ()),
        ('<p>A \\" hidden=x</p>', ()),
        ('<p><code>a <b>b</b> " hidden=x</code></p>', ()),
        ('<h2>A " hidden=x</h2>', ("h2",)),
        ('<p>A " hidden=x</p>', None),
        ('<p>A " hidden</p>', None),
        ('<p>A "so" and hidden=x</p>', None),
        ('<p>A "so"</p>\n<p>and hidden=x</p>', None),
        ('<p>A "<b>hidden=x</b></p>', None),
        ('<p>A " hid<b>den=</b>x</p>', None),
    ],
)
def test_what_pelican_makes_no_typographic_mark_of_is_inert(body: str, straight: tuple[str, ...] | None) -> None:
    left = without_hidden_markup(body, straight).replace("&quot;", '"')
    assert '"' not in html.unescape(re.sub("<[^<>]*>", "", left))
