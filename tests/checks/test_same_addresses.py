"""An address stands for its source's where it leads to the same page, or to its article in the reader's language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model import Language, Notation
from tests.checks.checked import CHECKER, MARKDOWN

DE = Language.of("de")
OF_THE_SITE = replace(CHECKER, roots={"de": "/de", "nb": "/nb"})
HTTP = "http://example.org/a/b.html?c=1&d=2#e"
CAT = "https://en.wikipedia.org/wiki/Cat_(animal)"


def said(source: str, translation: str, notation: Notation = MARKDOWN) -> list[str]:
    """What is said of a translation into German: rules of security with an exclamation mark."""
    faults = [f"{fault.rule}!" for fault in OF_THE_SITE.security(source, translation, notation, "paragraph")]
    return faults + [fault.rule for fault in OF_THE_SITE.remarks(source, translation, notation, "paragraph", DE)]


LINKS = pytest.mark.parametrize("link", ["[{}]({})", '<a href="{1}">{0}</a>', "{} <{}>"])


@LINKS
@pytest.mark.parametrize(
    ("source", "translation"),
    [
        (HTTP, HTTP),
        (HTTP, HTTP.replace("http:", "https:")),
        ("http://example.org", "https://example.org"),
        (CAT, "https://de.wikipedia.org/wiki/Katze"),
        (CAT, "https://de.wikipedia.org/wiki/Haus%C3%A4hnliche_Katze#Körper"),
        (CAT.replace("https:", "http:"), CAT),
        ("https://en.wikipedia.org/wiki/AC/DC", "https://de.wikipedia.org/wiki/St._Petersburg"),
    ],
)
def test_the_same_page_is_admitted(link: str, source: str, translation: str) -> None:
    assert said(f"Please see {link.format('it', source)}.", f"Siehe bitte {link.format('es', translation)}.") == []


@pytest.mark.parametrize("link", ["[{}]({})", '<a href="{1}">{0}</a>'])
@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("https://example.org/a", "http://example.org/a"),
        (HTTP, "https://example.org/a/b.html"),
        (HTTP, "https://example.org/a/b.html?c=1&d=2#e/../x"),
        ("http://example.org", "https://example.org.evil.example"),
        ("http://example.org", "https://example.org@evil.example"),
        ("http://example.org", "https://example.org:8080"),
        ("http://example.org", "https://example.org,evil.example"),
        ("http://example.org", "https://example.org。evil"),
        ("http://example.org", "HTTPS://evil.example"),
        ("http://user@example.org", "https://user@example.org"),
        (CAT, "https://fr.wikipedia.org/wiki/Chat"),
        (CAT, "http://de.wikipedia.org/wiki/Katze"),
        (CAT, "https://de.wikipedia.org/wiki/Benutzer:Evil"),
        (CAT, "https://de.wikipedia.org/wiki/Spezial%3AAbmelden"),
        (CAT, "https://de.wikipedia.org/wiki/%2e%2e/w/index.php"),
        (CAT, "https://de.wikipedia.org/wiki/../w/index.php"),
        (CAT, "https://de.wikipedia.org/w/index.php?title=Katze"),
        (CAT, "https://de.wikipedia.org/wiki/Katze?action=edit"),
        (CAT, "https://de.wikipedia.org.evil.example/wiki/Katze"),
        (CAT, "https://evil.de.wikipedia.org/wiki/Katze"),
        (CAT, "https://de.wikipedia.evil/wiki/Katze"),
        (CAT, "https://de.wiktionary.org/wiki/Katze"),
        (CAT, "https://de.wikipedia.org/wiki/Kat\u3164ze"),
        (CAT, "https://de.wikipedia.org/wiki/Kat\u202eze"),
        ("https://example.org/wiki/Cat", "https://de.wikipedia.org/wiki/Katze"),
        ("https://en.wikipedia.org.example/wiki/Cat", "https://de.wikipedia.org/wiki/Katze"),
    ],
)
def test_nothing_else_comes_in_by_it(link: str, source: str, translation: str) -> None:
    found = said(f"Please see {link.format('it', source)}.", f"Siehe bitte {link.format('es', translation)}.")
    assert any(rule.endswith("!") for rule in found)


def test_articles_stand_for_one_another_one_by_one() -> None:
    own = "https://de.wikipedia.org/wiki"
    assert said(f"[a]({CAT}) and [b]({CAT}2)", f"[a]({own}/Eins) und [b]({own}/Zwei)") == []
    assert said(f"Please see [a]({CAT})", f"Siehe bitte [a]({own}/Eins) und [b]({own}/Zwei)") != []


def test_a_language_of_the_site_is_admitted_and_another_one_than_the_texts_is_told_of() -> None:
    assert "markup!" not in said(f"Please see [it]({CAT}).", "Siehe bitte [es](https://no.wikipedia.org/wiki/Katt).")
    assert "links" in said(f"Please see [it]({CAT}).", "Siehe bitte [es](https://no.wikipedia.org/wiki/Katt).")
