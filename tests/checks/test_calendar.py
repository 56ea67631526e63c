"""Dates in a text."""

from __future__ import annotations

import pytest

from pipeline.checks.calendar import dates


@pytest.mark.parametrize(
    ("text", "locale", "value"),
    [
        ("on 2 January 2026", "en", (2026, 1, 2)),
        ("on January 2nd, 2026", "en", (2026, 1, 2)),
        ("am 2. Januar 2026", "de", (2026, 1, 2)),
        ("el 2 de enero de 2026", "es", (2026, 1, 2)),
        ("2026年1月2日", "ja", (2026, 1, 2)),
        ("2026-01-02", "de", (2026, 1, 2)),
        ("1/2/2026", "en", (2026, 1, 2)),
        ("1/2/2026", "en_GB", (2026, 2, 1)),
        ("2.1.26", "de", (2026, 1, 2)),
        ("in January 2026", "en", (2026, 1, None)),
        ("on 2 January", "en", (None, 1, 2)),
    ],
)
def test_a_date_is_what_its_language_says_by_it(
    text: str, locale: str, value: tuple[int | None, int, int | None]
) -> None:
    (found,) = dates(text, locale)
    assert found.value == value
    assert text[found.start : found.end] in text


@pytest.mark.parametrize("text", ["32.1.2026", "1.2.3.4", "2026-13-01", "May I", "1/2"])
def test_other_numbers_are_no_date(text: str) -> None:
    assert list(dates(text, "de")) == []
