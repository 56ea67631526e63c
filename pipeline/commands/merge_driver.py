"""The command `merge-driver`."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.catalogs.store import merge_files
from pipeline.errors import ExitCode


@click.command("merge-driver")
@click.argument("base", type=click.Path(path_type=Path, exists=True))
@click.argument("ours", type=click.Path(path_type=Path, exists=True))
@click.argument("theirs", type=click.Path(path_type=Path, exists=True))
@click.argument("name", required=False)
def merge_driver(base: Path, ours: Path, theirs: Path, name: str | None) -> None:
    """Merge two versions of a catalog for git.

    They are merged message by message, into the file OURS. A message that both sides translated differently
    keeps our text, becomes fuzzy, and has theirs in its comment; then the exit code is 3 and git asks you to
    look. It is 3, too, where a text was given another translation on one side and removed on the other, and where a
    side is no well-formed catalog: its lines are merged then.

    \b
    Set it up once in a clone, with `*.po merge=pelican-gettext` in .gitattributes:
      git config merge.pelican-gettext.driver \\
        'pelican-gettext merge-driver %O %A %B %P ||
         (test $? -eq 3 || git merge-file %A %O %B; exit 1)'

    Without what stands after the bars, git would keep our side alone, unmarked, wherever this program is not found or
    does not come to its end.
    """
    merged = merge_files(base, ours, theirs, name or ours.name)
    if merged.conflicts or merged.set_aside:  # what is to be said needs more than a merge does
        from pipeline.commands.say import sentences as say

        say.conflicts(say.Reporter(), merged.conflicts, name or ours.name)
        say.set_aside(say.Reporter(), merged.set_aside, name or ours.name)
        raise click.exceptions.Exit(ExitCode.TO_BE_SETTLED)
