"""Pelican's readers with a walker inside, and the site's translations to answer it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from pelican.generators import Generator, PagesGenerator
from pelican.readers import BaseReader, HTMLReader, MarkdownReader, RstReader

from pipeline.model import Visitor
from pipeline.pelican_internals import exchange_readers, reader_classes
from pipeline.plugin.handover import site_of
from pipeline.plugin.remembered import REMEMBERED
from pipeline.plugin.rereading import READINGS
from pipeline.plugin.site import Site
from pipeline.plugin.taken_out import without_hidden_markup
from pipeline.sources.assets import localized_name
from pipeline.sources.source_reader import SourceReader
from pipeline.sources.walking_readers import Walk, walking

#: Readers of plugins may count what they read; these remember nothing.
_OF_PELICAN = frozenset({HTMLReader, MarkdownReader, RstReader})


def walk_in_readers(generator: Generator) -> None:
    """Put a walker into each of a generator's readers."""
    kind = "page" if isinstance(generator, PagesGenerator) else "article"
    open_walk = partial(_open_walk, reader_classes(generator), kind)
    exchange_readers(generator, lambda found: walking(found, open_walk, _renderer_visitor)(generator.settings))


def _open_walk(plain: Mapping[str, type[BaseReader]], kind: str, settings: dict[str, Any], source_path: str) -> Walk:
    """The walk of a file. A translation written by hand is not marked where the catalog has nothing for it."""
    site = site_of(settings)
    source = Path(source_path).relative_to(site.project.content).as_posix()
    is_native = site.is_native(source)
    kept, language = ({}, site.language) if is_native else (site.kept, site.project.source)
    # One is made where it is asked: it makes parsers of its own.
    reader = partial(SourceReader, site.project, settings, plain)
    walk = Walk(site.visitor_of(source), kept, language.tag, _named_fields(reader, kind, Path(source_path), site))
    if not site.is_source:
        walk = replace(walk, finish=partial(without_hidden_markup, straight=_straight_in(settings)))
    readings, remembered, own = settings.get(READINGS), settings.get(REMEMBERED), plain.get(source.rpartition(".")[2])
    recall = partial(remembered.read, source, settings) if remembered and own is MarkdownReader else None
    if readings is not None and own in _OF_PELICAN:
        return replace(walk, remembered=partial(readings.read, source, recall=recall))
    return replace(walk, remembered=recall) if recall is not None else walk


def _straight_in(settings: Mapping[str, Any]) -> frozenset[str] | None:
    """The elements, besides code, in which Pelican leaves quotation marks straight; None if it does so everywhere."""
    names = frozenset(settings["TYPOGRIFY_IGNORE_TAGS"] or ())
    # What is left out by a class or an id is not looked for.
    is_known = all(map(str.isalnum, names)) and "smartypants" not in settings["TYPOGRIFY_OMIT_FILTERS"]
    return names if settings["TYPOGRIFY"] and is_known else None


def _named_fields(reader: Callable[[], SourceReader], kind: str, path: Path, site: Site) -> dict[str, str]:
    """What counts whatever the file says: the status that was settled for it, and what its name says.

    Of a translation by hand, such as `name.de.md`, that is its language, and what its original is known by. Without an
    original it is in one language alone: its own word counts, and the rest of its name.
    """
    source = path.relative_to(site.project.content).as_posix()
    status = {"status": site.statuses[source]} if source in site.statuses else {}
    original, language = localized_name(path, site.project.targets) or (path, site.language)
    if original == path:
        return status
    if original.is_file():
        return {"lang": language.path, **reader().identity(original, kind), **status}
    return {"lang": language.path, **reader().named_by(path, original), **status}


def _renderer_visitor(settings: dict[str, Any]) -> Visitor:
    return site_of(settings).theme_visitor()
