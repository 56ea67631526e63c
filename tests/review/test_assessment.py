"""What one locale's catalogs are worth: words, and the translations of required sections."""

from __future__ import annotations

import pytest

from pipeline.review.assessment import critical_messages
from pipeline.review.uses import count_words, has_words
from tests.making import PROJECT, article, catalog, extracted, fuzzy, judged, message, section


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


NOTICE, CONTACT = section("No advice.", "disclaimer"), section("Write.", "contact")


def critical(*documents, found, only: str | None = None) -> list[tuple[str, str]]:
    assessment = judged(*documents, catalogs=found)
    messages = critical_messages(PROJECT, extracted(*documents), assessment, only)
    return [(path, entry.msgid) for path, entry in messages]


def test_what_is_to_be_approved_are_admissible_texts_of_required_sections_once() -> None:
    document = article("Hello", NOTICE, CONTACT, NOTICE)
    german = catalog(message("Hello", "Hallo"), message("No advice.", "Kein Rat."), fuzzy("Write.", "Schreib."))
    assert critical(document, found=[german]) == [("locales/de/articles/a.po", "No advice.")]


def test_one_section_may_be_asked_for_alone_and_pages_have_none() -> None:
    german = catalog(message("No advice.", "Kein Rat."), message("Write.", "Schreib."))
    both = article(NOTICE, CONTACT)
    assert critical(both, found=[german], only="contact") == [("locales/de/articles/a.po", "Write.")]
    assert critical(article(NOTICE, kind="page"), found=[german]) == []
