"""Fractions and powers."""

from __future__ import annotations

import pytest

from pipeline.checks.fractions import fraction_faults
from tests.checks.checked import pair_of


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("½ tablet", "¼ Tablette"),
        ("1½ tablets", "1¼ Tabletten"),
        ("1½ tablets", "2½ Tabletten"),
        ("1/2 tablet", "¼ Tablette"),
        ("10² cells", "10³ Zellen"),
        ("5 mg", "5⁰ mg"),
        ("10² cells", "10 Zellen"),
        ("9 mg", "9½ mg"),
        ("½ tablet", "eine Tablette"),
        ("a tablet", "½ Tablette"),
    ],
)
def test_another_fraction_or_power_is_found(source: str, translation: str) -> None:
    assert [fault.rule for fault in fraction_faults(pair_of(source, translation), source, translation)] == ["numbers"]


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("½ tablet", "½ Tablette"),
        ("½ tablet", "1/2 Tablette"),
        ("½ tablet", "eine halbe Tablette"),
        ("1½ and ¾", "¾ und 1 ½"),
        ("1.5 hours", "1½ Stunden"),
        ("a half", "½"),
        ("a quarter", "¼"),
        ("50 %", "½"),
        ("10² cells", "10² Zellen"),
        ("5 m²", "5 m²"),
        ("on 1/2/2026, half a day", "am 1.2.2026, ½ Tag"),
        ("24/7", "rund um die Uhr"),
    ],
)
def test_the_same_or_one_in_words_is_not(source: str, translation: str) -> None:
    assert list(fraction_faults(pair_of(source, translation), source, translation)) == []
