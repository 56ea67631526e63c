"""Rules on the header of a catalog: what GNU gettext's manual (Filling in the Header Entry) asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from pipeline.checks.pair import Fault
from pipeline.model import Catalog

_REQUIRED = (
    "Project-Id-Version",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "Language",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
)
_BLANKS = frozenset(
    {"PACKAGE VERSION", "YEAR-MO-DA HO:MI+ZONE", "FULL NAME <EMAIL@ADDRESS>", "LANGUAGE <LL@li.org>", "CHARSET"}
)
_DATES = ("POT-Creation-Date", "PO-Revision-Date")
# Some tools write seconds, or a T between date and time (RFC 3339); msgfmt takes both.
_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(?::\d{2})?(Z|[+-]\d{2}:?\d{2})")


def header_faults(catalog: Catalog, locale: str, now: datetime) -> Iterator[Fault]:
    """What is wrong with a header. `now` is an aware time."""
    fields = dict(catalog.headers)
    for name in _REQUIRED:
        if not fields.get(name):
            yield Fault("header", f"the header's {name} is missing", doubtful=True)
    for name, value in fields.items():
        if value in _BLANKS:
            yield Fault("header", f"the header's {name} still is the blank {value!r}", here=value, doubtful=True)
        elif name in _DATES and value:
            yield from _date_faults(name, value, now)
    language = fields.get("Language", "").replace("-", "_")
    if language and language.lower() != locale.lower():
        yield Fault("header", f"the header says that the language is {language}; the folder is that of {locale}")


def _date_faults(name: str, value: str, now: datetime) -> Iterator[Fault]:
    match = _DATE.fullmatch(value)
    try:
        date = datetime.fromisoformat(f"{match[1]}T{match[2]}{match[3].replace('Z', '+00:00')}") if match else None
    except ValueError:
        date = None
    if date is None:
        yield Fault("header", f"the header's {name} is no date: {value!r}", here=value, doubtful=True)
    elif date > now + timedelta(days=1):
        yield Fault("header", f"the header's {name} is in the future: {value}", here=value, doubtful=True)
