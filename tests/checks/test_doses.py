"""Each of two doses belongs to what the source gives it to."""

from __future__ import annotations

import pytest

from tests.checks.test_facts import faults

TWO = "500 mg in the morning, 250 mg in the evening"


@pytest.mark.parametrize(
    ("source", "right", "wrong", "locale"),
    [
        (TWO, "Morgens 500 mg, abends 250 mg", "Morgens 250 mg, abends 500 mg", "de"),
        (TWO, "Abends 250 mg, 500 mg morgens", "Abends 500 mg, 250 mg morgens", "de"),
        (TWO, "500 mg le matin et 250 mg le soir", "250 mg le matin et 500 mg le soir", "fr"),
        (TWO, "500 мг утром и 250 мг вечером", "250 мг утром и 500 мг вечером", "ru"),
        (TWO, "朝に500 mg、夜に250 mg", "朝に250 mg、夜に500 mg", "ja"),
        (TWO, "500 ملغ في الصباح و 250 ملغ في المساء", "250 ملغ في الصباح و 500 ملغ في المساء", "ar"),
        ("One in the morning, two at night", "Morgens eine, abends zwei", "Morgens zwei, abends eine", "de"),
        ("Adults: 10 mg, children: 5 mg", "Kinder: 5 mg, Erwachsene: 10 mg", "Kinder: 10 mg, Erwachsene: 5 mg", "de"),
        (
            "First dose 5 mg, second dose 10 mg",
            "Erste Dosis 5 mg, zweite Dosis 10 mg",
            "Erste Dosis 10 mg, zweite Dosis 5 mg",
            "de",
        ),
        ("First dose 5 mg, second dose 10 mg", "1回目5 mg、2回目10 mg", "1回目10 mg、2回目5 mg", "ja"),
        (
            "5 ml in the left eye, 9 ml in the right eye",
            "5 ml links oben, 9 ml rechts",
            "9 ml links oben, 5 ml rechts",
            "de",
        ),
    ],
)
def test_doses_that_are_exchanged_are_a_fault(source: str, right: str, wrong: str, locale: str) -> None:
    assert faults(source, right, locale) == []
    assert faults(source, wrong, locale) == ["numbers"]


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("5 mg and 10 mg, morning and evening", "5 mg und 10 mg, am Abend und am Morgen"),
        ("5 mg in the morning, 5 mg in the evening, 10 mg in all", "Abends 5 mg, morgens 5 mg, zusammen 10 mg"),
        ("In the morning 5 mg for 10 days, in the evening too", "Am Abend und am Morgen 5 mg, 10 Tage lang"),
    ],
)
def test_what_belongs_to_nothing_is_none(source: str, translation: str) -> None:
    assert faults(source, translation) == []


@pytest.mark.parametrize(
    ("source", "right", "wrong", "locale"),
    [
        ("≥ 18 and ≤ 65 years", "≤ 65 und ≥ 18 Jahre", "≥ 65 und ≤ 18 Jahre", "de"),
        ("≥ 18 and ≤ 65 years", "mindestens 18, höchstens 65 Jahre", "mindestens 65, höchstens 18 Jahre", "de"),
        ("≥ 18 and ≤ 65 years", "18歳以上65歳以下", "65歳以上18歳以下", "ja"),
        ("> 5 mg and < 10 mg", "> 5 mg und < 10 mg", "< 5 mg und > 10 mg", "de"),
        ("minimum 5 mg, maximum 10 mg", "mindestens 5 mg, höchstens 10 mg", "höchstens 5 mg, mindestens 10 mg", "de"),
        ("at least 5 mg, at most 10 mg", "au plus 10 mg, au moins 5 mg", "au plus 5 mg, au moins 10 mg", "fr"),
    ],
)
def test_bounds_that_are_exchanged_are_a_fault(source: str, right: str, wrong: str, locale: str) -> None:
    assert faults(source, right, locale) == []
    assert faults(source, wrong, locale) == ["comparisons"]


@pytest.mark.parametrize(
    ("source", "right", "wrong", "locale"),
    [
        ("left: 3 mg, right: 2 mg", "rechts: 2 mg, links: 3 mg", "rechts: 3 mg, links: 2 mg", "de"),
        (
            "left eye 1 drop, right eye 2 drops",
            "linkes Auge 1 Tropfen, rechtes Auge 2 Tropfen",
            "linkes Auge 2 Tropfen, rechtes Auge 1 Tropfen",
            "de",
        ),
        (
            "morning 5 mg, noon 10 mg, evening 15 mg",
            "morgens 5 mg, mittags 10 mg, abends 15 mg",
            "morgens 10 mg, mittags 5 mg, abends 15 mg",
            "de",
        ),
        ("systolic 140, diastolic 90", "systolisch 140, diastolisch 90", "systolisch 90, diastolisch 140", "de"),
    ],
)
def test_so_are_those_of_sides_of_parts_of_a_day_and_of_pressures(
    source: str, right: str, wrong: str, locale: str
) -> None:
    assert faults(source, right, locale) == []
    assert faults(source, wrong, locale) == ["numbers"]
