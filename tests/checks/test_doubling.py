"""A word that stands twice is found, and what a grammar doubles is not."""

from __future__ import annotations

import pytest

from tests.checks.checked import rules


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("Open your computer.", "Avaa Avaa tietokone.", "fi"),  # at the beginning, as if it were a name
        ("Configure your device.", "Configure Configure su dispositivo.", "es"),
        ("Paper and pen.", "Kâğıt ve ve kalem.", "tr"),
        ("The colour of the page.", "पृष्ठ का का रंग।", "hi"),
        ("From the page to the end.", "با با صفحه تا پایان.", "fa"),
        ("To protect the page.", "לשמור על על הדף.", "he"),
        ("For whom they are you.", "Für wen Sie Sie sind.", "de"),  # Sie sie is no slip
        ("You know it.", "Vous Vous le savez.", "fr"),
        ("The disc is here.", "DVD DVD এখানে আছে।", "as"),
        ("Connect to the web.", "Internet Internet orqali ulaning.", "uz"),
        ("For the page.", "Untuk untuk halaman.", "id"),
        ("The pages.", "Halaman halaman.", "ms"),  # halaman-halaman
        ("With a page.", "Orri batekin batekin.", "eu"),
        ("The page of users.", "მომხმარებლის მომხმარებლის გვერდი.", "ka"),
    ],
)
def test_a_slip_of_the_hand_is_found_where_doubling_is_grammar_too(source: str, translation: str, locale: str) -> None:
    assert rules(source, translation, locale) == ["doubled-word"]


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("Walk slowly.", "Yavaş yavaş yürü.", "tr"),
        ("One each.", "Birer birer alın.", "tr"),
        ("Step by Step", "Adım Adım Kurulum", "tr"),  # in capitals, as titles may be
        ("You see them.", "Sie sie sehen.", "de"),
        ("YOU SEE THEM", "SIE SIE SEHEN", "de"),
        ("Again and again.", "बार बार।", "hi"),
        ("He always comes.", "Anh ấy luôn luôn đến.", "vi"),
        ("Protect it from loss.", "محافظت از از دست دادن.", "fa"),
        ("Slowly.", "לאט לאט.", "he"),
        ("Very many sheets.", "Rua rua whārangi.", "mi"),  # whose plurals nobody can list
        ("The game Bora Bora.", "Игра Бора Бора.", "ru"),
        ("If an application wants it.", "જો કાર્યક્રમ ઇચ્છે છે.", "gu"),  # a vowel's sign is no gap between words
    ],
)
def test_what_grammar_doubles_is_none(source: str, translation: str, locale: str) -> None:
    assert "doubled-word" not in rules(source, translation, locale)
