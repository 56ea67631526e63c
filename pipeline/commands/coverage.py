"""The command `coverage`."""

from __future__ import annotations

import click

from pipeline.build import coverage as prove_coverage
from pipeline.build import local_executor
from pipeline.commands import say
from pipeline.commands.loading import Loader, pass_loader
from pipeline.errors import ExitCode


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
