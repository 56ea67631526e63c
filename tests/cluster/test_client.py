"""Functions handed to workers of dask's: here these are threads of this process, with folders of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import dask
import pytest
from distributed import LocalCluster
from distributed.scheduler import KilledWorker

from pipeline.cluster import client as module
from pipeline.cluster import connected
from pipeline.cluster.client import Cluster
from pipeline.cluster.errands import Lacking
from pipeline.config import ClusterOptions, Project
from pipeline.errors import PipelineError
from pipeline.settings import load_project, load_settings
from pipeline.workers import RefusedError, ended, start_method
from tests.conftest import Site


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler with one worker that does two things at a time."""
    folder = tmp_path_factory.mktemp("worker")
    with LocalCluster(
        n_workers=1,
        threads_per_worker=2,
        processes=False,
        protocol="tcp",
        dashboard_address=":0",
        local_directory=folder,
    ) as cluster:
        yield cluster.scheduler_address


@pytest.fixture
def project(good_site: Site) -> Project:
    path = good_site.root / "pelicanconf.py"
    return load_project(path, load_settings(path))


@pytest.fixture
def made(project: Project) -> Path:
    return project.root / ".output.staging"


@pytest.fixture
def cluster(project: Project, made: Path, scheduler: str) -> Iterator[Cluster]:
    settings = load_settings(project.settings_path)
    with connected(project, settings, made, scheduler) as found:
        yield found


def test_a_function_has_the_projects_files_and_what_it_makes_comes_back(
    cluster: Cluster, project: Project, made: Path
) -> None:
    source = project.settings_path
    assert cluster.submit(Path.read_text, source).result() == source.read_text()
    came = cluster.submit(shutil.copy2, source, made / "copy/x.py")
    with pytest.raises(FileNotFoundError):
        came.result()  # as it would be here, without the folder
    assert cluster.submit(shutil.copytree, project.content, made / "de").result() == made / "de"
    theirs = {path.relative_to(made / "de"): path.read_bytes() for path in made.rglob("*") if path.is_file()}
    assert theirs == {path.relative_to(project.content): path.read_bytes() for path in project.content.rglob("*.*")}


def test_it_is_called_in_a_folder_that_is_not_the_projects_by_a_process_of_its_own(
    cluster: Cluster, project: Project
) -> None:
    assert cluster.submit(os.getpid).result() not in (os.getpid(), cluster.submit(os.getpid).result())
    assert cluster.submit(os.stat, ".").result().st_ino != project.root.stat().st_ino
    assert cluster.submit(os.getcwd).result() == str(project.root)  # as it would be told here
    assert start_method() == "spawn"  # as long as dask's threads go on


def test_a_function_that_is_the_same_for_many_errands_is_sent_once(
    cluster: Cluster, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[bytes] = []
    give = module.Pieces.give
    monkeypatch.setattr(module.Pieces, "give", lambda own, data: (given.append(data), give(own, data))[1])
    called = cluster.share(partial(divmod, 17), [2, 5, 0])
    assert called is not None
    assert [one.result() for one in called[:2]] == [(8, 1), (3, 2)]
    with pytest.raises(ZeroDivisionError):
        called[2].result()
    assert sum(b"divmod" in data for data in given) == 1
    assert cluster.share(lambda: None, [1]) is None  # which cannot be sent
    with pytest.raises(RefusedError, match="not in the project's folder"):
        cluster.share(partial(Path.joinpath, Path("/etc")), ["hostname"])


def test_what_a_function_raises_is_raised_here(cluster: Cluster, project: Project) -> None:
    with pytest.raises(ZeroDivisionError):
        cluster.submit(divmod, 1, 0).result()
    with pytest.raises(PipelineError, match="the process that worked for it ended"):
        cluster.submit(os._exit, 3).result()


def test_each_piece_is_sent_once_and_again_only_what_has_changed(
    project: Project, made: Path, scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed: list[set[str]] = []
    pack = module.Pieces._packs
    monkeypatch.setattr(module.Pieces, "_packs", lambda own, wanted: (packed.append(set(wanted)), pack(own, wanted))[1])
    path, settings = project.settings_path, load_settings(project.settings_path)
    (project.content / "articles/first.md").write_text("Title: New\nSlug: first\nDate: 2026-01-01\n\nOnce.\n")
    for _ in range(2):
        with connected(project, settings, made, scheduler) as cluster:
            assert cluster.submit(Path.read_text, path).result() == path.read_text()
    first = len(packed)
    assert first <= 1  # most of it is known by other tests' sites
    (project.content / "articles/first.md").write_text("Title: New\nSlug: first\nDate: 2026-01-01\n\nTwice.\n")
    with connected(project, settings, made, scheduler) as cluster:
        assert "Twice." in cluster.submit(Path.read_text, project.content / "articles/first.md").result()
    assert [len(wanted) for wanted in packed[first:]] == [1]


def test_a_worker_that_keeps_nothing_is_not_asked_for_ever(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "run", _lacks)
    with pytest.raises(RefusedError, match="does not keep what it is sent"):
        cluster.submit(os.getpid).result()


def _lacks(*_: Any) -> Lacking:
    return Lacking(())


@pytest.mark.parametrize(
    ("error", "kind", "message"),
    [
        (
            KilledWorker("key", SimpleNamespace(address="tcp://w:1"), 3),
            PipelineError,
            "4 workers died over it, one after another",
        ),
        (CancelledError(), RefusedError, "the cluster's scheduler is gone"),
        (ModuleNotFoundError("No module named 'pipeline'"), RefusedError, "the cluster cannot do it: ModuleNotFound"),
        (RuntimeError("Error during deserialization"), RefusedError, "the cluster cannot do it: RuntimeError: Error"),
        (PipelineError("no room"), PipelineError, "^no room$"),
    ],
)
def test_what_goes_wrong_on_the_cluster_is_one_sites_fault_or_ends_the_build(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch, error: BaseException, kind: type[Exception], message: str
) -> None:
    future: Future[Any] = Future()
    future.set_exception(error)
    monkeypatch.setattr(cluster._tasks, "submit", lambda *_, **__: future)
    with pytest.raises(kind, match=message):
        cluster.submit(os.getpid).result()


def test_secrets_and_what_is_outside_never_go(cluster: Cluster, project: Project) -> None:
    (project.root / ".env").write_text("KEY=secret")
    with pytest.raises(FileNotFoundError):
        cluster.submit(Path.read_text, project.root / ".env").result()
    with pytest.raises(RefusedError, match="not in the project's folder"):
        cluster.submit(Path.read_text, Path("/etc/hostname")).result()


def refused(project: Project, made: Path, scheduler: str) -> PipelineError:
    """Why an errand for a project is refused; the one who waits for it is told."""
    settings = load_settings(project.settings_path)
    with (
        pytest.raises(PipelineError) as caught,
        connected(project, settings, made, scheduler) as cluster,
        ended(cluster),
    ):
        cluster.submit(os.getpid).result()
    return caught.value


def test_other_versions_are_refused_by_name(
    project: Project, made: Path, scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = module.conditions_of

    def others(*arguments: Any) -> Any:
        found = here(*arguments)
        other = {"Python": "3.99.1", "pelican-related-posts": "9.0", "pelican-of-mine": "1.0"}
        return replace(found, versions={**found.versions, **other})

    monkeypatch.setattr(module, "conditions_of", others)
    error = refused(project, made, scheduler)
    assert "has other versions: Python: 3." in error.message
    assert "instead of 3.99.1; pelican-of-mine: not there instead of 1.0; pelican-related-posts: 1." in error.message


def test_settings_that_ask_a_worker_for_what_it_has_not_are_refused_by_name(
    good_site: Site, made: Path, scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    good_site.replace("pelicanconf.py", 'SITENAME = "Tiny"', "import os\nSITENAME = os.getcwd()[:0] + NAME")
    good_site.replace("pelicanconf.py", "SITENAME =", 'NAME = os.environ.get("NAME_OF_SITE", "")\nSITENAME =')
    monkeypatch.setenv("NAME_OF_SITE", "Tiny")
    path = good_site.root / "pelicanconf.py"
    project = load_project(path, load_settings(path))
    # Workers are threads of this process, and have what it has: but nobody hands it on.
    monkeypatch.setattr("pipeline.cluster.worker._environment", lambda *_: _without("NAME_OF_SITE"))
    error = refused(project, made, scheduler)
    assert "settings come out otherwise on a worker: NAME, SITENAME" in error.message
    assert "cluster_environment" in error.hint
    monkeypatch.undo()
    monkeypatch.setenv("NAME_OF_SITE", "Tiny")
    named = replace(project, cluster=ClusterOptions(environment=("NAME_OF_SITE",)))
    with connected(named, load_settings(path), made, scheduler) as cluster:
        assert cluster.submit(os.getenv, "NAME_OF_SITE").result() == "Tiny"


def _without(name: str) -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if key != name}


def test_what_is_done_is_ended_where_one_is_interrupted_and_the_cluster_goes_on(
    project: Project, made: Path, scheduler: str
) -> None:
    settings = load_settings(project.settings_path)

    def interrupted() -> None:
        with connected(project, settings, made, scheduler) as cluster, ended(cluster):
            cluster.submit(time.sleep, 1000)
            while not _children():
                time.sleep(0.05)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    end = time.monotonic() + 60
    while _children() and time.monotonic() < end:
        time.sleep(0.05)
    assert not _children()
    with connected(project, settings, made, scheduler) as cluster:
        assert cluster.submit(os.getpid).result()


def _children() -> list[str]:
    """The processes that work for the worker in this process."""
    own = subprocess.run(["ps", "-o", "args=", "--ppid", str(os.getpid())], capture_output=True, text=True, check=False)
    return [line for line in own.stdout.splitlines() if "pipeline.cluster.process" in line]


def test_where_no_scheduler_answers_it_is_said_at_once(project: Project, made: Path) -> None:
    with dask.config.set({"distributed.comm.timeouts.connect": "300ms"}), pytest.raises(PipelineError) as caught:
        connected(project, {}, made, "tcp://127.0.0.1:1").__enter__()
    assert "no scheduler of dask's answers at tcp://127.0.0.1:1" in caught.value.message
