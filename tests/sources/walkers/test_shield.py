"""What is set aside before a translator sees a text: white space, attribute lists, the parser's marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.walkers.shield import replace_prose, shield, split_marks

HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
MARK = "\x02klzzwxh:0000\x03"
RAW = st.text(st.sampled_from(" \t\n{}:.#=\"'ab\u00a0"), max_size=14)


@pytest.mark.parametrize("tag", [*HEADINGS, "dt", "td", "th"])
def test_a_list_stands_on_the_same_line_in_headings_terms_and_cells(tag: str) -> None:
    found = shield("Dose { #dose .big }", tag, attribute_lists=True)
    assert (found.text, found.anchor) == ("Dose", "dose")
    assert found.before + found.text + found.after == "Dose { #dose .big }"


@pytest.mark.parametrize("tag", [*HEADINGS, "dt", "td", "th"])
def test_there_a_list_on_a_line_of_its_own_is_text(tag: str) -> None:
    found = shield("Dose\n{: #dose }\nmore", tag, attribute_lists=True)
    assert (found.text, found.anchor) == ("Dose\n{: #dose }\nmore", None)


@pytest.mark.parametrize("tag", ["p", "li", "dd", "blockquote"])
def test_elsewhere_a_list_stands_on_a_line_of_its_own(tag: str) -> None:
    found = shield("Text.\n{: #dose .note }", tag, attribute_lists=True)
    assert (found.text, found.after, found.anchor) == ("Text.", "\n{: #dose .note }", "dose")


@pytest.mark.parametrize("tag", ["p", "li", "dd", "blockquote"])
def test_elsewhere_a_list_on_the_same_line_is_text(tag: str) -> None:
    found = shield("Text. {: #dose }", tag, attribute_lists=True)
    assert (found.text, found.after, found.anchor) == ("Text. {: #dose }", "", None)


@pytest.mark.parametrize(("raw", "tag"), [("Dose { #dose }", "h2"), ("Text.\n{: #dose }", "p")])
def test_where_the_site_has_no_attribute_lists_braces_are_text(raw: str, tag: str) -> None:
    found = shield(raw, tag, attribute_lists=False)
    assert (found.text, found.anchor) == (raw, None)


def test_a_list_with_something_else_in_it_is_text() -> None:
    found = shield("Dose { #dose }, { = }", "h2", attribute_lists=True)
    assert (found.text, found.anchor) == ("Dose { #dose }, { = }", None)


def test_a_list_without_an_id_gives_none() -> None:
    assert shield("Dose { .big }", "h2", attribute_lists=True).anchor is None


def test_outer_white_space_is_kept_around_the_text() -> None:
    found = shield("\n  Text. \n", "p", attribute_lists=False)
    assert (found.before, found.text, found.after) == ("\n  ", "Text.", " \n")


def test_no_break_spaces_at_the_edges_are_text() -> None:
    assert shield("\u00a0Text.\u202f", "p", attribute_lists=False).text == "\u00a0Text.\u202f"


def test_a_text_of_white_space_alone_is_kept_once() -> None:
    found = shield(" \n ", "p", attribute_lists=True)
    assert (found.before, found.text, found.after) == (" \n ", "", "")


@given(RAW, st.sampled_from(["p", "h2", "td", "li"]), st.booleans())
def test_what_surrounds_a_text_and_the_text_are_the_raw_text(raw: str, tag: str, lists: bool) -> None:
    found = shield(raw, tag, attribute_lists=lists)
    assert found.before + found.text + found.after == raw


def test_a_text_without_marks_is_one_piece() -> None:
    assert list(split_marks("a text")) == [("a text", False)]


def test_the_parsers_marks_are_split_from_the_text() -> None:
    pieces = [piece for piece in split_marks(f"a {MARK}b{MARK}{MARK} c") if piece[0]]
    assert pieces == [("a ", False), (MARK, True), ("b", False), (MARK, True), (MARK, True), (" c", False)]


def test_a_mark_that_does_not_end_is_text() -> None:
    assert list(split_marks("a \x02 b")) == [("a \x02 b", False)]


@given(st.text(st.sampled_from("ab\x02\x03 "), max_size=20))
def test_the_pieces_are_the_text(raw: str) -> None:
    assert "".join(piece for piece, _ in split_marks(raw)) == raw


def replaced(attributes: str, answer: str = "X") -> tuple[str, list[tuple[str, str]]]:
    asked: list[tuple[str, str]] = []

    def replace(kind: str, value: str) -> str:
        asked.append((kind, value))
        return answer

    return replace_prose(attributes, replace), asked


@pytest.mark.parametrize(
    ("attributes", "asked", "result"),
    [
        ('{: title="A b" }', [("title attribute", "A b")], '{: title="X" }'),
        ("{: alt='A b' }", [("image text", "A b")], '{: alt="X" }'),
        ("{: title=A .c }", [("title attribute", "A")], '{: title="X" .c }'),
        ('{:title="A"}', [("title attribute", "A")], '{:title="X"}'),
        ('{title="A"}', [("title attribute", "A")], '{title="X"}'),
        ('{: title="A" aria-label="B" }', [("title attribute", "A"), ("label", "B")], '{: title="X" aria-label="X" }'),
        ('{: title="" }', [("title attribute", "")], '{: title="X" }'),
    ],
)
def test_prose_in_attribute_lists_is_replaced_however_it_is_quoted(
    attributes: str, asked: list[tuple[str, str]], result: str
) -> None:
    assert replaced(attributes) == (result, asked)


@pytest.mark.parametrize(
    "attributes", ['{: href="A" }', '{: data-title="A" }', '{: subtitle="A" }', "{: #title .alt }"]
)
def test_what_is_no_prose_is_never_asked_for(attributes: str) -> None:
    assert replaced(attributes) == (attributes, [])


@pytest.mark.parametrize("attributes", ["{: title='A' }", "{: title=A }", '{: title="A" }'])
def test_an_answer_that_is_the_same_changes_no_quote(attributes: str) -> None:
    assert replaced(attributes, "A")[0] == attributes


@pytest.mark.parametrize(
    ("answer", "written"),
    [
        ("it's", '"it\'s"'),
        ('a "b" c', "'a \"b\" c'"),
        ('"it\'s"', "'\"it’s\"'"),
        ("a } b", '"a } b"'),
    ],
)
def test_an_answer_stands_in_quotes_that_hold(answer: str, written: str) -> None:
    assert replaced('{: title="A" .c }', answer)[0] == f"{{: title={written} .c }}"
