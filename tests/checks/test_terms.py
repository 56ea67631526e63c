"""What an instruction says beside its numbers: how often, when, on which side, how much at most."""

from __future__ import annotations

import pytest

from tests.checks.test_facts import faults

#: For each language: an instruction, and words for the two in the brackets, of which one may not stand for the other.
WRONG = {
    "de": """
        Take it every other day. = Nehmen Sie es jeden zweiten Tag. / Nehmen Sie es jeden Tag.
        Take two tablets every day. = Nehmen Sie täglich zwei Tabletten. / Nehmen Sie jeden zweiten Tag zwei Tabletten.
        Take it every two days. = Nehmen Sie es alle 2 Tage. / Nehmen Sie es täglich.
        Twice a day. = Zweimal am Tag. / Dreimal am Tag.
        Once a week. = Einmal in der Woche. / Einmal am Tag.
        Every eight hours. = Alle acht Stunden. / Alle acht Tage.
        At least 5 hours. = Mindestens 5 Stunden. / Höchstens 5 Stunden.
        More than 5 days. = Mehr als 5 Tage. / Weniger als 5 Tage.
        Up to 5 mg. = Bis zu 5 mg. / Ab 5 mg.
        No more than 5 mg. = Nicht mehr als 5 mg. / Mindestens 5 mg.
        Before meals. = Vor dem Essen. / Nach dem Essen.
        In the left arm. = In den linken Arm. / In den rechten Arm.
        In the morning. = Am Morgen. / Am Abend.
        Take it daily. = Nehmen Sie es täglich. / Nehmen Sie es wöchentlich.
        Increase the dose. = Erhöhen Sie die Dosis. / Verringern Sie die Dosis.
        On an empty stomach. = Auf leeren Magen. / Mit einer Mahlzeit.
        For adults. = Für Erwachsene. / Für Kinder.
        In May. = Im Mai. / Im Juni.
        On Monday. = Am Montag. / Am Dienstag.
        A few hours later. = Ein paar Stunden später. / Ein paar Tage später.
        """,
    "fr": """
        Take it every other day. = Prenez-le un jour sur deux. / Prenez-le tous les jours.
        Twice a day. = Deux fois par jour. / Trois fois par jour.
        Once a week. = Une fois par semaine. / Une fois par jour.
        Every eight hours. = Toutes les huit heures. / Tous les huit jours.
        At least 5 hours. = Au moins 5 heures. / Au plus 5 heures.
        More than 5 days. = Plus de 5 jours. / Moins de 5 jours.
        Before meals. = Avant les repas. / Après les repas.
        In the left arm. = Dans le bras gauche. / Dans le bras droit.
        In the morning. = Le matin. / Le soir.
        Reduce the dose. = Réduisez la dose. / Augmentez la dose.
        In May. = En mai. / En juin.
        On Monday. = Lundi. / Mardi.
        """,
    "es": """
        Take it every other day. = Tómelo un día sí y otro no. / Tómelo todos los días.
        Twice a day. = Dos veces al día. / Tres veces al día.
        Once a week. = Una vez a la semana. / Una vez al día.
        At most 5 hours. = Como máximo 5 horas. / Al menos 5 horas.
        After meals. = Después de comer. / Antes de comer.
        In the right arm. = En el brazo derecho. / En el brazo izquierdo.
        In the evening. = Por la noche. / Por la mañana.
        Increase the dose. = Aumente la dosis. / Reduzca la dosis.
        On Monday in May. = El lunes de mayo. / El martes de mayo.
        """,
    "it": """
        Take it every other day. = Lo prenda a giorni alterni. / Lo prenda ogni giorno.
        Twice a day. = Due volte al giorno. / Tre volte al giorno.
        Once a week. = Una volta alla settimana. / Una volta al giorno.
        At least 5 hours. = Almeno 5 ore. / Al massimo 5 ore.
        Before meals. = Prima dei pasti. / Dopo i pasti.
        In the left arm. = Nel braccio sinistro. / Nel braccio destro.
        In the morning. = Al mattino. / La sera.
        """,
    "pt_BR": """
        Take it every other day. = Tome em dias alternados. / Tome todos os dias.
        Twice a day. = Duas vezes ao dia. / Três vezes ao dia.
        Once a week. = Uma vez por semana. / Uma vez por dia.
        At least 5 hours. = Pelo menos 5 horas. / No máximo 5 horas.
        Before meals. = Antes das refeições. / Após as refeições.
        In the left arm. = No braço esquerdo. / No braço direito.
        In the morning. = De manhã. / À noite.
        """,
    "nl": """
        Take it every other day. = Neem het om de dag. / Neem het elke dag.
        Twice a day. = Tweemaal per dag. / Driemaal per dag.
        Once a week. = Eenmaal per week. / Eenmaal per dag.
        At least 5 hours. = Minstens 5 uur. / Hoogstens 5 uur.
        After the meal. = Na de maaltijd. / Voor de maaltijd.
        In the left arm. = In de linkerarm. / In de rechterarm.
        """,
    "sv": """
        Take it every other day. = Ta det varannan dag. / Ta det varje dag.
        Twice a day. = Två gånger per dag. / Tre gånger per dag.
        Once a week. = En gång i veckan. / En gång om dagen.
        More than 5 hours. = Mer än 5 timmar. / Mindre än 5 timmar.
        In the left arm. = I vänster arm. / I höger arm.
        In the morning. = På morgonen. / På kvällen.
        """,
    "pl": """
        Take it every other day. = Przyjmuj co drugi dzień. / Przyjmuj codziennie.
        Twice a day. = Dwa razy dziennie. / Trzy razy dziennie.
        Once a week. = Raz na tydzień. / Raz na dobę.
        At least 5 hours. = Co najmniej 5 godzin. / Co najwyżej 5 godzin.
        Before meals. = Przed posiłkami. / Po posiłkach.
        In the left arm. = W lewe ramię, z lewej strony. / Z prawej strony, w ramię.
        In the evening. = Wieczorem. / Rano.
        """,
    "ru": """
        Take it every other day. = Принимайте через день. / Принимайте каждый день.
        Twice a day. = Два раза в день. / Три раза в день.
        Once a week. = Раз в неделю. / Раз в сутки.
        At least 5 hours. = Не менее 5 часов. / Не более 5 часов.
        Before meals. = Перед едой. / После еды.
        In the left arm. = В левую руку. / В правую руку.
        In the evening. = Вечером. / Утром.
        Reduce the dose. = Уменьшите дозу. / Увеличьте дозу.
        """,
    "tr": """
        Take it every other day. = Gün aşırı alın. / Her gün alın.
        Twice a day. = Günde iki kez. / Günde üç kez.
        At least 5 hours. = En az 5 saat. / En fazla 5 saat.
        Before meals. = Yemeklerden önce. / Yemeklerden sonra.
        In the left arm. = Sol kola. / Sağ kola.
        In the morning. = Sabahları. / Akşamları.
        """,
    "ja": """
        Take it every other day. = 1日おきに服用してください。 / 毎日服用してください。
        Take it every two days. = 隔日に服用してください。 / 毎日服用してください。
        Twice a day. = 1日2回。 / 1日3回。
        Once a week. = 週に1回。 / 毎日1回。
        Every eight hours. = 八時間おきに。 / 八日おきに。
        At least 5 hours. = 少なくとも5時間。 / 5時間以下。
        Before meals. = 食前に。 / 食後に。
        In the left arm. = 左腕に。 / 右腕に。
        In the morning. = 朝に。 / 夜に。
        In May. = 5月に。 / 6月に。
        On Monday. = 月曜日に。 / 火曜日に。
        """,
    "zh_Hans": """
        Take it every other day. = 隔天服用。 / 每天服用。
        Twice a day. = 每天两次。 / 每天三次。
        Once a week. = 每周一次。 / 每天一次。
        Every eight hours. = 每八小时。 / 每八天。
        At least 5 hours. = 至少5小时。 / 至多5小时。
        Before meals. = 饭前。 / 饭后。
        In the left arm. = 在左臂。 / 在右臂。
        In the morning. = 早上。 / 晚上。
        In May. = 在五月。 / 在六月。
        On Monday. = 在星期一。 / 在周二。
        """,
    "ar": """
        Take it every other day. = تناوله يوما بعد يوم. / تناوله كل يوم.
        Twice a day. = مرتين في اليوم. / ثلاث مرات في اليوم.
        Once a week. = مرة واحدة في الأسبوع. / مرة واحدة في اليوم.
        At least 5 hours. = 5 ساعات على الأقل. / 5 ساعات على الأكثر.
        Before meals. = قبل الوجبات. / بعد الوجبات.
        In the left arm. = في الذراع اليسرى. / في الذراع اليمنى.
        In the morning. = في الصباح. / في المساء.
        On Monday. = يوم الاثنين. / يوم الثلاثاء.
        """,
}
#: Names of days are CLDR's, and so are units of time, for languages that have no lexicon.
WRONG_BY_CLDR = {
    "cs": "In May. = V květnu, květen. / Červen.",
    "da": "On Monday. = På mandag. / På tirsdag.",
    "fi": "A few hours. = Muutama tunti. / Muutama viikko.",
    "ko": "On Monday. = 월요일에. / 화요일에.",
    "el": "On Monday. = Τη Δευτέρα. / Την Τρίτη.",
    "hi": "On Monday. = सोमवार को। / मंगलवार को।",
}


def _cases() -> list[tuple[str, str, str, str]]:
    return [
        (locale, *(part.strip() for part in (source, *translations.split(" / "))))
        for locale, lines in (*WRONG.items(), *WRONG_BY_CLDR.items())
        for source, translations in (line.split(" = ") for line in lines.strip().splitlines())
    ]


@pytest.mark.parametrize(("locale", "source", "right", "wrong"), _cases())
def test_another_word_that_decides_is_a_fault(locale: str, source: str, right: str, wrong: str) -> None:
    assert faults(source, right, locale) == []
    assert faults(source, wrong, locale) != []
