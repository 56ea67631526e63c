"""A text that is read by itself names nothing, and says so where it is judged."""

from __future__ import annotations

import pytest

from pipeline.checks.security import security_faults
from pipeline.model import Language, Notation
from tests.checks.checked import CHECKER, RENDERER


def outline(text: str) -> str:
    return RENDERER.render(text, Notation.RST, "paragraph")


def refused(source: str, translation: str) -> list[str]:
    return [one.message for one in security_faults(source, translation, Notation.RST, "paragraph", RENDERER)]


@pytest.mark.parametrize("translation", ["Ein _`alert` hier.", "_`disclaimer`", "Ein _`Wort`, _`noch` eins."])
def test_a_translation_has_no_place_to_lead_to_that_its_source_has_not(translation: str) -> None:
    assert refused("A word.", translation)
    assert len(refused("A _`word`.", translation)) == (translation.count("_`") > 1)


@pytest.mark.parametrize("translation", ["Die `eine`__ und andere__.", "Das `eine`__, das `zweite`__, das `dritte`__."])
def test_links_without_a_name_are_as_many_as_in_the_source(translation: str) -> None:
    assert refused("The `one`__.", translation) == ["<x-anonymous-link> is not in the source"]
    assert not refused("The `one`__ and the `other`__ and that__.", translation)


@pytest.mark.parametrize(
    ("source", "translation", "found"),
    [
        ("The `one`__ and `other`__.", "Das eine und andere.", ["tags"]),
        ("A _`term` is a word.", "Ein Begriff ist ein Wort.", []),
        ("A _`term` is a word.", "Ein _`Begriff` ist ein Wort.", []),
    ],
)
def test_a_link_without_a_name_that_is_lost_is_told_of_a_place_is_not_lost(
    source: str, translation: str, found: list[str]
) -> None:
    remarks = CHECKER.remarks(source, translation, Notation.RST, "paragraph", Language.of("de"))
    assert [fault.rule for fault in remarks] == found


def test_the_words_of_a_link_with_an_address_name_nothing() -> None:
    assert outline("`words <https://a.example/>`_ and `more <https://a.example/>`__") == (
        '<a refuri="https://a.example/">words</a> and <a refuri="https://a.example/">more</a>'
    )
