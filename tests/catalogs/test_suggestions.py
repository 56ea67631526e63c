"""Suggestions: certain again with the text they were certain for, and by nothing else that a file says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogs.decisions import digest_of
from pipeline.catalogs.merge import merge
from pipeline.catalogs.three_way import merge_versions
from pipeline.model import Catalog, Message, Previous

ONE, TWO, BIG = (f"Take {what} of water." for what in ("one tablet with a glass", "two with a glass", "two with a jar"))
PREVIOUS = st.sampled_from([None, *map(Previous, (ONE, TWO, BIG))])


def updated(messages: tuple[Message, ...], *texts: str | Message) -> tuple[Message, ...]:
    template = (text if isinstance(text, Message) else Message(text, translations=("",)) for text in texts)
    catalog, _ = merge(Catalog("d", None, tuple(template)), Catalog("d", "de", messages), plural_count=2)
    return catalog.messages


def said(text: str, *translations: str, **fields) -> Message:
    return Message(text, translations=translations, **fields)


def fuzzy(messages: tuple[Message, ...]) -> list[bool]:
    return [message.fuzzy for message in messages]


@given(PREVIOUS, st.booleans())
def test_a_suggestion_is_certain_for_its_own_text_alone_whatever_programs_write_as_the_previous_one(
    previous: Previous | None, twice: bool
) -> None:
    suggestion = updated((said(ONE, "EINE"),), TWO)
    for text in (BIG, TWO) if twice else ():
        suggestion = updated(suggestion, text)
    rewritten = tuple(replace(message, previous=previous) for message in suggestion)
    for text in (TWO, BIG):
        assert fuzzy(updated(rewritten, text)) == [True]
        assert fuzzy(updated(updated(rewritten, text), text)) == [True]
    assert fuzzy(updated(suggestion, ONE)) == [False]
    # Who drops the previous text drops it, in place or not; the mark is for the text that is back.
    assert fuzzy(updated(tuple(replace(m, msgid=ONE) for m in rewritten), ONE)) == [False]


def test_what_an_earlier_version_took_for_made_for_this_very_text_is_not_certain() -> None:
    """It wrote a suggestion's own text as its previous one, where a program had dropped that."""
    mark = f"suggested: {digest_of('', 'EINE')}"
    left = said(TWO, "EINE", flags=("fuzzy",), previous=Previous(TWO), extracted=(mark,))
    for _ in range(3):
        (message,) = messages = updated((left,), TWO)
        assert message.fuzzy
        left = messages[0]


def test_what_was_waived_for_an_earlier_text_is_not_waived_when_an_edit_is_taken_back() -> None:
    waived = said(ONE, "EINE", comment="waive: length, it fits")
    (suggestion,) = updated((waived,), TWO)
    assert updated((suggestion,), ONE) == (waived,)
    accepted = replace(suggestion, translations=("ZWEI",), flags=(), previous=None, extracted=())
    (back,) = updated(updated((accepted,), BIG), TWO)
    assert (back.fuzzy, "waive: length" in back.comment) == (False, True)
    assert not any(line.startswith("waive:") for line in back.comment.split("\n"))


@pytest.mark.parametrize("both", [False, True], ids=["one branch has the edit", "both have"])
def test_whoever_doubts_a_text_on_one_branch_is_not_passed_over_when_an_edit_is_taken_back(both: bool) -> None:
    base = (said(ONE, "EINE"),)
    doubted = (replace(base[0], flags=("fuzzy",)),)
    sides = updated(base, TWO), updated(doubted, TWO) if both else doubted
    for ours, theirs in (sides, sides[::-1]):
        merged = merge_versions(*(Catalog("d", "de", side) for side in (base, ours, theirs))).catalog.messages
        assert fuzzy(updated(merged, ONE)) == [True]


def test_no_plural_text_is_certain_with_a_form_of_which_there_was_no_place() -> None:
    beds = said("%(n)s bed", "%(n)s Bett", "%(n)s Betten", msgid_plural="%(n)s beds")
    alone = updated((beds,), Message("%(n)s bed", translations=("",)))
    several = Message("%(n)s bed", msgid_plural="%(n)s berths", translations=("", ""))
    assert fuzzy(updated(updated(alone, several), replace(beds, translations=("", "")))) == [True]
