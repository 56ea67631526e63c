"""One site per language: built by Pelican in a staging folder, verified, swapped in by a rename.

The source language is at `/`, the others at `/<locale>/`. A language whose site cannot be built keeps the
one that is published, and the others go on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor, as_completed
from dataclasses import replace
from typing import Any

from pipeline.build.manifest import read_manifest, write_manifest
from pipeline.build.one_site import build_site
from pipeline.build.plan import pseudo_assessment, published_now, task_of, titles_of
from pipeline.build.publish import Retention, publish, require_own_folder
from pipeline.build.written import SiteTask
from pipeline.catalogs.pseudo import pseudo_language
from pipeline.checks.rules import RULES, Family, weighed
from pipeline.config import Project
from pipeline.files import fresh_folder, locked, recover_folder, remove_folder
from pipeline.model import BuildReport, Finding, Language, Severity, SiteReport
from pipeline.review.assessment import Assessment
from pipeline.review.gate import Gate
from pipeline.review.survey import as_finding, assess_each, require_rules
from pipeline.sources.extract import Extraction
from pipeline.verify import verify_tree
from pipeline.verify.evidence import read_pages
from pipeline.verify.tree import Tree

_STAGING = ".{name}.staging"
#: Told of each site as it is finished.
Progress = Callable[[SiteReport], None]


def _silent(_: SiteReport) -> None:
    """Nobody is told."""


def build(
    project: Project,
    settings: Mapping[str, Any],
    extraction: Extraction,
    languages: Iterable[Language],
    executor: Executor,
    progress: Progress = _silent,
) -> BuildReport:
    """Build the source language's site and those of `languages`; publish what could be built.

    The site's link targets, the gates of all languages, are decided before the first page is written.
    """
    require_rules(project)
    require_own_folder(project)
    assessed, failures = assess_each(Gate(project, settings, extraction), project.targets)
    failed = {language: SiteReport(language, problems=(as_finding(error, language),)) for language, error in failures}
    with locked(project.output):
        return _build(project, settings, extraction, list(languages), assessed, failed, executor, progress)


def build_pseudo(
    project: Project,
    settings: Mapping[str, Any],
    extraction: Extraction,
    executor: Executor,
    progress: Progress = _silent,
) -> tuple[Project, BuildReport]:
    """Build the source language's site and two pseudo-locales, left to right and right to left, for the eyes.

    They go into a folder beside the output, so that they are never published by accident; the project
    returned knows it.
    """
    targets = (pseudo_language(project.source), pseudo_language(project.source, rtl=True))
    require_own_folder(project)
    output = project.output.with_name(f"{project.output.name}-pseudo")
    project = replace(project, targets=targets, output=output)
    assessed = [pseudo_assessment(language, extraction) for language in targets]
    with locked(output):
        return project, _build(project, settings, extraction, list(targets), assessed, {}, executor, progress)


def _build(
    project: Project,
    settings: Mapping[str, Any],
    extraction: Extraction,
    languages: list[Language],
    assessed: list[Assessment],
    failed: Mapping[Language, SiteReport],
    executor: Executor,
    progress: Progress,
) -> BuildReport:
    output = project.output
    recover_folder(output)
    assessments = {assessment.language: assessment for assessment in assessed}
    reports = dict(failed)
    wanted = [project.source, *(language for language in languages if language in assessments)]
    staging = output.with_name(_STAGING.format(name=output.name))
    remembered = read_manifest(output)
    base_url = str(settings["SITEURL"]).rstrip("/")
    titles = {project.source.locale: {document.source: document.title for document in extraction.documents}}
    titles |= {found.language.locale: titles_of(found, extraction) for found in assessments.values()}
    try:
        while True:
            fresh_folder(staging)
            published = dict(published_now(project, extraction, assessments, wanted, remembered))
            tasks = [
                task_of(project, settings, extraction, language, assessments, published, titles, staging)
                for language in wanted
            ]
            reports |= _build_sites(tasks, executor, progress)
            wanted = [language for language in wanted if not reports[language].errors]
            if published == dict(published_now(project, extraction, assessments, wanted, remembered)):
                break
            # A site that fails stays as it was, or is not there at all: the others must not say otherwise.
            progress = _silent
        names = frozenset(map(str, settings["OUTPUT_RETENTION"]))
        retention = Retention(bool(settings["DELETE_OUTPUT_DIRECTORY"]), names)
        publication = publish(project, staging, reports, base_url, remembered, retention)
        reports = dict(publication.sites)
        write_manifest(output, remembered, published, reports.values(), publication.files)
        pages = read_pages(output, (anchor for _, anchor in project.required_sections))
        tree = Tree(output, base_url, pages, project, tuple(reports.values()))
        stale: Counter[Language] = Counter()
        for finding in verify_tree(tree) if reports[project.source].swapped else ():
            language = tree.language_at(finding.path)
            if finding.path in publication.foreign:
                continue
            if language in reports and reports[language].swapped:
                reports[language] = _with(reports[language], finding)
            else:  # what a site says that stays as it was is as old as the site
                stale[language] += 1
        for language, count in stale.items():
            reports[project.source] = _with(reports[project.source], _stale(language, count, project))
    finally:
        remove_folder(staging)
    chosen = {project.source, *languages}
    return BuildReport(
        sites=tuple(_weighed(reports[found], project) for found in project.languages() if found in chosen),
        pages=tuple(page for assessment in assessments.values() for page in assessment.pages),
        refused=tuple(
            finding
            for language, assessment in assessments.items()
            for finding in assessment.findings
            if language in chosen and RULES[finding.rule].family is Family.SECURITY
        ),
    )


def _build_sites(tasks: Iterable[SiteTask], executor: Executor, progress: Progress) -> dict[Language, SiteReport]:
    """The reports of the sites, all built at once."""
    reports = {}
    futures = {executor.submit(build_site, task): task for task in tasks}
    for future in as_completed(futures):
        report = _finished(futures[future], future.exception(), future.result if not future.exception() else None)
        reports[report.language] = report
        progress(report)
    return reports


def _finished(task: SiteTask, crash: BaseException | None, result: Callable[[], SiteReport] | None) -> SiteReport:
    """A worker's report, or the report of its death."""
    language = task.site.language
    if result is not None:
        return result()
    finding = Finding(
        "crash",
        Severity.ERROR,
        task.site.project.settings_path.name,
        None,
        f"the process that built the site died: {crash!r}",
        locale=language.locale,
    )
    return SiteReport(language, problems=(finding,))


def _weighed(report: SiteReport, project: Project) -> SiteReport:
    """The report by the site's severities; what keeps a site from being published has none but its own."""
    problems = (replace(found, hint=found.hint or RULES[found.rule].remedy) for found in report.problems)
    return replace(report, problems=tuple(weighed(problems, project.severities)))


def _with(report: SiteReport, finding: Finding) -> SiteReport:
    return replace(report, problems=(*report.problems, finding))


def _stale(language: Language, count: int, project: Project) -> Finding:
    message = (
        f"the site in {language.english} was not built anew; in {count} place{'s' * (count > 1)} it says of the others "
        "what is no longer true"
    )
    return Finding("stale-site", Severity.WARNING, project.folder_of(language), None, message)
