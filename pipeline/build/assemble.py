"""The tree that is to be published: new sites, and links to the files of those that stay."""

from __future__ import annotations

import filecmp
from collections.abc import Iterable, Set
from dataclasses import dataclass
from os.path import samestat
from pathlib import Path
from stat import S_ISREG

from pipeline.build.manifest import Manifest
from pipeline.build.output import Retention, foreign_files, require_room_among
from pipeline.build.plan import Plan
from pipeline.build.seat import files_of
from pipeline.build.written import TOP
from pipeline.files import put_text
from pipeline.folders import files_in, fresh_folder, link_file, move_into
from pipeline.model import Language
from pipeline.path_sets import PathSet
from pipeline.plugin.sitemap import SITEMAP, sitemap_index


@dataclass(frozen=True, slots=True)
class Assembled:
    """A tree beside the output, ready to be published.

    `anew` are the languages whose sites in it are new; `files` are the paths that a build has written, this one or
    one before: all that is in the tree. `foreign` are those in the output that others have, in sites that stay, too;
    `gone` are those in the output that are to be removed. Where it is not `remembered` what builds have written,
    all that this one does not write is others'.
    """

    folder: Path
    anew: frozenset[Language]
    files: Set[str]
    foreign: Set[str]
    gone: Set[str]
    remembered: bool = True


def assemble(
    plan: Plan,
    sound: Iterable[Language],
    staging: Path,
    before: Manifest,
    retention: Retention,
    withdrawn: frozenset[str] = frozenset(),
) -> Assembled:
    """Put the sites of the `sound` languages into a new tree, and the published ones of the others as they stand.

    The files that are `withdrawn` are in none of these. Of a language that has no page any more nothing stays: what it
    says may be out of date.

    Raises PipelineError if a file would lie outside the tree, or where it is to be published something of others' is.
    """
    project, anew = plan.project, frozenset(sound)
    tree = fresh_folder(staging / "assembled")
    if project.chooser:
        move_into(staging / TOP, tree)
    for language in anew:
        move_into(staging / language.path, tree / project.folder_of(language))
    new = PathSet(files_in(tree))
    replaced = new | withdrawn
    present = PathSet(files_of(project.output))
    # Where nothing is remembered, what stands in a language's folder is taken for its site's.
    own = before.files or PathSet(path for path in present if not (project.output / path).is_symlink())
    standing, left = (
        {
            path
            for language in languages
            for path in present & own
            if path not in replaced and path.startswith(f"{project.folder_of(language)}/".lstrip("/"))
        }
        for languages in (frozenset(project.languages()) - anew - plan.empty, plan.empty)
    )
    for path in standing:
        link_file(project.output / path, tree / path)
    # A site that has a sitemap of its own keeps it.
    if plan.has_address and not (tree / SITEMAP).exists():
        put_text(tree / SITEMAP, sitemap_index(tree, plan.base_url, project), tree)
    files = PathSet(files_in(tree))
    foreign = PathSet(foreign_files(project.output, files | before.files | left, retention))
    require_room_among(foreign, files, project.output, project.shown)
    return Assembled(tree, anew, files, foreign, present - foreign - files, remembered=bool(before.files))


def stands(assembled: Assembled, output: Path, before: Manifest, after: Manifest) -> bool:
    """Whether all that is to be published is what is, file by file, and is known."""
    return (
        before == after
        and not assembled.gone
        and all(_is_same(assembled.folder / path, output / path) for path in assembled.files)
    )


def _is_same(new: Path, published: Path) -> bool:
    try:
        known, found = new.lstat(), published.lstat()
        return samestat(known, found) or (S_ISREG(found.st_mode) and filecmp.cmp(new, published, shallow=False))
    except OSError:
        return False
