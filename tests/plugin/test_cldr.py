"""Dates, times, numbers, lists and the order of names: CLDR's, whatever the C library knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest
from babel import Locale
from selectolax.lexbor import LexborHTMLParser

from pipeline.digits import LATIN_DIGITS
from pipeline.model import Language
from pipeline.plugin.cldr import (
    collated,
    date_pattern,
    format_date,
    format_list,
    format_number,
    format_time,
)
from tests.conftest import Site

WHEN = datetime(2026, 3, 7, 15, 4, 5)


@pytest.mark.parametrize(
    ("locale", "form", "wanted"),
    [
        ("en", "long", "March 7, 2026"),
        ("de", "long", "7. März 2026"),
        ("pl", "long", "7 marca 2026"),
        ("ja", "long", "2026年3月7日"),
        ("pt_BR", "full", "sábado, 7 de março de 2026"),
        ("ar", "long", "7 مارس 2026"),
        ("fr", "d MMMM", "7 mars"),
        ("de", "short", "07.03.26"),
        ("fa", "long", "۷ مارس ۲۰۲۶"),
        ("bn", "short", "৭/৩/২৬"),
        ("ar_EG", "d MMMM", "٧ مارس"),
        ("mr", "yyyy-MM-dd", "2026-03-07"),
        ("fa", "y", "2026"),
        # CLDR names no months in Haitian; until Babel 2.18 it was an heir of French.
        ("ht", "long", "7 mars 2026" if Locale.parse("ht").months["format"]["wide"][3] == "mars" else "2026-03-07"),
        ("sdh", "full", "٢٠٢٦-٠٣-٠٧"),
    ],
)
def test_dates(locale: str, form: str, wanted: str) -> None:
    assert format_date(WHEN, Language.of(locale), form) == wanted


@pytest.mark.parametrize(
    ("locale", "wanted"), [("en", "3:04\u202fPM"), ("de", "15:04"), ("ja", "15:04"), ("my", "၁၅:၀၄")]
)
def test_times(locale: str, wanted: str) -> None:
    assert format_time(WHEN, Language.of(locale)) == wanted


@pytest.mark.parametrize(
    ("locale", "wanted"),
    [
        ("en", "12,345.5"),
        ("de", "12.345,5"),
        ("fr", "12\u202f345,5"),
        ("es", "12.345,5"),
        ("pl", "12\u00a0345,5"),
        ("fa", "۱۲٬۳۴۵٫۵"),
        ("ckb", "١٢٬٣٤٥٫٥"),
        ("bn", "১২,৩৪৫.৫"),
        ("ar", "12,345.5"),
    ],
)
def test_numbers(locale: str, wanted: str) -> None:
    assert format_number(Decimal("12345.5"), Language.of(locale)) == wanted


def test_a_number_in_latin_digits_has_their_separators() -> None:
    assert format_number(1234.5, replace(Language.of("fa"), digits=LATIN_DIGITS)) == "1,234.5"


def test_a_number_may_have_a_pattern() -> None:
    assert format_number(0.5, Language.of("de"), "#,##0.00") == "0,50"


@pytest.mark.parametrize(
    ("locale", "wanted"), [("en", "a, b, and c"), ("de", "a, b und c"), ("ja", "a、b、c"), ("zh_Hans", "a、b和c")]
)
def test_lists(locale: str, wanted: str) -> None:
    assert format_list(["a", "b", "c"], Language.of(locale)) == wanted


@pytest.mark.parametrize(
    ("locale", "names"),
    [
        ("de", ["Apfel", "Äpfel", "Arzt", "Öl", "Ort", "Zeit"]),
        ("sv", ["Apa", "Zon", "Ål", "Äpple", "Öl"]),
        ("pl", ["ac", "ak", "ąb", "b", "cz", "ćma", "lek", "łan", "z", "źle", "żaba"]),
        ("es", ["nada", "nulo", "ñame", "oca"]),
        ("fr", ["cote", "coté", "côte", "côté", "cotes"]),
        ("cs", ["cena", "čas", "hora", "chata", "Chyba", "jih"]),
        ("tr", ["cam", "çam", "gaz", "ğ", "onur", "örnek"]),
        ("ar", ["ابن", "بيت", "تمر"]),
        ("ja", ["あさ", "ゆき", "よる"]),
    ],
)
def test_names_are_in_the_order_of_their_language(locale: str, names: list[str]) -> None:
    assert collated(reversed(names), Language.of(locale)) == names


def test_letters_that_are_written_in_parts_sort_as_whole_ones() -> None:
    """A letter and its combining mark are the letter."""
    assert collated(["b", "a\u0328", "az"], Language.of("pl")) == ["az", "a\u0328", "b"]


@pytest.mark.whole
@pytest.mark.own_processes
def test_themes_get_them_as_filters_and_pelicans_own_lists_are_in_order(good_site: Site) -> None:
    good_site.replace("source/articles/second.md", "Category: Care", "Category: Abroad")
    good_site.replace("source/articles/second.md", "Tags: sleep", "Tags: zest")
    good_site.write(
        "theme/templates/tags.html",
        "<!DOCTYPE html><html lang='{{ language.tag }}' dir='{{ language.dir }}'><title>x</title>"
        "<p>{% for tag, _ in tags|collate %}{{ tag }} {% endfor %}"
        "<b>{% for name, _ in categories %}{{ name }} {% endfor %}</b>"
        "<i>{{ articles|collate('title')|map(attribute='title')|join('|') }}</i>"
        "<u>{{ 1234.5|number }} {{ [1, 2]|format_list }} {{ articles[0].date|date('short') }} "
        "{{ articles[0].date|time }} {{ articles[0].date|strftime('%B') }}</u></p>",
    )
    good_site.run("update")
    for name, text in (("zest", "Ärger"), ("Abroad", "Zypern")):
        path = "locales/de/theme.po"
        before, _, after = good_site.read(path).partition(f'msgid "{name}"\n')
        kept = after.partition("\n")[2]
        good_site.write(path, f'{before}msgid "{name}"\nmsgstr "{text}"\n{kept}')
    good_site.run("build")
    page = LexborHTMLParser(good_site.read("output/de/tags.html"))
    assert page.css_first("p").text(deep=False).split() == ["Ärger", "Ruhe", "Schlaf"]
    # The addresses are the source's: abroad.html would come first.
    assert page.css_first("b").text().split() == ["Pflege", "Zypern"]
    assert page.css_first("i").text() == "Erste Schritte|Zweite Schritte"
    assert page.css_first("u").text() == "1.234,5 1 und 2 03.01.26 00:00 Januar"


@pytest.mark.parametrize("form", ["short", "medium", "long", "full", "MMMM y", "EEE, d MMM"])
def test_dates_in_every_form_are_known_as_dates(form: str) -> None:
    for locale in ("en", "de", "pl", "fr", "es", "ja", "zh_Hans", "pt_BR"):
        language = Language.of(locale)
        assert date_pattern(language).fullmatch(format_date(WHEN, language, form)), (locale, form)


@pytest.mark.parametrize("text", ["March on", "2 pills", "May", "Take it", "Sunday, Monday"])
def test_other_texts_are_not(text: str) -> None:
    assert not date_pattern(Language.of("en")).search(text)


def test_a_date_is_found_within_a_sentence() -> None:
    found = date_pattern(Language.of("en")).search("Posted on January 3, 2026 in Care")
    assert found is not None
    assert found[0] == "January 3, 2026"
