"""The facts of HTML that walkers and checks share."""

from __future__ import annotations

import pytest

from pipeline.markup import (
    BLOCK_KINDS,
    INLINE,
    OPAQUE,
    PROSE_ANYWHERE,
    PROSE_ATTRIBUTES,
    VOID,
    attribute_kind,
    attributes_of,
    heading_level,
)


@pytest.mark.parametrize(
    ("tag", "attributes", "name", "kind"),
    [
        ("img", {}, "alt", "image text"),
        ("span", {}, "aria-description", "description"),
        ("input", {"type": "SUBMIT"}, "value", "button"),
        ("input", {"type": "hidden"}, "value", None),
        ("button", {}, "value", None),
        ("track", {}, "label", "label"),
        ("span", {}, "label", None),
        ("meta", {"name": "Description"}, "content", "description"),
        ("meta", {"name": "viewport"}, "content", None),
        ("meta", {"name": "description", "http-equiv": "refresh"}, "content", None),
        ("a", {}, "href", None),
    ],
)
def test_an_attribute_is_prose_by_its_element_and_what_stands_beside_it(
    tag: str, attributes: dict[str, str | None], name: str, kind: str | None
) -> None:
    assert attribute_kind(tag, attributes, name) == kind


def test_of_two_attributes_with_one_name_the_first_counts() -> None:
    assert attributes_of([("type", "hidden"), ("type", "submit")]) == {"type": "hidden"}


def test_headings_have_six_levels() -> None:
    assert [heading_level(tag) for tag in ("h1", "h6", "h7", "hr", "header")] == [1, 6, None, None, None]


def test_the_lists_do_not_contradict_each_other() -> None:
    assert BLOCK_KINDS.keys().isdisjoint(INLINE | VOID)
    assert VOID.isdisjoint(OPAQUE)
    assert set(PROSE_ANYWHERE) < set(PROSE_ATTRIBUTES)
