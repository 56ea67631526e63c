"""One of something, or a half, is not several of it, and several are not one."""

from __future__ import annotations

import pytest

from pipeline.checks.counts import counts
from pipeline.checks.facts import fact_faults
from tests.checks.checked import pair_of

#: A source, its locale's right translation, and wrong ones.
CASES = """
de|Take one tablet.|Nehmen Sie eine Tablette.|Nehmen Sie drei Tabletten.|Nehmen Sie 2 Tabletten.
de|Take a tablet.|Nehmen Sie eine Tablette.|Nehmen Sie zwei Tabletten.
de|Take two tablets.|Nehmen Sie zwei Tabletten.|Nehmen Sie eine Tablette.|Nehmen Sie 1 Tablette.
de|Take 2 tablets.|Nehmen Sie zwei Tabletten.|Nehmen Sie eine Tablette.
de|Take one tablet with a glass of water.|Eine Tablette mit einem Glas Wasser.|Zwei Tabletten mit einem Glas Wasser.
de|Take one tablet twice a day.|Zweimal am Tag eine Tablette.|Zweimal am Tag vier Tabletten.
de|Take one small white tablet.|Nehmen Sie eine kleine weiße Tablette.|Nehmen Sie zwei kleine weiße Tabletten.
de|Take one 500 mg tablet.|Nehmen Sie eine Tablette zu 500 mg.|Nehmen Sie zwei 500-mg-Tabletten.
de|Take one to two tablets.|Nehmen Sie ein bis zwei Tabletten.|Nehmen Sie drei Tabletten.
de|Take one (1) tablet.|Nehmen Sie eine (1) Tablette.|Nehmen Sie zwei (2) Tabletten.
de|One tablet and two capsules.|Eine Tablette und zwei Kapseln.|Zwei Tabletten und eine Kapsel.
de|Wait one hour.|Warten Sie eine Stunde.|Warten Sie drei Stunden.|Warten Sie 2 Stunden.
de|Wait two weeks.|Warten Sie zwei Wochen.|Warten Sie eine Woche.
de|Drink one liter.|Trinken Sie einen Liter.|Trinken Sie zwei Liter.
fa|Take half a tablet.|نیم قرص بخورید.|یک قرص بخورید.
fa|Take one tablet.|یک قرص بخورید.|نیم قرص بخورید.
fa|Take one and a half tablets.|یک قرص و نیم بخورید.|یک قرص بخورید.
fa|Take 1.5 tablets.|یک و نیم قرص بخورید.|یک قرص بخورید.
fa|Wait half an hour.|نیم ساعت صبر کنید.|یک ساعت صبر کنید.
hi|Take half a tablet.|आधी गोली लें।|एक गोली लें।
hi|Take one tablet.|एक गोली लें।|आधी गोली लें।|डेढ़ गोली लें।
hi|Take two tablets.|दो गोलियाँ लें।|ढाई गोलियाँ लें।|डेढ़ गोलियाँ लें।
hi|Take 1.5 tablets.|डेढ़ गोली लें।|ढाई गोली लें।
hi|Take 2.5 tablets.|ढाई गोलियाँ लें।|डेढ़ गोली लें।
hi|Wait 3.5 hours.|साढ़े तीन घंटे प्रतीक्षा करें।|तीन घंटे प्रतीक्षा करें।
fr|Take one tablet.|Prenez un comprimé.|Prenez deux comprimés.|Prenez 3 comprimés.
fr|Take two tablets.|Prenez deux comprimés.|Prenez un comprimé.|Prenez 1 comprimé.
es|Take one capsule.|Tome una cápsula.|Tome dos cápsulas.|Tome 2 cápsulas.
es|Take three capsules.|Tome tres cápsulas.|Tome una cápsula.
it|Take one tablet.|Prenda una compressa.|Prenda due compresse.
it|Give two injections.|Fare due iniezioni.|Fare un'iniezione.
pt_BR|Take one tablet.|Tome um comprimido.|Tome dois comprimidos.
pt_BR|Take two tablets.|Tome dois comprimidos.|Tome um comprimido.
nl|Take one tablet.|Neem één tablet.|Neem twee tabletten.
nl|Take two drops.|Neem twee druppels.|Neem een druppel.
sv|Take one tablet.|Ta en tablett.|Ta två tabletter.
sv|Take two tablets.|Ta två tabletter.|Ta en tablett.
pl|Take one tablet.|Weź jedną tabletkę.|Weź dwie tabletki.|Weź 2 tabletki.
pl|Take two tablets.|Weź dwie tabletki.|Weź jedną tabletkę.
ru|Take one tablet.|Примите одну таблетку.|Примите две таблетки.|Примите три таблетки.
ru|Take two tablets.|Примите две таблетки.|Примите одну таблетку.
tr|Take one tablet.|Bir tablet alın.|İki tablet alın.|3 tablet alın.
tr|Take two tablets.|İki tablet alın.|Bir tablet alın.
ja|Take one tablet.|1錠服用してください。|2錠服用してください。|三錠服用してください。
ja|Take two tablets.|2錠服用してください。|1錠服用してください。
ja|Take one capsule.|カプセルを1つ服用してください。|カプセルを2つ服用してください。
zh_Hans|Take one tablet.|服用一片。|服用两片。|服用2片药片。
zh_Hans|Take two tablets.|服用两片。|服用一片。
ar|Take one tablet.|تناول قرصا واحدا.|تناول قرصين.|تناول حبتين.|تناول ثلاثة أقراص.
ar|Take one tablet.|تناول قرصًا.|تناول 3 أقراص.
ar|Take two tablets.|تناول قرصين.|تناول قرصا واحدا.
de|One hour before, with two tablets|Eine Stunde vorher, mit zwei Tabletten|Zwei Stunden vorher, mit zwei Tabletten
de|Take one tablet.|Nehmen Sie eine Tablette.|Nehmen Sie eine halbe Tablette.
fr|Take half a tablet.|Prenez un demi-comprimé.|Prenez un comprimé.
fr|Take half a tablet.|Prenez la moitié d'un comprimé.|Prenez deux comprimés.
es|Take half a tablet.|Tome media tableta.|Tome una tableta.
it|Take half a tablet.|Prenda mezza compressa.|Prenda una compressa.
it|Take half a tablet.|Prenda metà di una compressa.|Prenda due compresse.
pt_BR|Take half a tablet.|Tome meio comprimido.|Tome um comprimido.
nl|Take half a tablet.|Neem een halve tablet.|Neem een tablet.
sv|Take half a tablet.|Ta en halv tablett.|Ta en tablett.
pl|Take half a tablet.|Weź pół tabletki.|Weź jedną tabletkę.
ru|Take half a tablet.|Примите половину таблетки.|Примите одну таблетку.
tr|Take half a tablet.|Yarım tablet alın.|Bir tablet alın.
ja|Take half a tablet.|半錠服用してください。|1錠服用してください。
zh_Hans|Take half a tablet.|服用半片。|服用一片。
ar|Take half a tablet.|تناول نصف قرص.|تناول قرصا واحدا.
de|Take half a tablet.|Nehmen Sie eine halbe Tablette.|Nehmen Sie eine Tablette.
de|Wait half an hour.|Warten Sie dreißig Minuten.|Warten Sie eine Stunde.|Warten Sie zwei Stunden.
de|Wait one hour.|Warten Sie eine Stunde.|Warten Sie eine halbe Stunde.
ru|Wait half an hour.|Подождите полчаса.|Подождите один час.
pl|Wait half an hour.|Poczekaj pół godziny.|Poczekaj jedną godzinę.
fr|Wait half an hour.|Attendez une demi-heure.|Attendez une heure.
es|Wait half an hour.|Espere media hora.|Espere una hora.
ja|Wait half an hour.|半時間待ってください。|1時間待ってください。
nl|Wait half an hour.|Wacht een half uur.|Wacht een uur.
zh_Hans|Wait half an hour.|等半小时。|等一小时。
zh_Hans|Wait half an hour.|等半个小时。|等两个小时。
en_GB|Take one tablet.|Take one pill.|Take two pills.
"""
ROWS = [row.split("|") for row in CASES.strip().splitlines()]
RIGHT = [(source, right, locale) for locale, source, right, *_ in ROWS]
WRONG = [(source, wrong, locale) for locale, source, _, *others in ROWS for wrong in others]


def said(source: str, translation: str, locale: str) -> list[tuple[str, bool]]:
    return [(fault.rule, fault.doubtful) for fault in fact_faults(pair_of(source, translation, locale))]


@pytest.mark.parametrize(("source", "translation", "locale"), WRONG)
def test_another_number_of_the_same_is_one_fault(source: str, translation: str, locale: str) -> None:
    assert [rule for rule, _ in said(source, translation, locale)] == ["numbers"]


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        *RIGHT,
        ("Take half a tablet.", "Nehmen Sie die Hälfte einer Tablette.", "de"),
        ("Take half a tablet.", "Nehmen Sie ½ Tablette.", "de"),
        ("Take half a tablet.", "Nehmen Sie eine ½ Tablette.", "de"),
        ("Take half a tablet.", "Nehmen Sie 1/2 Tablette.", "de"),
        ("Take half a tablet.", "Nehmen Sie 0,5 Tabletten.", "de"),
        ("Take one and a half tablets.", "Nehmen Sie eineinhalb Tabletten.", "de"),
        ("Take one and a half tablets.", "Prenez un comprimé et demi.", "fr"),
        ("Take one and a half tablets.", "Tome una tableta y media.", "es"),
        ("Take one and a half tablets.", "服用一片半。", "zh_Hans"),
        ("Take one and a half tablets.", "Weź półtorej tabletki.", "pl"),
        ("Take one and a half tablets.", "Примите полторы таблетки.", "ru"),
        ("Take one and a half tablets.", "Bir buçuk tablet alın.", "tr"),
        ("Take two and a half tablets.", "Nehmen Sie zweieinhalb Tabletten.", "de"),
        ("One half of the tablets.", "Die Hälfte der Tabletten.", "de"),
        ("One and a half hours.", "Anderthalb Stunden.", "de"),
        ("Once every two weeks.", "Einmal alle 14 Tage.", "de"),
        ("Every 14 days.", "Alle zwei Wochen.", "de"),
        ("Every two weeks.", "Co 14 dni.", "pl"),
        ("Take a couple of tablets.", "Nehmen Sie zwei Tabletten.", "de"),
        ("Take a second tablet.", "Nehmen Sie Tablette zwei.", "de"),
        ("Take one or two tablets.", "Nehmen Sie zwei Tabletten.", "de"),
        ("One of the two tablets.", "Eine der zwei Tabletten.", "de"),
        ("Every two days.", "Un jour sur deux.", "fr"),
        ("Every two days.", "1日おきに。", "ja"),
        ("One day we shall meet again.", "Irgendwann sehen wir uns wieder.", "de"),
        ("Wait one week.", "Attendez huit jours.", "fr"),
        ("Only one patch can be applied.", "只能应用一个补丁。", "zh_Hans"),
        ("Seven days a week.", "An jedem Tag der Woche.", "de"),
    ],
)
def test_one_otherwise_said_is_no_fault(source: str, translation: str, locale: str) -> None:
    assert said(source, translation, locale) == []


#: A source, and its locale's translations: right ones before the stroke, and behind it those that count something else.
THINGS = """
de|Take 100 IU.|Nehmen Sie 100 I.E.|Nehmen Sie 100 IE.||Nehmen Sie 100 mg.|Nehmen Sie 100 g.
de|10 units of insulin|10 Einheiten Insulin||10 ml Insulin
de|10 ml of insulin|10 ml Insulin||10 Einheiten Insulin
de|5 mEq|5 mval||5 mg
de|30 drops|30 Tropfen||30 ml
de|2 puffs|2 Hübe||2 Tabletten
de|2 tablespoons|2 Esslöffel|2 EL||2 Teelöffel
de|one teaspoon (5 ml)|ein Teelöffel (5 ml)||ein Esslöffel (5 ml)
de|6 cups|6 Tassen|6 Gläser||6 Esslöffel
de|two bottles|zwei Fläschchen||zwei Löffel
fr|2 tablespoons|2 cuillères à soupe|2 cuillères||2 cuillères à café
fr|100 IU|100 UI||100 mg
es|one teaspoon|una cucharadita|una cucharilla||una cucharada
it|two teaspoons|due cucchiaini||due cucchiai
pt_BR|two teaspoons|duas colheres de chá||duas colheres de sopa
nl|two teaspoons|twee theelepels||twee eetlepels
sv|two tablespoons|två matskedar||två teskedar
pl|two tablespoons|dwie łyżki||dwie łyżeczki
ru|two tablespoons|две столовые ложки||две чайные ложки
ru|100 IU|100 МЕ||100 мг
tr|two tablespoons|iki yemek kaşığı||iki çay kaşığı
ja|two tablespoons|大さじ2杯||小さじ2杯
ja|100 IU|100単位||100 mg
zh_Hans|two tablespoons|两汤匙||两茶匙
zh_Hans|100 IU|100国际单位||100 mg
ar|3 tablespoons|3 ملاعق كبيرة||3 ملاعق صغيرة
ar|100 IU|100 وحدة||100 ملغ
"""


@pytest.mark.parametrize("row", THINGS.strip().splitlines())
def test_as_many_of_something_else_are_a_fault(row: str) -> None:
    (locale, source, *right), wrong = (part.split("|") for part in row.split("||"))
    assert [said(source, one, locale) for one in right] == [[]] * len(right)
    assert [said(source, one, locale) for one in wrong] == [[("units", False)]] * len(wrong)


def test_a_number_counts_what_stands_behind_it() -> None:
    text = "Take one 500 mg tablet or 2-3 small drops, not tablets, with a glass"
    found = {what: [int(one.value) for one in own] for what, own in counts(text, "en").items()}
    assert found == {"mass-milligram": [500], "tablet": [1], "drop": [3, 2], "glass": [1]}


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("Take 5 mg each time.", "1回5 mgを飲みます。", "ja"),
        ("Take 5 mg per dose.", "1回あたり5 mgを飲みます。", "ja"),
        ("Take 5 mg each time.", "1次5 mg。", "zh_Hans"),
    ],
)
def test_so_much_a_time_is_no_range(source: str, translation: str, locale: str) -> None:
    assert not list(fact_faults(pair_of(source, translation, locale)))
