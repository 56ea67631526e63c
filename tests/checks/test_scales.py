"""Words that multiply numbers, in all locales of CLDR."""

from __future__ import annotations

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from babel.numbers import format_compact_decimal

from pipeline.checks.quantities import normalized, quantities
from pipeline.checks.scales import Scales
from tests.checks.checked import rules

LOCALES = sorted({str(Locale.parse(name)) for name in locale_identifiers() if len(name) < 4})


@pytest.mark.parametrize(
    ("text", "locale", "value"),
    [
        ("5 lakh people", "en_IN", 500_000),
        ("1.5 crore rupees", "en", 15_000_000),
        ("3 lakh crore", "en_IN", 3 * 10**12),
        ("15 लाख लोग", "hi", 1_500_000),
        ("3 अरब", "hi", 3 * 10**9),
        ("5 లక్షల మంది", "te", 500_000),
        ("5 கோடி", "ta", 50_000_000),
        ("3 mil millones", "es", 3 * 10**9),
        ("2 milioonaa", "fi", 2),
        ("2 miljoonaa", "fi", 2_000_000),
        ("elfu 25", "sw", 25_000),
        ("ලක්ෂ 5ක්", "si", 500_000),
        ("1.5万亿", "zh_Hans", 1.5 * 10**12),
        ("3兆円", "ja", 3 * 10**12),
        ("1억 2천만 명", "ko", 120_000_000),
        ("5 Bio-Äpfel", "de", 5),
        ("5 Windows만 지원", "ko", 5),
    ],
)
def test_a_word_beside_a_number_multiplies_it(text: str, locale: str, value: float) -> None:
    (found,) = quantities(normalized(text), locale)
    assert found.value == value


@pytest.mark.parametrize("text", ["1–2 million", "1-2 million"])
def test_both_ends_of_a_range_have_its_word(text: str) -> None:
    assert [one.value for one in quantities(text, "en")] == [1_000_000, 2_000_000]


@pytest.mark.parametrize("part", [pytest.param(1, marks=pytest.mark.long), 5])
@pytest.mark.heavy
def test_what_cldr_writes_for_millions_is_read_in_all_its_languages(part: int) -> None:
    def is_read(locale: str) -> bool:
        text = normalized(format_compact_decimal(3_000_000, format_type="long", locale=locale))
        (found,) = quantities(text, locale)
        return 3_000_000 in (found.value, found.value * Scales.of(locale).perhaps_behind(text, found.end))

    # 3 करोड in CLDR (2025), and "milioni 30" in Babel (2.19); in Dzongkha a word stands before, with a mark behind.
    strange = ["dz", "ne", "sw"]
    assert [locale for locale in sorted({*LOCALES[::part], *strange}) if not is_read(locale)] == strange


@pytest.mark.parametrize(
    ("source", "right", "wrong", "locale"),
    [
        ("500 people came", "500 Menschen kamen", "500 Mio. Menschen kamen", "de"),
        ("Walk 5k steps", "Gehen Sie 5k Schritte", "Gehen Sie 5 Schritte", "de"),
        ("Walk 5k steps", "5000歩あるく", "5歩あるく", "ja"),
    ],
)
def test_an_abbreviation_that_multiplies_is_neither_lost_nor_gained(
    source: str, right: str, wrong: str, locale: str
) -> None:
    assert "numbers" not in rules(source, right, locale)
    assert "numbers" in rules(source, wrong, locale)


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [("A 4K monitor", "En 4K-skärm", "sv"), ("5k steps", "5k步", "zh_Hans"), ("5 miles away", "A 5 mi daqui", "pt")],
)
def test_a_part_of_a_word_and_a_unit_multiply_nothing(source: str, translation: str, locale: str) -> None:
    assert "numbers" not in rules(source, translation, locale)
