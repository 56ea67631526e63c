"""The tokenizer of pages in pieces, against a parser of HTML5 that is given the whole."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from pipeline.sources.page_state import PageState, after, after_unknown

PIECES = st.sampled_from(
    [
        *"<>/'\"= -!?ab",
        "<p>",
        "</p>",
        "<a href='",
        '<a title="',
        "<b x=",
        "<br/>",
        "<!--",
        "-->",
        "--!>",
        "<!doctype html>",
        "<?x>",
        "</ x>",
        "<title>",
        "</title>",
        "<textarea>",
        "</textarea >",
        "<script>",
        "</script>",
        "<style>",
        "</style>",
        "<xmp>",
        "</xmp>",
        "class",
    ]
)


def state_after(*pieces: str) -> PageState:
    state = PageState()
    for piece in pieces:
        state = after(state, piece)
    return state


def where(html: str) -> set[str]:
    """Where a parser finds the letter Q of a page."""
    found = set()
    for node in LexborHTMLParser(html).root.traverse(include_text=True):
        if node.tag == "-text" and "Q" in node.text_content:
            raw = node.parent.tag in ("title", "textarea", "script", "style", "xmp")
            found.add(f"raw {node.parent.tag}" if raw else "text")
        elif node.tag == "-comment" and "Q" in (node.html or ""):
            found.add("comment")
        elif (node.tag or "")[:1].isalpha():
            found |= {f"value {name}" for name, value in node.attributes.items() if "Q" in (value or "")}
            found |= {"tag" for name in (node.tag, *node.attributes) if "q" in name}
    return found


def said(state: PageState) -> str:
    match state.mode:
        case "raw":
            return f"raw {state.tag}"
        case "double" | "single" | "unquoted" | "before value":
            return f"value {state.name}"
        case "comment" | "bogus" | "declaration":
            return "comment"
        case "text":
            return "text"
        case _:
            return "tag"


@given(st.lists(PIECES, max_size=12))
def test_a_state_is_what_a_parser_of_the_whole_page_says(pieces: list[str]) -> None:
    """Where the parser shows the next letter at all: it drops end tags, second attributes and what is not closed."""
    page = f"<body>{''.join(pieces)}"
    state = state_after(page)
    ending = {"double": '">', "single": "'>", "comment": "-->", "raw": f"</{state.tag}>", "text": ""}.get(
        state.mode, ">"
    )
    shown = where(f"{page}Q{ending}")
    if shown and not state.closing:
        assert said(state) in shown, (page, state)


@given(st.lists(PIECES, max_size=12))
def test_pieces_and_the_whole_end_in_the_same_state(pieces: list[str]) -> None:
    assert state_after(*pieces) == state_after("".join(pieces))
    letters = "".join(pieces)
    assert state_after(*letters) == state_after(letters)


@pytest.mark.parametrize(
    ("before", "mode"),
    [
        ("", "text"),
        ("<", "tag name"),
        ("</", "tag name"),
        ("<p", "tag name"),
        ("<p ", "name"),
        ("<p cl", "name"),
        ("<p class ", "name"),
        ("<p class=", "unquoted"),
        ("<p class='", "single"),
        ('<p class="', "double"),
        ("<!--", "comment"),
        ("<!", "declaration"),
        ("<?", "bogus"),
        ("<title>", "raw"),
    ],
)
def test_an_expression_ends_nothing(before: str, mode: str) -> None:
    assert after_unknown(state_after(before)).mode == mode


def test_attributes_are_known_by_the_first_of_their_name() -> None:
    state = state_after("<meta Name='a' name=b http-equiv content='")
    assert (state.attributes, state.name) == ((("name", "a"), ("http-equiv", "")), "content")


def test_pictures_have_no_raw_text_but_code() -> None:
    for before, after_it in pairwise(["<svg>", "<title>", "x"]):
        assert state_after("<svg>", before, after_it).mode in ("text", "tag")
    assert state_after("<svg><title>").mode == "text"
    assert state_after("<svg><style>").mode == "raw"
    assert state_after("<svg></svg><title>").mode == "raw"
    assert state_after("<svg/><title>").mode == "raw"
