"""What is asked for: words, and what has none."""

from __future__ import annotations

import pytest

from pipeline.review.uses import count_words, has_words


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("–", 0), ("One two.", 2), ("don't well-known", 2), ("a — b", 2), ("5 mg", 2)]
)
def test_words_are_counted_as_translators_are_paid_by(text: str, count: int) -> None:
    assert count_words(text) == count


@pytest.mark.parametrize(
    "text", ["42", "7,5", "★★★", "v2.1.0", "H5N1", "ISO 9001", "ISO/IEC 27001", "RFC 7231", "C++", "C#", "CO₂", "H₂O"]
)
def test_numbers_codes_and_formulas_need_no_translation(text: str) -> None:
    assert not has_words(text)


@pytest.mark.parametrize("text", ["PART 2", "C or D", "EN route", "5 mg", "A cat", "FAQ"])
def test_words_beside_a_number_or_in_capitals_do(text: str) -> None:
    assert has_words(text)
