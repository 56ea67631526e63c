"""What was read of source files, so that a file that has not changed is not parsed again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from pipeline.cache import recall, remember
from pipeline.model import Segment, Source
from pipeline.packed import Packed
from pipeline.portions import divided


class SourceCache:
    """The sources of one project, by path and by a digest of the file.

    They are kept in portions, each of which is read and written as a whole: all would be held twice meanwhile.
    """

    def __init__(self, settings_path: Path, fingerprint: str, files: int) -> None:
        """`files` is how many there are, by which it is divided."""
        self._name, self._fingerprint, self._files = str(settings_path), fingerprint, files

    def known(self, digests: Mapping[str, str]) -> Iterator[tuple[str, Source]]:
        """The sources as they were read from the files with these digests, of those that are known, by path."""
        for portion, paths in divided(digests, self._files).items():
            found = recall(self._in(portion), self._fingerprint, dict[str, tuple[str, Source]]) or {}
            for path in paths:
                digest, source = found.get(path, ("", None))
                if digest == digests[path] and source is not None:
                    yield path, replace(source, segments=Packed.of(source.segments, Segment))

    def keep(self, sources: Mapping[str, tuple[str, Source]], new: Iterable[str]) -> None:
        """Keep these sources, by path with the digests of their files; of them only the `new` are not kept yet."""
        changed = divided(new, self._files)
        for portion, paths in divided(sources, self._files).items():
            if portion in changed:
                found = {path: (sources[path][0], _unpacked(sources[path][1])) for path in paths}
                remember(self._in(portion), self._fingerprint, found)

    def _in(self, portion: str) -> str:
        return f"{self._name} {portion}"


def _unpacked(source: Source) -> Source:
    return replace(source, segments=tuple(source.segments))
