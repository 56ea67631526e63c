"""The corpus of defects: each is caught, and its correct twin is left alone."""

from __future__ import annotations

import pytest

from tests.defects import cases, kinds, locales

CASES = [case for locale in locales() for case in cases(locale)]


@pytest.mark.parametrize("locale", locales())
def test_a_defect_is_caught_and_its_correct_twin_is_not(locale: str) -> None:
    own = [case for case in CASES if case.locale == locale]
    assert [(case.kind, found) for case in own if (found := case.faults(case.correct))] == []
    assert [(case.kind, case.defect) for case in own if not case.faults(case.defect)] == []


def test_the_corpus_is_whole() -> None:
    assert len(kinds()) >= 60
    assert len(locales()) == 8
    assert len(CASES) == len(kinds()) * len(locales())
    assert all(case.correct != case.defect for case in CASES)
