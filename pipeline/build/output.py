"""The folder that is published: what may stand in its place, and what others keep in it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.config import Project
from pipeline.errors import PipelineError


@dataclass(frozen=True, slots=True)
class Retention:
    """What Pelican's settings say of files in the output that no build has written.

    They are kept, or with DELETE_OUTPUT_DIRECTORY only those below a name in OUTPUT_RETENTION.
    """

    deletes: bool
    names: frozenset[str]

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> Retention:
        """What these settings of Pelican's say."""
        return cls(bool(settings["DELETE_OUTPUT_DIRECTORY"]), frozenset(map(str, settings["OUTPUT_RETENTION"])))

    def keeps(self, path: str) -> bool:
        """Whether a file stays, its path relative to the output."""
        return not self.deletes or path.split("/")[0] in self.names


def require_own_folder(project: Project) -> None:
    """Raise PipelineError for an output whose place would be taken from what the project is made of."""
    output = project.output.resolve()
    if output.exists() and not output.is_dir():
        raise PipelineError("the output is no folder", path=project.shown(output), hint="move the file away")
    made_of = {
        "the project": project.root,
        "the sources": project.content,
        "the theme": project.theme,
        "the catalogs": project.catalogs,
    }
    for name, path in made_of.items():
        folder = path.resolve()
        holds = folder.is_relative_to(output)
        if holds or (folder != project.root.resolve() and output.is_relative_to(folder)):
            raise PipelineError(
                f"OUTPUT_PATH is {output}, which {'holds' if holds else 'is within'} {name}: a build replaces it whole",
                path=project.settings_path.name,
                hint='give the output a folder of its own: OUTPUT_PATH = "output"',
            )


def files_in(folder: Path) -> Iterable[str]:
    """All files below a folder, by their path below it."""
    for parent, _, names in os.walk(folder):
        yield from (Path(parent, name).relative_to(folder).as_posix() for name in names)


def foreign_files(output: Path, own: frozenset[str], retention: Retention) -> Iterable[str]:
    """The files in the output that no build has written and that stay; `own` are those that one has."""
    for path in files_in(output):
        if path not in own and retention.keeps(path):
            yield path
