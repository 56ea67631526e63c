"""A letter that names one of several things is the source's."""

from __future__ import annotations

import pytest

from tests.checks.checked import rules

WRONG = [
    ("de", "Vaccination against hepatitis B", "Impfung gegen Hepatitis C"),
    ("fr", "Vaccination against hepatitis B", "Vaccination contre l'hépatite A"),
    ("ja", "Vaccination against hepatitis B", "A型肝炎の予防接種"),
    ("ru", "Take vitamin D every day.", "Принимайте витамин E каждый день."),
    ("tr", "Take vitamin D every day.", "Her gün E vitamini alın."),
    ("de", "Take vitamin B12 every day.", "Nehmen Sie jeden Tag Vitamin D12."),
    ("de", "See section 4(b) of the contract.", "Siehe Abschnitt 4(a) des Vertrags."),
    ("de", "Go to building C, room 12.", "Gehen Sie in Gebäude B, Zimmer 12."),
    ("de", "The disc L4/L5 is worn.", "Die Bandscheibe C4/C5 ist verschlissen."),
    ("fr", "The disc L5-S1 is worn.", "Le disque L5-L1 est usé."),
]
RIGHT = [
    ("de", "Vaccination against hepatitis B", "Impfung gegen Hepatitis B"),
    ("es", "Bread and vitamin C", "Pan y vitamina C"),
    ("es", "And vitamin C", "Y vitamina C"),
    ("ru", "Take vitamin D every day.", "Принимайте витамин Д каждый день."),
    ("de", "Q&A in room B", "F&A in Raum B"),
    ("de", "Y/N", "J/N"),
    ("fr", "48° N, 2° W", "48° N, 2° O"),
    ("fr", "Wind from W", "Vent d’O"),
    ("de", "An X-ray of J. Smith at 5 V", "Eine Röntgenaufnahme von J. Smith bei 5 V"),
    ("de", "A dose, as I said: see section 4(b)", "Eine Dosis, wie gesagt: siehe Abschnitt 4(b)"),
    ("de", "Blood group O", "Blutgruppe 0"),
    ("ja", "Vitamin B12 in building C", "C棟のビタミンB12"),
    ("de", "The disc L4/L5 is worn.", "Die Bandscheibe L4-L5 ist verschlissen."),
    ("ja", "The disc L4/L5 is worn.", "L4・L5の椎間板がすり減っています。"),
]


@pytest.mark.parametrize(("locale", "source", "translation"), WRONG)
def test_another_letter_is_found(locale: str, source: str, translation: str) -> None:
    assert "designations" in rules(source, translation, locale)


@pytest.mark.parametrize(("locale", "source", "translation"), RIGHT)
def test_the_same_letter_and_what_is_none_are_no_fault(locale: str, source: str, translation: str) -> None:
    assert "designations" not in rules(source, translation, locale)
