"""What of a translation is too much to be read."""

from __future__ import annotations

import pytest

from pipeline.checks.size import too_much

SOURCE = "Take *one* tablet a day."


@pytest.mark.parametrize(
    ("translation", "why"),
    [
        ("Nehmen Sie *eine* Tablette am Tag.", ""),
        ("a" * (10 * len(SOURCE) + 1000), ""),
        ("a" * (10 * len(SOURCE) + 1001), "1241 characters for a source of 24"),
        ("*" * 106, ""),
        ("*" * 107, "107 times * for a source that has 2"),
        ("1 " * 100, ""),
        ("1 " * 101, "101 times a number for a source that has 0"),
        ("a\n" * 101, "101 times a line break for a source that has 0"),
        ("[" * 11 + "]" * 11, "marks nested 11 deep, more than 10"),
        ("[" * 10 + "]" * 10, ""),
    ],
)
def test_a_translation_is_measured_by_its_source(translation: str, why: str) -> None:
    assert too_much(SOURCE, translation) == why


def test_a_long_text_may_be_as_long_as_its_source() -> None:
    source = "word " * 50_000
    assert too_much(source, source) == ""
