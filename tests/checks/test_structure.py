"""What the source's inline markup does has to be done in the translation, too."""

from __future__ import annotations

import pytest

from pipeline.model import Language
from tests.checks.checked import CHECKER, MARKDOWN, rules


@pytest.mark.parametrize("kind", ["heading 2", "title"])
def test_a_heading_may_begin_with_an_ordinal(kind: str) -> None:
    assert "block-syntax" not in rules("Chapter One", "1. Kapitel", kind=kind)


@pytest.mark.parametrize(
    ("source", "translation", "rule"),
    [
        ("See [it](a.html).", "Siehe es.", "links"),
        ("See [it](a.html).", "Siehe [es](b.html).", "links"),
        ("See [it](a.html).", "Siehe [](a.html)es.", "links"),
        ("![a](a.png) here", "hier", "images"),
        ("A note[^1] here", "Hier ist etwas", "footnotes"),
        ("Use `ls` here", "Nimm `dir` hier", "code"),
        ("A **big** word", "Ein ** großes** Wort", "marks"),
        ("A **big** and **fat** word", "Ein großes und dickes Wort", "emphasis"),
        ("Press <kbd>x</kbd> now", "Drücke jetzt x", "tags"),
        ("Fish & chips", "Fisch &amp Pommes", "entities"),
        ("One way", "# Ein Weg", "block-syntax"),
        ("The dose is due.", "7. Dosis ist fällig.", "block-syntax"),
        ("Monday: 1, Tuesday: 2", "1. Montag\n2. Dienstag", "block-syntax"),
    ],
)
def test_what_is_lost_broken_or_added_is_named_by_its_rule(source: str, translation: str, rule: str) -> None:
    assert rule in rules(source, translation)


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("See [it](a.html) and [her](b.html).", "Siehe [sie](b.html) und [es](a.html)."),
        ("Use `ls`, then `ls` again", "Nimm zweimal `ls` zum Ansehen"),
        ("A **big** word", "Ein <strong>großes</strong> Wort"),
        ("A *big* and **fat** word", "Ein *großes* und **dickes** Wort"),
        ("See [it](a.html) or [it again](a.html).", "Siehe [es](a.html)."),
        ("See [it](a.html).", "[Dies](a.html): siehe [es](a.html)."),
        ("May 3 is the day.", "3. Mai ist der Tag."),
        ("The second dose is due.", "2. Dosis ist fällig."),
        ("A snake_case_name here", "Hier ein snake_case_name"),
    ],
)
def test_languages_reorder_and_may_write_the_same_in_another_way(source: str, translation: str) -> None:
    assert rules(source, translation) == []


@pytest.mark.parametrize(
    ("source", "translation", "doubtful"),
    [
        ("Run `garden --listen`.", "Starten Sie `garden -listen`.", False),
        ("Run `garden seed`.", "Starten Sie `garden sede`.", False),
        ("Give `<seed file>`.", "Geben Sie `<Datei mit Samen>` an.", True),
        ("Give `<seed file>`.", "Geben Sie `<Samendatei>` an.", True),
        ("See `garden tools`.", "Siehe *Werkzeuge*.", True),
        ("See `garden_tools`.", "Siehe *Werkzeuge*.", False),
    ],
)
def test_words_of_code_that_somebody_translated_are_a_warning(source: str, translation: str, doubtful: bool) -> None:
    faults = [
        fault
        for fault in CHECKER.remarks(source, translation, MARKDOWN, "paragraph", Language.of("de"))
        if fault.rule == "code"
    ]
    assert [fault.doubtful for fault in faults] == [doubtful]


def test_a_mark_that_the_translation_has_once_instead_of_twice_is_a_warning() -> None:
    source, once = "The key <kbd>A</kbd> and the key <kbd>A</kbd>.", "Taste <kbd>A</kbd>."
    for translation, doubtful in ((once, True), ("Taste A.", False)):
        found = [
            fault
            for fault in CHECKER.remarks(source, translation, MARKDOWN, "paragraph", Language.of("de"))
            if fault.rule == "tags"
        ]
        assert {fault.doubtful for fault in found} == {doubtful}
