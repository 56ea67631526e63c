"""Rules of the Markdown walker that hold for every document."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from pipeline.model import Segment
from pipeline.sources.walkers.markdown_extension import GettextExtension, SegmentReader, with_walker
from tests.cases import MARKDOWN

READER = SegmentReader(MARKDOWN)
WORDS = st.sampled_from(
    [
        "dose",
        "*risk*",
        "**care**",
        "`code`",
        "[link](a.html)",
        "![pic](p.svg)",
        "a < b",
        "&amp;",
        "CBT",
        "500 mg",
        "\\*",
        "_x_",
    ]
)
INLINE = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
BLOCK = st.one_of(
    INLINE,
    st.builds("{} {}".format, st.sampled_from(["#", "##", "###"]), INLINE),
    st.builds("{} {{#{}}}".format, INLINE.map("## {}".format), st.sampled_from(["a", "b", "c"])),
    st.lists(INLINE, min_size=1, max_size=3).map(lambda items: "\n".join(f"- {item}" for item in items)),
    st.builds("- {}\n    - {}\n\n        {}".format, INLINE, INLINE, INLINE),
    st.builds("1. {}\n\n    {}".format, INLINE, INLINE),
    st.builds("> {}\n> {}".format, INLINE, INLINE),
    st.builds("| {} | {} |\n|---|---|\n| {} | x |".format, INLINE, INLINE, INLINE),
    st.builds("{}\n:   {}".format, INLINE, INLINE),
    st.builds('!!! note "{}"\n    {}'.format, st.sampled_from(["Tip", "Do"]), INLINE),
    st.builds("Note[^1]\n\n[^1]: {}\n\n    {}".format, INLINE, INLINE),
    st.builds("<div><p>{}</p></div>".format, INLINE),
    st.builds("{}\n{{: .note }}".format, INLINE),
    st.just("```\ncode\n```"),
    st.just("    indented"),
    st.just("*[CBT]: therapy"),
    st.just("[TOC]"),
    st.just("<!-- a comment -->"),
    st.builds(
        "<details>\n<summary>{}</summary>\n\n{}\n\n```\ncode\n```\n\n{}\n</details>".format, INLINE, INLINE, INLINE
    ),
)
DOCUMENT = st.lists(BLOCK, min_size=1, max_size=8).map("\n\n".join)
ANY_TEXT = st.text(
    alphabet=st.one_of(st.sampled_from("#*_`[]()<>!|:\\\n -+.&{}\"'~^="), st.characters(codec="utf-8")), max_size=120
)

ELEMENTS = st.sampled_from("div figure figcaption p span table td ul li h2 details summary pre svg script".split())
NESTED = st.lists(
    st.one_of(
        st.builds(
            "<{}{}{}>".format,
            ELEMENTS,
            st.sampled_from(["", " markdown", *(f' markdown="{value}"' for value in ("1", "span", "block", "x"))]),
            st.sampled_from(["", ' id="i"', ' title="Hi"', ' translate="no"']),
        ),
        ELEMENTS.map("</{}>".format),
        st.sampled_from(
            "Text |*em* |![x](y.png){ width=3 }|{: #a title='x'}|*[AB]: A|[^1]|[^1]: n|# H|- |> ".split("|")
        ),
        st.sampled_from(
            "<!-- i18n:skip -->|<!--|-->|<![x](y.png)|<![CDATA[|<?php|<!DOCTYPE x>|```\n|\n\n|    ".split("|")
        ),
        st.sampled_from(["\x02", "\x03", "\x02wzxhzdk:0\x03", "\x02wzxhzdk:9\x03", "| a | b |\n|---|---|\n| c | d |"]),
    ),
    min_size=1,
    max_size=12,
).map("".join)


def convert(text: str, visitor, kept: dict[str, str] | None = None) -> str:
    return Markdown(**with_walker(MARKDOWN, GettextExtension(visitor, kept or {}))).convert(text)


def plain(text: str) -> str:
    return Markdown(**MARKDOWN).convert(text)


def offered(text: str) -> list[Segment]:
    found: list[Segment] = []
    convert(text, found.append)
    return found


@given(DOCUMENT)
def test_identity_what_the_reader_returns_equals_the_hosts_own(text: str) -> None:
    assert convert(text, lambda segment: segment.text) == plain(text)
    assert convert(text, lambda segment: None) == plain(text)


@given(ANY_TEXT)
def test_identity_holds_for_any_characters(text: str) -> None:
    assert convert(text, lambda segment: segment.text) == plain(text)


@given(NESTED)
def test_identity_holds_for_markdown_in_html_however_it_is_nested(text: str) -> None:
    assert convert(text, lambda segment: segment.text) == plain(text)
    assert convert(text, lambda segment: None) == plain(text)
    convert(text, lambda segment: f"Other {segment.text}", {"lang": "en"})
    READER.walk(text, lambda segment: None)


@given(DOCUMENT)
def test_every_segment_that_is_offered_is_applied_in_its_place_once(text: str) -> None:
    found = offered(text)
    numbers = iter(range(len(found)))

    def number(segment: Segment) -> str | None:
        sentinel = f"⟦{next(numbers)}⟧"
        return None if segment.kind == "abbreviation" else sentinel

    html = convert(text, number)
    shown = [
        int(number) for number in re.findall(r"⟦(\d+)⟧", re.sub(r'<div class="toc">.*?</div>', "", html, flags=re.S))
    ]
    expected = [number for number, segment in enumerate(found) if segment.kind != "abbreviation"]
    assert sorted(shown) == expected


@given(DOCUMENT)
def test_extraction_offers_what_a_build_offers(text: str) -> None:
    found: list[Segment] = []
    READER.walk(text, found.append)
    assert found == offered(text)


@given(DOCUMENT)
def test_nothing_of_the_parsers_internals_reaches_a_translator(text: str) -> None:
    for segment in offered(text):
        assert not re.search("[\x02\x03]|wzxhzdk|klzzwxh", segment.text + segment.comment)


@given(
    DOCUMENT,
    st.lists(
        ANY_TEXT.filter(lambda text: "<" not in text and "{" not in text and "[TOC]" not in text),
        min_size=1,
        max_size=5,
    ),
)
def test_a_translation_cannot_change_the_block_structure(text: str, translations: list[str]) -> None:
    def translate(segment: Segment) -> str | None:
        translation = translations[len(segment.text) % len(translations)]
        return translation.strip() or None if segment.kind != "abbreviation" else None

    assert _blocks(convert(text, translate)) == _blocks(plain(text))


def _blocks(html: str) -> list[str]:
    return re.findall(
        r"</?(?:h[1-6]|p|ul|ol|li|table|tr|t[hd]|dl|dt|dd|blockquote|pre|div|hr)\b",
        re.sub(r'<div class="toc">.*?</div>', "", html, flags=re.S),
    )


@given(DOCUMENT)
def test_heading_ids_are_the_same_in_every_language(text: str) -> None:
    translated = convert(text, lambda segment: "Überschrift" if segment.kind.startswith("heading") else None)
    assert re.findall(r'<h\d[^>]* id="([^"]*)"', translated) == re.findall(r'<h\d[^>]* id="([^"]*)"', plain(text))


def test_rewrapping_the_source_changes_no_message() -> None:
    assert offered("A text in\none  paragraph.")[0].text == offered("A\ntext in one paragraph.")[0].text


def test_no_break_spaces_are_part_of_the_message() -> None:
    assert offered("5\u00a0mg\u202f!")[0].text == "5\u00a0mg\u202f!"


def test_a_segment_knows_its_headings_and_the_ids_around_it() -> None:
    text = '# Top\n\n## Part {#part}\n\nText.\n\n<div id="box"><p>Boxed.</p></div>\n\n## Next\n\nEnd.'
    by_text = {segment.text: segment for segment in offered(text)}
    assert by_text["Text."].headings == ("Top", "Part")
    assert by_text["Text."].anchors == ("part",)
    assert by_text["Boxed."].anchors == ("box", "part")
    assert by_text["Part"].anchors == ("part",)
    assert by_text["Part"].headings == ("Top",)
    assert by_text["End."].anchors == ()


def test_footnotes_belong_to_no_section() -> None:
    text = "## Disclaimer {#disclaimer}\n\nNo advice.[^1]\n\n[^1]: A note.\n"
    note = next(segment for segment in offered(text) if segment.kind == "footnote")
    assert "disclaimer" not in note.anchors


def test_a_comment_and_a_context_go_to_the_next_segment_only() -> None:
    text = "<!-- i18n:comment: on a\nbutton -->\n\n<!-- i18n:context: verb -->\n\nSend\n\nMore\n"
    send, more = offered(text)
    assert (send.comment, send.context) == ("on a button", "verb")
    assert (more.comment, more.context) == ("", None)


def test_metadata_is_found_and_never_offered_as_text() -> None:
    found: list[Segment] = []
    assert READER.walk("Title: A\nSlug: a\n\nBody.", found.append) == {"title": ["A"], "slug": ["a"]}
    assert [segment.text for segment in found] == ["Body."]


def test_kept_text_is_marked_with_its_language_and_translated_text_is_not() -> None:
    html = convert(
        "One.\n\nTwo.", lambda segment: "Zwei." if segment.text == "Two." else None, {"lang": "en", "dir": "ltr"}
    )
    assert (
        html == '<p dir="ltr" lang="en">One.</p>\n<p>Zwei.</p>'
        or html == '<p lang="en" dir="ltr">One.</p>\n<p>Zwei.</p>'
    )


def test_a_segment_knows_the_elements_around_it_those_of_raw_html_too() -> None:
    source = "<noscript markdown>\n\n- one\n\n</noscript>\n\n<div><p>two</p></div>\n\n> three\n"
    found: list[Segment] = []
    Markdown(**with_walker({"extensions": ["extra"]}, GettextExtension(found.append, {}))).convert(source)
    assert [(segment.text, segment.surroundings.elements) for segment in found] == [
        ("one", ("noscript", "ul", "li")),
        ("two", ("p", "div", "p")),  # the parser keeps a paragraph in the place of raw HTML
        ("three", ("blockquote", "p")),
    ]
