"""Segments as the messages of templates."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model import Segment
from pipeline.sources.messages import MAX_NESTING, MAX_TEXT, merge_equal, oversize, templates_of, to_message
from tests.making import PROJECT, article, message


def test_translators_are_told_the_kind_the_headings_what_is_critical_and_the_authors_note_in_this_order() -> None:
    segment = Segment("Hi", "list item", headings=("One", "Two"), comment="a greeting", context="menu")
    made = to_message(segment, "source/a b.md", ["contact"])
    assert made.extracted == ("list item", "in: One › Two", "critical: contact", "a greeting")
    assert (made.key, made.references) == (("menu", "Hi"), ("source/a%20b.md",))


@pytest.mark.parametrize(
    ("text", "is_too_large"),
    [
        ("x" * MAX_TEXT, False),
        ("x" * (MAX_TEXT + 1), True),
        ("<b>" * MAX_NESTING + "x" + "</b>" * MAX_NESTING, False),
        ("<b>" * (MAX_NESTING + 1), True),
        ("[" * (MAX_NESTING + 1), True),
        ("<br>" * 500, False),
        ("[a](b) " * 500, False),
        ("1 < 2 " * 500, False),
    ],
)
def test_a_text_is_too_large_by_its_length_or_by_the_depth_of_its_marks(text: str, is_too_large: bool) -> None:
    assert bool(oversize(Segment(text, "paragraph"))) is is_too_large


def test_equal_texts_become_one_message_at_the_first_ones_place_with_all_notes_and_references() -> None:
    first = message("A", extracted=("title",), references=("a.md",))
    again = message("A", extracted=("list item",), references=("b.md",), flags=("markdown-text",))
    merged = merge_equal([first, message("B"), again])
    assert [found.msgid for found in merged] == ["A", "B"]
    assert (merged[0].extracted, merged[0].references) == (("title", "list item"), ("a.md", "b.md"))
    assert merged[0].flags == ("markdown-text",)


def test_a_text_in_another_context_is_another_message() -> None:
    assert len(merge_equal([message("A"), message("A", msgctxt="menu")])) == 2


def test_a_plural_wins_over_the_same_text_alone() -> None:
    plural = replace(message("a day", "", ""), msgid_plural="days")
    for both in ([message("a day"), plural], [plural, message("a day")]):
        (merged,) = merge_equal(both)
        assert (merged.msgid_plural, len(merged.translations)) == ("days", 2)


def test_documents_of_one_domain_share_a_template_and_blocks_that_are_too_large_are_in_none() -> None:
    documents = article("A", "x" * (MAX_TEXT + 1)), article("B", "A", name="b", domain="articles/a")
    first, theme = templates_of(PROJECT, documents, (message("Menu"),))
    assert [found.msgid for found in first.messages] == ["A", "B"]
    assert (theme.domain, theme.locale) == ("theme", None)
