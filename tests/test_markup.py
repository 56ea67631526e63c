"""The facts of HTML that walkers and checks share."""

from __future__ import annotations

import pytest

from pipeline.markup import (
    BLOCK_KINDS,
    CODE,
    ESCAPABLE_RAW_TEXT,
    INLINE,
    OPAQUE,
    PROSE_ANYWHERE,
    PROSE_ATTRIBUTES,
    RAW_TEXT,
    VOID,
    AttributeUse,
    attribute_kind,
    attribute_use,
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
        ("meta", {"property": "og:title"}, "content", "description"),
        ("meta", {"name": "twitter:image:alt"}, "content", "image text"),
        ("meta", {"property": "og:type"}, "content", None),
        ("meta", {"name": "viewport"}, "content", None),
        ("meta", {"name": "description", "http-equiv": "refresh"}, "content", None),
        ("a", {}, "href", None),
    ],
)
def test_an_attribute_is_prose_by_its_element_and_what_stands_beside_it(
    tag: str, attributes: dict[str, str | None], name: str, kind: str | None
) -> None:
    assert attribute_kind(tag, attributes, name) == kind


@pytest.mark.parametrize(
    ("tag", "attributes", "name", "use"),
    [
        ("a", {}, "href", "address"),
        ("img", {}, "srcset", "address"),
        ("object", {}, "data", "address"),
        ("param", {}, "value", "address"),
        ("input", {}, "value", None),
        ("div", {}, "data-bg-src", "address"),
        ("div", {}, "data-src-set", "address"),
        ("div", {}, "data-label", None),
        ("div", {}, "hx-get", "address"),
        ("div", {}, "hx-on::after", "handler"),
        ("div", {}, "onclick", "handler"),
        ("div", {}, "on", None),
        ("div", {}, "@click", "handler"),
        ("div", {}, "v-html", "handler"),
        ("div", {}, ":class", "handler"),
        ("animate", {}, "values", "handler"),
        ("div", {}, "values", None),
        ("p", {}, "style", "style"),
        ("iframe", {}, "srcdoc", "markup"),
        ("p", {}, "title", None),
        ("meta", {"http-equiv": "Refresh"}, "content", "address"),
        ("meta", {"http-equiv": "Content-Security-Policy"}, "content", "handler"),
        ("meta", {"http-equiv": "content-language"}, "content", None),
        ("meta", {"property": "og:image"}, "content", "address"),
        ("meta", {"property": "og:image:alt"}, "content", None),
        ("meta", {"name": "twitter:image:src"}, "content", "address"),
        ("meta", {"name": "msapplication-TileImage"}, "content", "address"),
        ("meta", {"name": "description"}, "content", None),
        ("meta", {}, "content", None),
        ("div", {}, "content", None),
    ],
)
def test_an_attribute_is_used_by_its_element_and_what_stands_beside_it(
    tag: str, attributes: dict[str, str | None], name: str, use: str | None
) -> None:
    found = attribute_use(tag, attributes, name)
    assert (found.value if found else None) == use


def test_of_two_attributes_with_one_name_the_first_counts() -> None:
    assert attributes_of([("type", "hidden"), ("type", "submit")]) == {"type": "hidden"}


def test_headings_have_six_levels() -> None:
    assert [heading_level(tag) for tag in ("h1", "h6", "h7", "hr", "header")] == [1, 6, None, None, None]


def test_the_lists_do_not_contradict_each_other() -> None:
    assert BLOCK_KINDS.keys().isdisjoint(INLINE | VOID)
    assert VOID.isdisjoint(OPAQUE)
    assert RAW_TEXT < OPAQUE
    assert RAW_TEXT.isdisjoint(ESCAPABLE_RAW_TEXT | INLINE)
    assert CODE < RAW_TEXT
    assert set(PROSE_ANYWHERE) < set(PROSE_ATTRIBUTES)


@pytest.mark.parametrize(
    "name",
    "onclick @click :title x-data data-hx-on:click data-hx-vals hx-trigger _ data-script wire:click data-on-click "
    "up-on-loaded s-on:click data-action v-if script data-computed-a data-effect data-init bind-innerhtml".split(),
)
def test_attributes_that_libraries_run_are_handlers(name: str) -> None:
    assert attribute_use("b", {}, name) is AttributeUse.HANDLER


@pytest.mark.parametrize("name", "title xml:lang xmlns:xlink epub:type hx-confirm data-title aria-label class".split())
def test_others_are_none(name: str) -> None:
    assert attribute_use("b", {}, name) is None
