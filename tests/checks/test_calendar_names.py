"""Names of months and days of the week; short ones count beside others."""

from __future__ import annotations

import pytest

from pipeline.checks.calendar_names import named_days
from tests.checks.test_facts import faults


@pytest.mark.parametrize(
    ("text", "locale", "named"),
    [
        ("On Monday in May", "en", {("day", 0), ("month", 5)}),
        ("Mon–Fri", "en", {("day", 0), ("day", 4)}),
        ("Mo, Mi und Fr", "de", {("day", 0), ("day", 2), ("day", 4)}),
        ("mar–jue", "es", {("day", 1), ("day", 3)}),
        ("ene–mar", "es", {("month", 1), ("month", 3)}),
        ("月～金", "ja", {("day", 0), ("day", 4)}),
        ("Mo is sat there", "en", set()),
        ("so, do es", "de", set()),
    ],
)
def test_names_are_known_and_short_ones_in_a_row(text: str, locale: str, named: set[tuple[str, int]]) -> None:
    assert set(named_days(text, locale)) == named


@pytest.mark.parametrize(
    ("source", "right", "wrong", "locale"),
    [
        ("Open Mon–Fri.", "Montag bis Freitag geöffnet.", "Montag bis Samstag geöffnet.", "de"),
        ("Mon–Fri for tea", "Mo–Fr Tee, mit Frühstück", "Mo–Sa Tee, mit Frühstück", "de"),
        ("Jan–Mar", "Jan–Mär", "Jan–Apr", "de"),
        ("In May", "В мае", "В июне", "ru"),
        ("In January", "W styczniu", "W lutym", "pl"),
        ("In October", "W październiku", "W listopadzie", "pl"),
        ("In May", "Mayısta", "Haziranda", "tr"),
        ("On Wednesday", "В среду", "В пятницу", "ru"),
        ("On Saturday", "W sobotę", "W niedzielę", "pl"),
        ("Mon–Fri", "周一至周五", "周一至周六", "zh_Hans"),
        ("Mon–Fri", "الاثنين–الجمعة", "الاثنين–السبت", "ar"),
    ],
)
def test_another_end_of_a_row_is_a_fault(source: str, right: str, wrong: str, locale: str) -> None:
    assert faults(source, right, locale) == []
    assert "dates" in faults(source, wrong, locale)
