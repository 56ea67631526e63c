"""Sites built on other machines, by dask: a site's files are sent by what they hold, and what is made comes back."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.config import Project

if TYPE_CHECKING:
    from pipeline.cluster.client import Cluster as Cluster

__all__ = ["connected"]


def connected(
    project: Project, settings: Mapping[str, Any], made: Path, address: str
) -> AbstractContextManager[Cluster]:
    """The executor of a cluster whose scheduler is at an address; what is done for a project makes files below `made`.

    Raises PipelineError where nobody answers there, ModuleNotFoundError without dask.
    """
    # A worker's processes, which are in this package as well, need no dask.
    from pipeline.cluster.client import connect

    return connect(project, settings, made, address)
