"""One language's site: built by Pelican in a process of its own, into a staging folder, and verified there."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.contents import Content, Static
from pelican.generators import StaticGenerator
from pelican.log import console as pelican_console
from pelican.plugins import signals

from pipeline.alternates import NOT_FOUND, default_address, versions_of
from pipeline.chooser import chooser_page
from pipeline.config import Project, load_settings
from pipeline.errors import PipelineError
from pipeline.files import link_file, put_text
from pipeline.handover import SITE_SETTING
from pipeline.model import BuiltPage, Finding, Language, Severity, SiteReport
from pipeline.site import Site
from pipeline.sitemap import ROBOTS, Entry, robots, sitemap_files
from pipeline.survey import as_finding
from pipeline.theme import walk_settings
from pipeline.verify import verify_site

_HOME = "index.html"


@dataclass(frozen=True, slots=True)
class SiteTask:
    """What a worker process is handed: a site, the folder to build it in, and the one for what all sites share."""

    site: Site
    folder: Path
    top: Path
    expected: Mapping[str, str]


def build_site(task: SiteTask) -> SiteReport:
    """Build and verify one language's site; runs in a process of its own."""
    started = time.monotonic()
    language = task.site.language
    pelican_console.quiet = True
    task.folder.mkdir(parents=True)
    try:
        log = _Log(task.site.project, language)
        settings = _site_settings(task)
        with _errors_with_their_place(task.site.project):
            written = _run_pelican(settings, log, task.site)
            if task.site.is_source:
                _require_room(task, written)
                _write_top(task, written, relative=settings["RELATIVE_URLS"])
        if task.site.has_address:
            _write_files(task.folder, sitemap_files(written.entries, language))
        pages, drafts = written.pages, frozenset(written.drafts.values())
        expected = {source: kind for source, kind in task.expected.items() if source not in written.drafts}
        others = written.others(task.folder)
        unverified = verify_site(task.folder, language, task.site.project, pages, expected, task.site.in_source, others)
        problems = (*log.findings, *unverified, *_without_address(task.site))
    except PipelineError as error:
        pages, drafts, problems = [], frozenset(), (as_finding(error, language),)
    return SiteReport(
        language,
        pages=tuple(pages),
        drafts=drafts,
        problems=tuple(problems),
        seconds=time.monotonic() - started,
    )


def _without_address(site: Site) -> Iterator[Finding]:
    if site.is_source and not site.has_address and site.project.targets:
        yield Finding(
            "no-address",
            Severity.NOTE,
            site.project.settings_path.name,
            None,
            "SITEURL does not say where the site will be: hreflang, canonical addresses and the sitemap are left out",
            'write SITEURL = "https://..." in the settings you publish with, and name those with -s',
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
    language = site.language
    feeds, folder = str(settings["FEED_DOMAIN"] or "").rstrip("/"), site.project.folder_of(language)
    if folder and feeds != site.url:  # the settings name a place of their own
        settings["FEED_DOMAIN"] = f"{feeds}/{folder}" if feeds else ""
    if site.is_source:
        settings["DEFAULT_LANG"] = language.path
        return settings
    static = settings["THEME_STATIC_DIR"]
    settings.update(
        {
            "DEFAULT_LANG": language.tag,
            # Shared files are published once, with the source language's site.
            "STATIC_URL": f"{site.to_source}/{settings['STATIC_URL']}",
            "THEME_STATIC_DIR": f"{site.to_source}/{static}",
            "THEME_STATIC_PATHS": [],
            **walk_settings(settings, site.project.visible_settings, site.theme_visitor()),
            **settings.get("I18N_SUBSITES", {}).get(language.tag, {}),
        }
    )
    return settings


@dataclass  # no slots: Pelican's signals hold on to methods weakly
class _Written:
    """What Pelican wrote: pages of the site's own sources, files of drafts by source, the sitemap, shared files."""

    site: Site
    pages: list[BuiltPage] = field(default_factory=list)
    drafts: dict[str, str] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    files: list[Static] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)

    def others(self, folder: Path) -> frozenset[str]:
        """Everything that Pelican told of, below a folder."""
        root = folder.resolve()
        written = {path.resolve().relative_to(root).as_posix() for path in self.paths}
        return frozenset(written | {str(file.save_as) for file in self.files})

    def note_page(self, path: str, context: Mapping[str, Any]) -> None:
        """Told of each page when it is written."""
        self.paths.append(Path(path))
        if (entry := _entry(context, self.site)) is not None:
            self.entries.append(entry)
        for kind in ("article", "page"):
            content = context.get(kind)
            if not isinstance(content, Content) or content.lang != self.site.language.path:
                continue  # a list, or a translation that was written by hand
            source = str(content.relative_source_path)
            if content.status == "draft":
                self.drafts[source] = content.save_as
            else:
                hidden = content.status == "hidden" or content.save_as == NOT_FOUND
                self.pages.append(BuiltPage(source, kind, content.save_as, hidden))

    def note_files(self, generator: StaticGenerator) -> None:
        """Told of the files that are copied as they are."""
        # Not yet where they go: a file that a link attaches to a page goes with the page.
        self.files += generator.staticfiles


def _run_pelican(settings: dict[str, Any], log: _Log, site: Site) -> _Written:
    """Run Pelican in this process."""
    written = _Written(site)
    signals.content_written.connect(written.note_page)
    signals.static_generator_finalized.connect(written.note_files)
    logging.getLogger().addHandler(log)
    try:
        Pelican(settings).run()
    finally:
        logging.getLogger().removeHandler(log)
        signals.static_generator_finalized.disconnect(written.note_files)
        signals.content_written.disconnect(written.note_page)
    return written


def _entry(context: Mapping[str, Any], site: Site) -> Entry | None:
    """What the sitemap says of a page; nothing of drafts and hidden pages."""
    versions = versions_of(context, site)
    own = next((version.absolute_url for version in versions if version.current), None)
    if own is None:
        return None
    content = context.get("article") or context.get("page")
    changed = getattr(content, "modified", None) or getattr(content, "date", None)
    named = tuple((version.language.tag, version.absolute_url) for version in versions)
    return Entry(own, named, default_address(context, site, versions), changed.isoformat() if changed else None)


def _require_room(task: SiteTask, written: _Written) -> None:
    """Refuse what would be written where another language's site is."""
    project = task.site.project
    for language in project.targets:
        folder = project.folder_of(language)
        if project.chooser or not (task.folder / folder).exists():
            continue
        sources = {page.save_as: page.source for page in written.pages}
        sources |= {str(file.save_as): str(file.relative_source_path) for file in written.files}
        owner = next((source for path, source in sources.items() if path.split("/")[0] == folder), None)
        raise PipelineError(
            f"something is written to /{folder}/, where the site in {language.english} is",
            path=project.shown(project.content / owner) if owner else project.settings_path.name,
            hint="give it another Save_as, folder or setting",
        )


def _write_top(task: SiteTask, written: _Written, *, relative: bool) -> None:
    """What is there once for all languages: robots.txt, unless the site has its own; the chooser."""
    site, top = task.site, task.top
    texts: dict[str, str] = {}
    if site.has_address:
        texts[ROBOTS] = robots(site.base_url)
    if site.project.chooser:
        texts[_HOME] = chooser_page(site)
        top.mkdir()
        # Servers look for these at the root: favicon.ico and its like; 404.html if its links lead on from anywhere.
        names = [str(file.save_as) for file in written.files] + [NOT_FOUND] * (not relative)
        for name in names:
            if "/" not in name and (task.folder / name).is_file():
                link_file(task.folder / name, top / name)
    _write_files(top, texts)


def _write_files(folder: Path, texts: Mapping[str, str]) -> None:
    """Write what the site does not have already, as its own."""
    for name, text in texts.items():
        if not (folder / name).exists():
            put_text(folder / name, text, folder)


@contextmanager
def _errors_with_their_place(project: Project) -> Iterator[None]:
    """Whatever goes wrong in a template, a plugin or Pelican is a person's to mend, not a crash."""
    try:
        yield
    except PipelineError:
        raise
    except Exception as error:
        place = _template_place(error, project)
        raise PipelineError(
            f"{'the template' if place else 'Pelican'} stopped: {type(error).__name__}: {error}",
            **place,
            hint="mend the template there" if place else "look for a plugin or a setting that may be the cause",
        ) from error


def _template_place(error: Exception, project: Project) -> dict[str, Any]:
    """Where in a template an error was raised, if it was."""
    traceback, place = error.__traceback__, {}
    while traceback is not None:
        name = traceback.tb_frame.f_code.co_filename
        if name.endswith(".html"):
            place = {"path": project.shown(Path(name)), "line": traceback.tb_lineno}
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
