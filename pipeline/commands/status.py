"""The command `status`."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.clock import now
from pipeline.commands.formats.json import status_as_json
from pipeline.commands.formats.status_page import badge, status_page, why_no_badge, why_no_page
from pipeline.commands.loading import LOCALES, Loader, pass_loader
from pipeline.commands.say import sentences as say
from pipeline.files import write_own
from pipeline.paths import real
from pipeline.review import history


@click.command()
@LOCALES
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text", show_default=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="The file for --format html.")
@click.option("--badges", type=click.Path(path_type=Path, file_okay=False), help="Write LOCALE.svg into this folder.")
@pass_loader
def status(load: Loader, locales: tuple[str, ...], form: str, output: Path | None, badges: Path | None) -> None:
    """Show what is translated, what is published, and why not.

    \b
    Example:
      pelican-gettext status pl
      pelican-gettext status --format html --output status.html --badges badges/
    """
    if output is not None and form != "html":
        raise click.UsageError("--output is for --format html; write the others to a file with >")
    site = load()
    found = site.survey(locales)
    if form == "html":
        page = status_page(
            site.project, found, history(site.project), now(), real(output).parent if output else site.project.root
        )
        if output is None:
            site.reporter.data(page)
        else:
            write_own(real(output), page, why_no_page)
    elif form == "text":
        say.status(site.reporter, found)
    else:
        site.reporter.data(status_as_json(found))
    if badges is not None:
        for assessment in (known for known in found.assessments if not known.unread):
            write_own(real(badges) / f"{assessment.language.locale}.svg", badge(assessment), why_no_badge)
    raise click.exceptions.Exit(found.readable())
