"""The metadata walker: prose fields of a document, and the names of its category, tags and authors.

A catalog cannot name a path: slug, url, save_as, status, lang, date and template are never offered, and
a translated name keeps the slug, and so the address, of its source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from pelican.urlwrappers import Author, Category, Tag, URLWrapper

from pipeline.errors import PipelineError
from pipeline.model import Notation, Visitor
from pipeline.pelican_internals import rename
from pipeline.sources.walkers.trail import Trail, collapse

#: Fields that decide where a page goes or whether it is shown.
STRUCTURAL_FIELDS = frozenset(
    {"slug", "url", "save_as", "status", "lang", "date", "modified", "template", "translation"}
)
_TAXONOMY: tuple[type[URLWrapper], ...] = (Category, Tag, Author)


def walk_fields(metadata: Mapping[str, Any], fields: Iterable[str], visitor: Visitor) -> dict[str, str | None]:
    """Offer the title and the site's own prose fields; the answer for each field that is present."""
    trail = Trail(visitor)
    answers = {}
    for name in ("title", *fields):
        value = metadata.get(name)
        if isinstance(value, str) and collapse(value):
            answer = trail.offer(collapse(value), name.replace("_", " "), Notation.TEXT)
            answers[name] = value if answer == collapse(value) else answer
    return answers


def names_in(metadata: Mapping[str, Any]) -> Iterator[URLWrapper]:
    """Each category, tag and author name once, even where several fields share the object."""
    seen: set[int] = set()
    for value in metadata.values():
        for item in value if isinstance(value, list) else (value,):
            if isinstance(item, _TAXONOMY) and id(item) not in seen:
                seen.add(id(item))
                yield item


def walk_taxonomy(metadata: Mapping[str, Any], visitor: Visitor) -> None:
    """Offer each category, tag and author name, and rename those that the visitor answers."""
    for wrapper in names_in(metadata):
        kind = type(wrapper).__name__.lower()
        name = collapse(wrapper.name)
        answer = Trail(visitor, context=kind).offer(name, kind, Notation.TEXT) if name else None
        if answer not in (None, name):
            rename(wrapper, answer)


def adopt_names(metadata: Mapping[str, Any], source_name: Callable[[str, str], str | None]) -> None:
    """Give back to names that are written in their translation the source's name, and so its address."""
    for wrapper in names_in(metadata):
        found = source_name(type(wrapper).__name__.lower(), wrapper.name)
        if found is not None:
            wrapper.name = found


def require_prose(fields: Iterable[str], path: str) -> None:
    """Refuse to translate fields that name paths or states. Raises PipelineError for the first of them."""
    for name in fields:
        if name.lower() in STRUCTURAL_FIELDS:
            raise PipelineError(
                f"GETTEXT['fields']: {name!r} decides where or whether a page is published",
                path=path,
                hint="only prose can be translated; remove it from the list",
            )
