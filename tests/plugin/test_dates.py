"""Dates by strftime, in a language's own names, and what Pelican makes of dates."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from babel.localedata import locale_identifiers

from pipeline.digits import LATIN_DIGITS, Numerals
from pipeline.errors import PipelineError
from pipeline.model import Language
from pipeline.plugin.cldr import collated, format_date, format_number, format_time
from pipeline.plugin.contents import translate_content
from pipeline.plugin.dates import (
    date_format_alone,
    local_date,
    localized_strftime,
    machine_dates,
    period_names,
    reader_date,
    without_c_locales,
)
from pipeline.plugin.site import Site
from pipeline.review.supplied import supplied
from pipeline.settings import load_project
from tests.making import AR, BASE, DE, EN, PROJECT, SETTINGS, SETTINGS_PATH
from tests.plugin.pages import content

WHEN = datetime(2026, 3, 7, 15, 4, 5)
FA, PL = Language.of("fa"), Language.of("pl")


@pytest.mark.parametrize(
    ("locale", "pattern", "wanted"),
    [
        ("de", "%d. %B %Y", "07. März 2026"),
        ("pl", "%-d %B", "7 marca"),
        ("pl", "%B %Y", "marzec 2026"),
        ("fi", "%A %-d. %B", "lauantai 7. maaliskuuta"),
        ("fi", "%B", "maaliskuu"),
        ("fr", "%a %b", "sam. mars"),
        ("ar", "%A", "السبت"),
        ("de", "100 %% am %x", "100 % am 07.03.26"),
        ("ja", "%p", "午後"),
        ("de", "%X, %c", "15:04:05, 07.03.2026, 15:04:05"),
        ("de", "%Y-%m-%d %H:%M", "2026-03-07 15:04"),
        ("fa", "%d %B %Y", "۰۷ مارس ۲۰۲۶"),
        ("bn", "%x", "৭/৩/২৬"),
        ("fa", "%Y-%m-%dT%H:%M", "2026-03-07T15:04"),  # a machine may read it
        ("fa", "%Y", "2026"),
        ("fa", "%%B %Y", "%B 2026"),
        ("de", "%a, %d %b %Y %H:%M:%S +0000", "Sat, 07 Mar 2026 15:04:05 +0000"),  # RFC 5322
        ("de", "", ""),
    ],
)
def test_strftime_names_months_and_days_in_the_language(locale: str, pattern: str, wanted: str) -> None:
    assert localized_strftime(WHEN, pattern, Language.of(locale)) == wanted


def test_numbers_alone_wait_for_where_they_will_stand() -> None:
    assert isinstance(localized_strftime(WHEN, "%Y", FA), Numerals)
    assert isinstance(format_date(WHEN, FA, "y"), Numerals)
    for language, pattern in ((DE, "%Y"), (FA, "%B %Y"), (FA, "%a, %d %b %Y %H:%M")):
        assert type(localized_strftime(WHEN, pattern, language)) is str


def settings(**changes: Any) -> dict[str, Any]:
    return {**SETTINGS, **changes}


@pytest.mark.parametrize(
    ("changes", "language", "wanted"),
    [
        ({}, DE, "7. März 2026"),
        ({"DEFAULT_DATE_FORMAT": "%d %B %Y"}, DE, "07 März 2026"),
        ({"DEFAULT_DATE_FORMAT": "%d %B %Y", "DATE_FORMATS": {"de": "%-d. %b"}}, DE, "7. März"),
        ({"DATE_FORMATS": {"de": ("de_DE.UTF-8", "%-d. %B")}}, DE, "7. März"),
        ({"DATE_FORMATS": {"de": "%-d. %B"}}, Language.of("de_AT"), "7. März"),
        ({"DATE_FORMATS": {"pt-br": "%B"}}, Language.of("pt_BR"), "março"),
        ({"DATE_FORMATS": {"pt_BR": "%B", "pt": "%Y"}}, Language.of("pt_BR"), "março"),
        ({"DATE_FORMATS": {"fr": "%Y"}}, DE, "7. März 2026"),
        ({"DEFAULT_DATE_FORMAT": "%Y/%m/%d"}, FA, "۲۰۲۶/۰۳/۰۷"),
        ({"DEFAULT_DATE_FORMAT": "%Y/%m/%d"}, replace(FA, digits=LATIN_DIGITS), "2026/03/07"),
    ],
)
def test_the_sites_own_formats_hold_in_every_language(changes: dict[str, Any], language: Language, wanted: str) -> None:
    assert reader_date(WHEN, settings(**changes), language) == wanted


def test_an_articles_own_format_comes_first() -> None:
    assert reader_date(WHEN, settings(DATE_FORMATS={"de": "%Y"}), DE, "%B") == "März"


def test_the_process_is_put_into_no_c_locale() -> None:
    known = settings(DATE_FORMATS={"de": ("de_DE", "%d"), "ar": "%B", "pt-BR": ["pt_BR", "%Y"], "en": ("en_US", "%x")})
    found = without_c_locales(known, [DE, AR, Language.of("pt_BR")])
    assert found == {"DATE_FORMATS": {"de": "%d", "ar": "%B", "pt-BR": "%Y", "en": ("en_US", "%x")}}
    assert date_format_alone(("C", "%x")) == date_format_alone("%x") == "%x"


def test_a_date_itself_speaks_the_language_and_an_address_does_not() -> None:
    date = local_date(WHEN.replace(tzinfo=UTC), FA)
    assert date == WHEN.replace(tzinfo=UTC)
    assert date.strftime("%d %B") == "۰۷ مارس"
    assert date.strftime("%Y-%m") == "2026-03"
    assert f"{date:%Y/%b}" == "2026/Mar"
    assert f"{date}" == date.isoformat(" ")
    for other in (deepcopy(date), date.replace(day=1), date + (date - date)):
        assert other.strftime("%B") == "مارس"


@pytest.mark.parametrize(
    "tag", ['<time datetime="{}">', "<p><TIME class=x DateTime = '{}' >", "<ins datetime={}>", "<del\ndatetime='{}'>"]
)
def test_what_a_machine_reads_as_a_date_has_latin_digits(tag: str) -> None:
    rest = '۷ مارس datetime="۷" <p title="۷">'
    assert machine_dates(tag.format("۲۰۲۶-۰۳-۰۷") + rest, FA) == tag.format("2026-03-07") + rest


@pytest.mark.parametrize(
    ("period", "locale", "wanted"),
    [
        ((2026,), "de", (2026,)),
        ((2026, 3), "de", (2026, "März")),
        ((2026, 3), "pl", (2026, "marzec")),
        ((2026, 3, 7), "pl", (2026, "marca", 7)),
        ((2026, 3, 7), "fa", ("۲۰۲۶", "مارس", "۷")),
    ],
)
def test_archives_of_a_period_have_its_name(period: tuple[int, ...], locale: str, wanted: tuple[object, ...]) -> None:
    assert period_names(period, Language.of(locale)) == wanted


def article(language: Language, **changes: Any) -> Any:
    site = Site(replace(PROJECT, **changes), language, BASE, published={language.locale: frozenset({"articles/a.md"})})
    found = content(site, modified=datetime(2026, 2, 3, tzinfo=UTC))
    translate_content(found)
    return found


def test_an_article_has_its_dates_in_the_language() -> None:
    found = article(DE)
    assert (found.locale_date, found.locale_modified) == ("2. Januar 2026", "3. Februar 2026")
    assert found.date.strftime("%B") == "Januar"


def test_the_source_languages_dates_are_pelicans_or_if_the_site_wants_cldrs() -> None:
    assert article(EN).locale_date == content(Site(PROJECT, EN, BASE)).locale_date
    assert type(article(EN).date) is type(content(Site(PROJECT, EN, BASE)).date)
    assert article(EN, source_by_cldr=True).locale_date == "January 2, 2026"


def test_the_setting_is_called_dates() -> None:
    def by_cldr(**options: object) -> bool:
        return load_project(SETTINGS_PATH, {**SETTINGS, "GETTEXT": options}).source_by_cldr

    assert (by_cldr(), by_cldr(dates="pelican"), by_cldr(dates="cldr")) == (False, False, True)
    with pytest.raises(PipelineError, match="one of pelican, cldr"):
        by_cldr(dates="babel")


@pytest.mark.heavy
def test_no_locale_is_without_dates_numbers_and_names() -> None:
    """What CLDR has no data for, or some, is what the locale inherits."""
    accepted = 0
    for name in locale_identifiers():
        try:
            (language,) = load_project(SETTINGS_PATH, {**SETTINGS, "GETTEXT": {"locales": [name]}}).targets
        except PipelineError:
            assert name.partition("_")[0] in ("en", "no"), name  # the source, and a name of Norwegian
            continue
        accepted += 1
        assert localized_strftime(WHEN, "%A %a %B %b %h %x %X %c %p %d", language)
        assert all(format_date(WHEN, language, form) for form in ("short", "medium", "long", "full"))
        assert format_time(WHEN, language)
        assert format_number(1234.5, language)
        assert collated(["b", "a"], language) == ["a", "b"]
        assert len(period_names((2026, 3, 7), language)) == 3
        assert supplied((None, "Good to know"), (), language, EN) is None
    assert accepted > 1000


def test_latin_digits_are_what_most_languages_have() -> None:
    assert {language.digits for language in (AR, DE, EN, PL)} == {LATIN_DIGITS}
