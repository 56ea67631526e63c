"""The order of two numbers means something where a dash or a stroke is between them."""

from __future__ import annotations

import pytest

from tests.checks.test_facts import faults


@pytest.mark.parametrize(
    ("source", "right", "wrong", "locale"),
    [
        ("Take 5–10 mg.", "Nehmen Sie 5 bis 10 mg.", "Nehmen Sie 10–5 mg.", "de"),
        ("Take 5 to 10 mg.", "Prenez de 5 à 10 mg.", "Prenez de 10 à 5 mg.", "fr"),
        ("Take 5 mg – 10 mg.", "5 mg～10 mgを飲む。", "10 mg～5 mgを飲む。", "ja"),
        ("A pressure of 120/80.", "Ein Druck von 120/80.", "Ein Druck von 80/120.", "de"),
    ],
)
def test_a_range_that_is_turned_round_is_a_fault(source: str, right: str, wrong: str, locale: str) -> None:
    assert faults(source, right, locale) == []
    assert "numbers" in faults(source, wrong, locale)


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [("Step 5 of 10", "10のうち5", "ja"), ("5–10 or 10–5", "10–5 oder 5–10", "de"), ("on 4/13", "am 13/4", "de")],
)
def test_another_order_of_what_is_no_range_is_no_fault(source: str, translation: str, locale: str) -> None:
    assert faults(source, translation, locale) == []
