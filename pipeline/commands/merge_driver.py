"""The command `merge-driver`."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.catalogs.store import merge_files
from pipeline.commands import say
from pipeline.commands.say.reporter import Reporter
from pipeline.errors import ExitCode


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
