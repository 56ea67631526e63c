"""What stands letter by letter in both texts is no number that could differ."""

from __future__ import annotations

import pytest

from pipeline.checks.quantities import quantities
from pipeline.checks.written_alike import are_written_alike, is_named, without_all_week, without_rows
from tests.checks.checked import rules


def test_a_row_of_small_numbers_is_taken_from_both_texts_where_both_write_it() -> None:
    assert without_rows("add 1,2 or 3", "1,2 oder 3 dazu") == ("add     or 3", "    oder 3 dazu")
    assert without_rows("add 1,2 or 3", "1,3 oder 3 dazu") == ("add 1,2 or 3", "1,3 oder 3 dazu")


def test_open_all_week_may_be_said_without_its_numbers() -> None:
    assert without_all_week("Open 24/7", "Immer offen") == ("Open     ", "Immer offen")
    assert without_all_week("Open 24/7", "24/7 offen") == ("Open 24/7", "24/7 offen")


def test_a_name_with_a_digit_is_known_however_it_is_compounded() -> None:
    one, other = quantities("3Dモデル", "ja")[0], quantities("a 4D film", "en")[0]
    assert is_named("3Dモデル", one, "Use 3D-models")
    assert not is_named("3Dモデル", one, "Use 13D-models")
    assert not are_written_alike("3Dモデル", one, "a 4D film", other)


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("Add blank pages (1,2 or 3).", "வெற்று பக்கங்களைச் சேர்க்கவும் (1,2 அல்லது 3).", "ta"),
        ("Use 3D-models here now.", "ここで3Dモデルを使う。", "ja"),
        ("We broke 2K followers this week.", "这周我们有了两千个关注者。", "zh_Hans"),
        (
            "The result is exactly 1/3, but is an approximation of 1/3.",
            "Das Ergebnis ist genau 1/3, aber 1/3 genähert.",
            "de",
        ),
    ],
)
def test_what_is_written_alike_is_no_finding(source: str, translation: str, locale: str) -> None:
    assert "numbers" not in rules(source, translation, locale)


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("Add blank pages (1,2 or 3).", "Leere Seiten hinzufügen (1,4 oder 3).", "de"),
        ("Use 3D-models here now.", "ここで4Dモデルを使う。", "ja"),
        ("We broke 2K followers this week.", "这周我们有了三千个关注者。", "zh_Hans"),
        ("It is 1/3, but near.", "Es ist 1/4, aber nahe.", "de"),
    ],
)
def test_what_differs_is_still_found(source: str, translation: str, locale: str) -> None:
    assert "numbers" in rules(source, translation, locale)
