"""What a browser makes of a rendered text, and how two of its elements are compared."""

from __future__ import annotations

from collections import Counter

import pytest

from pipeline.checks.pair import comparable, fragment_of
from tests.checks.checked import rules


@pytest.mark.parametrize(
    ("rendered", "text"),
    [
        ("one way", "one way"),
        ("Fish &amp; chips", "Fish & chips"),
        ("a < b", "a < b"),
        ("<b>big</b> word", "big word"),
        ("<!-- no -->shown", "shown"),
        ("<p>one</p><p>two</p>", "one\ntwo"),
        ("one<br>two", "one\ntwo"),
        ("<h2>one</h2><p>two</p>", "one\ntwo"),
        ("on<b>e</b>", "one"),
        ("", ""),
    ],
)
def test_the_text_is_what_one_reads(rendered: str, text: str) -> None:
    assert fragment_of(rendered).text == text


@pytest.mark.parametrize(
    ("rendered", "text"),
    [
        ('<img alt="A pill" src="a.svg">Look', "Look\nA pill"),
        ('<a title="More" href="a.html">it</a>', "it\nMore"),
        ('<input type="submit" value="Send">', "Send"),
        ('<input type="hidden" value="sent">', ""),
        ('<p title="">x</p>', "x"),
        ('<p class="note">x</p>', "x"),
    ],
)
def test_prose_in_attributes_stands_on_lines_of_its_own(rendered: str, text: str) -> None:
    assert fragment_of(rendered).text == text


def test_prose_is_the_text_without_code() -> None:
    fragment = fragment_of("Type <code>ls -l</code>, then <code>exit</code>.")
    assert (fragment.text, fragment.prose) == ("Type ls -l, then exit.", "Type  , then  .")
    assert fragment.codes == Counter({"ls -l": 1, "exit": 1})


def test_code_is_left_out_where_it_stands_and_nowhere_else() -> None:
    """Or a code of 1 would make 15 and 51 the same dose."""
    assert fragment_of("Press <code>1</code>, <b>take 15 mg</b>").prose == "Press  , take 15 mg"
    assert fragment_of("<code><b>1</b></code> 15").prose == "  15"
    assert "numbers" in rules("Press `1` to take 15 mg", "Drücken Sie `1`, um 51 mg zu nehmen")


def test_code_is_counted_as_often_as_it_is_there() -> None:
    assert fragment_of("<code>a</code> and <code>a</code>").codes == Counter({"a": 2})


def test_a_text_without_markup_is_its_own_prose_and_has_no_elements() -> None:
    fragment = fragment_of("one way")
    assert (fragment.prose, fragment.elements, fragment.tags, fragment.codes) == ("one way", {}, {}, {})


def test_elements_are_counted_by_name_and_by_what_they_have() -> None:
    fragment = fragment_of('<b>x</b><b class="y">x</b><b>z</b>')
    assert fragment.tags == Counter({"b": 3})
    assert fragment.elements == Counter({("b", frozenset()): 2, ("b", frozenset({("class", "y")})): 1})


def test_what_every_document_has_is_no_element_of_a_fragment_unless_it_is_given_attributes() -> None:
    assert fragment_of("<b>x</b>").tags == Counter({"b": 1})
    assert fragment_of('<body class="x"><b>x</b>').tags == Counter({"body": 1, "b": 1})


def test_comments_and_declarations_are_no_elements() -> None:
    assert fragment_of("<!-- a --><!DOCTYPE html>x").elements == {}


def test_the_values_of_an_attribute_are_counted_over_all_elements_of_a_name() -> None:
    fragment = fragment_of(
        '<a href="x">1</a><a href="x">2</a><a href="y" rel="z">3</a><b href="x">4</b><a name="q">5</a>'
    )
    assert fragment.values("a", "href") == Counter({"x": 2, "y": 1})


@pytest.mark.parametrize(
    ("rendered", "count"),
    [
        ('<a href="x">it</a>', 0),
        ('<a href="x"></a>', 1),
        ('<a href="x"> \u00a0</a>', 1),
        ('<a href="x"><b></b></a>', 1),
        ('<a href="x"></a><a href="x"></a>', 2),
        ('<a href="x"><img src="a.svg"></a>', 0),
        ('<a name="x"></a>', 0),
    ],
)
def test_a_link_that_shows_nothing_is_empty(rendered: str, count: int) -> None:
    assert fragment_of(rendered).empty_links == count


@pytest.mark.parametrize(
    ("rendered", "names"),
    [
        ("<b>x</b>", set()),
        ("<B>x</b >", set()),
        ("<b>x", {"b"}),
        ("x</b>", {"b"}),
        ("<b>x<i>y</b>", {"i"}),
        ("<b>x</b></b>", {"b"}),
        ("a<br>b<hr><img src=x>", set()),
        ("a < b and <3", set()),
        ("<my-part>x", {"my-part"}),
    ],
)
def test_elements_that_are_not_closed_or_not_opened_are_unbalanced(rendered: str, names: set[str]) -> None:
    assert fragment_of(rendered).unbalanced == names


def test_of_an_attribute_that_holds_prose_only_the_presence_counts() -> None:
    assert comparable("img", [("alt", "A pill")]) == comparable("img", [("alt", "Eine Tablette")])
    assert comparable("img", [("alt", "A pill")]) != comparable("img", [])
    assert comparable("a", [("href", "x")]) != comparable("a", [("href", "y")])


def test_whether_a_value_is_prose_depends_on_the_element() -> None:
    assert comparable("input", [("type", "submit"), ("value", "Send")])[1] == {("type", "submit"), ("value", None)}
    assert comparable("input", [("type", "hidden"), ("value", "Send")])[1] == {("type", "hidden"), ("value", "Send")}


def test_the_order_of_attributes_is_nothing_and_all_of_one_name_are_compared() -> None:
    assert comparable("a", [("href", "x"), ("rel", "y")]) == comparable("a", [("rel", "y"), ("href", "x")])
    assert comparable("a", [("href", "x"), ("href", "y")]) != comparable("a", [("href", "x")])
