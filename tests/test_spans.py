"""What a browser takes for a tag, a value, a text or code, told by an HTML5 parser of somebody else's."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from pipeline.spans import Kind, pieces_of


def told(text: str) -> list[str]:
    """The kinds of all pieces, with what each has."""
    shown = []
    for piece in pieces_of(text):
        values = "".join(f" {value.name}={value.quote}{text[value.start : value.end]}" for value in piece.values)
        shown.append(f"{piece.kind.name} {piece.tag + values if piece.kind is Kind.START else piece.written}")
    return shown


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a < b", ["TEXT a < b"]),
        ("<p>a</p>", ["START p", "TEXT a", "END </p>"]),
        ("<a b c=d e='f' G=\"h>\" =i>", ["START a b= c=d e='f g=\"h> =i="]),
        ("<a b = c>", ["START a b=c"]),
        ("<a b=>c", ["START a b=", "TEXT c"]),
        ('<a b="c"d>', ['START a b="c d=']),
        ("<a b=c/d>", ["START a b=c/d"]),
        ("<a/b/>", ["START a b="]),
        ("<!-- > -->a", ["OTHER <!-- > -->", "TEXT a"]),
        ("<!-->a-->", ["OTHER <!-->", "TEXT a-->"]),
        ("<!--a--!>b", ["OTHER <!--a--!>", "TEXT b"]),
        ("</<b>a", ["OTHER </<b>", "TEXT a"]),
        ("a</", ["TEXT a</"]),
        ("</ a>b", ["OTHER </ a>", "TEXT b"]),
        ("<?a>b", ["OTHER <?a>", "TEXT b"]),
        ("<title><b>&amp;</title>a", ["START title", "TEXT <b>&amp;", "END </title>", "TEXT a"]),
        ("<STYLE><b></sTyle >a", ["START style", "RAW <b>", "END </sTyle >", "TEXT a"]),
        ("<script>a</scripts></script>b", ["START script", "RAW a</scripts>", "END </script>", "TEXT b"]),
        (
            "<script><!--<script>a</script>b--></script>c",
            ["START script", "RAW <!--<script>a</script>b-->", "END </script>", "TEXT c"],
        ),
        ("<script><!--></script>c", ["START script", "RAW <!-->", "END </script>", "TEXT c"]),
        (
            "<svg><title><b></title></svg><title><b>",
            ["START svg", "START title", "START b", "END </title>", "END </svg>", "START title", "TEXT <b>"],
        ),
        ("<svg><xmp><script>a</script>", ["START svg", "START xmp", "START script", "RAW a", "END </script>"]),
        ("<math><plaintext><b>", ["START math", "START plaintext", "START b"]),
        ("<svg><style/>a</svg>", ["START svg", "START style", "TEXT a", "END </svg>"]),
        ("<svg><![CDATA[<b>]]>a</svg>", ["START svg", "OTHER <![CDATA[<b>]]>", "TEXT a", "END </svg>"]),
        ("<![CDATA[<b>]]>", ["OTHER <![CDATA[<b>", "TEXT ]]>"]),
        ("<plaintext></plaintext>", ["START plaintext", "RAW </plaintext>"]),
        ('a<abbr title="b', ["TEXT a", 'START abbr title="b']),
    ],
)
def test_a_text_is_told_in_pieces_as_a_browser_reads_it(text: str, wanted: list[str]) -> None:
    assert told(text) == wanted
    assert "".join(piece.written for piece in pieces_of(text)) == text


SOUP = (
    "M <a <b <p <div <img <svg <title <script <style <textarea <iframe <!-- --> --!> </a> </b> </p> </div> </svg> "
    "</title> </script> </style> </textarea> </iframe> > /> = ' \" x y= title= data-x=' href=\" & ; ! ? - /"
).split()


@given(st.lists(st.sampled_from([*SOUP, " ", "\n"]), max_size=30).map("".join))
def test_what_a_parser_finds_in_values_and_in_code_is_told_to_be_there(soup: str) -> None:
    """A mark is put into a soup of markup; a parser may drop it, but it never sees it where we do not."""
    numbered = "".join(f"{part}M{number}m" for number, part in enumerate(soup.split("M"))).removesuffix("m")
    text = f"<body><div>{numbered}"
    values, code, texts = "", "", ""
    for piece in pieces_of(text):
        values += "".join(text[value.start : value.end] + " " for value in piece.values)
        code += piece.written if piece.kind is Kind.RAW else ""
        texts += piece.written if piece.kind is Kind.TEXT else ""
    root = LexborHTMLParser(text).root
    for node in root.traverse(include_text=True) if root is not None else ():
        if node.tag == "-text":
            raw = node.parent is not None and node.parent.tag in ("script", "style", "iframe")
            assert all(mark in (code if raw else texts + code) for mark in _marks(node.text_content or "")), text
        elif node.tag[:1].isalpha():
            for value in node.attributes.values():
                assert all(mark in values for mark in _marks(value or "")), text


def _marks(text: str) -> list[str]:
    return [part for part in text.replace("M", " M").replace("m", "m ").split() if part[:1] == "M" and part[-1] == "m"]


_TAGS = "<p>,</p>,<a\tb=1>,<script>,</script>,<title>,</title>,<svg>,</svg>,<svg/>,<![CDATA[,]]>,<!-- -->,<\u017fvg,="
WHOLE = _TAGS.split(",")


@given(st.lists(st.sampled_from([*WHOLE, *WHOLE, *SOUP]), max_size=20).map("".join))
@settings(max_examples=500)
def test_what_is_passed_over_has_nothing_of_what_is_asked_for(text: str) -> None:
    for wanted in (re.compile("[=x]"), re.compile("1|<script"), re.compile("[!M]")):
        every, found = list(pieces_of(text)), list(pieces_of(text, having=wanted))
        assert [piece for piece in every if piece in found] == found
        assert {piece.start for piece in every if wanted.search(text, piece.start, piece.end)} <= {
            piece.start for piece in found
        }
