"""What was read of source files, so that a file that has not changed is not parsed again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from zlib import crc32

from pipeline.cache import recall, remember
from pipeline.model import Source

#: About so many sources are kept together: of a large site all of them would be held twice while they are packed.
_TOGETHER = 128


class SourceCache:
    """The sources of one project, by path and by a digest of the file.

    They are kept in parts, each of which is read and written as a whole; a file's name says in which one it is.
    """

    def __init__(self, settings_path: Path, fingerprint: str, files: int) -> None:
        """`files` is how many there are, by which it is divided."""
        self._name, self._fingerprint = str(settings_path), fingerprint
        self._parts = 1 << (files // _TOGETHER).bit_length()

    def known(self, digests: Mapping[str, str]) -> Iterator[tuple[str, Source]]:
        """The sources as they were read from the files with these digests, of those that are known, by path."""
        for part, paths in self._divided(digests).items():
            found = recall(self._in(part), self._fingerprint, dict[str, tuple[str, Source]]) or {}
            for path in paths:
                digest, source = found.get(path, ("", None))
                if digest == digests[path] and source is not None:
                    yield path, source

    def keep(self, sources: Mapping[str, tuple[str, Source]], new: Iterable[str]) -> None:
        """Keep these sources, by path with the digests of their files; of them only the `new` are not kept yet."""
        changed = {self._part_of(path) for path in new}
        for part, paths in self._divided(sources).items():
            if part in changed:
                remember(self._in(part), self._fingerprint, {path: sources[path] for path in paths})

    def _divided(self, paths: Iterable[str]) -> dict[int, list[str]]:
        parts: dict[int, list[str]] = {}
        for path in paths:
            parts.setdefault(self._part_of(path), []).append(path)
        return parts

    def _part_of(self, path: str) -> int:
        return crc32(path.encode(errors="surrogateescape")) % self._parts

    def _in(self, part: int) -> str:
        return f"{self._name} {part}/{self._parts}"
