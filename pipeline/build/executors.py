"""Processes that build one site each."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import Executor

from pipeline.workers import Pool, belong_to_parent, cores


def local_executor(jobs: int | None = None) -> Executor:
    """An executor with `jobs` processes at a time (default: one per core), a fresh one for each task.

    Pelican sets process-global state: two sites in one process would see each other's.
    """
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(["pipeline.build.preload"])
    return Pool(jobs or cores(), context, belong_to_parent, max_tasks_per_child=1)
