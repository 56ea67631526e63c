"""What an instruction says beside its numbers: how often, when, on which side, how much at most."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import pytest

from tests.cases import FOLDER
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
        Maximum: 4 tablets. = Maximal 4 Tabletten. / Minimum: 4 Tabletten.
        The maximum dose. = Die Höchstdosis. / Die Mindestdosis.
        Max. 4 tablets. = Max. 4 Tabletten. / Min. 4 Tabletten.
        Minimum 4 hours. = Mindestens 4 Stunden. / Maximal 4 Stunden.
        Double the dose. = Verdoppeln Sie die Dosis. / Halbieren Sie die Dosis.
        A tenfold dose. = Die zehnfache Dosis. / Die doppelte Dosis.
        Every other week. = Jede zweite Woche. / Jede Woche.
        Shake before use. = Vor Gebrauch schütteln. / Nach Gebrauch schütteln.
        Nightly. = Nachts. / Jeden Morgen.
        Take it with water. = Mit Wasser einnehmen. / Ohne Wasser einnehmen.
        Without alcohol. = Ohne Alkohol. / Mit Alkohol.
        You are HIV negative. = Sie sind HIV-negativ. / Sie sind HIV-positiv.
        Blood group 0 Rh−. = Blutgruppe 0 Rh−. / Blutgruppe 0 Rh+.
        At noon. = Mittags. / Um Mitternacht.
        For hypotension. = Bei niedrigem Blutdruck. / Bei Hypertonie.
        It is safe. = Es ist sicher. / Es ist unsicher.
        It is toxic. = Es ist giftig. / Es ist ungiftig.
        Inject it subcutaneously. = Spritzen Sie es unter die Haut. / Spritzen Sie es intravenös.
        For men. = Für Männer. / Für Frauen.
        Stop taking it. = Setzen Sie es ab. / Nehmen Sie es weiter.
        Keep it warm. = Warm halten. / Kalt halten.
        The right heel. = Die rechte Ferse. / Die linke Ferse.
        The left heel. = Die linke Ferse. / Die rechte Ferse.
        Mon–Fri = Mo–Fr / Mo–Sa
        Stage III cancer. = Krebs im Stadium III. / Krebs im Stadium IV.
        Type I diabetes. = Typ-I-Diabetes. / Typ-II-Diabetes.
        No = Nein / Ja
        Yes, please. = Ja, bitte. / Nein, danke.
        No = ✗ / ✓
        Always wear gloves. = Immer Handschuhe tragen. / Nie Handschuhe tragen.
        Never share needles. = Nadeln niemals teilen. / Nadeln immer teilen.
        The tumour is benign. = Der Tumor ist gutartig. / Der Tumor ist bösartig.
        Acute pain. = Akute Schmerzen. / Chronische Schmerzen.
        Mild symptoms. = Leichte Symptome. / Schwere Symptome.
        Breathe in. = Einatmen. / Ausatmen.
        Inject it slowly. = Langsam spritzen. / Schnell spritzen.
        Open on weekdays. = An Werktagen geöffnet. / Am Wochenende geöffnet.
        Until 5 May. = Bis zum 5. Mai. / Ab dem 5. Mai.
        The third trimester. = Das dritte Trimester. / Das zweite Trimester.
        The first dose. = Die erste Dosis. / Die zweite Dosis.
        Avoid alcohol. = Meiden Sie Alkohol. / Trinken Sie Alkohol.
        We accept no liability. = Wir schließen jede Haftung aus. / Wir übernehmen die Haftung.
        Monday to Friday = Montag bis Freitag / Montag und Freitag
        Monday and Friday = Montag und Freitag / Montag bis Freitag
        Monday to Friday = Montag bis Freitag / Montag, Freitag
        Mon–Fri = Mo–Fr / Mo/Fr
        At least 5 tablets = ≥ 5 Tabletten / ≤ 5 Tabletten
        At most 5 tablets = ≤ 5 Tabletten / > 5 Tabletten
        4 times a day = Alle 6 Stunden / Alle 4 Tage
        Twice a week = Zweimal pro Woche / Alle zwei Wochen
        Store at 20 below zero. = Bei minus 20 Grad lagern. / Bei 20 Grad lagern.
        No, do not stop. = Nein, hören Sie nicht auf. / Ja, hören Sie auf.
        Store at minus 20 degrees. = Bei 20 Grad unter null lagern. / Bei 20 Grad lagern.
        10 mg/kg/day = Täglich 10 mg/kg / 10 mg/kg
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
        The maximum dose. = La dose maximale. / La dose minimale.
        Double the dose. = Doublez la dose. / Prenez la moitié de la dose.
        Every other week. = Une semaine sur deux. / Chaque semaine.
        Without alcohol. = Sans alcool. / Avec de l'alcool.
        The test is positive. = Le test est positif. / Le test est négatif.
        At midnight. = À minuit. / À midi.
        For hyperglycaemia. = En cas d'hyperglycémie. / En cas d'hypoglycémie.
        It is safe. = C'est sans danger. / C'est dangereux.
        Give it intravenously. = Par voie intraveineuse. / Par voie sous-cutanée.
        For women. = Pour les femmes. / Pour les hommes.
        Stop the treatment. = Arrêtez le traitement. / Continuez le traitement.
        With cold water. = Avec de l'eau froide. / Avec de l'eau chaude.
        Not for children under 12. = Pas pour les enfants de moins de 12 ans. / Pas pour les enfants de plus de 12 ans.
        The left elbow. = Le coude gauche. / Le coude droit.
        Mon, Wed and Fri = lun, mer et ven / lun, mer et sam
        Yes = Oui / Non
        Always shake it. = Toujours agiter. / Ne jamais agiter.
        A benign tumour. = Une tumeur bénigne. / Une tumeur maligne.
        Mild symptoms. = Symptômes légers. / Symptômes graves.
        The third trimester. = Le troisième trimestre. / Le deuxième trimestre.
        Avoid alcohol. = Abstenez-vous d'alcool. / Buvez de l'alcool.
        Monday to Friday = Du lundi au vendredi / Lundi et vendredi
        4 times a day = Quatre fois par jour / Tous les 4 jours
        Store at minus 20 °C. = Conserver à −20 °C. / Conserver à 20 °C.
        On weekdays. = En semaine. / Le week-end.
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
        The minimum dose. = La dosis mínima. / La dosis máxima.
        Half the dose. = La mitad de la dosis. / El doble de la dosis.
        Every other week. = Cada dos semanas. / Todas las semanas, cada semana.
        Take it with water. = Tómelo con agua. / Tómelo sin agua.
        The result is negative. = El resultado es negativo. / El resultado es positivo.
        At noon. = A mediodía. / A medianoche.
        Arterial hypertension. = Hipertensión arterial. / Hipotensión arterial.
        It is dangerous. = Es peligroso. / Es seguro.
        Give it orally. = Por vía oral. / Por vía rectal.
        For men. = Para hombres. / Para mujeres.
        Continue the treatment. = Continúe el tratamiento. / Suspenda el tratamiento.
        The left elbow. = El codo izquierdo. / El codo derecho.
        Grade II = Grado II / Grado III
        No = No / Sí
        Always take it with water. = Tómelo siempre con agua. / Nunca lo tome con agua.
        Benign = Benigno / Maligno
        The first dose. = La primera dosis. / La segunda dosis.
        Avoid alcohol. = Evite el alcohol. / Beba alcohol.
        Until Friday. = Hasta el viernes. / A partir del viernes.
        Monday to Friday = De lunes a viernes / Lunes y viernes
        4 times a day = 4 veces al día / Cada 4 días
        Store at minus 20 °C. = Conservar a 20 °C bajo cero. / Conservar a 20 °C.
        """,
    "it": """
        Take it every other day. = Lo prenda a giorni alterni. / Lo prenda ogni giorno.
        Twice a day. = Due volte al giorno. / Tre volte al giorno.
        Once a week. = Una volta alla settimana. / Una volta al giorno.
        At least 5 hours. = Almeno 5 ore. / Al massimo 5 ore.
        Before meals. = Prima dei pasti. / Dopo i pasti.
        In the left arm. = Nel braccio sinistro. / Nel braccio destro.
        In the morning. = Al mattino. / La sera.
        The maximum dose. = La dose massima. / La dose minima.
        Double the dose. = Raddoppi la dose. / Dimezzi la dose.
        Without alcohol. = Senza alcol. / Con alcol.
        The test is positive. = Il test è positivo. / Il test è negativo.
        At noon. = A mezzogiorno. / A mezzanotte.
        Hypoglycaemia. = Ipoglicemia. / Iperglicemia.
        It is safe. = È sicuro. / È pericoloso.
        Intramuscularly. = Per via intramuscolare. / Per via endovenosa.
        For women. = Per le donne. / Per gli uomini.
        With warm water. = Con acqua calda. / Con acqua fredda.
        Yes = Sì / No
        Never share it. = Non lo condivida mai. / Lo condivida sempre.
        Malignant = Maligno / Benigno
        Avoid alcohol. = Si astenga dall'alcol. / Beva alcol.
        Monday to Friday = Da lunedì a venerdì / Lunedì e venerdì
        """,
    "pt_BR": """
        Take it every other day. = Tome em dias alternados. / Tome todos os dias.
        Twice a day. = Duas vezes ao dia. / Três vezes ao dia.
        Once a week. = Uma vez por semana. / Uma vez por dia.
        At least 5 hours. = Pelo menos 5 horas. / No máximo 5 horas.
        Before meals. = Antes das refeições. / Após as refeições.
        In the left arm. = No braço esquerdo. / No braço direito.
        In the morning. = De manhã. / À noite.
        The minimum dose. = A dose mínima. / A dose máxima.
        Double the dose. = Tome o dobro da dose. / Tome a metade da dose.
        Without food. = Sem comida. / Com comida.
        The test is positive. = O teste é positivo. / O teste é negativo.
        At noon. = Ao meio-dia. / À meia-noite.
        Hypotension. = Hipotensão. / Hipertensão.
        It is toxic. = É tóxico. / É inofensivo.
        Nasally. = Por via nasal. / Por via oral.
        For men. = Para homens. / Para mulheres.
        The left elbow. = O cotovelo esquerdo. / O cotovelo direito.
        Yes = Sim / Não
        Benign = Benigno / Maligno
        Avoid alcohol. = Evite o álcool. / Beba álcool.
        Always wear it. = Use-o sempre. / Nunca o use.
        """,
    "nl": """
        Take it every other day. = Neem het om de dag. / Neem het elke dag.
        Twice a day. = Tweemaal per dag. / Driemaal per dag.
        Once a week. = Eenmaal per week. / Eenmaal per dag.
        At least 5 hours. = Minstens 5 uur. / Hoogstens 5 uur.
        After the meal. = Na de maaltijd. / Voor de maaltijd.
        In the left arm. = In de linkerarm. / In de rechterarm.
        The maximum dose. = De maximale dosis. / De minimale dosis.
        Double the dose. = Verdubbel de dosis. / Halveer de dosis.
        With water. = Met water. / Zonder water.
        The test is negative. = De test is negatief. / De test is positief.
        At midnight. = Om middernacht. / In de middag.
        Hypothermia. = Hypothermie. / Hyperthermie.
        It is safe. = Het is veilig. / Het is gevaarlijk.
        Rectally. = Rectaal. / Nasaal.
        For women. = Voor vrouwen. / Voor mannen.
        No = Nee / Ja
        Benign = Goedaardig / Kwaadaardig
        Always wear it. = Draag het altijd. / Draag het nooit.
        Avoid alcohol. = Vermijd alcohol. / Drink alcohol.
        """,
    "sv": """
        Take it every other day. = Ta det varannan dag. / Ta det varje dag.
        Twice a day. = Två gånger per dag. / Tre gånger per dag.
        Once a week. = En gång i veckan. / En gång om dagen.
        More than 5 hours. = Mer än 5 timmar. / Mindre än 5 timmar.
        In the left arm. = I vänster arm. / I höger arm.
        In the morning. = På morgonen. / På kvällen.
        The maximum dose. = Maximal dos. / Minimal dos.
        Double the dose. = Dubbel dos. / Halva dosen.
        Without water. = Utan vatten. / Med vatten.
        The test is negative. = Testet är negativt. / Testet är positivt.
        At midnight. = Vid midnatt. / Mitt på dagen.
        Hypoglycaemia. = Hypoglykemi. / Hyperglykemi.
        It is dangerous. = Det är farligt. / Det är ofarligt.
        Subcutaneously. = Under huden. / Intravenöst.
        For men. = För män. / För kvinnor.
        No = Nej / Ja
        Slowly. = Långsamt. / Snabbt.
        Always wear it. = Bär den alltid. / Bär den aldrig.
        Avoid alcohol. = Undvik alkohol. / Drick alkohol.
        """,
    "pl": """
        Take it every other day. = Przyjmuj co drugi dzień. / Przyjmuj codziennie.
        Twice a day. = Dwa razy dziennie. / Trzy razy dziennie.
        Once a week. = Raz na tydzień. / Raz na dobę.
        At least 5 hours. = Co najmniej 5 godzin. / Co najwyżej 5 godzin.
        Before meals. = Przed posiłkami. / Po posiłkach.
        In the left arm. = W lewe ramię, z lewej strony. / Z prawej strony, w ramię.
        In the evening. = Wieczorem. / Rano.
        The maximum dose. = Maksymalna dawka. / Minimalna dawka.
        Double the dose. = Podwoić dawkę. / Połowę dawki.
        Without alcohol. = Bez alkoholu. / Z alkoholem.
        The test is positive. = Wynik dodatni. / Wynik ujemny.
        At noon. = W południe. / O północy.
        Hypertension. = Nadciśnienie. / Niedociśnienie.
        It is safe. = To jest bezpieczne. / To jest niebezpieczne.
        Intravenously. = Dożylnie. / Podskórnie.
        For women. = Dla kobiet. / Dla mężczyzn.
        The left ear. = Lewe ucho. / Prawe ucho.
        The left ear. = Do lewego ucha. / Do prawego ucha.
        The left leg. = Lewa noga. / Prawa noga.
        Mon–Fri = pon.–pt / pon.–sob
        Yes = Tak / Nie
        Slowly. = Powoli. / Szybko.
        Avoid alcohol. = Unikać alkoholu. / Pić alkohol.
        Monday to Friday = Od poniedziałku do piątku / Poniedziałek i piątek
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
        The maximum dose. = Максимальная доза. / Минимальная доза.
        Double the dose. = Удвойте дозу. / Половину дозы.
        Without alcohol. = Без алкоголя. / С алкоголем.
        The test is positive. = Тест положительный. / Тест отрицательный.
        At midnight. = В полночь. / В полдень.
        Hypotension. = Гипотония. / Гипертония.
        It is safe. = Это безопасно. / Это опасно.
        Intravenously. = Внутривенно. / Подкожно.
        For men. = Для мужчин. / Для женщин.
        The left ear. = Левое ухо. / Правое ухо.
        Mon–Fri = пн–пт / пн–сб
        Yes = Да / Нет
        Never share it. = Никогда не передавайте его. / Всегда передавайте его.
        The third trimester. = Третий триместр. / Второй триместр.
        Avoid alcohol. = Избегайте алкоголя. / Пейте алкоголь.
        Monday to Friday = С понедельника по пятницу / Понедельник и пятница
        4 times a day = 4 раза в день / Каждые 4 дня
        Store at minus 20 °C. = Хранить при минус 20 °C. / Хранить при 20 °C.
        Malignant = Злокачественный / Доброкачественный
        """,
    "tr": """
        Take it every other day. = Gün aşırı alın. / Her gün alın.
        Twice a day. = Günde iki kez. / Günde üç kez.
        At least 5 hours. = En az 5 saat. / En fazla 5 saat.
        Before meals. = Yemeklerden önce. / Yemeklerden sonra.
        In the left arm. = Sol kola. / Sağ kola.
        In the morning. = Sabahları. / Akşamları.
        The maximum dose. = Maksimum doz. / Minimum doz.
        Double the dose. = Çift doz. / Yarım doz.
        The test is positive. = Test pozitif. / Test negatif.
        At midnight. = Gece yarısı. / Öğlen.
        Hypotension. = Hipotansiyon. / Hipertansiyon.
        It is safe. = Güvenlidir. / Tehlikelidir.
        Orally. = Ağızdan. / Damardan.
        For women. = Kadınlar için. / Erkekler için.
        Yes = Evet / Hayır
        Benign = İyi huylu / Kötü huylu
        Avoid alcohol. = Alkolden kaçının. / Alkol alın.
        The second dose. = İkinci doz. / Birinci doz.
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
        The maximum dose. = 最大用量。 / 最小用量。
        Double the dose. = 2倍の量。 / 半分の量。
        Every other week. = 隔週。 / 毎週。
        The test is positive. = 検査は陽性です。 / 検査は陰性です。
        At noon. = 正午に。 / 真夜中に。
        For hypertension. = 高血圧に。 / 低血圧に。
        It is safe. = 安全です。 / 危険です。
        Subcutaneously. = 皮下に。 / 静脈に。
        For men. = 男性に。 / 女性に。
        Stop taking it. = 服用を中止してください。 / 服用を続けてください。
        With cold water. = 冷たい水で。 / 温かい水で。
        Mon–Fri = 月～金 / 月～土
        Stage II = ステージII / ステージIII
        Yes = はい / いいえ
        Acute pain. = 急性の痛み。 / 慢性の痛み。
        Avoid alcohol. = 飲酒は控えてください。 / 飲酒してください。
        The third trimester. = 妊娠後期。 / 妊娠中期。
        Monday to Friday = 月曜日から金曜日まで / 月曜日と金曜日
        Store at minus 20 °C. = マイナス20℃で保管。 / 20℃で保管。
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
        The maximum dose. = 最大剂量。 / 最小剂量。
        Double the dose. = 加倍剂量。 / 剂量减半。
        Every other week. = 隔周。 / 每周。
        The test is positive. = 检测阳性。 / 检测阴性。
        At noon. = 中午。 / 午夜。
        For hypertension. = 高血压。 / 低血压。
        It is safe. = 安全。 / 不安全。
        Subcutaneously. = 皮下。 / 静脉。
        For women. = 女性。 / 男性。
        Stop taking it. = 停止服用。 / 继续服用。
        Yes = 是 / 否
        Acute = 急性 / 慢性
        Avoid alcohol. = 避免饮酒。 / 请饮酒。
        Monday to Friday = 星期一到星期五 / 星期一和星期五
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
        The maximum dose. = الجرعة القصوى، بحد أقصى. / الجرعة، بحد أدنى.
        Double the dose. = مضاعفة الجرعة. / نصف الجرعة.
        Without alcohol. = بدون كحول. / مع الكحول.
        The test is positive. = الاختبار إيجابي. / الاختبار سلبي.
        At midnight. = عند منتصف الليل. / عند منتصف النهار.
        It is safe. = إنه آمن. / إنه خطير.
        For women. = للنساء. / للرجال.
        No = لا / نعم
        The second dose. = الجرعة الثانية. / الجرعة الأولى.
        Avoid alcohol. = تجنب الكحول. / اشرب الكحول.
        Monday to Friday = من الاثنين إلى الجمعة / الاثنين والجمعة
        Two tablespoons = ملعقتان كبيرتان / ملعقتان صغيرتان
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


#: What says the same by other words, or denies its opposite.
RIGHT = """
de|Not safe for children.|Gefährlich für Kinder.
de|It is not dangerous.|Es ist sicher.
de|Do not stop taking it.|Nehmen Sie es weiter.
de|Max. 5 min 30 s.|Höchstens 5 min 30 s.
de|Stop taking it.|Nehmen Sie es nicht weiter ein.
de|Continue taking it.|Setzen Sie es nicht ab.
fr|It is not safe in pregnancy.|Il est contre-indiqué pendant la grossesse.
fr|Keep going.|Ne vous arrêtez pas.
pl|Take it with water, without alcohol.|Popić wodą, nie pić alkoholu.
ru|Without a doctor.|Самостоятельно, не советуясь с врачом.
ja|Do not take it without asking.|相談せずに服用しないでください。
de|Without pain.|Schmerzfrei, auch mit Bewegung.
de|Paths with their prefixes removed.|Pfade ohne ihre Präfixe.
de|At midnight.|Um 0 Uhr.
de|Stage III|Stadium 3
de|I saw a film on World War II.|Ich sah einen Film zum Zweiten Weltkrieg, Teil I.
de|An X-ray of type II|Ein Röntgenbild vom Typ II
de|Open Mon–Fri.|Montag bis Freitag geöffnet.
de|Take two tablets every other week.|Nehmen Sie alle 14 Tage zwei Tabletten.
fr|Stage IV|stade quatre
fr|In the 19th century|Au XIXe siècle
fr|It is not toxic.|C'est sans danger.
es|It is right to stop.|Es correcto parar.
"""


@pytest.mark.parametrize("row", RIGHT.strip().splitlines())
def test_the_same_said_otherwise_is_no_fault(row: str) -> None:
    locale, source, translation = row.split("|")
    assert faults(source, translation, locale) == []


@pytest.mark.parametrize(("locale", "source", "right", "wrong"), _cases())
def test_another_word_that_decides_is_a_fault(locale: str, source: str, right: str, wrong: str) -> None:
    assert faults(source, right, locale) == []
    assert faults(source, wrong, locale) != []


def _between_letters(text: str, what: str) -> str:
    return re.sub(r"(?<=[^\W\d_]{2})(?=[^\W\d_]{2})", what, text)


#: Ways to write a text that the eye does not tell from each other.
WRITTEN = {
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "narrow spaces": lambda text: text.replace(" ", "\u202f"),
    "joiners": lambda text: _between_letters(text, "\u200c"),
    "grapheme joiners": lambda text: _between_letters(text, "\u034f"),
    "variation selectors": lambda text: _between_letters(text, "\ufe0e"),
    "full width": lambda text: "".join(
        chr(ord(one) + 0xFEE0) if one.isascii() and one.isalpha() else one for one in text
    ),
    "bold": lambda text: "".join(chr(0x1D41A + ord(one) - 97) if "a" <= one <= "z" else one for one in text),
    "capitals": str.upper,
    "long s": lambda text: text.replace("s", "ſ"),
}
_WRITTEN_ALIKE = [case for case in _cases() if case[0] in ("de", "fr", "tr", "ru")][::4]


@pytest.mark.parametrize("way", WRITTEN)
def test_a_word_is_the_same_however_it_is_written(way: str) -> None:
    write = WRITTEN[way]
    for locale, source, right, wrong in _WRITTEN_ALIKE:
        assert faults(source, write(right), locale) == [], write(right)
        assert faults(source, write(wrong), locale) != [], write(wrong)


@pytest.mark.parametrize(
    ("locale", "source", "right", "wrong"),
    [
        ("tr", "Open on Tuesday.", "SALI AÇIK.", "CUMA AÇIK."),
        ("tr", "In November.", "KASIM AYINDA.", "ARALIK AYINDA."),
        ("tr", "5 liters", "5 LİTRE", "5 METRE"),
        ("tr", "5 liters", "5 LİTRE", "5 KİLOGRAM"),
        ("de", "5 min", "5 MİN", "5 ſ"),
        ("de", "5 million", "5 Mıllionen", "5 tauſend"),
        ("el", "5 weeks", "5 εβδομάδεσ", "5 μήνεσ"),
        ("de", "On Tuesday, 2 August 2020.", "Am Dienſtag, 2. Auguſt 2020.", "Am Dienſtag, 2. Mai 2020."),
        ("ar", "In the evening.", "في المســاء.", "في الصبــاح."),
    ],
)
def test_capitals_of_all_languages_and_other_forms_of_letters_are_read(
    locale: str, source: str, right: str, wrong: str
) -> None:
    assert faults(source, right, locale) == []
    assert faults(source, wrong, locale) != []


def _rows(table: str) -> Iterator[tuple[str, ...]]:
    for line in (FOLDER / table).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "==")):
            yield tuple(part.strip() for part in line.split(" | "))


@pytest.mark.parametrize("row", list(_rows("opposites.txt")), ids=" | ".join)
def test_what_an_instruction_says_is_known_in_each_language(row: tuple[str, ...]) -> None:
    locale, source, right, wrong = row
    assert faults(source, right, locale) == []
    assert faults(source, wrong, locale) != []
