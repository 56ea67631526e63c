"""The command `approve`."""

from __future__ import annotations

from dataclasses import replace

import click

from pipeline.catalogs.approvals import read_approvals, record_approvals
from pipeline.catalogs.decisions import APPROVALS, Verdict
from pipeline.clock import now
from pipeline.commands.loading import Loader, pass_loader
from pipeline.commands.say import sentences as say
from pipeline.errors import PipelineError
from pipeline.model import Key, Message
from pipeline.review import Gate, assess, critical_messages


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
    assessment = assess(Gate.of(replace(project, require_approval=False), site.settings, extraction), language)
    ledger = read_approvals(project)
    # The same text with the same translation is one decision, however many articles have it.
    wanted: dict[tuple[Key, tuple[str, ...]], list[tuple[str, Message]]] = {}
    for path, message in critical_messages(project, extraction, assessment, section):
        if ledger.verdict(language.locale, message) is not Verdict.VALID:
            wanted.setdefault((message.key, message.translations), []).append((path, message))
    say.to_approve(site.reporter, wanted.values())
    if not wanted:
        why = "all of it is approved as it is, or not translated" if names else "the site has no required_sections"
        site.reporter.out.line("nothing to approve: {why}", why=why)
    elif yes or site.reporter.ask(
        "approve these {count} translations as {reviewer}?", count=len(wanted), reviewer=reviewer
    ):
        messages = (message for (_, message), *_ in wanted.values())
        count = record_approvals(project, language.locale, messages, reviewer.strip(), now().date())
        ledger_path = project.shown(project.catalogs / APPROVALS)
        site.reporter.out.line("{count} approvals recorded in {path}", count=count, path=ledger_path)
