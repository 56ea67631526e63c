"""The command `coverage`."""

from __future__ import annotations

import click

from pipeline.build import coverage as prove_coverage
from pipeline.build import local_executor
from pipeline.commands.loading import Loader, pass_loader
from pipeline.commands.say import sentences as say
from pipeline.errors import ExitCode


@click.command()
@click.option("--limit", type=click.IntRange(min=0), default=30, show_default=True, help="Causes to tell; 0 for all.")
@pass_loader
def coverage(load: Loader, limit: int) -> None:
    """Prove that every visible word can be translated.

    Builds a pseudo-locale in which each message is marked, reads all pages and feeds of it, and lists the
    visible texts that no message covers, by where they probably come from, the most frequent first, and each message
    that appears nowhere. Names that are the same in every language go into GETTEXT["invariants"].

    \b
    Example:
      pelican-gettext coverage
    """
    site = load()
    with local_executor(1) as executor:
        report = prove_coverage(site.project, site.settings, site.extraction(), executor)
    say.covered(site.reporter, report, 0 if site.reporter.verbose else limit)
    raise click.exceptions.Exit(ExitCode.FINE if report.complete else ExitCode.FINDINGS)
