"""Messages rendered as the site's own reader would render them."""

from __future__ import annotations

import pytest

from pipeline.checks.render import Renderer
from pipeline.model import Notation, Segment
from tests.checks.checked import MARKDOWN, RENDERER


@pytest.mark.parametrize(
    ("kind", "html"),
    [
        ("paragraph", "<p>a <em>b</em></p>"),
        ("heading 2", "<h2>a <em>b</em></h2>"),
        ("list item", "<li>a <em>b</em></li>"),
        ("table heading", "<th>a <em>b</em></th>"),
    ],
)
def test_each_kind_is_rendered_in_its_own_block(kind: str, html: str) -> None:
    assert html in RENDERER.render("a *b*", MARKDOWN, kind)


def test_a_line_break_of_a_message_is_one_on_the_page() -> None:
    assert "<br>" in RENDERER.render("a\nb", MARKDOWN, "paragraph")


def test_block_syntax_in_a_message_is_text() -> None:
    assert "<h1" not in RENDERER.render("# a", MARKDOWN, "paragraph")


def test_plain_text_is_what_it_is() -> None:
    assert RENDERER.render("a *b* <i>", Segment("x", "title").notation, "title") == "a *b* <i>"


def test_a_text_alone_is_a_directive_where_the_site_has_it() -> None:
    assert RENDERER.is_directive(" [TOC] ")
    assert not RENDERER.is_directive("see [TOC]")
    assert not Renderer({"extensions": [], "output_format": "html5"}).is_directive("[TOC]")


def test_what_one_message_defines_is_not_there_for_the_next() -> None:
    RENDERER.render("[x]: https://a.example", MARKDOWN, "paragraph")
    assert "a.example" not in RENDERER.render("[x]", MARKDOWN, "paragraph")


@pytest.mark.parametrize("text", ["*never closed", "`a`_ |b|", ":role:`::error::you lost`", "`x <y"])
def test_docutils_says_nothing_of_a_text(text: str, capfd: pytest.CaptureFixture[str]) -> None:
    RENDERER.render(text, Notation.RST, "paragraph")
    assert capfd.readouterr() == ("", "")
