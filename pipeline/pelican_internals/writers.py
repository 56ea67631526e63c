"""What Pelican's generators have its writer write: each file now, or when somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pelican import Pelican, signals
from pelican.contents import Article, Content, Page
from pelican.generators import ArticlesGenerator, PagesGenerator
from pelican.paginator import Paginator

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
