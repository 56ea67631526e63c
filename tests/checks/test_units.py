"""Units as locales write them (CLDR, and what the lexicon adds)."""

from __future__ import annotations

import pytest

from pipeline.checks.units import Forms, shown_unit


@pytest.mark.parametrize(
    ("locale", "text", "unit"),
    [
        ("de", "24 Stunden", "duration-hour"),
        ("ja", "24時間", "duration-hour"),
        ("fr", "5 mg", "mass-milligram"),
        ("pl", "3 tygodnie", "duration-week"),
        ("en", "$5", "USD"),
    ],
)
def test_a_unit_beside_a_number_is_known_in_the_locales_words(locale: str, text: str, unit: str) -> None:
    start = next(index for index, character in enumerate(text) if character.isdigit())
    end = max(index for index, character in enumerate(text) if character.isdigit()) + 1
    assert Forms.of(locale).beside(text, start, end) == unit


def test_a_decade_is_no_number_of_seconds() -> None:
    assert Forms.of("en").beside("the 1960s", 4, 8) is None


def test_what_a_locale_groups_and_divides_by() -> None:
    assert [(Forms.of(locale).decimal, Forms.of(locale).group) for locale in ("en", "de")] == [(".", ","), (",", ".")]
    assert Forms.of("de").groups_by_space


def test_a_unit_is_shown_by_its_symbol_or_its_name() -> None:
    assert [shown_unit(unit) for unit in ("mass-milligram", "duration-day", "USD")] == ["mg", "day", "USD"]
