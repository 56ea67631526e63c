"""Plural forms of all of CLDR's locales."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from babel.core import Locale
from babel.localedata import locale_identifiers

from pipeline.catalogs.plurals import forms_of, is_rule_of, order_in_file, plural_rule, rule_in

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


@pytest.mark.parametrize(
    ("locale", "header"),
    [
        ("ja", "nplurals=1; plural=0;"),
        ("es", "nplurals=2; plural=(n != 1);"),
        ("fr", "nplurals=2; plural=(n > 1);"),
        ("pt_BR", "nplurals=2; plural=(n > 1);"),
        ("pl", "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"),
        ("he", "nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);"),
    ],
)
def test_a_rule_is_written_as_everybody_does_whatever_release_of_babel_knows_it(locale: str, header: str) -> None:
    assert plural_rule(locale).header == header


@pytest.mark.parametrize(
    ("locale", "header", "is_its"),
    [
        ("de", "nplurals=2; plural=n != 1", True),
        ("de", "Plural-Forms: nplurals=2; plural=((n == 1) ? 0 : 1);", True),
        ("de", "nplurals=2; plural=(n == 1)", False),
        ("de", "nplurals=2; plural=(n > 1)", False),
        ("de", "nplurals=3; plural=(n != 1)", False),
        ("de", "nplurals=INTEGER; plural=EXPRESSION;", False),
        ("de", "", False),
    ],
)
def test_a_rule_is_a_languages_own_by_the_forms_that_it_gives(locale: str, header: str, is_its: bool) -> None:
    assert is_rule_of(header, locale) is is_its


def test_a_header_names_how_many_forms_there_are_and_what_chooses_one() -> None:
    assert rule_in("nplurals=2; plural=(n != 1);\nX: y") == (2, "(n != 1)")
    assert rule_in("X: y") is None


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
