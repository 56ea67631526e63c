"""The tool's own sentences, the words of its live page, and those of Pelican's own themes, translated by us.

The sentences are in one catalog a language beside this one, the themes' words in one a language in `themes`, those of
the live page's panel in one a language in `panel`: each has its name as context.

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


@cache
def panel_words(locale: str) -> Mapping[str, str]:
    """The words of the live page's panel in a locale, or in one that it inherits from, by their names."""
    found = _inherited(_folder() / "panel", locale)
    return {context: message.translations[0] for (context, _), message in found.items() if context}


def panel_catalogs() -> Iterator[Catalog]:
    """All catalogs of the words of the live page's panel, by the names of their locales."""
    return _catalogs(_folder() / "panel")


def _inherited(folder: Traversable, locale: str) -> Mapping[Key, Message]:
    found: dict[Key, Message] = {}
    names, language = ancestry(locale), locale.partition("_")[0]
    if language in names:  # zh_CN is in the script that zh stands for, which zh_Hans is the full name of
        names = tuple(dict.fromkeys((*names, *ancestry(language))))
    for name in reversed(names):
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
