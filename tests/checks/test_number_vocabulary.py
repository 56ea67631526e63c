"""The words for whole numbers: forms lead to the number, whatever their inflection, links and prefixes."""

from __future__ import annotations

import re

import pytest

from pipeline.checks.number_vocabulary import _EXCUSING, LIBRARY, cardinal, excuse, ordinal, vocabulary_of


@pytest.mark.parametrize("language", sorted(LIBRARY))
def test_each_language_has_a_word_for_each_number_to_a_hundred(language: str) -> None:
    assert set(range(13, 101)) <= set(vocabulary_of(language).values.values())


@pytest.mark.parametrize(
    ("language", "written", "value"),
    [
        ("de", "fünfundzwanzig", 25),
        ("de", "zweihundertfünf", 205),
        ("en", "twentyfive", 25),
        ("fr", "vingtcinq", 25),
    ],
)
def test_a_number_is_found_without_its_spaces(language: str, written: str, value: int) -> None:
    assert vocabulary_of(language).values[written] == value


def test_a_word_with_a_prefix_is_the_word() -> None:
    arabic = vocabulary_of("ar")
    word = next(iter(arabic.forms))
    assert arabic.prefixes
    assert arabic.word(arabic.prefixes[0] + word) == arabic.word(word)
    assert arabic.word("xyz") is None


@pytest.mark.parametrize("written", ["twenty-five", "twenty five", "Twenty\u2011five"])
def test_a_cardinal_is_found_however_it_is_joined(written: str) -> None:
    assert cardinal(25, "en").fullmatch(written.lower())


def test_a_compound_goes_on_after_its_number_in_languages_that_write_so() -> None:
    assert cardinal(25, "de").search("eine fünfundzwanzigtägige kur")[1] == "tägige"
    assert cardinal(25, "en").search("twenty-fivefold") is None


def test_an_ordinal_has_whatever_ending_its_language_gives_it() -> None:
    assert ordinal(25, "pl").search("dwudziestego piątego dnia")
    assert ordinal(25, "es").search("la vigésima quinta vez")
    assert ordinal(25, "ar") == re.compile("(?!)")


@pytest.mark.parametrize("value", [14, 100, 1200, 99_999, 1_234_567, 999_999_999])
def test_what_may_say_a_number_is_known_in_a_moment(value: int) -> None:
    """Where all numbers up to it were written for that, the time limit of every test would end this one."""
    for language in (*_EXCUSING, "am", "tlh"):
        assert not excuse(value, language).search("x")
