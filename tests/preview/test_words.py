"""The words of the preview, in the reader's language."""

from __future__ import annotations

import re

import pytest

from pipeline.catalogs.shipped import UNREVIEWED, panel_catalogs
from pipeline.files import read_text
from pipeline.model import Catalog, Language, Notation, Segment
from pipeline.notes import _WORDS, told_of
from pipeline.preview.assets import asset, assets
from pipeline.preview.overview import _told
from pipeline.preview.words import name_of, words_for, words_module
from pipeline.rules import RULES, found
from tests.conftest import ROOT

CATALOGS = {str(catalog.locale): catalog for catalog in panel_catalogs()}
FILLED_IN = re.compile(r"\{\w*\}")
#: Names that are put together in the scripts.
PREFIXES = (
    "filters.",
    "nothing.",
    "severity.",
    "states.",
    "where.",
    "overview.",
    "kind.",
    "note.",
    "rule.",
    "do.",
    "found.",
)


@pytest.mark.parametrize("catalog", CATALOGS.values(), ids=CATALOGS)
def test_each_language_has_all_words_with_the_same_names_in_braces(catalog: Catalog) -> None:
    source = {message.key for message in CATALOGS["en"].messages}
    assert {message.key for message in catalog.messages} == source
    for message in catalog.messages:
        (text,) = message.translations
        assert text.strip(), message.key
        assert sorted(FILLED_IN.findall(text)) == sorted(FILLED_IN.findall(message.msgid)), message.key
        assert message.comment == (UNREVIEWED if catalog.locale != "en" else ""), message.key
    assert catalog.header("Language") == catalog.locale


def test_the_languages_of_the_clinic_and_more_have_them() -> None:
    assert CATALOGS.keys() >= {"ar", "de", "en", "es", "fr", "ja", "pl", "pt", "ru", "tr", "uk", "zh_Hans"}


def test_every_word_is_used_and_every_word_that_is_used_is_there() -> None:
    scripts = "\n".join(asset(name) for name in assets() if name.endswith((".js", ".html")))
    scripts += read_text(ROOT / "pipeline/preview/overview.py", "overview.py")
    names = {str(message.msgctxt) for message in CATALOGS["en"].messages}
    said = set(re.findall(r"""(?:say|iconButton)\(\s*["']([\w.-]+)["']""", scripts))
    assert {name for name in said - names if not name.endswith(".")} <= {"lang", "dir"}
    unsaid = {name for name in names if f'"{name}"' not in scripts and f"'{name}'" not in scripts}
    assert {name for name in unsaid if not name.startswith(PREFIXES)} == set()


def test_what_to_do_is_in_english_what_the_rules_tell_translators() -> None:
    """So whoever changes a remedy sees that its translations have to follow."""
    alike = {"in-code": "tag-text", "unapproved": "critical-unapproved"}
    for name, text in words_for("en").items():
        prefix, _, rule = name.partition(".")
        if prefix == "do":
            known = RULES[alike.get(rule, rule)]
            assert text == (known.translator or known.remedy), rule
        if prefix == "rule":
            assert {rule, f"critical-{rule}", alike.get(rule)} & RULES.keys(), rule


def test_each_kind_of_text_that_there_is_has_its_name() -> None:
    plain = {"paragraph", "list item", "table cell", "quotation"}
    others = {"kind.heading", "kind.setting", *(f"kind.{kind}" for kind in plain)}
    named = {
        f"kind.{kind}" for kind in _WORDS if kind not in ("summary element", "rubric", "sidebar title", "substitution")
    }
    assert named | others <= words_for("en").keys()


def test_each_note_that_has_a_name_is_said_in_words_or_by_the_panel_itself() -> None:
    texts = [
        Segment("A", "title", headings=("B",), cell=("C", "D"), picture="a.png", comment="so it is"),
        Segment("![a](b)", "paragraph", Notation.MARKDOWN, cell=("C", "")),
        Segment("E", "summary", cell=("", "D")),
    ]
    notes = [note for text in texts for note in told_of(text, ["contact"], "a.html")]
    named = {note.name: note for note in notes}
    assert named.keys() - {"kind", "in", "critical", "page", ""} == {
        name.removeprefix("note.") for name in words_for("en") if name.startswith("note.")
    }
    for name, note in named.items():
        words = words_for("en").get(f"note.{name}", "")
        assert FILLED_IN.sub("", words) == words.format_map(dict.fromkeys(note.filled, ""))


@pytest.mark.parametrize(
    ("accepted", "lang", "dir_"),
    [
        ("", "en", "ltr"),
        ("*", "en", "ltr"),
        ("de-AT,de;q=0.9,en;q=0.8", "de-AT", "ltr"),
        ("tlh, ar-EG;q=0.5, de;q=0.4", "ar-EG", "rtl"),
        ("en;q=0.4, ja;q=0.9", "ja", "ltr"),
        ("de;q=0, fr;q=0.1", "fr", "ltr"),
        ("en-GB, de", "en-GB", "ltr"),
        ("zh-CN", "zh-CN", "ltr"),
        ("zh-TW, fr;q=0.1", "fr", "ltr"),
        ("pt-BR", "pt-BR", "ltr"),
        ("de;q=x, ../../etc, \0;q=1, fr;q=0.2", "fr", "ltr"),
    ],
)
def test_the_words_are_in_the_language_that_the_browser_asks_for(accepted: str, lang: str, dir_: str) -> None:
    words = words_for(accepted)
    assert (words["lang"], words["dir"]) == (lang, dir_)


@pytest.mark.parametrize(
    ("rule", "lang", "told"),
    [
        ("critical-untranslated", "de", ("Noch nicht übersetzt", "de")),
        ("below-threshold", "ja-JP", ("ページの翻訳がまだ足りません", "ja-JP")),
        ("section-missing", "de", ("what is wrong", "en")),
        ("critical-untranslated", "en-GB", ("what is wrong", "en")),
    ],
)
def test_why_a_page_waits_is_said_in_the_readers_language_as_far_as_it_has_words(
    rule: str, lang: str, told: tuple[str, str]
) -> None:
    assert _told(found(rule, "x.po", "what is wrong", remedy="none"), words_for(lang)) == told


def test_words_are_a_module_of_texts() -> None:
    words = {"save": "\u2028</script>\"'"}
    assert words_module(words) == 'export const WORDS = {"save": "\\u2028</script>\\"\'"};\n'


def test_a_language_is_called_what_the_reader_calls_it() -> None:
    assert name_of(Language.of("pt_BR"), words_for("de")) == "Portugiesisch (Brasilien)"
    assert name_of(Language.of("ar"), words_for("ja")) == "アラビア語"
