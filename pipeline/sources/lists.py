"""The files that lists are built into: archives, categories, tags, authors, and templates of their own. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from pelican.urlwrappers import Author, Category, Tag, URLWrapper

from pipeline.model import Source
from pipeline.pelican_internals import SafeDatetime

_WRAPPERS: Mapping[str, type[URLWrapper]] = {"category": Category, "tag": Tag, "author": Author}
_PERIODS = ("YEAR", "MONTH", "DAY")


def list_files(settings: Mapping[str, Any], articles: Iterable[Source]) -> frozenset[str]:
    """The files of all lists in the site of these articles, as far as settings and sources tell."""
    return frozenset(filter(None, _files(settings, list(articles))))


def _files(settings: Mapping[str, Any], articles: list[Source]) -> Iterator[str]:
    for template in settings.get("DIRECT_TEMPLATES", ()):
        yield str(settings.get(f"{template.upper()}_SAVE_AS", f"{template}.html"))
    yield from map(str, (settings.get("TEMPLATE_PAGES") or {}).values())
    for kind, text in {(name.kind, name.text) for article in articles for name in article.names}:
        yield str(_WRAPPERS[kind](text, settings).save_as)
    forms = [str(form) for period in _PERIODS if (form := settings.get(f"{period}_ARCHIVE_SAVE_AS"))]
    for article in articles:
        if article.date and forms:
            date = datetime.fromisoformat(article.date)
            moment = SafeDatetime(date.year, date.month, date.day)
            with suppress(LookupError, ValueError):
                yield from (form.format(date=moment) for form in forms)
