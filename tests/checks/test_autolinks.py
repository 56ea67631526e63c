"""A text has no address that a filter would make a link of, other than its source's."""

from __future__ import annotations

import pytest
from jinja2.utils import urlize
from markdown import markdown
from selectolax.lexbor import LexborHTMLParser

from pipeline.checks.autolinks import autolink_faults
from pipeline.checks.render import Renderer
from pipeline.checks.security import security_faults
from pipeline.model import Notation
from tests.cases import MARKDOWN
from tests.growth import grows_with_its_length

RENDERER = Renderer(MARKDOWN)
SOURCE = "Our page www.tiny.example tells, or write to info@tiny.example."
HOSTILE = [
    "www.evil.example",
    "WWW.Evil.example/x",
    "https://evil.example",
    "(https://evil.example)",
    "请看https://evil.example。",
    "http:evil.example",
    "https:/\\evil.example",
    "//evil.example/x",
    "ftp://evil.example",
    "evil.com",
    "evil.org/x",
    "sub.evil.net:80",
    "mail@evil.example",
    "mailto:mail@evil.example",
    "mailto:info@tiny.example?bcc=mail%40evil.example",
    "info@tiny.example.evil.example",
    "info@tiny.example。evil.com",
    "other@tiny.example",
    "https://www.tiny.example.evil.com",
    "https://www.tiny.example@evil.example",
    "https://www.tiny.example:x@evil.example",
    "https://www.tiny.example\\@evil.example",
    "www.tіny.example",
    "www.tiny.exampleé.evil.example",
    "https://tiny。example。evil.com",
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "vbscript:x",
    "data:text/html,x",
    "file:///etc/passwd",
    "view-source:x",
    "blob:https://x",
    "x://y",
    "[x](javascript:alert(1))",
    "[x](other:thing)",
    "[x](//evil)",
    "![x](//evil.example/p)",
    "evil.de",
    "evil.io/x",
    "t.me/evil",
    "EVIL.DE",
    "evil.app",
    "sub.evil.co.uk",
    "evil\u2024com",
    "evil\uff0ecom",
    "\uff45vil.de",
    "evil。com",
    "evil.рф",
    "зло.рф",
    "evil.中国",
    "mail\uff20evil.de",
    "tel:+49900123456",
    "sms:900",
    "skype:x?call",
    "+49 900 123456",
]


def rules(source: str, translation: str, notation: Notation, hosts: frozenset[str] = frozenset()) -> set[str]:
    return {fault.rule for fault in security_faults(source, translation, notation, "paragraph", RENDERER, hosts)}


@pytest.mark.parametrize("address", HOSTILE)
@pytest.mark.parametrize("notation", list(Notation))
def test_an_address_that_the_source_does_not_have_is_refused_in_every_notation(
    address: str, notation: Notation
) -> None:
    assert rules(SOURCE, f"Siehe {address} hier", notation)
    assert rules(SOURCE, address, notation)


@pytest.mark.parametrize("address", HOSTILE)
def test_whatever_a_filter_makes_a_link_of_is_refused(address: str) -> None:
    """The list above has what the filters that are installed know; where one makes a link, the rule says so."""
    for text in (address, f"Hier {address}"):
        for made in (str(urlize(text)), markdown(text, extensions=["pymdownx.magiclink"])):
            if LexborHTMLParser(made).css("a"):
                assert rules("A text", text, Notation.TEXT)


@pytest.mark.parametrize(
    "translation",
    [
        "Siehe (www.tiny.example) und info@tiny.example!",
        "Unsere Seite: https://tiny.example/de/seite?x=1#y, www.tiny.example.",
        "当社のページwww.tiny.exampleをご覧。メールはinfo@tiny.exampleへ。",
        "请看https://www.tiny.example。详情在此。",
        "Achtung:jetzt, 10:30 Uhr, und/oder, z.B.morgen, 3//4, bild@2x, C:\\ oder D:, e.V., a.m./p.m.",
        "JavaScript: eine Einführung",
        "Adressen (file:), „mailto:“ und javascript:.",
        "Daten: keine, data: rien",
        "Ende.Das ist ein Satz.Es geht weiter",
        "[1] (siehe dort) und [a]",
        "z.B. u.a. d.h. etc.Und m.in. d.Hr. 10.am bzw.Die p.ej. т.е. bis 5.Mai, style.css, 3.de-AT, index.html, 30.000",
    ],
)
@pytest.mark.parametrize("notation", [Notation.TEXT, Notation.MARKDOWN, Notation.HTML])
def test_the_sources_addresses_and_what_is_none_are_admitted(translation: str, notation: Notation) -> None:
    assert rules(SOURCE, translation, notation) == set()


def test_a_link_of_the_source_may_be_shown_and_one_to_an_allowed_host_too() -> None:
    source = "See [here](https://tiny.example/a)."
    assert rules(source, "Siehe [tiny.example/a](https://tiny.example/a).", Notation.MARKDOWN) == set()
    for address in ("https://other.example/x", "www.other.example", "info@other.example"):
        assert rules(source, f"Siehe {address}.", Notation.TEXT) == {"bare-address"}
        assert rules(source, f"Siehe {address}.", Notation.TEXT, frozenset({"other.example"})) == set()


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Read **more** [here](/x)", "Lies **mehr** [hier](javascript:alert(9))"),
        ("Title", "Titel [x](javascript:alert(5))"),
        ("Our site", "[unsere](https://evil.example/d)"),
        ("Title", "**Titel**{: onclick=alert(1) }"),
        ("Title", "![Titel](x.png)"),
        ("Title", "[Titel](/other)"),
    ],
)
def test_a_plain_text_is_judged_as_what_a_markdown_filter_makes_of_it(source: str, translation: str) -> None:
    assert rules(source, translation, Notation.TEXT)
    assert rules(source, source, Notation.TEXT) == set()


def test_the_target_of_a_reference_is_an_address() -> None:
    assert rules("A [title][x]", "Ein [Titel][x]", Notation.TEXT) == set()
    assert rules("A [title][x]", "[x]: other:thing", Notation.TEXT) == {"bare-address"}


@pytest.mark.parametrize(
    "translation",
    [
        "~~Kein Rat~~",
        "^^Kein^^ Rat",
        "==Kein== Rat",
        "++strg++ Rat",
        "H~2~O",
        "evil/malware#1",
        "#1",
        "!1",
        "?2",
        "f0" * 20,
    ],
)
@pytest.mark.parametrize("notation", [Notation.TEXT, Notation.MARKDOWN])
def test_whatever_an_extension_makes_of_a_mark_is_judged(translation: str, notation: Notation) -> None:
    magic = {"repo_url_shorthand": True, "user": "tiny", "repo": "site"}
    extensions = ["tilde", "caret", "mark", "keys", "magiclink"]
    renderer = Renderer(
        {
            "extensions": [f"pymdownx.{name}" for name in extensions],
            "extension_configs": {"pymdownx.magiclink": magic},
        }
    )
    made = LexborHTMLParser(renderer.render(translation, Notation.MARKDOWN, "paragraph")).css("p *:not(sub)")
    assert bool(list(security_faults("A text.", translation, notation, "paragraph", renderer))) == bool(made)


@pytest.mark.parametrize("family", ["ab", "a.", "a.a", "ab.com-", "/", "a/", "ab.", "a-", "%", "ab_", "http", "www."])
@pytest.mark.heavy
def test_a_long_run_of_characters_is_read_once(family: str) -> None:
    """Its square would take longer than any test may."""

    def work(length: int) -> None:
        found = list(autolink_faults("", (family * length)[:length] + " a.b", frozenset()))
        assert found == [] or family in ("ab.com-", "www.")

    assert grows_with_its_length(work, 2_000)


@pytest.mark.parametrize(
    "translation",
    [
        "javascript: alert(1)",
        "javascript:;alert(1)",
        "javascript:.1;alert(1)",
        "javascript :alert(1)",
        " JavaScript:\talert`1`",
        "vbscript: x = 1",
        "data: text/html,x",
    ],
)
def test_a_text_that_begins_as_code_is_found(translation: str) -> None:
    assert rules("First steps", translation, Notation.TEXT) >= {"bare-address"}
    assert rules("JavaScript: a guide (part 1)", "JavaScript: ein Leitfaden (Teil 1)", Notation.TEXT) == set()


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("See README.md and config.py", "Siehe README.md und config.py"),
        ("Call 0900 123456 or 1-800-555", "Rufen Sie tel:0900123456"),
        ("Call +49 900 123456", "Rufen Sie +49 900-123456"),
        ("At example.de", "请看example.de。"),
    ],
)
def test_what_the_source_has_in_another_form_is_none_of_the_translations_own(source: str, translation: str) -> None:
    assert rules(source, translation, Notation.TEXT) == set()
    assert rules("A text", translation, Notation.TEXT) == {"bare-address"}
