"""Decades in words are the source's, and where nobody can be sure it is a doubt."""

from __future__ import annotations

from pipeline.checks.numbers import number_faults
from tests.checks.checked import pair_of


def test_a_decade_in_words_is_known_or_doubted_and_another_is_an_error() -> None:
    source = "in the 1990s"
    for translation, locale, doubts in (
        ("en los años noventa", "es", []),
        ("في التسعينيات", "ar", [True]),
        ("in den 1980er-Jahren", "de", [False]),
    ):
        found = [fault.doubtful for fault in number_faults(pair_of(source, translation, locale), source, translation)]
        assert found == doubts, translation
