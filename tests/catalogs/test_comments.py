"""Translators' comments."""

from __future__ import annotations

import pytest

from pipeline.catalogs.comments import EARLIER, FORMER, for_another_text, for_the_former_text, joined
from pipeline.model import Message

WAIVER = "waive: length, it fits"


@pytest.mark.parametrize("flags", [(), ("fuzzy",)])
def test_what_is_waived_for_a_text_counts_again_with_that_text_alone(flags: tuple[str, ...]) -> None:
    there = for_another_text(Message("A", flags=flags, comment=f"x\n{WAIVER}"))
    assert there == f"x\n{FORMER}{WAIVER}"
    assert for_the_former_text(there) == f"x\n{WAIVER}"


def test_what_was_waived_for_an_earlier_text_is_known_as_long_as_nobody_is_sure_of_the_next_one() -> None:
    assert for_another_text(Message("B", flags=("fuzzy",), comment=FORMER + WAIVER)) == FORMER + WAIVER
    assert for_another_text(Message("B", comment=FORMER + WAIVER)) == EARLIER + WAIVER
    assert for_the_former_text(EARLIER + WAIVER) == EARLIER + WAIVER


def test_comments_are_joined_line_by_line_each_line_once() -> None:
    assert joined("a\na", "", "b\na", "c") == "a\na\nb\nc"
