"""The command `lint`. It needs neither Pelican nor the site's settings: the folder they are in is enough."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.catalogs.store import fault_of
from pipeline.errors import ExitCode
from pipeline.paths import absolute, in_real_folder


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path, exists=True))
@click.pass_context
def lint(ctx: click.Context, files: tuple[Path, ...]) -> None:
    """Report catalogs (.po) that are not well-formed.

    Fast; made for pre-commit.

    \b
    Example:
      pelican-gettext lint locales/de/theme.po
    """
    root = in_real_folder(ctx.find_root().params["settings_path"]).parent
    failed = [error for path in files if (error := fault_of(absolute(path), root)) is not None]
    if failed:
        from pipeline.commands.say.reporter import Reporter

        for error in failed:
            Reporter().error(error)
    raise click.exceptions.Exit(ExitCode.BROKEN_INPUT if failed else ExitCode.FINE)
