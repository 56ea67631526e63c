"""Source files by format: each is read into what extraction needs to know of it."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from pelican.contents import Content
from pelican.generators import Generator
from pelican.readers import BaseReader, MarkdownReader

from pipeline.characters import forbidden, named
from pipeline.config import Project
from pipeline.errors import CompoundError, PipelineError
from pipeline.model import SLOT, Address, Segment, Source, Visitor
from pipeline.pelican_internals import (
    address_pattern,
    complete_metadata,
    content_of,
    field_reader,
    file_once_published,
    identity_of,
    is_translation,
    read_content,
    slug_of,
)
from pipeline.sources.told import as_error, errors_told, line_of_field
from pipeline.sources.walkers.markdown_extension import SegmentReader
from pipeline.sources.walkers.metadata import walk_fields, walk_taxonomy
from pipeline.sources.walkers.trail import collapse
from pipeline.sources.walking_readers import Walk, fields_of, walking

_DOCUTILS = re.compile(r".*?:(?P<line>\d+): \(\w+/\d\) (?P<message>.*)", re.S)
_NO_DATE = re.compile(r"'(?P<value>.+)' is not a valid date")


def collector(found: list[Segment]) -> Visitor:
    """The extracting visitor: it keeps every segment, and every text."""

    def collect(segment: Segment) -> None:
        found.append(segment)

    return collect


class SourceReader:
    """Reads one source file after the other with the site's settings and its own reader classes."""

    def __init__(
        self, project: Project, settings: dict[str, Any], reader_classes: Mapping[str, type[BaseReader]]
    ) -> None:
        self._project = project
        self._settings = settings
        self._text = ""
        self._found: list[Segment] = []
        self._roles: dict[str, str] = {}
        self._fields = field_reader(settings)
        self._markdown_body = SegmentReader(settings["MARKDOWN"])
        self._markdown_field = SegmentReader(_without_meta(settings["MARKDOWN"]))
        self._readers = {
            suffix: self._markdown() if reader_class is MarkdownReader else self._walking(reader_class)
            for suffix, reader_class in reader_classes.items()
            if reader_class is not BaseReader
        }

    def identity(self, path: Path, kind: str) -> dict[str, str]:
        """The slug of a file, and what translations have in common with it; no plugin is told of it.

        Raises PipelineError where it cannot be read.
        """
        with self._errors_of(path) as shown:
            self._open(path, shown)
            metadata = self._metadata(path)
            fields = {**metadata, "slug": slug_of(metadata, path, self._settings)}
            return {"slug": fields["slug"], **identity_of(fields, kind, self._settings)}

    def named_by(self, path: Path, named: Path) -> dict[str, str]:
        """The slug of a file as if it had another name, and its language if it says that itself.

        No plugin is told of it. Raises PipelineError where it cannot be read.
        """
        with self._errors_of(path) as shown:
            self._open(path, shown)
            metadata = self._metadata(path)
            language, slug = self._language(metadata), slug_of(metadata, named, self._settings)
            return {"slug": slug} if language == self._project.source.path else {"slug": slug, "lang": language}

    def read(self, path: Path, kind: str, generator: Generator, *, is_heard: bool) -> Source:
        """Read an article or page as a generator does; `is_heard` is whether a plugin is told of it.

        Raises PipelineError where no reader knows its format, what stands in it cannot be read, or Pelican would leave
        it out, for each cause that there is.
        """
        with self._errors_of(path) as shown:
            self._open(path, shown)
            with errors_told() as records:
                content = self._content(path, kind, generator, is_heard=is_heard)
                if content is not None:
                    content.is_valid()
            if records:
                raise CompoundError([self._left_out(record, content, shown) for record in records])
            return self._skipped(path, kind) if content is None else self._source(content, path, kind)

    def _open(self, path: Path, shown: str) -> None:
        if fault := _fault_of_name(shown):
            raise PipelineError(fault, path=repr(shown), hint="rename it")
        if path.suffix.lstrip(".") not in self._readers:
            raise PipelineError(
                f"{path.suffix} sources cannot be translated yet",
                path=shown,
                hint="write it as Markdown, reStructuredText or HTML, or exclude it with ARTICLE_EXCLUDES",
            )
        self._found, self._roles = [], {}
        self._text = self._project.read(path)  # refuses what is not UTF-8, which Pelican passes over
        _require_characters(self._text, shown)

    def _metadata(self, path: Path) -> dict[str, Any]:
        _, metadata = self._readers[path.suffix.lstrip(".")].read(str(path))
        return complete_metadata(self._fields, metadata, path, self._relative(path))

    def _content(self, path: Path, kind: str, generator: Generator, *, is_heard: bool) -> Content | None:
        if is_heard:
            suffix = path.suffix.lstrip(".")
            generator.readers.readers[suffix] = self._readers[suffix]
            return read_content(generator, kind, path)
        metadata = self._metadata(path)
        return None if metadata.get("status") == "skip" else content_of(generator, kind, metadata, path)

    def _source(self, content: Content, path: Path, kind: str) -> Source:
        metadata = fields_of(content)
        status = str(metadata.get("status", ""))
        fields: list[Segment] = []
        walk_fields(metadata, self._project.fields, collector(fields))
        names: list[Segment] = []
        walk_taxonomy(vars(content), collector(names))
        return Source(
            title=collapse(str(metadata["title"] or self._relative(path))),
            slug=str(content.slug),
            language=self._language(metadata),
            status=status,
            names=tuple(names),
            segments=(*fields, *self._found),
            date=date.isoformat() if isinstance(date := metadata.get("date"), datetime) else "",
            save_as=str(content.save_as),
            is_translation=is_translation(metadata),
            identity=tuple(identity_of(vars(content), kind, self._settings).values()),
            roles=tuple(self._roles.items()),
            address="" if status == "draft" else file_once_published(content, kind),
            pattern=Address(*pattern) if (pattern := address_pattern(content, kind, SLOT)) else None,
        )

    def _markdown(self) -> BaseReader:
        """As Pelican's own reader, but without the inline stage, of which extraction needs nothing."""
        members = {"read": lambda _, source_path: ("", self._walk_markdown(source_path))}
        reader_class: type[BaseReader] = type(MarkdownReader.__name__, (MarkdownReader,), members)
        return reader_class(self._settings)

    def _skipped(self, path: Path, kind: str) -> Source:
        """What Pelican passes over, because its author says so."""
        metadata = self._metadata(path)
        title = collapse(str(metadata.get("title", self._relative(path))))
        slug = slug_of(metadata, path, self._settings)
        identity = tuple(identity_of({**metadata, "slug": slug}, kind, self._settings).values())
        return Source(title, slug, self._language(metadata), "skip", (), (), identity=identity)

    def _language(self, metadata: Mapping[str, Any]) -> str:
        return str(metadata.get("lang", self._project.source.tag)).replace("_", "-").lower()

    def _walk_markdown(self, source_path: str) -> dict[str, Any]:
        body: list[Segment] = []
        raw = self._markdown_body.walk(self._text, collector(body))
        for name in self._settings["FORMATTED_FIELDS"]:
            if raw.get(name):
                kind = name.replace("_", " ")
                self._markdown_field.walk("\n".join(raw[name]), collector(self._found), kind=kind)
        self._found += body
        metadata: dict[str, Any] = {}
        for name, values in raw.items():
            value = values if len(values) > 1 else values[0]
            try:
                metadata[name.lower()] = self._fields.process_metadata(name.lower(), value)
            except Exception as error:
                shown, line = self._project.shown(Path(source_path)), line_of_field(self._text, name)
                raise PipelineError(f"the field {name!r} cannot be read: {error}", path=shown, line=line) from None
        return metadata

    def _walking(self, reader_class: type[BaseReader]) -> BaseReader:
        """A reader of this class that collects the segments of what it reads."""
        walking_class = walking(
            reader_class,
            lambda _settings, _path: Walk(
                collector(self._found), {}, self._project.source.tag, note_roles=self._roles.update
            ),
            lambda _settings: lambda _: None,
        )
        return walking_class(self._settings)

    @contextmanager
    def _errors_of(self, path: Path) -> Iterator[str]:
        """Whatever goes wrong as a file is read names the file, and its line where that is known."""
        shown = self._project.shown(path)
        try:
            yield shown
        except PipelineError:
            raise
        except Exception as error:
            message, line = _cause(error, self._text)
            hint = "" if line else "leave out one part after another until it can be read, and mend that part"
            raise PipelineError(f"the file cannot be read: {message}", path=shown, line=line, hint=hint) from error

    def _left_out(self, record: logging.LogRecord, content: Content | None, shown: str) -> PipelineError:
        """Why Pelican leaves a file out."""
        status = getattr(content, "status", "")
        line = line_of_field(self._text, "status") if f"'{status}'" in record.getMessage() else None
        return as_error(record, self._project, path=shown, line=line)

    def _relative(self, path: Path) -> str:
        return path.relative_to(self._project.content).as_posix()


def _fault_of_name(shown: str) -> str:
    """Why a file's name cannot stand in a catalog; nothing if it can."""
    strange = next((character for character in shown if not character.isprintable()), "")
    if not strange:
        return ""
    if "\udc80" <= strange <= "\udcff":  # a byte that is no text (PEP 383)
        return f"the name of the file is not UTF-8: it has the byte 0x{ord(strange) - 0xDC00:02x}"
    called = unicodedata.name(strange, "control character").lower()
    return f"the name of the file has a character that nobody sees: {called} U+{ord(strange):04X}"


def _require_characters(text: str, shown: str) -> None:
    found = forbidden(text)
    if found is not None:
        line = text.count("\n", 0, found.start()) + 1
        raise PipelineError(named(found), path=shown, line=line, hint="remove it: no page, feed or catalog can have it")


def _cause(error: Exception, text: str) -> tuple[str, int | None]:
    """What an error says, and the line that it says it of."""
    if by_docutils := _DOCUTILS.match(str(error)):
        return by_docutils["message"], int(by_docutils["line"])
    if no_date := _NO_DATE.search(str(error)):
        lines = enumerate(text.split("\n"), 1)
        return str(error), next((number for number, line in lines if no_date["value"] in line), None)
    kind = "" if type(error) in (ValueError, TypeError) and str(error) else f"{type(error).__name__}: "
    return f"{kind}{error}", None


def _without_meta(markdown: Mapping[str, Any]) -> dict[str, Any]:
    """The parser for a field: what looks like metadata in it is text."""
    extensions = [name for name in markdown["extensions"] if name not in ("meta", "markdown.extensions.meta")]
    return {**markdown, "extensions": extensions}
