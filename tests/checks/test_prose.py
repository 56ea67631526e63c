"""What is to be translated, and what all languages have alike."""

from __future__ import annotations

import pytest

from pipeline.checks.prose import is_prose


@pytest.mark.parametrize(
    "text",
    [
        "Take it now",
        "environment variable",
        "Getting started with your garden",
        "How We Help You",
        "Die Hecke ist hoch",
        "See ada@garden.example or the other page",
    ],
)
def test_sentences_and_titles_are_prose(text: str) -> None:
    assert is_prose(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Garden",
        "Old Oak Garden Pro",
        "Ada Marlowe (Society of Small Gardens 2015)",
        "Robin van der Maal <robin@maal.example>",
        "Ada Marlowe <ada_at_garden.example>",
        "tiny-garden-daemon",
        "ftp://garden.example/seeds/of/oak",
    ],
)
def test_names_addresses_and_identifiers_are_none(text: str) -> None:
    assert not is_prose(text)


def test_what_is_the_same_by_the_settings_is_no_prose() -> None:
    assert not is_prose("the tiny garden", ("the tiny garden",))
