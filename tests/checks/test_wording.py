"""What a careful reader would mark in the margin: each rule of the module, right and wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.checks.wording import wording_faults
from tests.checks.checked import lines_of, pair_of
from tests.checks.checked import rules as rendered


def rules(source: str, translation: str, locale: str = "de", kind: str = "paragraph") -> list[str]:
    return [fault.rule for fault in wording_faults(pair_of(source, translation, locale, kind))]


@pytest.mark.parametrize(
    "text", ["Take it now", "First steps", "See a@b.example or the other page", "Take {n} of these"]
)
def test_a_sentence_that_is_left_as_it_is_is_unchanged(text: str) -> None:
    assert rules(text, text) == ["unchanged"]


@pytest.mark.parametrize(
    "text",
    [
        "OK",
        "5 mg",
        "Ann Lee",
        "a@b.example",
        "https://a.example/of/these",
        "%(count)s {names} [^of-these]",
        "pelican-docs.org",
        "src/lib.rs hello_big_world",
        '"gfx::rust_bindings"',
        "{% youtube a-b %}",
    ],
)
def test_names_numbers_single_words_and_what_is_no_prose_may_be_the_same(text: str) -> None:
    assert rules(text, text) == []


def test_what_the_site_says_never_changes_may_be_the_same() -> None:
    pair = pair_of("The good sleep guide", "The good sleep guide")
    assert [fault.rule for fault in wording_faults(pair)] == ["unchanged"]
    assert list(wording_faults(replace(pair, invariants=("The good sleep guide",)))) == []


def test_a_text_that_is_unchanged_is_blamed_for_nothing_else() -> None:
    assert rules(" one  two three (", " one  two three (") == ["unchanged"]


@pytest.mark.parametrize(
    ("source", "translation"),
    [("Coffee", "Caf\ufffd"), ("On fine words", "Ã¼ber schÃ¶ne WÃ¶rter"), ("One two", "Eins\\nzwei")],
)
def test_text_that_was_lost_misread_or_escaped_twice_is_damaged(source: str, translation: str) -> None:
    assert rules(source, translation) == ["damaged"]


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("The sign \ufffd", "Das Zeichen \ufffd"),
        ("It shows Ã¼ and Ã¶", "Da steht Ã¼ und Ã¶"),
        ("Write \\n", "Schreib \\n"),
    ],
)
def test_what_the_source_has_as_well_is_not_damaged(source: str, translation: str) -> None:
    assert "damaged" not in rules(source, translation)


def test_mojibake_is_seen_far_behind_in_a_long_text() -> None:
    long = "Wort " * 150
    assert "damaged" in rules("word " * 150, f"{long}schÃ¶ne WÃ¶rter {long}")


@pytest.mark.parametrize("character", ["\u200b", "\u00ad", "\u2060", "\ufeff", "\u180e"])
def test_an_invisible_character_that_the_source_has_not_is_named(character: str) -> None:
    assert rules("One two", f"Eins{character} zwei") == ["invisible"]
    assert rules(f"One{character} two", f"Eins{character} zwei") == []


@pytest.mark.parametrize("locale", ["th", "km", "lo", "my"])
def test_languages_that_show_by_it_where_a_line_may_end_have_the_zero_width_space(locale: str) -> None:
    assert rules("One", "ก\u200bข", locale) == []


def test_japanese_and_chinese_break_lines_without_it() -> None:
    assert [rules("One", "日\u200b本", locale) for locale in ("ja", "zh_Hans")] == [["invisible"], ["invisible"]]


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("Take it now", "Nehmen nehmen Sie es", "de"),
        ("Take it now", "Nehmen\u00a0Nehmen Sie es", "de"),
        ("Drink water", "Trinken Sie Wasser\n   Wasser", "de"),
        ("Drug test", "薬物検査薬物検査", "ja"),
        ("Mine", "我的我的", "zh_Hans"),
    ],
)
def test_a_word_that_stands_twice_is_named(source: str, translation: str, locale: str) -> None:
    assert rules(source, translation, locale) == ["doubled-word"]


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("Know what that is", "Wissen, was was ist", "de"),
        ("Look at it", "看看", "zh_Hans"),
        ("No no", "Nein nein", "de"),
        ("Bora Bora is far", "Bora Bora ist weit", "de"),
        ("A test", "Nach-nach da", "de"),
        ("Take it", "nehmen, nehmen", "de"),
        ("Take it", "an anderen", "de"),
    ],
)
def test_what_may_stand_twice_is_no_doubled_word(source: str, translation: str, locale: str) -> None:
    assert rules(source, translation, locale) == []


def test_each_language_doubles_words_and_ends_sentences_in_its_own_way() -> None:
    habits = {"doubled-word", "end-punctuation"}
    assert [one for one in lines_of("habits", "right") if habits & set(rules(*one))] == []
    assert [one for one in lines_of("habits", "wrong") if not habits & set(rules(*one))] == []


def test_a_word_beside_itself_across_a_mark_is_not_doubled() -> None:
    assert rendered("**Fever** may come.", "**Fieber** Fieber kann kommen.", "de") == []
    assert rendered("Take **the pill** now.", "Nehmen Sie **die Tablette Tablette** jetzt.", "de") == ["doubled-word"]


@pytest.mark.parametrize("translation", [" Eins", "Eins ", "Eins\n", "Eins  zwei", "一\u3000\u3000二"])
def test_white_space_at_the_edges_and_two_spaces_in_a_row_are_named(translation: str) -> None:
    assert rules("One", translation) == ["whitespace"]


def test_white_space_as_the_source_has_it_is_right() -> None:
    assert rules(" One  two ", " Eins  zwei ") == []


@pytest.mark.parametrize(
    ("translation", "locale", "spacing"),
    [
        ("Ja , so", "de", True),
        ("Ja : so", "de", True),
        ("Ja ! so", "de", True),
        ("Ja, so", "de", False),
        ("نعم ، كذا", "ar", True),
        ("نعم، كذا", "ar", False),
        ("Oui , so", "fr", True),
        ("Oui : so", "fr", False),
        ("Oui\u00a0! so", "fr", False),
        ("Oui\u202f? so", "fr", False),
        ("Oui ! so", "fr", True),
        ("Oui! so", "fr", True),
        ("«\u202foui\u202f» so", "fr", False),
        ("«oui\u202f» so", "fr", True),
        ("« oui\u202f» so", "fr", True),
        ("Oui! so", "fr_CA", False),
        ("はい,そう", "ja", True),
        ("はい、そう", "ja", False),
        ("是!", "zh_Hans", True),
        ("是！", "zh_Hans", False),
        ("A, B 日", "ja", False),
    ],
)
def test_spaces_and_marks_are_those_of_the_language(translation: str, locale: str, spacing: bool) -> None:
    assert ("spacing" in rules("Yes", translation, locale)) is spacing


def test_a_space_before_a_mark_that_the_source_has_is_no_fault() -> None:
    assert rules("Yes , so", "Ja , so") == []


@pytest.mark.parametrize(
    ("source", "translation", "found"),
    [
        ("5 mg a day", "5mg am Tag", ["spacing"]),
        ("5 mg a day", "٥mg am Tag", ["spacing"]),
        ("5mg a day", "5mg am Tag", []),
        ("5 mg a day", "5 mg am Tag", []),
        ("B12g a day", "B12g am Tag", []),
        ("5\u00a0mg a day", "5 mg am Tag", ["non-breaking-space"]),
        ("5\u00a0mg a day", "5\u202fmg am Tag", []),
        ("5\u00a0% a day", "5 % am Tag", ["non-breaking-space"]),
        ("5\u00a0mg a day", "eine am Tag", []),
    ],
)
def test_between_number_and_unit_stands_a_space_that_does_not_break_where_the_sources_does_not(
    source: str, translation: str, found: list[str]
) -> None:
    assert rules(source, translation) == found


@pytest.mark.parametrize("translation", ["a (b", "b) a", "a [b", "a {b", "a 「b", "a 『b", "a 【b", "a （b"])
def test_brackets_close(translation: str) -> None:
    assert rules("a b", translation) == ["brackets"]


@pytest.mark.parametrize(
    ("source", "translation"), [("a b", "a （b) c"), ("a) one", "a) eins"), ("a b", "「a」 (b) [c]")]
)
def test_brackets_of_either_width_match_and_those_of_the_source_are_right(source: str, translation: str) -> None:
    assert rules(source, translation) == []


def test_quotation_marks_are_straight_only_where_the_sources_are() -> None:
    assert rules("a “b”", 'a "b"') == ["quotation-marks"]
    assert rules("a “b”", "a „b“") == rules('a "b"', 'a "c"') == rules("a b", 'a "b"') == []


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("Take it now.", "Jetzt nehmen", "de"),
        ("Take it now", "Jetzt nehmen.", "de"),
        ("Take it now?", "Jetzt nehmen.", "de"),
        ("Take it now!", "Jetzt nehmen.", "de"),
        ("Take it now:", "Jetzt nehmen.", "de"),
        ("Take it now.", "Jetzt nehmen…", "de"),
        ("Take it now.", "今飲む", "ja"),
        ("Take it now?", "今飲む。", "ja"),
        ("Take it now.", "Jetzt nehmen ;", "de"),
    ],
)
def test_a_text_ends_as_what_it_is(source: str, translation: str, locale: str) -> None:
    assert rules(source, translation, locale)[-1] == "end-punctuation"


@pytest.mark.parametrize(
    ("source", "translation", "locale", "kind"),
    [
        ("Take it now.", "今飲む。", "ja", "paragraph"),
        ("Take it now.", "अभी लें।", "hi", "paragraph"),
        ("Take it now?", "الآن؟", "ar", "paragraph"),
        ("Take it now?", "Τώρα;", "el", "paragraph"),
        ("Take it now.", "กินเลย", "th", "paragraph"),
        ("Take it now?", "今飲みますか。", "ja", "paragraph"),
        ("Take it so:", "次のとおりです。", "ja", "paragraph"),
        ("Take it now...", "Jetzt nehmen…", "de", "paragraph"),
        ("Take it now.[^1]", "Jetzt nehmen[^1].", "de", "paragraph"),
        ("(Take it now.)", "(Jetzt nehmen).", "de", "paragraph"),
        ("This one (it is the best!)", "これ（最高です）", "ja", "paragraph"),
        ("Old (ca. 400 B.C.)", "alt (ca. 400 vor Christus)", "de", "paragraph"),
        ("“Take it now.”", "„Jetzt nehmen“.", "de", "paragraph"),
        ("one by one.", "eins zu eins,", "de", "list item"),
        ("one by one.", "un à un\u202f;", "fr", "list item"),
        ("one by one,", "eins zu eins", "de", "paragraph"),
        ("Take.", "Nehmen", "de", "paragraph"),
    ],
)
def test_languages_end_the_same_in_their_own_way(source: str, translation: str, locale: str, kind: str) -> None:
    assert rules(source, translation, locale, kind) == []


def test_only_an_item_of_a_list_may_end_in_a_semicolon() -> None:
    assert rules("one by one.", "un à un\u202f;", "fr") == ["end-punctuation"]


LONG = "word " * 20


@pytest.mark.parametrize(
    ("source", "translation", "locale", "found"),
    [
        (LONG, "Wort " * 20, "de", []),
        (LONG, "Wort " * 5, "de", ["length"]),
        (LONG, "Wort " * 70, "de", ["length"]),
        (LONG, "語" * 35, "zh_Hans", []),
        (LONG, "語" * 110, "zh_Hans", ["length"]),
        ("word " * 10, "Wort " * 6, "de", []),
        ("word " * 10, "Wort " * 3, "de", ["length"]),
        ("word " * 5, "Wort", "de", []),
    ],
)
def test_a_long_text_is_about_as_long_in_the_translation_as_the_language_has_it(
    source: str, translation: str, locale: str, found: list[str]
) -> None:
    said = [rule for rule in rules(source.strip(), translation.strip(), locale) if rule == "length"]
    assert said == found


@pytest.mark.parametrize(
    ("source", "translation", "locale", "found"),
    [
        ("One. Two. Three.", "Eins.", "de", ["sentences"]),
        ("One. Two. Three.", "Eins, zwei, drei.", "de", []),  # joined, not lost
        ("One. Two.", "A. B. C. D. E.", "de", ["sentences"]),
        ("One. Two.", "Eins, zwei.", "de", []),
        ("One. Two.", "Eins. Zwei. Drei. Vier.", "de", []),
        ("One. Two. Three.", "一。二。三。", "ja", []),
        ("One. Two. Three.", "หนึ่ง สอง สาม", "th", []),
        ("One. Two.", "Eins, u.a. das, i.d.R. jenes, z.B. so. Zwei.", "de", []),
        ("One. Two.", "Eins, ca. 5, bzw. 6, evtl. 7. Zwei.", "de", []),
        ("One. Two. Three", "Eins. Zwei. Drei", "de", []),
        ("A.", "A. B. C.", "de", []),
    ],
)
def test_a_translation_has_about_as_many_sentences(
    source: str, translation: str, locale: str, found: list[str]
) -> None:
    assert [rule for rule in rules(source, translation, locale) if rule == "sentences"] == found


@pytest.mark.parametrize(
    ("length", "locale", "kind", "found"),
    [
        (121, "de", "title", ["field-length"]),
        (120, "de", "title", []),
        (121, "de", "paragraph", []),
        (401, "de", "summary", ["field-length"]),
        (400, "de", "summary", []),
        (61, "ja", "title", ["field-length"]),
        (60, "ja", "title", []),
    ],
)
def test_titles_and_summaries_that_are_cut_off_are_too_long_and_ideographs_are_twice_as_wide(
    length: int, locale: str, kind: str, found: list[str]
) -> None:
    text = ("abcdefg" * 60)[:length] if locale == "de" else ("かきくけこさし" * 10)[:length]
    assert [rule for rule in rules("Title", text, locale, kind) if rule == "field-length"] == found


def test_a_title_that_is_as_long_in_the_source_is_not_too_long() -> None:
    assert "field-length" not in rules("x" * 150, "y" * 160, kind="title")
