"""Visible settings, walked like a document."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.errors import PipelineError
from pipeline.model import Segment
from pipeline.sources.settings import require_texts, walk_settings


def offered(settings: dict[str, Any], *names: str) -> list[str]:
    found: list[Segment] = []
    assert walk_settings(settings, names, found.append) == {}
    return [segment.text for segment in found]


def shouted(settings: dict[str, Any], *names: str) -> dict[str, Any]:
    return walk_settings(settings, names, lambda segment: segment.text.upper())


def test_of_a_link_the_label_alone_is_offered() -> None:
    links = (("Home", "home.html"), ("Away", "https://a.example"))
    assert offered({"LINKS": links}, "LINKS") == ["Home", "Away"]
    assert shouted({"LINKS": links}, "LINKS") == {"LINKS": (("HOME", "home.html"), ("AWAY", "https://a.example"))}


def test_a_path_leads_into_a_setting_and_a_star_to_every_item() -> None:
    settings = {"PEOPLE": [{"name": "Ada", "role": "head"}, {"name": "Bo", "role": "cook"}], "FOOTER": {"a": "x"}}
    assert offered(settings, "PEOPLE.*.role", "PEOPLE.0.name", "FOOTER.a") == ["head", "cook", "Ada", "x"]
    assert shouted(settings, "PEOPLE.*.role", "PEOPLE.0.name")["PEOPLE"] == [
        {"name": "ADA", "role": "HEAD"},
        {"name": "Bo", "role": "COOK"},
    ]


def test_the_settings_themselves_stay_and_keep_their_shape() -> None:
    settings = {"A": ["x", ["y", "z"]]}
    assert shouted(settings, "A") == {"A": ["X", ["Y", "z"]]}
    assert settings == {"A": ["x", ["y", "z"]]}


def test_what_is_empty_or_not_there_is_not_offered() -> None:
    assert offered({"A": "", "B": None, "C": "  "}, "A", "B", "C", "D") == []


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("NONE", "there is no such setting"),
        ("FOOTER.legl", "it has no 'legl'"),
        ("NUMBER", "it is a int, not a text"),
        ("FOOTER", "it is a dict, not a text"),
        ("PEOPLE.*.age", "it is a int, not a text"),
    ],
)
def test_a_name_that_leads_to_no_text_is_refused(name: str, fault: str) -> None:
    settings = {"FOOTER": {"legal": "x"}, "NUMBER": 3, "PEOPLE": [{"age": 3}]}
    with pytest.raises(PipelineError, match=fault):
        require_texts(settings, [name], "pelicanconf.py")


@pytest.mark.parametrize("name", ["FOOTER.legal", "LINKS", "EMPTY.*.name", "UNSET"])
def test_a_name_that_leads_to_texts_is_accepted(name: str) -> None:
    settings = {"FOOTER": {"legal": "x"}, "LINKS": (("a", "b"),), "EMPTY": [], "UNSET": None}
    require_texts(settings, [name], "pelicanconf.py")
