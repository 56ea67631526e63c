"""Headings have the ids that their source texts give them, whatever they say now."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from markdown import Markdown

from pipeline.sources.walkers.heading_ids import registered
from pipeline.sources.walkers.markdown_extension import GettextExtension, with_walker

SETTINGS: dict[str, Any] = {"extensions": ["extra", "toc"]}


def ids(source: str, translations: Mapping[str, str], settings: dict[str, Any] | None = None) -> list[str]:
    extension = GettextExtension(lambda segment: translations.get(segment.text), {})
    html = Markdown(**with_walker(settings or SETTINGS, extension)).convert(source)
    return re.findall(r'<h\d[^>]* id="([^"]*)"', html)


@pytest.mark.parametrize(
    ("source", "text", "wanted"),
    [
        ("## First steps", "First steps", "first-steps"),
        ("## The *first* `step`", "The *first* `step`", "the-first-step"),
        ("## [First](a.html) steps", "[First](a.html) steps", "first-steps"),
        ("## Fish &amp; chips", "Fish &amp; chips", "fish-chips"),
        ("## Steps { .big }", "Steps", "steps"),
        ("## Steps { #own }", "Steps", "own"),
        ("## Steps[^1]\n\n[^1]: A note.", "Steps[^1]", "steps"),
    ],
)
def test_a_translated_heading_has_the_id_of_its_source(source: str, text: str, wanted: str) -> None:
    assert ids(source, {}) == ids(source, {text: "Anders"}) == [wanted]


def test_two_headings_with_one_source_text_are_counted_as_in_the_source() -> None:
    source = "## Steps\n\n## Other\n\n## Steps\n"
    assert ids(source, {"Steps": "Schritte"}) == ["steps", "other", "steps_1"]


def test_a_translation_that_is_another_headings_source_does_not_take_its_id() -> None:
    assert ids("## One\n\n## Two\n", {"One": "Two", "Two": "One"}) == ["one", "two"]


def test_an_id_of_ones_own_is_taken_before_any_heading_is_named() -> None:
    assert ids("## Steps\n\n## Other { #steps }\n", {"Steps": "Schritte"}) == ["steps_1", "steps"]


def test_the_sites_own_way_of_making_ids_makes_them() -> None:
    settings = {
        "extensions": ["toc"],
        "extension_configs": {"toc": {"slugify": lambda text, separator: f"x{separator}{len(text)}", "separator": "+"}},
    }
    assert ids("## Four", {"Four": "Anders"}, settings) == ["x+4"]


def test_a_parser_that_names_no_headings_gets_no_ids() -> None:
    assert ids("## Steps", {"Steps": "Schritte"}, {"extensions": ["extra"]}) == []


def test_the_table_of_contents_has_the_translation_with_the_sources_id() -> None:
    extension = GettextExtension(lambda segment: {"Steps": "Schritte"}.get(segment.text), {})
    html = Markdown(**with_walker(SETTINGS, extension)).convert("[TOC]\n\n## Steps")
    assert '<a href="#steps">Schritte</a>' in html


def test_a_parsers_stage_is_found_by_its_name_or_not_at_all() -> None:
    assert registered(Markdown(extensions=["toc"]), "toc") is not None
    assert registered(Markdown(), "toc") is None
