"""The command `update`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import click

from pipeline.again import settle
from pipeline.catalogs.addresses import Entry, read_addresses, record_addresses
from pipeline.catalogs.merges import unseen_texts
from pipeline.catalogs.ours import strangers
from pipeline.catalogs.templates import current_templates, write_templates
from pipeline.catalogs.update import Look, update_catalogs
from pipeline.catalogs.waivers import Waiver, Waivers, read_waivers, record_waivers, waived_in_comment
from pipeline.commands.clusters import CLUSTER, shared
from pipeline.commands.loading import LOCALES, Loader, Site, pass_loader
from pipeline.commands.say import sentences as say
from pipeline.files import exclusive
from pipeline.locks import lock_of
from pipeline.model import ADDRESS, Catalog, Finding, Language, Message
from pipeline.review import Gate, address_findings, entries_of, unread_findings
from pipeline.rules import weighed
from pipeline.sources.extract import Extraction


@click.command()
@LOCALES
@click.option("--prune", is_flag=True, help="Remove the messages that were obsolete before this run, and say which.")
@CLUSTER
@pass_loader
def update(load: Loader, locales: tuple[str, ...], cluster: str | None, *, prune: bool) -> None:
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
    project, languages = site.project, site.project.select(locales)
    # What others write goes before all of it, or after.
    with shared(site, cluster), exclusive(project.catalogs, project.root):
        extraction = site.extraction()
        look = Look(_is_notable, _Eye.of(site, extraction))
        templates = current_templates(project, extraction.templates)
        del extraction
        # Catalogs first: a malformed one changes nothing at all.
        unseen = unseen_texts(project, languages)
        reports = update_catalogs(project, templates, languages, look=look, prune=prune, unseen=unseen)
        write_templates(project, templates)
        record_waivers(project, (waiver for report in reports for waiver in report.seen.waivers))
        count = record_addresses(project, (entry for report in reports for entry in report.seen.addresses))
    say.updated(site.reporter, reports)
    say.addresses(site.reporter, project, (finding for report in reports for finding in report.seen.moved), count)
    domains = [template.catalog.domain for template in templates]
    say.strangers(site.reporter, project, strangers(project, languages, domains))
    doubts = (finding for report in reports for finding in report.messages.unseen)
    for finding in weighed((*doubts, *unread_findings(project)), project.severities):
        say.tell(site.reporter, finding)
    settle([lock_of(project.catalogs)])


def _is_notable(message: Message) -> bool:
    """Whether a message is more than its text: a page's address, or a finding that is waived."""
    return message.msgctxt == ADDRESS or any(waived_in_comment(message))


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the ledgers are to have of a language: its waivers, its addresses, and which of these have changed."""

    waivers: tuple[Waiver, ...]
    addresses: tuple[Entry, ...] = ()
    moved: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Eye:
    """Looks at a language's catalogs for what the ledgers do not have.

    `gate` is None in a site that has no addresses of its own in any language, and had none.
    """

    waivers: Waivers
    gate: Gate | None

    @classmethod
    def of(cls, site: Site, extraction: Extraction) -> _Eye:
        """The ledgers as they are. Raises PipelineError for one that is not well-formed."""
        project = site.project
        has_addresses = project.slugs or read_addresses(project).entries
        return cls(read_waivers(project), Gate.of(project, site.settings, extraction) if has_addresses else None)

    def __call__(self, language: Language, catalogs: Sequence[Catalog]) -> _Seen:
        messages = (message for catalog in sorted(catalogs, key=_by_domain) for message in catalog.messages)
        waivers = self.waivers.unknown({language.locale: messages})
        if self.gate is None:
            return _Seen(waivers)
        project, extraction, ledger = self.gate.project, self.gate.extraction, self.gate.ledger
        settled = self.gate.settle(language, catalogs)
        known = entries_of(extraction, language, ledger, settled)
        moved = address_findings(project, extraction, language, ledger, settled)
        return _Seen(waivers, tuple(entry for entry in known if entry not in ledger.entries), tuple(moved))


def _by_domain(catalog: Catalog) -> str:
    return catalog.domain
