"""Links between folders that lead round in a circle: who follows each of them, as Pelican does, goes on and on.

The system follows one forty times, and two in one folder in 2**40 ways. Sources would be there forty times, at the same
address; a folder of files that are copied has one now and then (`latest -> .`), which is let be as long as it ends.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from pipeline.errors import PipelineError
from pipeline.observed import unnoted

#: So many folders nobody reaches on purpose through links within what links lead to.
_MANY = 10_000
_KINDS = ("ARTICLE", "PAGE", "STATIC")


def require_no_rounds(settings: Mapping[str, Any], shown: Callable[[Path], str]) -> None:
    """Raises PipelineError for a link in which Pelican would go round as it looks for sources, or for static files."""
    content = str(settings["PATH"])
    with unnoted():  # Pelican's own looking is noted
        for kind in _KINDS:
            excluded = {os.path.join(content, name) for name in settings[f"{kind}_EXCLUDES"]}  # noqa: PTH118
            for name in settings[f"{kind}_PATHS"]:
                root = os.path.join(content, name) if name else content  # noqa: PTH118
                _require_end(root, excluded, settings["IGNORE_FILES"], shown, is_copied=kind == "STATIC")
        for name in settings["THEME_STATIC_PATHS"]:
            root = os.path.join(settings["THEME"], name)  # noqa: PTH118
            _require_end(root, (), settings["IGNORE_FILES"], shown, is_copied=True)


def _require_end(
    root: str, excluded: Collection[str], ignored: Collection[str], shown: Callable[[Path], str], *, is_copied: bool
) -> None:
    place, links, count = {root: os.path.realpath(root)}, dict[str, tuple[str, ...]]({root: ()}), 0
    for parent, folders, _ in os.walk(root, followlinks=True):
        folders[:] = [name for name in folders if not any(fnmatch(name, one) for one in ignored)]
        for name in list(folders):
            folder = os.path.join(parent, name)  # noqa: PTH118
            if folder in excluded:
                folders.remove(name)
                continue
            place[folder], links[folder] = os.path.join(place[parent], name), links[parent]  # noqa: PTH118
            if os.path.islink(folder):  # noqa: PTH114
                place[folder], links[folder] = os.path.realpath(place[folder]), (*links[parent], folder)
            count += len(links[folder]) > 1
            if links[folder] and not is_copied and place[folder] in (place[above] for above in _above(folder, root)):
                raise PipelineError(
                    "the link leads round in a circle: its own folder is within it, and who follows it never ends",
                    path=shown(Path(links[folder][-1])),
                    hint="remove the link",
                )
            if count > _MANY:
                raise PipelineError(
                    f"this and other links lead, one through another, to more than {_MANY} folders",
                    path=shown(Path(links[folder][0])),
                    hint="remove links within folders that links lead to",
                )


def _above(folder: str, root: str) -> Iterator[str]:
    """The folders in which one is, up to the root."""
    while folder != root:
        folder = os.path.dirname(folder)  # noqa: PTH120
        yield folder
