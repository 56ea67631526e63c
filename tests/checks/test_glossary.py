"""The words that a locale has agreed on."""

from __future__ import annotations

import pytest
from translate.storage.csvl10n import csvfile

from pipeline.checks.glossary import Term, glossary_faults, read_glossary
from pipeline.config import Project
from pipeline.model import Message
from pipeline.settings import load_project, load_settings
from tests.checking import FIRST, findings, rules
from tests.conftest import Site


def project_of(site: Site) -> Project:
    path = site.root / "pelicanconf.py"
    return load_project(path, load_settings(path))


def test_the_same_text_translated_differently_is_named_with_the_other_translation(good_site: Site) -> None:
    good_site.replace("locales/de/articles/second.po", 'msgstr "Haftungsausschluss"', 'msgstr "Hinweis"')
    (finding,) = findings(good_site, "de")
    assert finding["rule"] == "inconsistent"
    assert "in articles/first.po it is “Haftungsausschluss”" in finding["message"]


def test_the_glossary_asks_for_its_words(good_site: Site) -> None:
    good_site.write("locales/de/glossary.csv", "term,translation,note\nadvice,Ratschlag|Empfehlung,\nstep,Schritt,\n")
    finding, *_ = findings(good_site, "de")
    assert finding["rule"] == "glossary"
    assert "“advice” is “Ratschlag” or “Empfehlung”" in finding["message"]
    good_site.replace(FIRST, "Dies ist kein Rat.", "Dies ist keine Empfehlung.")
    good_site.replace("locales/de/articles/second.po", "Dies ist kein Rat.", "Dies sind keine Ratschläge.")
    assert set(rules(good_site, "de")) == {"inconsistent"}


@pytest.mark.parametrize(
    "text",
    [
        "source,target\nadvice,Ratschlag\nadvice,Empfehlung\n",
        "source,target\nadvice,Ratschlag|Empfehlung\n",
        "\ufeffTerm,Translation,note\nadvice,Ratschlag | Empfehlung,a note\n",
        '"location","source","target","id","fuzzy","context","translator_comments","developer_comments"\r\n'
        '"","advice","Ratschlag","","False","","","what a doctor gives"\r\n'
        '"","advice","Empfehlung","","","other","",""\r\n'
        '"","advice","Rat","","True","third","",""\r\n'
        '"","dose","","","","","",""\r\n',
    ],
)
def test_a_glossary_is_read_as_weblate_writes_it_and_as_earlier_releases_had_it(good_site: Site, text: str) -> None:
    good_site.write("locales/de/glossary.csv", text)
    assert read_glossary(project_of(good_site), "de") == (Term("advice", ("Ratschlag", "Empfehlung")),)


def test_the_translate_toolkit_reads_a_glossary_and_we_what_it_writes(good_site: Site) -> None:
    store = csvfile.parsestring(b"source,target\nadvice,Ratschlag\nstep,\n")
    assert [(unit.source, unit.target) for unit in store.units[-2:]] == [("advice", "Ratschlag"), ("step", "")]
    store.units[-1].target = 'Schritt, "Stufe"'
    good_site.write("locales/de/glossary.csv", bytes(store).decode())
    assert read_glossary(project_of(good_site), "de") == (
        Term("advice", ("Ratschlag",)),
        Term("step", ('Schritt, "Stufe"',)),
    )


def test_a_term_that_has_no_translation_yet_is_asked_for_nowhere(good_site: Site) -> None:
    good_site.write("locales/de/glossary.csv", "source,target\nadvice,\n")
    assert rules(good_site, "de") == []


@pytest.mark.parametrize("text", ["a,b\n", "source,target\n,y\n", "term,translation\n,y\n", 'source,target\nx,"y'])
def test_a_glossary_that_is_none_is_refused_by_line(good_site: Site, text: str) -> None:
    good_site.write("locales/de/glossary.csv", text)
    result = good_site.run("check", "de")
    assert result.exit_code == 2
    assert "locales/de/glossary.csv:" in result.output


def test_a_term_is_the_same_however_it_is_written() -> None:
    message = Message("The cafe\u0301 is open.", translations=("Das cafe\u0301 a\u00a0b ist offen.",))
    assert glossary_faults(message, (Term("Café", ("Café a b",)),)) == []
    assert glossary_faults(message, (Term("Café", ("Kneipe",)),)) != []
