"""One file per command: parse, one call, print, exit code.

`say` has every sentence that a person sees, `formats` every report for programs.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.group import Commands
from pipeline.paths import in_real_folder

if TYPE_CHECKING:
    from pipeline.commands.loading import Site

__all__ = ["main"]


_SUMMARIES = {
    "adopt": "Say what an existing site needs for several languages.",
    "approve": "Show critical texts without an approval; record yours.",
    "build": "Build the source language's site and the other languages'.",
    "cache": "Say where what is known is kept, and how much it is.",
    "check": "Report what is wrong in source and catalogs, by file and line.",
    "coverage": "Prove that every visible word can be translated.",
    "export": "Write the messages of a locale as XLIFF 1.2, XLIFF 2.0 or CSV.",
    "extract": "Write the templates (.pot): all text of the site.",
    "import": "Bring existing translations into the catalogs, as fuzzy.",
    "lint": "Report catalogs (.po) that are not well-formed.",
    "merge-driver": "Merge two versions of a catalog for git.",
    "preview": "Show the live site in the browser; translate on its pages.",
    "status": "Show what is translated, what is published, and why not.",
    "update": "Extract, then bring the catalogs (.po) up to date.",
}


@click.group(cls=Commands, summaries=_SUMMARIES, context_settings={"help_option_names": ["-h", "--help"]})
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
        from pipeline.again import watch
        from pipeline.commands.loading import Site
        from pipeline.commands.say.reporter import Reporter
        from pipeline.settings import load_project, load_settings

        given = ctx.params  # which what stands after the command's name overrules
        path = in_real_folder(given["settings_path"])
        settings = load_settings(path)
        project = load_project(path, settings)
        folders = [*(settings["THEME_TEMPLATES_OVERRIDES"] or ()), *(settings["PLUGIN_PATHS"] or ())]
        made_of = (project.content, project.theme, project.catalogs, *map(Path, folders))
        watch(project.root, made_of, settings, lambda: load_settings(path))
        return Site(project, settings, Reporter(quiet=given["quiet"], verbose=given["verbose"]))

    ctx.obj = load
