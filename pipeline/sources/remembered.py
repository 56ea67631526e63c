"""What was read of source files, so that a file that has not changed is not parsed again.

The cache is in the user's own cache folder and never in the project: a project's files come from
strangers too, and a cache that came with them could hide a text from extraction. It is only ever a
shortcut. What cannot be read of it, or was made by another version or with other settings, is nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from pipeline.errors import PipelineError
from pipeline.files import write_text
from pipeline.fingerprints import FOLDER
from pipeline.model import Notation, Segment, Source
from pipeline.surroundings import Surroundings


class SourceCache:
    """The sources of one project, by path and by a digest of the file."""

    def __init__(self, settings_path: Path, fingerprint: str) -> None:
        name = hashlib.blake2b(str(settings_path).encode(), digest_size=16).hexdigest()
        self._path = user_cache_path(FOLDER) / f"{name}.json"
        self._fingerprint = fingerprint
        self._found: dict[str, Any] = {}
        try:
            data = json.loads(self._path.read_text(encoding="utf-8"))
            if data["fingerprint"] == fingerprint:
                self._found = data["sources"]
        except (OSError, ValueError, LookupError, TypeError):
            return

    def get(self, path: str, digest: str) -> Source | None:
        """The source as it was read from a file with this digest."""
        try:
            known, fields = self._found[path]
            return _source(fields) if known == digest else None
        except (ValueError, LookupError, TypeError):
            return None

    def replace(self, sources: Mapping[str, tuple[str, Source]]) -> None:
        """Keep these sources, by path with the digests of their files, and nothing else."""
        data = {path: (digest, _fields(source)) for path, (digest, source) in sources.items()}
        text = json.dumps({"fingerprint": self._fingerprint, "sources": data}, separators=(",", ":"))
        try:
            write_text(self._path, text, self._path.parent)
        except (OSError, PipelineError):
            return  # a home that cannot be written to is no reason to stop


def _fields(source: Source) -> list[Any]:
    names, segments = ([_segment_fields(segment) for segment in part] for part in (source.names, source.segments))
    return [
        source.title,
        source.slug,
        source.language,
        source.status,
        names,
        segments,
        source.date,
        source.save_as,
        source.roles,
    ]


def _segment_fields(segment: Segment) -> list[Any]:
    return [
        segment.text,
        segment.kind,
        segment.notation.value,
        segment.headings,
        segment.anchors,
        segment.context,
        segment.comment,
        segment.surroundings.elements,
    ]


def _source(fields: list[Any]) -> Source:
    title, slug, language, status, names, segments, date, save_as, roles = fields
    return Source(
        title,
        slug,
        language,
        status,
        tuple(map(_segment, names)),
        tuple(map(_segment, segments)),
        date,
        save_as,
        tuple((name, base) for name, base in roles),
    )


def _segment(fields: list[Any]) -> Segment:
    text, kind, notation, headings, anchors, context, comment, elements = fields
    around = Surroundings(tuple(elements))
    return Segment(text, kind, Notation(notation), tuple(headings), tuple(anchors), context, comment, around)
