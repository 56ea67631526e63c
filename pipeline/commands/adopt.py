"""The command `adopt`."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from pipeline.build import build, local_executor
from pipeline.catalogs.templates import current_templates, write_templates
from pipeline.catalogs.update import NOBODY, update_catalogs
from pipeline.commands.loading import LOCALES
from pipeline.commands.say import sentences as say
from pipeline.commands.say.reporter import Reporter
from pipeline.conditions import subsites_in
from pipeline.config import Project
from pipeline.errors import ExitCode, PipelineError
from pipeline.exchange import (
    FOLDERS,
    Adoption,
    Inventory,
    Origin,
    by_locale,
    free_folder,
    from_site,
    inventory,
    locales_in,
    prose_fields,
    sources_beside,
    with_lines,
)
from pipeline.files import bytes_of, exclusive, replace_bytes
from pipeline.locale_names import name_instead_of
from pipeline.paths import in_real_folder, real
from pipeline.reports import BuildReport
from pipeline.rules import RULES, Family
from pipeline.settings import load_project, load_settings
from pipeline.sources.extract import Extraction, extract


@dataclass(frozen=True, slots=True)
class _Site:
    """A site as it would be: its project, settings, text and own translations."""

    project: Project
    settings: dict[str, Any]
    extraction: Extraction
    origins: list[Origin]
    adoption: Adoption
    inventory: Inventory


@click.command()
@LOCALES
@click.option("--write", is_flag=True, help="Do it.")
@click.pass_context
def adopt(context: click.Context, locales: tuple[str, ...], write: bool) -> None:
    """Say what an existing site needs for several languages.

    It looks at what the site has: its sources, translations, catalogs, theme and plugins.
    Nothing is written, unless you say --write: then a few lines are added at the end of its settings file, catalogs
    are made, and the translations that it has are brought in, as `import` does. No line of yours is changed. A site
    that has nothing in another language is told which ones it is to have. What cannot be read is to be mended first.

    \b
    Example:
      pelican-gettext adopt
      pelican-gettext adopt de fr --write
    """
    given = context.find_root().params
    to = Reporter(quiet=given["quiet"], verbose=given["verbose"])
    path = in_real_folder(given["settings_path"])
    site = _look(path, load_settings(path), locales)
    say.found_on_site(to, site.inventory)
    if not site.project.targets:
        say.no_language(to)
        raise click.exceptions.Exit(ExitCode.FINDINGS)
    if not write:
        say.would_adopt(to, site.project, site.adoption, site.inventory)
    if site.extraction.faults:
        say.to_mend_first(to, site.extraction.faults)
        raise click.exceptions.Exit(ExitCode.BROKEN_INPUT)
    if not write:
        return
    report, lowered = _write(to, path, site)
    say.adopted(to, site.project, site.adoption, report, lowered)
    say.left_to_do(to, site.project, site.adoption, site.inventory)
    if report is not None and report.sites[0].errors:
        raise click.exceptions.Exit(ExitCode.FINDINGS)


def _look(path: Path, settings: dict[str, Any], names: Iterable[str]) -> _Site:
    """What a site has, and what it needs. Raises PipelineError, for all of them, for settings that cannot stay."""
    own = settings.get("GETTEXT") or {}
    known = list(own.get("locales", ())) if isinstance(own, dict) else []
    wanted, unknown = locales_in(names, "")
    if unknown:
        raise PipelineError(f"CLDR does not know the locale {unknown[0]!r}", hint=name_instead_of(unknown[0]))
    sources = sources_beside(settings, path.parent)
    adoption = Adoption.of(settings, {"locales": known} if not known else {}, sources)
    project, extraction = _read(path, adoption.applied(settings))
    if not known and not wanted:
        subsites = map(str, subsites_in(settings))
        languages = sorted({stray.language for stray in extraction.strays if stray.language})
        wanted, _ = locales_in([*subsites, *languages], project.source.path)
    more = [name for name in wanted if name not in known and name != project.source.locale]
    gettext: dict[str, Any] = {"locales": [*known, *more]} if more else {}
    if not own:
        gettext |= _catalogs(project)
        if fields := prose_fields(project, settings, extraction):
            gettext["fields"] = fields
    adoption = Adoption.of(settings, gettext, sources)
    project, extraction = _read(path, adoption.applied(settings))
    after = adoption.applied(settings)
    origins = list(from_site(project, after, extraction))
    found = inventory(project, settings, extraction, origins)
    if found.hosts and not own:
        adoption = Adoption.of(settings, {**gettext, "allowed_hosts": list(found.hosts)}, sources)
    return _Site(project, adoption.applied(settings), extraction, origins, adoption, found)


def _catalogs(project: Project) -> dict[str, str]:
    folder = free_folder(project.root, FOLDERS)
    return {} if folder == FOLDERS[0] else {"catalogs": folder}


def _read(path: Path, settings: dict[str, Any]) -> tuple[Project, Extraction]:
    project = load_project(path, settings)
    return project, extract(project, settings)


def _write(to: Reporter, path: Path, site: _Site) -> tuple[BuildReport | None, list[str]]:
    """Write settings and catalogs; where settings are added, build all of it aside, to see what stops it.

    What the source's site breaks already becomes a warning, and what is tried in the end is what `build` will do.
    """
    before = bytes_of(path) or b""
    held = _add(path, before, before, site.adoption, site.project)
    try:
        settings = load_settings(path)
        project = load_project(path, settings)
    except PipelineError:
        replace_bytes(path, before, site.project.root, held)
        raise
    extraction = extract(project, settings)
    with exclusive(project.catalogs, project.root):
        templates = current_templates(project, extraction.templates)
        known = by_locale(project, site.origins, accept=False)
        reports = update_catalogs(project, templates, project.targets, known, look=NOBODY)
        write_templates(project, templates)
    say.updated(to, reports)
    if not site.adoption.changes:
        return None, []
    lowered: list[str] = []
    while True:
        report = _tried(to, project, settings, extraction)
        more = [rule for rule in _lowered(report) if rule not in lowered]
        if not more or "locales" not in site.adoption.gettext:
            return report, lowered
        lowered = sorted([*lowered, *more])
        gettext = {**site.adoption.gettext, "severities": dict.fromkeys(lowered, "warning")}
        held = _add(path, before, held, replace(site.adoption, gettext=gettext), project)
        settings = load_settings(path)
        project = load_project(path, settings)


def _add(path: Path, before: bytes, held: bytes, adoption: Adoption, project: Project) -> bytes:
    """Put lines after the settings as they were `before`, if the file is what it `held`; what it holds then.

    Builds that are tried take their time, in which somebody may go on with the settings.
    """
    lines = adoption.lines(project.shown(project.catalogs))
    if not lines:
        return held
    after = with_lines(before, lines)
    replace_bytes(path, after, project.root, held)
    return after


def _tried(to: Reporter, project: Project, settings: dict[str, Any], extraction: Extraction) -> BuildReport:
    """All sites, built into a folder that is not kept."""
    with (
        tempfile.TemporaryDirectory() as folder,
        local_executor() as executor,
        say.building(to, len(project.languages())) as progress,
    ):
        aside = project.with_output(real(Path(folder)) / "output")
        return build(aside, settings, extraction, project.targets, executor, progress)


def _lowered(report: BuildReport) -> list[str]:
    """The rules that the site in its own language breaks already, which stops all others."""
    source = report.sites[0]
    broken = {finding.rule for finding in source.errors if not RULES[finding.rule].fixed}
    return sorted(rule for rule in broken if RULES[rule].family is Family.SITE and rule != "source-failed")
