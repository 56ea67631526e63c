"""Articles as a language's site has them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from pelican.urlwrappers import Tag

from pipeline.model import Language
from pipeline.plugin.contents import translate_content
from pipeline.plugin.site import Site
from pipeline.plugin.writing import write_plain
from tests.making import BASE, DE, EN, PROJECT, SETTINGS
from tests.plugin.pages import content

A, BY_HAND = "articles/a.md", "articles/a.de.md"
GERMAN = {"articles/a": {(None, "A"): ("Ä",), ("tag", "x"): ("y",)}, "theme": {}}


def test_fields_are_translated_in_the_content_and_its_metadata() -> None:
    article = content(Site(PROJECT, DE, BASE, GERMAN))
    translate_content(article)
    assert (article.title, article.metadata["title"]) == ("Ä", "Ä")


def test_all_that_a_catalog_brings_is_inert_from_then_on_and_plain_after_all_is_written() -> None:
    translations = {"articles/a": {(None, "A"): ('Ä"',)}, "theme": {("tag", "x"): ("y<",), ("author", "Ada"): ("'",)}}
    text, tags = '<p title="&quot;">&lt;</p>', [Tag("x", SETTINGS)]
    article = content(Site(PROJECT, DE, BASE, translations), text=text, summary="a=b", tags=tags)
    translate_content(article)
    assert article.summary == article.metadata["summary"] == "a\ufdd8b"
    assert article.content == '<p title="\ufde0">\ufddd</p>'

    def shown() -> tuple[str, ...]:
        return article.title, article.metadata["title"], article.tags[0].name, article.author.name

    assert shown() == ("Ä\ufdd6", "Ä\ufdd6", "y\ufdd3", "\ua7f7")
    generator = SimpleNamespace(env=None, context=article._context, generate_output=lambda: None)
    write_plain([generator])
    generator.generate_output()
    assert shown() == ('Ä"', 'Ä"', "y<", "'")
    assert (article.tags[0].slug, article.author.slug) == ("x", "ada")


def test_what_a_plugin_makes_of_a_body_later_is_inert_too() -> None:
    article = content(Site(PROJECT, DE, BASE, {}))
    translate_content(article)
    article._content = '<p>"</p>'
    assert article.content == "<p>\ufdd6</p>"


def test_an_untranslated_field_and_the_sources_body_are_as_their_author_wrote_them() -> None:
    for site in (Site(PROJECT, EN, BASE, GERMAN), Site(PROJECT, DE, BASE, {"articles/a": {(None, 'A"'): ('A"',)}})):
        article = content(site, text='<p>"&quot;', title='A"')
        translate_content(article)
        assert article.title == 'A"'
        assert article.content == ('<p>"&quot;' if site.is_source else "<p>\ufdd6\ufdd6")


def test_what_names_a_page_is_never_translated() -> None:
    translations = {"articles/a": {(None, "a"): ("b",), (None, "published"): ("draft",)}}
    article = content(Site(PROJECT, DE, BASE, translations))
    translate_content(article)
    assert (article.slug, article.save_as, article.status) == ("a", "a.html", "published")


def test_a_field_without_translation_is_remembered_as_kept() -> None:
    article = content(Site(PROJECT, DE, BASE, {}))
    translate_content(article)
    assert article.title == "A"
    assert "title" in article.gettext_kept_fields


def test_the_sources_site_is_pelicans_own() -> None:
    article = content(Site(PROJECT, EN, BASE, GERMAN))
    before = dict(article.metadata)
    translate_content(article)
    assert article.metadata == before
    assert not hasattr(article, "gettext_kept_fields")


def test_a_date_is_written_as_the_language_writes_it() -> None:
    article = content(Site(PROJECT, DE, BASE, {}))
    translate_content(article)
    assert "Januar" in article.locale_date


def test_an_original_that_was_translated_by_hand_keeps_its_address_and_is_in_its_own_language() -> None:
    site = Site(PROJECT, DE, BASE, GERMAN, natives={"de": {A: BY_HAND}})
    article = content(site)
    translate_content(article)
    assert (article.lang, article.in_default_lang, article.url) == ("en", False, "a.html")


@pytest.mark.parametrize("name", ["a", "a.de"])
@pytest.mark.parametrize("language", [EN, DE])
def test_by_hand_or_not_a_version_stands_in_lists_whatever_it_says_of_itself(language: Language, name: str) -> None:
    natives = {"de": {A: BY_HAND}}
    for known, wanted in ((natives, False), ({}, True)):
        article = content(Site(PROJECT, language, BASE, {}, natives=known), name, translation="true")
        translate_content(article)
        assert ("translation" in article.metadata) is wanted


def test_a_translation_by_hand_is_left_as_it_was_written() -> None:
    site = Site(PROJECT, DE, BASE, {"articles/a.de": {(None, "A.DE"): ("x",)}}, natives={"de": {A: BY_HAND}})
    article = content(site, "a.de")
    translate_content(article)
    assert article.title == "A.DE"
