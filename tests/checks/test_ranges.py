"""The order of two numbers means something where a dash or a stroke is between them, and so does what is there."""

from __future__ import annotations

import pytest

from pipeline.model import Language
from tests.checks.checked import CHECKER, MARKDOWN, rules
from tests.checks.test_facts import faults


@pytest.mark.parametrize(
    ("source", "right", "wrong", "locale"),
    [
        ("Take 5–10 mg.", "Nehmen Sie 5 bis 10 mg.", "Nehmen Sie 10–5 mg.", "de"),
        ("Take 5 to 10 mg.", "Prenez de 5 à 10 mg.", "Prenez de 10 à 5 mg.", "fr"),
        ("Take 5 mg – 10 mg.", "5 mg～10 mgを飲む。", "10 mg～5 mgを飲む。", "ja"),
        ("A pressure of 120/80.", "Ein Druck von 120/80.", "Ein Druck von 80/120.", "de"),
    ],
)
def test_a_range_that_is_turned_round_is_a_fault(source: str, right: str, wrong: str, locale: str) -> None:
    assert faults(source, right, locale) == []
    assert "numbers" in faults(source, wrong, locale)


@pytest.mark.parametrize(
    ("source", "right", "wrong", "locale"),
    [
        ("Ages 6–11: 15–20 ml", "Alter 6–11: 15–20 ml", "Alter 6–15: 11–20 ml", "de"),
        ("From 8 to 12 and 14 to 18", "с 14 до 18 и с 8 до 12", "с 8 до 14 и с 12 до 18", "ru"),
        ("Open 8–12 and 14–18", "8時から12時、14時から18時", "8時から14時、12時から18時", "ja"),
        ("Take 5–10 mg for 2–3 days", "Für 2–3 Tage 5–10 mg", "Für 2–5 Tage 3–10 mg", "de"),
    ],
)
def test_each_range_has_its_own_ends(source: str, right: str, wrong: str, locale: str) -> None:
    assert faults(source, right, locale) == []
    assert "numbers" in faults(source, wrong, locale)


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [("Step 5 of 10", "10のうち5", "ja"), ("5–10 or 10–5", "10–5 oder 5–10", "de"), ("on 4/13", "am 13/4", "de")],
)
def test_another_order_of_what_is_no_range_is_no_fault(source: str, translation: str, locale: str) -> None:
    assert faults(source, translation, locale) == []


def told(source: str, translation: str, locale: str) -> list[tuple[str, bool]]:
    faults = CHECKER.remarks(source, translation, MARKDOWN, "paragraph", Language.of(locale))
    return [(fault.rule, not fault.doubtful) for fault in faults]


@pytest.mark.parametrize(
    ("source", "translation", "locale", "surely"),
    [
        ("Blood pressure 120/80", "Blutdruck 80/120", "de", True),
        ("Blood pressure 120/80", "血圧80/120", "ja", True),
        ("Blood pressure 120/80", "ضغط الدم 80/120", "ar", False),
        ("Vision 20/40", "Sehschärfe 40/20", "de", True),
        ("Pain 3/10 today", "Schmerzen heute 10/3", "de", False),
        ("Pain 3/10 today", "今日の痛みは10/3", "ja", False),
        ("Pain 3/10 today", "今天疼痛10/3", "zh_Hans", False),
        ("Pain 3/10 today", "Ból dziś 10/3", "pl", False),
        ("Pain 3/10 today", "Douleur 10/3 aujourd’hui", "fr", False),
        ("On low heat (3/10)", "A fuego lento (10/3)", "es", False),
        ("Pain 3/10 today", "الألم اليوم 10/3", "ar", False),
        ("Blood pressure 120/80", "Tension 120-80", "fr", False),
        ("Take 2 × 5 mg", "Nehmen Sie 2 + 5 mg", "de", True),
        ("Take 2x5 mg", "Tome 2 + 5 mg", "es", True),
        ("Take 2 × 5 mg", "2+5 mgを飲む", "ja", True),
        ("Take 2 × 5 mg", "Tome 2–5 mg", "pt_BR", False),
        ("Take 2–5 mg", "Weź 2 × 5 mg", "pl", False),
        ("Take 2 + 5 mg", "Prenez 2 × 5 mg", "fr", True),
    ],
)
def test_what_is_turned_round_or_joined_otherwise_is_found(
    source: str, translation: str, locale: str, surely: bool
) -> None:
    assert ("numbers", surely) in told(source, translation, locale)


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("Blood pressure 120/80", "Blutdruck 120 zu 80", "de"),
        ("Pain 3/10 today", "Schmerzen heute 3/10", "de"),
        ("Pain 3/10 today", "今日の痛みは10のうち3", "ja"),
        # A day and a month, where a language writes the day first.
        ("Closed on 3/10", "Fermé le 10/3", "fr"),
        ("Closed on 3/10", "Cerrado el 10/3", "es"),
        ("Closed on 3/10", "مغلق في 10/3", "ar"),
        ("In 2003/2004", "2003–2004", "ja"),
        ("Open 24/7", "Открыто 24/7", "ru"),
        ("Take 2 × 5 mg", "Nehmen Sie 2x5 mg", "de"),
        ("Take 2 × 5 mg", "Nehmen Sie 2 mal 5 mg", "de"),
        ("A picture of 10 × 15 cm", "Ein Bild, 10/15 cm", "de"),
        ("2–5 mg, or 2 × 5 mg", "2 × 5 mg oder 2–5 mg", "de"),
    ],
)
def test_in_words_or_in_the_way_of_a_language_it_is_the_same(source: str, translation: str, locale: str) -> None:
    assert rules(source, translation, locale) == []


@pytest.mark.parametrize(
    ("source", "right", "wrong", "locale"),
    [
        ("5 ± 2 mm", "5 ± 2 mm", "5 + 2 mm", "de"),
        ("5 ± 2 mm", "5 ±2 mm", "5 − 2 mm", "fr"),
        ("5 ± 2 mm", "5±2 mm", "5×2 mm", "ja"),
        ("37.0 °C ± 0.5 °C", "37,0 °C ± 0,5 °C", "37,0 °C − 0,5 °C", "de"),
    ],
)
def test_more_or_less_by_so_much_is_neither_more_nor_less_alone(
    source: str, right: str, wrong: str, locale: str
) -> None:
    assert "numbers" not in faults(source, right, locale)
    assert "numbers" in faults(source, wrong, locale)
