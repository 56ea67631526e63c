"""An HTML text as tokens: all of it, in order, however broken it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.walkers.tokens import Token, tokens_of

PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<p",
        "<",
        ">",
        "</",
        "<br/>",
        "<a href='x'>",
        '<a href="',
        "text",
        "\n",
        "\r\n",
        " ",
        "&amp;",
        "&",
        "&#60;",
        "&#x",
        "&amp",
        "<!-- c -->",
        "<!--",
        "-->",
        "<!DOCTYPE html>",
        "<!",
        "<?php x ?>",
        "<?",
        "<![CDATA[x]]>",
        "<![if IE]>",
        "<![x](y.png)",
        "<![",
        "<script>",
        "</script>",
        "<style>",
        "<textarea>",
        "<title>",
        "</title>",
        "\x02wzxhzdk:0\x03",
        "\x02",
        "\x03",
        "ä𝄞",
        "\u2028",
    ]
)
HTML = st.lists(PIECES, max_size=6).map("".join)


def pieces(source: str) -> list[tuple[str, str]]:
    return [(token.kind, source[token.start : token.end]) for token in tokens_of(source) if token.end > token.start]


def covers(tokens: list[Token], source: str) -> bool:
    ends = [0, *(token.end for token in tokens)]
    return [token.start for token in tokens] == ends[:-1] and ends[-1] == len(source)


@given(HTML)
def test_the_pieces_joined_are_the_text(source: str) -> None:
    tokens = list(tokens_of(source))
    assert "".join(source[token.start : token.end] for token in tokens) == source
    assert covers(tokens, source)


@pytest.mark.parametrize(
    "source",
    [
        "<p>a<b>c</p>",
        "a < b > c",
        "<p class=>x",
        '<a href="x>y</a>',
        "</p></p>x",
        "a <!-- open",
        "<script>if (a < b) {</script>",
        "x & y &amp z &#",
        "<![CDATA[x]]>y",
        "a\r\n<b>\r\nc",
        "line\nline <i\n class='x'>\nend",
        "<p",
        "a\u2028b\n<i>c\x0b\x85<b>\n</b>",
    ],
)
def test_a_broken_text_is_covered_without_gaps(source: str) -> None:
    assert covers(list(tokens_of(source)), source)


def test_each_kind_of_token_is_told() -> None:
    source = '<!DOCTYPE html><p id="a">A &amp; b<!-- c --></p><?x?>'
    assert pieces(source) == [
        ("other", "<!DOCTYPE html>"),
        ("start", '<p id="a">'),
        ("text", "A "),
        ("text", "&amp;"),
        ("text", " b"),
        ("comment", "<!-- c -->"),
        ("end", "</p>"),
        ("other", "<?x?>"),
    ]


def test_an_empty_text_has_no_tokens() -> None:
    assert list(tokens_of("")) == []


def test_offsets_count_characters_on_later_lines() -> None:
    source = "ä\r\n𝄞\n <b>x</b>"
    assert next((token.start, token.end) for token in tokens_of(source) if token.kind == "start") == (6, 9)


def test_names_are_in_small_letters_and_the_first_of_two_attributes_counts() -> None:
    (token,) = tokens_of('<IMG ALT="a" alt="b" hidden>')
    assert (token.kind, token.tag, token.attributes) == ("start", "img", {"alt": "a", "hidden": None})


def test_an_element_that_closes_itself_starts() -> None:
    assert [(token.kind, token.tag) for token in tokens_of("<br/><p></p>")] == [
        ("start", "br"),
        ("start", "p"),
        ("end", "p"),
    ]


def test_marks_of_a_parser_stand_apart_from_the_text() -> None:
    mark = "\x02wzxhzdk:0\x03"
    assert pieces(f"<p>a {mark} b</p>") == [
        ("start", "<p>"),
        ("text", "a "),
        ("mark", mark),
        ("text", " b"),
        ("end", "</p>"),
    ]


def test_what_looks_like_an_element_in_a_script_is_its_text() -> None:
    assert pieces("<script>'<b>'</script>") == [("start", "<script>"), ("text", "'<b>'"), ("end", "</script>")]


def test_character_references_are_kept_as_they_are_written() -> None:
    assert pieces("&lt;&#60;&nosuch;") == [("text", "&lt;"), ("text", "&#60;"), ("text", "&nosuch;")]
