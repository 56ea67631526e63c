"""A number has the sign that its source has, whatever dash is written for it."""

from __future__ import annotations

import pytest

from pipeline.checks.signs import sign_faults
from tests.checks.checked import pair_of


def signs(source: str, translation: str, locale: str = "de") -> list[str]:
    return [fault.rule for fault in sign_faults(pair_of(source, translation, locale), source, translation)]


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("at 5 °C", "bei -5 °C", "de"),
        ("at 20 °C", "bei −20 °C", "de"),
        ("at 20 °C", "bei − 20 °C", "de"),
        ("to 40 °C", "auf –40 °C", "de"),
        ("to 40 °C", "auf ‐40 °C", "de"),
        ("to 40 °C", "auf ﹣40 °C", "de"),
        ("at 5 °C", "(-5 °C)", "de"),
        ("at 5 °C", "„-5 °C“", "de"),
        ("at 5 °C", "bei -\u034f5 °C", "de"),
        ("at 5 °C", "気温-5 °C", "ja"),
        ("at 5 °C", "気温－５ °C", "ja"),
        ("at 5 °C", "عند \u061c-٥", "ar"),
        ("lens +1.5 D", "Linse -1,5 D", "de"),
        ("lens 1.5 D", "Linse +1,5 D", "de"),
        ("5 mg", "±5 mg", "de"),
        ("±5 mg", "5 mg", "de"),
        ("-5 mg", "5 mg", "de"),
        ("−20 °C", "20 °C", "de"),
        ("at 9:30 am", "um -9.30 Uhr", "de"),
        ("on 3 March", "am -3. März", "de"),
        ("Call 112", "Rufen Sie -112 an", "de"),
        ("between 2 and 8 °C", "zwischen -2 und 8 °C", "de"),
        ("$5", "-$5", "de"),
        ("at 2 to 8 °C", "bei 2 bis −8 °C", "de"),
        ("at 2 to 8 °C", "de 2 à -8 °C", "fr"),
    ],
)
def test_a_sign_that_only_one_text_has_is_a_fault(source: str, translation: str, locale: str) -> None:
    assert signs(source, translation, locale) == ["numbers"]


def test_a_sign_that_goes_to_another_number_of_the_source_is_no_other_unit() -> None:
    assert signs("at −5 to 8 °C", "bei −8 bis 5 °C") == ["numbers", "numbers"]


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("at -5 °C", "bei –5 °C", "de"),
        ("at minus 5 °C", "bei −5 °C", "de"),
        ("at -5 °C", "bei minus 5 °C", "de"),
        ("at -4 °F", "bei -20 °C", "de"),
        ("at 5 °C, -4 °F", "bei 5 °C, -20 °C", "de"),
        ("at −5 to −2 °C", "bei −5 bis −2 °C", "de"),
        ("5–10 mg", "5 –10 mg", "de"),
        ("5 to 10 mg", "5 mg -10 mg", "de"),
        ("+5 °C", "5 °C", "de"),
        ("Latin 9, Latin-9", "拉丁-9, 拉丁 9", "zh"),
        ("COVID-19", "COVID-19", "de"),
        ("- 5 mg", "- 5 mg", "de"),
        ("the dose (5 mg)", "la dosis —5 mg—", "es"),
        ("up to 5", "〜5", "ja"),
        ("option `-1'", "Option „-1“", "de"),
        ("10−5", "10−5", "de"),
    ],
)
def test_the_same_sign_in_another_way_is_none(source: str, translation: str, locale: str) -> None:
    assert signs(source, translation, locale) == []
