"""Times of day in a text."""

from __future__ import annotations

import pytest
from babel.dates import get_period_names

from pipeline.checks.times_of_day import places_of_times, times


@pytest.mark.parametrize(
    ("text", "said"),
    [("at 5 pm", ["17:00"]), ("at 12 a.m.", ["0:00"]), ("at 12 pm", ["12:00"]), ("17:30", ["17:30"]), ("25:00", [])],
)
def test_a_time_of_day_is_known_by_its_minutes(text: str, said: list[str]) -> None:
    assert [str(time) for time in times(text)] == said


@pytest.mark.parametrize(
    ("text", "locale", "is_said"),
    [
        ("um 17 Uhr", "de", True),
        ("um 17.00 Uhr", "de", True),
        ("um 5 Uhr nachmittags", "de", True),
        ("um 5 Uhr", "de", False),
        ("à 17 h", "fr", True),
        ("下午5点", "zh", True),
        ("早上5点", "zh", False),
        ("um 18 Uhr", "de", False),
    ],
)
def test_another_language_says_the_same_time_in_its_own_way(text: str, locale: str, is_said: bool) -> None:
    (place,) = places_of_times(times("at 5 pm"), text, locale)
    assert (place is not None) is is_said


@pytest.mark.parametrize(
    ("text", "locale", "said"),
    [
        ("um halb acht", "de", "7:30"),
        ("um halb acht abends", "de", "19:30"),
        ("um halb 1", "de", "12:30"),
        ("om half acht", "nl", "7:30"),
        ("klockan halv åtta", "sv", "7:30"),
        ("à sept heures et demie", "fr", "7:30"),
        ("à midi et demi", "fr", "12:30"),
        ("a las siete y media de la tarde", "es", "19:30"),
        ("alle sette e mezza", "it", "7:30"),
    ],
)
def test_an_hour_that_is_half_over_is_a_time_in_words(text: str, locale: str, said: str) -> None:
    others = ("6:30", "7:30", "8:30", "12:30", "19:30", "20:30")
    wanted = [time for minutes in others for time in times(minutes)]
    assert [str(time) for time in wanted if places_of_times([time], text, locale) != [None]] == [said]


@pytest.mark.parametrize(
    ("text", "locale", "said"),
    [
        ("um 8:38 Uhr abends", "de", "20:38"),
        ("um 8.38 Uhr am Abend", "de", "20:38"),
        ("abends um 8:38", "de", "20:38"),
        ("um 8:38 Uhr morgens", "de", "8:38"),
        ("um 5 Uhr abends, bis 8:38 Uhr", "de", "8:38"),
        ("um 3 Uhr nachts", "de", "3:00"),
        ("um 11 Uhr nachts", "de", "23:00"),
        ("à 8 h 38 du soir", "fr", "20:38"),
        ("ce soir à 8 h 38", "fr", "20:38"),
        ("a las 8:38 de la tarde", "es", "20:38"),
        ("a las 8:38 horas de la noche", "es", "20:38"),
        ("alle 8:38 di sera", "it", "20:38"),
        ("às 8:38 da noite", "pt", "20:38"),
        ("om 8:38 uur 's avonds", "nl", "20:38"),
        ("kl. 8.38 på kvällen", "sv", "20:38"),
        ("в 8 часов вечера", "ru", "20:00"),
        ("в 8 часов утра", "ru", "8:00"),
        ("o 8:38 wieczorem", "pl", "20:38"),
        ("akşam 8.38", "tr", "20:38"),
        ("夜の8時38分", "ja", "20:38"),
        ("早上5点下午8点", "zh", "20:00"),
        ("早上5点下午8点", "zh", "5:00"),
    ],
)
def test_a_word_for_a_part_of_the_day_says_which_half_of_it_is_meant(text: str, locale: str, said: str) -> None:
    hour, minute = said.split(":")
    for time in (said, f"{(int(hour) + 12) % 24}:{minute}"):
        (place,) = places_of_times(times(time), text, locale)
        assert (place is not None) is (time == said), time


@pytest.mark.parametrize(
    "locale", "ar bg cs da de el en es fa fi fr he hi hu id it ja ko ksh nl pl pt ro ru sv th tr uk vi zh".split()
)
def test_the_names_that_cldr_has_for_the_evening_are_after_noon(locale: str) -> None:
    for context in ("format", "stand-alone"):
        names = get_period_names("wide", context, locale)
        said = {names[key] for key in ("pm", "evening1") if key in names} - {names.get("am"), names.get("night1")}
        for name in said:
            assert places_of_times(times("20:38"), f"8:38 {name}", locale) != [None], name
            assert places_of_times(times("20:38"), f"{name} 8:38", locale) != [None], name


def test_no_place_says_two_times() -> None:
    text = "um 17 Uhr, um 17.00 Uhr, 9:30 und 5 Uhr nachmittags"
    (*said, unsaid) = places_of_times(times("5 pm, 17:00, 9:30, 5 pm, 5 pm"), text, "de")
    assert sorted(text[slice(*place)] for place in said if place) == ["17 Uhr", "17.00", "5 Uhr", "9:30"]
    assert unsaid is None
