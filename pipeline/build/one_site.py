"""One language's site: built by Pelican in a process of its own, into a staging folder, and verified there."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pelican import Pelican, signals

from pipeline.build.log import Log, errors_with_their_place
from pipeline.build.seat import kept_beside
from pipeline.build.site_files import require_room, write_files, write_top
from pipeline.build.written import Built, SiteTask, Written
from pipeline.errors import PipelineError, system_error
from pipeline.filed import Filing
from pipeline.folders import fresh_folder
from pipeline.model import Finding
from pipeline.observed import look_round, observed
from pipeline.observer import Observer
from pipeline.pelican_internals import be_silent, bodies_elsewhere
from pipeline.plugin.finish import finish_files
from pipeline.plugin.handover import HANDS, PLAIN_SETTINGS, SITE_SETTING
from pipeline.plugin.inert import inert_visitor
from pipeline.plugin.lexers import lexers_known
from pipeline.plugin.remembered import REMEMBERED, Remembered
from pipeline.plugin.site import Site
from pipeline.plugin.sitemap import sitemap_files
from pipeline.plugin.traces import TRACES, Traces
from pipeline.reports import SiteReport
from pipeline.review import Texts
from pipeline.rules import found, found_unreadable
from pipeline.settings import load_settings
from pipeline.sources.settings import walk_settings
from pipeline.verify import verify_site


def build_site(task: SiteTask) -> Built:
    """Build and verify one language's site; runs in a process of its own, which notes what it reads."""
    output = task.site.project.output
    if isinstance(texts := task.site.translations, Texts):
        task = replace(task, site=replace(task.site, translations=texts.opened()))
    with observed(*kept_beside(output), task.folder, task.top, named=[output]) as observer:
        readings: list[Remembered] = []
        traces = Traces(task.site, task.folder, forgets=task.fresh, share=task.audit or 0)
        report = _build(task, observer, readings, traces)
        verdict, reads = traces.judge(), observer.reads()
    report = replace(report, amiss=verdict.findings, pages_kept=len(traces.kept), whole=verdict.whole or traces.whole)
    for one in readings if not report.errors else ():
        one.keep(reads)
    if not (report.errors or verdict.whole or task.audit is None):
        traces.keep(reads)
    return Built(report, reads, verdict.whole)


def _build(task: SiteTask, observer: Observer, readings: list[Remembered], traces: Traces) -> SiteReport:
    started = time.monotonic()
    language = task.site.language
    be_silent()
    try:
        fresh_folder(task.folder)
        log = Log(task.site.project, language)
        settings = site_settings(task)
        readings.append(Remembered(task.site, settings, forgets=task.fresh))
        settings[REMEMBERED], settings[HANDS] = readings[0], task.hands
        # A build takes templates as they are when it first reads them.
        settings["JINJA_ENVIRONMENT"] = {**settings["JINJA_ENVIRONMENT"], "auto_reload": False}
        if task.audit is not None or task.hands > 1:
            settings[TRACES] = traces
        project = task.site.project
        folders = (project.content, project.theme, *map(Path, settings["THEME_TEMPLATES_OVERRIDES"] or ()))
        look_round(observer, project.root, folders, {project.catalogs, project.output})
        with errors_with_their_place(project), lexers_known(project, forgets=task.fresh):
            written = _run_pelican(settings, log, task.site)
            if not task.site.is_source:
                finish_files(task.folder, task.site, traces.kept)
            if task.site.is_source:
                require_room(task, written)
                write_top(task, written, relative=settings["RELATIVE_URLS"])
        if task.site.has_address:
            write_files(task.folder, sitemap_files(written.entries, language))
        pages, drafts = written.pages, frozenset(written.drafts.values())
        expected = {source: kind for source, kind in task.expected.items() if source not in written.drafts}
        others = written.others(task.folder)
        unverified = verify_site(task.folder, language, task.site.project, pages, expected, task.site.in_source, others)
        problems = (*log.findings, *unverified, *without_address(task.site))
    except (PipelineError, OSError) as error:
        told = error if isinstance(error, PipelineError) else system_error(error)
        pages, drafts, problems = [], frozenset(), (found_unreadable(told, language.locale),)
    return SiteReport(
        language,
        pages=tuple(pages),
        drafts=drafts,
        problems=tuple(problems),
        seconds=time.monotonic() - started,
    )


def without_address(site: Site) -> Iterator[Finding]:
    """What the source language's site lacks for want of an address; told once for all languages."""
    if site.is_source and not site.has_address and site.project.targets:
        message = (
            "SITEURL does not say where the site will be: hreflang, canonical addresses and the sitemap are left out"
        )
        yield found("no-address", site.project.settings_path.name, message)


def site_settings(task: SiteTask) -> dict[str, Any]:
    """Pelican's settings for one language's site."""
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
    static, names = settings["THEME_STATIC_DIR"], site.project.visible_settings
    own = settings.get("I18N_SUBSITES", {}).get(language.tag, {})
    texts = walk_settings(settings, names, site.theme_visitor())
    inert = walk_settings(settings, names, inert_visitor(site.theme_visitor()))
    settings.update(
        {
            "DEFAULT_LANG": language.tag,
            # Shared files are published once, with the source language's site.
            "STATIC_URL": f"{site.to_source}/{settings['STATIC_URL']}",
            "THEME_STATIC_DIR": f"{site.to_source}/{static}",
            **inert,
            **own,
            PLAIN_SETTINGS: {name: value for name, value in texts.items() if name not in own},
        }
    )
    return settings


def _run_pelican(settings: dict[str, Any], log: Log, site: Site) -> Written:
    """Run Pelican in this process."""
    written = Written(site)
    signals.content_written.connect(written.note_page)
    signals.static_generator_finalized.connect(written.note_files)
    logging.getLogger().addHandler(log)
    try:
        with bodies_elsewhere(Filing().put):
            Pelican(settings).run()
    finally:
        logging.getLogger().removeHandler(log)
        signals.static_generator_finalized.disconnect(written.note_files)
        signals.content_written.disconnect(written.note_page)
    return written
