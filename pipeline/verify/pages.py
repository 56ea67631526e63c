"""All pages of a tree, read on all cores; one that is as it was, or holds what it held, is not parsed again."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from pipeline.cache import recall, remember
from pipeline.files import bytes_of
from pipeline.fingerprints import digest, fingerprint
from pipeline.verify.evidence import Evidence, page_text, read_page
from pipeline.workers import map_on_all_cores

#: A page's size, its time of change in nanoseconds and its inode, a digest of what it holds, and what was read of it.
_Read = tuple[tuple[int, int, int], str, Evidence]
_CODE = ("pipeline.verify", "pipeline.markup", "pipeline.files", "selectolax")


def read_pages(
    root: Path, anchors: Iterable[str] = (), memory: str = "", is_new: Callable[[str], bool] = lambda _: False
) -> dict[str, Evidence]:
    """All pages below a folder, by their path below it, with the sections that have these ids.

    What was read of them is kept by the name `memory`, if there is one: folder by folder, since few of them change. One
    that `is_new` is known by what it holds: its size, time and inode may be those of another, which was there before.
    """
    wanted = tuple(anchors)
    paths = {path.relative_to(root).as_posix(): path for path in sorted(root.rglob("*.html"))}
    groups: dict[str, list[str]] = {}
    for name in paths:
        groups.setdefault(name.partition("/")[0] if "/" in name else "", []).append(name)
    way = _way(wanted) if memory else ""
    known: dict[str, dict[str, _Read]] = {
        group: (recall(f"pages {memory} {group}", way, dict[str, _Read]) if memory else None) or {} for group in groups
    }
    before = {name: known[group][name] for group, names in groups.items() for name in names if name in known[group]}
    states = {name: _state(path) for name, path in paths.items()}
    same = {name for name, (state, *_) in before.items() if state == states[name] and not is_new(name)}
    digests = {name: before[name][1] if name in same else _digest(path) for name, path in paths.items()}
    found = {name: evidence for name, (_, held, evidence) in before.items() if held == digests[name]}

    unknown = {name: paths[name] for name in paths.keys() - found.keys()}
    found |= zip(unknown, map_on_all_cores(partial(_evidence, wanted), list(unknown.values())), strict=True)
    for group, names in groups.items() if memory else ():
        now = {name: (states[name], digests[name], found[name]) for name in names}
        if not same.issuperset(names) or known[group].keys() != now.keys():
            remember(f"pages {memory} {group}", way, now)
    return {name: found[name] for name in paths}


def _evidence(wanted: tuple[str, ...], path: Path) -> Evidence:
    # A page that is copied as it is may be in any encoding; what it links to can be read all the same.
    return read_page(page_text(path), wanted)


def _digest(path: Path) -> str:
    return digest(bytes_of(path) or b"")


def _state(path: Path) -> tuple[int, int, int]:
    state = path.stat()
    return state.st_size, state.st_mtime_ns, state.st_ino


def _way(anchors: tuple[str, ...]) -> str:
    """By what code, and for which sections, pages are read."""
    modules = [module for name, module in list(sys.modules.items()) if name.startswith(_CODE)]
    return fingerprint({"anchors": anchors}, ["anchors"], modules)
