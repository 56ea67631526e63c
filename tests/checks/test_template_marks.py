"""A translation opens no code for engines that read pages in browsers, alone or with what stands beside it."""

from __future__ import annotations

import pytest

from pipeline.model import Notation
from tests.checks.test_security import RENDERER, security_faults

NOTATIONS = [Notation.MARKDOWN, Notation.HTML, Notation.TEXT]


def refused(source: str, translation: str, notation: Notation = Notation.MARKDOWN) -> bool:
    found = security_faults(source, translation, notation, "paragraph", RENDERER)
    return "template-syntax" in [fault.rule for fault in found]


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize(
    "code",
    ["[[ X ]]", "${X}", "#{X}", "@{ X }", "<%= X %>", "{[ X ]}", "{$ X $}", "{( X )}", "[{ X }]", "((X))", "{{ X }}"],
)
def test_code_for_an_engine_is_inadmissible(code: str, notation: Notation) -> None:
    code = code.replace("X", "a.constructor('b')()")
    assert refused("First steps", f"Erste Schritte {code}", notation)
    assert refused(f"First {code} steps", f"Erste {code.replace('a.', 'x.')} Schritte", notation)
    assert not refused(f"First {code} steps", f"Erste {code} Schritte", notation)


def test_what_hides_a_mark_from_eyes_does_not_hide_it() -> None:
    for mark in ("\\[\\[", "&#91;&#91;", "&lbrack;[", "[<b></b>[", "[*[*", "\\[<b>[</b>"):
        assert refused("No advice", f"Kein Rat {mark} a.b('c') ]]"), mark


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize("text", ["Von {", "Von [", "} in", "] in", "{ x }", "*{*", " [ "])
def test_half_a_mark_at_an_end_is_inadmissible_unless_the_source_has_it_there(text: str, notation: Notation) -> None:
    if text == "{ x }" or (notation is not Notation.MARKDOWN and "*" in text):
        assert not refused("By Ada", text, notation)  # a brace that is closed opens nothing by itself
    else:
        assert refused("By Ada", text, notation)
        assert not refused(text, text.replace("Von", "By").replace("in", "im"), notation)


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("See the list [1].", "[1] zeigt die Liste"),
        ("See the list.", "Siehe Liste [sic]"),
        ("See the list.", "Siehe die Liste ((unten) und (oben))"),
        ("Go [home](/).", "[Startseite](/)"),
        ("It costs 5 dollars {net}.", "{net} kostet es ($5)."),
        ("Hello ${name}, [[ count ]] new", "[[ count ]] neu, ${name}"),
        ("The [[Note]]", "Die [[Notiz: kurz]]"),
        ("$\\frac{a}{b}$ and ${c}$", "${c}$ und $\\frac{a}{b}$"),
        ("Write to us (#1, @team)", "Schreiben Sie uns (#1, @team)"),
    ],
)
def test_what_honest_translations_have_of_brackets_stays(source: str, translation: str) -> None:
    assert not refused(source, translation)


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize(
    "mark",
    [
        "[gist:id=3254906]",
        "[gist:id=3254906,file=x.py]",
        "[git:repo=a/b,file=c]",
        "[ref]Fuß[/ref]",
        "[url=x]Wort[/url]",
        "[video src=x]",
        "[% youtube x %]",
        "@bob",
        "@bob/status/12345678",
        "@1/status/12345678",
        "[@key]",
        "[!note]",
        "[!danger]- Titel",
        "[#disclaimer=Danach]",
        "[#fig:moon]",
        "!youtube(dQw4w9WgXcQ)",
        ":smile:",
        "{music}",
        "[ref]",
        "[jtable]",
    ],
)
def test_what_plugins_make_markup_of_is_inadmissible(mark: str, notation: Notation) -> None:
    assert refused("Go on.", f"Weiter {mark} so.", notation)
    assert refused("Go on.", mark, notation)
    assert not refused(f"Go {mark} on.", f"Weiter {mark} so.", notation)


def test_of_a_plugins_mark_what_it_leads_to_is_the_sources() -> None:
    assert refused("See [gist:id=1].", "Siehe [gist:id=2].")
    assert refused("By @ada and @bob", "Von @ada und @eve")
    assert not refused("See [ref]a note[/ref].", "Siehe [ref]eine Notiz[/ref].")
    assert not refused("[note:hint] See", "[note:Hinweis] Siehe")
    assert not refused('[caption id="a" title="The moon"]', '[caption id="a" title="Der Mond"]')
    assert refused("[!note] See", "[!note]- Siehe")
    assert refused("See !youtube(a)", "Siehe !youtube(b)")
    assert not refused("{artist} (instrument)", "{Interpret} (Instrument)")
    assert not refused("Register at {url}.", "Auf {url} anmelden: {url}.")
    assert refused("Register at {url}.", "Auf {url} anmelden: {music}.")


@pytest.mark.parametrize(
    "text",
    [
        "Siehe [Anmerkung: unten]",
        "Um [14:30] Uhr",
        "Tod@s juntos",
        "Á@s",
        "3 Stück @ 5 Euro",
        "Schreib an ada@",
        "[注:下]",
        "[sic]",
        "[a/b]",
        "Halt!(Wirklich)",
        "Halt! (Wirklich)",
        "USA:n:ssa",
        "Um 12:30:45 Uhr",
        "Sie sagte: so: und so",
        "[# 1]",
        "[!]",
        "{ so }",
    ],
)
def test_what_is_no_mark_of_a_plugin_stays(text: str) -> None:
    assert not refused("Go on.", text)
