"""The command `update`."""

from __future__ import annotations

from collections.abc import Iterable

import click

from pipeline.again import settle
from pipeline.catalogs.addresses import Entry, record_addresses
from pipeline.catalogs.ours import strangers
from pipeline.catalogs.templates import current_templates, write_templates
from pipeline.catalogs.update import UpdateReport, update_catalogs
from pipeline.catalogs.waivers import record_waivers
from pipeline.commands.loading import LOCALES, Loader, Site, pass_loader
from pipeline.commands.say import sentences as say
from pipeline.files import exclusive
from pipeline.locks import lock_of
from pipeline.model import Finding
from pipeline.review import Gate, address_findings, entries_of, unread_findings
from pipeline.rules import weighed
from pipeline.sources.extract import Extraction


@click.command()
@LOCALES
@click.option("--prune", is_flag=True, help="Remove the messages that were obsolete before this run, and say which.")
@pass_loader
def update(load: Loader, locales: tuple[str, ...], prune: bool) -> None:
    """Extract, then bring the catalogs (.po) up to date.

    Catalogs that are missing are created. No translation is lost: what the source no longer has becomes
    obsolete, what changed becomes fuzzy, with the text it was made for.

    Obsolete messages serve when their text comes back. With --prune those that were obsolete already are
    removed, and the catalogs in which nothing is left; what was imported for later (memory.po) stays.

    \b
    Example:
      pelican-gettext update de fr
      pelican-gettext update --prune
    """
    site = load()
    languages = site.project.select(locales)
    extraction = site.extraction()
    # What others write goes before all of it, or after.
    with exclusive(site.project.catalogs, site.project.root):
        templates = current_templates(site.project, extraction.templates)
        # Catalogs first: a malformed one changes nothing at all.
        reports = list(update_catalogs(site.project, templates, languages, prune=prune))
        write_templates(site.project, templates)
        record_waivers(site.project, {report.language: report.catalogs for report in reports})
        moved, count = _record_addresses(site, extraction, reports)
    say.updated(site.reporter, reports)
    say.addresses(site.reporter, site.project, moved, count)
    domains = [template.catalog.domain for template in templates]
    say.strangers(site.reporter, site.project, strangers(site.project, languages, domains))
    for finding in weighed(unread_findings(site.project), site.project.severities):
        say.tell(site.reporter, finding)
    settle([lock_of(site.project.catalogs)])


def _record_addresses(site: Site, extraction: Extraction, reports: Iterable[UpdateReport]) -> tuple[list[Finding], int]:
    """Put the addresses of translated slugs into the ledger: what is new to it, and how many there were."""
    project, gate = site.project, Gate.of(site.project, site.settings, extraction)
    if not project.slugs and not gate.ledger.entries:
        return [], 0
    findings, entries = list[Finding](), list[Entry]()
    for report in reports:
        language, settled = report.language, gate.settle(report.language, report.catalogs)
        findings += address_findings(project, extraction, language, gate.ledger, settled)
        entries += entries_of(extraction, language, gate.ledger, settled)
    return findings, record_addresses(project, entries)
