"""What plain `pelican` does: it builds the source language's site alone, and says so, or has all of them built.

Its own run would write one site over the folder in which all are, and with DELETE_OUTPUT_DIRECTORY remove the others.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from pelican import Pelican

from pipeline.config import Project
from pipeline.errors import PipelineError
from pipeline.pelican_internals import given_settings, outermost_file, tell
from pipeline.settings import load_settings

_ALWAYS_ASKED = ("PATH", "THEME", "SITEURL")


def plain_run(pelican: Pelican, project: Project) -> None:
    """Let a Pelican's run build all sites where GETTEXT["pelican"] asks for it, or else say what it does not do."""
    if project.pelican_builds_all:
        pelican.run = partial(_build_all, pelican, project, given_settings())  # type: ignore[method-assign]
    elif project.targets:
        languages = ", ".join(language.locale for language in project.targets)
        tell(
            f"This builds the site in {project.source.english} alone. For {languages} as well: pelican-gettext build, "
            'or GETTEXT["pelican"] = "all".'
        )


def _build_all(pelican: Pelican, project: Project, given: Iterable[str]) -> None:
    """Run the command `build`. Raises PipelineError if it fails, or would read other settings than are `given`."""
    settings, path = pelican.settings, outermost_file(pelican.settings, "GETTEXT") or project.settings_path
    known = load_settings(path)
    for name in dict.fromkeys((*_ALWAYS_ASKED, *given)):
        if settings.get(name) != known.get(name):
            # Pelican logs what an error says, and knows of no remedy.
            raise PipelineError(
                f"{name} is {settings.get(name)!r} for this run and {known.get(name)!r} in the settings, with which "
                "all sites are built: write it there",
                path=path.name,
            )
    # -P: a module of the site's may have our name.
    command = [sys.executable, "-P", "-m", "pipeline", "-s", str(path), "build", "--output", settings["OUTPUT_PATH"]]
    done = subprocess.run(command, check=False, env=_environment())  # noqa: S603 - nobody's words but the settings'
    if done.returncode:
        raise PipelineError("not all sites were built: see above", path=path.name)


def _environment() -> dict[str, str]:
    """Where this package is found whatever folder Python starts in."""
    home = str(Path(__file__).parents[2])
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [home, os.environ.get("PYTHONPATH", "")]))}
