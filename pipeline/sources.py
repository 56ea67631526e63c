"""Source files by format: each is read into its metadata and the segments of its fields and its body."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pelican.readers import BaseReader, HTMLReader, MarkdownReader, RstReader, default_metadata, parse_path_metadata
from pelican.urlwrappers import Author

from pipeline.config import Project
from pipeline.errors import PipelineError
from pipeline.files import read_text
from pipeline.model import Segment
from pipeline.walkers.html import walk_html
from pipeline.walkers.markdown import SegmentReader
from pipeline.walkers.rst import with_walker as with_rst_walker
from pipeline.walkers.trail import Trail


@dataclass(frozen=True, slots=True)
class Source:
    """A source file as it is read: metadata as Pelican has it, segments of formatted fields and of the body."""

    metadata: Mapping[str, Any]
    formatted: tuple[Segment, ...]
    body: tuple[Segment, ...]


def collector(found: list[Segment]) -> Callable[[Segment], None]:
    """The extracting visitor: it keeps every segment, and every text."""

    def collect(segment: Segment) -> None:
        found.append(segment)

    return collect


class SourceReader:
    """Reads one source file after the other with the site's settings."""

    def __init__(self, project: Project, settings: Mapping[str, Any]) -> None:
        self._project = project
        self._settings = settings
        # Pelican's reader completes the MARKDOWN settings, and knows how to read each metadata field.
        self._fields: BaseReader = MarkdownReader(settings)
        self._markdown_body = SegmentReader(settings["MARKDOWN"])
        self._markdown_field = SegmentReader(_without_meta(settings["MARKDOWN"]))
        self._formats: dict[str, Callable[[Path], Source]] = {
            **dict.fromkeys(MarkdownReader.file_extensions, self._markdown),
            **dict.fromkeys(HTMLReader.file_extensions, self._html),
            **dict.fromkeys(RstReader.file_extensions, self._rst),
        }

    def read(self, path: Path) -> Source:
        """Read a file. Raises PipelineError for a format that has no walker, and for metadata that is malformed."""
        shown = self._project.shown(path)
        if not shown.isprintable():
            raise PipelineError("the name of the file has a control character", path=repr(shown), hint="rename it")
        read = self._formats.get(path.suffix.lstrip("."))
        if read is None:
            raise PipelineError(
                f"{path.suffix} sources cannot be translated yet",
                path=shown,
                hint="write it as Markdown, reStructuredText or HTML, or exclude it with ARTICLE_EXCLUDES",
            )
        return read(path)

    def _markdown(self, path: Path) -> Source:
        body: list[Segment] = []
        raw = self._markdown_body.walk(read_text(path, self._project.root), collector(body))
        formatted: list[Segment] = []
        for name in self._settings["FORMATTED_FIELDS"]:
            if raw.get(name):
                kind = name.replace("_", " ")
                self._markdown_field.walk("\n".join(raw[name]), collector(formatted), kind=kind)
        return Source(self._metadata(raw, path), tuple(formatted), tuple(body))

    def _html(self, path: Path) -> Source:
        read_text(path, self._project.root)  # refuses what is not UTF-8, which Pelican passes over
        try:
            content, fields = HTMLReader(self._settings).read(str(path))
        except Exception as error:
            raise PipelineError(f"the metadata cannot be read: {error}", path=self._project.shown(path)) from None
        body: list[Segment] = []
        walk_html(content, Trail(collector(body)), {})
        formatted: list[Segment] = []
        for name in self._settings["FORMATTED_FIELDS"]:
            if isinstance(fields.get(name), str):
                walk_html(fields[name], Trail(collector(formatted), kind=name.replace("_", " ")), {})
        return Source(self._with_author({**self._defaults(path), **fields}), tuple(formatted), tuple(body))

    def _rst(self, path: Path) -> Source:
        read_text(path, self._project.root)
        found: list[Segment] = []
        fields = self._settings["FORMATTED_FIELDS"]
        reader = RstReader(self._settings)
        reader.writer_class = with_rst_walker(reader.writer_class, collector(found), {}, fields)
        try:
            _, metadata = reader.read(str(path))
        except Exception as error:
            raise PipelineError(f"docutils cannot read it: {error}", path=self._project.shown(path)) from None
        kinds = {name.replace("_", " ") for name in fields}
        return Source(
            self._with_author({**self._defaults(path), **metadata}),
            tuple(segment for segment in found if segment.kind in kinds),
            tuple(segment for segment in found if segment.kind not in kinds),
        )

    def _metadata(self, raw: Mapping[str, list[str]], path: Path) -> dict[str, Any]:
        """All fields, in the order of precedence that Pelican gives them: settings, path, file."""
        process: Callable[[str, Any], Any] = self._fields.process_metadata
        metadata = self._defaults(path)
        for name, values in raw.items():
            value = values if len(values) > 1 else values[0]
            try:
                metadata[name.lower()] = process(name.lower(), value)
            except Exception as error:
                shown = self._project.shown(path)
                raise PipelineError(f"the field {name!r} cannot be read: {error}", path=shown) from None
        return self._with_author(metadata)

    def _defaults(self, path: Path) -> dict[str, Any]:
        """What Pelican knows of a file before it reads it."""
        process = self._fields.process_metadata
        source = path.relative_to(self._project.content).as_posix()
        return {
            **default_metadata(self._settings, process),
            **parse_path_metadata(source, self._settings, process),
        }

    def _with_author(self, metadata: dict[str, Any]) -> dict[str, Any]:
        """As Pelican does: a source that names no author is by the site's."""
        if not {"author", "authors"} & metadata.keys() and self._settings.get("AUTHOR"):
            metadata["author"] = Author(self._settings["AUTHOR"], self._settings)
        return metadata


def _without_meta(markdown: Mapping[str, Any]) -> dict[str, Any]:
    """The parser for a field: what looks like metadata in it is text."""
    extensions = [name for name in markdown["extensions"] if name not in ("meta", "markdown.extensions.meta")]
    return {**markdown, "extensions": extensions}
