"""Where the sites are built: one process per language, because Pelican sets process-global state."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import Executor, ProcessPoolExecutor


def local_executor(jobs: int | None = None) -> Executor:
    """An executor with `jobs` processes at a time (default: one per core), a fresh one for each task."""
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(["pipeline.build"])
    return ProcessPoolExecutor(jobs or os.cpu_count() or 1, mp_context=context, max_tasks_per_child=1)
