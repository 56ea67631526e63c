"""A bound that the source has is not gone, in a sign or in words."""

from __future__ import annotations

import pytest

from tests.checks.checked import rules
from tests.checks.test_attached_marks import told


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("Take up to 5 mg a day", "Nehmen Sie 5 mg am Tag", "de"),
        ("Take at least 5 mg", "Prenez 5 mg", "fr"),
        ("Less than 5 ml", "Son 5 ml", "es"),
        ("Take up to 5 mg", "5 mgを飲む", "ja"),
        ("At least 5 mg", "5毫克", "zh_Hans"),
        ("At least 5 mg", "الجرعة 5 ملغ", "ar"),
        ("More than 5 mg", "Dawka 5 mg", "pl"),
        ("No more than 5 tablets a day", "São 5 comprimidos por dia", "pt_BR"),
        ("Wait at least 2 hours", "Warten Sie 2 Stunden", "de"),
        ("With A+ take up to 5 mg", "Nehmen Sie bei A+ 5 mg", "de"),
    ],
)
def test_words_of_a_bound_that_are_gone_from_a_dose_are_doubtful(source: str, translation: str, locale: str) -> None:
    assert ("comparisons", False) in told(source, translation, locale)


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("Take up to 5 mg a day", "Nehmen Sie bis 5 mg am Tag", "de"),
        ("Take up to 5 mg a day", "Nehmen Sie 0–5 mg am Tag", "de"),
        ("Take up to 5 mg a day", "Nehmen Sie ≤ 5 mg am Tag", "de"),
        ("Wait at least 2 hours", "Warten Sie 2 Stunden oder länger", "de"),
        ("Do not exceed 5 mg", "Überschreiten Sie nicht 5 mg", "de"),
        ("Take up to 5 mg", "5 mgまで飲む", "ja"),
        ("Up to 5 days", "最长5天", "zh_Hans"),
        ("No more than 5 tablets a day", "Não ultrapasse 5 comprimidos por dia", "pt_BR"),
        ("No more than 5 mg", "Nie przekraczać 5 mg", "pl"),
        ("At least 5 mg", "Määrä on 5 mg tai enemmän", "fi"),
        # For ten years, and no more of them.
        ("It was used over 10 years", "Es wurde 10 Jahre benutzt", "de"),
        # What is no dose is said in many ways.
        ("If it differs from 5, ask us", "Ist es nicht 5, fragen Sie uns", "de"),
        ("At least 5 people came", "Es kamen 5 Leute und einige Kinder", "de"),
        ("Take up to 5 mg", "5 mg huelen", "lb"),  # whose words for it nobody has written down
    ],
)
def test_a_bound_that_is_said_otherwise_is_there(source: str, translation: str, locale: str) -> None:
    assert "comparisons" not in rules(source, translation, locale)


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("Only <5 mg", "Nur 5 mg", "de"),
        ("≥ 18 years", "18 Jahre", "de"),
        ("≥ 18 years", "18 ans", "fr"),
        ("≥ 18 years", "18歳", "ja"),
        ("Adults 18+", "البالغون 18", "ar"),
        (">38 °C", "38 °C", "pl"),
        ("It is for 18+.", "Das ist für 18.", "de"),
    ],
)
def test_a_sign_that_compares_and_is_gone_is_doubtful(source: str, translation: str, locale: str) -> None:
    assert ("comparisons", False) in told(source, translation, locale)


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("Only <5 mg", "Nur unter 5 mg", "de"),
        ("≥ 18 years", "ab 18 Jahren", "de"),
        ("≥ 18 years", "18 ans ou plus", "fr"),
        ("≥ 18 years", "18歳以上", "ja"),
        ("≥ 18 years", "满18岁", "zh"),
        ("≥ 18 years", "18 yaş üstü", "tr"),
        ("≥ 18 years", "18 éves kortól", "hu"),
        ("≥ 18 years", "מגיל 18", "he"),
        ("≥ 18 years", "yli 18-vuotiaat", "fi"),
        ("Adults 18+", "+18 للبالغين", "ar"),
        ("Adults 18+", "Erwachsene 18+", "de"),
        ("If n > 0", "Wenn n positiv ist", "de"),
        ("Some 100+ columns", "Rund (>100) Spalten", "de"),
        ("≥ 18 years", "18 Joer", "lb"),  # whose words for it nobody has written down
    ],
)
def test_in_words_or_in_another_sign_it_is_there(source: str, translation: str, locale: str) -> None:
    assert "comparisons" not in rules(source, translation, locale)
