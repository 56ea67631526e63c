"""The command `lint`."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.catalogs.store import fault_of
from pipeline.commands.loading import Loader, pass_loader
from pipeline.errors import ExitCode
from pipeline.files import absolute


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
    failed = [error for path in files if (error := fault_of(absolute(path), site.project)) is not None]
    for error in failed:
        site.reporter.error(error)
    raise click.exceptions.Exit(ExitCode.BROKEN_INPUT if failed else ExitCode.FINE)
