"""The command `preview`."""

from __future__ import annotations

import click

from pipeline.commands.loading import LOCALES, Loader, needing_the_extra, pass_loader
from pipeline.commands.say import sentences as say
from pipeline.errors import PipelineError


@click.command()
@LOCALES
@click.option("--port", type=click.IntRange(1, 65535), metavar="N", help="Listen here.  [default: 8000, or a free one]")
@click.option("--open", "opens", is_flag=True, help="Open it in the browser.")
@click.option("--by", "reviewer", default="", metavar="NAME", help="Who approves critical texts on the pages.")
@pass_loader
def preview(load: Loader, locales: tuple[str, ...], port: int | None, reviewer: str, *, opens: bool) -> None:
    """Show the live site in the browser; translate on its pages.

    Pages are made when you ask for them, those that are withheld and drafts as well, and nothing is written into the
    output. A click on a text opens its message; what you save goes into the catalog (.po). Whatever you save in
    another program shows by itself. For this machine only; end it with Ctrl-C.

    \b
    Example:
      pelican-gettext preview de --open
    """
    with needing_the_extra("preview"):
        from pipeline.preview import Started, serve
    site = load()
    if reviewer and (not reviewer.isprintable() or not reviewer.strip()):
        raise PipelineError("the reviewer's name is empty or has control characters")

    def started(known: Started) -> None:
        say.previewing(site.reporter, known.address, known.languages)
        if opens:
            click.launch(known.address)

    serve(site.project.settings_path, locales, port, reviewer.strip(), started)
