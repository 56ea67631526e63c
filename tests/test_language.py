"""What is known of a language."""

from __future__ import annotations

import pytest

from pipeline.language import Language


@pytest.mark.parametrize(
    ("locale", "text", "can"),
    [
        ("ja", "Take me back", False),
        ("ja", "戻る", True),
        ("ja", "モ", True),
        ("ja", "2026", True),
        ("ko", "다음 page", True),
        ("ar", "Tags", False),
        ("ar", "RSS خلاصة", True),
        ("ru", "Метки", True),
        ("sr_Latn", "Oznake", True),
        ("sr", "Oznake", False),
        ("en", "Étiquettes", True),
    ],
)
def test_a_text_without_a_letter_of_a_languages_script_is_not_in_it(locale: str, text: str, can: bool) -> None:
    assert Language.of(locale).can_be_of(text) is can
