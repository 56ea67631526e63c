"""Fractions and powers."""

from __future__ import annotations

import pytest

from pipeline.checks.fractions import fraction_faults
from tests.checks.checked import pair_of
from tests.checks.test_facts import faults


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("½ tablet", "¼ Tablette"),
        ("1½ tablets", "1¼ Tabletten"),
        ("1½ tablets", "2½ Tabletten"),
        ("1/2 tablet", "¼ Tablette"),
        ("10² cells", "10³ Zellen"),
        ("5 mg", "5⁰ mg"),
        ("10² cells", "10 Zellen"),
        ("9 mg", "9½ mg"),
        ("½ tablet", "eine Tablette"),
        ("a tablet", "½ Tablette"),
    ],
)
def test_another_fraction_or_power_is_found(source: str, translation: str) -> None:
    assert [fault.rule for fault in fraction_faults(pair_of(source, translation), source, translation)] == ["numbers"]


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("½ tablet", "½ Tablette"),
        ("½ tablet", "1/2 Tablette"),
        ("½ tablet", "eine halbe Tablette"),
        ("1½ and ¾", "¾ und 1 ½"),
        ("1.5 hours", "1½ Stunden"),
        ("a half", "½"),
        ("a quarter", "¼"),
        ("50 %", "½"),
        ("10² cells", "10² Zellen"),
        ("5 m²", "5 m²"),
        ("on 1/2/2026, half a day", "am 1.2.2026, ½ Tag"),
        ("24/7", "rund um die Uhr"),
    ],
)
def test_the_same_or_one_in_words_is_not(source: str, translation: str) -> None:
    assert list(fraction_faults(pair_of(source, translation), source, translation)) == []


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("½ tablet", "eine Tablette", "de"),
        ("one and a half tablets", "eine halbe Tablette", "de"),
        ("one tablet", "anderthalb Tabletten", "de"),
        ("one tablet", "un comprimé et demi", "fr"),
        ("half a tablet", "un comprimé et demi", "fr"),
        ("one and a half tablets", "un comprimé", "fr"),
        ("two and a half tablets", "zwei Tabletten", "de"),
        ("a quarter tablet", "eine Tablette", "de"),
        ("a quarter of a tablet", "eine halbe Tablette", "de"),
        ("one third", "zwei Drittel", "de"),
        ("three quarters of a tablet", "ein Viertel einer Tablette", "de"),
        ("an hour and a half", "eine halbe Stunde", "de"),
        ("an hour and a half", "une heure", "fr"),
        ("one tablet", "полторы таблетки", "ru"),
        ("1½ tablets", "ढाई गोलियाँ", "hi"),
        ("½ a tablet", "eine Tablette", "de"),
        ("Take ½ tablet twice", "¼ Tablette zweimal", "de"),
        ("Take ½ tablet", "Πάρτε ¼ δισκίο", "el"),
        ("1½ tablets in the morning, ½ in the evening", "morgens 1½ Tabletten, abends ¼", "de"),
        ("½ a tablet", "2 Tabletten", "de"),
        ("¼ tablet", "سه ربع قرص", "fa"),
        ("2½ tablets per dose", "2 comprimés par dose", "fr"),
        ("2½ tablets per dose", "1 comprimé et demi par dose", "fr"),
    ],
)
def test_another_part_in_words_is_a_fault(source: str, translation: str, locale: str) -> None:
    assert "numbers" in faults(source, translation, locale)


@pytest.mark.parametrize(
    ("source", "translations"),
    [
        ("half a tablet", "de:eine halbe Tablette"),
        (
            "one and a half tablets",
            "de:anderthalb Tabletten|de:eineinhalb Tabletten|de:1,5 Tabletten|de:1½ Tabletten|fr:un comprimé et demi"
            "|es:una tableta y media|it:una compressa e mezza|pt:um comprimido e meio|nl:anderhalve tablet"
            "|pl:półtorej tabletki|ru:полторы таблетки|tr:bir buçuk tablet|ar:قرص ونصف|ja:1錠半|zh:一片半",
        ),
        (
            "an hour and a half",
            "de:eine und eine halbe Stunde|fr:une heure et demie|es:hora y media|it:un'ora e mezza|zh:一个半小时"
            "|ja:1時間半|ru:полтора часа",
        ),
        ("two and a half hours", "de:zweieinhalb Stunden|fr:deux heures et demie"),
        ("a quarter of a tablet", "de:ein Viertel einer Tablette|de:eine viertel Tablette|de:¼ Tablette"),
        ("three quarters of a tablet", "de:eine Dreivierteltablette"),
        ("a quarter of an hour", "de:eine Viertelstunde"),
        ("a third tablet", "de:eine dritte Tablette"),
        ("1½ tablets", "de:anderthalb Tabletten|de:1,5 Tabletten"),
        ("one tablet and half a capsule", "de:eine Tablette und eine halbe Kapsel"),
        (
            "Take 1½ tablets",
            "hi:डेढ़ गोली लें|fa:یک و نیم قرص بخورید|fa:یک قرص و نیم بخورید|ar:تناول قرصًا ونصف القرص",
        ),
        ("Take 2½ tablets", "hi:ढाई गोलियाँ लें|hi:अढ़ाई गोलियाँ लें|fa:دو و نیم قرص بخورید"),
        ("The infusion takes 1½ hours", "hi:इन्फ्यूजन में डेढ़ घंटा लगता है|fa:تزریق یک ساعت و نیم طول می‌کشد"),
        ("Take ¾ of a tablet", "hi:पौन गोली लें|hi:तीन चौथाई गोली लें|fa:سه ربع قرص بخورید|fa:سه‌چهارم قرص بخورید"),
        ("Take ¼ tablet", "hi:चौथाई गोली लें|fa:ربع قرص بخورید"),
        (
            "Take ½ a tablet",
            "de:Nehmen Sie eine halbe Tablette|fr:Prenez un demi-comprimé|pt:Tome meio comprimido|zh:服用半片"
            "|ja:半錠を服用します|ru:Принимайте полтаблетки|hi:आधी गोली लें|fa:نصف قرص بخورید",
        ),
        (
            "Take 1½ tablets in the morning and ½ tablet in the evening",
            "de:Nehmen Sie morgens 1½ Tabletten und abends eine halbe Tablette"
            "|de:Nehmen Sie morgens 1,5 Tabletten und abends ½ Tablette"
            "|ru:Принимайте полторы таблетки утром и ½ таблетки вечером",
        ),
        ("Take ½ of a tablet", "de:Nehmen Sie eine halbe Tablette"),
        (
            "Take 2½ tablets per dose",
            "fr:Prenez 2 comprimés et demi par prise|pt:Tome 2 comprimidos e meio por dose"
            "|fr:Prenez 2 comprimés et demi par dose|es:Tome 2 comprimidos y medio por dosis"
            "|it:Prenda 2 compresse e mezza per dose",
        ),
    ],
)
def test_the_same_part_in_each_languages_words_is_none(source: str, translations: str) -> None:
    for one in translations.split("|"):
        locale, _, translation = one.partition(":")
        assert faults(source, translation, locale) == [], one


def test_where_no_words_for_a_half_are_known_it_is_no_number_in_digits() -> None:
    assert faults("Take ½ tablet.", "Πάρτε 5 δισκία.", "el") == ["numbers"]
    for half in ("μισό", "0,5", "1/2"):
        assert faults("Take ½ tablet.", f"Πάρτε {half} δισκίο.", "el") == []


def test_of_a_half_in_persian_the_words_are_known() -> None:
    assert "numbers" in faults("Take ½ tablet.", "۲ قرص بخورید.", "fa")
    for half in ("نصف", "نیم", "۰٫۵", "۱/۲"):
        assert faults("Take ½ tablet.", f"{half} قرص بخورید.", "fa") == []
