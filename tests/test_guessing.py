"""The language of a text is guessed by the optional detector."""

from __future__ import annotations

import pytest

from pipeline.guessing import guessed_language, known_to_detector


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Take one tablet in the morning before you eat.", "en"),
        ("Nehmen Sie morgens vor dem Essen eine Tablette.", "de"),
        ("Proudly powered by a static site generator", "en"),
    ],
)
def test_a_sentence_is_in_its_language(text: str, language: str) -> None:
    assert guessed_language(text) == language
    assert language in known_to_detector()


def test_where_the_detector_is_not_installed_nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.guessing._detector", lambda: None)
    assert guessed_language("Take one tablet.") == ""
