"""The commands: parse, one call, print, exit code."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click

from pipeline.build.build import build as build_sites
from pipeline.build.build import build_pseudo
from pipeline.build.coverage import coverage as prove_coverage
from pipeline.build.executors import local_executor
from pipeline.catalogs.approvals import read_approvals
from pipeline.catalogs.decisions import APPROVALS, Verdict
from pipeline.catalogs.fixes import diff, fixed
from pipeline.catalogs.store import change_catalogs, fault_of, merge_files, read_catalogs
from pipeline.catalogs.templates import current_templates, lagging_templates, write_templates
from pipeline.catalogs.update import lagging_catalogs, update_catalogs
from pipeline.catalogs.waivers import record_waivers
from pipeline.catalogs.write import now
from pipeline.checks.rules import RULES, weighed
from pipeline.commands.formats.github import as_annotations, as_markdown
from pipeline.commands.formats.json import SCHEMA, as_json
from pipeline.commands.formats.junit import as_junit
from pipeline.commands.formats.sarif import as_sarif
from pipeline.commands.formats.status_page import badge, status_page
from pipeline.commands.say import Reporter, say
from pipeline.config import Project, load_project, load_settings
from pipeline.errors import ExitCode, PipelineError
from pipeline.exchange.formats import WRITERS
from pipeline.exchange.imports import by_locale, from_file, from_site, take_back_from
from pipeline.exchange.units import units_of
from pipeline.files import append_text, write_text
from pipeline.model import BuildReport, Finding, Key, Language, Message, Severity
from pipeline.options import did_you_mean
from pipeline.review.assessment import critical_messages
from pipeline.review.gate import Gate
from pipeline.review.history import history
from pipeline.review.survey import survey
from pipeline.sources.extract import Extraction
from pipeline.sources.extract import extract as extract_source

_FORMATS = ("text", "json", "junit", "sarif", "github")
LOCALES = click.argument("locales", nargs=-1, metavar="[LOCALE]...")


@dataclass(frozen=True, slots=True)
class Site:
    """What every command begins with."""

    project: Project
    settings: dict[str, Any]
    reporter: Reporter

    def extraction(self) -> Extraction:
        return extract_source(self.project, self.settings)


class Commands(click.Group):
    """Bad input ends with its cause and remedy, never with a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except PipelineError as error:
            Reporter().error(error)
            ctx.exit(error.exit_code)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-s",
    "--settings",
    "settings_path",
    type=click.Path(path_type=Path),
    default=Path("pelicanconf.py"),
    show_default=True,
    help="Pelican's settings file; the project is the folder it is in.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Print every finding and warning.")
@click.version_option(package_name="pelican-gettext")
@click.pass_context
def main(ctx: click.Context, settings_path: Path, quiet: bool, verbose: bool) -> None:
    """Translate a Pelican site with gettext.

    Text is extracted into templates, translators fill in catalogs (.po), and one site per language is
    built. Nothing incomplete in a required section, nothing unsafe and nothing stale is published.

    \b
    A day's work:
      pelican-gettext update        after the source has changed
      pelican-gettext status        what is left to translate
      pelican-gettext check         what is wrong
      pelican-gettext build         all sites, into the output folder

    Exit codes: 0 fine, 1 findings, 2 wrong usage or broken input.
    """
    if ctx.resilient_parsing:
        return

    def load() -> Site:
        path = settings_path.resolve()
        settings = load_settings(path)
        return Site(load_project(path, settings), settings, Reporter(quiet=quiet, verbose=verbose))

    ctx.obj = load


pass_loader = click.pass_obj
Loader = Callable[[], Site]


@click.command()
@click.option("--check", "check_only", is_flag=True, help="Write nothing; exit 1 if a template or catalog lags behind.")
@pass_loader
def extract(load: Loader, check_only: bool) -> None:
    """Write the templates (.pot): all text of the site.

    \b
    Example:
      pelican-gettext extract --check    in CI: has anyone forgotten `update`?
    """
    site = load()
    templates = current_templates(site.project, site.extraction())
    if not check_only:
        written = write_templates(site.project, templates)
        say.extracted(site.reporter, site.project, len(templates), sum(len(template.catalog.messages) for template in templates), len(written)
        )
        return
    lagging = [
        *lagging_templates(site.project, templates),
        *lagging_catalogs(site.project, templates, site.project.targets),
    ]
    if lagging:
        say.lagging(site.reporter, (site.project.shown(path) for path in lagging))
        raise click.exceptions.Exit(ExitCode.FINDINGS)


@click.command()
@LOCALES
@pass_loader
def update(load: Loader, locales: tuple[str, ...]) -> None:
    """Extract, then bring the catalogs (.po) up to date.

    Catalogs that are missing are created. No translation is lost: what the source no longer has becomes
    obsolete, what changed becomes fuzzy, with the text it was made for.

    \b
    Example:
      pelican-gettext update de fr
    """
    site = load()
    languages = site.project.select(locales)
    templates = current_templates(site.project, site.extraction())
    # Catalogs first: a malformed one changes nothing at all.
    reports = list(update_catalogs(site.project, templates, languages))
    write_templates(site.project, templates)
    record_waivers(site.project, languages)
    say.updated(site.reporter, reports)


@click.command("import")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--locale", help="The language of the files, where they do not say it.")
@click.option("--accept", is_flag=True, help="Bring them in as translated, not as fuzzy.")
@pass_loader
def import_(load: Loader, paths: tuple[Path, ...], locale: str | None, accept: bool) -> None:
    """Bring existing translations into the catalogs, as fuzzy.

    PATH is a catalog (.po) of another tool: mdpo, po4a, sphinx-intl, a compendium; a translation memory (.tmx);
    or a file that `export` wrote (.xlf, .csv). Without PATH it is all that the site itself has: articles
    translated by hand (same slug, `Lang: fr`), the settings in I18N_SUBSITES, catalogs in the theme's
    `translations`. A text that a catalog has is never replaced, except by a file of `export` that was made
    from this very text.

    \b
    Example:
      pelican-gettext import
      pelican-gettext import --locale de old/de.po
    """
    site = load()
    project, extraction = site.project, site.extraction()
    language = project.select([locale])[0] if locale else None
    if paths:
        origins = [origin for path in paths for origin in from_file(project, extraction, path.resolve(), language)]
    else:
        origins = [
            origin for origin in from_site(project, site.settings, extraction) if language in (None, origin.language)
        ]
    returned = [take_back_from(project, extraction, origin) for origin in origins if origin.returned]
    origins += [rest for _, rest in returned if rest.messages]
    templates = current_templates(project, extraction)
    known = by_locale(origins, accept=accept)
    languages = [language for language in project.targets if language.locale in known]
    reports = list(update_catalogs(project, templates, languages, known))
    write_templates(project, templates)
    say.imported(site.reporter, origins)
    say.updated(site.reporter, reports)
    conflicts = [message for result, _ in returned for message in result.conflicts]
    if conflicts:
        say.conflicts(site.reporter, conflicts, ", ".join(map(str, paths)))
        raise click.exceptions.Exit(ExitCode.FINDINGS)


@click.command()
@click.argument("locale")
@click.option("--format", "form", type=click.Choice(sorted(WRITERS)), default="xliff", show_default=True)
@click.option("--unfinished", is_flag=True, help="Only what is untranslated or fuzzy.")
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file; LOCALE.xlf or LOCALE.csv if not given."
)
@pass_loader
def export(load: Loader, locale: str, form: str, unfinished: bool, output: Path | None) -> None:
    """Write the messages of a locale as XLIFF 1.2, XLIFF 2.0 or CSV.

    `import` takes the file back: what was changed in it goes into the catalogs, unless it was changed there
    in the meantime as well.

    \b
    Example:
      pelican-gettext export pl --unfinished
    """
    site = load()
    project = site.project
    language = project.select([locale])[0]
    writer, suffix = WRITERS[form]
    units = {
        domain: tuple(units_of(catalog, unfinished=unfinished))
        for domain, catalog in read_catalogs(project, language).items()
    }
    text = writer({domain: found for domain, found in units.items() if found}, project.source, language)
    path = (output or Path(f"{locale}{suffix}")).resolve()
    write_text(path, text, path.parent)
    say.exported(site.reporter, path, sum(map(len, units.values())))


@click.command()
@LOCALES
@click.option("--format", "form", type=click.Choice(_FORMATS), default="text", show_default=True)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    default="error",
    show_default=True,
    help="Exit 1 from here on.",
)
@click.option("--explain", metavar="RULE", help="Say what a rule is about (`all`: list the rules), and end.")
@click.option("--schema", is_flag=True, help="Print the schema of --format json, and end.")
@click.option("--fix", is_flag=True, help="Show what can be mended mechanically, and ask whether to do so.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@pass_loader
def check(
    load: Loader,
    locales: tuple[str, ...],
    form: str,
    fail_on: str,
    explain: str | None,
    *,
    schema: bool,
    fix: bool,
    yes: bool,
) -> None:
    """Report what is wrong in source and catalogs, by file and line.

    \b
    Example:
      pelican-gettext check --fail-on warning de
      pelican-gettext check --format github
      pelican-gettext check --explain numbers
    """
    if explain is not None or schema:
        _explain(explain)
        return
    site = load()
    if fix:
        _fix(site, site.project.select(locales), ask=not yes)
    found = survey(site.project, site.settings, site.extraction(), site.project.select(locales))
    if form == "text":
        say.findings(site.reporter, found)
    else:
        site.reporter.data(_formatted(form, list(found.findings())))
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        append_text(Path(summary), as_markdown(found.findings(), found.locales()))
    raise click.exceptions.Exit(found.exit_code(Severity[fail_on.upper()]))


def _explain(rule: str | None) -> None:
    reporter = Reporter()
    if rule is None:
        reporter.data(json.dumps(SCHEMA, indent=2))
    elif rule == "all":
        say.rules(reporter, RULES.values())
    elif rule in RULES:
        say.explained(reporter, RULES[rule])
    else:
        hint = did_you_mean(rule, RULES) or "list them: pelican-gettext check --explain all"
        raise PipelineError(f"there is no rule {rule!r}", hint=hint)


def _fix(site: Site, languages: Iterable[Language], *, ask: bool) -> None:
    """Mend white space and quotation marks, once somebody has seen the changes."""
    for language in languages:
        changes = {
            domain: (catalog, fixed(catalog, language))
            for domain, catalog in read_catalogs(site.project, language).items()
        }
        lines = [
            line
            for domain, (before, after) in changes.items()
            for line in diff(site.project.shown(site.project.catalog_path(language.locale, domain)), before, after)
        ]
        if not lines:
            continue
        say.fixed(site.reporter, lines)
        if not ask or click.confirm(f"change the catalogs of {language.locale} so?"):
            change_catalogs(
                site.project,
                language,
                lambda catalogs, to=language: {domain: fixed(catalog, to) for domain, catalog in catalogs.items()},  # type: ignore[misc]
            )


@click.command()
@click.argument("locale")
@click.option("--by", "reviewer", required=True, metavar="NAME", help="Who has read the texts.")
@click.option("--section", help="Only this required section.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@pass_loader
def approve(load: Loader, locale: str, reviewer: str, section: str | None, *, yes: bool) -> None:
    """Show critical texts without an approval; record yours.

    The ledger is approvals.tsv beside the catalogs. An approval ends when its text or translation changes.
    With GETTEXT["require_approval"] = True, a critical text without one is not published.

    \b
    Example:
      pelican-gettext approve ar --section disclaimer --by "Amal Haddad"
    """
    site = load()
    project = site.project
    language = project.select([locale])[0]
    names = [name for name, _ in project.required_sections]
    if section not in (None, *names):
        raise PipelineError(f"there is no required section {section!r}", hint=f"sections are {', '.join(names)}")
    if not reviewer.isprintable() or not reviewer.strip():
        raise PipelineError("the reviewer's name is empty or has control characters")
    extraction = site.extraction()
    assessment = Gate(replace(project, require_approval=False), site.settings, extraction).assess(language)
    ledger = read_approvals(project)
    # The same text with the same translation is one decision, however many articles have it.
    wanted: dict[tuple[Key, tuple[str, ...]], list[tuple[str, Message]]] = {}
    for path, message in critical_messages(project, extraction, assessment, section):
        if ledger.verdict(locale, message) is not Verdict.VALID:
            wanted.setdefault((message.key, message.translations), []).append((path, message))
    say.to_approve(site.reporter, wanted.values())
    if not wanted:
        why = "all of it is approved as it is, or not translated" if names else "the site has no required_sections"
        site.reporter.said(f"nothing to approve: {why}")
    elif yes or click.confirm(f"approve these {len(wanted)} translations as {reviewer}?"):
        messages = (message for (_, message), *_ in wanted.values())
        ledger = ledger.with_approved(locale, messages, reviewer.strip(), now().date())
        write_text(project.catalogs / APPROVALS, f"{ledger}", project.root)
        site.reporter.said(f"{len(wanted)} approvals recorded in {project.shown(project.catalogs / APPROVALS)}")


def _formatted(form: str, findings: list[Finding]) -> str:
    if form == "sarif":
        return as_sarif(findings, version("pelican-gettext"))
    return {"json": as_json, "junit": as_junit, "github": as_annotations}[form](findings)


@click.command()
@LOCALES
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text", show_default=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="The file for --format html.")
@click.option("--badges", type=click.Path(path_type=Path, file_okay=False), help="Write LOCALE.svg into this folder.")
@pass_loader
def status(load: Loader, locales: tuple[str, ...], form: str, output: Path | None, badges: Path | None) -> None:
    """Show what is translated, what is published, and why not.

    \b
    Example:
      pelican-gettext status pl
      pelican-gettext status --format html --output status.html --badges badges/
    """
    if output is not None and form != "html":
        raise click.UsageError("--output is for --format html; write the others to a file with >")
    site = load()
    found = survey(site.project, site.settings, site.extraction(), site.project.select(locales))
    if form == "html":
        page = status_page(site.project, found, history(site.project), now())
        if output is None:
            site.reporter.data(page)
        else:
            write_text(output.resolve(), page, output.resolve().parent)
    elif form == "text":
        say.status(site.reporter, found)
    else:
        site.reporter.data(status_as_json(found))
    if badges is not None:
        folder = badges.resolve()
        for assessment in found.assessments:
            write_text(folder / f"{assessment.language.locale}.svg", badge(assessment), folder)
    raise click.exceptions.Exit(max((error.exit_code for _, error in found.failures), default=ExitCode.FINE))


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path, exists=True))
@pass_loader
def lint(load: Loader, files: tuple[Path, ...]) -> None:
    """Report catalogs (.po) that are not well-formed.

    Fast; made for pre-commit.

    \b
    Example:
      pelican-gettext lint locales/de/theme.po
    """
    site = load()
    failed = [error for path in files if (error := fault_of(path.resolve(), site.project)) is not None]
    for error in failed:
        site.reporter.error(error)
    raise click.exceptions.Exit(ExitCode.BROKEN_INPUT if failed else ExitCode.FINE)


@click.command("merge-driver")
@click.argument("base", type=click.Path(path_type=Path, exists=True))
@click.argument("ours", type=click.Path(path_type=Path, exists=True))
@click.argument("theirs", type=click.Path(path_type=Path, exists=True))
@click.argument("name", required=False)
def merge_driver(base: Path, ours: Path, theirs: Path, name: str | None) -> None:
    """Merge two versions of a catalog for git.

    They are merged message by message, into the file OURS. A message that both sides translated differently
    keeps our text, becomes fuzzy, and has theirs in its comment; then the exit code is 1 and git asks you to
    look.

    \b
    Set it up once in a clone, with `*.po merge=pelican-gettext` in .gitattributes:
      git config merge.pelican-gettext.driver "pelican-gettext merge-driver %O %A %B %P"
    """
    conflicts = merge_files(base, ours, theirs, name or ours.name)
    if conflicts:
        say.conflicts(Reporter(), conflicts, name or ours.name)
        raise click.exceptions.Exit(ExitCode.FINDINGS)


@click.command()
@LOCALES
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), help="Instead of OUTPUT_PATH.")
@click.option("-j", "--jobs", type=click.IntRange(min=1), help="Processes at a time.  [default: one per core]")
@click.option("--pseudo", is_flag=True, help="Build accented, longer, bracketed text instead, into a folder beside.")
@pass_loader
def build(load: Loader, locales: tuple[str, ...], output: Path | None, jobs: int | None, pseudo: bool) -> None:
    """Build the source language's site and the other languages'.

    Each is built aside, verified, and put in the place of the published one. Pages whose required
    sections are not current are withheld; a site that fails keeps its last good state.

    \b
    Example:
      pelican-gettext -s publishconf.py build --jobs 4
    """
    site = load()
    project = site.project if output is None else site.project.with_output(output.resolve())
    languages = project.select(locales)
    extraction = site.extraction()
    total = 3 if pseudo else len(languages) + 1
    with local_executor(jobs) as executor, say.building(site.reporter, total) as progress:
        if pseudo:
            project, report = build_pseudo(project, site.settings, extraction, executor, progress)
        else:
            report = build_sites(project, site.settings, extraction, languages, executor, progress)
    say.built(site.reporter, report, project)
    lead_away = "://" in str(site.settings["SITEURL"]) and not site.settings["RELATIVE_URLS"]
    if any(found.swapped for found in report.sites) and not lead_away:
        say.look_at(site.reporter, project)
    raise click.exceptions.Exit(_exit_code(report, project))


@click.command()
@pass_loader
def coverage(load: Loader) -> None:
    """Prove that every visible word can be translated.

    Builds a pseudo-locale in which each message is marked, reads all pages and feeds of it, and lists each
    visible text that no message covers, with a guess at where it comes from, and each message that
    appears nowhere. Names that are the same in every language go into GETTEXT["invariants"].

    \b
    Example:
      pelican-gettext coverage
    """
    site = load()
    with local_executor(1) as executor:
        report = prove_coverage(site.project, site.settings, site.extraction(), executor)
    say.covered(site.reporter, report)
    raise click.exceptions.Exit(ExitCode.FINE if report.complete else ExitCode.FINDINGS)


def _exit_code(report: BuildReport, project: Project) -> ExitCode:
    errors = [finding for site in report.sites for finding in site.errors]
    if any(finding.rule == "broken-input" for finding in errors):
        return ExitCode.BROKEN_INPUT
    built = {site.language.locale for site in report.sites}
    reasons = (reason for page in report.withheld() if page.locale in built for reason in page.blockers)
    if (
        errors
        or report.refused
        or any(reason.severity is Severity.ERROR for reason in weighed(reasons, project.severities))
    ):
        return ExitCode.FINDINGS
    return ExitCode.FINE
