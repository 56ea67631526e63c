"""What is remembered of pages is whole, or nothing; what becomes of it is seen in tests/whole/test_kept_pages.py."""

from __future__ import annotations

import pytest

from pipeline.plugin.traces import Standing, Trace
from pipeline.reads import Reads

_LOADED = Reads(0, (), {}, {}, {})


def _standing(*asked: int, question: tuple[str, ...] = ("variable", "x")) -> Standing:
    return Standing(_LOADED, "", ((question, "a"),), {"a.html": Trace(asked, "b")})


def test_what_was_remembered_is_whole() -> None:
    assert _standing(0).is_whole()


@pytest.mark.parametrize("number", [1, -1, 7])
def test_a_number_that_is_no_questions_is_not_believed(number: int) -> None:
    assert not _standing(number).is_whole()


@pytest.mark.parametrize("question", [(), ("variable",), ("attribute", "a"), ("other", "a"), ("page", "a")])
def test_a_question_of_no_kind_is_not_believed(question: tuple[str, ...]) -> None:
    assert not _standing(0, question=question).is_whole()
