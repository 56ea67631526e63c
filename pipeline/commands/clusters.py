"""Whom a command has work for it: the processes of this machine, or a cluster as well."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.loading import Site, needing_the_extra
from pipeline.commands.say import sentences as say
from pipeline.config import Project
from pipeline.workers import helped_by

if TYPE_CHECKING:
    from pipeline.cluster import Cluster

CLUSTER = click.option(
    "--cluster", metavar="ADDRESS", help="Have a cluster of dask's help: tcp://host:8786; '' says that none does."
)


def address_of(project: Project, asked: str | None, jobs: int | None = None) -> str:
    """The cluster that is to help: the one that was asked for; without --jobs the settings', or that of dask's own."""
    if asked is not None or jobs is not None:
        return asked or ""
    return project.cluster.address or os.environ.get("DASK_SCHEDULER_ADDRESS", "")


@contextmanager
def helping(site: Site, project: Project, made: Path, address: str) -> Iterator[Callable[[], Cluster]]:
    """What is read and judged meanwhile is shared with a cluster, if there is one, where that is worth the way.

    It is asked when there is something for it, or when it is asked for here: what it builds is `made` below a folder.
    """
    with ExitStack() as stack:
        crew = cache(lambda: stack.enter_context(_connected(site, project, made, address)))
        with helped_by(crew) if address else nullcontext():
            yield crew


@contextmanager
def shared(site: Site, asked: str | None) -> Iterator[None]:
    """The same where nothing is built. A cluster that was asked for by name has to answer."""
    address = address_of(site.project, asked)
    with helping(site, site.project, site.project.output, address) as crew:
        if asked:
            crew()
        yield


@contextmanager
def _connected(site: Site, project: Project, made: Path, address: str) -> Iterator[Cluster]:
    with needing_the_extra("cluster"):
        from pipeline.cluster import connected

        connecting = connected(project, site.settings, made, address)
    with connecting as cluster:
        say.on_cluster(site.reporter, *cluster.workers, cluster.dashboard)
        yield cluster
