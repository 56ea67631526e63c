"""Pelican's readers with a walker inside: what they read is offered, segment by segment, to a visitor.

The site's own readers do the reading, those of plugins too: a reader of Markdown or reStructuredText is
walked within its parser, and any other one in the HTML it returns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from markdown import Markdown
from pelican.contents import Content
from pelican.readers import BaseReader, MarkdownReader, RstReader
from pelican.urlwrappers import URLWrapper

from pipeline.conditions import OUR_NAMES
from pipeline.config import Project
from pipeline.errors import PipelineError
from pipeline.model import Visitor
from pipeline.pelican_internals import Reading, reading
from pipeline.sources.docutils_words import spoken_by_docutils
from pipeline.sources.walkers.html import walk_html
from pipeline.sources.walkers.markdown_extension import GettextExtension, with_walker
from pipeline.sources.walkers.roles import own_roles
from pipeline.sources.walkers.rst import with_walker as with_rst_walker
from pipeline.sources.walkers.trail import Trail

#: The name under which a title is kept as it was written, where typogrify has its way with it.
SOURCE_TITLE = "gettext_source_title"
_NOT_IN_XML = str.maketrans("\v\f", "  ")


#: A body and its metadata, as a reader returns them.
Result = tuple[str | None, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Walk:
    """How one file is walked.

    `kept` are the attributes that mark an element that keeps the source's text, `source_language` is the
    tag of the language that text is in. `note_roles` is told of the roles that the file defines, each with the one
    it is based on. `remembered` may have what was read of it before with a visitor that gave the same answers.
    `finish` has the last word on each piece of HTML that is read, before anybody else sees it.
    """

    visitor: Visitor
    kept: Mapping[str, str]
    source_language: str
    fields: Mapping[str, str] = field(default_factory=dict)
    note_roles: Callable[[Mapping[str, str]], None] = lambda _: None
    remembered: Callable[[Visitor, Callable[[Visitor], Result]], Result] = lambda visitor, read: read(visitor)
    finish: Callable[[str], str] = str


#: Opens the walk of a file, of which it is told the site's settings and the path.
OpenWalk = Callable[[dict[str, Any], str], Walk]
#: The visitor, of a site with these settings, for the texts that a parser itself puts on pages.
RendererVisitor = Callable[[dict[str, Any]], Visitor]


def walking(reader_class: type[BaseReader], open_walk: OpenWalk, renderer_visitor: RendererVisitor) -> type[BaseReader]:
    """The reader with a walker inside. BaseReader itself, which reads nothing, stays as it is."""
    if reader_class is BaseReader:
        return reader_class
    mixin = next(mixin for parent, mixin in _MIXINS.items() if issubclass(reader_class, parent))
    members = {"open_walk": staticmethod(open_walk), "renderer_visitor": staticmethod(renderer_visitor)}
    # Pelican names the reader in the metadata after its class.
    return type(reader_class.__name__, (mixin, reader_class), members)


@contextmanager
def site_reading(project: Project, settings: dict[str, Any]) -> Iterator[Reading]:
    """A Pelican that is about to read the site, with all its plugins but ours; they are heard until the block ends.

    What plugins change in the settings is changed from now on. Raises PipelineError if Pelican stops at the settings or
    at a plugin, as at an extension of Jinja that is not installed, or Markdown at one of its own.
    """
    # As in the build of the source language's site; and Pelican's cache knows of no walker.
    known = {"DEFAULT_LANG": project.source.path, "CACHE_CONTENT": False, "LOAD_CONTENT_CACHE": False}
    # Translations by hand are shown by CLDR, whatever C locale Pelican would need for their dates.
    paths, formats = {language.path for language in project.targets}, settings["DATE_FORMATS"]
    own = {name: found for name, found in formats.items() if str(name).replace("_", "-").lower() not in paths}
    at = ""
    with ExitStack() as stack:
        try:
            found = stack.enter_context(reading(settings, but=OUR_NAMES, DATE_FORMATS=own, **known))
            at = "MARKDOWN: "  # where Pelican cannot make a parser it leaves each file out
            Markdown(**found.settings["MARKDOWN"])
        except PipelineError:
            raise
        except Exception as error:
            raise PipelineError(
                f"Pelican cannot begin with these settings: {at}{type(error).__name__}: {error}",
                path=project.settings_path.name,
                hint="install what is not found, or mend the setting or plugin that has it",
            ) from error
        yield found


def fields_of(content: Content) -> dict[str, Any]:
    """A content's fields, the title as it was written."""
    title = content.metadata.get(SOURCE_TITLE, content.metadata.get("title"))
    return {**content.metadata, "title": title}


class _Walking:
    """Mixed into a reader class."""

    settings: dict[str, Any]
    open_walk: OpenWalk
    renderer_visitor: RendererVisitor

    def read(self, source_path: str) -> Result:
        walk = self.open_walk(self.settings, source_path)
        read = partial(self._read_with, source_path, walk)
        content, metadata = walk.remembered(walk.visitor, read)
        if self.settings["TYPOGRIFY"] and isinstance(metadata.get("title"), str):
            metadata[SOURCE_TITLE] = metadata["title"]
        printable = {name: _printable(value) for name, value in {**metadata, **walk.fields}.items()}
        for name in self.settings["FORMATTED_FIELDS"]:
            if isinstance(printable.get(name), str):
                printable[name] = walk.finish(printable[name])
        return walk.finish(_printable(content)) if content else content, printable

    def _read_with(self, source_path: str, walk: Walk, visitor: Visitor) -> Result:
        return self._read(source_path, replace(walk, visitor=visitor))

    def _read(self, source_path: str, walk: Walk) -> Result:
        raise NotImplementedError


def _printable(value: Any) -> Any:
    """A text, or a name of a category, tag or author, without what would stop a feed: XML has no form feed."""
    if isinstance(value, str):
        return value.translate(_NOT_IN_XML)
    if isinstance(value, list):
        return [_printable(item) for item in value]
    if isinstance(value, URLWrapper) and value.name != _printable(value.name):
        value.name = _printable(value.name)
    return value


class _WalkingMarkdown(_Walking):
    """The walker stands inside Python-Markdown, between its block stage and its inline stage."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self._extension = GettextExtension(lambda _: None, {}, self.renderer_visitor(settings))
        # Before the class is made ready: it may keep a parser, or a copy of the settings, from now on.
        super().__init__({**settings, "MARKDOWN": with_walker(settings["MARKDOWN"], self._extension)})  # type: ignore[call-arg]

    def _read(self, source_path: str, walk: Walk) -> Result:
        self._extension.visitor, self._extension.kept = walk.visitor, walk.kept
        found: tuple[str, dict[str, Any]] = super(_Walking, self).read(source_path)  # type: ignore[misc]
        return found


class _WalkingRst(_Walking):
    """The walker is a transform of docutils that runs before all others."""

    writer_class: type[Any]

    def __init__(self, settings: dict[str, Any]) -> None:
        self._site_language = str(settings["DEFAULT_LANG"])
        super().__init__({**settings, "DEFAULT_LANG": spoken_by_docutils(self._site_language)})  # type: ignore[call-arg]

    def _read(self, source_path: str, walk: Walk) -> Result:
        plain, settings = self.writer_class, self.settings
        # A document is parsed in its own language, whatever one the site is in; docutils speaks the site's.
        spoken = spoken_by_docutils(walk.source_language)
        own = {"language_code": spoken, **(settings.get("DOCUTILS_SETTINGS") or {})}
        source_language, language = str(own["language_code"]), spoken_by_docutils(self._site_language, spoken)
        language = source_language if language.lower() == spoken.lower() else language
        fields = settings["FORMATTED_FIELDS"]
        self.writer_class = with_rst_walker(plain, walk.visitor, walk.kept, fields, source_language, language)
        self.settings = {**settings, "DOCUTILS_SETTINGS": own}
        try:
            with own_roles() as roles_now:
                found: tuple[str, dict[str, Any]] = super(_Walking, self).read(source_path)  # type: ignore[misc]
                walk.note_roles(roles_now())
        finally:
            self.writer_class, self.settings = plain, settings
        return found


class _WalkingHtml(_Walking):
    """What a reader returns, the body and formatted fields, is walked as HTML."""

    def _read(self, source_path: str, walk: Walk) -> Result:
        content, metadata = super(_Walking, self).read(source_path)  # type: ignore[misc]
        for name in self.settings["FORMATTED_FIELDS"]:
            if isinstance(metadata.get(name), str):
                trail = Trail(walk.visitor, kind=name.replace("_", " "))
                metadata[name] = walk_html(metadata[name], trail, walk.kept)
        return walk_html(content, Trail(walk.visitor), walk.kept) if content else content, metadata


_MIXINS: dict[type[BaseReader], type[_Walking]] = {
    MarkdownReader: _WalkingMarkdown,
    RstReader: _WalkingRst,
    BaseReader: _WalkingHtml,
}
