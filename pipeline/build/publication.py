"""A verified tree published: its files take their places in the output, and nothing else there is touched.

The output stays where it is, with its mode, its group and whatever others keep in it: a repository, links, empty
folders, another disk. What is to be done is written down first; from then on it is finished, by the next build if need
be.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from pipeline.build.manifest import Manifest, Publication, read_manifest, write_manifest
from pipeline.errors import PipelineError
from pipeline.files import relative
from pipeline.folders import (
    files_in,
    inherit_group,
    is_folder,
    merge_folder,
    move_into,
    remove_files,
    remove_folder,
    require_writable,
)


def publish(tree: Path, output: Path, before: Manifest, publication: Publication) -> None:
    """Put the files of a tree beside the output in their places there, and remove those that are gone.

    Raises PipelineError: while something can be told beforehand, with nothing changed; later, to be finished.
    """
    after = publication.after
    changed = {PurePosixPath(path).parent for path in after.files | publication.gone}
    paths = {parent for path in changed for parent in (path, *path.parents)}
    folders = (root / path for root in (output, tree) for path in sorted(paths))
    require_writable(folders, lambda path: relative(path, output.parent))
    inherit_group(tree, output)
    # What one or the other has written is a build's own, however far this one comes.
    write_manifest(output, Manifest(before.pages, before.files | after.files, after.site, before.by_hand), publication)
    move_into(tree, _coming(output))
    _finish(output, publication)


def finish_publication(output: Path) -> Manifest:
    """Finish what a build that was killed had begun to publish; what is known of the output then.

    Raises PipelineError if that is not possible, and for a folder or a file in it that no build has made.
    """
    manifest, publication = read_manifest(output)
    if not is_folder(_coming(output)):
        remove_folder(_coming(output))
        return manifest
    record_is_lost = not manifest.files and publication is None
    strange = sorted(frozenset(files_in(_coming(output))) - (publication.after.files if publication else frozenset()))
    if strange and not record_is_lost:
        raise PipelineError(
            "no build has made this, and it is where builds keep what they are about to publish",
            path=relative(_coming(output) / strange[0], output.parent),
            hint="move it elsewhere; nothing was published",
        )
    return _finish(output, publication or Publication(frozenset(), manifest))


def _finish(output: Path, publication: Publication) -> Manifest:
    with _to_be_finished(output):
        remove_files(output, sorted(publication.gone), but=publication.after.files)
        merge_folder(_coming(output), output)
    write_manifest(output, publication.after)
    remove_folder(_coming(output))
    return publication.after


@contextmanager
def _to_be_finished(output: Path) -> Iterator[None]:
    """What stops a publication half-way is said with its place."""
    try:
        yield
    except OSError as error:
        place = Path(error.filename2 or error.filename or output)
        raise PipelineError(
            f"the site is published in part: {error.strerror}",
            path=relative(place, output.parent),
            hint="mend this, then run the build again: it goes on from here",
        ) from None


def _coming(output: Path) -> Path:
    """The tree while it is published. That it is there means: finish it."""
    return output.with_name(f".{output.name}.new")
