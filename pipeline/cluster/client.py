"""An executor of which dask's workers do the work, wherever they are: what they need is sent, what they make comes."""

from __future__ import annotations

import sys
import threading
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.cluster.conditions import Conditions, conditions_of
from pipeline.cluster.dask import MODULES, Client, KilledWorker
from pipeline.cluster.errands import Done, Errand, Lacking, Unlike
from pipeline.cluster.parcels import unpack_files
from pipeline.cluster.pieces import Given, Pieces
from pipeline.cluster.places import MADE, PROJECT, Places
from pipeline.cluster.process import RAISED, SETTINGS
from pipeline.cluster.snapshot import manifest_of
from pipeline.cluster.worker import run
from pipeline.config import Project
from pipeline.errors import PipelineError
from pipeline.paths import absolute
from pipeline.workers import UNSENT, RefusedError, without_copies

#: For so many errands at a time each has a thread that waits for it.
_MOST = 1_000


class Cluster(Executor):
    """Hands functions to dask, which decides who calls them and how often that is tried.

    The files that they make come back to where they would be made here. A worker says what it lacks of the project,
    and is sent it.
    """

    def __init__(self, client: Client, project: Project, settings: Mapping[str, Any], made: Path) -> None:
        """For a project with these settings, as plugins have changed them by the time that work is handed out."""
        self._client, self._project, self._settings, self._made = client, project, settings, made
        self._places = Places.of(project.root, made, project.output)
        self._tasks = client.get_executor(pure=False)
        self._threads = ThreadPoolExecutor(_MOST, thread_name_prefix="cluster")
        self._guard = threading.Lock()
        self._pieces: Pieces | None = None
        self._conditions: dict[bool, Conditions] = {}
        self._build = uuid.uuid4().hex
        self._is_over = False

    @property
    def workers(self) -> tuple[int, int]:
        """How many workers there are now, and how many functions they call at a time."""
        threads = self._client.nthreads()
        return len(threads), sum(threads.values())

    @property
    def processes(self) -> int:
        """How many sites can be built at a time, or processes make them, as far as there are workers now."""
        return self.workers[1]

    @property
    def dashboard(self) -> str:
        """Where dask shows what goes on."""
        return str(self._client.dashboard_link or "")

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        """Have a function called by a process of a worker's; arguments have no names.

        The future raises RefusedError where no worker can do it, and PipelineError if those that tried have died.
        """
        return self._threads.submit(self._call, function, arguments)

    def share(self, function: Callable[[Any], Any], parts: Iterable[Any]) -> list[Future[Any]] | None:
        """Have a function called with each of these, each time by a process of its own; it is sent once, if it can be.

        It makes no files. The futures raise what those of `submit` do.
        """
        with _refused():
            try:
                sealed = self._places.sealed(function).data
            except UNSENT:
                return None
            given = self._preparation(is_shared=True)[1].give(sealed)
        return [self._threads.submit(self._call, None, (part,), given) for part in parts]

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Wait for what is not done or, if it is to be cancelled, end it; the cluster goes on."""
        if cancel_futures:
            self._is_over = True
            self._tasks.shutdown(wait=False)
        self._threads.shutdown(wait=wait, cancel_futures=cancel_futures)

    def _call(self, function: Callable[..., Any] | None, arguments: tuple[Any, ...], apart: Given | None = None) -> Any:
        """Call a function, or the one that was given `apart`."""
        with _refused():
            sealed = self._places.sealed((function, arguments))
            conditions, pieces = self._preparation(is_shared=apart is not None)
        done = self._done(self._errand(sealed.data, conditions), pieces, apart)
        kind, value = self._places.unsealed(done.outcome)
        if kind == RAISED:
            raise value
        if kind == SETTINGS:
            raise RefusedError(_other_settings(value))
        unpack_files(done.files, self._made, (way for place, way in sealed.paths if place == MADE))
        return value

    def _preparation(self, *, is_shared: bool) -> tuple[Conditions, Pieces]:
        """What is the same for all errands that are shared, or for all others; found out for the first.

        When sites are built more libraries may be loaded than when sources were read: they count as well.
        """
        with self._guard:
            if is_shared not in self._conditions:
                self._conditions[is_shared] = conditions_of(self._project, self._settings, self._places, MODULES)
            if self._pieces is None:
                self._pieces = Pieces(self._client, self._project, manifest_of(self._project))
            return self._conditions[is_shared], self._pieces

    def _errand(self, sealed: bytes, conditions: Conditions) -> Errand:
        here = self._places.named(Path.cwd()) or ("", "")
        found = (self._places.named(absolute(Path(path))) for path in sys.path)
        return Errand(
            self._build,
            sealed,
            conditions,
            self._project.settings_path.relative_to(self._project.root).as_posix(),
            here[1] if here[0] == PROJECT else ".",
            tuple(named[1] for named in found if named is not None and named[0] == PROJECT),
        )

    def _done(self, errand: Errand, pieces: Pieces, apart: Given | None) -> Done:
        """What a worker has done, which is asked first with a list of the files alone, and again once it has all."""
        while True:
            given = pieces.given()
            # dask learns from names how long something takes: to be asked takes next to nothing.
            name = "ask" if len(given) == 1 else "build"
            task = self._tasks.submit(run, errand, apart, *given, key=f"pelican-gettext-{name}-{uuid.uuid4().hex}")
            answer = self._answer(task)
            if isinstance(answer, Done):
                return answer
            if isinstance(answer, Unlike):
                raise RefusedError(_other_versions(answer))
            assert isinstance(answer, Lacking)
            with _refused():
                pieces.send(answer.digests, given)

    def _answer(self, task: Future[Any]) -> Any:
        try:
            return task.result()
        except KilledWorker as error:
            raise PipelineError(
                f"{error.allowed_failures + 1} workers died over it, one after another; the last was "
                f"{error.last_worker.address}, whose log may say why (often it is memory)"
            ) from None
        except CancelledError:
            if self._is_over:
                raise
            raise RefusedError(
                PipelineError(
                    "the cluster's scheduler is gone, or has dropped what it was asked for",
                    hint="look at its log, then run the command again; or do it here, with --cluster ''",
                )
            ) from None
        except PipelineError:
            raise
        except Exception as error:
            raise RefusedError(
                PipelineError(
                    f"the cluster cannot do it: {type(error).__name__}: {error}",
                    hint="the scheduler and all workers need the same pelican-gettext, with its libraries, as is here",
                )
            ) from None


@contextmanager
def _refused() -> Iterator[None]:
    """What is wrong before anybody is asked is so for all."""
    try:
        yield
    except PipelineError as error:
        raise RefusedError(error) from None


def _other_versions(answer: Unlike) -> PipelineError:
    found = (f"{name}: {here or 'not there'} instead of {wanted}" for name, wanted, here in answer.versions)
    return PipelineError(
        f"the worker {answer.worker} has other versions: {'; '.join(found)}",
        hint="install the same there as here: a site would come out otherwise",
    )


def _other_settings(names: list[str]) -> PipelineError:
    return PipelineError(
        f"settings come out otherwise on a worker: {', '.join(names)}",
        hint="name what they ask the environment for in GETTEXT['cluster_environment'], and the files that they read "
        "in GETTEXT['cluster_sends'], if these are not sent anyway",
    )


@contextmanager
def connect(project: Project, settings: Mapping[str, Any], made: Path, address: str) -> Iterator[Cluster]:
    """The cluster at an address, for a project. Raises PipelineError where no scheduler answers."""
    try:
        client = Client(address, set_as_default=False, name="pelican-gettext")
    except (OSError, ValueError, TypeError) as error:
        raise PipelineError(
            f"no scheduler of dask's answers at {address}: {type(error).__name__}: {error}",
            hint="start one (dask scheduler), or correct the address; with --cluster '' it is done here",
        ) from None
    cluster = Cluster(client, project, settings, made)
    try:
        # dask's threads go on meanwhile.
        with without_copies():
            yield cluster
        cluster.shutdown()
    except BaseException:
        cluster.shutdown(cancel_futures=True)
        raise
    finally:
        client.close()
