"""Settings that a site shows: whole ones, parts of them, and names that lead nowhere."""

from __future__ import annotations

import pytest

from pipeline.errors import PipelineError
from pipeline.model import Segment
from pipeline.sources.settings import require_texts, walk_settings

SETTINGS = {
    "SITENAME": "Luna",
    "LINKS": (("Home", "/"), ("Away", "https://a.example")),
    "SLOGANS": ["Rest", "Sleep"],
    "FOOTER": {
        "legal": "All rights",
        "url": "/legal",
        "columns": [{"title": "Find us", "items": ["By bus", "By car"]}],
    },
    "PEOPLE": [{"name": "Ada", "role": "Doctor"}, {"name": "Bo", "role": "Nurse"}],
    "NOTHING": None,
}


def offered(*names: str) -> list[str]:
    found: list[Segment] = []
    walk_settings(SETTINGS, names, found.append)
    return [segment.text for segment in found]


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("SITENAME", ["Luna"]),
        ("LINKS", ["Home", "Away"]),
        ("SLOGANS", ["Rest", "Sleep"]),
        ("SLOGANS.1", ["Sleep"]),
        ("FOOTER.legal", ["All rights"]),
        ("FOOTER.columns.*.title", ["Find us"]),
        ("FOOTER.columns.0.items", ["By bus", "By car"]),
        ("PEOPLE.*.role", ["Doctor", "Nurse"]),
        ("NOTHING", []),
    ],
)
def test_a_name_leads_to_texts(name: str, texts: list[str]) -> None:
    assert offered(name) == texts
    require_texts(SETTINGS, [name], "pelicanconf.py")


def test_only_what_is_named_changes_and_the_settings_themselves_never_do() -> None:
    before = repr(SETTINGS)
    names = ["PEOPLE.*.role", "FOOTER.legal", "FOOTER.columns.*.items", "LINKS"]
    assert walk_settings(SETTINGS, names, lambda segment: segment.text.upper()) == {
        "PEOPLE": [{"name": "Ada", "role": "DOCTOR"}, {"name": "Bo", "role": "NURSE"}],
        "FOOTER": {
            "legal": "ALL RIGHTS",
            "url": "/legal",
            "columns": [{"title": "Find us", "items": ["BY BUS", "BY CAR"]}],
        },
        "LINKS": (("HOME", "/"), ("AWAY", "https://a.example")),
    }
    assert repr(SETTINGS) == before


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("FOTER.legal", "there is no such setting"),
        ("FOOTER.leagl", "it has no 'leagl'"),
        ("FOOTER", "it is a dict, not a text"),
        ("PEOPLE.*", "it is a dict, not a text"),
        ("PEOPLE.*.age", "it has no 'age'"),
        ("PEOPLE.7.role", "it has no '7'"),
    ],
)
def test_a_name_that_leads_to_no_text_is_refused(name: str, fault: str) -> None:
    with pytest.raises(PipelineError) as refused:
        require_texts(SETTINGS, [name], "pelicanconf.py")
    assert fault in refused.value.message
    assert name in refused.value.message
