"""A verified tree published: its files take their places in the output, and nothing else there is touched.

The output stays where it is, with its mode, its group and whatever others keep in it: a repository, links, empty
folders, another disk. What is to be done is written down first; what cannot be done is undone, and of a build that is
killed the next one finishes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath

from pipeline.build.manifest import Manifest, Publication, read_manifest, write_manifest
from pipeline.build.seat import seat
from pipeline.changes import Changes, require_replaceable, require_writable
from pipeline.errors import PipelineError, system_error
from pipeline.folders import files_in, inherit_group, is_folder, move_into, remove_folder
from pipeline.paths import is_there, relative


def publish(tree: Path, output: Path, before: Manifest, publication: Publication) -> None:
    """Put the files of a tree beside the output in their places there, and remove those that are gone.

    Raises PipelineError, with nothing changed; where not even that can be, to be finished.
    """
    after = publication.after
    changed = {PurePosixPath(path).parent for path in after.files | publication.gone}
    paths = {parent for path in changed for parent in (path, *path.parents)}
    folders = (root / path for root in (output, tree) for path in sorted(paths))
    require_writable(folders, lambda path: relative(path, output.parent))
    require_changeable(output, after.files | publication.gone)
    inherit_group(tree, output)
    # What one or the other has written is a build's own, however far this one comes.
    write_manifest(output, Manifest(before.pages, before.files | after.files, after.site, before.by_hand), publication)
    move_into(tree, _coming(output))
    try:
        _finish(output, publication)
    except OSError as error:
        with suppress(PipelineError):  # that it is under way is true as well, as long as the tree is there
            write_manifest(output, before)
        _remove_trees(output)
        told = system_error(error, relative(_place(error, output), output.parent))
        hint = f"{told.hint}; the site stands as it did"
        raise PipelineError(f"nothing was published: {told.message}", path=told.path, hint=hint) from None


def require_changeable(output: Path, paths: Iterable[str]) -> None:
    """Raises PipelineError for a file in an output that cannot be replaced or removed."""
    require_replaceable(output, sorted(paths), lambda path: relative(path, output.parent))


def finish_publication(output: Path) -> Manifest:
    """Finish what a build that was killed had begun to publish; what is known of the output then.

    Raises PipelineError if that is not possible, and for a folder or a file in it that no build has made.
    """
    _require_ones_own(output)
    manifest, publication = read_manifest(output)
    if not is_folder(_coming(output)):
        _remove_trees(output)
        return manifest
    record_is_lost = not manifest.files and publication is None
    strange = sorted(frozenset(files_in(_coming(output))) - (publication.after.files if publication else frozenset()))
    if strange and not record_is_lost:
        raise PipelineError(
            "no build has made this, and it is where builds keep what they are about to publish",
            path=relative(_coming(output) / strange[0], output.parent),
            hint="move it elsewhere; nothing was published",
        )
    try:
        return _finish(output, publication or Publication(frozenset(), manifest))
    except OSError as error:
        raise _in_part(error, output) from None


def _require_ones_own(output: Path) -> None:
    """Raises PipelineError for what stands where builds keep theirs for a while, and none of them has put there."""
    kept, coming = _kept(output), _coming(output)
    strange = [path for path in (kept, coming) if is_there(path) and not is_folder(path)]
    if is_folder(kept):  # `Changes` numbers what it keeps
        strange += [path for path in sorted(kept.iterdir()) if not path.name.isdecimal() or is_folder(path)]
    if strange:
        raise PipelineError(
            "no build has made this, and it is where builds keep what they replace or are about to publish",
            path=relative(strange[0], output.parent),
            hint="move it elsewhere; nothing was published",
        )


def _finish(output: Path, publication: Publication) -> Manifest:
    """Carry it out. Raises OSError if it cannot be, and is as it was before; PipelineError if it is not."""
    changes = Changes(_kept(output))
    try:
        changes.remove(output, sorted(publication.gone), but=publication.after.files)
        changes.merge(_coming(output), output)
    except OSError as error:
        try:
            changes.undo()
        except OSError:
            raise _in_part(error, output) from None
        raise
    write_manifest(output, publication.after)
    _remove_trees(output)
    return publication.after


def _in_part(error: OSError, output: Path) -> PipelineError:
    """What stops a publication half-way, with its place."""
    return PipelineError(
        f"the site is published in part: {error.strerror}",
        path=relative(_place(error, output), output.parent),
        hint="mend this, then run the build again: it goes on from here",
    )


def _place(error: OSError, output: Path) -> Path:
    return Path(error.filename2 or error.filename or output)


def _coming(output: Path) -> Path:
    """The tree while it is published. That it is there means: finish it."""
    return seat(output).with_name(f".{output.name}.new")


def _kept(output: Path) -> Path:
    """What was there before, as long as it may have to come back."""
    return seat(output).with_name(f".{output.name}.old")


def _remove_trees(output: Path) -> None:
    remove_folder(_kept(output))
    remove_folder(_coming(output))
