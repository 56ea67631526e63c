"""Three versions of a value, of lines, of a header."""

from __future__ import annotations

from pipeline.catalogs.three_values import Fields, headers, items, lines, picked
from tests.growth import grows_with_its_length


def test_one_sides_change_is_taken_and_of_two_ours() -> None:
    assert [picked(1, 1, 2), picked(1, 2, 1), picked(1, 2, 3)] == [2, 2, 2]


def test_lines_that_either_added_come_and_those_that_one_removed_go() -> None:
    assert items([1, 2], [2, 3], [1, 2, 4]) == [2, 3, 4]
    assert lines("a", "a\nb", "c\na") == "a\nb\nc"
    assert (lines("a", "a", ""), lines("a", "b", "a")) == ("", "b")


def test_headers_are_merged_field_by_field_and_dates_are_the_later_ones() -> None:
    base, ours, theirs = (
        (("Last-Translator", who), ("Language-Team", team), ("PO-Revision-Date", f"2026-01-0{day} 00:00+0000"))
        for who, team, day in (("x", "t", 1), ("x", "u", 3), ("y", "t", 2))
    )
    merged = headers(base, ours, theirs)
    assert dict(merged) == {
        "Last-Translator": "y",
        "Language-Team": "u",
        "PO-Revision-Date": "2026-01-03 00:00+0000",
    }
    assert dict(headers(base, theirs, ours))["PO-Revision-Date"] == "2026-01-03 00:00+0000"


def test_fields_that_are_there_twice_and_lines_that_are_none_are_merged_as_lines_are() -> None:
    base: Fields = (("A", "1"), ("A", "2"), ("", "free"), ("B", "1"))
    ours: Fields = (("A", "1"), ("A", "2"), ("", "ours"), ("", "free"), ("B", "1"))
    theirs: Fields = (("A", "1"), ("A", "3"), ("", "free"), ("B", "2"))
    assert headers(base, ours, theirs) == (("B", "2"), ("A", "1"), ("", "ours"), ("", "free"), ("A", "3"))
    assert headers(base, ours, base) == ours
    assert sorted(headers(base, base, ours)) == sorted(ours)


def test_a_long_comment_takes_work_in_proportion_to_its_length() -> None:
    def merge(length: int) -> None:
        lines(*("\n".join(f"{side}{number}" for number in range(length)) for side in "abc"))

    assert grows_with_its_length(merge)
