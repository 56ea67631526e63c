"""The same unit with another prefix is another unit, whoever knows it."""

from __future__ import annotations

import pytest

from tests.checks.checked import rules


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("The dose is 5 mSv.", "Die Dosis beträgt 5 Sv."),
        ("The dose is 5 mGy.", "Die Dosis beträgt 5 Gy."),
        ("Give 5 MBq.", "Geben Sie 5 GBq."),
        ("Give 5 mEq.", "Geben Sie 5 Eq."),
        ("At 2 bar.", "Bei 2 mbar."),
        ("At 1.5 hPa.", "Bei 1,5 kPa."),
        ("About 5 pg/ml.", "Etwa 5 ng/ml."),
        ("Give 5 U/ml.", "Geben Sie 5 kU/ml."),
        ("At 3-T.", "Bei 3 mT."),
        ("About 1,500 kV.", "Etwa 1.500 V."),
        ("At 5 kHz.", "Bei 5 MHz."),
        ("Up to 5 µSv.", "Bis zu 5 mSv."),
        ("About 500 cells/L.", "Etwa 500 Zellen/ml."),
        ("About 5 × 10⁹/L.", "Etwa 5 × 10⁹/µl."),
        ("Give 500 IU/mL.", "Geben Sie 500 IE/l."),
        ("Give 500 IU/kg.", "Geben Sie 500 IE/g."),
    ],
)
def test_another_prefix_is_another_unit(source: str, translation: str) -> None:
    assert rules(source, translation) == ["units"]


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("The dose is 5 mSv.", "Die Dosis beträgt 5 mSv."),
        ("The dose is 5 μSv.", "Die Dosis beträgt 5 µSv."),
        ("From 5 to 20 mSv.", "Von 5 bis 20 mSv."),
        ("5 mSv or 0.005 Sv.", "0,005 Sv oder 5 mSv."),
        ("At 1,013 hPa.", "Bei 1.013 mbar."),
        ("Section 5 A.", "Abschnitt 5 A."),
        ("About 5 megabytes.", "Etwa 5 MB."),
    ],
)
def test_the_same_unit_is_no_fault(source: str, translation: str) -> None:
    assert rules(source, translation) == []


def test_units_that_are_known_are_told_of_once() -> None:
    assert rules("Take 5 mg.", "Nehmen Sie 5 g.") == ["units"]


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("About 500 cells/L.", "Etwa 500 Zellen/l.", "de"),
        ("About 500 copies/mL.", "Около 500 копий/мл.", "ru"),
        ("About 500 cells/µL.", "約500細胞/uL。", "ja"),
        ("By kg and/or L.", "Nach kg und/oder l.", "de"),
    ],
)
def test_what_is_counted_by_the_same_unit_is_no_fault(source: str, translation: str, locale: str) -> None:
    assert "units" not in rules(source, translation, locale)
