"""The command `coverage`."""

from __future__ import annotations

from contextlib import nullcontext

import click

from pipeline.build import coverage as prove_coverage
from pipeline.build import local_executor
from pipeline.commands.clusters import CLUSTER, address_of, helping
from pipeline.commands.loading import Loader, pass_loader
from pipeline.commands.say import sentences as say
from pipeline.errors import ExitCode
from pipeline.folders import temporary_folder


@click.command()
@click.option("--limit", type=click.IntRange(min=0), default=30, show_default=True, help="Causes to tell; 0 for all.")
@CLUSTER
@pass_loader
def coverage(load: Loader, limit: int, cluster: str | None) -> None:
    """Prove that every visible word can be translated.

    Builds a pseudo-locale in which each message is marked, reads all pages and feeds of it, and lists the
    visible texts that no message covers, by where they probably come from, the most frequent first, and each message
    that appears nowhere. Names that are the same in every language go into GETTEXT["invariants"].

    \b
    Example:
      pelican-gettext coverage
    """
    site = load()
    project, address = site.project, address_of(site.project, cluster)
    with temporary_folder("pelican-gettext-coverage-") as made, helping(site, project, made, address) as crew:
        extraction = site.extraction()
        with nullcontext(crew()) if address else local_executor(1) as executor:
            report = prove_coverage(project, site.settings, extraction, executor, made)
    say.covered(site.reporter, report, 0 if site.reporter.verbose else limit)
    raise click.exceptions.Exit(ExitCode.FINE if report.complete else ExitCode.FINDINGS)
