"""Where builds keep what is not published: beside the output, or within it where its own folder is not theirs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.changes import may_change
from pipeline.errors import PipelineError, shown_path
from pipeline.folders import files_in, is_folder, private_folder

#: In an output whose parent is somebody else's, as /var/www/html often is; nobody but its owner can look into it.
WITHIN = ".pelican-gettext"


def seat(output: Path) -> Path:
    """The path beside which a build's lock, record and trees are: the output's own, or one within it.

    Where one was within it, it stays so.
    """
    own = output / WITHIN
    return own / output.name if is_folder(own) or (is_folder(output) and not may_change(output.parent)) else output


def kept_beside(output: Path) -> tuple[Path, ...]:
    """What builds have there: the lock, the record, and trees that are made, come and go."""
    names = ("lock", "published.json", "staging", "new", "old")
    return tuple(seat(output).with_name(f".{output.name}.{name}") for name in names)


def pseudo_output(output: Path) -> Path:
    """Where accented sites are published, beside the others. Raises PipelineError where nothing is beside."""
    _require_name(output)
    return output.with_name(f"{output.name}-pseudo")


def staging_of(output: Path) -> Path:
    """The folder below which sites are built that go into an output. Raises PipelineError where nothing is beside."""
    _require_name(output)
    return seat(output).with_name(f".{output.name}.staging")


def _require_name(output: Path) -> None:
    if not output.name:
        hint = "give the output a folder of its own: --output public, or OUTPUT_PATH in the settings"
        raise PipelineError(f"the output is {output}, which holds all folders", hint=hint)


def prepare_seat(output: Path) -> None:
    """Make the folder within the output, if that is where they are. Raises PipelineError where it cannot be made."""
    if not output.exists() and output.parent.exists() and not may_change(output.parent):
        raise PipelineError(
            "this folder cannot be made: permission denied",
            path=shown_path(str(output)),
            hint="make it yourself and give it to whoever builds; beside it nothing is needed",
        )
    folder = seat(output).parent
    if folder.name == WITHIN:
        private_folder(folder)


def files_of(output: Path) -> Iterator[str]:
    """The files in an output but for those that builds keep there, by their paths below it."""
    return files_in(output, but=WITHIN)
