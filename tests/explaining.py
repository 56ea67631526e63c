"""A command in a process of its own that says why it was carried out, though it was given before."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Any

from pipeline import again, observer, reads
from pipeline.__main__ import run


def differing(found: reads.Reads) -> Iterator[str]:
    """What is not as it was read."""
    yield from found.beyond
    yield from (f"environment {name}" for name, value in found.asked.items() if reads.said(name) != value)
    yield from (f"no folder {path}" for path in found.there if not os.path.isdir(path))  # noqa: PTH112
    yield from (f"link {path}" for path, target in found.links.items() if reads.leads_to(path) != target)
    yield from (f"there is {path}" for path in found.missing if os.path.exists(path))  # noqa: PTH110
    for path, stamp in found.files.items():
        if not reads.is_as_it_was(path, stamp, found.at):
            yield f"file {path} read at {found.at}: {stamp}, now {reads.state_of(path)}"
    for folders, counts in ((found.folders, bool), (found.modules, reads.is_module)):
        for path, names in folders.items():
            if reads.digest_of_names(path, reads.names_in(path), found.own, counts) != names:
                yield f"folder {path}, now {sorted(filter(counts, reads.names_in(path) or ()))}"


def explain(told: list[str]) -> None:
    """Take down what `again` finds when it recalls a run, and when it might remember one."""
    recall, remembered = again.recall, again._run

    def recalled(*arguments: Any) -> Any:
        found = recall(*arguments)
        told.append("recalled" if found else "nothing is remembered")
        if found:
            told.extend(differing(found.reads))
            is_same = not found.folder or again._state_of(again.Path(found.folder))[1] == found.published
            told.extend([] if is_same else ["the output is another"])
        return found

    def run_of(listener: Any, code: object) -> Any:
        before = listener.published
        found = remembered(listener, code)
        if found is None:
            beyond = tuple(listener.observer.notes.beyond)
            same = [ask() for ask in listener.is_same]
            now = again._state_of(listener.folder) if listener.folder else before
            told.append(f"not remembered: {code} {beyond} {same} output {now[0] == before[0]}")
        else:
            told.append("remembered")
        return found

    again.recall, again._run = recalled, run_of


if __name__ == "__main__":
    observer._LOADED = 10**20  # whoever works on this code has just saved it
    reasons: list[str] = []
    explain(reasons)
    try:
        run()
    finally:
        print("carried out" if "pipeline.commands" in sys.modules else "said again", *reasons, sep="; ")  # noqa: T201
