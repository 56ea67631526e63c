"""How a Pelican learns which site it builds: `build` hands it over in the settings, or else it is the source's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.contents import Content

from pipeline.errors import PipelineError
from pipeline.pelican_internals import DEFAULT_CONFIG_NAME, settings_file
from pipeline.plugin.plain import plain_run
from pipeline.plugin.site import Site
from pipeline.settings import load_project

#: The setting that holds the site: `build` hands it over in it, and pages and feeds find it in their context.
SITE_SETTING = "GETTEXT_SITE"
#: The setting that holds the texts themselves of those that are translated, which are inert.
PLAIN_SETTINGS = "GETTEXT_PLAIN"
#: The setting that says how many processes there are for a language's site; it makes no difference to a page.
HANDS = "GETTEXT_HANDS"


def set_site(pelican: Pelican) -> None:
    """Settle which site a new Pelican builds; without `build` it is the source language's, and knows of no other.

    It has to be now: as Pelican runs, it makes the context of pages and feeds from a copy of the settings. It stays for
    as long as Pelican does; where `--autoreload` sees other settings, it makes another Pelican of them. Raises
    PipelineError for faulty settings.
    """
    settings = pelican.settings
    if SITE_SETTING in settings:
        return
    path = settings_file(settings, "GETTEXT") or Path(settings["PATH"]).parent / DEFAULT_CONFIG_NAME
    # This one site is written to the output folder itself, and SITEURL is its own address.
    project = replace(load_project(path, settings), chooser=False)
    plain_run(pelican, project)
    settings[SITE_SETTING] = Site(project, project.source, str(settings["SITEURL"]).rstrip("/"))
    settings["DEFAULT_LANG"] = project.source.path


def site_of(settings: Mapping[str, Any]) -> Site:
    """The site that these settings build. Raises PipelineError if the plugin was not told of their Pelican."""
    site = settings.get(SITE_SETTING)
    if not isinstance(site, Site):
        raise PipelineError(
            "the plugin pipeline.plugin was not initialised: it does not know which site this is",
            hint="name it in PLUGINS, and start Pelican as the command `pelican` does",
        )
    return site


def source_of(content: Content) -> str:
    """A content's source, relative to the content folder."""
    return str(content.relative_source_path)
