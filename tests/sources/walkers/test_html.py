"""Rules of the HTML walker that hold for every text."""

from __future__ import annotations

from pipeline.model import Segment
from pipeline.sources.walkers.html import walk_html
from pipeline.sources.walkers.trail import Trail


def offered(source: str) -> list[tuple[str, str]]:
    found: list[Segment] = []
    walk_html(source, Trail(found.append), {})
    return [(segment.kind, segment.text) for segment in found]


def test_a_text_that_is_empty_is_one() -> None:
    assert offered("") == []
    assert walk_html("", Trail(lambda segment: None), {"lang": "en"}) == ""


def test_the_type_of_a_button_has_no_case() -> None:
    assert offered('<input type=Submit value="Go"><INPUT TYPE="RESET" VALUE="Back">') == [
        ("button", "Go"),
        ("button", "Back"),
    ]


def test_of_two_attributes_with_one_name_the_first_counts() -> None:
    assert offered('<input type="hidden" type="submit" value="data">') == []


def test_a_description_with_an_instruction_to_the_browser_is_no_description() -> None:
    assert offered('<meta http-equiv="refresh" name="description" content="0;url=//a">') == []
