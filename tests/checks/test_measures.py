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
