"""What was read of source files, so that a file that has not changed is not parsed again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.cache import recall, remember
from pipeline.model import Source


class SourceCache:
    """The sources of one project, by path and by a digest of the file."""

    def __init__(self, settings_path: Path, fingerprint: str) -> None:
        self._name, self._fingerprint = str(settings_path), fingerprint
        self._found = recall(self._name, fingerprint, dict[str, tuple[str, Source]]) or {}

    def get(self, path: str, digest: str) -> Source | None:
        """The source as it was read from a file with this digest."""
        known, source = self._found.get(path, ("", None))
        return source if known == digest else None

    def replace(self, sources: Mapping[str, tuple[str, Source]]) -> None:
        """Keep these sources, by path with the digests of their files, and nothing else."""
        remember(self._name, self._fingerprint, sources)
