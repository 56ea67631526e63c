"""What findings say, in the panel's words: each sentence is one that a rule says, of a text that stands here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.catalogs.shipped import panel_words
from pipeline.checks.glossary import Term, glossary_faults
from pipeline.checks.pair import Fault
from pipeline.model import Language, Notation
from pipeline.preview.said import PREFIX, SENTENCES, Said, said
from tests.checks.checked import CHECKER
from tests.making import article, catalog, judged, message, section

LONG = "Wash your hands with soap and warm water before you touch the wound, and dry them with a clean towel."
GERMAN = (
    "Waschen Sie sich die Hände mit Seife und warmem Wasser, bevor Sie die Wunde berühren, und trocknen Sie sie ab. "
)
#: By sentence: a source, a translation, its language with what it is (and in which notation, if not Markdown), and what
#: the sentence is filled in with.
SAID: tuple[tuple[str, str, str, str, dict[str, str]], ...] = (
    ("changed", "Take 5 pills.", "Nehmen Sie 6 Tabletten.", "de paragraph", {"there": "5", "here": "6"}),
    ("missing", "Take 5 pills and 7 drops.", "Nehmen Sie 5 Tabletten.", "de paragraph", {"there": "7"}),
    ("extra", "Take 5 pills.", "Nehmen Sie 5 Tabletten und 12 Tropfen.", "de paragraph", {"here": "12"}),
    ("otherUnit", "Take 5 mg of it.", "Nehmen Sie 5 g davon.", "de paragraph", {"n": "5", "here": "g", "there": "mg"}),
    ("noUnit", "Take 5 mg of it.", "Nehmen Sie 5 davon.", "de paragraph", {"n": "5", "there": "mg"}),
    ("changed", "Give 5 mg per day.", "Geben Sie 5 mg pro Woche.", "de paragraph", {"there": "day", "here": "woche"}),
    ("missing", "Give 5 mg/h.", "Geben Sie 5 mg/d.", "de paragraph", {"there": "h"}),
    ("extra", "Give 5 mg.", "Geben Sie 5 mg/kg.", "de paragraph", {"here": "kg"}),
    ("extra", "Take 5 of it.", "Nehmen Sie 5 mg davon.", "de paragraph", {"here": "mg"}),
    ("sign", "Store it at -20 degrees.", "Lagern Sie es bei 20 Grad.", "de paragraph", {"there": "-20"}),
    ("changed", "Come on Monday.", "Kommen Sie am Dienstag.", "de paragraph", {"there": "Monday", "here": "Dienstag"}),
    ("extra", "Write to a@example.org.", "Schreiben Sie an b@example.org.", "de paragraph", {"here": "b@example.org"}),
    ("extra", "See [us](/a.html).", "Siehe [uns](/c.html).", "de paragraph", {"here": '<a href="/c.html">'}),
    ("unmarked", "Type `ls -l` here.", "Tippen Sie ls -l hier.", "de paragraph", {"there": "ls -l"}),
    ("denial", "Do not take it.", "Nehmen Sie es.", "de paragraph", {}),
    ("denialHere", "Take it with water.", "Nehmen Sie es nicht mit Wasser.", "de paragraph", {}),
    ("missing", "Hello %(name)s.", "Hallo.", "de template text:text", {"there": "%(name)s"}),
    ("extra", "Hello %(name)s.", "Hallo %(nome)s %(name)s.", "de template text:text", {"here": "%(nome)s"}),
    ("loosePercent", "Hello %(name)s.", "Hallo %(name)s 100 %.", "de template text:text", {}),
    ("looseBrace", "Hello {name}.", "Hallo {name} }.", "de template text:text", {}),
    ("unmatched", "Hello {name}.", "Hallo {name} }.", "de template text:text", {"here": "{", "there": "}"}),
    ("breakGone", "One\nTwo", "Eins Zwei", "de paragraph", {}),
    ("breakMore", "One Two", "Eins\nZwei", "de paragraph", {}),
    ("same", LONG, LONG, "de paragraph", {}),
    ("shorter", LONG, "Hände waschen.", "de paragraph", {"n": "14", "all": "101"}),
    ("otherLanguage", "Wash hands.", LONG, "de paragraph", {}),
    (
        "lostSentence",
        "The clinic is open every day. Bring your card with you please. Wait in the room on the left side of the hall.",
        "Die Praxis ist jeden Tag geöffnet. Warten Sie bitte im Zimmer auf der linken Seite des Flurs.",
        "de paragraph",
        {"there": "Bring your card with you please."},
    ),
    (
        "sentences",
        "The clinic is open. Bring your card. Wait in the room. We call you.",
        "Die Praxis ist offen.",
        "de paragraph",
        {"n": "1", "all": "4"},
    ),
    ("end", "The clinic is open every day of the week.", "Die Praxis ist jeden Tag offen und", "de paragraph", {}),
    (
        "breaksOff",
        "The clinic is open every day of the week.",
        "Die Praxis ist jeden Tag offen und",
        "de paragraph",
        {"here": "und"},
    ),
    ("twoSpaces", "Take two pills now.", "Nehmen Sie  zwei Tabletten jetzt.", "de paragraph", {}),
    ("edge", "Take two pills now.", " Nehmen Sie zwei Tabletten jetzt.", "de paragraph", {}),
    ("spaceBefore", "Take two pills now.", "Nehmen Sie zwei Tabletten jetzt .", "de paragraph", {}),
    ("noSpace", "Take 5 mg now.", "Nehmen Sie 5mg jetzt.", "de paragraph", {"here": "5mg"}),
    ("quotes", "Take “it” now.", 'Nehmen Sie "es" jetzt.', "de paragraph", {}),
    ("emphasisGone", "It is **very** good.", "Es ist sehr gut.", "de paragraph", {}),
    ("emphasisGone", "It is *very* good.", "Es ist sehr gut.", "de paragraph", {}),
    ("emptyLink", "See [us](/a.html).", "Siehe [](/a.html) uns.", "de paragraph", {}),
    (
        "otherScript",
        "The clinic is open every day of the week.",
        "The clinic is open all days of each week.",
        "ar paragraph",
        {},
    ),
    ("invisible", "The clinic is open.", "Die Praxis ist\u200b offen.", "de paragraph", {"here": "U+200B"}),
    ("plain", "Our clinic and its people", "Unsere <b>Praxis</b> und ihre Leute", "de title:text", {}),
    ("shownMark", "It is very good.", "Es ist **sehr gut.", "de paragraph", {"here": "**"}),
    ("emptied", "The clinic is open every day of the week.", "…", "de paragraph", {}),
    ("missing", "The <kbd>x</kbd> is open.", "Die x ist offen.", "de paragraph", {"there": "<kbd>"}),
    ("changed", "from 5 to 9 mg", "von 9 bis 5 mg", "de paragraph", {"there": "5 to 9", "here": "9 bis 5"}),
    ("changed", "Give 5 mg/kg.", "Geben Sie 5 mg/l.", "de paragraph", {"here": "l", "there": "kg"}),
    (
        "changed",
        "Take it 4 times a day.",
        "Nehmen Sie es alle 4 Tage.",
        "de paragraph",
        {"there": "4 times", "here": "4 Tage."},
    ),
    (
        "extra",
        "See [us]({filename}a.md).",
        "Siehe {filename}a.md und [uns]({filename}a.md).",
        "de paragraph",
        {"here": "{filename}"},
    ),
    ("emptied", "Hello dear reader %(name)s.", "%(name)s.", "de template text:text", {}),
    ("extra", "Take 5 pills.", "Nehmen Sie 5 mal 5 Tabletten.", "de paragraph", {"here": "5 mal"}),
    ("twice", "Take the pill with water.", "Nehmen Sie die Tablette mit mit Wasser.", "de paragraph", {"here": "mit"}),
    (
        "denialOf",
        "It is not for children. You must never take it with milk, and not with juice.",
        "Sie ist für Kinder. Nehmen Sie sie niemals mit Milch, und nicht mit Saft.",
        "de paragraph",
        {"there": "It is not for children."},
    ),
    (
        "leads",
        "See [Anna](/a.html) and [Berta](/b.html).",
        "Siehe [Anna](/b.html) und [Berta](/a.html).",
        "de paragraph",
        {"text": "Anna", "here": "/b.html", "there": "/a.html"},
    ),
    (
        "edge",
        "Our clinic",
        "Unsere Praxis " * 15,
        "de title:text",
        {},
    ),
    (
        "tooLong",
        "Our clinic",
        "Unsere Praxis " * 15,
        "de title:text",
        {"n": "210"},
    ),
    (
        "longer",
        "Wash your hands with soap and warm water before you touch the wound, and dry them.",
        GERMAN * 3,
        "de paragraph",
        {"n": "333", "all": "82"},
    ),
)


def faults_of(source: str, translation: str, what: str) -> Iterator[Fault]:
    """What all rules say of a text."""
    locale, _, kind = what.partition(" ")
    kind, _, notation = kind.partition(":")
    how = Notation(notation or "markdown")
    yield from CHECKER.security(source, translation, how, kind)
    yield from CHECKER.remarks(source, translation, how, kind, Language.of(locale))


@pytest.mark.parametrize(("name", "source", "translation", "what", "values"), SAID)
def test_a_finding_is_a_sentence_of_the_panels(
    name: str, source: str, translation: str, what: str, values: dict[str, str]
) -> None:
    found = [said(one.message, one.there, one.here) for one in faults_of(source, translation, what)]
    assert Said(f"{PREFIX}{name}", values) in found


def test_so_is_what_the_glossary_says() -> None:
    (fault,) = glossary_faults(message("a dose", "x"), (Term("dose", ("Dosis", "Gabe")),))
    assert said(fault.message, fault.there) == Said("found.term", {"there": "dose", "wanted": "“Dosis”, “Gabe”"})


def test_so_is_what_keeps_a_page_from_readers() -> None:
    contact = section("Write to us.", "contact")
    known = judged(article("Hello", contact), catalogs=[catalog(message("Write to us.", "Schreiben Sie uns."))])
    assert [said(one.message) for one in known.decisions[0].blockers] == [
        Said("found.sectionMissing", {"name": "disclaimer"}),
        Said("found.belowThreshold", {"n": "0", "all": "80"}),
    ]


def test_each_sentence_is_shown_to_be_said_and_each_word_of_the_panel_is_of_one() -> None:
    elsewhere = {"term", "sectionMissing", "belowThreshold", "noSite"}
    names = {name for name, _ in SENTENCES}
    assert {name for name, *_ in SAID} | elsewhere == names
    words = {name.removeprefix(PREFIX): text for name, text in panel_words("en").items() if name.startswith(PREFIX)}
    assert words.keys() == names


def test_what_the_panel_has_no_words_for_stays_as_it_is() -> None:
    assert said("a tag that does not end, or that ends what is around the text") is None


def test_each_part_is_whole_whatever_it_says() -> None:
    assert said("the date 1 became 2 became 3", "1 became 2", "3") == Said(
        "found.changed", {"there": "1 became 2", "here": "3"}
    )
    assert said("the link to /a is not in the translation", "/a") == Said("found.missing", {"there": "/a"})
