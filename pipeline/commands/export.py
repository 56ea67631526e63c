"""The command `export`."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.catalogs.store import read_catalogs
from pipeline.commands.loading import Loader, pass_loader
from pipeline.commands.say import sentences as say
from pipeline.exchange import WRITERS, units_of, why_not_replaced
from pipeline.files import write_own
from pipeline.paths import real


@click.command()
@click.argument("locale")
@click.option("--format", "form", type=click.Choice(sorted(WRITERS)), default="xliff", show_default=True)
@click.option("--unfinished", is_flag=True, help="Only what is untranslated or fuzzy.")
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file; LOCALE.xlf or LOCALE.csv if not given."
)
@pass_loader
def export(load: Loader, locale: str, form: str, unfinished: bool, output: Path | None) -> None:
    """Write the messages of a locale as XLIFF 1.2, XLIFF 2.0 or CSV.

    `import` takes the file back: what was changed in it goes into the catalogs, unless it was changed there
    in the meantime as well. A file in which somebody has worked is not written over.

    \b
    Example:
      pelican-gettext export pl --unfinished
    """
    site = load()
    project = site.project
    language = project.select([locale])[0]
    writer, suffix = WRITERS[form]
    catalogs = read_catalogs(project, language)
    units = {domain: tuple(units_of(catalog, unfinished=unfinished)) for domain, catalog in catalogs.items()}
    text = writer({domain: found for domain, found in units.items() if found}, project.source, language)
    path = real(output or f"{locale}{suffix}")
    write_own(path, text, lambda data: why_not_replaced(data, catalogs, language))
    say.exported(site.reporter, path, sum(map(len, units.values())))
