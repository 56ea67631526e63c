"""Numbers as locales write them, with what stands beside them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.checks.quantities import Quantity, is_near, normalized, quantities


def found(text: str, locale: str = "en") -> list[tuple[Decimal, str | None]]:
    return [(quantity.value, quantity.unit) for quantity in quantities(normalized(text), locale)]


def values(text: str, locale: str = "en") -> list[Decimal]:
    return [value for value, _ in found(text, locale)]


def parts(text: str, locale: str = "en") -> list[str]:
    text = normalized(text)
    return [text[quantity.start : quantity.end] for quantity in quantities(text, locale)]


@pytest.mark.parametrize(
    ("locale", "text", "value"),
    [
        ("en", "1,500.50", "1500.5"),
        ("de", "1.500,50", "1500.5"),
        ("de", "1 500,50", "1500.5"),
        ("fr", "1\u202f500,50", "1500.5"),
        ("pl", "1\u00a0500,5", "1500.5"),
        ("sv", "100 000", "100000"),
        ("de_CH", "1’500.50", "1500.5"),
        ("es", "1500,5", "1500.5"),
        ("ja", "1,500.5", "1500.5"),
        ("ar", "١٬٥٠٠٫٥٠", "1500.5"),
        ("fa", "۱٬۵۰۰٫۵", "1500.5"),
        ("hi", "१,५००.५", "1500.5"),
        ("en", "1,234,567", "1234567"),
        ("en", "5 000", "5000"),
        ("en", "12 345 067.5", "12345067.5"),
        ("de", "1.234.567", "1234567"),
        ("en", "１２３", "123"),
    ],
)
def test_a_number_is_read_in_the_locales_notation(locale: str, text: str, value: str) -> None:
    assert values(f"x {text} y", locale) == [Decimal(value)]


@pytest.mark.parametrize(
    ("locale", "text", "value"),
    [
        ("en", "1,500", "1500"),
        ("en", "1.500", "1.5"),
        ("de", "1,500", "1.5"),
        ("de", "1.500", "1500"),
        ("fr", "1,500", "1.5"),
        ("de_CH", "1.500", "1.5"),
        ("en", "0,125", "0.125"),
        ("de", "0.125", "0.125"),
        ("de", "1234.567", "1234.567"),
        ("en", "1,5", "1.5"),
        ("de", "1.5", "1.5"),
    ],
)
def test_one_mark_groups_only_three_digits_behind_one_to_three_that_are_no_zero(
    locale: str, text: str, value: str
) -> None:
    assert values(text, locale) == [Decimal(value)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1.3.2026", ["1", "3", "2026"]),
        ("12.12.2026", ["12", "12", "2026"]),
        ("1,2,3", ["1", "2", "3"]),
        ("1.2,3", ["1", "2", "3"]),
        ("2026-03-01", ["2026", "03", "01"]),
    ],
)
def test_marks_that_neither_group_nor_divide_join_several_numbers(text: str, numbers: list[str]) -> None:
    assert values(text) == [Decimal(number) for number in numbers]
    assert parts(text) == numbers


def test_a_space_groups_only_where_the_locale_has_it_so() -> None:
    assert values("5 100 pills", "en") == [5, 100]
    assert values("5 100 Pillen", "de") == [5100]
    assert values("5 1000 Pillen", "de") == [5, 1000]


@pytest.mark.parametrize(
    ("locale", "text", "value", "part"),
    [
        ("en", "1.5 million people", 1_500_000, "1.5 million"),
        ("de", "1,5 Millionen Leute", 1_500_000, "1,5 Millionen"),
        ("es", "3 mil", 3000, "3 mil"),
        ("pl", "2 tys osób", 2000, "2 tys"),
        ("ar", "3 ملايين", 3_000_000, "3 ملايين"),
        ("ja", "1万5000人", 15_000, "1万5000"),
        ("ja", "3億円", 300_000_000, "3億"),
        ("zh_Hans", "1.5亿人", 150_000_000, "1.5亿"),
        ("zh_Hant", "2萬人", 20_000, "2萬"),
    ],
)
def test_a_number_is_multiplied_by_the_word_behind_it(locale: str, text: str, value: int, part: str) -> None:
    assert values(text, locale) == [value]
    assert parts(text, locale) == [part]


def test_a_word_of_another_language_does_not_multiply() -> None:
    assert values("3 mil", "en") == [3]


def test_a_number_behind_ten_thousands_with_a_mark_of_its_own_is_another_one() -> None:
    assert values("1万、5000人", "ja") == [10_000, 5000]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("-5", [-5]),
        ("−5", [-5]),
        ("－5", [-5]),
        ("at -5", [-5]),
        ("(-5)", [-5]),
        ("5-7", [5, 7]),
        ("A-5", [5]),
        ("é-5", [5]),
        ("5 - 7", [5, 7]),
        ("気温-5", [-5]),
        ("5–7", [5, 7]),
    ],
)
def test_a_minus_sign_is_one_unless_letters_or_digits_make_it_a_hyphen(text: str, numbers: list[int]) -> None:
    assert values(text) == numbers


@pytest.mark.parametrize(
    ("locale", "text", "unit"),
    [
        ("en", "5 mg", "mass-milligram"),
        ("en", "5mg", "mass-milligram"),
        ("en", "5-mg", "mass-milligram"),
        ("en", "5 mgx", None),
        ("en", "5 apples", None),
        ("de", "24 Stunden", "duration-hour"),
        ("ja", "24時間", "duration-hour"),
        ("de", "5 €", "EUR"),
        ("en", "$5", "USD"),
        ("tr", "%5", "concentr-percent"),
        ("en", "mg 5", None),
        ("en", "1960s", None),
    ],
)
def test_a_unit_stands_behind_its_number_and_a_currency_or_percent_before_it_too(
    locale: str, text: str, unit: str | None
) -> None:
    assert [one for _, one in found(text, locale)] == [unit]


def test_of_two_numbers_each_has_its_own_unit() -> None:
    assert found("10 mg in 250 ml") == [(10, "mass-milligram"), (250, "volume-milliliter")]


def converted(text: str) -> tuple[str, Decimal]:
    (quantity,) = quantities(text, "en")
    return quantity.converted()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1 g", "1000 mg"),
        ("0.5 mg", "500 mcg"),
        ("1 l", "100 cl"),
        ("24 hours", "1 day"),
        ("90 min", "1.5 h"),
        ("2 years", "24 months"),
        ("1 km", "1000 m"),
    ],
)
def test_quantities_of_one_dimension_convert_into_one_another(one: str, other: str) -> None:
    assert converted(one) == converted(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("1 g", "1 mg"), ("1 g", "1 l"), ("5 °C", "5 °F"), ("1 month", "30 days"), ("$5", "€5"), ("5", "5 g")],
)
def test_others_do_not(one: str, other: str) -> None:
    assert converted(one) != converted(other)


def test_what_converts_into_nothing_is_its_own_dimension() -> None:
    assert Quantity(Decimal(5), "USD", 0, 1).converted() == ("USD", 5)
    assert Quantity(Decimal(5), "temperature-celsius", 0, 1).converted() == ("temperature-celsius", 5)
    assert Quantity(Decimal(5), None, 0, 1).converted() == ("", 5)


def test_a_unit_is_near_within_a_few_words_on_either_side() -> None:
    for text, near in (
        ("5 of the mg", True),
        ("mg: take 5", True),
        (f"5 {'x' * 40} mg", False),
        (f"mg {'x' * 40} 5", False),
        ("5 ml", False),
    ):
        (quantity,) = quantities(text, "en")
        assert is_near(text, quantity, "mass-milligram", "en") is near, text


def test_digits_and_signs_of_all_scripts_are_those_of_ascii_and_marks_of_direction_are_gone() -> None:
    assert normalized("٣\u200f/१\u200e：５％ ٪") == "3/1:5% %"
    assert normalized("plain 5") == "plain 5"
    assert normalized("x² ½") == "x² ½"


@pytest.mark.parametrize("text", ["5 100 mg", "020 7946 0018", "0 000", "1234 000", "7 0001", "5 00 mg"])
def test_in_english_a_space_groups_only_where_what_follows_is_no_number(text: str) -> None:
    assert len(values(text)) > 1
