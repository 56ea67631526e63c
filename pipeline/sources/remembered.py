"""What was read of source files, so that a file that has not changed is not parsed again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.cache import recall, remember
from pipeline.model import Address, Notation, Segment, Source
from pipeline.surroundings import Surroundings


class SourceCache:
    """The sources of one project, by path and by a digest of the file."""

    def __init__(self, settings_path: Path, fingerprint: str) -> None:
        self._name, self._fingerprint = str(settings_path), fingerprint
        found = recall(self._name, fingerprint)
        self._found = found if isinstance(found, dict) else {}

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
        remember(self._name, self._fingerprint, data)


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
        source.is_translation,
        source.identity,
        source.roles,
        source.address,
        source.pattern and (source.pattern.url, source.pattern.save_as),
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
        segment.cell,
        segment.picture,
    ]


def _source(fields: list[Any]) -> Source:
    title, slug, language, status, names, segments, *others = fields
    date, save_as, is_translation, identity, roles, address, pattern = others
    return Source(
        title,
        slug,
        language,
        status,
        tuple(map(_segment, names)),
        tuple(map(_segment, segments)),
        date,
        save_as,
        is_translation,
        tuple(identity),
        tuple((name, base) for name, base in roles),
        address,
        Address(*pattern) if pattern else None,
    )


def _segment(fields: list[Any]) -> Segment:
    text, kind, notation, headings, anchors, context, comment, elements, cell, picture = fields
    around = Surroundings(tuple(elements))
    placed = tuple(headings), tuple(anchors)
    return Segment(text, kind, Notation(notation), *placed, context, comment, around, cell, picture)
