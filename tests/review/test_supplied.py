"""Translations that come with the tool."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model import Language, Segment
from pipeline.notes import words_for
from pipeline.review.supplied import supplied
from pipeline.sources.messages import merge_equal
from pipeline.sources.own_texts import COMES_TRANSLATED
from pipeline.surroundings import Place, PlaceKind
from tests.making import DE, EN, article, catalog, fuzzy, judged, message, section

NOTICE = message("Read the original", extracted=("notice",), references=("pelicanconf.py",))
TITLE = Segment("Note", "admonition title")


def title(text: str, locale: str, source: Language = EN, kind: str = "admonition title") -> str | None:
    found = supplied((None, text), [Segment(text, kind)], Language.of(locale), source)
    return found.translations[0] if found else None


@pytest.mark.parametrize(
    ("text", "locale", "wanted"),
    [
        ("Note", "de", "Anmerkung"),
        ("Danger", "de", "Gefahr"),
        ("!DANGER!", "de", "Gefahr"),  # what docutils says
        ("Attention!", "bn", "মনোযোগ দিন"),
        ("Warning", "pt_BR", "Aviso"),
        ("Note", "af", "Nota"),  # docutils has it, and we do not
        ("Good to know", "de", None),
        ("Note", "uz_Arab", None),
    ],
)
def test_titles_that_parsers_make_come_translated(text: str, locale: str, wanted: str | None) -> None:
    assert title(text, locale) == wanted


def test_of_a_site_in_another_language_those_that_docutils_has_in_both() -> None:
    assert title("Warnung", "fr", DE) == "Avis"
    assert title("Warnung", "bn", DE) is None
    assert title("Note", "fr", DE) is None  # in German it is a school mark


def test_the_contents_have_a_title_too() -> None:
    assert title("Contents", "fr", kind="topic title") == "Sommaire"
    assert title("Abstract", "fr", kind="topic title") == "Résumé"


def test_a_text_that_is_a_title_and_something_else_is_its_translators() -> None:
    uses = [TITLE, Segment("Note", "paragraph")]
    assert supplied((None, "Note"), uses, DE, EN) is None
    assert supplied((None, "Note"), [Segment("Note", "paragraph")], DE, EN) is None


STOCK = message("read more", extracted=(words_for("template"), COMES_TRANSLATED), references=("notmyidea/a.html",))


def test_the_words_of_pelicans_own_themes_come_translated_where_these_say_them() -> None:
    found = judged(article(), catalogs=[catalog(message("read more"), domain="theme"), catalog()], theme=(STOCK,))
    assert found.translations["theme"] == {STOCK.key: ("Weiterlesen",)}
    assert found.words == found.words_translated == 2
    assert found.findings == ()
    own = message("read more", "Mehr lesen")
    found = judged(article(), catalogs=[catalog(own, domain="theme"), catalog()], theme=(STOCK,))
    assert found.translations["theme"] == {STOCK.key: ("Mehr lesen",)}


def test_the_same_words_in_a_sites_own_template_are_its_translators() -> None:
    own = replace(STOCK, extracted=(words_for("template"),), references=("theme/templates/a.html",))
    found = judged(article(), catalogs=[catalog(message("read more"), domain="theme"), catalog()], theme=(own,))
    assert [finding.rule for finding in found.findings] == ["untranslated"]
    (both,) = merge_equal((own, STOCK))
    found = judged(article(), catalogs=[catalog(message("read more"), domain="theme"), catalog()], theme=(both,))
    assert found.translations["theme"] == {STOCK.key: ("Weiterlesen",)}


def theme(*messages: object) -> dict[str, object]:
    return {"catalogs": [catalog(*messages, domain="theme"), catalog()], "theme": (NOTICE,)}  # type: ignore[arg-type]


def test_the_tools_sentences_need_no_translation_of_the_sites_own() -> None:
    found = judged(article(), **theme(message("Read the original")))  # type: ignore[arg-type]
    assert found.translations["theme"] == {NOTICE.key: ("Original lesen",)}
    assert found.words == found.words_translated == 3
    assert found.findings == ()


def test_the_sites_own_translation_comes_first() -> None:
    found = judged(article(), **theme(message("Read the original", "Zum Original")))  # type: ignore[arg-type]
    assert found.translations["theme"] == {NOTICE.key: ("Zum Original",)}


def test_one_that_is_to_be_looked_at_does_not() -> None:
    found = judged(article(), **theme(fuzzy("Read the original", "Zum Original")))  # type: ignore[arg-type]
    assert found.translations["theme"] == {NOTICE.key: ("Original lesen",)}


def test_a_catalog_that_lacks_the_message_is_out_of_step_all_the_same() -> None:
    found = judged(article(), **theme())  # type: ignore[arg-type]
    assert [finding.rule for finding in found.findings] == ["out-of-step"]
    assert found.translations["theme"] == {NOTICE.key: ("Original lesen",)}


def test_a_language_without_them_waits_for_its_translators() -> None:
    found = judged(article(), language=Language.of("az_Cyrl"), **theme(message("Read the original")))  # type: ignore[arg-type]
    assert [finding.rule for finding in found.findings] == ["untranslated"]


def test_an_article_with_a_title_of_the_parsers_is_wholly_translated() -> None:
    (page,) = judged(article(TITLE), catalogs=[catalog(message("Note"))]).pages
    assert not page.is_partial


@pytest.mark.parametrize("first", ["outside", "inside"])
def test_in_a_required_section_people_translate_it(first: str) -> None:
    """Whatever comes first: what stands in one of its places in the article stands in all."""
    inside = Segment("Note", "admonition title", anchors=("disclaimer",))
    contact = section("Write.", "contact")
    segments = [TITLE, inside] if first == "outside" else [inside, TITLE]
    found = judged(
        article(*segments, contact), catalogs=[catalog(message("Note"), message("Write.", "Schreiben Sie."))]
    )
    (page,) = found.pages
    assert [finding.rule for finding in page.blockers if finding.rule != "below-threshold"] == ["critical-untranslated"]
    assert (None, "Note") not in found.translations["articles/a"]


def test_one_passes_the_rules_of_security_for_where_a_template_puts_it() -> None:
    """Whoever wrote it: what would be code in a script is used nowhere."""
    places = {NOTICE.key: (Place(PlaceKind.SCRIPT, "theme/templates/base.html:1"),)}
    found = judged(article(), places=places, **theme(message("Read the original")))  # type: ignore[arg-type]
    assert found.translations["theme"] == {}
    assert [finding.rule for finding in found.findings] == ["untranslated"]
