"""Words of letters that look like others."""

from __future__ import annotations

import pytest

from pipeline.checks.scripts import disguise_faults
from tests.checks.checked import rules


@pytest.mark.parametrize(
    "word",
    [
        "Thіs",
        "advіce",
        "аdvice",
        "Bеratung",
        "Ηaftung",
        "Haftսng",
        "Ꭱat",
        "nо\u200dt",
        "сontrol",
        "includе",
    ],
)
def test_a_latin_word_with_a_letter_of_another_script_is_refused(word: str) -> None:
    found = [fault.rule for fault in disguise_faults("A text", f"Ein {word} hier")]
    assert found == ["look-alikes"]
    assert list(disguise_faults(f"A {word} here", f"Ein {word} hier")) == []


@pytest.mark.parametrize(
    ("locale", "translation"),
    [
        ("ru", "PDF-файл на web-сайте, email'ом и SMSки, 5 кВт, ДНК, РНК, файл PDFа, IP-адрес, URLы, HbA1c"),
        ("uk", "Файл PDFу, інтернет-сторінка"),
        ("sr", "кôд, дâ"),
        ("de", "kΩ, µg, μg, β-Blocker, γ-GT, TNFα, IFNγ, NFκB, ΔT, MΩ, Δx, λmax, ρmax, ν, αKG, IgGκ"),
        ("el", "Το αρχείο PDF, το email, bytes του HbA1c, β-αναστολέας, pH"),
        ("ja", "CTスキャン、HbA1c値、Ｔシャツ、Aさん"),
        ("zh_Hans", "维生素C、B超、T细胞"),
        ("ko", "CT촬영, MRI검사"),
        ("hy", "PDF ֆայլ, email-ով"),
    ],
)
def test_what_languages_write_is_admitted(locale: str, translation: str) -> None:
    assert list(disguise_faults("A text", translation)) == []
    assert "mixed-script" not in rules("A text", translation, locale)


@pytest.mark.parametrize("word", ["Cервер", "предупреждениe", "Tρέχουσα", "στo", "дa", "Pозмір"])
def test_a_letter_of_another_keyboard_layout_is_a_warning(word: str) -> None:
    assert list(disguise_faults("A text", word)) == []
    assert rules("A text", f"{word} и", "ru").count("mixed-script") == 1


def test_a_placeholder_is_no_part_of_a_word() -> None:
    source, translation = "%(count)s hours", "%(count)sс, {}о"
    assert list(disguise_faults(source, translation)) == []
