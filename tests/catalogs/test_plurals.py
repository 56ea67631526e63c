"""Plural forms of all of CLDR's locales."""

from __future__ import annotations

import random
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from babel.core import Locale
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogs.plurals import (
    PluralRule,
    categories_of,
    effective_rule,
    forms_of,
    in_forms_of,
    own_rule,
    plural_rule,
    rule_in,
    source_of,
    tells_less,
)
from pipeline.model import Catalog, Message

LOCALES = sorted({str(Locale.parse(identifier)) for identifier in locale_identifiers()})


@pytest.mark.parametrize("part", [pytest.param(1, marks=pytest.mark.long), 5])
@pytest.mark.heavy
def test_every_locale_has_forms_in_the_order_of_cldr_that_its_expression_chooses(part: int) -> None:
    tried = set()
    for locale in LOCALES[::part]:
        rule, categories, cldr = plural_rule(locale), categories_of(locale), Locale.parse(locale).plural_form
        choose = rule.choose()
        assert 1 <= rule.count <= 6, locale
        # Hundreds of locales have the same rule as another one, here and in CLDR.
        if (known := (rule.header, categories, repr(cldr))) not in tried:
            assert all(categories[choose(number)] == cldr(number) for number in range(1001)), locale
        tried.add(known)
    assert len(tried) > 10


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
    assert categories_of(locale) == tuple(categories.split())


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


def rule(count: int, expression: str) -> PluralRule:
    return PluralRule(count, expression)


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ("nplurals=2; plural=(n != 1);", rule(2, "(n != 1)")),
        ("nplurals=2; plural=n>1", rule(2, "n>1")),
        (" nplurals = 1 ; plural = 0 ; ", rule(1, "0")),
        ("plural=n != 1; nplurals=2;", rule(2, "n != 1")),
        ("nplurals=INTEGER; plural=EXPRESSION;", None),
        ("nplurals=1; plural=(n != 1);", None),
        ("nplurals=2;", None),
        ("nplurals=99999999; plural=0;", None),
        ("nplurals=0; plural=0;", None),
        ("", None),
    ],
)
def test_a_header_has_a_sound_rule_or_none(field: str, found: PluralRule | None) -> None:
    assert rule_in(field) == found


def catalog(field: str, *messages: Message) -> Catalog:
    return Catalog("theme", "de", messages, (("Plural-Forms", field),))


PLURAL = Message("%(n)s day", msgid_plural="%(n)s days", translations=("x", "y"))


def test_a_catalog_has_its_own_rule_and_cldrs_only_where_nobody_has_written_by_another() -> None:
    own, empty = "nplurals=2; plural=(n > 1);", replace(PLURAL, translations=("", ""))
    assert effective_rule(catalog(own, PLURAL), "de") == own_rule(catalog(own)) == rule(2, "(n > 1)")
    for field in ("nplurals=INTEGER; plural=EXPRESSION;", ""):
        assert effective_rule(catalog(field, empty), "de") == plural_rule("de")
        assert effective_rule(catalog(field, PLURAL), "de") is None
        assert effective_rule(catalog(field, replace(PLURAL, obsolete=True)), "de") is None


@pytest.mark.heavy
def test_msgfmt_accepts_every_rule(tmp_path: Path) -> None:
    for header in sorted({plural_rule(locale).header for locale in LOCALES if "_" not in locale}):
        count = int(header.split("=")[1].split(";")[0])
        forms = "".join(f'msgstr[{form}] "x"\n' for form in range(count))
        assert what_msgfmt_says(tmp_path, header, f'msgid "a"\nmsgid_plural "b"\n{forms}') == "", header


@pytest.mark.heavy
def test_a_rule_is_sound_exactly_where_msgfmt_says_so(tmp_path: Path) -> None:
    """Sound rules with a character less, more or another: most of them are unsound, in all the ways there are."""
    chance, verdicts = random.Random(1), set()
    rules = [plural_rule(locale).expression for locale in ("de", "fr", "ru", "ar", "ja")]
    unsound = ["(n = 1)", "n ! 1", "n", "1/n", "(n != 1", "(n != 1), 2", "n n", "", "n % 0", "-n", "~n", "n != 01"]
    for _ in range(150):
        rule = chance.choice(rules)
        place = chance.randrange(len(rule))
        unsound.append(rule[:place] + chance.choice(["", *"n01!=<>&|?:()%+-*/ "]) + rule[place + chance.randrange(2) :])
    for expression in unsound:
        field = f"nplurals=6; plural={expression};"
        said = what_msgfmt_says(tmp_path, field)
        assert (rule_in(field) is not None) == (said == ""), f"{field}: {said}"
        verdicts.add(said == "")
    assert verdicts == {True, False}


def what_msgfmt_says(folder: Path, field: str, entries: str = "") -> str:
    """Why it refuses a catalog with these plural forms, or nothing."""
    text = f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: {field}\\n"\n\n{entries}'
    (folder / "x.po").write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["msgfmt", "--check-header", "-o", "/dev/null", folder / "x.po"], capture_output=True, text=True
    )
    return done.stderr if done.returncode else ""


FRENCH_3 = rule(3, "(n == 0 || n == 1) ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2")
RUSSIAN_4 = rule(
    4,
    "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : n%10==0 || (n%10>=5 && n%10<=9)"
    " || (n%100>=11 && n%100<=14) ? 2 : 3)",
)
FOR_NO_NUMBER = "plural form for no whole number: 1.5"
MANY_FOR_MILLIONS = "plural form for 1000000, 2000000, 10000000: many"


@pytest.mark.parametrize(
    ("theirs", "texts", "ours", "expected", "comment", "fuzzy"),
    [
        (rule(2, "n == 1"), ("y", "x"), plural_rule("de"), ("x", "y"), "", False),
        (rule(1, "0"), ("x",), plural_rule("ru"), ("x", "x", "x"), "", False),
        (rule(2, "n > 1"), ("x", "y"), plural_rule("de"), ("x", "y"), "", False),
        (plural_rule("de"), ("x", "x"), plural_rule("ja"), ("x",), "", False),
        (plural_rule("de"), ("x", "y"), plural_rule("ja"), ("y",), "plural form for 1: x", True),
        (FRENCH_3, ("one", "other", "other"), plural_rule("fr"), ("one", "other"), "", False),
        (FRENCH_3, ("one", "many", "other"), plural_rule("fr"), ("one", "other"), MANY_FOR_MILLIONS, True),
        (RUSSIAN_4, ("1", "2", "5", "1.5"), plural_rule("ru"), ("1", "2", "5"), FOR_NO_NUMBER, False),
        (plural_rule("ru"), ("1", "2", "5"), RUSSIAN_4, ("1", "2", "5", "5"), "", False),
    ],
)  # fmt: skip
def test_a_form_takes_the_text_of_its_numbers_and_what_finds_no_form_is_kept(
    theirs: PluralRule, texts: tuple[str, ...], ours: PluralRule, expected: tuple[str, ...], comment: str, fuzzy: bool
) -> None:
    found = in_forms_of(replace(PLURAL, translations=texts), theirs, ours)
    assert (found.translations, found.comment, found.fuzzy) == (expected, comment, fuzzy)


RULES = [*map(plural_rule, ("ja", "de", "fr", "pl", "ru", "he", "ar", "cy", "lv")), FRENCH_3, RUSSIAN_4]


@given(st.sampled_from(RULES), st.sampled_from(RULES))
def test_no_text_is_lost_and_equal_rules_change_nothing(theirs: PluralRule, ours: PluralRule) -> None:
    texts = tuple(f"text {form}" for form in range(theirs.count))
    message = replace(PLURAL, translations=texts)
    found = in_forms_of(message, theirs, ours)
    assert len(found.translations) == ours.count
    assert all(text in found.translations or f": {text}" in found.comment for text in texts)
    if theirs == ours:
        assert found == message


def test_what_a_form_says_is_told_by_its_numbers() -> None:
    assert [source_of(PLURAL, form, plural_rule("de")) for form in (0, 1)] == ["%(n)s day", "%(n)s days"]
    for locale in ("ja", "ru", "fr"):
        assert source_of(PLURAL, 0, plural_rule(locale)) == "%(n)s days"
    assert plural_rule("ru").examples(0) == "1, 21, 31, 41, …"


@pytest.mark.parametrize("locale", ["vi", "tg", "kok", "ht", "cv", "ie", "fr", "kw"])
def test_whatever_forms_a_release_of_babel_gives_a_language_its_older_catalogs_keep_theirs(locale: str) -> None:
    for field in ("nplurals=1; plural=0;", "nplurals=2; plural=(n != 1);", FRENCH_3.header):
        found = own_rule(catalog(field))
        assert found is not None
        assert effective_rule(catalog(field, PLURAL), locale) == found
        assert found.header.split() == field.split()


@pytest.mark.parametrize("expression", ["", "n", "n%0", "__import__('os')", "(" * 500, "n;n", "x"])
def test_what_is_no_rule_gives_no_forms(expression: str) -> None:
    assert forms_of(expression, 2) is None


@pytest.mark.parametrize(
    ("theirs", "ours", "less"),
    [("ja", "de", True), ("de", "ru", True), ("de", "ar", True), ("fr", "de", False), ("de", "fr", False)],
)
def test_a_rule_tells_less_where_one_form_is_for_small_numbers_of_several_of_ours(
    theirs: str, ours: str, less: bool
) -> None:
    assert tells_less(plural_rule(theirs), plural_rule(ours)) is less
