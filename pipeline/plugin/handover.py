"""How a Pelican in a process of its own learns which site it builds: `build` hands it over through the settings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican import DEFAULT_CONFIG_NAME
from pelican.contents import Content

from pipeline.config import load_project
from pipeline.plugin.site import Site

#: The setting through which `build` hands its site to the plugin.
SITE_SETTING = "GETTEXT_SITE"


def site_of(settings: dict[str, Any]) -> Site:
    """The site these settings build: what `build` handed over, or else the source language's."""
    site = settings.get(SITE_SETTING)
    if site is None:
        path = Path(settings["PATH"]).parent / DEFAULT_CONFIG_NAME
        project = load_project(path, settings)
        site = settings[SITE_SETTING] = Site(project, project.source, str(settings["SITEURL"]))
        settings["DEFAULT_LANG"] = project.source.path
    return site


def source_of(content: Content) -> str:
    """A content's source, relative to the content folder."""
    return str(content.relative_source_path)
