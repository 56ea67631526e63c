"""Page by locale: publish or withhold, and why."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.model import Severity
from pipeline.natives import Native
from pipeline.review.assessment import Assessment
from pipeline.rules import RULES
from tests.making import PROJECT, article, catalog, extracted, fuzzy, judged, message, project_in, section

NOTICE, CONTACT = section("No advice.", "disclaimer"), section("Write to us.", "contact")
GERMAN = message("No advice.", "Kein Rat."), message("Write to us.", "Schreiben Sie uns.")
WORDS = "one two three four five six seven eight nine ten"


def blockers(assessment: Assessment) -> list[str]:
    (page,) = assessment.decisions
    assert page.published == (not page.blockers)
    return [found.rule for found in page.blockers]


def test_a_page_whose_texts_are_all_translated_is_published() -> None:
    assessment = judged(article("Hello", NOTICE, CONTACT), catalogs=[catalog(message("Hello", "Hallo"), *GERMAN)])
    assert blockers(assessment) == []
    assert assessment.published() == {"articles/a.md"}
    assert (assessment.words, assessment.words_translated) == (6, 6)


@pytest.mark.parametrize(
    ("notice", "rule"),
    [
        (message("No advice."), "critical-untranslated"),
        (fuzzy("No advice.", "Kein Rat."), "critical-fuzzy"),
        (message("No advice.", "<b>Kein</b> Rat."), "plain-text"),
        (message("Other.", "Anderes."), "critical-untranslated"),
    ],
)
def test_one_text_of_a_required_section_that_is_not_current_withholds_the_article(notice, rule: str) -> None:
    others = [message(word, word) for word in WORDS.split()]
    document = article(*WORDS.split(), NOTICE, CONTACT)
    assert blockers(judged(document, catalogs=[catalog(*others, notice, GERMAN[1])])) == [rule]


def test_what_waits_for_its_approval_alone_is_nothing_to_do_for_a_translator(tmp_path: Path) -> None:
    project = project_in(tmp_path, require_approval=True)
    known = judged(article("Hello", NOTICE, CONTACT), catalogs=[catalog(message("Hello"), *GERMAN)], project=project)
    (page,) = known.decisions
    assert blockers(known) == ["critical-unapproved", "critical-unapproved", "below-threshold"]
    # They are not shown, and so not among what readers get; but they are translated.
    for told in (known, page):
        assert (told.words, told.words_translated, told.words_unapproved, told.words_to_do) == (6, 0, 5, 1)
        assert told.share == 5 / 6
    again = known.again((), ())
    assert again.words_unapproved == 5


def test_a_page_waits_for_no_section_although_its_ids_are_those_of_one() -> None:
    words = [message(word, word) for word in WORDS.split()]
    document = article(*WORDS.split(), NOTICE, kind="page")
    assert blockers(judged(document, catalogs=[catalog(*words, message("No advice."))])) == []


def test_an_article_that_lacks_a_required_section_is_published_in_no_language() -> None:
    assert blockers(judged(article(NOTICE), catalogs=[catalog(*GERMAN)])) == ["section-missing"]


@pytest.mark.parametrize(("count", "is_published"), [(7, False), (8, True)])
def test_of_other_words_the_share_decides_that_the_site_asks_for(count: int, is_published: bool) -> None:
    words = [message(word, word if number < count else "") for number, word in enumerate(WORDS.split())]
    assessment = judged(article(*WORDS.split(), NOTICE, CONTACT), catalogs=[catalog(*words, *GERMAN)])
    assert blockers(assessment) == ([] if is_published else ["below-threshold"])
    assert assessment.decisions[0].is_partial


def test_words_of_required_sections_do_not_make_up_for_others() -> None:
    long = section(" ".join(["advice"] * 100), "disclaimer")
    german = catalog(message(long.text, "Rat"), GERMAN[1], message("Hello"))
    assert blockers(judged(article("Hello", long, CONTACT), catalogs=[german])) == ["below-threshold"]


def test_a_site_that_shows_the_sources_sections_publishes_the_page_and_names_them() -> None:
    project = replace(PROJECT, policy={**PROJECT.policy, "critical": {"default": "withhold", "de": "source"}})
    assessment = judged(article(NOTICE, CONTACT), catalogs=[catalog(GERMAN[1])], project=project)
    (page,) = assessment.decisions
    assert (page.published, page.in_source) == (True, ("disclaimer",))
    (finding,) = (found for found in assessment.findings if found.rule.startswith("critical"))
    assert finding.severity is Severity.WARNING < RULES[finding.rule].severity


def test_a_translation_by_hand_is_published_whatever_the_catalog_says_if_it_has_the_sections() -> None:
    def native(*anchors: str) -> Native:
        return Native("articles/a.de.md", "articles/a.md", "de", "Titel", frozenset(anchors))

    document, empty = article("Hello", NOTICE, CONTACT), [catalog()]
    assert blockers(judged(document, catalogs=empty, natives=[native("disclaimer", "contact")])) == []
    assessment = judged(document, catalogs=empty, natives=[native("contact")])
    assert blockers(assessment) == ["section-missing"]
    assert [found.path for found in assessment.findings if found.rule == "section-missing"] == [
        "source/articles/a.de.md"
    ]


def test_a_translation_by_hand_into_another_language_changes_nothing() -> None:
    other = Native("articles/a.ar.md", "articles/a.md", "ar", "Titel", frozenset({"disclaimer", "contact"}))
    assert "critical-untranslated" in blockers(judged(article(NOTICE, CONTACT), catalogs=[catalog()], natives=[other]))


def test_a_draft_is_decided_about_and_reported_to_nobody() -> None:
    assessment = judged(article("Hello", status="draft"), catalogs=[catalog()])
    assert len(assessment.decisions) == 1
    assert assessment.pages == ()
    assert [finding.rule for finding in assessment.findings] == ["out-of-step"]  # `update` brings its texts
    assert assessment.words == 0


def test_words_are_counted_once_in_a_catalog_however_often_its_text_is_used() -> None:
    documents = (
        article("Hello you", NOTICE, CONTACT),
        article("Hello you", NOTICE, CONTACT, name="b", domain="articles/a"),
    )
    assessment = judged(*documents, catalogs=[catalog(message("Hello you", "Hallo"), *GERMAN)])
    assert assessment.words == 7
    assert [page.words for page in assessment.decisions] == [7, 7]


def test_the_themes_messages_count_and_may_be_used() -> None:
    menu = message("Menu", extracted=("template",), references=("theme/base.html",))
    german = catalog(message("Menu", "Menü"), domain="theme")
    assessment = judged(catalogs=[german], theme=(menu,))
    assert assessment.translations["theme"] == {(None, "Menu"): ("Menü",)}
    assert (assessment.words, assessment.words_translated) == (1, 1)


def test_what_was_extracted_here_is_what_the_tests_say() -> None:
    extraction = extracted(article("Hello", NOTICE))
    assert [template.domain for template in extraction.templates] == ["articles/a", "theme"]
    assert extraction.templates[0].messages[1].extracted == ("paragraph", "critical: disclaimer")
