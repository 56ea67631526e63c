"""Processes that build one site each."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import Executor
from multiprocessing.context import ForkServerContext, SpawnContext

from pipeline.observed import unnoted
from pipeline.pools import Pool, deaf, ready_to_start
from pipeline.workers import belong_to_parent, cores


def local_executor(jobs: int | None = None) -> Executor:
    """An executor with `jobs` processes at a time (default: one per core), a fresh one for each task.

    Pelican sets process-global state: two sites in one process would see each other's.
    """
    context = fresh_context()
    if cores() > 1 and context.get_start_method() == "forkserver":
        from multiprocessing import forkserver  # which is not for Windows

        ready_to_start()
        with deaf(), unnoted():  # it is ready when there is something to build
            forkserver.ensure_running()
    return Pool(jobs or cores(), context, belong_to_parent, max_tasks_per_child=1)


def fresh_context() -> SpawnContext | ForkServerContext:
    """The context of processes that begin without what this one has done."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pipeline.build.preload"])
    return context
