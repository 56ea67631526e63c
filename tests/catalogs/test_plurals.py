"""Plural forms of all of CLDR's locales."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from babel.core import Locale
from babel.localedata import locale_identifiers

from pipeline.catalogs.plurals import forms_of, order_in_file, plural_rule

LOCALES = sorted({str(Locale.parse(identifier)) for identifier in locale_identifiers()})


@pytest.mark.heavy
def test_every_locale_has_forms_in_the_order_of_cldr_that_its_expression_chooses() -> None:
    for locale in LOCALES:
        rule, cldr = plural_rule(locale), Locale.parse(locale).plural_form
        choose = rule.choose()
        assert 1 <= rule.count <= 6, locale
        assert all(rule.categories[choose(number)] == cldr(number) for number in range(1001)), locale


@pytest.mark.parametrize(
    ("locale", "categories"),
    [
        ("ja", "other"),
        ("fr", "one other"),
        ("pl", "one few many"),
        ("he", "one two other"),
        ("ar", "zero one two few many other"),
    ],
)
def test_a_language_has_the_forms_that_whole_numbers_take(locale: str, categories: str) -> None:
    assert plural_rule(locale).categories == tuple(categories.split())


@pytest.mark.heavy
def test_msgfmt_accepts_every_rule(tmp_path: Path) -> None:
    for header in sorted({plural_rule(locale).header for locale in LOCALES}):
        count = int(header.split("=")[1].split(";")[0])
        forms = "".join(f'msgstr[{form}] "x"\n' for form in range(count))
        text = f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: {header}\\n"\n\n'
        (tmp_path / "x.po").write_text(f'{text}msgid "a"\nmsgid_plural "b"\n{forms}', encoding="utf-8")
        done = subprocess.run(
            ["msgfmt", "--check-header", "-o", "/dev/null", tmp_path / "x.po"], capture_output=True, text=True
        )
        assert done.returncode == 0, (header, done.stderr)


def test_a_file_with_the_same_forms_in_another_order_is_understood() -> None:
    assert order_in_file("n==1", 2, "de") == (1, 0)
    assert order_in_file("n != 1", 2, "de") == (0, 1)
    assert order_in_file("n > 1", 2, "de") is None
    assert order_in_file("n != 1", 3, "de") is None


@pytest.mark.parametrize("expression", ["", "n", "n%0", "__import__('os')", "(" * 500, "n;n", "x"])
def test_what_is_no_rule_gives_no_forms(expression: str) -> None:
    assert forms_of(expression, 2) is None
