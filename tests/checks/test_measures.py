"""Units of numbers that both texts have; tests/checks/test_units.py compares those below a stroke."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.checks.measures import rate_faults, unit_faults
from pipeline.checks.quantities import Quantity, quantities
from tests.checks.checked import pair_of


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
