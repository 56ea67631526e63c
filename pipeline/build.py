"""One site per language: built by Pelican in a staging folder, verified, swapped in by a rename.

The source language is at `/`, the others at `/<locale>/`. A language whose site cannot be built keeps the
one that is published, and the others go on.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor, as_completed
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.contents import Content
from pelican.log import console as pelican_console
from pelican.plugins import signals

from pipeline.config import Project, load_settings
from pipeline.errors import PipelineError
from pipeline.extract import Extraction
from pipeline.files import (
    fresh_folder,
    link_tree,
    locked,
    recover_folder,
    remove_folder,
    swap_folder,
    write_text,
)
from pipeline.gates import Assessment, Gate
from pipeline.model import BuildReport, BuiltPage, Finding, Language, PageStatus, Severity, SiteReport
from pipeline.plugin import SITE_SETTING
from pipeline.pseudo import accented_translations, pseudo_language
from pipeline.site import Site
from pipeline.sitemap import ROBOTS, Entry, robots, sitemap_files
from pipeline.survey import as_finding, assess_each
from pipeline.templating import alternates_of
from pipeline.theme import walk_settings
from pipeline.verify import verify_addresses, verify_links, verify_site

_STAGING = ".{name}.staging"
#: Told of each site as it is finished.
Progress = Callable[[SiteReport], None]


@dataclass(frozen=True, slots=True)
class SiteTask:
    """What a worker process is handed: a site and the folder to build it in."""

    site: Site
    folder: Path
    expected: Mapping[str, str]


def build(
    project: Project,
    settings: Mapping[str, Any],
    extraction: Extraction,
    languages: Iterable[Language],
    executor: Executor,
    progress: Progress = lambda _: None,
) -> BuildReport:
    """Build the source language's site and those of `languages`; publish what could be built.

    The site's link targets, the gates of all languages, are decided before the first page is written.
    """
    assessed, failures = assess_each(Gate(project, settings, extraction), project.targets)
    failed = {language: SiteReport(language, problems=(as_finding(error, language),)) for language, error in failures}
    with locked(project.output):
        return _build(project, settings, extraction, list(languages), assessed, failed, executor, progress)


def build_pseudo(
    project: Project,
    settings: Mapping[str, Any],
    extraction: Extraction,
    executor: Executor,
    progress: Progress = lambda _: None,
) -> tuple[Project, BuildReport]:
    """Build the source language's site and two pseudo-locales, left to right and right to left, for the eyes.

    They go into a folder beside the output, so that they are never published by accident; the project
    returned knows it.
    """
    targets = (pseudo_language(project.source), pseudo_language(project.source, rtl=True))
    output = project.output.with_name(f"{project.output.name}-pseudo")
    project = replace(project, targets=targets, output=output)
    assessed = [_pseudo_assessment(language, extraction) for language in targets]
    with locked(output):
        return project, _build(project, settings, extraction, list(targets), assessed, {}, executor, progress)


def _pseudo_assessment(language: Language, extraction: Extraction) -> Assessment:
    pages = tuple(PageStatus(document, language.locale, True, 0, 0) for document in extraction.documents)
    return Assessment(language, pages, (), accented_translations(extraction.templates, language), {}, 0, 0, 0)


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
    staging = fresh_folder(output.with_name(_STAGING.format(name=output.name)))
    try:
        published = {
            language.locale: assessment.published()
            for language, assessment in assessments.items()
            if language in wanted or (output / language.path).is_dir()
        }
        tasks = [
            _task(project, settings, extraction, language, assessments, published, staging / language.path)
            for language in wanted
        ]
        futures = {executor.submit(build_site, task): task for task in tasks}
        for future in as_completed(futures):
            report = _finished(futures[future], future.exception(), future.result if not future.exception() else None)
            reports[report.language] = report
            progress(report)
        reports = _publish(project, staging, reports)
        base_url = str(settings["SITEURL"]).rstrip("/")
        for finding in (*verify_links(output, base_url), *verify_addresses(output, base_url)):
            language = _site_of_page(finding.path, project)
            if language in reports:
                reports[language] = replace(reports[language], problems=(*reports[language].problems, finding))
    finally:
        remove_folder(staging)
    chosen = {project.source, *languages}
    return BuildReport(
        sites=tuple(reports[language] for language in project.languages() if language in chosen),
        pages=tuple(page for assessment in assessments.values() for page in assessment.pages),
    )


def _task(
    project: Project,
    settings: Mapping[str, Any],
    extraction: Extraction,
    language: Language,
    assessments: Mapping[Language, Assessment],
    published: Mapping[str, frozenset[str]],
    folder: Path,
) -> SiteTask:
    translations = assessments[language].translations if language != project.source else {}
    natives: dict[str, dict[str, str]] = {}
    for native in extraction.natives:
        natives.setdefault(native.path, {})[native.original] = native.source
    pages = assessments[language].pages if language != project.source else ()
    partial = frozenset(page.document.source for page in pages if page.words_translated < page.words)
    site = Site(project, language, str(settings["SITEURL"]).rstrip("/"), translations, published, natives, partial)
    expected = {
        natives.get(language.path, {}).get(document.source, document.source): document.kind
        for document in extraction.documents
        if language == project.source or document.source in published[language.locale]
    }
    return SiteTask(site, folder, expected)


def build_site(task: SiteTask) -> SiteReport:
    """Build and verify one language's site; runs in a process of its own."""
    started = time.monotonic()
    language = task.site.language
    pelican_console.quiet = True
    task.folder.mkdir(parents=True)
    try:
        log = _Log(task.site.project, language)
        settings = _site_settings(task)
        pages, drafts, entries = _run_pelican(settings, log, task.site)
        if task.site.is_source and "://" in task.site.base_url:
            _write_sitemap(task.folder, entries, task.site.base_url)
        expected = {source: kind for source, kind in task.expected.items() if source not in drafts}
        unverified = verify_site(task.folder, language, task.site.project, pages, expected)
        problems = (*log.findings, *unverified)
    except PipelineError as error:
        pages, problems = [], (as_finding(error, language),)
    return SiteReport(
        language,
        pages=tuple(pages),
        problems=tuple(problems),
        seconds=time.monotonic() - started,
    )


def _site_settings(task: SiteTask) -> dict[str, Any]:
    site = task.site
    path = site.project.settings_path
    override: dict[str, Any] = {
        "OUTPUT_PATH": str(task.folder),
        "SITEURL": site.url,
        SITE_SETTING: site,
        # Pelican's cache knows nothing of catalogs.
        "CACHE_CONTENT": False,
        "LOAD_CONTENT_CACHE": False,
    }
    settings = load_settings(path, override)
    if site.is_source:
        return settings
    language = site.language
    static = settings["THEME_STATIC_DIR"]
    settings.update(
        {
            "DEFAULT_LANG": language.tag,
            "FEED_DOMAIN": f"{str(settings['FEED_DOMAIN'] or site.base_url).rstrip('/')}/{language.path}/",
            # Shared files are published once, with the source language's site.
            "STATIC_URL": f"../{settings['STATIC_URL']}",
            "THEME_STATIC_DIR": f"../{static}",
            "THEME_STATIC_PATHS": [],
            **walk_settings(settings, site.project.visible_settings, site.theme_visitor()),
            **settings.get("I18N_SUBSITES", {}).get(language.tag, {}),
        }
    )
    return settings


def _write_sitemap(folder: Path, entries: list[Entry], base_url: str) -> None:
    """The sitemap of all languages and a robots.txt, unless the site has its own."""
    texts = {**sitemap_files(entries, base_url), ROBOTS: robots(base_url)}
    for name, text in texts.items():
        if not (folder / name).exists():
            write_text(folder / name, text, folder)


def _run_pelican(settings: dict[str, Any], log: _Log, site: Site) -> tuple[list[BuiltPage], set[str], list[Entry]]:
    """Run Pelican in this process; the pages it wrote of the site's own sources, which are drafts, and a sitemap."""
    pages: list[BuiltPage] = []
    drafts: set[str] = set()
    entries: list[Entry] = []

    def note(_path: str, context: Mapping[str, Any]) -> None:
        if (entry := _entry(context, site)) is not None:
            entries.append(entry)
        for kind in ("article", "page"):
            content = context.get(kind)
            if not isinstance(content, Content) or content.lang != site.language.path:
                continue  # a list, or a translation that was written by hand
            source = str(content.relative_source_path)
            if content.status == "draft":
                drafts.add(source)
            else:
                pages.append(BuiltPage(source, kind, content.save_as))

    signals.content_written.connect(note)
    logging.getLogger().addHandler(log)
    try:
        Pelican(settings).run()
    except PipelineError:
        raise
    except Exception as error:
        raise PipelineError(f"Pelican stopped: {type(error).__name__}: {error}", **_template_place(error)) from error
    finally:
        logging.getLogger().removeHandler(log)
        signals.content_written.disconnect(note)
    return pages, drafts, entries


def _entry(context: Mapping[str, Any], site: Site) -> Entry | None:
    """What the sitemap says of a page; nothing of drafts and hidden pages."""
    content = context.get("article") or context.get("page")
    if isinstance(content, Content) and content.status != "published":
        return None
    changed = getattr(content, "modified", None) or getattr(content, "date", None)
    versions = tuple((version.language.tag, version.absolute_url) for version in alternates_of(context, site))
    return Entry(versions, changed.isoformat() if changed else None)


def _template_place(error: Exception) -> dict[str, Any]:
    """Where in a template an error was raised, if it was."""
    traceback, place = error.__traceback__, {}
    while traceback is not None:
        name = traceback.tb_frame.f_code.co_filename
        if name.endswith(".html"):
            place = {"path": name, "line": traceback.tb_lineno}
        traceback = traceback.tb_next
    return place


class _Log(logging.Handler):
    """Pelican logs what it skips and goes on; here every error counts against the build."""

    def __init__(self, project: Project, language: Language) -> None:
        super().__init__(logging.WARNING)
        self._project = project
        self._language = language
        self.findings: list[Finding] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.getMessage().startswith("Docutils has no localization"):
            return  # Pelican readies its reStructuredText reader even where no source needs it
        severity = Severity.ERROR if record.levelno >= logging.ERROR else Severity.WARNING
        self.findings.append(
            Finding(
                "pelican",
                severity,
                self._project.settings_path.name,
                None,
                f"Pelican: {record.getMessage()}",
                locale=self._language.locale,
            )
        )


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


def _publish(project: Project, staging: Path, reports: Mapping[Language, SiteReport]) -> dict[Language, SiteReport]:
    """Put the sites that are sound in the place of the published ones; the rest stay as they are.

    A new tree is assembled beside the old one, from new sites and links to old ones, and renamed.
    """
    output, tree = project.output, fresh_folder(staging / "assembled")
    folders = frozenset(language.path for language in project.targets)
    outcome = {}
    for language in project.languages():
        is_source = language == project.source
        target = tree if is_source else tree / language.path
        published = output if is_source else output / language.path
        report = reports.get(language)
        sound = report is not None and not errors_of(report)
        if sound:
            _move_into(staging / language.path, target)
        elif published.is_dir():
            target.mkdir(exist_ok=True)
            link_tree(published, target, without=folders if is_source else frozenset())
        if report is not None:
            outcome[language] = replace(report, swapped=sound)
    if any(report.swapped for report in outcome.values()):
        swap_folder(tree, output)
    return outcome


def _site_of_page(path: str, project: Project) -> Language:
    """The language of the site that holds a built page."""
    folder = path.split("/")[0]
    return next((language for language in project.targets if language.path == folder), project.source)


def _move_into(folder: Path, target: Path) -> None:
    if not target.exists():
        folder.rename(target)
        return
    for entry in folder.iterdir():
        entry.rename(target / entry.name)


def errors_of(report: SiteReport) -> list[Finding]:
    """The problems that keep a site from being published."""
    return [finding for finding in report.problems if finding.severity is Severity.ERROR]
