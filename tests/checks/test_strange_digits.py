"""What looks like a digit, or is one that readers do not know."""

from __future__ import annotations

import pytest

from tests.checks.checked import rules
from tests.checks.test_facts import faults


@pytest.mark.parametrize(
    "dose",
    [
        *("5〇 mg", "5O mg", "5О mg", "5o mg", "5l mg", "5 ߀ mg", "5⁰ mg", "5₀ mg", "५ mg"),
        # What nobody sees, and thin or usual spaces.
        *("5\u034f0 mg", "5\ufe0f0 mg", "5\xad0 mg", "5\u200b0 mg", "1\u200a5 mg", "1\u202f5 mg", "1 5 mg", "5 0 mg"),
        # Letters and signs that look like digits, beside it.
        *("5ᴏ mg", "5Օ mg", "5ⵔ mg", "5○ mg", "5⚪ mg", "5⭕ mg", "5Ø mg", "5º mg", "5° mg", "5ₒ mg"),
        *("l5 mg", "I5 mg", "|5 mg", "Ⅰ5 mg", "①5 mg", "¹5 mg", "5⓪ mg", "5\u0323 mg"),
        # Other numbers that it becomes.
        *("5½ mg", "2×5 mg", "2 x 5 mg", "2–5 mg", "0–5 mg", "2 bis 5 mg", "5 mg, danach 1 g", "2:5 mg", "2 · 5 mg"),
    ],
)
def test_a_dose_that_may_be_read_as_another_one_is_a_fault(dose: str) -> None:
    assert "numbers" in faults("Take 5 mg.", f"Nehmen Sie {dose}.")


@pytest.mark.parametrize(
    "dose", ["<code>5</code>15 mg", "15<code>0</code> mg", "`1`15 mg", "1<sup>5</sup> mg", "1<sub>5</sub> mg"]
)
def test_code_and_raised_digits_beside_a_number_are_read_with_it(dose: str) -> None:
    assert "numbers" in rules("Take 15 mg.", f"Nehmen Sie {dose}.")


@pytest.mark.parametrize(
    "dose",
    [
        *("%(n)s\u034f0 mg", "%(n)s\ufe0f0 mg", "1\u034f%(n)s mg", "%(n)s\u200a0 mg", "%(n)s 0 mg", "1 %(n)s mg"),
        *("%(n)s⓪ mg", "%(n)s½ mg", "%(n)sº mg", "l%(n)s mg", "%(n)sO mg", "%(n)so mg", "2×%(n)s mg", "2–%(n)s mg"),
        *("(-%(n)s) mg", "‐%(n)s mg", "–%(n)s mg", "%(n)s⁰ mg", "〇%(n)s mg", "%(n)s Tausend mg", "2 x %(n)s mg"),
    ],
)
def test_what_is_beside_a_placeholder_is_judged_as_beside_a_number(dose: str) -> None:
    assert "numbers" in faults("Take %(n)s mg.", f"Nehmen Sie {dose}.")


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("Page %(n)s of %(m)s", "Seite %(n)s/%(m)s", "de"),
        ("The %(n)s articles", "Top-%(n)s-Artikel", "de"),
        ("%(d)s/%(m)s", "%(d)s.%(m)s", "de"),
        ("%(n)s articles", "%(n)s篇文章", "zh"),
        ("Use 32 bits of x86_64", "x86_64 32 bits", "fr"),
        ("Take 5 mg twice a day.", "2×5 mg am Tag", "de"),
        ("In 2026, 3 people", "2026 3 Menschen", "de"),
        ("Call 555-123-4567.", "Tel. 555 123 4567", "de"),
        ("5 kg", "5㎏", "ja"),
        ("Step 1 of 3", "第1步，共3步", "zh"),
        ("the 2nd day", "el 2º día", "es"),
        ("5k €", "5k EUR", "de"),
        ("Copyright 2026", "©2026", "de"),
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


@pytest.mark.parametrize("written", ["25㎡の部屋", "25 m²の部屋", "25平米の部屋"])
def test_a_unit_in_one_character_is_no_digit_though_it_has_a_power(written: str) -> None:
    assert faults("A room of 25 m²", written, "ja") == []
