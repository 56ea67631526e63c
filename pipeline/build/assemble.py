"""The tree that is to be published: new sites, links to what stays, and what others keep in the output."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.build.manifest import Manifest
from pipeline.build.output import Retention, files_in, foreign_files
from pipeline.build.plan import Plan
from pipeline.build.written import TOP
from pipeline.files import fresh_folder, link_file, link_tree, move_into, put_text
from pipeline.model import Language
from pipeline.plugin.sitemap import SITEMAP, sitemap_index


@dataclass(frozen=True, slots=True)
class Assembled:
    """A tree beside the output, ready to take its place.

    `anew` are the languages whose sites in it are new; `files` are the paths that a build has written, this one or
    one before, `foreign` those that others have, in sites that stay, too.
    """

    folder: Path
    anew: frozenset[Language]
    files: frozenset[str]
    foreign: frozenset[str]


def assemble(plan: Plan, sound: Iterable[Language], staging: Path, before: Manifest, retention: Retention) -> Assembled:
    """Put the sites of the `sound` languages into a new tree, and the published ones of the others as they stand.

    Raises PipelineError if a file would lie outside the tree.
    """
    project, anew = plan.project, frozenset(sound)
    tree = fresh_folder(staging / "assembled")
    if project.chooser:
        move_into(staging / TOP, tree)
    for language in anew:
        move_into(staging / language.path, tree / project.folder_of(language))
    new = frozenset(files_in(tree))
    for language in project.languages():
        folder = project.folder_of(language)
        if language not in anew and (project.output / folder).is_dir():
            link_tree(project.output / folder, tree / folder)
    standing = frozenset(files_in(tree)) - new
    # Where nothing is remembered, what stands in a language's folder is taken for its site's.
    files = new | (standing & before.files if before.files else standing)
    # A site that has a sitemap of its own keeps it.
    if plan.has_address and not (tree / SITEMAP).exists():
        put_text(tree / SITEMAP, sitemap_index(tree, plan.base_url, project), tree)
        files |= {SITEMAP}
    foreign = frozenset(foreign_files(project.output, files | before.files, retention))
    for path in sorted(foreign - standing):
        link_file(project.output / path, tree / path)
    return Assembled(tree, anew, files, foreign)
