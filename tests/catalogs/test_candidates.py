"""Which old translations may serve a new text."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.catalogs.candidates import Candidates, Memory, Unused, may_follow
from pipeline.model import Message, Previous
from tests.making import fuzzy, message

PLACE = {"extracted": ("paragraph",), "references": ("a.md",)}
ELSEWHERE = {"extracted": ("paragraph",), "references": ("b.md",)}


def at(text: str, place: dict[str, Any], *critical: str, **fields: Any) -> Message:
    return message(text, "x", **{**place, "extracted": (*place["extracted"], *critical)}, **fields)


def suggested(new: Message, *old: Message) -> list[str]:
    candidates = Candidates(old)
    return [candidates.messages[index].msgid for _, _, index in candidates.similar(new)]


def test_in_its_place_a_text_may_have_changed_more_than_elsewhere() -> None:
    new, old = "Take one tablet with much water", "Take one tablet before your meal"
    assert suggested(at(new, PLACE), at(old, PLACE)) == [old]
    assert suggested(at(new, PLACE), at(old, ELSEWHERE)) == []


def test_a_text_that_is_much_alike_is_found_wherever_it_was() -> None:
    old = "Take one tablet with some water"
    assert suggested(at("Take one tablet with much water", PLACE), at(old, ELSEWHERE)) == [old]


def test_a_text_that_is_another_is_not_suggested_even_in_its_place() -> None:
    assert suggested(at("Take one tablet with water", PLACE), at("Opening hours", PLACE)) == []


def test_nothing_crosses_a_context() -> None:
    assert suggested(at("Take one tablet", PLACE, msgctxt="a"), at("Take one tablet", PLACE, msgctxt="b")) == []


@pytest.mark.parametrize(
    ("new", "old", "may"),
    [
        ([], [], True),
        ([], ["critical: a"], True),
        (["critical: a"], [], False),
        (["critical: a"], ["critical: b"], False),
        (["critical: a", "critical: b"], ["critical: b"], True),
    ],
)
def test_a_required_section_takes_nothing_but_its_own_earlier_version(
    new: list[str], old: list[str], may: bool
) -> None:
    assert may_follow(at("x", PLACE, *new), at("x", PLACE, *old)) is may


def test_a_plural_follows_no_singular() -> None:
    assert not may_follow(message("a", "", "", msgid_plural="as"), message("a"))


def test_of_texts_that_differ_in_addresses_alone_the_one_in_its_place_comes_first() -> None:
    new = at("See [it](new.html)", PLACE)
    old = at("See [it](b.html)", ELSEWHERE), at("See [it](a.html)", PLACE), at("See [her](a.html)", PLACE)
    found = [old[index] for index in Candidates(old).same_but_mechanical(new)]
    assert [candidate.msgid for candidate in found] == ["See [it](a.html)", "See [it](b.html)"]


def test_a_few_letters_of_a_language_without_spaces_are_found_too() -> None:
    assert suggested(at("毎日よく眠ること", PLACE), at("毎日よく眠る", ELSEWHERE)) == ["毎日よく眠る"]


LEFT = {"a": (at("See [it](a.html)", PLACE),), "b": (fuzzy("Another text", "x", previous=Previous("Call us")),)}


@pytest.mark.parametrize(
    ("text", "domain", "is_new", "serves"),
    [
        ("Known elsewhere", "a", True, True),
        ("Call us", "a", False, True),  # an edit that was taken back
        ("See [it](c.html)", "b", False, True),  # the same but for an address
        ("See [it](c.html)", "a", True, False),  # which is its own, and was asked already
        ("See [it](a.html) now", "b", True, True),
        ("See [it](a.html) now", "b", False, False),  # it has got one that is like it
        ("Something else", "b", True, False),
    ],
)
def test_others_are_asked_for_what_a_catalog_lacks_and_has_found_nothing_for(
    text: str, domain: str, is_new: bool, serves: bool
) -> None:
    memory = Memory({(None, "Known elsewhere"): message("Known elsewhere", "y")}, Unused(LEFT))
    assert memory.serves(at(text, PLACE), domain, is_new=is_new) is serves


def test_what_counts_first_is_found_first() -> None:
    memory = Memory({(None, "a"): message("a", "theirs"), (None, "b"): message("b", "theirs")})
    first = memory.with_first({(None, "a"): message("a", "ours")})
    assert [first.translations[None, text].translations[0] for text in "ab"] == ["ours", "theirs"]
    assert memory.with_first({}) is memory
