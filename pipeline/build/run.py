"""The sites of a plan, built side by side, each in a process of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, as_completed
from pathlib import Path

from pipeline.build.one_site import build_site
from pipeline.build.plan import Plan
from pipeline.build.written import TOP, SiteTask
from pipeline.model import Language, SiteReport
from pipeline.rules import found
from pipeline.workers import ended

#: Told of each site as it is finished.
Progress = Callable[[SiteReport], None]


def silent(_: SiteReport) -> None:
    """Nobody is told."""


def run(plan: Plan, staging: Path, executor: Executor, progress: Progress) -> dict[Language, SiteReport]:
    """Build each site of a plan below a folder; what became of it. Raises PipelineError if a process was killed."""
    reports = {}
    with ended(executor):
        futures = {executor.submit(build_site, task_of(plan, language, staging)): language for language in plan.sites}
        for future in as_completed(futures):
            report = _finished(plan, futures[future], future)
            reports[report.language] = report
            progress(report)
    return reports


def task_of(plan: Plan, language: Language, staging: Path) -> SiteTask:
    """A language's site, as its process is handed it."""
    folder = staging / language.path
    top = staging / TOP if plan.project.chooser else folder
    return SiteTask(plan.sites[language], folder, top, plan.expected[language])


def _finished(plan: Plan, language: Language, future: Future[SiteReport]) -> SiteReport:
    """A worker's report, or the report of what stopped it. Raises BrokenExecutor where it was killed: so are all."""
    crash = future.exception()
    if crash is None or isinstance(crash, BrokenExecutor):
        return future.result()
    message = f"the process that built the site died: {crash!r}"
    problem = found("crash", plan.project.settings_path.name, message, locale=language.locale)
    return SiteReport(language, problems=(problem,))
