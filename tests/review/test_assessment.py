"""What one locale's catalogs are worth: the translations of required sections."""

from __future__ import annotations

from pipeline.review.assessment import critical_messages
from tests.making import PROJECT, article, catalog, extracted, fuzzy, judged, message, section

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
