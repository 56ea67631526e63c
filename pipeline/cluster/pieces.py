"""What a project's files hold, on its way to workers: each piece once, and only those that somebody lacks."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import dask

from pipeline.cluster.dask import Client, Future
from pipeline.cluster.parcels import pack_blobs
from pipeline.cluster.snapshot import Manifest, contents
from pipeline.cluster.worker import given
from pipeline.config import Project
from pipeline.errors import PipelineError
from pipeline.fingerprints import digest

#: What dask hands to workers.
Given = Future[bytes]
#: Of so many bytes is a pack, about.
_PACK = 32 * 1024**2


@dataclass
class Pieces:
    """A project's files for all errands of a build. dask hands them from worker to worker, each by its digest."""

    client: Client
    project: Project
    manifest: Manifest
    _guard: threading.Lock = field(default_factory=threading.Lock)
    _sent: set[str] = field(default_factory=set)
    _given: list[Given] = field(default_factory=list)

    def given(self) -> list[Given]:
        """The list of the files, and what was packed for those who lacked it."""
        with self._guard:
            if not self._given:
                self._given.append(self.give(self.manifest.encoded()))
            return list(self._given)

    def send(self, lacking: Iterable[str], given: list[Given]) -> None:
        """Pack what is lacked by a worker that was `given` this. Raises PipelineError if it had all that it lacks."""
        with self._guard:
            news = set(lacking) - self._sent
            if not news and len(given) == len(self._given):
                raise PipelineError(
                    "a worker does not keep what it is sent of the project",
                    hint="look at the disk of its --local-directory",
                )
            for pack in self._packs(news):
                self._given.append(self.give(pack))
            self._sent |= news

    def give(self, data: bytes) -> Given:
        """Hand on what is the same for many errands."""
        # A task that returns it, not data that is scattered: if the worker that has it dies, dask gives it again.
        with dask.config.set({"distributed.admin.large-graph-warning-threshold": "4GiB"}):
            return self.client.submit(given, data, key=f"pelican-gettext-{digest(data)}")

    def _packs(self, wanted: set[str]) -> Iterator[bytes]:
        pack: dict[str, bytes] = {}
        size = 0
        for one, path in {file.digest: file.path for file in self.manifest.files if file.digest in wanted}.items():
            held = contents(self.project, path)
            if digest(held) != one:
                raise PipelineError(
                    "the file was changed by someone else while the command ran",
                    path=path,
                    hint="run the command again",
                )
            pack[one] = held
            size += len(held)
            if size > _PACK:
                yield pack_blobs(pack)
                pack, size = {}, 0
        if pack:
            yield pack_blobs(pack)
