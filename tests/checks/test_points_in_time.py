"""Dates, times, days and months are the source's, and the ends of a range stand in their order."""

from __future__ import annotations

import pytest

from tests.checks.test_facts import faults


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("It begins at 12:30 am.", "Es beginnt um 12.30 Uhr.", "de"),
        ("at 12 am", "um 12 Uhr", "de"),
        ("at 12:30 a.m.", "um 12:30 Uhr", "de"),
        ("8 am to 5 pm", "17–8 Uhr", "de"),
        ("Monday to Friday", "Montag bis Montag", "de"),
        ("Monday to Friday", "Freitag bis Montag", "de"),
        ("Monday to Friday", "lundi au lundi", "fr"),
        ("Monday to Friday", "月曜日から月曜日", "ja"),
        ("May and June", "Mai und Mai", "de"),
        ("In May and June, not in July.", "En mai et juillet, pas en juillet.", "fr"),
        ("on 3 March 2026", "12026年3月3日", "ja"),
        ("on 3 March 2026", "2026年月3日", "ja"),
        ("on 3 March 2026", "年3月3日", "ja"),
        ("on 3 March 2026", "am 3. 2026", "de"),
    ],
)
def test_another_point_in_time_is_a_fault(source: str, translation: str, locale: str) -> None:
    assert faults(source, translation, locale)


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("at 12:30 am", "um 0.30 Uhr", "de"),
        ("at 12 am", "um 24 Uhr", "de"),
        ("at 12:30 am", "at 12:30 AM", "en"),
        ("at 12:30 am", "午前12時30分", "ja"),
        ("8 am to 5 pm", "8–17 Uhr", "de"),
        ("Monday to Friday", "Mo–Fr", "de"),
        ("Monday to Friday", "von Montag bis einschließlich Freitag", "de"),
        ("Monday morning and afternoon", "Montagvormittag und Montag nachmittags", "de"),
    ],
)
def test_the_same_one_in_another_way_is_none(source: str, translation: str, locale: str) -> None:
    assert faults(source, translation, locale) == []


@pytest.mark.parametrize(
    ("source", "right", "wrong", "locale"),
    [
        ("from 6 May to 8 June", "vom 6. Mai bis 8. Juni", "vom 8. Juni bis 6. Mai", "de"),
        ("6 May – 8 June 2026", "du 6 mai au 8 juin 2026", "du 8 juin 2026 au 6 mai", "fr"),
        ("2026-05-06 to 2026-06-08", "06.05.2026 bis 08.06.2026", "08.06.2026 bis 06.05.2026", "de"),
        ("from 6 to 8 May", "vom 6. bis 8. Mai", "vom 8. bis 6. Mai", "de"),
        ("6–8 May", "du 6 au 8 mai", "du 8 au 6 mai", "fr"),
        ("6–8 May", "5月6日～8日", "5月8日～6日", "ja"),
    ],
)
def test_a_range_of_dates_is_not_turned_round(source: str, right: str, wrong: str, locale: str) -> None:
    assert faults(source, right, locale) == []
    assert "dates" in faults(source, wrong, locale)


@pytest.mark.parametrize(
    ("source", "right", "wrong", "locale"),
    [
        ("8 am to 12 pm and 2 pm to 6 pm", "14–18 Uhr und 8–12 Uhr", "8–14 Uhr und 12–18 Uhr", "de"),
        (
            "8:00–12:00 and 14:00–18:00, Saturdays 9:00–12:00",
            "8:00–12:00 und 14:00–18:00, samstags 9:00–12:00",
            "8:00–14:00 und 12:00–18:00, samstags 9:00–12:00",
            "de",
        ),
        ("8:00–16:00, then 9:00–17:00", "8:00～16:00、次は9:00～17:00", "8:00～17:00、次は9:00～16:00", "ja"),
        ("8:00–16:00, then 9:00–17:00", "8:00–16:00 ثم 9:00–17:00", "8:00–17:00 ثم 9:00–16:00", "ar"),
        (
            "8:30–12:00 and 13:00–18:30",
            "de 8 h 30 à 12 h et de 13 h à 18 h 30",
            "de 8 h 30 à 13 h et de 12 h à 18 h 30",
            "fr",
        ),
    ],
)
def test_each_range_of_times_has_its_own_ends(source: str, right: str, wrong: str, locale: str) -> None:
    assert faults(source, right, locale) == []
    assert faults(source, wrong, locale) == ["times"]


@pytest.mark.parametrize(
    "translation",
    [
        "Samstags 9:00–12:00, sonst 14:00–18:00 und 8:00–12:00; um 20:00 ist zu",
        "8:00–12:00, 14:00–18:00, samstags 9:00–12:00; um 20:00 ist zu",
    ],
)
def test_ranges_of_times_may_be_in_another_order(translation: str) -> None:
    source = "8:00–12:00 and 14:00–18:00, Saturdays 9:00–12:00; at 20:00 it is closed"
    assert faults(source, translation, "de") == []
    # Which of the two is the end of a range nobody knows.
    assert faults("8:00–12:00 and 9:00–14:00; at 12:00", "um 12:00; 8:00–12:00 und 9:00–14:00", "de") == []


@pytest.mark.parametrize(
    ("source", "right", "wrong", "locale"),
    [
        ("at 8 in the morning", "um 8 Uhr morgens", "um 8 Uhr abends", "de"),
        ("at 8 in the evening", "um 20 Uhr", "um 8 Uhr", "de"),
        ("at 3 o'clock in the afternoon", "um 3 Uhr nachmittags", "um 3 Uhr nachts", "de"),
        ("at 3:00 in the afternoon", "um 15:00 Uhr", "um 3:00 Uhr", "de"),
        ("at 3 in the afternoon", "午後3時", "午前3時", "ja"),
        ("at 3 in the afternoon", "à 3 heures de l'après-midi", "à 3 h du matin", "fr"),
        ("at 2 at night", "в 2 часа ночи", "в 14 часов", "ru"),
        ("until 12 midnight", "bis 24 Uhr", "bis 12 Uhr mittags", "de"),
        ("until 12 midnight", "深夜0時まで", "正午まで", "ja"),
        ("at 12 noon", "mittags um 12", "um 0 Uhr", "de"),
    ],
)
def test_an_hour_with_words_for_a_part_of_the_day_is_a_time(source: str, right: str, wrong: str, locale: str) -> None:
    assert faults(source, right, locale) == []
    assert "times" in faults(source, wrong, locale)


@pytest.mark.parametrize(
    ("source", "right", "wrong"),
    [
        ("that day at 9:00", "ذلك اليوم 9:00", "ذلك اليوم 9:00 م"),
        ("then at 9:00", "ثم 9:00 ص", "ثم 9:00 م"),
        ("at 9 pm", "9:00 م", "9:00 ص"),
        ("at 9 pm", "ثم ٩م", "ثم ٩ص"),
    ],
)
def test_a_word_that_ends_in_a_letter_for_afternoon_says_nothing_of_the_hour(
    source: str, right: str, wrong: str
) -> None:
    assert faults(source, right, "ar") == []
    assert "times" in faults(source, wrong, "ar")


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("2 in the morning and 1 at night", "morgens 2 und abends 1", "de"),
        ("Take 2 in the morning", "朝に2錠", "ja"),
        # An hour in words is compared as a number is.
        ("at 3 in the afternoon", "في الثالثة بعد الظهر", "ar"),
    ],
)
def test_doses_and_hours_in_words_are_no_times_in_digits(source: str, translation: str, locale: str) -> None:
    assert "times" not in faults(source, translation, locale)
