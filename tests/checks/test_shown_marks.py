"""Marks that were meant as markup and are read as text are found in all formats, and honest texts are not accused."""

from __future__ import annotations

import pytest

from pipeline.checks import shown_marks
from pipeline.checks.shown_marks import shown_mark_faults
from pipeline.model import Language, Notation
from tests.checks.checked import CHECKER, MARKDOWN, pair_of, rules
from tests.growth import is_read_once

DE = Language.of("de")
SHOWN = [
    "Dosis {: #dosis }",
    "Dosis {:.wichtig}",
    "Dosis {#dosis}",
    "Dosis { .wichtig }",
    'Dosis {lang="de"}',
    "Dosis **wichtig",
    "Dosis ** wichtig **",
    "Dosis ` x",
    "Dosis ~~alt",
    "[Dosis](",
    "[Dosis] (dosis.html)",
    "![Dosis",
    "[[Dosis]]",
    "Dosis[^1 siehe unten",
    "[TOC] Dosis",
    "Dosis {wert} hier",
    "Dosis :ref:`a`",
    "Dosis |wert| hier",
    "::: Dosis",
    "!!! note Dosis",
    ".. note:: Dosis",
    "[/note] Dosis",
    "{% note %} Dosis",
    "{{< note >}} Dosis",
    "Die ==Dosis== hier",
    "Die ++Dosis++ hier",
    "H~2~O trinken",
    "10^9^ Keime",
    "Dosis &amp;nbsp; hier",
    "Dosis &amp;lt;b&amp;gt; hier",
    "Dosis \\\\* hier",
]


@pytest.mark.parametrize("notation", [Notation.MARKDOWN, Notation.HTML])
@pytest.mark.parametrize("translation", SHOWN)
def test_a_mark_that_the_source_lacks_and_readers_see_is_found(translation: str, notation: Notation) -> None:
    faults = list(CHECKER.remarks("Dose, here it is", translation, notation, "paragraph", DE))
    refused = list(CHECKER.security("Dose, here it is", translation, notation, "paragraph"))
    # What the format makes something of is refused, as a role or code that the source does not have.
    assert {"marks", "footnotes", "code"} & {fault.rule for fault in faults} or refused


@pytest.mark.parametrize("translation", [text for text in SHOWN if "&" not in text])
def test_in_a_title_too(translation: str) -> None:
    assert list(shown_mark_faults(pair_of("Dose", translation)))


def test_a_tag_that_is_escaped_twice_is_found() -> None:
    assert rules("Dose, here", "Dosis &lt;b&gt;hier&lt;/b&gt;") == ["marks"]


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("All patients", "Alle Patient*innen"),
        ("All patients", "Alle Patient_innen und Patient:innen"),
        ("See C++ and C", "C++ und C und noch einmal C++ lesen"),
        ("Five or six", "5~6 oder so"),
        ("Press `**` twice", "`**` zweimal drücken"),
        ("A { and a }", "Ein { und ein }"),
        ("It is 5 [sic]", "Es sind 5 [sic] [so im Text]"),
        ("Care: rest", "Pflege: :-) Ruhe ::"),
        ("Fish & chips", "Fisch & Chips"),
        ("a < b", "a < b und c > d"),
        ("One", "So… ~ungefähr~"),
    ],
)
def test_what_is_text_is_no_mark(source: str, translation: str) -> None:
    assert "marks" not in rules(source, translation)
    assert not list(shown_mark_faults(pair_of(source, translation)))


def test_what_the_source_shows_the_translation_may_show() -> None:
    for text in ("Write {: #id } there", "Write **", "The [^ mark", "Use \\\\* there", "&amp;nbsp; is a space"):
        assert "marks" not in rules(text, text)


def test_a_line_within_a_text_that_begins_like_a_list_is_told() -> None:
    assert "block-syntax" in [
        fault.rule for fault in CHECKER.remarks("One\ntwo", "Eins\n- zwei", MARKDOWN, "paragraph", DE)
    ]


@pytest.mark.parametrize(
    ("begun", "part"),
    [
        *(("", part) for part in ("[^", ":a.", "|a ", "==a ", "++a", "a~", "a^", "<a ", "&a", "*", "_a")),
        *(("{", part) for part in ("a-", 'a="', "#a ", ": ")),
        *(("<a ", part) for part in ("a ", "a=", "a='b' ")),
    ],
)
def test_marks_that_lead_on_and_on_are_read_once(begun: str, part: str) -> None:
    patterns = [shown_marks._PAIRED, *shown_marks._MARKS.values()]
    assert is_read_once(lambda text: [pattern.findall(f"{begun}{text}") for pattern in patterns], part, 4_000)
