"""The calendars of other countries."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.other_calendars import our_year, persian_dates, territory_of, with_our_years, years_elsewhere


@pytest.mark.parametrize(
    ("year", "text", "locale", "others"),
    [
        (2024, "", "th", (2567,)),
        (2024, "", "fa", (1403, 1402)),
        (2024, "", "ps", (1403, 1402)),
        (2024, "", "uz_Arab", (1403, 1402)),
        (2024, "", "he", (5784, 5785)),
        (2024, "عام 1445 هـ", "ar_SA", (1445, 1446)),
        (2024, "عام 1445", "ar_SA", ()),
        (2024, "2016 ዓ.ም.", "am", (2016, 2017)),
        (2024, "2016", "am", ()),
        (2024, "", "de", ()),
        (25, "", "th", ()),
    ],
)
def test_a_year_has_other_numbers_where_another_calendar_is_usual(
    year: int, text: str, locale: str, others: tuple[int, ...]
) -> None:
    assert years_elsewhere(year, text, locale) == others


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("令和6年3月5日", "2024年3月5日"),
        ("令和元年", "2019年"),
        ("平成10年", "1998年"),
        ("民國113年", "2024年"),
        ("2024年（令和6年）3月5日", "2024年3月5日"),
        ("令和6年（2024年）に", "2024年に"),
        ("令和の6", "令和の6"),
    ],
)
def test_years_of_eras_are_ours(text: str, ours: str) -> None:
    assert with_our_years(text) == ours


@pytest.mark.parametrize(
    ("text", "locale", "value"),
    [
        ("15 اسفند 1402", "fa", (2024, 3, 5)),
        ("1 فروردین 1399", "fa", (2020, 3, 20)),
        ("1 فروردین 1400", "fa", (2021, 3, 21)),
        ("30 اسفند 1395", "fa", (2017, 3, 20)),
        ("15 حوت 1402", "fa_AF", (2024, 3, 5)),
        ("15 کب 1402", "ps", (2024, 3, 5)),
        ("1402/12/15", "fa", (2024, 3, 5)),
        ("15 اسفند", "fa", (None, 3, 5)),
    ],
)
def test_a_persian_date_is_a_day_of_ours(text: str, locale: str, value: tuple[int | None, int, int]) -> None:
    ((*found, _, _),) = persian_dates(text, locale)
    assert tuple(found) == value


@given(st.dates(min_value=date(1930, 1, 1), max_value=date(2080, 12, 31)))
def test_days_of_the_persian_calendar_follow_one_another(day: date) -> None:
    """A date is told by the numbers of the year's days before it, so that each month begins where the last ends."""
    year = day.year - 621
    starts = [persian_dates(f"{year}/{month}/1", "fa")[0][:3] for month in range(1, 13)]
    days = [date(*start) for start in starts]  # type: ignore[arg-type]
    assert [(after - before).days for before, after in pairwise(days)] == [31] * 6 + [30] * 5
    assert days[0].month == 3
    assert days[0].day in (20, 21, 22)


def test_a_date_elsewhere_is_no_persian_one() -> None:
    assert persian_dates("1402/12/15", "ar") == []


@pytest.mark.parametrize(
    ("locale", "territory"), [("th", "TH"), ("fa_AF", "AF"), ("uz_Arab", "AF"), ("zh_Hant", "TW"), ("ckb_IR", "IR")]
)
def test_a_language_has_a_country(locale: str, territory: str) -> None:
    assert territory_of(locale) == territory


@pytest.mark.parametrize(("year", "locale", "ours"), [(2567, "th", 2024), (2024, "th", 2024), (2567, "de", 2567)])
def test_a_year_of_a_date_is_ours(year: int, locale: str, ours: int) -> None:
    assert our_year(year, locale) == ours
