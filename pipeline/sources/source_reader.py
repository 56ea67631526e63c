"""Source files by format: each is read into what extraction needs to know of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from pelican.readers import BaseReader, HTMLReader, MarkdownReader

from pipeline.characters import forbidden, named
from pipeline.config import Project
from pipeline.errors import PipelineError
from pipeline.files import read_text
from pipeline.model import Segment, Source, Visitor
from pipeline.pelican_internals import complete_metadata, field_reader, slug_of
from pipeline.sources.walkers.markdown_extension import SegmentReader
from pipeline.sources.walkers.metadata import walk_fields, walk_taxonomy
from pipeline.sources.walkers.trail import collapse
from pipeline.sources.walking_readers import Walk, walking


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
        self._found: list[Segment] = []
        self._fields = field_reader(settings)
        self._markdown_body = SegmentReader(settings["MARKDOWN"])
        self._markdown_field = SegmentReader(_without_meta(settings["MARKDOWN"]))
        self._readers = {
            suffix: self._markdown if reader_class is MarkdownReader else self._with(reader_class)
            for suffix, reader_class in reader_classes.items()
            if reader_class is not BaseReader
        }

    def read(self, path: Path) -> Source:
        """Read a file. Raises PipelineError where no reader knows its format, or its metadata are malformed."""
        shown = self._project.shown(path)
        if not shown.isprintable():
            raise PipelineError("the name of the file has a control character", path=repr(shown), hint="rename it")
        read = self._readers.get(path.suffix.lstrip("."))
        if read is None:
            raise PipelineError(
                f"{path.suffix} sources cannot be translated yet",
                path=shown,
                hint="write it as Markdown, reStructuredText or HTML, or exclude it with ARTICLE_EXCLUDES",
            )
        self._found = []
        text = read_text(path, shown)  # refuses what is not UTF-8, which Pelican passes over
        _require_characters(text, shown)
        metadata = complete_metadata(self._fields, read(text, path), path, self._relative(path))
        fields: list[Segment] = []
        walk_fields(metadata, self._project.fields, collector(fields))
        names: list[Segment] = []
        walk_taxonomy(metadata, collector(names))
        return Source(
            title=collapse(str(metadata.get("title", self._relative(path)))),
            slug=slug_of(metadata, path, self._settings),
            language=str(metadata.get("lang", self._project.source.tag)).replace("_", "-").lower(),
            status=str(metadata.get("status", "")),
            names=tuple(names),
            segments=(*fields, *self._found),
            date=date.isoformat() if isinstance(date := metadata.get("date"), datetime) else "",
        )

    def _markdown(self, text: str, path: Path) -> dict[str, Any]:
        """As Pelican's own reader, but without the inline stage, of which extraction needs nothing."""
        body: list[Segment] = []
        raw = self._markdown_body.walk(text, collector(body))
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
                shown = self._project.shown(path)
                raise PipelineError(f"the field {name!r} cannot be read: {error}", path=shown) from None
        return metadata

    def _with(self, reader_class: type[BaseReader]) -> Callable[[str, Path], dict[str, Any]]:
        """What reads the metadata of a file with this reader class, and collects its segments."""
        walking_class = walking(
            reader_class,
            lambda _settings, _path: Walk(collector(self._found), {}, self._project.source.tag),
            lambda _settings: lambda _: None,
        )
        reader = walking_class(self._settings)

        def read(_text: str, path: Path) -> dict[str, Any]:
            try:
                _, metadata = reader.read(str(path))
            except Exception as error:
                what = "the metadata cannot be read" if reader_class is HTMLReader else "the file cannot be read"
                raise PipelineError(f"{what}: {error}", path=self._project.shown(path)) from None
            return dict(metadata)

        return read

    def _relative(self, path: Path) -> str:
        return path.relative_to(self._project.content).as_posix()


def _require_characters(text: str, shown: str) -> None:
    found = forbidden(text)
    if found is not None:
        line = text.count("\n", 0, found.start()) + 1
        raise PipelineError(named(found), path=shown, line=line, hint="remove it: no page, feed or catalog can have it")


def _without_meta(markdown: Mapping[str, Any]) -> dict[str, Any]:
    """The parser for a field: what looks like metadata in it is text."""
    extensions = [name for name in markdown["extensions"] if name not in ("meta", "markdown.extensions.meta")]
    return {**markdown, "extensions": extensions}
