"""On a worker: pieces by their digests, each kept for the next build, and a project's folder made of them."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from pipeline.cluster.snapshot import Manifest
from pipeline.errors import PipelineError
from pipeline.files import bytes_of, keep_bytes, put_bytes
from pipeline.fingerprints import digest
from pipeline.folders import fresh_folder, make_folder, remove_folder, remove_oldest, stamp_file

#: So many bytes of pieces are kept.
MOST_KEPT = 4 * 1024**3


class DamagedError(Exception):
    """A piece, by its digest, is not what it was when it came; it is kept no more."""


@dataclass
class Store:
    """What a worker has below a folder of its own. Threads share it."""

    folder: Path
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _users: dict[str, int] = field(default_factory=dict)

    def lacking(self, manifest: Manifest) -> list[str]:
        """The digests of what is not here, or is not what it was."""
        wanted = {file.digest: file.size for file in manifest.files}
        return [one for one, size in wanted.items() if not self._has(one, size)]

    def _has(self, one: str, size: int) -> bool:
        try:
            return self._place(one).stat().st_size == size
        except OSError:
            return False

    def keep(self, blobs: Mapping[str, bytes]) -> None:
        """Keep pieces. Raises PipelineError for one that is not what its digest says."""
        for one, held in blobs.items():
            if digest(held) != one:
                raise PipelineError(f"a piece of the project has come damaged: {one}")
            if not self._has(one, len(held)):
                keep_bytes(self._place(one), held)

    def _place(self, one: str) -> Path:
        if not one.isalnum():
            raise PipelineError(f"this is no digest: {one!r}")
        return self.folder / "pieces" / one[:2] / one

    @contextmanager
    def project(self, name: str, manifest: Manifest) -> Iterator[Path]:
        """The folder of a project with these files, which are all here; others of this name use it at the same time.

        It goes when another is asked for. Raises DamagedError for a piece that is not what it was.
        """
        folder = self.folder / "projects" / name
        with self._lock:
            if name not in self._users:
                self._make(folder, manifest)
            self._users[name] = self._users.get(name, 0) + 1
        try:
            yield folder
        finally:
            with self._lock:
                self._users[name] -= 1
                unused = [one for one, count in self._users.items() if not count and one != name]
                for one in unused:
                    del self._users[one]
                    remove_folder(self.folder / "projects" / one)

    def _make(self, folder: Path, manifest: Manifest) -> None:
        fresh_folder(folder)
        for way in manifest.folders:
            make_folder(_within(folder, way))
        for file in manifest.files:
            held = bytes_of(self._place(file.digest))
            if held is None or digest(held) != file.digest:
                remove_folder(self._place(file.digest))
                raise DamagedError(file.digest)
            path = _within(folder, file.path)
            put_bytes(path, held, folder)
            stamp_file(path, file.mode, file.written)
        remove_oldest(self.folder / "pieces", MOST_KEPT, {file.digest for file in manifest.files})


def _within(folder: Path, way: str) -> Path:
    parts = PurePosixPath(way)
    if parts.is_absolute() or ".." in parts.parts:
        raise PipelineError(f"a file would be written outside of its folder: {way!r}")
    return folder / parts
