"""What was copied is seen, in whatever letters; what two languages have in common is not taken for it."""

from __future__ import annotations

import pytest

from pipeline.verify.copied import is_prose, share_copied

NOTICE = "This is not advice."
LONG = "The information on this site does not replace a visit to your doctor. Call 112 in an emergency."


@pytest.mark.parametrize(
    ("original", "text"),
    [
        (NOTICE, NOTICE),
        (NOTICE, "Hinweis: This is not advice."),
        (NOTICE, "Tʜɪs ɪs ɴᴏᴛ ᴀᴅᴠɪᴄᴇ."),
        (NOTICE, "Wichtig: T h i s i s n o t a d v i c e"),
        (NOTICE, "This is, hm, not advice."),
        (NOTICE, "Thisisnotadvice!"),
        ("Not medical advice.", "Achtung: not medical advice."),
        (LONG, "Achtung! The information on this site does not replace a visit to your doctor. Wählen Sie 112."),
        (LONG, "Call 112 in an emergency. The information on this site does not replace a visit to your doctor."),
        (LONG, "The information, on this site, gar nicht, does not replace a visit to your doctor"),
        ("Это не является медицинской консультацией.", "Note: Это не является медицинской консультацией."),
        ("これは医学的な助言ではありません。", "Note: これは医学的な助言ではありません。"),
        ("هذه ليست نصيحة طبية.", "Note: هذه ليست نصيحة طبية."),
    ],
)
def test_the_originals_words_with_others_around_them_are_copied(original: str, text: str) -> None:
    assert share_copied(original, text) >= 0.5


@pytest.mark.parametrize(
    ("original", "text"),
    [
        (NOTICE, "Dies ist kein Rat."),
        (NOTICE, "Dit is geen advies."),
        (NOTICE, "Hierdie is nie raad nie."),
        ("Contact", "Contact"),
        ("Disclaimer", "Disclaimer"),
        ("Sample Clinic, 12 Main Street, London", "Sample Clinic, 12 Main Street, London"),
        (
            "Write to info@clinic.example or call +44 20 7946 0000.",
            "Schreiben Sie an info@clinic.example +44 20 7946 0000",
        ),
        ("Do not take Ibuprofen, Naproxen or Aspirin.", "Nehmen Sie kein Ibuprofen, Naproxen oder Aspirin."),
        ("Ask for the patient information leaflet.", "Bitten Sie um die Patienteninformation (leaflet)."),
        ("We are in the centre of Amsterdam.", "We zijn in het centrum van Amsterdam."),
        ("The server is not a proxy server.", "De server is geen proxyserver."),
        ("Paris has clinics.", "Paris: Kliniken."),
        ("Luna, 12 rue de la Paix, 75002 Paris", "Luna, 12 rue de la Paix, 75002 Paris"),
        ("Klinik am See, Straße des 17. Juni 5, Berlin", "Klinik am See, Straße des 17. Juni 5, Berlin"),
        ("Luna, avenue de la Gare 5. Call us.", "Luna, avenue de la Gare 5. Rufen Sie an."),
        ("本站不提供医疗建议。", "This site gives no medical advice."),
        ("", "Text"),
        ("Text", ""),
    ],
)
def test_names_and_words_in_common_are_not(original: str, text: str) -> None:
    assert share_copied(original, text) < 0.25


def test_a_translation_beside_a_quotation_or_with_terms_is_half_copied_at_most() -> None:
    assert 0.25 <= share_copied(NOTICE, "これは助言ではありません。(This is not advice.)") < 0.5
    assert share_copied("A test in vitro is no test in vivo.", "Ein In-vitro-Test ist kein In-vivo-Test.") < 0.5
    assert share_copied(NOTICE, "Dies ist kein Rat. Im Zweifel gilt: This is not advice.") < 0.5


def test_the_share_is_found_in_one_go_whatever_stands_in_the_texts() -> None:
    for original, text in (("a " * 15_000, "a" * 15_000), ("ab c " * 6_000, "abc" * 8_000), (LONG * 200, LONG * 200)):
        assert 0.0 <= share_copied(original, text) <= 1.0


@pytest.mark.parametrize(
    "text",
    [
        "No advice.",
        "Not medical advice",
        "No Medical Advice.",
        "Keine Gewähr.",
        "本站不提供医疗建议。",
        "هذه ليست نصيحة.",
    ],
)
def test_the_shortest_notice_says_something(text: str) -> None:
    assert is_prose(text)


@pytest.mark.parametrize(
    "text",
    [
        "Luna Clinic, 12 Main Street, London, +44 20 7946 0000",
        "info@luna-clinic.example, https://luna-clinic.example/how-to-find-us",
        "Clinique de la Source, 1000 Lausanne",
        "+44 20 7946 0000",
    ],
)
def test_names_addresses_and_numbers_alone_do_not(text: str) -> None:
    assert not is_prose(text)
