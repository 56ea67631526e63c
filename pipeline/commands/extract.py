"""The command `extract`."""

from __future__ import annotations

import click

from pipeline.catalogs.templates import current_templates, lagging_templates, write_templates
from pipeline.catalogs.update import lagging_catalogs
from pipeline.commands.loading import Loader, pass_loader
from pipeline.commands.say import sentences as say
from pipeline.errors import ExitCode


@click.command()
@click.option("--check", "check_only", is_flag=True, help="Write nothing; exit 1 if a template or catalog lags behind.")
@pass_loader
def extract(load: Loader, check_only: bool) -> None:
    """Write the templates (.pot): all text of the site.

    \b
    Example:
      pelican-gettext extract --check    in CI: has anyone forgotten `update`?
    """
    site = load()
    templates = current_templates(site.project, site.extraction().templates)
    if not check_only:
        written = write_templates(site.project, templates)
        say.extracted(
            site.reporter,
            site.project,
            len(templates),
            sum(len(template.catalog.messages) for template in templates),
            len(written),
        )
        return
    lagging = [
        *lagging_templates(site.project, templates),
        *lagging_catalogs(site.project, templates, site.project.targets),
    ]
    if lagging:
        say.lagging(site.reporter, (site.project.shown(path) for path in lagging))
        raise click.exceptions.Exit(ExitCode.FINDINGS)
