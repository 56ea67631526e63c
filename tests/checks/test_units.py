"""Units as locales write them (CLDR, and what the lexicon adds)."""

from __future__ import annotations

import pytest
from babel.dates import get_day_names, get_month_names

from pipeline.checks.calendar_names import named_days
from pipeline.checks.scales import Scales
from pipeline.checks.units import Forms, shown_unit
from tests.checks.test_facts import faults


@pytest.mark.parametrize(
    ("locale", "text", "unit"),
    [
        ("de", "24 Stunden", "duration-hour"),
        ("ja", "24時間", "duration-hour"),
        ("fr", "5 mg", "mass-milligram"),
        ("pl", "3 tygodnie", "duration-week"),
        ("en", "$5", "USD"),
    ],
)
def test_a_unit_beside_a_number_is_known_in_the_locales_words(locale: str, text: str, unit: str) -> None:
    start = next(index for index, character in enumerate(text) if character.isdigit())
    end = max(index for index, character in enumerate(text) if character.isdigit()) + 1
    assert Forms.of(locale).beside(text, start, end) == unit


@pytest.mark.parametrize(
    ("source", "right", "wrong", "locale"),
    [
        ("5 mg/h", "5 mg pro Stunde", "5 mg/min", "de"),
        ("5 mg per hour", "5 mg/h", "5 mg/min", "de"),
        ("10 mg/kg/day", "10 mg pro kg und Tag", "10 mg/kg/h", "de"),
        ("10 mg/m²", "10 mg/m²", "10 mg/kg", "de"),
        ("10 mg/m²", "10 mg/m2", "10 mg/m", "fr"),
        ("25 m²", "25 qm", "25 m", "de"),
        ("25 m²", "25㎡", "25 m", "ja"),
        ("25 m²", "25 кв. м", "25 м", "ru"),
        ("25 m²", "25 متر مربع", "25 متر", "ar"),
        ("25 m²", "25 metros quadrados", "25 metros", "pt_BR"),
        ("25 m", "25 m", "25 m²", "pl"),
        ("5 cm³", "5 ml", "5 cm²", "de"),
        ("5 mg", "5 mg", "5 mg²", "es"),
        ("5 mg", "5 mg", "5 mg²", "zh_Hans"),
        ("5 mg/kg per dose", "5 mg/kg pro Dosis", "5 mg/kg pro Tag", "de"),
        ("5 mg/kg per dose", "5 mg/kg par prise", "5 mg/kg par jour", "fr"),
        ("5 mg/kg per dose", "毎回5 mg/kg", "1日あたり5 mg/kg", "ja"),
        ("5 mg/kg per dose", "每次5 mg/kg", "每日5 mg/kg", "zh_Hans"),
        ("5 mg/kg per dose", "5 mg/kg لكل جرعة", "5 mg/kg يوميا", "ar"),
        ("5 mg/kg per day", "5 mg/kg al día", "5 mg/kg por dosis", "es"),
        ("5 mg/kg per day", "5 mg/kg por dia", "5 mg/kg por dose", "pt_BR"),
        ("5 mg/kg per day", "5 mg/kg na dobę", "5 mg/kg na dawkę", "pl"),
        ("90 mg/dL", "90 mg/dl", "90 mg/ml", "de"),
        ("20/min", "20 pro Minute", "20/h", "de"),
        ("80 km/h", "80 km/tim", "80 km/min", "sv"),
        ("10 mg/day", "10 mg/j", "10 mg/h", "fr"),
        ("5 mg/h", "5 мг/ч", "5 мг/мин", "ru"),
        ("5 mg/h", "5 mg/小时", "5 mg/分钟", "zh_Hans"),
        ("10 mg/kg/day", "10 ملغ/كغ/يوم", "10 ملغ/كغ/ساعة", "ar"),
    ],
)
def test_what_something_is_measured_by_is_compared(source: str, right: str, wrong: str, locale: str) -> None:
    assert faults(source, right, locale) == []
    assert "units" in faults(source, wrong, locale)


@pytest.mark.parametrize(
    ("locale", "right", "wrong"),
    [
        ("de", "5 mg pro kg", "5 mg je Gramm"),
        ("fr", "5 mg par kg", "5 mg par g"),
        ("es", "5 mg por kilo", "5 mg por gramo"),
        ("it", "5 mg per kg", "5 mg per g"),
        ("pt", "5 mg por kg", "5 mg por grama"),
        ("pl", "5 mg na kg", "5 mg na g"),
        ("ru", "5 мг на кг", "5 мг на г"),
        ("tr", "kg başına 5 mg", "g başına 5 mg"),
        ("ar", "5 ملغ لكل كغ", "5 ملغ لكل رطل"),
        ("fa", "۵ میلی‌گرم به ازای هر کیلوگرم", "۵ میلی‌گرم به ازای هر گرم"),
        ("hi", "5 मिग्रा प्रति किग्रा", "5 मिग्रा प्रति ग्राम"),
        ("zh_Hans_CN", "每公斤5毫克", "每克5毫克"),
        ("zh_Hans_CN", "每千克5毫克", "每磅5毫克"),
    ],
)
@pytest.mark.parametrize("source", ["5 mg per kg", "5 mg of it for each kg of body weight"])
def test_what_words_say_something_is_measured_by_is_compared(source: str, locale: str, right: str, wrong: str) -> None:
    assert faults(source, right, locale) == []
    assert "units" in faults(source, wrong, locale)


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("30 mg per square meter", "30 мг на квадратный метр", "ru"),
        ("30 mg per square meter", "30 mg pro m²", "de"),
        ("100 g per person and 2 kg per box", "100 g pro Person und 2 kg pro Kiste", "de"),
        ("2 drops per liter of water", "2 Tropfen je Liter Wasser", "de"),
        ("5 kg per pallet, 3 l of it", "5 kg par palette, 3 l de l’eau", "fr"),
    ],
)
def test_what_words_say_something_is_measured_by_may_be_said_otherwise(
    source: str, translation: str, locale: str
) -> None:
    assert faults(source, translation, locale) == []


@pytest.mark.parametrize(
    ("locale", "right", "wrong"),
    [
        ("de", "3-mal täglich für 10 Tage", "3-mal täglich für 10 Wochen"),
        ("fr", "3 fois par jour pendant 10 jours", "3 fois par jour pendant 10 semaines"),
        ("es", "3 veces al día durante 10 días", "3 veces al día durante 10 semanas"),
        ("it", "3 volte al giorno per 10 giorni", "3 volte al giorno per 10 settimane"),
        ("pt", "3 vezes ao dia durante 10 dias", "3 vezes ao dia durante 10 semanas"),
        ("nl", "3 keer per dag gedurende 10 dagen", "3 keer per dag gedurende 10 weken"),
        ("pl", "3 razy dziennie przez 10 dni", "3 razy dziennie przez 10 tygodni"),
        ("ru", "3 раза в день в течение 10 дней", "3 раза в день в течение 10 недель"),
        ("tr", "10 gün boyunca günde 3 kez", "10 hafta boyunca günde 3 kez"),
        ("ar", "3 مرات يوميًا لمدة 10 أيام", "3 مرات يوميًا لمدة 10 أسابيع"),
        ("fa", "۳ بار در روز به مدت ۱۰ روز", "۳ بار در روز به مدت ۱۰ هفته"),
        ("hi", "10 दिनों तक दिन में 3 बार", "10 सप्ताह तक दिन में 3 बार"),
        ("ja", "1日3回、10日間", "1日3回、10週間"),
        ("ko", "하루 3회 10일 동안", "하루 3회 10주 동안"),
        ("zh_Hans_CN", "每日3次，连续10天", "每日3次，连续10周"),
    ],
)
def test_how_long_is_compared_where_how_often_has_the_same_unit(locale: str, right: str, wrong: str) -> None:
    source = "3 times a day for 10 days"
    assert faults(source, right, locale) == []
    assert "units" in faults(source, wrong, locale)


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("Open 24 hours a day, 7 days a week", "Ouvert 24 heures sur 24, 7 jours sur 7", "fr"),
        ("Open 5 days a week, 8 hours a day", "週5日、1日8時間開いています", "ja"),
        ("A 40-hour work week over 3 months", "Рабочая неделя 40 часов в течение 3 месяцев", "ru"),
        ("On day 10 of week 2", "An Tag 10 der Woche 2", "de"),
        ("Week 2, day 10", "第2週10日目", "ja"),
        ("Day 10, 3 hours later", "اليوم 10، بعد 3 ساعات", "ar"),
        ("Every 2 hours for the first 3 days", "در ۳ روز اول هر ۲ ساعت", "fa"),
        ("Rest for 15 minutes every 2 hours each day", "Cada día descanse 15 minutos cada 2 horas", "es"),
    ],
)
def test_of_several_units_of_time_each_number_has_its_own(source: str, translation: str, locale: str) -> None:
    assert faults(source, translation, locale) == []


def test_a_preposition_is_no_year() -> None:
    source, right = "Give 0.5 ml to children under 12 years", "Dé 0,5 ml a niños menores de 12 años"
    assert faults(source, right, "es") == []
    assert "units" in faults(source, right.replace("años", "meses"), "es")


@pytest.mark.parametrize(
    ("source", "right", "wrong", "locale"),
    [
        ("3 millilitres", "3 Milliliter", "3 Liter", "de"),
        ("2 litres", "2 л", "2 мл", "ru"),
        ("4 milligrammes", "4 mg", "4 g", "fr"),
        ("5 kilometres", "5キロメートル", "5メートル", "ja"),
        ("two millilitres", "zwei Milliliter", "zwei Liter", "de"),
        ("five milligrams", "fünf Milligramm", "fünf Gramm", "de"),
        ("5 ng", "5 нг", "5 мг", "ru"),
        ("5 ng/ml", "5 ng/ml", "5 mg/ml", "es"),
        ("4 nmol/l", "4 нмоль/л", "4 ммоль/л", "ru"),
        ("5 mmol", "5 mmol", "5 mmol/l", "de"),
        ("12 kPa", "12 кПа", "12 мм рт. ст.", "ru"),
        ("100 kJ", "100 kJ", "100 kcal", "de"),
        ("20 lb", "20 Pfund", "20 kg", "de"),
        ("20 pounds", "20 livres", "20 kilogrammes", "fr"),
        ("It costs 20 pounds.", "يكلف 20 جنيهًا.", "يكلف 20 كغ.", "ar"),
        ("6 feet", "6 stóp", "6 metrów", "pl"),
        ("2 feet hurt", "болят 2 стопы", "болят 2 метра", "ru"),
        ("10 miles", "10 миль", "10 км", "ru"),
        ("3 inches", "3インチ", "3センチメートル", "ja"),
        ("2 gallons", "2 Gallonen", "2 Liter", "de"),
        ("5 oz", "5 onces", "5 ml", "fr"),
        ("5 mg/kg", "5 mg pro Kilogramm Körpergewicht", "5 mg", "de"),
        ("5 mg/kg", "体重1kgあたり5mg", "5mg", "ja"),
        ("5 mg", "5 mg", "5 mg/kg", "de"),
    ],
)
def test_a_unit_in_any_spelling_is_compared(source: str, right: str, wrong: str, locale: str) -> None:
    assert "units" not in faults(source, right, locale)
    assert "units" in faults(source, wrong, locale)


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [("at 5 in the morning", "um 5 in der Früh", "de"), ("1 in 2", "1 в 2", "ru"), ("5 kilos", "5 Kilo", "de")],
)
def test_a_word_that_some_unit_is_called_is_none(source: str, translation: str, locale: str) -> None:
    assert faults(source, translation, locale) == []


def test_a_milligram_mentions_no_gram() -> None:
    assert not Forms.of("de").mentions("fünf Milligramm", "mass-gram")
    assert Forms.of("de").mentions("fünf Gramm, also viele Milligramm", "mass-gram")


def test_a_decade_is_no_number_of_seconds() -> None:
    assert Forms.of("en").beside("the 1960s", 4, 8) is None


def test_what_a_locale_groups_and_divides_by() -> None:
    assert [(Forms.of(locale).decimal, Forms.of(locale).group) for locale in ("en", "de")] == [(".", ","), (",", ".")]
    assert Forms.of("de").groups_by_space


def test_a_unit_is_shown_by_its_symbol_or_its_name() -> None:
    assert [shown_unit(unit) for unit in ("mass-milligram", "duration-day", "USD")] == ["mg", "day", "USD"]


@pytest.mark.parametrize("locale", ["de", "tr", "az", "el", "lt", "fr", "ru", "ar"])
def test_each_form_is_known_in_capitals_and_in_other_forms_of_its_letters(locale: str) -> None:
    others = str.maketrans("siσμ", "ſıςµ")
    units, scales = Forms.of(locale), Scales.of(locale)
    for form, unit in units.units.items():
        for written in (form.upper(), form.title(), form.translate(others)):
            found = units.beside(f"5 {written}", 0, 1)
            assert found is not None or len(written) != len(form) or written == "M", written
            assert len(form) < 3 or found == unit or len(written) != len(form), written
    for word in scales.factors:
        for written in (word.upper(), word.translate(others)):
            assert scales.factor_behind(f"5 {written}", 1)[0] >= 1
    for name in {*get_month_names("wide", locale=locale).values(), *get_day_names("wide", locale=locale).values()}:
        for written in (name, name.upper(), name.translate(others)):
            assert len(named_days(f"x {written}", locale)) <= 1


@pytest.mark.parametrize(
    ("locale", "right", "wrong"),
    [
        ("ru", "ниже 140/90 мм рт.ст.", "ниже 140/90 мм"),
        ("ru", "ниже 140/90 мм.рт.ст.", "ниже 140/90 см рт.ст."),
        ("uk", "нижче 140/90 мм рт.ст.", "нижче 140/90 мм"),
        ("es", "menos de 140/90 mm de Hg", "menos de 140/90 mm"),
        ("fr", "moins de 140/90 mm de mercure", "moins de 140/90 mm"),
        ("it", "meno di 140/90 mm di mercurio", "meno di 140/90 mm"),
        ("pl", "poniżej 140/90 mm słupa rtęci", "poniżej 140/90 mm"),
        ("sv", "under 140/90 mm kvicksilver", "under 140/90 mm"),
        ("nl", "onder de 140/90 mm kwik", "onder de 140/90 mm"),
        ("de", "unter 140/90 mm Quecksilbersäule", "unter 140/90 Millimeter liegen"),
        ("th", "ต่ำกว่า 140/90 มม.ปรอท", "ต่ำกว่า 140/90 มม."),
        ("he", "מתחת ל־140/90 מ״מ כספית", "מתחת ל־140/90 ס״מ כספית"),
    ],
)
def test_millimetres_of_mercury_are_known_however_they_are_written(locale: str, right: str, wrong: str) -> None:
    source = "below 140/90 mmHg"
    assert "units" not in faults(source, right, locale)
    assert "units" in faults(source, wrong, locale)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("ko", "450달러입니다."),
        ("sv", "450 dollar."),
        ("da", "450 dollars."),
        ("fi", "450 dollaria."),
        ("tr", "450 dolardır."),
        ("he", "450 דולר."),
        ("hu", "450 dollár."),
        ("vi", "450 đô la."),
        ("hi", "450 डॉलर।"),
        ("th", "450 ดอลลาร์"),
        ("hr", "450 dolara."),
    ],
)
def test_a_price_is_in_dollars_wherever_it_is_clear_which(locale: str, text: str) -> None:
    assert "units" not in faults("$450.", text, locale)
    assert "units" in faults("€450.", text, locale)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("it", "30 per cento"),
        ("ro", "30 la sută"),
        ("vi", "30 phần trăm"),
        ("ko", "30퍼센트"),
        ("th", "ร้อยละ 30"),
    ],
)
def test_percent_is_known_in_words(locale: str, text: str) -> None:
    assert faults("30 percent", text, locale) == []
