"""Marks that strike a text out, whatever stands between them and its letters."""

from __future__ import annotations

import unicodedata

import pytest

from pipeline.checks.overlays import _NO_MARKS
from pipeline.model import Notation
from tests.checks.test_security import faults

OVERLAYS = [chr(code) for code in range(0x300, 0x3100) if unicodedata.combining(chr(code)) == 1]
ENCLOSING = [chr(code) for code in range(0x300, 0xB000) if unicodedata.category(chr(code)) == "Me"]
BEFORE = [
    "",
    "\u034f",
    "\u0323",
    "\ufe0e",
    "\u200d",
    "\u05bf",
    "\u0323\u034f\u200b\u00ad",
    "\u200a",
    "\u00a0",
    ".",
    "~",
    "<b></b>",
]


def struck_out(text: str, mark: str) -> str:
    return "".join(character + mark if character.isalnum() else character for character in text)


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("notation", [Notation.MARKDOWN, Notation.HTML, Notation.TEXT])
def test_an_overlay_is_inadmissible_whatever_is_before_it(before: str, notation: Notation) -> None:
    for overlay in (*OVERLAYS, *ENCLOSING):
        for text in ("Dies ist kein Rat.", "Nimm 50 mg", "нет", "不"):
            found = faults("This is not advice.", struck_out(text, before + overlay), notation)
            is_keycap = overlay == "\u20e3" and text == "Nimm 50 mg"
            assert is_keycap or any("strike letters out" in fault for fault in found), (overlay, text)


def test_a_reference_to_an_overlay_is_one() -> None:
    assert any("strike letters out" in fault for fault in faults("Take 50 mg", "Nimm 5&#x336;0 mg"))


@pytest.mark.parametrize("mark", ["\u0308", "\u1dce", "\u1ab0", "\u20d0", "\ufe20", "\u0e49", "\u05bf", "\u064b"])
def test_marks_in_heaps_are_inadmissible(mark: str) -> None:
    heap = "\u034f".join(mark * 8)
    assert any("strike letters out" in fault for fault in faults("No advice.", f"Ke{heap}in Rat."))


@pytest.mark.parametrize(
    "text",
    [
        "Dru\u0308cke 1\u20e3 oder 2\ufe0f\u20e3",
        "x =\u0338 y, a \u2208\u0338 B",
        "Rauchen \U0001f6ac\u20e0",
        "tuye\u0302\u0323n ngo\u031b\u0300i",
        "\u1019\u103c\u103d\u103e\u102d\u102f\u1037",  # Burmese
        "\u0f56\u0f66\u0f92\u0fb2\u0f74\u0f56\u0f66",  # Tibetan
        "\u05d1\u05bc\u05b0\u05e8\u05b5\u05d0\u05e9\u05c1\u05b4\u0596\u05d9\u05ea",  # Hebrew, with accents
        "\u0628\u0650\u0633\u0652\u0645\u0650 \u0627\u0644\u0644\u0651\u064e\u0670\u0647\u0650",  # Arabic
        "\u0e17\u0e35\u0e48\u0e19\u0e35\u0e49",  # Thai
    ],
)
def test_what_languages_and_signs_need_stays(text: str) -> None:
    assert not any("strike" in fault for fault in faults("Some words.", text))


def test_what_the_source_strikes_out_the_translation_may() -> None:
    assert not any("strike" in fault for fault in faults("5\u03360\u0336 mg", "5\u03360\u0336 mg davon"))


def test_no_mark_is_among_what_surely_is_none() -> None:
    every = map(chr, range(0x110000))
    assert not [one for one in every if unicodedata.category(one) in ("Mn", "Me") and _NO_MARKS.fullmatch(one)]
