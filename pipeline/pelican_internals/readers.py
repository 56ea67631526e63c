"""How Pelican comes to read, and what it knows of a file besides its text."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from pkgutil import iter_modules
from typing import Any
from zoneinfo import ZoneInfo

import pelican.plugins
from blinker import Signal
from jinja2 import Environment
from markdown import Markdown
from pelican import Pelican, signals
from pelican.contents import Article, Content, Page
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator
from pelican.plugins._utils import get_namespace_plugins, get_plugin_name
from pelican.readers import (
    METADATA_PROCESSORS,
    BaseReader,
    MarkdownReader,
    _filter_discardable_metadata,
    default_metadata,
    parse_path_metadata,
    path_metadata,
)
from pelican.urlwrappers import Author, URLWrapper
from pelican.utils import slugify

from pipeline.clock import is_ahead

Settings = dict[str, Any]
_SIGNALS = tuple(value for value in vars(signals).values() if isinstance(value, Signal))

# How each kind of content is read: by which generator, as which class, and the signals before and after.
_KINDS: Mapping[str, tuple[type[Generator], type[Content], Signal, Signal]] = {
    "article": (ArticlesGenerator, Article, signals.article_generator_preread, signals.article_generator_context),
    "page": (PagesGenerator, Page, signals.page_generator_preread, signals.page_generator_context),
}
#: Who is told of a source before it is read, and of what was read.
TOLD_AROUND_READING = tuple(signal for kind in _KINDS.values() for signal in kind[2:])
_TOLD_OF_FILES = (*TOLD_AROUND_READING, signals.content_object_init)


@dataclass(frozen=True, slots=True)
class Reading:
    """A Pelican that is about to read: its generators by the kind of what they read, and its plugins' modules.

    `settings` are what plugins have made of them; `is_heard` is whether a plugin is told of each file that is read.
    """

    settings: Settings
    generators: Mapping[str, Generator]
    plugins: tuple[Any, ...]
    is_heard: bool

    @property
    def environment(self) -> Environment:
        """What articles' templates are read with: plugins may have added to it as generators were made."""
        found: Environment = self.generators["article"].env
        return found


def found_plugins() -> list[str]:
    """The names of the plugins that Pelican takes for a site without PLUGINS; none of them is imported.

    Pelican's own way to look, `get_namespace_plugins`, imports each.
    """
    found = iter_modules(pelican.plugins.__path__, "pelican.plugins.")
    return [module.name for module in found if module.ispkg]


@contextmanager
def reading(settings: Settings, but: Collection[str], **changes: Any) -> Iterator[Reading]:
    """A Pelican with all plugins of these settings `but` some, as far as a run has come when it begins to read.

    It is made as Pelican itself does, and so in the same order and with the same signals: plugins are found and
    registered, `initialized` is sent, and all generators are made. There is no public way to stop there. Plugins are
    heard until the block ends; what they connect to is found by looking at each signal there is. What they change in
    the settings stays changed, but for the `changes` for this Pelican alone.
    """
    before = {signal: set(signal.receivers) for signal in _SIGNALS}
    found = settings["PLUGINS"]
    if found is None:  # Pelican takes those that are installed among its own
        found = get_namespace_plugins().values()
    plugins = [plugin for plugin in found if not {plugin, get_plugin_name(plugin)} & set(but)]
    own = {**settings, **changes, "PLUGINS": plugins}
    try:
        pelican = Pelican(own)
        settings.update({name: value for name, value in own.items() if name not in (*changes, "PLUGINS")})
        context = {**own, "generated_content": {}, "static_links": set(), "static_content": {}}
        context["localsiteurl"] = own["SITEURL"]
        places = {"path": pelican.path, "theme": pelican.theme, "output_path": pelican.output_path}
        made = [made_of(context=context, settings=own, **places) for made_of in pelican._get_generator_classes()]
        generators = {
            kind: next(generator for generator in made if type(generator) is generator_class)
            for kind, (generator_class, *_) in _KINDS.items()
        }
        heard = any(set(signal.receivers) - before[signal] for signal in _TOLD_OF_FILES)
        yield Reading(own, generators, tuple(pelican.plugins), heard)
    finally:
        for signal in _SIGNALS:
            for key in set(signal.receivers) - before[signal]:
                known: Any = signal.receivers[key]
                receiver: Any = known() if isinstance(known, weakref.ref) else known
                signal.disconnect(receiver)


def markdown_code() -> Iterator[Any]:
    """The code that reads a source in Markdown, as it is now: a plugin may have put its own in the place of some."""
    yield from (MarkdownReader.read, MarkdownReader._parse_metadata, BaseReader.process_metadata, Markdown.convert)
    yield from METADATA_PROCESSORS.values()


def read_content(generator: Generator, kind: str, path: Path) -> Content | None:
    """What a generator makes of a file, by its own call and readers, with all signals; None if it is to be skipped."""
    _, content_class, preread, context = _KINDS[kind]
    told = {
        "preread_signal": preread,
        "preread_sender": generator,
        "context_signal": context,
        "context_sender": generator,
    }
    shared = generator.context
    content: Content = generator.readers.read_file(generator.path, str(path), content_class, context=shared, **told)
    return content if isinstance(content, content_class) else None


def files_to_read(generator: Generator) -> list[Path]:
    """The files that a generator of articles or pages reads."""
    kind = "ARTICLE" if isinstance(generator, ArticlesGenerator) else "PAGE"
    names = generator.get_files(generator.settings[f"{kind}_PATHS"], exclude=generator.settings[f"{kind}_EXCLUDES"])
    return [Path(generator.path, name) for name in sorted(names)]


def content_again(generator: Generator, content: Content) -> None:
    """Make an article or page of a generator anew of its file: the same object, with whatever it holds then."""
    _, content_class, preread, context = _KINDS["article" if isinstance(generator, ArticlesGenerator) else "page"]

    def again(**parts: Any) -> Content:
        vars(content).clear()
        content_class.__init__(content, **parts)
        return content

    generator.readers.read_file(
        generator.path,
        str(content.source_path),
        again,
        context=generator.context,
        preread_signal=preread,
        preread_sender=generator,
        context_signal=context,
        context_sender=generator,
    )


def receivers_of(signal: Signal) -> list[Any]:
    """Who hears a signal; those that are gone by now are None."""
    return [known() if isinstance(known, weakref.ref) else known for known in signal.receivers.values()]


def content_of(generator: Generator, kind: str, metadata: dict[str, Any], path: Path) -> Content:
    """The content that a generator would make of these metadata, without its text."""
    return _KINDS[kind][1]("", metadata, generator.settings, str(path), generator.context)


def reader_classes(generator: Generator) -> dict[str, type[BaseReader]]:
    """The reader class of each suffix that a generator reads."""
    return {suffix: type(reader) for suffix, reader in generator.readers.readers.items()}


def exchange_readers(generator: Generator, exchange: Callable[[type[BaseReader]], BaseReader]) -> None:
    """Put another reader in the place of each that a generator has.

    `readers_init` is the public way, but a plugin that is heard later could put its own reader in the place of ours.
    """
    readers = generator.readers.readers
    for suffix, reader in readers.items():
        readers[suffix] = exchange(type(reader))


def field_reader(settings: Settings) -> BaseReader:
    """A reader that knows how to read each metadata field.

    Making it completes `settings["MARKDOWN"]`, as every Pelican has it: extensions that are only configured are in the
    list of those to load, and so is the one that reads metadata.
    """
    reader: BaseReader = MarkdownReader(settings)
    return reader


def complete_metadata(reader: BaseReader, metadata: Mapping[str, Any], path: Path, relative: str) -> dict[str, Any]:
    """A file's metadata with what Pelican knows without reading it, in its order of precedence: settings, path, file.

    Pelican does this only in the one method that reads a whole file, too; the author of the settings comes last of all,
    with the content that is made of them.
    """
    settings, process = reader.settings, reader.process_metadata
    completed: dict[str, Any] = {}
    by_settings, by_path = default_metadata(settings, process), path_metadata(str(path), relative, settings)
    for part in (by_settings, by_path, parse_path_metadata(relative, settings, process), metadata):
        completed |= _filter_discardable_metadata(part)  # a field without a value stands for none
    if not {"author", "authors"} & completed.keys() and settings.get("AUTHOR"):
        completed["author"] = Author(settings["AUTHOR"], settings)
    return completed


def slug_of(metadata: Mapping[str, Any], path: Path, settings: Mapping[str, Any]) -> str:
    """The slug that the content with these metadata has; Pelican works it out only where it makes a content."""
    if "slug" in metadata:
        return str(metadata["slug"])
    return slugified(str(metadata.get("title", "")) if settings["SLUGIFY_SOURCE"] == "title" else path.stem, settings)


def slugified(text: str, settings: Mapping[str, Any]) -> str:
    """The slug that these settings make of a text."""
    return str(
        slugify(
            text,
            regex_subs=settings.get("SLUG_REGEX_SUBSTITUTIONS", []),
            preserve_case=settings.get("SLUGIFY_PRESERVE_CASE", False),
            use_unicode=settings.get("SLUGIFY_USE_UNICODE", False),
        )
    )


def identity_of(fields: Mapping[str, Any], kind: str, settings: Mapping[str, Any]) -> dict[str, str]:
    """The fields, by their names, that contents of a kind have in common which are translations of one another.

    By ARTICLE_TRANSLATION_ID or PAGE_TRANSLATION_ID: one name, several or none. Pelican stops where one is lacking.
    """
    named = settings[f"{kind.upper()}_TRANSLATION_ID"] or ()
    names = [named] if isinstance(named, str) else sorted(named)
    return {name: str(fields[name]) for name in names if name in fields}


def is_translation(metadata: Mapping[str, Any]) -> bool | None:
    """What a content's `Translation` says of it: any word but "false" makes it one; None where there is no such field.

    Pelican looks at it only where it has all contents.
    """
    said = metadata.get("translation")
    return None if said is None else str(said).lower() != "false"


def status_of(status: str, date: datetime | None, kind: str, settings: Mapping[str, Any]) -> str:
    """The status that a content with these metadata will have; Pelican settles it only where it makes a content.

    Without WITH_FUTURE_DATES an article waits for its date as a draft, whatever else its status is. What has one that
    is none is passed over.
    """
    known = status.lower() or "published"
    if status != "skip" and kind == "article" and date is not None and not settings["WITH_FUTURE_DATES"]:
        zoned = date if date.tzinfo else date.replace(tzinfo=ZoneInfo(settings["TIMEZONE"]))
        if is_ahead(zoned, datetime.now(UTC)):
            return "draft"
    return known if known in ("published", "hidden", "draft") else "skip"


def rename(wrapper: URLWrapper, name: str) -> None:
    """Give a category, tag or author another name at the same address: a new name alone brings a new slug."""
    slug = wrapper.slug
    wrapper.name = name
    wrapper.slug = slug
