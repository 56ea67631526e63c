"""Which characters stand in no text, and which are but spaces: all of the Basic Multilingual Plane."""

from __future__ import annotations

import unicodedata

import pytest

from pipeline.catalogs.read import parse_catalog
from pipeline.catalogs.write import format_catalog
from pipeline.characters import blank, ended_as, forbidden, named, reference_to, seen_digits, spaced
from pipeline.model import Catalog, Message
from pipeline.sources.walkers.trail import collapse
from tests.growth import is_read_once

PLANE = [chr(code) for code in range(0x10000)]
REFUSED = [character for character in PLANE if forbidden(character)]


def test_whatever_is_not_refused_is_read_back_from_a_catalog_in_every_place_of_it() -> None:
    kept = [character for character in PLANE if not forbidden(character)]
    messages = []
    for start in range(0, len(kept), 64):
        text = collapse(f"{start} " + " x".join(kept[start : start + 64]) + " end")
        reference = reference_to(spaced(text.replace("\n", "")).replace("\u2068", "").replace("\u2069", ""))
        messages.append(
            Message(text, text, text, (spaced(text), text), (text,), references=(reference,), flags=("fuzzy",))
        )
    headers = (("Content-Type", "text/plain; charset=UTF-8"),)
    catalog = Catalog("a", "de", tuple(messages), headers)
    assert parse_catalog(format_catalog(catalog), "a.po", domain="a", locale="de") == catalog


def test_refused_are_control_characters_halves_what_is_no_character_and_what_stands_for_others() -> None:
    assert len([character for character in REFUSED if character < "\xa0"]) == 65 - 6
    assert {character for character in REFUSED if character >= "\xa0"} == {
        *map(chr, range(0xD800, 0xE000)),
        "\ua7f7",
        *map(chr, range(0xFDD0, 0xFDF0)),
        "\ufffe",
        "\uffff",
    }
    assert forbidden("\U0010ffff")
    assert not forbidden("a\t\n\u00a0\u200b\u200e\ufeff😀")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a\r\nb", "a\nb"), ("a\rb", "a b"), ("a\u2028b\x0bc\x85", "a b c "), ("a\u00a0b", "a\u00a0b")],
)
def test_rare_white_space_is_a_space(text: str, expected: str) -> None:
    assert spaced(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a\x1b", "control character U+001B"),
        ("\ud800", "half a character: U+D800"),
        ("\ufdd0", "no character: U+FDD0"),
        ("\ua7f7", "reserved letter U+A7F7"),
        ("\U0001ffff", "no character: U+1FFFF"),
    ],
)
def test_a_character_is_called_by_its_kind_and_number(text: str, name: str) -> None:
    found = forbidden(text)
    assert found is not None
    assert named(found) == name


NOTHING = ["", " ", "\n\t", "\u00a0", "\u3000", "\u200b\u2060\ufeff\u00ad", "\u2800", "\u115f\u3164\uffa0", "\u17b5"]
NOTHING += ["\ufe0f\u034f\u180e", "\u202a\u202c", "\U000e0020", "\U00013441", "&nbsp;", "&#160; &#xA0;", "&shy;&#8203;"]


@pytest.mark.parametrize("text", NOTHING)
def test_what_shows_nothing_is_blank(text: str) -> None:
    assert blank(text)


@pytest.mark.parametrize("text", [".", "\u00a0a", "–", "&amp;", "&amp;nbsp;", "& nbsp;", "\u0301", f"&#{'1' * 5000};"])
def test_what_shows_anything_is_not_blank(text: str) -> None:
    assert not blank(text)


def test_every_character_that_only_formats_or_separates_is_blank() -> None:
    kinds = ("Cf", "Zs", "Zl", "Zp")
    unseen = [character for character in map(chr, range(0x110000)) if unicodedata.category(character) in kinds]
    # Marks that numbers are written over or under are seen (Unicode Standard, section 9.2).
    seen = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
    assert {character for character in unseen if not blank(character)} == set(seen)


def test_what_shows_nothing_beside_digits_is_left_out_and_read_once() -> None:
    assert seen_digits("2\u200d\ufe0f4 a\u200db \u200e5\u200c") == "24 a\u200db 5"
    assert is_read_once(seen_digits, "\u200d")


@pytest.mark.parametrize(
    ("source", "text", "ended"),
    [
        ("A.", "Ä.\n", "Ä."),
        ("A.", "\n\nÄ.\nB", "Ä.\nB"),
        ("\nA.\n", "Ä.", "\nÄ.\n"),
        ("\nA.\n", "\n\nÄ.\n\n", "\n\nÄ.\n\n"),
        ("A.", "\n", "\n"),
        ("A.", "", ""),
    ],
)
def test_a_text_ends_in_a_line_break_where_its_source_does(source: str, text: str, ended: str) -> None:
    assert ended_as(source, text) == ended
