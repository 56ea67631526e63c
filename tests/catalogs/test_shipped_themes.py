"""The words of the themes that come with Pelican come translated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from babel import Locale
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader

from pipeline.catalogs.shipped import UNREVIEWED, shipped_catalogs, stock_catalogs, stock_messages
from pipeline.checks.checker import Checker
from pipeline.checks.render import Renderer
from pipeline.model import Catalog, Key, Language, Message, Notation
from pipeline.pelican_internals import SIMPLE_TEMPLATES, STOCK_TEMPLATES
from pipeline.sources.own_texts import COMES_TRANSLATED
from pipeline.sources.theme_files import read_templates
from pipeline.sources.theme_templates import template_messages, template_places
from pipeline.surroundings import Place, Surroundings
from tests.making import EN, SETTINGS, project_in

CATALOGS = list(stock_catalogs())
WORDS = stock_messages("en").keys()
# What Pelican 4.11 or 4.12 says, and the other of these does not.
OF_4_11 = {f"%(SITENAME)s {kind} {form} Feed" for kind in ("Categories", "Tags") for form in ("Atom", "RSS")}
OF_4_12 = {f"%(title)s {kind} {form} Feed" for kind in ("Category", "Tag") for form in ("Atom", "RSS")}
# What is the same in German, French, Italian or Dutch.
SAME = {"Pages", "Page %(number)s / %(num_pages)s", "Tags:", 'In <a href="%(SITEURL)s/%(url)s">%(category)s</a>.'}


def name_of(catalog: Catalog) -> str:
    return str(catalog.locale)


@cache
def said_by(templates: Path) -> tuple[tuple[Message, ...], Mapping[Key, tuple[Place, ...]]]:
    """The messages of a theme as a site has them that uses it, and their places."""
    project = replace(project_in(templates), theme=templates.parent)
    own, simple = FileSystemLoader(templates), FileSystemLoader(SIMPLE_TEMPLATES)
    loader = ChoiceLoader([own, simple, PrefixLoader({"!simple": simple, "!theme": own})])
    files = read_templates(project, SETTINGS, Environment(loader=loader))
    places, constants = template_places(files)
    return tuple(template_messages(files, places, constants)), places


@pytest.mark.parametrize("templates", STOCK_TEMPLATES, ids=lambda templates: templates.parent.name)
def test_all_that_pelicans_own_themes_say_comes_translated_and_translators_are_told(templates: Path) -> None:
    messages, _ = said_by(templates)
    assert {message.key for message in messages} <= WORDS
    assert all(COMES_TRANSLATED in message.extracted for message in messages)


def test_of_all_that_is_translated_one_of_the_two_versions_of_pelican_says_it() -> None:
    said = {message.msgid for templates in STOCK_TEMPLATES for message in said_by(templates)[0]}
    assert {text for _, text in WORDS} - said in (OF_4_11, OF_4_12)


def test_the_languages_are_those_of_the_tools_sentences() -> None:
    assert list(map(name_of, CATALOGS)) == list(map(name_of, shipped_catalogs()))


@pytest.mark.parametrize("catalog", CATALOGS, ids=name_of)
def test_a_catalog_has_every_word_and_no_other(catalog: Catalog) -> None:
    assert catalog.header("Language") == catalog.locale == str(Locale.parse(name_of(catalog)))
    assert {message.key for message in catalog.messages} == WORDS
    assert len(catalog.messages) == len(WORDS)
    assert all(message.translated and message.msgid_plural is None for message in catalog.messages)
    assert all((message.comment == UNREVIEWED) == (catalog.locale != "en") for message in catalog.messages)


@pytest.mark.heavy
@pytest.mark.parametrize("catalog", CATALOGS, ids=name_of)
def test_what_the_tool_says_of_translations_it_says_of_none_of_these(catalog: Catalog) -> None:
    checker = Checker(Renderer(SETTINGS["MARKDOWN"], {}), EN, (), frozenset())
    language = Language.of(name_of(catalog))
    places = {key: known for templates in STOCK_TEMPLATES for key, known in said_by(templates)[1].items()}
    for message in catalog.messages:
        text, around = message.translations[0], Surroundings(places=places.get(message.key, ()))
        assert list(checker.security(message.msgid, text, Notation.TEXT, "template", around)) == []
        faults = list(checker.remarks(message.msgid, text, Notation.TEXT, "template", language))
        assert [fault for fault in faults if fault.rule not in ("unchanged", "length")] == [], message.msgid


@pytest.mark.parametrize("catalog", CATALOGS, ids=name_of)
def test_nothing_is_left_in_english(catalog: Catalog) -> None:
    """A word or two may be the same in both languages."""
    same = {message.msgid for message in catalog.messages if message.translations[0] == message.msgid}
    assert same == {text for _, text in WORDS} if catalog.locale == "en" else same <= SAME
    english = "articles by|archives for|published:|updated:|category feed|powered|read more|there are".split("|")
    texts = [message.translations[0].lower() for message in catalog.messages]
    assert catalog.locale == "en" or [text for text in texts for words in english if words in text] == []


@pytest.mark.parametrize(
    ("locale", "text"),
    [("de_AT", "Artikel von %(author)s"), ("pt_BR", "Artigos de %(author)s"), ("zh", "%(author)s 的文章")],
)
def test_a_locale_has_those_of_its_parents(locale: str, text: str) -> None:
    assert stock_messages(locale)[None, "Articles by %(author)s"].translations == (text,)


def test_one_without_any_has_none() -> None:
    assert stock_messages("tlh") == {}
