"""Which metadata is offered, and what a translation of it cannot change."""

from __future__ import annotations

from typing import Any

import pytest
from pelican.settings import DEFAULT_CONFIG
from pelican.urlwrappers import Author, Category, Tag

from pipeline.errors import PipelineError
from pipeline.model import Segment
from pipeline.sources.walkers.metadata import (
    STRUCTURAL_FIELDS,
    adopt_names,
    require_prose,
    walk_fields,
    walk_taxonomy,
)


def offered(metadata: dict[str, Any], *fields: str) -> list[tuple[str, str]]:
    found: list[Segment] = []
    walk_fields(metadata, fields, found.append)
    return [(segment.kind, segment.text) for segment in found]


def test_the_title_and_the_fields_that_the_site_names_are_offered_in_that_order() -> None:
    metadata = {"summary": "S", "title": "T", "slug": "t", "subtitle": "U"}
    assert offered(metadata, "subtitle", "summary") == [("title", "T"), ("subtitle", "U"), ("summary", "S")]


@pytest.mark.parametrize("value", ["", " \n ", None, 5, ["a"]])
def test_what_is_empty_or_no_text_is_neither_offered_nor_answered(value: object) -> None:
    assert walk_fields({"title": value}, (), lambda _: "X") == {}


def test_a_field_is_offered_in_one_line_and_its_name_is_read_as_words() -> None:
    assert offered({"social_text": "two\n  lines"}, "social_text") == [("social text", "two lines")]


def test_the_answer_is_the_visitors_and_none_keeps_the_source() -> None:
    assert walk_fields({"title": "T"}, (), lambda _: "Ü") == {"title": "Ü"}
    assert walk_fields({"title": "T"}, (), lambda _: None) == {"title": None}


def test_an_answer_that_is_the_source_leaves_the_field_as_it_is_written() -> None:
    assert walk_fields({"title": "A  long\ntitle"}, (), lambda segment: segment.text) == {"title": "A  long\ntitle"}


@pytest.mark.parametrize(
    "name", ["slug", "url", "save_as", "status", "lang", "date", "modified", "template", "translation"]
)
def test_fields_that_say_where_or_whether_are_refused_with_a_remedy(name: str) -> None:
    assert name in STRUCTURAL_FIELDS
    with pytest.raises(PipelineError) as caught:
        require_prose(["summary", name.upper()], "pelicanconf.py")
    assert repr(name.upper()) in caught.value.message
    assert caught.value.path == "pelicanconf.py"
    assert caught.value.hint == "only prose can be translated; remove it from the list"


def test_prose_is_not_refused() -> None:
    require_prose(["summary", "subtitle", "slugline", "updated"], "pelicanconf.py")


def names() -> dict[str, Any]:
    return {
        "category": Category("Advice", DEFAULT_CONFIG),
        "tags": [Tag("Sleep", DEFAULT_CONFIG), Tag("Rest", DEFAULT_CONFIG)],
        "authors": [Author("Ann", DEFAULT_CONFIG)],
    }


def test_names_are_offered_under_what_they_name() -> None:
    found: list[Segment] = []
    walk_taxonomy(names(), found.append)
    assert [(segment.context, segment.kind, segment.text) for segment in found] == [
        ("category", "category", "Advice"),
        ("tag", "tag", "Sleep"),
        ("tag", "tag", "Rest"),
        ("author", "author", "Ann"),
    ]


def test_a_name_that_two_fields_share_is_offered_once() -> None:
    ann = Author("Ann", DEFAULT_CONFIG)
    found: list[Segment] = []
    walk_taxonomy({"author": ann, "authors": [ann]}, found.append)
    assert [segment.text for segment in found] == ["Ann"]


def test_a_translated_name_keeps_the_address_of_its_source() -> None:
    metadata = names()
    before = metadata["category"].url, metadata["tags"][0].slug
    walk_taxonomy(metadata, lambda segment: f"{segment.text} auf Deutsch")
    assert (metadata["category"].name, metadata["tags"][0].name) == ("Advice auf Deutsch", "Sleep auf Deutsch")
    assert (metadata["category"].url, metadata["tags"][0].slug) == before == ("category/advice.html", "sleep")


@pytest.mark.parametrize("answer", [None, "Advice"])
def test_a_name_without_an_answer_stays(answer: str | None) -> None:
    metadata = {"category": Category("Advice", DEFAULT_CONFIG)}
    walk_taxonomy(metadata, lambda _: answer)
    assert (metadata["category"].name, metadata["category"].slug) == ("Advice", "advice")


def test_a_name_written_in_its_translation_gets_the_sources_address_back() -> None:
    metadata = {"category": Category("Rat", DEFAULT_CONFIG), "tags": [Tag("Rat", DEFAULT_CONFIG)]}
    known = {("category", "Rat"): "Advice"}
    adopt_names(metadata, lambda kind, name: known.get((kind, name)))
    assert (metadata["category"].name, metadata["category"].slug) == ("Advice", "advice")
    assert (metadata["tags"][0].name, metadata["tags"][0].slug) == ("Rat", "rat")
