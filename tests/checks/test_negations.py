"""What a text denies, its translation denies, and nothing else."""

from __future__ import annotations

import pytest

from tests.checks.checked import rules
from tests.checks.test_facts import faults

#: A source that denies nothing, a right translation, and one that denies it.
DENIED = """
de|You may drive.|Sie dürfen fahren.|Sie dürfen nicht fahren.
de|Call 112|Rufen Sie 112 an|Rufen Sie nicht 112 an
de|Ask us if pregnant.|Fragen Sie uns, wenn Sie schwanger sind.|Fragen Sie uns, wenn Sie nicht schwanger sind.
de|breastfeeding mothers|stillende Mütter|nicht stillende Mütter
de|Crush the tablet.|Zerkleinern Sie die Tablette.|Zerkleinern Sie die Tablette nicht.
de|Take one tablet.|Nehmen Sie eine Tablette.|Nehmen Sie keine Tablette.
de|Take all tablets.|Nehmen Sie alle Tabletten.|Nehmen Sie keine Tabletten.
fr|You may drive.|Vous pouvez conduire.|Vous ne pouvez pas conduire.
fr|Take one tablet.|Prenez un comprimé.|Ne prenez aucun comprimé.
fr|One tablet|Un comprimé|Aucun comprimé
es|One tablet|Una tableta|Ninguna tableta
it|One tablet|Una compressa|Nessuna compressa
nl|One tablet|Eén tablet|Geen tablet
pl|One tablet|Jedna tabletka|Żadna tabletka
es|Call your doctor.|Llame a su médico.|No llame a su médico.
it|Call your doctor.|Chiami il medico.|Non chiami il medico.
pt|Call your doctor.|Ligue para o seu médico.|Não ligue para o seu médico.
nl|Call your doctor.|Bel uw arts.|Bel uw arts niet.
sv|Call your doctor.|Ring din läkare.|Ring inte din läkare.
pl|Call your doctor.|Zadzwoń do lekarza.|Nie dzwoń do lekarza.
ru|Call your doctor.|Позвоните врачу.|Не звоните врачу.
uk|Call your doctor.|Зателефонуйте лікарю.|Не телефонуйте лікарю.
cs|You may drive.|Můžete řídit.|Nesmíte řídit.
tr|You may drive.|Araba kullanabilirsiniz.|Araba kullanmak sizin için uygun değil.
ja|You may drive.|運転できます。|運転できません。
ko|You may drive.|운전할 수 있습니다.|운전할 수 없습니다.
zh_Hans|You may drive.|您可以开车。|您不可以开车。
ar|You may drive.|يمكنك القيادة.|لا يمكنك القيادة.
ar|This year|هذه السنة|ليس هذه السنة
fa|You may drive.|شما می‌توانید رانندگی کنید.|شما نباید رانندگی کنید.
he|You may drive.|מותר לנהוג.|לא מותר לנהוג.
vi|You may drive.|Bạn có thể lái xe.|Bạn không thể lái xe.
id|You may drive.|Anda boleh mengemudi.|Anda tidak boleh mengemudi.
fi|You may drive.|Voit ajaa autoa.|Et voi ajaa, ei saa.
da|Call your doctor.|Ring til din læge.|Ring ikke til din læge.
hu|Call your doctor.|Hívja az orvosát.|Ne hívja az orvosát, nem kell.
ro|Call your doctor.|Sunați medicul.|Nu sunați medicul.
el|Call your doctor.|Καλέστε τον γιατρό σας.|Μην καλέσετε τον γιατρό σας.
hi|Call your doctor.|अपने डॉक्टर को फ़ोन करें।|अपने डॉक्टर को फ़ोन न करें।
"""
#: What languages deny where English does not.
HABITS = """
de|Keep it dry.|Nicht nass werden lassen.
de|Do you smoke?|Rauchen Sie nicht?
de|Free of charge|Kostet nichts, keine Gebühren
de|For adults only|Nicht für Kinder
de|Wait until it dries.|Warten Sie, bis es nicht mehr nass ist.
de|Text `STOP` to end messages.|Senden Sie `STOP`, um keine Nachrichten mehr zu erhalten.
fr|It can only be taken with water.|Il ne peut être pris qu'avec de l'eau.
ru|At least 5 hours|Не менее 5 часов
ru|Up to 5 mg|Не более 5 мг
ja|It may help.|効くかもしれません。
ja|You may eat.|食べても構いません。
ar|Possible, above all in adults|ممكن، ولا سيما لدى البالغين
he|Send me a code.|שלחו לי קוד.
he|A new check-in list|רשימת צ'ק-אין חדשה
ar|It is still open.|لا يزال مفتوحا.
de|It is wrong.|Das ist nicht richtig.
de|Invalid|Nicht gültig
bn|Two lungs|দুটি ফুসফুস নয়
"""


@pytest.mark.parametrize("row", DENIED.strip().splitlines())
def test_a_translation_denies_nothing_that_its_source_says(row: str) -> None:
    locale, source, right, wrong = row.split("|")
    assert faults(source, right, locale) == []
    assert "negation" in faults(source, wrong, locale)


@pytest.mark.parametrize("row", HABITS.strip().splitlines())
def test_where_languages_deny_otherwise_nobody_is_accused(row: str) -> None:
    locale, source, translation = row.split("|")
    assert "negation" not in faults(source, translation, locale)


@pytest.mark.parametrize(("locale", "translation"), [("ar", "قد يضرك هذه السنة"), ("ja", "害になるかもしれません。")])
def test_a_word_that_denies_nothing_is_no_denial(locale: str, translation: str) -> None:
    assert "negation" in rules("It will not harm you.", translation, locale)


@pytest.mark.parametrize(
    ("locale", "source", "translation", "right"),
    [
        ("de", "There are no rooms.", "Es gibt Zimmer.", "Es gibt keine Zimmer."),
        ("nl", "There are no rooms.", "Er zijn kamers.", "Er zijn geen kamers."),
        ("ar", "No rooms were found here.", "وجدت غرف هنا.", "لم توجد غرف هنا."),
        ("he", "No rooms right now.", "חדרים כעת.", "אין חדרים כעת."),
        ("sk", "Rooms are not available.", "Izby sú k dispozícii.", "Izby nie sú k dispozícii."),
        ("ca", "Do not come to the house.", "Vine a la casa.", "No vinguis a la casa."),
        ("nb", "Do not come to the house.", "Kom til huset.", "Ikke kom til huset."),
        ("sr_Latn", "Do not come to the house.", "Dođite u kuću.", "Ne dolazite u kuću."),
        ("sr", "Do not come to the house.", "Дођите у кућу.", "Не долазите у кућу."),
        ("pt", "Come without a dog.", "Venha com um cão.", "Venha sem cão."),
        ("fi", "Come without a dog.", "Tule koiran kanssa.", "Tule ilman koiraa."),
        # Another sentence of it denies something, too.
        (
            "de",
            "Do not come by car. The house is not far away.",
            "Kommen Sie mit dem Auto. Das Haus ist nicht weit entfernt.",
            "Kommen Sie nicht mit dem Auto. Das Haus ist nicht weit entfernt.",
        ),
        # A question asks, and "with or without" leaves it open.
        ("cs", "I have no cat. Why don't you get one?", "Je.", "Nemám kočku. Co kdybyste si ji pořídili?"),
        ("cs", "Whether you come with or without a cat", "Je.", "Jestli přijdete s kočkou"),
        # What has no charge is free, and sentences may change places.
        ("cs", "There is no charge.", "Je.", "Je to zdarma."),
        (
            "de",
            "Come by train. Do not come by car.",
            "Kommen Sie mit dem Zug. Kommen Sie mit dem Auto.",
            "Kommen Sie nicht mit dem Auto. Kommen Sie mit dem Zug.",
        ),
    ],
)
def test_a_denial_that_was_lost_is_found_wherever_it_stands(
    locale: str, source: str, translation: str, right: str
) -> None:
    assert "negation" not in rules(source, right, locale)
    assert locale == "cs" or {"negation", "opposites"} & {*rules(source, translation, locale)}
