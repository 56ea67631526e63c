"""What docutils calls a language, and what it has in it."""

from __future__ import annotations

import pytest

from pipeline.sources.docutils_words import docutils_labels, docutils_language


@pytest.mark.parametrize(
    ("tag", "known"),
    [
        ("en", "en"),
        ("de-AT", "de-AT"),
        ("zh-Hans", "zh-cn"),
        ("zh-hans", "zh-cn"),
        ("zh-Hant", "zh-tw"),
        ("zh-Hant-HK", "zh-tw"),
        ("pt-PT", "pt-br"),
        ("sr-Latn", "sr-Latn"),
        ("sw", "sw"),
        ("what.ever", "what.ever"),
    ],
)
def test_docutils_is_asked_for_the_language_it_knows(tag: str, known: str) -> None:
    assert docutils_language(tag) == known


@pytest.mark.parametrize(
    ("tag", "note"),
    [("en", "Note"), ("en-GB", "Note"), ("fr", "Note"), ("pt", "Nota"), ("bn", None)],
)
def test_its_titles_are_those_of_the_language_or_none(tag: str, note: str | None) -> None:
    assert docutils_labels(tag).get("note") == note
