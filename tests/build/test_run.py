"""The sites of a plan, each handed to a process of its own; here nobody starts one."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.build.kept import Shelf
from pipeline.build.one_site import build_site
from pipeline.build.plan import Plan
from pipeline.build.run import hands, run, silent, task_of
from pipeline.build.written import TOP, Built, SiteTask
from pipeline.errors import PipelineError
from pipeline.model import Language
from pipeline.plugin.site import Site
from pipeline.reports import BuiltPage, SiteReport
from tests.making import BASE, DE, EN, PROJECT

EXPECTED = {EN: {"articles/a.md": "article"}, DE: {"articles/a.de.md": "article"}}


def plan(*languages: Language, chooser: bool = False) -> Plan:
    project = replace(PROJECT, chooser=chooser)
    sites = {language: Site(project, language, BASE) for language in languages}
    return Plan(project, BASE, sites, {}, EXPECTED)


class Workers(Executor):
    """Remembers what it is handed, and has the outcome at once: a report, or an error."""

    def __init__(self, **outcomes: BaseException) -> None:
        self.outcomes = outcomes
        self.tasks: list[tuple[Callable[..., Any], SiteTask]] = []

    def submit(self, work: Callable[..., Any], task: SiteTask) -> Future[Built]:  # type: ignore[override]
        self.tasks.append((work, task))
        future: Future[Built] = Future()
        language = task.site.language
        if (error := self.outcomes.get(language.locale)) is not None:
            future.set_exception(error)
        else:
            future.set_result(Built(SiteReport(language, (BuiltPage("articles/a.md", "article", "a.html"),))))
        return future


def test_each_site_of_a_plan_is_a_task_and_has_a_report(tmp_path: Path) -> None:
    workers, planned = Workers(), plan(EN, DE)
    reports = run(planned, tmp_path, workers, silent, Shelf(PROJECT, {}, forgets=True))
    assert workers.tasks == [(build_site, task_of(planned, language, tmp_path, fresh=True)) for language in (EN, DE)]
    assert {language: report.language for language, report in reports.items()} == {EN: EN, DE: DE}
    assert all(len(report.pages) == 1 and not report.problems for report in reports.values())


def test_where_more_can_be_built_than_there_are_sites_several_processes_make_one(tmp_path: Path) -> None:
    workers = Workers()
    setattr(workers, "processes", 4)
    run(plan(EN, DE), tmp_path, workers, silent, Shelf(PROJECT, {}, forgets=True))
    assert [task.hands for _, task in workers.tasks] == [2, 2]


def test_a_site_is_built_in_a_folder_of_its_own_and_told_what_it_is_to_have(tmp_path: Path) -> None:
    planned = plan(EN, DE)
    task = task_of(planned, DE, tmp_path)
    assert (task.site, task.folder, task.expected) == (planned.sites[DE], tmp_path / "de", EXPECTED[DE])
    assert task_of(planned, EN, tmp_path).folder == tmp_path / "en"


def test_what_all_share_is_in_the_sites_own_folder_or_with_a_choice_of_languages_above(tmp_path: Path) -> None:
    assert task_of(plan(EN), EN, tmp_path).top == tmp_path / "en"
    chosen = task_of(plan(EN, chooser=True), EN, tmp_path)
    assert (chosen.folder, chosen.top) == (tmp_path / "en", tmp_path / TOP)


def test_a_worker_that_dies_is_a_crash_of_its_language_and_the_others_go_on(tmp_path: Path) -> None:
    reports = run(plan(EN, DE), tmp_path, Workers(de=MemoryError("no room")), silent, Shelf(PROJECT, {}))
    (problem,) = reports[DE].errors
    assert (problem.rule, problem.path, problem.locale) == ("crash", "pelicanconf.py", "de")
    assert "MemoryError('no room')" in problem.message
    assert reports[DE].pages == ()
    assert reports[EN].errors == []


def test_where_one_is_killed_all_are_and_it_is_told(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="was ended by the system or by somebody, perhaps as memory ran out"):
        run(plan(EN, DE), tmp_path, Workers(de=BrokenProcessPool()), silent, Shelf(PROJECT, {}))


def test_progress_is_told_of_each_site_the_dead_ones_too(tmp_path: Path) -> None:
    told: list[SiteReport] = []
    reports = run(plan(EN, DE), tmp_path, Workers(en=MemoryError()), told.append, Shelf(PROJECT, {}))
    assert sorted(told, key=lambda report: report.language.locale) == [reports[DE], reports[EN]]


@pytest.mark.parametrize(
    ("tasks", "processes", "expected"),
    [
        (0, 2, []),
        (4, 2, [1] * 4),
        (3, 2, [1, 1, 2]),
        (1, 8, [8]),
        (3, 8, [2] * 3),
        (5, 1, [1] * 5),
        (10, 4, [1] * 8 + [2] * 2),
    ],
)
def test_the_last_sites_share_the_processes_that_others_leave(tasks: int, processes: int, expected: list[int]) -> None:
    assert hands(tasks, processes) == expected
