"""What Pelican's generators have its writer write: each file now, or when somebody asks for it."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from pelican import Pelican, signals
from pelican.contents import Article, Content, Page
from pelican.generators import ArticlesGenerator, PagesGenerator
from pelican.paginator import Paginator
from pelican.utils import sanitised_join
from pelican.writers import Writer

_LINKS_BEGIN = "localsiteurl"


@dataclass(frozen=True, slots=True)
class Deferred:
    """What will be written: `write` puts the file there, and others of its list of pages. It may show a content."""

    write: Callable[[], None]
    content: Content | None = None


class DeferringPelican(Pelican):
    """A Pelican whose run makes everything ready and writes no page and no feed: `files` has them by their names.

    Pelican has no public way between what its generators find and what they write; but it asks `_get_writer` for the
    one that writes, and of that one for no more than these two methods. Where links begin is in a context that all
    share, as the last page that was written has left it.
    """

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__(settings)  # type: ignore[no-untyped-call]
        self.files: dict[str, Deferred] = {}
        self.generators: list[Any] = []

    def run(self) -> None:
        """Make everything ready; the generators that have done so are kept, which Pelican keeps nowhere."""

        def note(generators: list[Any]) -> None:
            self.generators = generators

        with signals.all_generators_finalized.connected_to(note):
            super().run()  # type: ignore[no-untyped-call]

    def contents(self) -> dict[str, tuple[Any, Content]]:
        """The articles and pages by their sources, each with its generator, wherever they are shown or not."""
        makers = {Article: ArticlesGenerator, Page: PagesGenerator}
        own = {type(generator): generator for generator in self.generators}
        known = self.generators[0].context["generated_content"] if self.generators else {}
        return {
            source: (own[makers[type(content)]], content)
            for source, content in known.items()
            if type(content) in makers and makers[type(content)] in own
        }

    def _get_writer(self) -> Any:
        writer = self._one_that_writes()
        writer.write_file, writer.write_feed = self._write_file_later, self._write_feed_later
        return writer

    def _one_that_writes(self) -> Any:
        return super()._get_writer()  # type: ignore[no-untyped-call]

    def _write_file_later(
        self,
        name: str,
        template: Any,
        context: dict[str, Any],
        relative_urls: bool = False,
        paginated: Mapping[str, Any] | None = None,
        template_name: str | None = None,
        override_output: bool = False,
        url: str | None = None,
        **more: Any,
    ) -> None:
        if not name:
            return

        start = context.get(_LINKS_BEGIN)

        def write() -> None:
            context[_LINKS_BEGIN] = start
            # A new one each time: it refuses to write a file twice.
            self._one_that_writes().write_file(
                name, template, context, relative_urls, paginated, template_name, override_output, url, **more
            )

        content = more.get("article") or more.get("page")
        deferred = Deferred(write, content if isinstance(content, Content) else None)
        lists = {key: found for key, found in more.items() if key in ("articles", "dates")}
        for file in self._names(name, lists if paginated is None else paginated, template_name, url):
            self._defer(file, deferred, override=override_output)

    def _write_feed_later(
        self, elements: Any, context: dict[str, Any], path: str | None = None, *arguments: Any, **more: Any
    ) -> None:
        start = context.get(_LINKS_BEGIN)

        def write() -> None:
            context[_LINKS_BEGIN] = start
            self._one_that_writes().write_feed(elements, context, path, *arguments, **more)

        if path:
            self._defer(path, Deferred(write), override=bool(more.get("override_output")))

    def _defer(self, name: str, deferred: Deferred, *, override: bool) -> None:
        """What is to be written over others comes before them or after; what comes first stays otherwise."""
        if override or name not in self.files:
            self.files[name] = deferred

    def _names(self, name: str, lists: Mapping[str, Any], template: str | None, url: str | None) -> Iterator[str]:
        """The names of the files that a list of pages goes to."""
        known = self.settings["PAGINATED_TEMPLATES"]
        if not lists or template not in known:
            yield name
            return
        per_page = known[template] or self.settings["DEFAULT_PAGINATION"]
        paginator = Paginator(name, url, next(iter(lists.values())), self.settings, per_page)
        yield from (paginator.page(number + 1).save_as for number in range(paginator.num_pages))


class PageKeeper(Protocol):
    """Who knows which pages and feeds stand and would come out the same."""

    def page(self, template: Any, shared: dict[str, Any], variables: dict[str, Any]) -> str:
        """The text of the page with these variables, which Pelican writes; `shared` is what all pages have."""

    def feed(self, path: str, elements: Any, context: dict[str, Any], made_of: tuple[Any, ...]) -> str | None:
        """The text of the feed with these elements that stands and would be the same; nothing where there is none."""


def writer_with(keeper: PageKeeper) -> type[Writer]:
    """Pelican's writer, which has what it is to write of a `keeper`, if that knows it.

    The signal `get_writer` is the public way to a writer of one's own. Of this one's inside it is counted on that it
    renders a page by its template's `render` alone, with the variables of that page, and opens files by `_open_w`.
    """

    class KeepingWriter(Writer):
        def write_file(self, name: Any, template: Any, context: dict[str, Any], *given: Any, **named: Any) -> None:
            super().write_file(name, _Rendered(keeper, template, context), context, *given, **named)  # type: ignore[no-untyped-call]

        def write_feed(
            self,
            elements: Any,
            context: dict[str, Any],
            path: str | None = None,
            url: str | None = None,
            feed_type: str = "atom",
            override_output: bool = False,
            feed_title: str | None = None,
        ) -> Any:
            text = keeper.feed(path, elements, context, (url, feed_type, feed_title)) if path else None
            if path is None or text is None:
                return super().write_feed(elements, context, path, url, feed_type, override_output, feed_title)  # type: ignore[no-untyped-call]
            place = sanitised_join(self.output_path, path)
            os.makedirs(os.path.dirname(place), exist_ok=True)  # noqa: PTH103, PTH120
            with self._open_w(place, "utf-8", override_output) as file:  # type: ignore[no-untyped-call]
                file.write(text)
            return None

    return KeepingWriter


def make_pages(generators: Iterable[ArticlesGenerator | PagesGenerator], keeper: PageKeeper) -> None:
    """Have a `keeper` make all pages that generators have written, in their order; nothing is written, nobody is told.

    That is what their own calls do with a writer that opens no file.
    """

    class IdleWriter(writer_with(keeper)):  # type: ignore[misc]
        def _open_w(self, *_: Any, **__: Any) -> Any:
            return io.StringIO()

    with signals.content_written.muted():
        for generator in generators:
            writer = IdleWriter(generator.output_path, generator.settings)
            if isinstance(generator, ArticlesGenerator):
                generator.generate_pages(writer)
            else:
                generator.generate_output(writer)


@dataclass(frozen=True, slots=True)
class _Rendered:
    """A template as the writer has it: it asks for nothing but the page's text."""

    keeper: PageKeeper
    template: Any
    shared: dict[str, Any]

    def render(self, variables: dict[str, Any]) -> str:
        return self.keeper.page(self.template, self.shared, variables)


def is_own_writer() -> bool:
    """Whether nobody has put something else in the place of what writes Pelican's pages and feeds."""
    methods = (Writer.write_file, Writer.write_feed, Writer._open_w)
    return all(method.__module__ == Writer.__module__ == "pelican.writers" for method in methods)


def own_generators(generators: Iterable[Any]) -> Iterator[tuple[str, bool]]:
    """The modules of the generators that write something, and whether it is one of Pelican's own."""
    for generator in generators:
        if hasattr(generator, "generate_output"):
            module = type(generator).__module__
            yield module, module == ArticlesGenerator.__module__
