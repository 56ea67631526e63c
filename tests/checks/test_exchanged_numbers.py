"""Numbers stay in their sentence, whatever the order of its words."""

from __future__ import annotations

import pytest

from pipeline.checks.exchanged_numbers import exchanged_number_faults
from tests.checks.checked import pair_of
from tests.checks.test_attached_marks import told

TYPES = "Type 1: take insulin. Type 2: take tablets."


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        (TYPES, "Typ 2: Insulin. Typ 1: Tabletten.", "de"),
        (TYPES, "Type 2 : insuline. Type 1 : comprimés.", "fr"),
        (TYPES, "2型：インスリン。1型：錠剤。", "ja"),
        (TYPES, "2型：胰岛素。1型：药片。", "zh_Hans"),
        (TYPES, "النوع 2: الأنسولين. النوع 1: الأقراص.", "ar"),
        ("Open at 8. Closed at 5.", "Abierto a las 5. Cerrado a las 8.", "es"),
        ("On day 1 take 5 mg, on day 2 take 10 mg.", "W dniu 1 weź 10 mg, w dniu 2 weź 5 mg.", "pl"),
        ("On day 1 take 5 mg, on day 2 take 10 mg.", "No dia 1 tome 10 mg, no dia 2 tome 5 mg.", "pt_BR"),
    ],
)
def test_numbers_in_each_others_sentence_are_doubtful(source: str, translation: str, locale: str) -> None:
    found = list(exchanged_number_faults(pair_of(source, translation, locale), source, translation))
    assert [(fault.rule, fault.doubtful) for fault in found] == [("numbers", True)]


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        (TYPES, "Typ 1: Insulin. Typ 2: Tabletten.", "de"),
        # The words of one sentence, in whatever order.
        ("Of 10 people 3 are ill.", "3 von 10 Menschen sind krank.", "de"),
        ("As of 2024, read chapter 5.", "Lesen Sie Kapitel 5, Stand 2024.", "de"),
        ("5 mg in the morning, 10 mg in the evening", "Abends 10 mg, morgens 5 mg", "de"),
        # Clauses in another order, each with what is its own.
        ("On day 1 take 5 mg, on day 2 take 10 mg.", "Am Tag 2 10 mg, am Tag 1 5 mg.", "de"),
        # Other sentences.
        (TYPES, "Bei Typ 2 Tabletten, bei Typ 1 Insulin.", "de"),
        ("See 1. See 2. See 3.", "Siehe 2. Siehe 3. Siehe 1.", "de"),
    ],
)
def test_within_a_sentence_they_are_free(source: str, translation: str, locale: str) -> None:
    assert not list(exchanged_number_faults(pair_of(source, translation, locale), source, translation))


@pytest.mark.parametrize(
    ("source", "right", "wrong", "locale", "rule"),
    [
        (
            "The clinic opens at 8 am. The pharmacy opens at 9 am.",
            "Die Klinik öffnet um 8 Uhr. Die Apotheke öffnet um 9 Uhr.",
            "Die Klinik öffnet um 9 Uhr. Die Apotheke öffnet um 8 Uhr.",
            "de",
            "times",
        ),
        (
            "The clinic opens at 8 a.m. The pharmacy opens at 9 a.m.",
            "クリニックは午前8時に開きます。薬局は午前9時に開きます。",
            "クリニックは午前9時に開きます。薬局は午前8時に開きます。",
            "ja",
            "times",
        ),
        (
            "It starts on 3 May. It ends on 8 June.",
            "Es beginnt am 3. Mai. Es endet am 8. Juni.",
            "Es beginnt am 8. Juni. Es endet am 3. Mai.",
            "de",
            "dates",
        ),
        (
            "Reception: +49 30 1234567. Pharmacy: +49 30 7654321.",
            "Rezeption: +49 30 1234567. Apotheke: +49 30 7654321.",
            "Rezeption: +49 30 7654321. Apotheke: +49 30 1234567.",
            "de",
            "phones",
        ),
        (
            "For bills: a@x.example. For news: b@x.example.",
            "Für Rechnungen: a@x.example. Für Neues: b@x.example.",
            "Für Rechnungen: b@x.example. Für Neues: a@x.example.",
            "de",
            "emails",
        ),
    ],
)
def test_times_dates_and_whom_one_calls_do_not_stand_in_each_others_sentence(
    source: str, right: str, wrong: str, locale: str, rule: str
) -> None:
    assert told(source, right, locale) == []
    assert told(source, wrong, locale) == [(rule, False)]


@pytest.mark.parametrize(
    "translation",
    [
        # One sentence of two, in whatever order; and the same time twice.
        "Die Apotheke öffnet um 9 Uhr, die Klinik um 8 Uhr.",
        "Die Klinik öffnet um 8 Uhr. Die Apotheke öffnet um 9 Uhr. Kommen Sie um 9 Uhr.",
    ],
)
def test_what_says_it_in_other_sentences_is_free(translation: str) -> None:
    source = "The clinic opens at 8 am. The pharmacy opens at 9 am."
    assert ("times", False) not in told(source, translation, "de")
