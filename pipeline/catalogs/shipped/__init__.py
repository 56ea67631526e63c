"""The tool's own sentences, and the words of the themes that come with Pelican, translated by us.

The sentences are in one catalog a language beside this one, the themes' words in one a language in `themes`.

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
    return _inherited(_folder(), locale)


@cache
def stock_messages(locale: str) -> Mapping[Key, Message]:
    """The words of Pelican's own themes in a locale, or in one that it inherits from, by key."""
    return _inherited(_folder() / "themes", locale)


def _inherited(folder: Traversable, locale: str) -> Mapping[Key, Message]:
    found: dict[Key, Message] = {}
    for name in reversed(ancestry(locale)):
        file = folder / f"{name}.po"
        if file.is_file():
            found |= _read(file, name).by_key()
    return found


def shipped_catalogs() -> Iterator[Catalog]:
    """All catalogs of the tool's own sentences, by the names of their locales."""
    return _catalogs(_folder())


def stock_catalogs() -> Iterator[Catalog]:
    """All catalogs of the words of Pelican's own themes, by the names of their locales."""
    return _catalogs(_folder() / "themes")


def _catalogs(folder: Traversable) -> Iterator[Catalog]:
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".po"):
            yield _read(file, file.name.removesuffix(".po"))


def _folder() -> Traversable:
    return files(__package__)


def _read(file: Traversable, locale: str) -> Catalog:
    return parse_catalog(file.read_text(encoding="utf-8"), file.name, domain="shipped", locale=locale)
