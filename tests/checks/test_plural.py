"""Which of the source's texts each plural form is held against."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.catalogs.plurals import PluralRule, plural_rule
from pipeline.checks.plural import pairs_of, plural_faults
from pipeline.model import Message

PLURAL = Message("One tag:", msgid_plural="%(n)s tags:")


@pytest.mark.parametrize(
    ("locale", "form", "translation", "source"),
    [
        ("ar", 2, "وسمان:", " tags:"),  # for 2 alone: its grammar says how many
        ("ar", 2, "2 وسم:", "2 tags:"),
        ("ar", 2, "3 وسم:", "2 tags:"),
        ("ar", 0, "%(n)s وسوم:", "%(n)s tags:"),
        ("ar", 3, "%(n)s وسوم:", "%(n)s tags:"),
        ("ar", 3, "وسوم:", "%(n)s tags:"),  # for 3 to 10: it has to say how many
        ("de", 0, "%(n)s Schlagwort:", "%(n)s tags:"),
        ("de", 0, "Ein Schlagwort:", "One tag:"),
        ("de", 1, "Schlagwörter:", "%(n)s tags:"),
        ("fr", 0, "%(n)s étiquette :", "%(n)s tags:"),  # for 0 and 1
        ("fr", 0, "Une étiquette :", "%(n)s tags:"),
        ("ja", 0, "%(n)s個のタグ", "%(n)s tags:"),  # for all numbers
        ("ja", 0, "タグ", "%(n)s tags:"),
        ("ru", 0, "%(n)s метка:", "%(n)s tags:"),  # for 1, 21, 31
        ("ru", 0, "Одна метка:", "%(n)s tags:"),
        ("pl", 0, "Jeden tag:", "One tag:"),
        ("pl", 0, "%(m)s tag:", "One tag:"),
    ],
)
def test_a_form_is_held_against_what_it_says_of_its_numbers(
    locale: str, form: int, translation: str, source: str
) -> None:
    texts = tuple(translation if index == form else "" for index in range(plural_rule(locale).count))
    pairs = list(pairs_of(replace(PLURAL, translations=texts), plural_rule(locale)))
    assert pairs[form] == (source, translation)


def test_where_both_of_the_sources_texts_have_the_number_it_is_left_out_all_the_same() -> None:
    message = Message("%(n)s tag", msgid_plural="%(n)s tags", translations=("لا وسوم", "وسم", "وسمان", "", "", ""))
    assert [source for source, _ in pairs_of(message, plural_rule("ar"))][:3] == [" tags"] * 3


@pytest.mark.parametrize(
    ("singular", "plural", "translation", "source"),
    [
        ("%(n)s in %(ward)s", "%(n)s in all of %(ward)s", "Eins in %(ward)s", " in all of %(ward)s"),
        ("One in %(ward)s", "%(beds)s in %(ward)s", "Eins in %(ward)s", "One in %(ward)s"),
        ("%(beds)d in %(ward)s", "%(beds)d in %(ward)s", "Eins in %(ward)s", " in %(ward)s"),
        ("%(a)s in %(b)s", "%(a)s in %(b)s", "Eins in %(b)s", "%(a)s in %(b)s"),  # nobody knows which is the number
        ("%(n)s in %(ward)s", "%(n)s in %(ward)s", "%(n)s dort", "%(n)s in %(ward)s"),
        ("%(n)s in %(ward)s", "%(n)s in %(ward)s", "Eins dort", "%(n)s in %(ward)s"),
        ("%(n)s in %(ward)s", "%(n)s in %(ward)s", "Eins in %(x)s", "%(n)s in %(ward)s"),
    ],
)
def test_of_several_placeholders_only_the_number_may_be_left_out(
    singular: str, plural: str, translation: str, source: str
) -> None:
    message = Message(singular, msgid_plural=plural, translations=(translation, "x"))
    assert next(pairs_of(message, plural_rule("de"))) == (source, translation)


@pytest.mark.parametrize(
    ("rule", "translations", "is_clear"),
    [
        (plural_rule("de"), ("a", "b"), True),
        (plural_rule("ja"), ("a", "b"), False),
        (plural_rule("ru"), ("a", "b"), False),
        (None, ("a", "b"), False),
        (None, ("", ""), True),
        (plural_rule("ru"), ("", ""), True),
    ],
)
def test_for_which_numbers_forms_are_a_sound_rule_for_as_many_forms_says(
    rule: PluralRule | None, translations: tuple[str, ...], is_clear: bool
) -> None:
    faults = list(plural_faults(replace(PLURAL, translations=translations), rule))
    assert bool(faults) is not is_clear


def test_msgfmt_agrees_that_the_number_may_be_left_out(tmp_path: Path) -> None:
    header = (
        f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: {plural_rule("ar").header}\\n"\n'
    )
    for leaves_out, wanted in ((2, 0), (3, 1)):
        forms = "".join(f'msgstr[{n}] "{"x" if n == leaves_out else "%(n)s x"}"\n' for n in range(6))
        text = f'{header}\n#, python-format\nmsgid "%(n)s a"\nmsgid_plural "%(n)s b"\n{forms}'
        (tmp_path / "x.po").write_text(text, encoding="utf-8")
        done = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", tmp_path / "x.po"], capture_output=True, text=True)
        assert done.returncode == wanted, done.stderr


def sources(message: Message, locale: str, *translations: str) -> list[str]:
    return [source for source, _ in pairs_of(replace(message, translations=translations), plural_rule(locale))]


def test_a_message_without_a_plural_is_held_against_itself() -> None:
    message = Message("%(n)s tags", translations=("Schlagwörter",))
    assert list(pairs_of(message, None)) == [("%(n)s tags", "Schlagwörter")]


def test_a_form_is_held_against_the_text_that_has_its_placeholders() -> None:
    assert sources(PLURAL, "de", "Ein Schlagwort:", "%(n)s Schlagwörter:") == ["One tag:", "%(n)s tags:"]
    assert sources(PLURAL, "de", "%(n)s Schlagwort:", "%(n)s Schlagwörter:") == ["%(n)s tags:", "%(n)s tags:"]


def test_a_form_for_many_numbers_is_held_against_the_plural_even_if_it_has_no_number() -> None:
    assert sources(PLURAL, "de", "Ein Schlagwort:", "Ein Schlagwort:")[1] == "%(n)s tags:"
    assert sources(PLURAL, "ru", "x", "Метки:", "%(n)s меток:")[1:] == ["%(n)s tags:", "%(n)s tags:"]


def test_braces_are_placeholders_as_well() -> None:
    message = Message("{n} tag", msgid_plural="{n} tags")
    assert sources(message, "de", "Ein Schlagwort", "{n} Schlagwörter") == [" tags", "{n} tags"]


def test_a_placeholder_that_is_written_twice_counts_twice() -> None:
    message = Message("%(n)s tag", msgid_plural="%(n)s tags of %(n)s")
    assert sources(message, "de", "%(n)s von %(n)s", "x")[0] == "%(n)s tags of %(n)s"
    assert sources(message, "de", "Eins", "x")[0] == " tags of "


@pytest.mark.parametrize(
    ("locale", "rule", "translations", "source"),
    [
        ("ar", plural_rule("ar"), ("", "", "قرص واحد", "", "", ""), "2 tags:"),
        ("ar", plural_rule("ar"), ("", "", "وسمان:", "", "", ""), " tags:"),
        ("de", PluralRule(2, "n == 2 ? 0 : 1"), ("Ein Schlagwort:", ""), "2 tags:"),
        ("de", PluralRule(2, "n == 5 ? 0 : 1"), ("2 Schlagwörter:", ""), "5 tags:"),
        ("de", PluralRule(2, "n == 2 ? 0 : 1"), ("Zwei Schlagwörter:", ""), " tags:"),
        ("de", plural_rule("de"), ("Zwei Schlagwörter:", ""), "1 tags:"),
        ("de", plural_rule("de"), ("Ein Schlagwort:", ""), "One tag:"),
    ],
)
def test_a_form_for_one_number_may_say_no_other(
    locale: str, rule: PluralRule, translations: tuple[str, ...], source: str
) -> None:
    message = replace(PLURAL, msgid="One tag:" if "Ein Schlagwort:" in translations else "%(n)s tag:")
    pairs = pairs_of(replace(message, translations=translations), rule, locale)
    assert source in [one for one, translation in pairs if translation]
