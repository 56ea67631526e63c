"""The folder that is published: what may stand in its place, and what others keep in it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline.build.manifest import manifest_path, read_manifest, site_of
from pipeline.build.seat import WITHIN, files_of
from pipeline.config import Project
from pipeline.errors import PipelineError
from pipeline.path_sets import PathSet
from pipeline.paths import absolute, is_there, real

_EXAMPLE = 'OUTPUT_PATH = "output"'
_REPOSITORIES = frozenset({".git", ".hg", ".svn", ".bzr", ".jj", "_darcs", "cvs"})
_OF_BUILDS = re.compile(r"\..*\.(staging|new|old)")


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


def require_own_folder(project: Project, settings: Mapping[str, Any]) -> None:
    """Refuse an output whose place is taken by something else, whether OUTPUT_PATH or the command line names it.

    Raises PipelineError for one that is no folder, holds or lies within what the site is made of, another output or a
    repository's own data, is a home or a folder that builds use themselves, or would be emptied of strangers' files.
    """
    output = real(project.output)
    named = "OUTPUT_PATH" if output == real(settings["OUTPUT_PATH"]) else "--output"
    if fault := _fault_of_place(output, project, settings):
        raise PipelineError(
            f"{named} is {output}, which {fault}",
            path=project.settings_path.name if named == "OUTPUT_PATH" else None,
            hint=f"give the output a folder of its own: {'--output public' if named == '--output' else _EXAMPLE}",
        )
    require_own_site(project)
    if named == "--output" and settings["DELETE_OUTPUT_DIRECTORY"] and _has_files(output) and not _was_built(output):
        raise PipelineError(
            "no build has made what is in this folder, and with DELETE_OUTPUT_DIRECTORY it would be deleted",
            path=project.shown(output),
            hint="name a new folder, or empty this one first",
        )


def require_own_site(project: Project) -> None:
    """Raises PipelineError for an output in which another project's site is published, as it is now."""
    output = real(project.output)
    published, record = read_manifest(output)[0], manifest_path(output)
    if published.site and published.site != site_of(project):
        raise PipelineError(
            f"the output is {output}, where the site of {real(output.parent / published.site)} is published",
            path=project.shown(record),
            hint=f"give the output a folder of its own, or remove {record.name} if that site is this one",
        )


def _fault_of_place(output: Path, project: Project, settings: Mapping[str, Any]) -> str:
    """What else the place of an output is; nothing if it is its own."""
    above = next((folder for folder in (output, *output.parents) if not folder.is_dir() and is_there(folder)), None)
    if above is not None:
        return "is no folder: move the file away" if above == output else f"is within {above}, which is no folder"
    for name, path in _made_of(project, settings):
        folder = real(path)
        if folder.is_relative_to(output):
            return f"holds {name}"
        if folder != real(project.root) and output.is_relative_to(folder):
            return f"is within {name}"
    if holder := next(
        (part for part in output.parts if part.lower() in _REPOSITORIES and part not in project.root.parts), ""
    ):
        return f"is within {holder}, a repository's own data"
    if real(os.path.expanduser("~")).is_relative_to(output):  # noqa: PTH111 - Path.home() raises where there is none
        return "is your home, or holds it"
    if _OF_BUILDS.fullmatch(output.name) or WITHIN in output.parts:
        return "is a folder that builds make and remove"
    usual = real(settings["OUTPUT_PATH"])
    if output != usual and usual.is_relative_to(output):
        return "holds OUTPUT_PATH"
    if other := next((folder for folder in output.parents if folder == usual or _was_built(folder)), None):
        return f"is within {other}, which another build publishes"
    return ""


def _made_of(project: Project, settings: Mapping[str, Any]) -> Iterable[tuple[str, Path]]:
    """What a site is made of."""
    yield "the project", project.root
    yield "the sources", project.content
    yield "the theme", project.theme
    yield "the catalogs", project.catalogs
    # Pelican takes the first ones from where one is, the others from the settings file's folder.
    for name, start in (("THEME_TEMPLATES_OVERRIDES", absolute(Path())), ("PLUGIN_PATHS", project.root)):
        for folder in settings.get(name) or ():
            path = start / folder
            if real(path) != real(project.root):
                yield f"a folder of {name}", path


def _was_built(folder: Path) -> bool:
    return bool(folder.name) and manifest_path(folder).exists()


def _has_files(folder: Path) -> bool:
    return folder.is_dir() and any(folder.iterdir())


def foreign_files(output: Path, own: Set[str], retention: Retention) -> Iterable[str]:
    """What is in the output, is no folder, was written by no build, and stays; `own` is what one has written."""
    for path in files_of(output):
        if path not in own and retention.keeps(path):
            yield path


def require_room_among(
    foreign: Iterable[str], files: Iterable[str], output: Path, shown: Callable[[Path], str]
) -> None:
    """Refuse to publish where others' files are in the way: one is named as a folder is to be, or the other way round.

    A file of theirs at the very place of one of ours is replaced, as plain Pelican's are. Raises PipelineError.
    """
    theirs, ours = sorted(foreign), PathSet(files)
    folders = {str(parent) for path in ours for parent in PurePosixPath(path).parents}
    for path in theirs:
        what = "a link" if (output / path).is_symlink() else "a file"
        if path in folders:
            fault = f"this is {what} that no build has made, and a folder is to be published there"
        elif any(str(parent) in ours for parent in PurePosixPath(path).parents):
            fault = "no build has made this, and what is to be published is a file in the place of its folder"
        else:
            continue
        raise PipelineError(fault, path=shown(output / path), hint="move it elsewhere; nothing was published")
