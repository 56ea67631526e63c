"""Sources read and pages made before it is their turn, by processes that have a core each while others have no work.

They are copies of the one that makes a language's site, which comes to each source and page in its own order, and
takes what is there. What is made ahead is what a later build may keep (`remembered`, `traces`): all that it depends on
is known. Anything else is made when it is its turn.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, SupportsBytes

from pelican.contents import Content
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator
from pelican.readers import MarkdownReader

from pipeline.filed import Filing
from pipeline.pelican_internals import (
    ARTICLE_LISTS,
    PAGE_LISTS,
    contents_in,
    files_to_read,
    make_pages,
    may_attach,
    read_content,
)
from pipeline.plugin.asked import Asked, Trace
from pipeline.plugin.finish import completed
from pipeline.plugin.handover import HANDS, site_of, source_of
from pipeline.plugin.remembered import REMEMBERED, Remembered
from pipeline.plugin.traces import TRACES, Traces
from pipeline.workers import cores, map_on_all_cores, start_method

#: From so many sources or contents on others are worth their start.
_MANY = 100
#: So many are read at a time, and so many pages made: whoever makes some goes through all.
_SOURCES_AT_A_TIME, _PAGES_AT_A_TIME = 50, 1000


def read_ahead(generator: ArticlesGenerator | PagesGenerator) -> None:
    """Have a generator find what several processes have read of its sources, which it reads by its own calls."""
    remembered = generator.settings.get(REMEMBERED)
    if not isinstance(remembered, Remembered) or _hands(generator.settings) < 2:
        return
    generate: Callable[[], None] = generator.generate_context

    def generate_context() -> None:
        _read_all(generator, remembered)
        generate()

    setattr(generator, "generate_context", generate_context)


def write_ahead(generators: Sequence[Generator]) -> None:
    """Have pages made by several processes once the first one of them is to be written."""
    settings = generators[0].settings
    traces = settings.get(TRACES)
    if isinstance(traces, Traces) and _hands(settings) > 1:
        traces.ahead = PagesAhead(
            traces, [one for one in generators if isinstance(one, ArticlesGenerator | PagesGenerator)]
        )


def _hands(settings: Mapping[str, Any]) -> int:
    return min(int(settings.get(HANDS) or 1), cores()) if start_method() == "fork" else 1


def _read_all(generator: Generator, remembered: Remembered) -> None:
    root = site_of(generator.settings).project.content
    files = {file.relative_to(root).as_posix(): file for file in files_to_read(generator) if file.is_relative_to(root)}
    suffixes = tuple(f".{suffix}" for suffix in MarkdownReader.file_extensions)
    sources = remembered.unknown((source for source in files if source.endswith(suffixes)), generator.settings)
    if len(sources) < _MANY:
        return

    def read(portion: list[str]) -> dict[str, bytes]:
        kind = "page" if isinstance(generator, PagesGenerator) else "article"
        for source in portion:
            try:
                read_content(generator, kind, files[source])
            except Exception:  # noqa: S112 - it stops the other process when it is its turn
                continue
        return remembered.found(portion)

    portions = [sources[at : at + _SOURCES_AT_A_TIME] for at in range(0, len(sources), _SOURCES_AT_A_TIME)]
    for found in map_on_all_cores(read, portions, worthwhile=2, processes=_hands(generator.settings)):
        remembered.know(found)


#: A page by its file's name, its template's, and the source that it shows.
_Page = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _Made:
    """Pages, and what they asked; why they may be others if some are made here and some there."""

    pages: Mapping[_Page, SupportsBytes]
    asked: Asked
    traces: Mapping[str, Trace]
    shares: str


@dataclass(slots=True)
class PagesAhead:
    """The pages of a site, made when the first one is asked for; each is given once."""

    traces: Traces
    generators: Sequence[ArticlesGenerator | PagesGenerator]
    _filing: Filing = field(default_factory=Filing)
    _made: dict[_Page, tuple[_Made, SupportsBytes]] | None = None

    def page(self, name: str, template: str, variables: Mapping[str, Any]) -> tuple[str, Asked, Trace] | None:
        """The page with these variables, complete, and what it asked; nothing if it is to be made now."""
        if self._made is None:
            self._made = self._make() if self.traces.can_be_ahead() else {}
        made, text = self._made.pop((name, template, _source_in(variables)), (None, b""))
        return (bytes(text).decode(), made.asked, made.traces[name]) if made is not None else None

    def _make(self) -> dict[_Page, tuple[_Made, SupportsBytes]]:
        contents = [content for one in self.generators for content in contents_in(one, _lists_of(one))]
        if len(contents) < _MANY or any(map(may_attach, contents)):
            return {}
        hands = _hands(self.generators[0].settings)
        shares = hands * math.ceil(len(contents) / (hands * _PAGES_AT_A_TIME))
        work = partial(self._make_share, shares)
        found = map_on_all_cores(work, range(shares), worthwhile=2, processes=hands, then=self._file)
        if any(made.shares for made in found):
            return {}
        return {page: (made, text) for made in found for page, text in made.pages.items()}

    def _make_share(self, shares: int, share: int) -> _Made:
        self.traces.begin_anew()
        caught = _Caught(self.traces, shares, share)
        with suppress(Exception):  # it stops the other process when it is its turn
            make_pages(self.generators, caught)
        asked, traces = self.traces.made()
        pages = {page: text for page, text in caught.pages.items() if page[0] in traces}
        return _Made(pages, asked, {name: traces[name] for name, *_ in pages}, self.traces.tracer.shares)

    def _file(self, made: _Made) -> _Made:
        return replace(made, pages={page: self._filing.put(bytes(text)) for page, text in made.pages.items()})


@dataclass(slots=True)
class _Caught:
    """A share of a site's pages: every so many of them is made, and kept if it would be read from its file as it is."""

    traces: Traces
    shares: int
    share: int
    pages: dict[_Page, bytes] = field(default_factory=dict)
    _turn: int = -1

    def page(self, template: Any, shared: dict[str, Any], variables: dict[str, Any]) -> str:
        """Make a page, if it is one of this share."""
        self._turn += 1
        if self._turn % self.shares != self.share:
            return ""
        text, name = self.traces.page(template, shared, variables), str(variables["output_file"])
        if name.endswith(".html") and "\r" not in text and not text.startswith("\ufeff"):
            page = name, str(template.name), _source_in(variables)
            self.pages[page] = completed(text, variables, site_of(variables)).encode()
        return text

    def feed(self, *_: Any) -> str:
        """No feed is made ahead."""
        return ""


def _source_in(variables: Mapping[str, Any]) -> str:
    content = variables.get("article") or variables.get("page")
    return source_of(content) if isinstance(content, Content) else ""


def _lists_of(generator: Generator) -> tuple[str, ...]:
    return ARTICLE_LISTS if isinstance(generator, ArticlesGenerator) else PAGE_LISTS
