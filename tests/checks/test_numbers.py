"""Numbers compared: in whatever notation and in words, and what is said of those that differ."""

from __future__ import annotations

import pytest

from pipeline.checks.numbers import both_count_in_words, differs, number_faults
from tests.checks.checked import pair_of


def faults(source: str, translation: str, locale: str = "de") -> list[tuple[str, bool]]:
    pair = pair_of(source, translation, locale)
    return [(fault.message, fault.doubtful) for fault in number_faults(pair, source, translation)]


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("Take 25 tablets", "Nehmen Sie fünfundzwanzig Tabletten", "de"),
        ("Take twenty-five tablets", "Nehmen Sie 25 Tabletten", "de"),
        ("1,500.5 ml", "1.500,5 ml", "de"),
        ("1 kg", "1000 g", "de"),
        ("Take 5 000 mg", "Nehmen Sie 5.000 mg", "de"),
        ("Take 5 000 mg", "Prenez 5 000 mg", "fr"),
        ("in the 1960s", "en los años 60", "es"),
        ("one hour", "eine Stunde", "de"),
        ("1.5 h", "anderthalb Stunden", "de"),
        ("2.5 h", "zweieinhalb Stunden", "de"),
        ("1.5 h", "une heure et demie", "fr"),
        ("1.5 hours", "полтора часа", "ru"),
        ("one and a half hours", "1,5 Stunden", "de"),
        ("every two weeks", "tous les quinze jours", "fr"),
        ("in two weeks", "dans une quinzaine de jours", "fr"),
        ("One nurse is with you.", "Eine Schwester ist bei Ihnen.", "de"),
        ("No one is with you.", "Zwei sind es nicht.", "de"),
        ("One of us", "Zwei", "de"),
        ("More than one segment.", "二つ以上のセグメント。", "ja"),
    ],
)
def test_the_same_number_is_no_fault(source: str, translation: str, locale: str) -> None:
    assert faults(source, translation, locale) == []


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("Take 25 tablets", "Nehmen Sie 52 Tabletten", "de"),
        ("Take 5 000 mg", "Nehmen Sie 5 00 mg", "de"),
        ("Take 5 000 mg", "Take 50 000 mg", "en_GB"),
        ("Take two tablets", "Prenez trois comprimés", "fr"),
        ("Take two tablets", "Nehmen Sie drei Tabletten", "de"),
    ],
)
def test_another_number_is_an_error(source: str, translation: str, locale: str) -> None:
    ((message, doubtful),) = faults(source, translation, locale)
    assert " became " in message
    assert not doubtful


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("1.5 h", "zweieinhalb Stunden", "de"),
        ("One nurse is with you.", "Drei Schwestern sind bei Ihnen.", "de"),
        ("One nurse", "Deux infirmières", "fr"),
        ("One nurse", "Trzy pielęgniarki", "pl"),
        ("One nurse", "看護師3名", "ja"),
    ],
)
def test_a_number_in_words_does_not_stand_for_a_one_or_another_half(source: str, translation: str, locale: str) -> None:
    assert faults(source, translation, locale) != []


def test_a_number_that_only_one_side_has_may_be_a_matter_of_style() -> None:
    assert faults("Take tablets", "Nehmen Sie 25 Tabletten") == [("the number 25 is not in the source", True)]


def test_words_are_compared_only_where_both_sides_count() -> None:
    assert both_count_in_words(pair_of("two", "drei", "de"), "two", "drei")
    assert not both_count_in_words(pair_of("two", "Paar", "de"), "two", "Paar")


def test_what_differs_is_said_from_the_translations_side() -> None:
    assert differs("number", "2", "3") == "the number 2 became 3"
    assert differs("number", "2", "") == "the number 2 is not in the translation"
    assert differs("number", "", "3") == "the number 3 is not in the source"
