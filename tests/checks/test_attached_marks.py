"""What is attached to a number or a code makes another one of it: A+ is not A-, 1-0-1 not 1-1-0."""

from __future__ import annotations

import pytest

from pipeline.model import Language
from tests.checks.checked import CHECKER, MARKDOWN, rules


def told(source: str, translation: str, locale: str) -> list[tuple[str, bool]]:
    """The rules that a translation breaks, and whether surely."""
    faults = CHECKER.remarks(source, translation, MARKDOWN, "paragraph", Language.of(locale))
    return [(fault.rule, not fault.doubtful) for fault in faults]


@pytest.mark.parametrize(
    ("source", "translation", "locale", "rule"),
    [
        ("Blood group A+", "Blutgruppe A-", "de", "designations"),
        ("Blood group A+", "Blutgruppe A−", "de", "designations"),
        ("Your blood group is A+. Ask us.", "Ihre Blutgruppe ist A−. Fragen Sie uns.", "de", "designations"),
        ("Your blood group is A+.", "血液型はA−.", "ja", "designations"),
        ("Blood group O−", "Blutgruppe 0+", "de", "designations"),
        ("Blood groups A+ and B+", "Blutgruppen A- und B+", "de", "designations"),
        ("Blood group AB+", "Группа АВ−", "ru", "designations"),
        ("Blood group A+", "血液型A－", "ja", "designations"),
        ("Blood group A+", "فصيلة الدم A-", "ar", "designations"),
        ("CD4+ cells", "CD4− Zellen", "de", "designations"),
        ("Na+ and Cl−", "Na− und Cl+", "de", "designations"),
        ("Stage 2a", "Stadium 2b", "de", "designations"),
        ("Stage IIa", "Stadium IIb", "de", "designations"),
        ("Stage IIIB", "Stade IIIA", "fr", "designations"),
        ("Stage 2a", "病期2bです", "ja", "designations"),
        ("Give it IV", "IM geben", "de", "designations"),
        ("Give it i.v.", "Nur i. m. geben.", "de", "designations"),
        ("Groups A+/B+", "Gruppen A+/B-", "de", "designations"),
        ("Groups A+/B+", "Gruppen A-/B+", "de", "designations"),
        ("Groups A+/B+", "血液型A+/B-", "ja", "designations"),
        ('Your group is "A+".', 'Ihre Gruppe ist "A-".', "de", "designations"),
        ('Your group is "A+".', "Ihre Gruppe ist „A−“.", "de", "designations"),
        ("Your group is 'O−'.", "Votre groupe est « O+ ».", "fr", "designations"),
        ("Ca²⁺ is low", "Ca²⁻ ist niedrig", "de", "designations"),
        ("Blood group A+", "Blutgruppe A negativ", "de", "opposites"),
        ("Blood group O−", "Groupe O positif", "fr", "opposites"),
        ("Take 1-0-1", "1-1-0 nehmen", "de", "numbers"),
        ("Take 1-0-1", "1 – 1 – 0 nehmen", "de", "numbers"),
        ("Take 1/0/0/1", "1/0/1/0 nehmen", "de", "numbers"),
        ("Take 0.5-0-0.5", "0,5-0,5-0 nehmen", "de", "numbers"),
        ("Take ½-0-½", "½-½-0 nehmen", "de", "numbers"),
        ("Take 1-0-1", "1-1-0を飲む", "ja", "numbers"),
    ],
)
def test_another_mark_on_the_same_is_an_error(source: str, translation: str, locale: str, rule: str) -> None:
    assert (rule, True) in told(source, translation, locale)


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("Blood group A+", "Blutgruppe A+", "de"),
        ("Blood group O+", "Blutgruppe 0＋", "de"),
        ("Blood group AB+", "Группа АВ+", "ru"),
        ("Blood group A+", "Blutgruppe A positiv", "de"),
        ("Grades A- or B+", "Noten B+ oder A–", "de"),
        ("CD4+ and CD8+ cells", "CD4- und CD8-Zellen", "de"),
        ("Vitamin A+ and more", "Vitamin-A- und mehr", "de"),
        ("Press Ctrl+A", "Drücken Sie Strg-A", "de"),
        ("From A-Z in C++", "Von A bis Z in C++", "de"),
        ("Groups A+/B+", "Gruppen B+/A+", "de"),
        ('Your group is "A+".', "Ihre Gruppe ist „A+“.", "de"),
        ("Ca²⁺ is low", "Ca2+ ist niedrig", "de"),
        ("Between A+ and A-", "Zwischen A- und A+", "de"),
        ("A+/- of it", "A+/- davon", "de"),
        ("Stage 2a or 2b", "Stadium 2b oder 2a", "de"),
        ("Your ID is there", "Vaš IB je tu", "sr"),
        ("Give it IV or IM", "IM oder i.v. geben", "de"),
        ("Give it IV", "Intravenös geben", "de"),
        ("Take 1-0-1", "1–0–1 nehmen", "de"),
        ("Take 0.5-0-0.5", "0,5 - 0 - 0,5 nehmen", "de"),
        ("On 2024-05-12", "Am 12-05-2024", "de"),
    ],
)
def test_in_another_order_spelling_or_in_words_it_is_the_same(source: str, translation: str, locale: str) -> None:
    assert rules(source, translation, locale) == []


def test_nothing_at_night_need_not_be_said() -> None:
    assert told("Take 1-0-1", "1-0-1-0 nehmen", "de") == [("numbers", False)]  # a 0 that the source has not


def test_from_right_to_left_a_scheme_may_be_shown_the_right_way_round() -> None:
    assert [one for one in told("Take 1-0-1", "استعمل 1-1-0", "ar") if one[0] == "numbers"] == [("numbers", False)]


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("CD4+ cells", "CD4 Zellen", "de"),
        ("CD4+ cells", "Cellules CD4", "fr"),
        ("CD4− cells", "Células CD4", "es"),
        ("CD4+ cells", "CD4細胞", "ja"),
        ("CD4+ cells", "خلايا CD4", "ar"),
        ("Blood group O−", "Blutgruppe 0", "de"),
        ("Blood group A+", "Grupa krwi A", "pl"),
        ("Blood group A+", "血型A", "zh_Hans"),
        ("Blood group A+", "Tipo sanguíneo A", "pt_BR"),
    ],
)
def test_a_sign_that_is_gone_from_a_code_is_doubtful(source: str, translation: str, locale: str) -> None:
    assert ("designations", False) in told(source, translation, locale)


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("CD4+ cells", "CD4-Zellen", "de"),
        ("CD4+ cells", "CD4-positive Zellen", "de"),
        ("Blood group A+", "Groupe A, rhésus positif", "fr"),
        ("Blood group A+", "A型、陽性", "ja"),
        ("Blood group A+", "فصيلة الدم +A", "ar"),
        ("Blood group A+ and group A", "Blutgruppe A", "de"),
        ("A C-`contiguous` buffer", "Ein Puffer wie in C `contiguous`", "de"),
        ("A MIME- transformation", "Una transformación MIME", "es"),
        ("Blood group A+", "Blutgrupp A", "lb"),  # whose words for it nobody has written down
    ],
)
def test_a_sign_that_is_said_in_words_is_there(source: str, translation: str, locale: str) -> None:
    assert "designations" not in rules(source, translation, locale)
