"""What looks like a digit, or is one that readers do not know."""

from __future__ import annotations

import pytest

from tests.checks.test_facts import faults


@pytest.mark.parametrize("dose", ["5〇 mg", "5O mg", "5О mg", "5o mg", "5l mg", "5 ߀ mg", "5⁰ mg", "5₀ mg", "५ mg"])
def test_a_dose_that_may_be_read_as_another_one_is_a_fault(dose: str) -> None:
    assert "numbers" in faults("Take 5 mg.", f"Nehmen Sie {dose}.")


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("Take 5 mg.", "5 mg", "hi"),
        ("Take 5 mg.", "५ mg", "hi"),
        ("Take 5 mg.", "۵ mg", "fa"),
        ("Take 5 mg.", "٥ mg", "ar"),
        ("Take 5 mg.", "５ mg", "ja"),
        ("the 2nd floor", "o 2o andar", "pt"),
        ("Ward 3O", "Station 3O", "de"),
        ("5 litres", "5l", "de"),
    ],
)
def test_the_digits_of_a_language_and_what_the_source_has_are_no_fault(
    source: str, translation: str, locale: str
) -> None:
    assert "numbers" not in faults(source, translation, locale)
