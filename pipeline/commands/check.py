"""The command `check`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

import click

from pipeline.again import settle
from pipeline.catalogs.fixes import diff, fixed
from pipeline.catalogs.store import change_catalogs, read_catalogs
from pipeline.commands.clusters import CLUSTER, shared
from pipeline.commands.formats import FINDINGS
from pipeline.commands.formats.github import as_markdown
from pipeline.commands.formats.json import SCHEMA
from pipeline.commands.formats.report import Report
from pipeline.commands.loading import LOCALES, Loader, Site, pass_loader
from pipeline.commands.say import sentences as say
from pipeline.commands.say.reporter import Reporter
from pipeline.errors import PipelineError
from pipeline.files import append_text
from pipeline.folders import folder_in_repository
from pipeline.model import Catalog, Language, Severity
from pipeline.options import did_you_mean
from pipeline.rules import RULES


@click.command()
@LOCALES
@click.option("--format", "form", type=click.Choice(["text", *FINDINGS]), default="text", show_default=True)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    default="error",
    show_default=True,
    help="Exit 1 from here on.",
)
@click.option("--explain", metavar="RULE", help="Say what a rule is about (`all`: list the rules), and end.")
@click.option("--schema", is_flag=True, help="Print the schema of --format json, and end.")
@CLUSTER
@click.option("--fix", is_flag=True, help="Show what can be mended mechanically, and ask whether to do so.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@pass_loader
def check(
    load: Loader,
    locales: tuple[str, ...],
    form: str,
    fail_on: str,
    explain: str | None,
    cluster: str | None,
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
    with shared(site, cluster):
        found = site.survey(locales)
    if form == "text":
        say.findings(site.reporter, found)
    else:
        told = [known for known in found.findings() if not site.reporter.quiet or known.severity is Severity.ERROR]
        folder = folder_in_repository(site.project.root)
        site.reporter.data(FINDINGS[form](Report(told, Severity[fail_on.upper()], folder)))
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        append_text(Path(summary), as_markdown(found.findings(), found.locales()))
    if form == "text" and not fix:  # the other forms know of a repository, wherever above it is
        settle([], listed=[site.project.output])
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
        if not ask or site.reporter.ask("change the catalogs of {locale} so?", locale=language.locale):
            change_catalogs(site.project, language, partial(_mended, site, language, changes))


def _mended(
    site: Site, language: Language, shown: Mapping[str, tuple[Catalog, Catalog]], catalogs: Mapping[str, Catalog]
) -> Mapping[str, Catalog]:
    """The catalogs as they were shown to be mended: nobody has agreed to anything else."""
    for domain, (before, after) in shown.items():
        if before != after and catalogs.get(domain) != before:
            path = site.project.shown(site.project.catalog_path(language.locale, domain))
            why = "the catalog was changed after the changes were shown; nothing is mended"
            raise PipelineError(why, path=path, hint="run the command again")
    return {domain: after for domain, (before, after) in shown.items() if before != after}
