"""Rules on the header of a catalog: what GNU gettext's manual (Filling in the Header Entry) asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from pipeline.catalogs.language_field import other_languages
from pipeline.catalogs.plurals import FIELD, has_plural_text, joins_one_with_others, plural_rule, rule_in
from pipeline.catalogs.write import REQUIRED_FIELDS
from pipeline.checks.pair import Fault
from pipeline.clock import is_ahead
from pipeline.model import Catalog, headline

_BLANKS = frozenset(
    {"PACKAGE VERSION", "YEAR-MO-DA HO:MI+ZONE", "FULL NAME <EMAIL@ADDRESS>", "LANGUAGE <LL@li.org>", "CHARSET"}
)
_DATES = ("POT-Creation-Date", "PO-Revision-Date")
# Some tools write seconds, or a T between date and time (RFC 3339); msgfmt takes both.
_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(?::\d{2})?(Z|[+-]\d{2}:?\d{2})")


def header_faults(catalog: Catalog, locale: str, now: datetime) -> Iterator[Fault]:
    """What is wrong with a header. `now` is an aware time."""
    fields = dict(catalog.headers)
    for name in REQUIRED_FIELDS:
        if not fields.get(name):
            yield Fault("header", f"the header's {name} is missing", doubtful=True)
    for name, value in fields.items():
        if value in _BLANKS:
            yield Fault("header", f"the header's {name} still is the blank {value!r}", here=value, doubtful=True)
        elif name in _DATES and value:
            yield from _date_faults(name, value, now)
    yield from _rule_faults(catalog, fields.get(FIELD, ""), locale)
    for name, value in other_languages(catalog, locale):
        what = "the language" if name == "Language" else name
        yield Fault("header", f"the header says that {what} is {value}; the folder is that of {locale}", here=value)


def _rule_faults(catalog: Catalog, field: str, locale: str) -> Iterator[Fault]:
    """What is wrong with the rule for plurals; a catalog without plural texts needs none."""
    if rule_in(field) is None and (field or has_plural_text(catalog)):
        usual = f"for {locale} usually: {plural_rule(locale).header}"
        what = f"is no rule for plurals: {headline(field)!r}" if field else "is missing"
        yield Fault("plural-forms", f"the header's {FIELD} {what} ({usual})", here=field)
    elif (rule := rule_in(field)) and has_plural_text(catalog) and joins_one_with_others(rule, plural_rule(locale)):
        usual = f"usually: {plural_rule(locale).header}"
        message = f"by the header's {FIELD}, 1 has the form of other numbers; in {locale} it has its own ({usual})"
        yield Fault("header", message, here=field, doubtful=True)


def _date_faults(name: str, value: str, now: datetime) -> Iterator[Fault]:
    match = _DATE.fullmatch(value)
    try:
        date = datetime.fromisoformat(f"{match[1]}T{match[2]}{match[3].replace('Z', '+00:00')}") if match else None
    except ValueError:
        date = None
    if date is None:
        yield Fault("header", f"the header's {name} is no date: {value!r}", here=value, doubtful=True)
    elif is_ahead(date - timedelta(days=1), now):
        yield Fault("header", f"the header's {name} is in the future: {value}", here=value, doubtful=True)
