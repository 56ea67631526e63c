"""The command `cache`."""

from __future__ import annotations

import click

from pipeline import cache as kept
from pipeline.commands.say import sentences as say
from pipeline.commands.say.reporter import Reporter


@click.command()
@click.option("--clear", is_flag=True, help="Empty it.")
def cache(clear: bool) -> None:
    """Say where what is known is kept, and how much it is.

    It makes the next run fast, and changes nothing else. It is in your own cache folder, for all sites.

    \b
    Example:
      pelican-gettext cache --clear
    """
    if clear:
        kept.forget()
    say.cached(Reporter(), kept.place(), kept.size())
