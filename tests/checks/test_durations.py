"""Units of time in words are compared as lengths of time."""

from __future__ import annotations

import pytest

from pipeline.checks.durations import durations
from tests.checks.test_facts import faults


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("Wait two weeks.", "Warten Sie vierzehn Tage.", "de"),
        ("Once a week.", "Einmal in sieben Tagen.", "de"),
        ("Wait half an hour.", "Warten Sie dreißig Minuten.", "de"),
        ("Updated every hour.", "Mis à jour toutes les heures.", "fr"),
        ("It is night until day-time.", "עד שעות היום", "he"),
        ("In a few days", "近日中に", "ja"),
        ("Wait thirty minutes or half an hour.", "30分待ってください。", "ja"),
    ],
)
def test_the_same_length_of_time_otherwise_said_is_no_fault(source: str, translation: str, locale: str) -> None:
    assert faults(source, translation, locale) == []


def test_a_unit_is_read_with_the_number_before_it() -> None:
    found = durations("every eight hours, daily, for a week, 3 days", "en")
    assert [(one.unit, one.value, one.in_digits) for one in found] == [
        ("hour", 8, False),
        ("day", None, False),
        ("week", None, False),
        ("day", 3, True),
    ]


def test_numbers_that_are_the_same_with_their_units_exchanged_are_a_fault() -> None:
    source = "Every eight hours for three days."
    assert faults(source, "Alle acht Stunden, drei Tage lang.") == []
    assert faults(source, "Alle acht Tage, drei Stunden lang.") == ["units"]
