"""What the source shows is shown, and what it hides is hidden, so far as that can be told."""

from __future__ import annotations

import pytest

from pipeline.checks.hiding import hiding_faults
from pipeline.checks.pair import fragment_of
from pipeline.checks.security import security_faults
from pipeline.model import Notation
from tests.checks.checked import RENDERER, rules

HIDING = [
    "<span hidden>{}</span>",
    '<span class="sr-only">{}</span>',
    '<span class="note Visually-Hidden">{}</span>',
    '<span style="color: red; DISPLAY : none">{}</span>',
    '<span style="visibility:hidden">{}</span>',
    '<span style="opacity: 0">{}</span>',
    '<span aria-hidden="TRUE">{}</span>',
    "<span inert><b>{}</b></span>",
    "<del>{}</del>",
    "<s>{}</s>",
]
each_hiding = pytest.mark.parametrize("hiding", HIDING)


def refused(source: str, translation: str, notation: Notation = Notation.MARKDOWN) -> bool:
    return "markup" in [fault.rule for fault in security_faults(source, translation, notation, "paragraph", RENDERER)]


@each_hiding
@pytest.mark.parametrize("notation", [Notation.MARKDOWN, Notation.HTML])
def test_sentences_that_are_shown_and_hidden_stay_where_they_are(hiding: str, notation: Notation) -> None:
    source = "This is not advice. " + hiding.format("Note of the editor.")
    assert refused(source, hiding.format("Dies ist kein Rat.") + " Anmerkung der Redaktion.", notation)
    assert refused(source, "Anmerkung " + hiding.format("Dies ist kein Rat.") + " der Redaktion.", notation)
    assert not refused(source, "Dies ist kein Rat. " + hiding.format("Anmerkung der Redaktion."), notation)


@each_hiding
def test_a_text_is_not_all_but_hidden(hiding: str) -> None:
    source = "Read more of it, and soon " + hiding.format("in a window")
    assert refused(source, "L " + hiding.format("Lies bald mehr davon in einem Fenster"))
    assert not refused(source, "Bald mehr davon " + hiding.format("in einem Fenster"))
    # Where such words belong differs.
    assert not refused(source, hiding.format("新しいウィンドウで") + "もっと読む")


def test_a_text_does_not_move_into_an_attribute() -> None:
    assert refused("This is not advice.", '<abbr title="Dies ist kein Rat.">D</abbr>.')
    assert not refused("This is not advice.", 'Dies ist kein <abbr title="Ratschlag">Rat</abbr>.')
    assert "numbers" in rules("Take 5 mg.", 'Nimm <abbr title="5 mg">diese Menge</abbr>.')


@each_hiding
def test_facts_that_are_shown_are_shown(hiding: str) -> None:
    source = "Take {} 5 mg.".format(hiding.format("old"))
    assert "numbers" in rules(source, "Nimm {} alte.".format(hiding.format("5 mg")))
    assert "numbers" not in rules(source, "Nimm {} 5 mg.".format(hiding.format("alte")))
    source = "Take {} 10 mg.".format(hiding.format("5 mg"))
    assert "numbers" in rules(source, "Nimm {} 5 mg.".format(hiding.format("10 mg")))
    assert "numbers" not in rules(source, "Nimm {} 10 mg.".format(hiding.format("5 mg")))


@each_hiding
def test_as_much_is_hidden_as_in_the_source(hiding: str) -> None:
    source = "It is *only* {} a story.".format(hiding.format("dear reader"))
    assert "tags" in rules(source, "*Liebe Leserin* {} .".format(hiding.format("es ist nur eine Geschichte")))
    assert "tags" not in rules(source, "Es ist, {}, *nur* eine Geschichte.".format(hiding.format("liebe Leserin")))


def test_what_is_shown_hides_nothing() -> None:
    for element in ("<b>{}</b>", '<span style="opacity: 0.9">{}</span>', '<span aria-hidden="false">{}</span>'):
        assert fragment_of(f"a {element.format('b')}").hidden == ""
        assert not list(hiding_faults(fragment_of("A sentence of words. B."), fragment_of(element.format("b"))))


EMPTY = [
    ".",
    "…",
    "—",
    "\\",
    "&nbsp;",
    "<i></i>",
    "<br>",
    "</p>",
    "<span lang=de></span>",
    "&#8203;",
    "\u200e",
    "** **",
    "<wbr>.",
    # What is written among letters, and is none alone.
    "\u0640" * 20 + ".",
    "&#x640;&#x640;",
    "ーー。",
    "々",
    "ʼ.",
    "ªº",
    # Letters that are read as dots and strokes.
    "ㆍㆍㆍㆍㆍㆍ",
    "ㆍ ㆍ ㆍ",
    "\u119e\u11a2",
    "ຯຯ",
    "ǃǃǃ",
    "\ua78f\u1427",
]
#: One or two letters, however often, for a sentence.
REPEATED = [
    *("x x x x x", "I I I I I", "a" * 60, "1 1 1 1", "no no no", "a.", "~~x~~"),
    *("一一一一一一", "ㅡㅣㅡㅣㅡㅣ", "口口口口", "〇〇〇〇"),
]


@pytest.mark.parametrize("translation", REPEATED)
def test_one_or_two_letters_translate_no_sentence(translation: str) -> None:
    source = "This text is not medical advice, and does not replace that of your doctor."
    found = security_faults(source, translation, Notation.MARKDOWN, "paragraph", RENDERER)
    assert "emptied" in {fault.rule for fault in found}


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("degrees Celsius", "°C"),
        ("United Kingdom of Great Britain", "UK"),
        ("one hundred thousand two hundred and twenty-two of them in all", "100 222"),
        ("Never give it to children who are younger than three years", "禁"),
        ("A" * 50, "A" * 50),
    ],
)
def test_a_text_may_be_short(source: str, translation: str) -> None:
    found = security_faults(source, translation, Notation.MARKDOWN, "paragraph", RENDERER)
    assert "emptied" not in {fault.rule for fault in found}


@pytest.mark.parametrize("translation", EMPTY)
def test_what_says_nothing_translates_no_text_that_says_something(translation: str) -> None:
    for source in (
        "Take two tablets twice a day after meals.",
        "Take <b>two</b> tablets.",
        "![Tablets](x.png)",
        "Warning",
    ):
        found = security_faults(source, translation, Notation.MARKDOWN, "paragraph", RENDERER)
        assert "emptied" in {fault.rule for fault in found}, source


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("to", "–"),
        ("and", "&"),
        ("Next page", "→"),
        ("Thanks", "🙏"),
        ("—", "."),
        ("<br>", "—"),
        ("One", "1"),
        ("Yes", "是"),
    ],
)
def test_a_short_text_may_become_a_mark_or_a_sign(source: str, translation: str) -> None:
    found = security_faults(source, translation, Notation.MARKDOWN, "paragraph", RENDERER)
    assert "emptied" not in {fault.rule for fault in found}


@pytest.mark.parametrize(
    ("source", "translation", "notation"),
    [
        ("Hello %(name)s, take two tablets a day.", "%(name)s.", Notation.MARKDOWN),
        ("Hello {name}, take two tablets a day.", "{name}!", Notation.TEXT),
        ("%s tablets each day, at least", "%s", Notation.TEXT),
        ("Take two tablets each day.[^1]", "[^1]", Notation.MARKDOWN),
        ("See ![The dose is five mg](x.png) for all.", "Siehe für alle ![](x.png).", Notation.MARKDOWN),
        ("See ![The dose is five mg](x.png) for all.", "Siehe für alle ![ー](x.png).", Notation.MARKDOWN),
        ('The <abbr title="Never more">NM</abbr> rule.', 'Die <abbr title=".">NM</abbr>-Regel.', Notation.HTML),
        ("It is so. [Read on](x.html)", "Es ist so. [.](x.html)", Notation.MARKDOWN),
    ],
)
def test_what_is_filled_in_says_nothing_and_no_part_of_a_text_is_emptied(
    source: str, translation: str, notation: Notation
) -> None:
    found = security_faults(source, translation, notation, "paragraph", RENDERER)
    assert "emptied" in {fault.rule for fault in found}


@pytest.mark.parametrize(
    ("source", "translation", "notation"),
    [
        ("by %(name)s", "%(name)s", Notation.TEXT),
        ("%(count)s words", "%(count)s", Notation.TEXT),
        ("Two moons ![](x.png)", "Zwei Monde ![](x.png)", Notation.MARKDOWN),
        ("It is so. [Next](x.html)", "Es ist so. [→](x.html)", Notation.MARKDOWN),
        ("It is so. [#](x.html)", "Es ist so. [#](x.html)", Notation.MARKDOWN),
        ("![A moon](x.png) ![](y.png)", "![](y.png) ![Ein Mond](x.png)", Notation.MARKDOWN),
    ],
)
def test_a_few_words_around_what_is_filled_in_may_be_left_out_and_what_is_empty_stays_so(
    source: str, translation: str, notation: Notation
) -> None:
    found = security_faults(source, translation, notation, "paragraph", RENDERER)
    assert "emptied" not in {fault.rule for fault in found}


def test_a_sentence_of_which_next_to_nothing_is_left_is_told_of() -> None:
    source = "Take two tablets twice a day after meals."
    assert "length" in rules(source, "ok.")
    assert "length" not in rules(source, "食後に1日2回2錠。", "ja")
