"""Every reach into Pelican's inside: what no documentation promises, and a new release may change without a note.

Each function says what is counted on and why there is no public way; `tests/test_pelican_internals.py` has a fact
about Pelican for each. What is public (signals, reader classes, settings, the fields of contents that themes know) is
used where it is needed. This module knows nothing of the rest of the tool.
"""

from __future__ import annotations

import logging
import re
import sys
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from blinker import Signal
from pelican import DEFAULT_CONFIG_NAME, Pelican, generators, signals
from pelican.contents import Article, Content, Page, Static
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator, StaticGenerator
from pelican.log import console
from pelican.plugins._utils import get_plugin_name
from pelican.readers import (
    BaseReader,
    MarkdownReader,
    _filter_discardable_metadata,
    default_metadata,
    parse_path_metadata,
    path_metadata,
)
from pelican.urlwrappers import Author, URLWrapper
from pelican.utils import slugify, strftime

__all__ = ["DEFAULT_CONFIG_NAME", "strftime"]

Settings = dict[str, Any]
#: The lists in which a generator keeps its contents, from `*_generator_pretaxonomy` on.
ARTICLE_LISTS = ("articles", "translations", "hidden_articles", "hidden_translations", "drafts", "drafts_translations")
PAGE_LISTS = ("pages", "translations", "hidden_pages", "hidden_translations", "draft_pages", "draft_translations")
#: The templates of the theme "simple": a theme's may refer to them, and what a theme lacks is one of them.
SIMPLE_TEMPLATES = Path(str(generators.__file__)).parent / "themes" / "simple" / "templates"
_SIGNALS = tuple(value for value in vars(signals).values() if isinstance(value, Signal))

# How each kind of content is read: by which generator, as which class, and the signals before and after.
_KINDS: Mapping[str, tuple[type[Generator], type[Content], Signal, Signal]] = {
    "article": (ArticlesGenerator, Article, signals.article_generator_preread, signals.article_generator_context),
    "page": (PagesGenerator, Page, signals.page_generator_preread, signals.page_generator_context),
}
_TOLD_OF_FILES = (*(signal for kind in _KINDS.values() for signal in kind[2:]), signals.content_object_init)


# --- Settings and the process -----------------------------------------------------------------------------------------


def settings_file(settings: Mapping[str, Any], name: str) -> Path | None:
    """The file in which the setting `name` was made, or None if it was made elsewhere, such as with `-e`.

    Settings do not say where they were read from. Pelican leaves each file that it reads in `sys.modules`, and hands on
    its values themselves, no copies. Of several files that share the value the one with the usual name is meant.
    """
    value = settings.get(name)
    modules = [module for module in tuple(sys.modules.values()) if value and vars(module).get(name) is value]
    files = [Path(str(module.__file__)).absolute() for module in modules if getattr(module, "__file__", None)]
    return min(files, key=lambda file: (file.name != DEFAULT_CONFIG_NAME, str(file)), default=None)


def be_silent() -> None:
    """Let Pelican's summary of a run go nowhere: it is no log message but printed, to one console of the module."""
    console.quiet = True


def is_about_docutils_language(record: logging.LogRecord) -> bool:
    """Whether Pelican logs that docutils does not speak DEFAULT_LANG; it does so where no source needs docutils.

    The readers of all formats are made, come what may, and the message has no other mark than its words.
    """
    return record.getMessage().startswith("Docutils has no localization")


# --- Readers ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reading:
    """A Pelican that is about to read: its generators by the kind of what they read, and its plugins' modules.

    `settings` are what plugins have made of them; `is_heard` is whether a plugin is told of each file that is read.
    """

    settings: Settings
    generators: Mapping[str, Generator]
    plugins: tuple[Any, ...]
    is_heard: bool


@contextmanager
def reading(settings: Settings, but: str, **changes: Any) -> Iterator[Reading]:
    """A Pelican with all plugins of these settings `but` one, as far as a run has come when it begins to read.

    It is made as Pelican itself does, and so in the same order and with the same signals: plugins are found and
    registered, `initialized` is sent, and all generators are made. There is no public way to stop there. Plugins are
    heard until the block ends; what they connect to is found by looking at each signal there is. What they change in
    the settings stays changed, but for the `changes` for this Pelican alone.
    """
    before = {signal: set(signal.receivers) for signal in _SIGNALS}
    plugins = [plugin for plugin in settings["PLUGINS"] or () if but not in (plugin, get_plugin_name(plugin))]
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
    return str(
        slugify(
            str(metadata.get("title", "")) if settings["SLUGIFY_SOURCE"] == "title" else path.stem,
            regex_subs=settings.get("SLUG_REGEX_SUBSTITUTIONS", []),
            preserve_case=settings.get("SLUGIFY_PRESERVE_CASE", False),
            use_unicode=settings.get("SLUGIFY_USE_UNICODE", False),
        )
    )


def status_of(status: str, date: datetime | None, kind: str, settings: Mapping[str, Any]) -> str:
    """The status that a content with these metadata will have; Pelican settles it only where it makes a content.

    Without WITH_FUTURE_DATES an article waits for its date as a draft, whatever else its status is. What has one that
    is none is passed over.
    """
    known = status.lower() or "published"
    if status != "skip" and kind == "article" and date is not None and not settings["WITH_FUTURE_DATES"]:
        zoned = date if date.tzinfo else date.replace(tzinfo=ZoneInfo(settings["TIMEZONE"]))
        if zoned > datetime.now(UTC):
            return "draft"
    return known if known in ("published", "hidden", "draft") else "skip"


def rename(wrapper: URLWrapper, name: str) -> None:
    """Give a category, tag or author another name at the same address: a new name alone brings a new slug."""
    slug = wrapper.slug
    wrapper.name = name
    wrapper.slug = slug


# --- Generators -------------------------------------------------------------------------------------------------------


def source_paths(generator: Generator, kind: str) -> list[str]:
    """The paths, relative to PATH, of all files that a generator of a kind ("article", "page") reads, in order."""
    settings = generator.settings
    paths, excluded = settings[f"{kind}_PATHS".upper()], settings[f"{kind}_EXCLUDES".upper()]
    return sorted(generator.get_files(paths, exclude=excluded))


def update_context(generator: Generator, *names: str) -> None:
    """Give templates the lists of a generator anew, dictionaries as lists of pairs, as it did when it was finished."""
    generator._update_context(names)


def contents_in(generator: Generator, names: Sequence[str]) -> list[Content]:
    """The contents in these lists of a generator, in order."""
    return [content for name in names for content in getattr(generator, name)]


def static_files(generator: StaticGenerator) -> list[Static]:
    """The files that a generator will copy; a finished one has them in a list that nobody documents."""
    return list(generator.staticfiles)


def copy_no_files(generator: StaticGenerator) -> None:
    """Let a finished generator copy nothing; links still lead to what it found."""
    generator.staticfiles = []
    update_context(generator, "staticfiles")


# --- Contents ---------------------------------------------------------------------------------------------------------


def context_of(content: Content) -> dict[str, Any]:
    """What all generators and contents of a run share, and templates get; a content has it for its own links only."""
    context: dict[str, Any] = content._context
    return context


def move_to(content: Content, *, url: str | None = None, save_as: str | None = None) -> None:
    """Give a content another address, or another file, than the settings say: what `Url` and `Save_as` in it do.

    They are read as a content is made, into attributes; later there are only those.
    """
    if save_as is not None:
        setattr(content, "override_save_as", save_as)
    if url is not None:
        setattr(content, "override_url", url)


def count_as_translation(content: Content, language: str) -> None:
    """Let Pelican take a content that was just made for a translation, and another with its slug for the original.

    Its language alone does not say so: whether that is the default one is settled as the content is made.
    """
    content.lang, content.in_default_lang = language, False


def version_of(content: Content, *, language: str, title: str, url: str) -> Content:
    """The content as themes list it among `translations`: in another language, with a title and an address of its own.

    A second content cannot be made, as plugins are told of each; but a copy has its own values.
    """
    version = copy(content)
    version.lang = language
    setattr(version, "title", title)
    move_to(version, url=url)
    return version


def on_body(content: Content, rewrite: Callable[[str], str]) -> None:
    """Let `rewrite` have the last word on a content's body wherever it is shown; until then it is what plugins make it.

    A content that has a method of this name is asked for its body by it, rather than for the attribute.
    """
    write = getattr(content, "_get_content", lambda: content._content)
    setattr(content, "_get_content", lambda: rewrite(write() or ""))


def replace_field(content: Content, name: str, value: str) -> None:
    """Give a content another value of a metadata field, wherever it keeps it: a summary has a place of its own too."""
    content.metadata[name] = value
    setattr(content, name.lower(), value)
    if name == "summary":
        setattr(content, "_summary", value)


@dataclass(frozen=True, slots=True)
class Link:
    """A link that Pelican writes: the tag up to its address, the address, the site it was written for, all of it."""

    markup: str
    address: str
    siteurl: str
    text: str


def on_link(content: Content, rewrite: Callable[[Link], str]) -> None:
    """Let `rewrite` have the last word on each link of `{filename}` and the like, where Pelican writes its address.

    Only there is it known what a link leads to. Each goes through one method of its content, with a match that has the
    tag's beginning as `markup`; the method gives that, and the address in quotes.
    """
    write_link = content._link_replacer

    def replace(siteurl: str, match: re.Match[str]) -> str:
        text: str = write_link(siteurl, match)
        return rewrite(Link(match["markup"], text[len(match["markup"]) + 1 : -1], siteurl, text))

    setattr(content, "_link_replacer", replace)


def keep_attached_below(static: Static, way: str) -> None:
    """Where a link attaches the file to a page, let the address lead by `way`, which ends in "/", to where it is.

    `{attach}` sets the file's address through the file's own method, and compares it with what an earlier link set.
    """

    def attach_to(content: Content) -> None:
        if hasattr(static, "override_url"):
            static.override_url = static.override_url.removeprefix(way)
        Static.attach_to(static, content)
        if hasattr(static, "override_url"):
            static.override_url = way + static.override_url

    setattr(static, "attach_to", attach_to)


def address_of_static(settings: Mapping[str, Any], path: str) -> str:
    """The address of the static file at a path below PATH, of which there need be no content."""
    shown = settings["EXTRA_PATH_METADATA"].get(path, {}).get("path", path)
    return str(settings["STATIC_URL"].format(path=shown))


def name_feed_language(feed: Any, tag: str) -> None:
    """Let a feed say which language it is in: Pelican makes it without, and has no setting for that."""
    feed.feed["language"] = tag
