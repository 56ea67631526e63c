"""Run by dask's workers: an errand is done by a process of its own, and what it made is handed back."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from distributed import get_worker

from pipeline.cluster.conditions import differing_versions, is_heeded
from pipeline.cluster.errands import Answer, Done, Errand, Lacking, Unlike
from pipeline.cluster.parcels import pack_files, unpack_blobs
from pipeline.cluster.snapshot import Manifest
from pipeline.cluster.store import DamagedError, Store
from pipeline.errors import PipelineError
from pipeline.files import bytes_of, put_bytes
from pipeline.folders import fresh_folder, make_folder, remove_folder
from pipeline.observed import surroundings

_FOLDER = "pelican-gettext"
#: So often, in seconds, a worker asks whether anybody still waits for what it does.
_PAUSE = 0.2
#: So much of what a process said last is told if it ends without a result.
_LAST_WORDS = 2_000
_stores: dict[Path, Store] = {}
_guard = threading.Lock()


def given(data: bytes) -> bytes:
    """What is the same for many errands: dask hands it from worker to worker, and gives it again if one is lost."""
    return data


def run(errand: Errand, function: bytes | None, manifest: bytes, *packs: bytes) -> Answer:
    """Done by a worker, in one of its threads: everything by a process of its own, in a folder of its own.

    The `function` that is called, sealed, comes by itself if it is the same for many errands.
    Raises PipelineError where that process ends without a result, or nobody waits for it any more.
    """
    worker = get_worker()
    if versions := differing_versions(errand.conditions.versions):
        return Unlike(f"{worker.name} ({worker.address})", tuple(versions))
    folder = Path(worker.local_directory) / _FOLDER
    with _guard:
        store = _stores.setdefault(folder, Store(folder))
    for pack in packs:
        store.keep(unpack_blobs(pack))
    files = Manifest.decoded(manifest)
    if lacking := store.lacking(files):
        return Lacking(tuple(lacking))
    try:
        with store.project(errand.build, files) as project, _own_folder(folder) as own:
            if function is not None:
                put_bytes(own / "function", function, own)
            outcome = _carried_out(errand, project, own, _is_wanted())
            return Done(outcome, pack_files(own / "made"))
    except DamagedError as error:
        return Lacking(tuple(map(str, error.args)))


@contextmanager
def _own_folder(folder: Path) -> Iterator[Path]:
    own = fresh_folder(folder / "work" / uuid.uuid4().hex)
    make_folder(own / "made")
    try:
        yield own
    finally:
        remove_folder(own)


def _is_wanted() -> Callable[[], bool]:
    """Whether anybody waits for this thread's task. dask lets a task that began go on to its end, and tells nobody."""
    worker = get_worker()
    key = worker.get_current_task()

    def ask() -> bool:
        task = worker.state.tasks.get(key)
        return task is not None and task.state != "cancelled"

    return ask


def _carried_out(errand: Errand, project: Path, own: Path, is_wanted: Callable[[], bool]) -> bytes:
    """The sealed outcome of a process of its own, which ends when this one does, or when nobody wants it any more."""
    put_bytes(own / "errand", pickle.dumps(errand), own)
    # Code that the project has a namesake of is not taken from there (-P).
    command = [sys.executable, "-P", "-m", "pipeline.cluster.process", str(project), str(own)]
    reading, alive = os.pipe()
    said = b""
    try:
        with subprocess.Popen(  # noqa: S603 - this very Python
            command,
            stdin=reading,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=project / errand.at,
            env=_environment(errand, own),
        ) as process:
            try:
                said = _waited_for(process, is_wanted)
            finally:
                process.kill()
    finally:
        os.close(reading)
        os.close(alive)
    if (outcome := bytes_of(own / "outcome")) is None:
        words = said[-_LAST_WORDS:].decode("utf-8", "replace").strip()
        raise PipelineError(f"the process that worked for it ended ({process.returncode}) {words}".strip())
    return outcome


def _waited_for(process: subprocess.Popen[bytes], is_wanted: Callable[[], bool]) -> bytes:
    """What a process says until it ends. Raises PipelineError as soon as nobody wants what it does."""
    while True:
        try:
            return process.communicate(timeout=_PAUSE)[0]
        except subprocess.TimeoutExpired:
            if process.poll() is not None:  # what it has started itself holds its output open
                return b""
            if not is_wanted():
                raise PipelineError("nobody waits for it any more") from None


def _environment(errand: Errand, own: Path) -> dict[str, str]:
    """The worker's, but for what programs heed, which is as it is where the site is asked for."""
    wanted = errand.conditions.environment
    heeded = {name for name in surroundings() if is_heeded(name)}
    found = {name: value for name, value in os.environ.items() if name not in heeded and name not in wanted}
    found |= {name: value for name, value in wanted.items() if value is not None}
    return found | {"XDG_CACHE_HOME": str(own / "cache")}
