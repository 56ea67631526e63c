"""Stages, types and grades in Roman numerals."""

from __future__ import annotations

import pytest

from tests.checks.test_facts import faults


@pytest.mark.parametrize(
    ("source", "right", "wrong", "locale"),
    [
        ("stage III", "Stadium III", "Stadium IV", "de"),
        ("Type I diabetes", "Typ-I-Diabetes", "Typ-II-Diabetes", "de"),
        ("grade IIb", "grade IIb", "grade IIIb", "fr"),
        ("factor VIII", "facteur huit", "facteur IX", "fr"),
        ("stage IV", "第4期", "第II期", "ja"),
    ],
)
def test_another_numeral_is_a_fault(source: str, right: str, wrong: str, locale: str) -> None:
    assert faults(source, right, locale) == []
    assert "numbers" in faults(source, wrong, locale)


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("I saw a film on World War II.", "Ich sah einen Film zum Zweiten Weltkrieg, Teil I.", "de"),
        ("In the 19th century", "Au XIXe siècle", "fr"),
        ("More disk I/O of X", "Nhiều V/R đĩa XX", "vi"),
        ("An X-ray of type II", "Ein Röntgenbild vom Typ II", "de"),
    ],
)
def test_what_is_no_other_numeral_is_no_fault(source: str, translation: str, locale: str) -> None:
    assert faults(source, translation, locale) == []
