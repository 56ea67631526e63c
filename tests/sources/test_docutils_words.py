"""What docutils calls a language, and what it has in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.localedata import locale_identifiers

from pipeline.sources.docutils_words import docutils_labels, docutils_language, spoken_by_docutils


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


def test_no_module_is_taken_for_a_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """docutils imports whatever has the name of a locale: Python's own modules, and scripts where it is started."""
    (tmp_path / "is.py").write_text("raise SystemError", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    for tag in ("ast", "io", "is", "os"):
        assert (spoken_by_docutils(tag), spoken_by_docutils(tag, "de"), docutils_labels(tag)) == ("en", "de", {})


def test_docutils_can_speak_in_every_locale() -> None:
    known = {spoken_by_docutils(name.replace("_", "-")) for name in locale_identifiers()}
    assert {"en", "de", "zh-tw", "pt-br"} <= known
    assert all("note" in docutils_labels(name) for name in known)
