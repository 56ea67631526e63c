"""The tool's own sentences come translated."""

from __future__ import annotations

import tomllib

import pytest
from babel import Locale

from pipeline.catalogs.read import read_catalog
from pipeline.catalogs.shipped import UNREVIEWED, shipped_catalogs, shipped_messages
from pipeline.checks.checker import Checker
from pipeline.checks.render import Renderer
from pipeline.config import THEME_DOMAIN
from pipeline.model import Catalog, Key, Language, Message, Notation
from pipeline.settings import load_project, load_settings
from pipeline.sources.own_texts import LANGUAGES, NOTICE_TEXTS, PARSERS_TEXTS, REDIRECT_TEXTS
from tests.conftest import ROOT
from tests.making import EN, SETTINGS

CATALOGS = list(shipped_catalogs())
KINDS = "Attention Caution Danger Error Example Hint Important Info Note Tip Warning".split()
WANTED: set[Key] = {(None, text) for text in (*NOTICE_TEXTS, *REDIRECT_TEXTS, *PARSERS_TEXTS, LANGUAGES)}
WANTED |= {("admonition title", kind) for kind in KINDS} | {("topic title", "Contents")}


def name_of(catalog: Catalog) -> str:
    return str(catalog.locale)


def test_there_are_more_than_thirty_languages() -> None:
    assert len(CATALOGS) >= 40
    assert {"ar", "bn", "de", "es", "fa", "fr", "ja", "mr", "ne", "pl", "pt", "zh_Hans", "zh_Hant"} <= set(
        map(name_of, CATALOGS)
    )


@pytest.mark.parametrize("catalog", CATALOGS, ids=name_of)
def test_a_catalog_has_every_sentence_and_no_other(catalog: Catalog) -> None:
    assert catalog.header("Language") == catalog.locale == str(Locale.parse(name_of(catalog)))
    assert {message.key for message in catalog.messages} == WANTED
    assert all(message.translated and message.msgid_plural is None for message in catalog.messages)


@pytest.mark.parametrize("catalog", CATALOGS, ids=name_of)
@pytest.mark.heavy
def test_what_the_tool_says_of_translations_it_says_of_none_of_its_own(catalog: Catalog) -> None:
    checker = Checker(Renderer(SETTINGS["MARKDOWN"], {}), EN, (), frozenset())
    language = Language.of(name_of(catalog))
    for message in catalog.messages:
        text = message.translations[0]
        assert list(checker.security(message.msgid, text, Notation.TEXT, "notice")) == []
        faults = list(checker.remarks(message.msgid, text, Notation.TEXT, "notice", language))
        assert [fault for fault in faults if fault.rule not in ("unchanged", "length")] == [], message.msgid


@pytest.mark.parametrize("catalog", CATALOGS, ids=name_of)
def test_no_sentence_is_left_in_english(catalog: Catalog) -> None:
    sentences = [message for message in catalog.messages if message.msgid.count(" ") > 1]
    same = [message.msgid for message in sentences if message.translations[0] == message.msgid]
    assert same == ([] if catalog.locale != "en" else [message.msgid for message in sentences])


def test_what_nobody_has_looked_at_says_so() -> None:
    """The clinic's translators have looked at their sentences; nobody has at any other."""
    reviewed = {
        (catalog.locale, message.msgid)
        for catalog in CATALOGS
        for message in catalog.messages
        if message.comment != UNREVIEWED and catalog.locale != "en"
    }
    texts = {*NOTICE_TEXTS, *REDIRECT_TEXTS, PARSERS_TEXTS[0], LANGUAGES}
    locales = ("ar", "de", "es", "fr", "ja", "pl", "pt", "zh_Hans")
    assert reviewed == {(locale, text) for locale in locales for text in texts}


def test_what_was_looked_at_is_what_the_clinic_says() -> None:
    path = ROOT / "pelicanconf.py"
    project = load_project(path, load_settings(path))
    for language in project.targets:
        theme = read_catalog(
            project.catalog_path(language.locale, THEME_DOMAIN), project, domain=THEME_DOMAIN, locale=language.locale
        )
        ours, theirs = shipped_messages(language.locale), theme.by_key()
        for key in WANTED & theirs.keys():
            assert ours[key].translations == theirs[key].translations


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("de_AT", "Original lesen"),
        ("pt_BR", "Ler o original"),
        ("zh", "阅读原文"),
        ("zh_CN", "阅读原文"),
        ("zh_Hant_HK", "閱讀原文"),
        ("sr", "Прочитајте оригинал"),
        ("sr_Cyrl_BA", "Прочитајте оригинал"),
        ("sr_Latn_RS", "Pročitajte original"),
        ("en_GB", "Read the original"),
    ],
)
def test_a_locale_has_those_of_its_parents(locale: str, text: str) -> None:
    assert said(shipped_messages(locale)[None, "Read the original"]) == text


def test_a_nearer_locale_comes_first() -> None:
    key = (None, "Languages")
    assert [said(shipped_messages(locale)[key]) for locale in ("pt", "pt_BR", "pt_PT", "pt_AO")] == [
        "Idiomas",
        "Idiomas",
        "Línguas",
        "Línguas",
    ]


@pytest.mark.parametrize("locale", ["uz_Arab", "tlh", "ff_Adlm", "az_Cyrl"])
def test_one_without_any_has_none(locale: str) -> None:
    assert shipped_messages(locale) == {}


def said(message: Message) -> str:
    return message.translations[0]


def test_a_wheel_carries_all_that_is_read_at_run_time() -> None:
    patterns = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    package = ROOT / "pipeline"
    carried = {path for pattern in patterns["package-data"]["pipeline"] for path in package.glob(pattern)}
    data = {path for path in package.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")}
    assert data == carried
