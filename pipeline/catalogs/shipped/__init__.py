"""The tool's own sentences, translated: one catalog a language beside this one, each made by us.

A message that nobody has looked at but its translator has the comment "unreviewed". A site's own translation of a
sentence comes before these.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from pipeline.catalogs.read import parse_catalog
from pipeline.inheritance import ancestry
from pipeline.model import Catalog, Key, Message

UNREVIEWED = "unreviewed"


@cache
def shipped_messages(locale: str) -> Mapping[Key, Message]:
    """The sentences that there are in a locale, or in one that it inherits from, by key."""
    found: dict[Key, Message] = {}
    for name in reversed(ancestry(locale)):
        file = _folder() / f"{name}.po"
        if file.is_file():
            found |= _read(file, name).by_key()
    return found


def shipped_catalogs() -> Iterator[Catalog]:
    """All catalogs that come with the tool, by the names of their locales."""
    for file in sorted(_folder().iterdir(), key=lambda file: file.name):
        if file.name.endswith(".po"):
            yield _read(file, file.name.removesuffix(".po"))


def _folder() -> Traversable:
    return files(__package__)


def _read(file: Traversable, locale: str) -> Catalog:
    return parse_catalog(file.read_text(encoding="utf-8"), file.name, domain="shipped", locale=locale)
