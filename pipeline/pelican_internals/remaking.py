"""A content made anew in its own place, while all that Pelican has made of the others stays."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from blinker import Signal
from pelican import signals
from pelican.contents import Content
from pelican.generators import (
    ArticlesGenerator,
    Generator,
    PagesGenerator,
    SourceFileGenerator,
    StaticGenerator,
    TemplatePagesGenerator,
)
from pelican.utils import memoized

from pipeline.pelican_internals.contents import ATTACHED_FROM
from pipeline.pelican_internals.generators import ARTICLE_LISTS, PAGE_LISTS
from pipeline.pelican_internals.readers import content_again, receivers_of

_GENERATORS = (ArticlesGenerator, PagesGenerator, SourceFileGenerator, StaticGenerator, TemplatePagesGenerator)
#: Who is told before the first source is read, or each time that a page or feed is written, keeps nothing of contents.
_OF_NO_CONTENT = (
    signals.initialized,
    signals.get_generators,
    signals.readers_init,
    signals.generator_init,
    signals.get_writer,
    signals.content_written,
    signals.feed_generated,
    signals.feed_written,
)
#: What is settled of a content once all are there: its versions, and where it is.
_SETTLED_LATER = ("translations", "override_url", "override_save_as", ATTACHED_FROM)
#: What holds texts besides the fields that have them.
_OF_TEXTS = frozenset({"_content", "_summary", "metadata"})
#: The lists whose contents a generator has lead the links in their fields; pages' translations are in none.
_LED: Mapping[type[Generator], tuple[str, ...]] = {
    ArticlesGenerator: ARTICLE_LISTS,
    PagesGenerator: tuple(name for name in PAGE_LISTS if name != "translations"),
}


def are_plain(generators: Collection[Any], own: str) -> bool:
    """Whether nobody but Pelican, and whoever is of the package `own`, has heard of contents or found any.

    There is no list of those who listen: it is looked at each signal that there is.
    """
    heard = (
        receiver
        for signal in vars(signals).values()
        if isinstance(signal, Signal) and signal not in _OF_NO_CONTENT
        for receiver in receivers_of(signal)
    )
    names = (str(getattr(receiver, "__module__", "")) for receiver in heard)
    return all(type(known) in _GENERATORS for known in generators) and all(name.startswith(f"{own}.") for name in names)


def made_again(generator: Generator, content: Content, texts: Collection[str]) -> bool:
    """Whether a content was made anew of its file, and whatever else was made of it is as it would be.

    All that hold it have the new one: it is the same object, made again as all contents are, by its generator's call
    and readers, with all signals. Other `texts`, which fields of these names have, or its body, change nothing else
    unless lists are in their order; where anything else of it is another, names, lists or addresses may be others, too.
    """
    before, links = dict(vars(content)), content.get_static_links()
    content_again(generator, content)
    now = vars(content)
    now.update({name: before[name] for name in _SETTLED_LATER if name in before})
    if any(content is known for name in _LED[type(generator)] for known in getattr(generator, name)):
        content.refresh_metadata_intersite_links()
    _forget_what_was_asked()
    order = generator.settings["ARTICLE_ORDER_BY" if isinstance(generator, ArticlesGenerator) else "PAGE_ORDER_BY"]
    by = order.removeprefix("reversed-") if isinstance(order, str) else ""
    if callable(order) or (by and by != "basename" and by not in now):
        return False
    free = _OF_TEXTS.union(texts) - {by}
    names = (before.keys() | now.keys()) - free
    different = {name for name in names if before.get(name) != now.get(name)}
    return all(callable(now.get(name)) for name in different) and content.get_static_links() == links


def _forget_what_was_asked() -> None:
    """Contents remember their bodies and summaries, with all links in them, in one place for all."""
    for method in _memories():
        method.cache.clear()


def _memories() -> Iterator[memoized]:
    yield from (method for method in vars(Content).values() if isinstance(method, memoized))
