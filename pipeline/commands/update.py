"""The command `update`."""

from __future__ import annotations

import click

from pipeline.catalogs.templates import current_templates, write_templates
from pipeline.catalogs.update import update_catalogs
from pipeline.catalogs.waivers import record_waivers
from pipeline.commands import say
from pipeline.commands.loading import LOCALES, Loader, pass_loader


@click.command()
@LOCALES
@pass_loader
def update(load: Loader, locales: tuple[str, ...]) -> None:
    """Extract, then bring the catalogs (.po) up to date.

    Catalogs that are missing are created. No translation is lost: what the source no longer has becomes
    obsolete, what changed becomes fuzzy, with the text it was made for.

    \b
    Example:
      pelican-gettext update de fr
    """
    site = load()
    languages = site.project.select(locales)
    templates = current_templates(site.project, site.extraction().templates)
    # Catalogs first: a malformed one changes nothing at all.
    reports = list(update_catalogs(site.project, templates, languages))
    write_templates(site.project, templates)
    record_waivers(site.project, {report.language: report.catalogs for report in reports})
    say.updated(site.reporter, reports)
