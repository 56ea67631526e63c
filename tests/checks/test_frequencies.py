"""How often something is done may be said in hours or in times a day."""

from __future__ import annotations

import pytest

from tests.checks.test_facts import faults


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("Every 12 hours.", "Zweimal täglich.", "de"),
        ("Every eight hours.", "Dreimal täglich.", "de"),
        ("Three times a day.", "Alle acht Stunden.", "de"),
        ("Every 12 hours for 2 days.", "2 Tage lang zweimal täglich.", "de"),
        ("Once a day.", "Toutes les 24 heures.", "fr"),
        ("24 hours a day.", "Rund um die Uhr.", "de"),
        ("24 hours a day, 7 days a week.", "24 h/24, 7 j/7.", "fr"),
        ("24 hours a day.", "Las 24 horas.", "es"),
        ("24 hours a day.", "24 ore su 24.", "it"),
        ("24 hours a day.", "24 horas por dia.", "pt_BR"),
        ("Around the clock.", "24 uur per dag.", "nl"),
        ("24 hours a day.", "Dygnet runt.", "sv"),
        ("24 hours a day.", "Całodobowo.", "pl"),
        ("24 hours a day.", "Круглосуточно.", "ru"),
        ("24 hours a day.", "Günün her saati.", "tr"),
        ("24 hours a day.", "24時間対応。", "ja"),
        ("24 hours a day.", "全天候。", "zh_Hans"),
        ("24 hours a day.", "على مدار الساعة.", "ar"),
    ],
)
def test_the_same_said_otherwise_is_no_fault(source: str, translation: str, locale: str) -> None:
    assert faults(source, translation, locale) == []


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Every 8 hours.", "Zweimal täglich."),
        ("Three times a day.", "Alle sechs Stunden."),
        ("24 hours a day.", "20 Stunden am Tag."),
        ("Watch it 24 hours a day after 2 tablets.", "Nach 3 Tabletten rund um die Uhr beobachten."),
    ],
)
def test_another_number_is_a_fault(source: str, translation: str) -> None:
    assert faults(source, translation) != []


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("Take it every 6 hours.", "Nehmen Sie es 6-mal pro Stunde.", "de"),
        ("Take it every 6 hours.", "Prenez-le 6 fois par heure.", "fr"),
        ("Take it every 6 hours.", "Принимайте 6 раз в час.", "ru"),
        ("Take it every 6 hours.", "1時間に6回服用してください。", "ja"),
        ("Take it every 6 hours.", "ساعتی ۶ بار بخورید.", "fa"),
        ("Take 2.5 mg every day.", "Nehmen Sie 2,5 mg 2 Mal am Tag.", "de"),
        ("Take 2.5 mg every day.", "Prenez 2,5 mg 2 fois par jour.", "fr"),
        ("Take 2.5 mg every day.", "1日2回2.5 mgを服用してください。", "ja"),
        ("Take 2.5 mg every day.", "Nehmen Sie 2,5 mg zweimal täglich.", "de"),
        ("Take it for 2 weeks every 6 hours.", "Nehmen Sie es 6 Wochen lang alle 2 Stunden.", "de"),
        ("Take it for 2 weeks.", "تناوله لمدة أسبوع.", "ar"),
    ],
)
def test_an_interval_that_became_a_number_of_times_is_a_fault(source: str, translation: str, locale: str) -> None:
    assert faults(source, translation, locale) != []


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("Every 6 hours, up to 4 times a day.", "Alle 6 Stunden, höchstens 4-mal täglich.", "de"),
        ("Daily in the morning and evening.", "Zweimal täglich, morgens und abends.", "de"),
        ("One tablet daily with each of two meals.", "Zweimal täglich zum Essen eine Tablette.", "de"),
        ("For 2 weeks every 6 hours.", "Alle 6 Stunden, 2 Wochen lang.", "de"),
        ("For 2 weeks every 6 hours.", "كل 6 ساعات لمدة أسبوعين.", "ar"),
        ("2 days of rest, then 2 hours.", "يوما راحة، ثم ساعتان.", "ar"),
    ],
)
def test_how_often_in_other_words_is_no_fault(source: str, translation: str, locale: str) -> None:
    assert faults(source, translation, locale) == []


@pytest.mark.parametrize(
    ("source", "right", "wrong", "locale"),
    [
        ("2 tablets 3 times a day", "3× täglich 2 Tabletten", "2× täglich 3 Tabletten", "de"),
        ("5 tablets 6 times a day", "6-mal täglich 5 Tabletten", "5-mal täglich 6 Tabletten", "de"),
        ("2 tablets 3 times a day", "1日3回、1回2錠", "1日2回、1回3錠", "ja"),
        ("2 tablets 3 times a day", "2片，每日3次", "3片，每日2次", "zh_Hans"),
        ("2 tablets 3 times a day", "2 أقراص 3 مرات يوميا", "3 أقراص 2 مرات يوميا", "ar"),
        ("2 tablets 3 times a day", "۲ قرص ۳ بار در روز", "۳ قرص ۲ بار در روز", "fa"),
        ("2 tablets 3 times a day", "दिन में 3 बार 2 गोलियां", "दिन में 2 बार 3 गोलियां", "hi"),
        ("2 tablets three times a day", "하루 3회 2정", "하루 2회 3정", "ko"),
    ],
)
def test_how_often_and_how_much_do_not_exchange_their_numbers(source: str, right: str, wrong: str, locale: str) -> None:
    assert "numbers" not in faults(source, right, locale)
    assert "numbers" in faults(source, wrong, locale)
