"""Staged sites are put in the place of the published ones, all at once, and what others keep there stays."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.build.manifest import Manifest
from pipeline.config import Project
from pipeline.errors import PipelineError
from pipeline.files import fresh_folder, link_file, link_tree, put_text, swap_folder
from pipeline.model import Finding, Language, Severity, SiteReport
from pipeline.plugin.sitemap import SITEMAP, sitemap_index

#: The staging folder for what belongs to no language's site alone; no language has this name.
TOP = "top-level"


@dataclass(frozen=True, slots=True)
class Retention:
    """What Pelican's settings say of files in the output that no build has written.

    They are kept, or with DELETE_OUTPUT_DIRECTORY only those below a name in OUTPUT_RETENTION.
    """

    deletes: bool
    names: frozenset[str]

    def keeps(self, path: str) -> bool:
        """Whether a file stays, its path relative to the output."""
        return not self.deletes or path.split("/")[0] in self.names


@dataclass(frozen=True, slots=True)
class Publication:
    """What became of the sites, and which files in the output a build has written, and which others have."""

    sites: Mapping[Language, SiteReport]
    files: frozenset[str]
    foreign: frozenset[str]


def require_own_folder(project: Project) -> None:
    """Refuse an output whose place would be taken from what the project is made of."""
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


def publish(
    project: Project,
    staging: Path,
    reports: Mapping[Language, SiteReport],
    base_url: str,
    before: Manifest,
    retention: Retention,
) -> Publication:
    """Put the sites that are sound in the place of the published ones; the rest stay as they are.

    A new tree is assembled beside the old one, from new sites and links to old ones, and renamed. Without the source
    language's site, whose files all share, none is published.
    """
    if reports[project.source].errors:
        return Publication(dict(_held_up(reports, project.source)), before.files, frozenset())
    output, tree = project.output, fresh_folder(staging / "assembled")
    folders = {language: project.folder_of(language) for language in project.languages()}
    outcome = {}
    if project.chooser:
        _move_into(staging / TOP, tree)
    for language, folder in folders.items():
        report = reports.get(language)
        sound = report is not None and not report.errors
        if sound:
            _move_into(staging / language.path, tree / folder)
        elif (output / folder).is_dir():
            (tree / folder).mkdir(exist_ok=True)
            link_tree(output / folder, tree / folder)
        if report is not None:
            outcome[language] = replace(report, swapped=sound)
    # A site that has a sitemap of its own keeps it.
    if "://" in base_url and not (tree / SITEMAP).exists():
        put_text(tree / SITEMAP, sitemap_index(tree, base_url, project), tree)
    files = frozenset(_files(tree))
    foreign = frozenset(_foreign(output, files | before.files, retention))
    for path in sorted(foreign):
        (tree / path).parent.mkdir(parents=True, exist_ok=True)
        link_file(output / path, tree / path)
    swap_folder(tree, output)
    return Publication(outcome, files, foreign)


def _held_up(reports: Mapping[Language, SiteReport], source: Language) -> Iterable[tuple[Language, SiteReport]]:
    for language, report in reports.items():
        waits = Finding(
            "source-failed",
            Severity.ERROR,
            "",
            None,
            f"the site in {language.english} waits for that in {source.english}, whose files it shares",
            locale=language.locale,
        )
        yield language, report if report.errors else replace(report, problems=(*report.problems, waits))


def _files(folder: Path) -> Iterable[str]:
    for parent, _, names in os.walk(folder):
        yield from (Path(parent, name).relative_to(folder).as_posix() for name in names)


def _foreign(output: Path, own: frozenset[str], retention: Retention) -> Iterable[str]:
    """The files in the output that no build has written and that stay."""
    for path in _files(output):
        if path not in own and retention.keeps(path):
            yield path


def _move_into(folder: Path, target: Path) -> None:
    if not target.exists():
        folder.rename(target)
        return
    for entry in folder.iterdir():
        entry.rename(target / entry.name)
