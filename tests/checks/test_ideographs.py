"""Whole numbers in ideographs, and runs of them that are no number."""

from __future__ import annotations

import pytest

from pipeline.checks.ideographs import ideographic_numbers, value_of


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("三", 3),
        ("十", 10),
        ("十二", 12),
        ("二十五", 25),
        ("一百零五", 105),
        ("一千二百", 1200),
        ("二〇二六", 2026),
        ("两百万", 2_000_000),
        ("三億五千万", 350_000_000),
        ("万", 10_000),
    ],
)
def test_a_number_has_its_value(written: str, value: int) -> None:
    assert value_of(written) == value


@pytest.mark.parametrize("written", ["二三", "二三十", "一二三"])
def test_digits_side_by_side_are_several_numbers(written: str) -> None:
    assert value_of(written) is None


def test_each_run_is_found_with_its_place() -> None:
    assert list(ideographic_numbers("每日二次,共十天")) == [(2, 2, 3), (10, 6, 7)]


def test_a_run_that_is_longer_than_any_number_is_none() -> None:
    assert value_of("一" * 4400) is None
    assert value_of("二" * 20) == int("2" * 20)
