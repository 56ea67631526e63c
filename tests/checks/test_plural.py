"""Which of the source's texts each plural form is held against."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.catalogs.plurals import plural_rule
from pipeline.checks.plural import pairs_of
from pipeline.model import Message

PLURAL = Message("One tag:", msgid_plural="%(n)s tags:")


@pytest.mark.parametrize(
    ("locale", "form", "translation", "source"),
    [
        ("ar", 2, "وسمان:", "One tag:"),
        ("ar", 0, "%(n)s وسوم:", "%(n)s tags:"),
        ("ar", 3, "%(n)s وسوم:", "%(n)s tags:"),
        ("ar", 3, "وسوم:", "%(n)s tags:"),  # for 3 to 10: it has to say how many
        ("de", 0, "%(n)s Schlagwort:", "%(n)s tags:"),
        ("de", 1, "Schlagwörter:", "%(n)s tags:"),
        ("fr", 0, "%(n)s étiquette :", "One tag:"),  # for 0 and 1: as the source has it
        ("pl", 0, "Jeden tag:", "One tag:"),
        ("pl", 0, "%(m)s tag:", "One tag:"),
    ],
)
def test_a_form_for_one_number_may_leave_it_out_or_have_it(
    locale: str, form: int, translation: str, source: str
) -> None:
    texts = tuple(translation if index == form else "" for index in range(plural_rule(locale).count))
    pairs = list(pairs_of(replace(PLURAL, translations=texts), locale))
    assert pairs[form] == (source, translation)


def test_where_both_of_the_sources_texts_have_the_number_it_is_left_out_all_the_same() -> None:
    message = Message("%(n)s tag", msgid_plural="%(n)s tags", translations=("لا وسوم", "وسم", "وسمان", "", "", ""))
    assert [source for source, _ in pairs_of(message, "ar")][:3] == [" tags"] * 3
    two = Message("%(n)s of %(m)s", msgid_plural="%(n)s of %(m)s", translations=("", "", "وسمان", "", "", ""))
    assert list(pairs_of(two, "ar"))[2][0] == "%(n)s of %(m)s"


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
    return [source for source, _ in pairs_of(replace(message, translations=translations), locale)]


def test_a_message_without_a_plural_is_held_against_itself() -> None:
    message = Message("%(n)s tags", translations=("Schlagwörter",))
    assert list(pairs_of(message, "de")) == [("%(n)s tags", "Schlagwörter")]


def test_a_form_is_held_against_the_text_that_has_its_placeholders() -> None:
    assert sources(PLURAL, "de", "Ein Schlagwort:", "%(n)s Schlagwörter:") == ["One tag:", "%(n)s tags:"]
    assert sources(PLURAL, "de", "%(n)s Schlagwort:", "%(n)s Schlagwörter:") == ["%(n)s tags:", "%(n)s tags:"]


def test_a_form_for_many_numbers_is_held_against_the_plural_even_if_it_has_no_number() -> None:
    assert sources(PLURAL, "de", "Ein Schlagwort:", "Ein Schlagwort:")[1] == "%(n)s tags:"
    assert sources(PLURAL, "ru", "x", "Метки:", "%(n)s меток:")[1:] == ["%(n)s tags:", "%(n)s tags:"]


def test_braces_are_placeholders_as_well() -> None:
    message = Message("{n} tag", msgid_plural="{n} tags")
    assert sources(message, "de", "Ein Schlagwort", "{n} Schlagwörter") == [" tags", "{n} tags"]


def test_of_several_placeholders_none_may_be_left_out() -> None:
    message = Message("%(n)s in %(m)s", msgid_plural="%(n)s in all %(m)s")
    assert sources(message, "de", "Eins", "%(n)s in %(m)s")[0] == "%(n)s in %(m)s"


def test_a_placeholder_that_is_written_twice_counts_twice() -> None:
    message = Message("%(n)s tag", msgid_plural="%(n)s tags of %(n)s")
    assert sources(message, "de", "%(n)s von %(n)s", "x")[0] == "%(n)s tags of %(n)s"
    assert sources(message, "de", "Eins", "x")[0] == " tags of "
