"""What is missing of a text: by its length, by its sentences, by where it breaks off. See test_wording.py as well."""

from __future__ import annotations

import pytest

from pipeline.lexicon import known_languages, lexicon_of, lowered
from pipeline.model import Language
from tests.checks.checked import CHECKER, MARKDOWN, rules


@pytest.mark.parametrize(
    ("locale", "source", "translation"),
    [
        ("de", "Cats and dogs of the neighbours", "Katzen und Hunde der"),
        ("fr", "The list of all rooms", "La liste de toutes les"),
        ("es", "How to find the house", "Cómo encontrar la"),
        ("pt_BR", "A page for every day", "Uma página para"),
        ("ru", "The way to the station", "Дорога к"),
        ("el", "The colours of the sea", "Τα χρώματα στην"),
        ("ar", "The way to the sea", "الطريق إلى"),
        ("he", "The colours of the sea", "הצבעים של"),
        ("hi", "Dogs and cats", "कुत्ते और"),
        ("sk", "Dogs and cats", "Psy a"),
        ("id", "A page for every day", "Halaman untuk"),
        ("ja", "Read the book slowly", "本を"),
    ],
)
def test_a_text_that_breaks_off_behind_a_word_with_which_nothing_ends_is_found(
    locale: str, source: str, translation: str
) -> None:
    assert rules(source, translation, locale) == ["unfinished"]


@pytest.mark.parametrize(
    ("locale", "source", "translation"),
    [
        ("de", "Where do you come from", "Woher kommen Sie denn von"),  # the source ends so as well
        ("de", "The way to:", "Der Weg zum"),
        ("de", "The way to {place}", "{place}, der Weg zum"),
        ("de", "Vitamin A is here", "Hier ist Vitamin A"),
        ("es", "See plan Y here", "Vea aquí el plan Y"),
        ("it", "The key di is here", "Ecco la chiave di"),  # its own word
        ("fa", "A place that is safe", "جایی که امن است"),  # not within another word
        ("th", "The duty of all people", "หน้าที่"),
        ("de", "Word", "der"),
        ("sv", "Three more", "Tre till"),
        ("ru", "Just now", "Только что"),
        ("fr", "The sound", "Le son"),
        ("cs", "The One Behind", "Ten za"),
    ],
)
def test_what_may_end_so_is_not_unfinished(locale: str, source: str, translation: str) -> None:
    assert "unfinished" not in rules(source, translation, locale)


THREE = (
    "We open at eight in the morning, and close when the last of our guests has gone home in the evening. Please ring"
    " the bell twice if nobody comes to the door. The garden behind the house is open to all of our guests, all day."
)
FIRST = "Wir öffnen morgens um acht Uhr, und schließen, wenn der letzte unserer Gäste abends nach Hause gegangen ist"
LAST = "Garten hinter dem Haus ist allen unseren Gästen den ganzen Tag geöffnet."


@pytest.mark.parametrize(
    ("locale", "translation", "lost"),
    [
        ("de", f"{FIRST}. Der {LAST}", "Please ring the bell twice if nobody comes to the door."),
        (
            "de",
            f"{FIRST}. Bitte läuten Sie zweimal, wenn niemand an die Tür kommt.",
            "The garden behind the house is open to all of our guests, all day.",
        ),
        (
            "zh_Hans",
            "我们早上八点开门，直到晚上最后一位客人回家时才关门。房子后面的花园全天向我们的所有客人开放。",
            "Please ring the bell twice if nobody comes to the door.",
        ),
    ],
)
def test_a_sentence_that_was_left_out_is_named(locale: str, translation: str, lost: str) -> None:
    faults = list(CHECKER.remarks(THREE, translation, MARKDOWN, "paragraph", Language.of(locale)))
    assert [fault.there for fault in faults if fault.rule == "sentences"] == [lost]


@pytest.mark.parametrize(
    ("locale", "translation"),
    [
        ("de", f"{FIRST}. Bitte läuten Sie zweimal, wenn niemand an die Tür kommt; der {LAST}"),
        ("de", f"{FIRST}; bitte läuten Sie zweimal, wenn niemand an die Tür kommt. Der {LAST}"),
        (
            "zh_Hans",
            "我们早上八点开门，直到晚上最后一位客人回家时才关门，如果没有人来开门，请按两次门铃。"
            "房子后面的花园全天向我们的所有客人开放。",
        ),
        ("th", "เราเปิดแปดโมงเช้า สวนเปิดทั้งวัน"),  # whose sentences have no marks
    ],
)
def test_sentences_that_were_joined_are_all_there(locale: str, translation: str) -> None:
    assert "sentences" not in rules(THREE, translation, locale)


@pytest.mark.parametrize("language", sorted(known_languages()))
def test_words_with_which_nothing_ends_are_plain_words_in_lower_case(language: str) -> None:
    words = lexicon_of(language).unfinished
    assert all(lowered(word) == word and word.split() == [word] for word in words)
