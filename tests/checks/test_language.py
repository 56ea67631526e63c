"""Which language a text is in."""

from __future__ import annotations

import pytest

from tests.checks.checked import rules

ENGLISH = "Please read this page before you take the medicine, and ask your doctor."
FRENCH = "Veuillez lire cette page avant de prendre le médicament, et demandez à votre médecin."
GERMAN = "Bitte lesen Sie diese Seite, bevor Sie das Medikament nehmen, und fragen Sie Ihren Arzt."


@pytest.mark.parametrize(
    ("translation", "locale", "is_found"),
    [
        (GERMAN, "de", False),
        (FRENCH, "de", True),
        (GERMAN, "ar", True),
        ("Ibuprofen", "ar", False),
        ("Veuillez lire", "de", False),
        ("%(number)s / %(num_pages)s쪽", "ko", False),  # a placeholder is in no script
    ],
)
def test_a_longer_text_in_another_language_is_found_and_a_short_one_says_too_little(
    translation: str, locale: str, is_found: bool
) -> None:
    pytest.importorskip("py3langid")
    assert ("language" in rules(ENGLISH, translation, locale)) is is_found


def test_a_text_that_is_the_sources_is_another_rules_business() -> None:
    assert "language" not in rules(ENGLISH, ENGLISH)
