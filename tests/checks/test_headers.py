"""What is wrong with a catalog's header."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipeline.catalogs.plurals import plural_rule
from pipeline.catalogs.write import catalog_headers
from pipeline.checks.headers import header_faults
from pipeline.model import Catalog, Message
from tests.checking import FIRST, findings
from tests.conftest import Site
from tests.making import DE, PROJECT


@pytest.mark.parametrize(
    ("old", "new", "cause", "severity"),
    [
        ("Language: de", "Language: fr", "the language is fr; the folder is that of de", "error"),
        ("Last-Translator: Automatically generated", "Last-Translator: FULL NAME <EMAIL@ADDRESS>", "blank", "warning"),
        ("MIME-Version: 1.0", "X-Nothing: 1.0", "MIME-Version is missing", "warning"),
        ("PO-Revision-Date: 20", "PO-Revision-Date: 99", "is in the future", "warning"),
        ("PO-Revision-Date: 20", "PO-Revision-Date: x", "is no date", "warning"),
    ],
)
def test_a_wrong_header_is_named(good_site: Site, old: str, new: str, cause: str, severity: str) -> None:
    good_site.replace(FIRST, old, new)
    (finding,) = [finding for finding in findings(good_site, "de") if finding["rule"] == "header"]
    assert (finding["severity"], finding["line"]) == (severity, 1)
    assert cause in finding["message"]


NOW = datetime(2026, 1, 2, tzinfo=UTC)
HEADERS = dict(catalog_headers(PROJECT, DE, NOW))


def header_rules(locale: str = "de", **changes: str) -> list[str]:
    headers = {**HEADERS, **{name.replace("_", "-"): value for name, value in changes.items()}}
    return [fault.message for fault in header_faults(Catalog("a", "de", (), tuple(headers.items())), locale, NOW)]


def test_the_headers_that_we_write_are_in_order() -> None:
    assert header_rules() == []


@pytest.mark.parametrize(
    "date", ["2026-01-02 00:00+0000", "2026-01-02T00:00:30Z", "2026-01-03 00:00+0000", "2026-01-03 10:00+1400"]
)
def test_dates_as_tools_write_them_and_of_tomorrow_are_sound(date: str) -> None:
    assert header_rules(PO_Revision_Date=date) == []


def test_the_day_after_tomorrow_is_the_future() -> None:
    (said,) = header_rules(PO_Revision_Date="2026-01-03 00:01+0000")
    assert "is in the future" in said


@pytest.mark.parametrize(("name", "locale", "is_found"), [("pt-BR", "pt_BR", False), ("pt_PT", "pt_BR", True)])
def test_a_language_may_be_written_as_html_writes_it(name: str, locale: str, is_found: bool) -> None:
    assert bool(header_rules(locale, Language=name)) is is_found


@pytest.mark.parametrize("field", ["X_Language", "X_Poedit_Language"])
def test_another_language_is_found_where_other_programs_write_it(field: str) -> None:
    (said,) = header_rules(**{field: "pl"})
    assert said == f"the header says that {field.replace('_', '-')} is pl; the folder is that of de"


@pytest.mark.parametrize(
    ("locale", "rule", "is_told"),
    [
        ("de", "nplurals=2; plural=(n == 2 ? 0 : 1);", True),
        ("de", "nplurals=2; plural=(n == 5 ? 0 : 1);", True),
        ("de", "nplurals=1; plural=0;", False),
        ("fr", "nplurals=2; plural=(n > 1);", False),
        ("fr", "nplurals=2; plural=(n != 1);", False),
        ("he", "nplurals=4; plural=(n==1 ? 0 : n==2 ? 1 : n>10 && n%10==0 ? 2 : 3);", False),
        ("ar", plural_rule("ar").header, False),
    ],
)
def test_a_rule_by_which_1_is_none_of_a_kind_is_told_of(locale: str, rule: str, is_told: bool) -> None:
    message = Message("One", msgid_plural="%(n)s", translations=("x", "y"))
    catalog = Catalog("a", locale, (message,), tuple({**HEADERS, "Language": locale, "Plural-Forms": rule}.items()))
    told = [fault.message for fault in header_faults(catalog, locale, NOW) if "1 has the form" in fault.message]
    assert bool(told) is is_told
