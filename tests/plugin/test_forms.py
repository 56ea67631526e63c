"""What catalogs brought makes nothing together with what is beside it."""

from __future__ import annotations

import pytest

from pipeline.plugin.escapes import page_text
from pipeline.plugin.inert import inert_plain, inert_value

TITLE = "A title"


@pytest.mark.parametrize(
    ("template", "texts", "page"),
    [
        ("<p>{}{}</p>", ("x {", "{ y"), "<p>x {+{ y</p>"),
        ("<p>{}\ufdd1\ufdd0{}</p>", ("x [", "[ y"), "<p>x [+\ufdd1\ufdd0[ y</p>"),
        ("<p>&#123;{} [{}</p>", ("{ x", "[ y"), "<p>&#123;+{ x [+[ y</p>"),
        ("<p title='({}'>{}</p>", ("(x)", "${x} [1]"), "<p title='(+(x)'>$+{x} [1]</p>"),
        ("<p>{} {}</p>", ("x [1] (a)", "{b} #1"), "<p>x [1] (a) {b} #1</p>"),
        ("<script>'{}{}'</script>", ("{", "{ y"), "<script>'{{ y'</script>"),
        ("<a href='/{}{}'>", ("{", "{ y"), "<a href='/%7B+%7B y'>"),
    ],
)
def test_no_two_brackets_open_code_side_by_side(template: str, texts: tuple[str, ...], page: str) -> None:
    found = page_text(template.format(*(inert_value(text, TITLE) for text in texts)))
    assert found.replace("\u2060", "+") == page


@pytest.mark.parametrize(
    ("template", "source", "text", "page"),
    [
        ("<a href='/M'>M</a>", TITLE, "/evil.io", "<a href='/%2Fevil.io'>/evil.io</a>"),
        ("<a href='/M'>M</a>", TITLE, "\\evil.io", "<a href='/%5Cevil.io'>\\evil.io</a>"),
        ("<a href='M'>M</a>", "/docs", "/doku", "<a href='/doku'>/doku</a>"),
        ("<a href='/tag/M'>M</a>", TITLE, "a/b \\c: d@e", "<a href='/tag/a/b %5Cc: d@e'>a/b \\c: d@e</a>"),
        ("<a href='M'>M</a>", TITLE, "skype:a", "<a href='skype%3Aa'>skype:a</a>"),
        ("<a href='M'>M</a>", "skype:b", "skype:a", "<a href='skype:a'>skype:a</a>"),
        ("<a href='/?t=M'>M</a>", TITLE, "A: b", "<a href='/?t=A: b'>A: b</a>"),
        ('<script>f("/M", "M")</script>', TITLE, "/x", '<script>f("/%2Fx", "/x")</script>'),
        ("<p>1/M</p>", TITLE, "/x", "<p>1//x</p>"),
    ],
)
def test_nothing_at_the_beginning_of_a_text_makes_a_host_of_an_address(
    template: str, source: str, text: str, page: str
) -> None:
    assert page_text(template.replace("M", inert_value(text, source))) == page


def test_a_plain_text_keeps_its_slashes() -> None:
    assert page_text(inert_plain("/a/b")) == "/a/b"
