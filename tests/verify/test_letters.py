"""What a text says to who sees it."""

from __future__ import annotations

import unicodedata

import pytest

from pipeline.verify.letters import folded, says_enough, says_something

SOURCE = "This is not advice."


@pytest.mark.parametrize(
    "disguised",
    [
        "This is not advice \u200b.",
        "Thіs іs not advіce.",
        "Τһіѕ іѕ nоt аdνісе",
        "Тһіѕ іѕ пот аԁѵісе".replace("п", "ո").replace("т", "t"),
        "This\u00a0is\u202fnot\u3000advice",
        "THIS IS NOT ADVICE!",
        "T h i s  i s  n o t  a d v i c e",
        "Th\u00adis i\u200ds n\u2060ot adv\u3164ice",
        "Ｔｈｉｓ ｉｓ ｎｏｔ ａｄｖｉｃｅ",
        "𝐓𝐡𝐢𝐬 𝐢𝐬 𝐧𝐨𝐭 𝐚𝐝𝐯𝐢𝐜𝐞",
        "ᴛhɪs ɪs ɴoᴛ ᴀᴅᴠɪᴄᴇ",
        "Thís ìs nöt ädvicę",
        "Thls ls n0t advlce",
        "Tհis is ոօt adviсe",
        "ᎢᎻis is not advice",
        "“This—is/not|advice”",
        "Tʜɪs ɪs ɴᴏᴛ ᴀᴅᴠɪᴄᴇ",
        "🅣🅗🅘🅢 🅘🅢 🅝🅞🅣 🅐🅓🅥🅘🅒🅔",
        "🆃🅷🅸🆂 🅸🆂 🅽🅾🆃 🅰🅳🆅🅸🅲🅴",
        "🇹🇭🇮🇸 🇮🇸 🇳🇴🇹 🇦🇩🇻🇮🇨🇪",
        "Ŧħɨs ɨs ɲøŧ ąđvıƈɇ",
        "ꓔꓧꓲꓢ ꓲꓢ ꓠꓳꓔ ꓮꓓꓦꓲꓚꓰ",
        "Th15 15 n07 4dv1c3",
    ],
)
def test_the_same_words_in_disguise_are_the_same_words(disguised: str) -> None:
    assert folded(disguised).replace("l", "") == folded(SOURCE).replace("l", "")


@pytest.mark.parametrize(
    "other", ["Dies ist kein Rat.", "Это не совет.", "Δεν είναι συμβουλή.", "これは助言ではありません。"]
)
def test_other_words_are_others(other: str) -> None:
    assert folded(other) != folded(SOURCE)
    assert folded(other)


def test_each_letter_is_folded_to_one_that_is_latin() -> None:
    for point in (*range(0x370, 0x590), *range(0x13A0, 0x1400), *range(0x1D00, 0x1D80)):
        plain = folded(chr(point))
        assert len(plain) <= 4
        assert not plain or plain == folded(plain), chr(point)


@pytest.mark.parametrize(
    "point", [0x115F, 0x1160, 0x17B4, 0x3164, 0xFFA0, 0x34F, 0x180B, 0xFE00, 0x2800, 0x200B, 0x13441]
)
def test_what_shows_nothing_says_nothing(point: int) -> None:
    assert not says_something(f" {chr(point)}. ")
    assert says_something(f"{chr(point)}x")


def test_every_letter_that_unicode_has_for_nothing_is_known() -> None:
    names = ("FILLER", "BLANK", "INHERENT", "INVISIBLE")
    for point in range(0x110000):
        name = unicodedata.name(chr(point), "")
        if any(word in name.split() for word in names):
            assert not says_something(chr(point)), name


LONG = "This is no advice of a doctor, and nobody's either."


@pytest.mark.parametrize(
    ("text", "original", "is_enough"),
    [
        *((nothing, LONG, False) for nothing in ["", "1 2 3 4 5", *". ـ ー ﾞ ˑ 1 x 無 xxxxxxxxx xyxyxyxyxy".split()]),
        *((nothing, "No advice", False) for nothing in "… ـ ーー".split()),
        *((text, LONG, True) for text in "Arztrat? 非醫療建議 助言ではありません 조언이아닙니다 نصيحة คำแนะนำ".split()),
        *((text * 20, LONG, False) for text in ("ㆍ", "ㆍ ㅡ", "一", "丨丶", "口", "〇", "ǃ", "ຯ", "ㅣㅡ")),
        ("ㆍㆍㆍ", "No advice", False),
        ("一", "One", True),
        ("x x x", "Ask your doctor.", False),
        ("Nein", "No advice", True),
        ("19", "Nineteen", True),
        ("5", "5 mg", True),
        ("無", "None", True),
        ("Advice", "これは助言ではありません。", True),
        ("a", "これは医師の助言ではありません。", False),
        ("FDA", "Food and Drug Administration", True),
    ],
)
def test_a_translation_says_more_than_next_to_nothing(text: str, original: str, is_enough: bool) -> None:
    assert says_enough(text, original) is is_enough
