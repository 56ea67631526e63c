"""The words that a locale has agreed on."""

from __future__ import annotations

import pytest

from tests.checking import FIRST, findings, rules
from tests.conftest import Site


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


@pytest.mark.parametrize("text", ["a,b\n", "term,translation\nx\n", "term,translation\n,y\n"])
def test_a_glossary_that_is_none_is_refused_by_line(good_site: Site, text: str) -> None:
    good_site.write("locales/de/glossary.csv", text)
    result = good_site.run("check", "de")
    assert result.exit_code == 2
    assert "locales/de/glossary.csv:" in result.output
