"""What holds for an element of a page: its language, whether it is shown, and the body of its section."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.verify.nodes import ancestry, hiding_class, is_shown, language_of, section_body, visible_text


def node(html: str, selector: str = "#x") -> LexborNode:
    found = LexborHTMLParser(html).css_first(selector)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("html", "language"),
    [
        ('<html lang="de"><p id="x">a', "de"),
        ('<html lang="de"><div lang="en"><p id="x">a', "en"),
        ('<html lang="de"><p id="x" lang="fr">a', "fr"),
        ('<html lang="de"><div lang=""><p id="x">a', "none"),
        ('<html lang="pt-BR"><p id="x">a', "pt-br"),
        ('<p id="x">a', "none"),
        ('<p lang="en">b</p><p id="x">a', "none"),
    ],
)
def test_the_nearest_lang_says_the_language_in_small_letters(html: str, language: str) -> None:
    assert language_of(node(html)) == language


def test_the_ancestry_leads_from_the_inside_out() -> None:
    tags = [one.tag for one in ancestry(node("<div><p><b id=x>a"))]
    assert tags[:5] == ["b", "p", "div", "body", "html"]


SHOWN = [
    "",
    'style="color: red"',
    'style="display: block"',
    'style="opacity: 0.5"',
    'style="opacity: 1"',
    'aria-hidden="false"',
    'class="hidden"',
    'style="visibility: visible"',
]
HIDDEN = [
    "hidden",
    'hidden="until-found"',
    'aria-hidden="true"',
    'aria-hidden="TRUE"',
    "inert",
    "popover",
    'style="display:none"',
    'style="Display : None"',
    'style="color:red; display:/* */none"',
    'style="visibility: hidden"',
    'style="visibility: collapse"',
    'style="opacity: 0"',
    'style="opacity: .0"',
    'style="opacity: 0.00"',
    'style="content-visibility: hidden"',
]


@pytest.mark.parametrize("attributes", SHOWN)
def test_an_element_is_shown_unless_its_attributes_hide_it(attributes: str) -> None:
    assert is_shown(node(f'<p id="x" {attributes}>a'))
    assert visible_text(node(f'<p id="x" {attributes}>a')) == "a"


@pytest.mark.parametrize("attributes", HIDDEN)
def test_what_hides_an_element_hides_what_is_in_it(attributes: str) -> None:
    assert not is_shown(node(f'<p id="x" {attributes}>a'))
    assert not is_shown(node(f'<div {attributes}><p id="x">a'))
    assert is_shown(node(f'<p {attributes}>b</p><p id="x">a'))


@pytest.mark.parametrize(
    "tag",
    "audio canvas dialog iframe meter noscript object progress script style template video datalist".split(),
)
def test_the_content_of_some_elements_is_not_shown(tag: str) -> None:
    assert visible_text(node(f'<div id="x">a<{tag}>b</{tag}></div>')) == "a"
    assert not is_shown(node(f"<{tag}>b</{tag}>", tag))


def test_details_are_shown_where_they_are_open() -> None:
    assert not is_shown(node('<details><p id="x">a</p></details>'))
    assert is_shown(node('<details open><p id="x">a</p></details>'))


def test_the_visible_text_is_that_of_all_elements_that_are_shown() -> None:
    assert visible_text(
        node('<div id="x">a <b>b</b> <i hidden>c</i><!-- d --><span aria-hidden="true">e</span>f</div>')
    ) == ("a b f")


def test_elements_within_each_other_are_no_matter_of_depth() -> None:
    assert visible_text(node(f'<div id="x">{"<b>" * 5000}a{"</b>" * 5000}</div>')) == "a"


def test_a_text_that_is_made_smaller_again_and_again_is_not_visible() -> None:
    assert visible_text(node('<div id="x">x<sub>1<sup><small>a<sub>b</sub></small></sup></sub></div>')) == "x1a"


def body(html: str) -> list[str]:
    return [(one.text() or "").strip() for one in section_body(node(html))]


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<h2 id=x>A</h2><p>b</p><p>c</p>", ["b", "c"]),
        ("<h2 id=x>A</h2><p>b</p><h2>C</h2><p>d</p>", ["b"]),
        ("<h2 id=x>A</h2><p>b</p><h1>C</h1><p>d</p>", ["b"]),
        ("<h2 id=x>A</h2><p>b</p><h3>C</h3><p>d</p>", ["b", "C", "d"]),
        ("<h2 id=x>A</h2><p>b</p><div class=footnote>c</div><p>d</p>", ["b", "d"]),
        ("<h2 id=x>A</h2>loose<p>b</p>", ["b"]),
        ("<p>before</p><h2 id=x>A</h2>", []),
        ("<h2 id=x>A</h2>", []),
    ],
)
def test_a_headings_section_is_what_follows_until_the_next_of_its_level_or_above(html: str, texts: list[str]) -> None:
    assert body(html) == texts


def test_another_elements_section_is_what_is_in_it() -> None:
    assert body("<section id=x><h2>A</h2><p>b</p></section><p>c</p>") == ["A", "b"]


def test_an_element_without_elements_is_its_own_body() -> None:
    assert body("<p id=x>a</p><p>b</p>") == ["a"]


def test_classes_that_hide_are_known_by_their_names_alone() -> None:
    assert hiding_class(node('<div class="post hidden"><p id="x">a')) == "hidden"
    assert hiding_class(node('<div class="post hidden-gem"><p id="x" class="lead">a')) == ""
    assert hiding_class(node('<p class="d-none">b</p><p id="x">a')) == ""
