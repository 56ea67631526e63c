"""Units of numbers that both texts have; tests/checks/test_units.py compares those below a stroke."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.checks.measures import rate_faults, unit_faults
from pipeline.checks.quantities import Quantity, quantities
from tests.checks.checked import pair_of
from tests.checks.test_facts import faults


def read(text: str, locale: str) -> Quantity:
    (one,) = quantities(text, locale)
    return one


@pytest.mark.parametrize(
    ("source", "translation", "said"),
    [
        ("5 mg", "5 g", [("the unit of 5 is g, not mg", False)]),
        ("5 mg", "5 davon", [("5 stands without its unit, mg", True)]),
        ("5 mg", "mg: 5", []),
        ("5 days", "5 Uhr, Tage", []),
        ("5", "5 g", []),
    ],
)
def test_a_unit_is_the_sources(source: str, translation: str, said: list[tuple[str, bool]]) -> None:
    faults = unit_faults(pair_of(source, translation), read(source, "en"), read(translation, "de"), translation)
    assert [(fault.message, fault.doubtful) for fault in faults] == said


def test_what_is_measured_by_is_said_with_the_number() -> None:
    source, translation = "5 mg/kg/day", "5 mg/kg/h"
    pair = pair_of(source, translation)
    (fault,) = rate_faults(pair, read(source, "en"), read(translation, "de"), source, translation)
    assert (fault.message, read(source, "en").value) == ("5 is per h, not per day", Decimal(5))


@pytest.mark.parametrize(
    ("source", "locale", "translation"),
    [
        ("25 m²", "fa", "۲۵ متر مربعی"),
        ("25 m²", "de", "25 Meter im Quadrat"),
        ("25 m²", "ru", "25 метров квадратных"),
        ("25 m²", "uk", "25 метрів квадратних"),
        ("25 m²", "tr", "25 metre karedir"),
        ("25 m²", "ar", "25 مترًا مربعًا"),
        ("25 m²", "it", "25 metri quadri"),
        ("25 m²", "he", "25 מטרים רבועים"),
        ("25 m²", "hi", "25 मीटर वर्ग"),
        ("25 m²", "zh", "25米平方"),
        ("5 cm³", "fa", "۵ سانتی‌متر مکعبی"),
        ("5 cm³", "ru", "5 сантиметров кубических"),
        ("5 cm³", "tr", "5 santimetre küptür"),
        ("5 cm³", "he", "5 סנטימטרים מעוקבים"),
    ],
)
def test_a_square_or_a_cube_is_one_in_words_behind_its_side(source: str, locale: str, translation: str) -> None:
    pair = pair_of(source, translation, locale)
    assert not list(unit_faults(pair, read(source, "en"), read(translation, locale), translation))


@pytest.mark.parametrize(
    ("source", "locale", "translation"),
    [("25 m²", "de", "25 m"), ("25 m²", "de", "25 m³ (quadratisch)"), ("25 m²", "ru", "25 метров кубических")],
)
def test_a_side_alone_or_a_cube_is_no_square(source: str, locale: str, translation: str) -> None:
    pair = pair_of(source, translation, locale)
    assert list(unit_faults(pair, read(source, "en"), read(translation, locale), translation))


def test_what_goes_from_one_number_to_the_other_in_hindi_is_no_second() -> None:
    assert [one.unit for one in quantities("20 से 30 यूरो", "hi")] == [None, "EUR"]
    assert [one.unit for one in quantities("20 सेकंड", "hi")] == ["duration-second"]


@pytest.mark.parametrize(
    ("source", "right", "wrong", "locale"),
    [
        ("30 drops/min", "30 Tropfen/min", "30 Tropfen/h", "de"),
        ("30 drops/min", "30 gouttes par minute", "30 gouttes/h", "fr"),
        ("30 drops/min", "毎分30滴", "30滴/h", "ja"),
        ("5 units/h", "5 وحدات في الساعة", "5 وحدات/دقيقة", "ar"),
        ("5 mSv/h", "5 mSv/h", "5 mSv/min", "de"),
        ("2 litres of oxygen/min", "2 Liter Sauerstoff/min", "2 Liter Sauerstoff/h", "de"),
        ("5 mg/(kg·h)", "5 mg/kg/h", "5 mg/(kg·min)", "de"),
        ("5 mg/kg·h", "5 mg/(kg·h)", "5 mg/kg·min", "de"),
        ("5 mL·kg⁻¹·h⁻¹", "5 ml/kg/h", "5 mL·kg⁻¹·min⁻¹", "de"),
        ("Give 5 mg.", "Geben Sie 5 mg.", "Geben Sie 5 mg/h.", "de"),
        ("Give 5 units.", "Geben Sie 5 Einheiten.", "Geben Sie 5 Einheiten/h.", "de"),
        ("Age 5, weight 20 kg", "Alter 5, Gewicht 20 kg", "Alter 20, Gewicht 5 kg", "de"),
        ("In room 12 you get 50 mg.", "In Zimmer 12 bekommen Sie 50 mg.", "In Zimmer 50 bekommen Sie 12 mg.", "de"),
    ],
)
def test_what_is_below_a_stroke_and_beside_which_number_a_unit_stands_is_the_sources(
    source: str, right: str, wrong: str, locale: str
) -> None:
    assert "units" not in faults(source, right, locale)
    assert "units" in faults(source, wrong, locale)


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("5, 10 and 20 mg", "5 mg, 10 und 20"),
        ("10 minutes by bus/train", "10 Minuten mit Bus/S-Bahn"),
        ("30 people and/or more", "30 Leute und/oder mehr"),
        ("Take 5 mg daily", "Nehmen Sie 5 mg/Tag"),
        ("1 TB/mth", "1 TB/mth"),
    ],
)
def test_a_row_has_one_unit_and_a_stroke_is_no_measure(source: str, translation: str) -> None:
    assert "units" not in faults(source, translation, "de")
