"""One file per command: parse, one call, print, exit code.

`say` has every sentence that a person sees, `formats` every report for programs.
"""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.again import watch
from pipeline.commands.adopt import adopt
from pipeline.commands.approve import approve
from pipeline.commands.build import build
from pipeline.commands.cache import cache
from pipeline.commands.check import check
from pipeline.commands.coverage import coverage
from pipeline.commands.export import export
from pipeline.commands.extract import extract
from pipeline.commands.import_ import import_
from pipeline.commands.lint import lint
from pipeline.commands.loading import Commands, Site
from pipeline.commands.merge_driver import merge_driver
from pipeline.commands.preview import preview
from pipeline.commands.say.reporter import Reporter
from pipeline.commands.status import status
from pipeline.commands.update import update
from pipeline.config import load_project, load_settings
from pipeline.files import real

__all__ = ["main"]


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-s",
    "--settings",
    "settings_path",
    type=click.Path(path_type=Path),
    default=Path("pelicanconf.py"),
    show_default=True,
    help="Pelican's settings file; the project is the folder it is in.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Print every finding and warning.")
@click.version_option(package_name="pelican-gettext")
@click.pass_context
def main(ctx: click.Context, /, **_options: object) -> None:
    """Translate a Pelican site with gettext.

    Text is extracted into templates, translators fill in catalogs (.po), and one site per language is
    built. Nothing incomplete in a required section, nothing unsafe and nothing stale is published.

    \b
    A day's work:
      pelican-gettext update        after the source has changed
      pelican-gettext status        what is left to translate
      pelican-gettext check         what is wrong
      pelican-gettext preview       translate on the live pages
      pelican-gettext build         all sites, into the output folder

    Exit codes: 0 fine, 1 findings, 2 wrong usage or broken input.
    """
    if ctx.resilient_parsing:
        return

    def load() -> Site:
        given = ctx.params  # which what stands after the command's name overrules
        path = real(given["settings_path"])
        settings = load_settings(path)
        project = load_project(path, settings)
        folders = [*(settings["THEME_TEMPLATES_OVERRIDES"] or ()), *(settings["PLUGIN_PATHS"] or ())]
        made_of = (project.content, project.theme, project.catalogs, *map(Path, folders))
        watch(project.root, made_of, settings, lambda: load_settings(path))
        return Site(project, settings, Reporter(quiet=given["quiet"], verbose=given["verbose"]))

    ctx.obj = load


for _command in (
    adopt,
    extract,
    update,
    import_,
    export,
    check,
    approve,
    status,
    lint,
    merge_driver,
    build,
    preview,
    coverage,
    cache,
):
    main.add_command(_command)
