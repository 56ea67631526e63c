"""Dates, times, days and months are the source's, and the ends of a range stand in their order."""

from __future__ import annotations

import pytest

from tests.checks.test_facts import faults


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("It begins at 12:30 am.", "Es beginnt um 12.30 Uhr.", "de"),
        ("at 12 am", "um 12 Uhr", "de"),
        ("at 12:30 a.m.", "um 12:30 Uhr", "de"),
        ("8 am to 5 pm", "17–8 Uhr", "de"),
        ("Monday to Friday", "Montag bis Montag", "de"),
        ("Monday to Friday", "Freitag bis Montag", "de"),
        ("Monday to Friday", "lundi au lundi", "fr"),
        ("Monday to Friday", "月曜日から月曜日", "ja"),
        ("May and June", "Mai und Mai", "de"),
        ("In May and June, not in July.", "En mai et juillet, pas en juillet.", "fr"),
        ("on 3 March 2026", "12026年3月3日", "ja"),
        ("on 3 March 2026", "2026年月3日", "ja"),
        ("on 3 March 2026", "年3月3日", "ja"),
        ("on 3 March 2026", "am 3. 2026", "de"),
    ],
)
def test_another_point_in_time_is_a_fault(source: str, translation: str, locale: str) -> None:
    assert faults(source, translation, locale)


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("at 12:30 am", "um 0.30 Uhr", "de"),
        ("at 12 am", "um 24 Uhr", "de"),
        ("at 12:30 am", "at 12:30 AM", "en"),
        ("at 12:30 am", "午前12時30分", "ja"),
        ("8 am to 5 pm", "8–17 Uhr", "de"),
        ("Monday to Friday", "Mo–Fr", "de"),
        ("Monday to Friday", "von Montag bis einschließlich Freitag", "de"),
        ("Monday morning and afternoon", "Montagvormittag und Montag nachmittags", "de"),
    ],
)
def test_the_same_one_in_another_way_is_none(source: str, translation: str, locale: str) -> None:
    assert faults(source, translation, locale) == []
