"""What a reader is shown is in the order in which it is written. The tables are what Chromium shows."""

from __future__ import annotations

import pytest

from pipeline.checks.directions import _LEFTWARDS, _class, direction_faults
from tests.checks.checked import pair_of, rules


@pytest.mark.parametrize(
    ("translation", "turned"),
    [
        # One mark, or a letter, before a range, a ratio, a product, a sign, a decimal.
        ("Nimm \u200f5 - 10 mg", "\u200f5 - 10"),
        ("Nimm \u200f2–4 mg", "\u200f2–4"),
        ("Nimm \u061c5-10 mg", "\u061c5-10"),
        ("Nimm א 5 - 10 mg", "א 5 - 10"),
        ("1 zu \u200f1 : 1000", "\u200f1 : 1000"),
        ("\u200f5 × 10", "\u200f5 × 10"),
        ("bei \u200f-5 °C", "\u200f-5"),
        ("pH \u200f< 5 und", "\u200f< 5"),
        ("a \u200f<\u200f b", "\u200f<\u200f"),
        ("Nimm \u200f.5 mg", "\u200f.5"),
        ("Nimm 5\u200f - 10 mg", "\u200f - 10"),
        ("Nimm \u200f1\u200f5 mg", "\u200f1\u200f5"),
        ("\u200f12–\u200f15", "\u200f12–\u200f15"),
        ("-\u200f-\u200f5", "\u200f-\u200f5"),
        ("Nimm ٢–٤ mg", "٢–٤"),
        ("Nimm \u200f٢.5 mg", "\u200f٢.5"),
        ("א $11×12", "א $11×12"),
        # Written as a reference, or done by an element.
        ("Nimm &rlm;5 – 10 mg", "\u200f5 – 10"),
        ("Nimm &#1564;5 – 10 mg", "\u061c5 – 10"),
        ('Nimm <span dir="rtl">א 5 - 10 mg</span>', "א 5 - 10 mg"),
        ('<span dir="rtl">1\u200e×</span>', "1\u200e×"),
        ("Nimm <bdi>א 5 - 10 mg</bdi>", "א 5 - 10 mg"),
        ("Nimm <bdi>5 - 10 א</bdi>", "5 - 10 א"),
        ("<bdi>-5\u200fa</bdi>", "-5\u200fa"),
        ("\u200f<bdi>5</bdi> - 10", "\u200f￼ - 10"),
        ('<bdo dir="rtl">15</bdo>', "15"),
        ('<abbr title="\u200f5 - 10 mg">Dosis</abbr>', "\u200f5 - 10"),
    ],
)
def test_a_number_that_is_shown_turned_round_is_a_fault(translation: str, turned: str) -> None:
    assert [fault.here for fault in direction_faults(pair_of("A text.", translation))] == [turned]
    assert "numbers" in rules("A text.", translation)


@pytest.mark.parametrize(
    "translation",
    [
        "Die Stadt חיפה (1948) und Tel Aviv, 5 - 10 km",
        "Die Stadt חיפה\u200e, 5 - 10 km",
        "Die Stadt <bdi>חיפה</bdi>, 5 - 10 km",
        'Die Stadt <span lang="he" dir="rtl">חיפה</span>, 5 - 10 km',
        "Die Stadt תל-אביב 1948 und mehr",
        "Nimm \u200f5 mg",
        "Nimm \u200f5,5 % davon",
        "Nimm \u200f120/80 und 5-10",
        "Nimm <bdi>5</bdi> - 10",
        "5 - 10\nחיפה\n5 - 10",
    ],
)
def test_a_name_from_right_to_left_is_none(translation: str) -> None:
    assert not list(direction_faults(pair_of("A text.", translation)))


@pytest.mark.parametrize("locale", ["ar", "he", "fa", "ur"])
@pytest.mark.parametrize("translation", ["خذ \u200e5 - 10\u200e ملغ", "\u200f5 - 10", "من ٥ - ١٠ ملغ", "-5"])
def test_a_language_from_right_to_left_has_marks_for_good_reasons(translation: str, locale: str) -> None:
    assert not list(direction_faults(pair_of("A text.", translation, locale)))


def test_what_the_source_quotes_is_quoted() -> None:
    source = "The sign says שנה 1948 - 1950 and no more."
    assert not list(direction_faults(pair_of(source, "Auf dem Schild steht שנה 1948 - 1950 und sonst nichts.")))
    assert list(direction_faults(pair_of(source, "Auf dem Schild steht שנה 1948 - 1950, und \u200f5 - 10.")))


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Open", "Offen\u200f"),
        ("Page", "Seite\u061c"),
        ("Dose", "Dosis \u200f:"),
        ("Dose", "Dosis א"),
        ("From %(a)s–%(b)s mg", "Von \u200f%(a)s–%(b)s mg"),
    ],
)
def test_a_text_is_judged_as_it_stands_among_numbers(source: str, translation: str) -> None:
    assert list(direction_faults(pair_of(source, translation)))


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("Open", "Offen\u200f\u200e", "de"),
        ("Open", "Offen <bdi>א</bdi>", "de"),
        ("שלום", "שלום", "de"),
        ("From %(a)s mg", "Von \u200f%(a)s mg", "de"),
        ("Open", "פתוח\u200f", "he"),
    ],
)
def test_what_is_closed_or_the_sources_turns_nothing(source: str, translation: str, locale: str) -> None:
    assert not list(direction_faults(pair_of(source, translation, locale)))


def test_all_that_turns_a_line_is_in_the_blocks_that_are_looked_for() -> None:
    every = map(chr, range(0x110000))
    assert not [one for one in every if _class(one) in "RAMBN" and not _LEFTWARDS.search(one)]
