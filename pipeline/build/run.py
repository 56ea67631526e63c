"""The sites of a plan, built side by side, each in a process of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, as_completed
from dataclasses import replace
from pathlib import Path

from pipeline.build.handed import Handed
from pipeline.build.kept import Shelf
from pipeline.build.one_site import build_site
from pipeline.build.plan import Plan
from pipeline.build.written import TOP, Built, SiteTask
from pipeline.errors import PipelineError
from pipeline.model import Language
from pipeline.reports import SiteReport
from pipeline.rules import found
from pipeline.workers import ended

#: Told of each site as it is finished.
Progress = Callable[[SiteReport], None]


def silent(_: SiteReport) -> None:
    """Nobody is told."""


def run(plan: Plan, staging: Path, executor: Executor, progress: Progress, shelf: Shelf) -> dict[Language, SiteReport]:
    """Build each site of a plan below a folder, or take the one that stands; what became of it.

    Raises PipelineError if a process was killed.
    """
    reports, tasks = {}, []
    with ended(executor):
        for language in plan.sites:
            task = task_of(plan, language, staging, fresh=shelf.forgets or not shelf.here)
            task = replace(task, audit=shelf.audit if shelf.here else None)
            if (kept := shelf.take(task)) is not None:
                reports[kept.language] = kept
                progress(kept)
            else:
                tasks.append(task)
        counts = hands(len(tasks), getattr(executor, "processes", 1))
        tasks = [replace(task, hands=count) for task, count in zip(tasks, counts, strict=True)]
        handed = Handed(staging).task if shelf.here else _as_it_is
        futures = {executor.submit(build_site, handed(task)): task for task in tasks}
        again: dict[Future[Built], SiteReport] = {}
        while futures:
            future = next(as_completed(futures))
            task = futures.pop(future)
            if future.exception() is None and (built := future.result()).again:
                # Pages were kept that are not what they would be: all of them are made.
                whole = executor.submit(build_site, handed(replace(task, fresh=True)))
                futures[whole], again[whole] = task, built.report
                continue
            report = _finished(plan, task, future, shelf)
            if future in again:
                report = replace(report, whole=again[future].whole, amiss=again[future].amiss)
            reports[report.language] = report
            progress(report)
    return reports


def _as_it_is(task: SiteTask) -> SiteTask:
    return task


def hands(tasks: int, processes: int) -> list[int]:
    """How many processes each task has, of which so many have a core each: the last ones share what others leave.

    All but the last few tasks are done a process each, side by side.
    """
    last = tasks % max(processes, 1)
    return [1] * (tasks - last) + [processes // max(last, 1)] * last


def task_of(plan: Plan, language: Language, staging: Path, *, fresh: bool = False) -> SiteTask:
    """A language's site, as its process is handed it."""
    folder = staging / language.path
    top = staging / TOP if plan.project.chooser else folder
    return SiteTask(plan.sites[language], folder, top, plan.expected[language], fresh)


def _finished(plan: Plan, task: SiteTask, future: Future[Built], shelf: Shelf) -> SiteReport:
    """A worker's report, or the report of what stopped it. Raises BrokenExecutor where it was killed: so are all."""
    language, crash = task.site.language, future.exception()
    if crash is None or isinstance(crash, BrokenExecutor):
        return shelf.note(task, future.result())
    told = crash.message if isinstance(crash, PipelineError) else repr(crash)
    message = f"the process that built the site died: {told}"
    problem = found("crash", plan.project.settings_path.name, message, locale=language.locale)
    return SiteReport(language, problems=(problem,))
