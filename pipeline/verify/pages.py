"""The pages of a tree, each read once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.verify.evidence import Evidence, page_text, read_page
from pipeline.verify.memory import Memory

#: So many pages at least are read at a time, as what they say is made of what others say.
_AT_A_TIME = 500


def page_names(root: Path, contents: Iterable[str] = ()) -> list[str]:
    """The paths of all pages below a folder, in order: of these `contents` whatever their names end in."""
    paths = {*root.rglob("*.html"), *(root / name for name in contents)}
    return [path.relative_to(root).as_posix() for path in sorted(paths) if path.is_file()]


def read_pages(
    root: Path, anchors: Iterable[str] = (), memory: Memory | None = None, names: Iterable[str] | None = None
) -> dict[str, Evidence]:
    """Pages below a folder, all or those of these `names`, by their path, with the sections that have these ids."""
    wanted, memory = tuple(anchors), memory or Memory()
    names = page_names(root) if names is None else list(names)
    known: dict[object, Any] = {}
    pages: dict[str, Evidence] = {}
    for some in _by_folder(names):
        found = memory.read(root, some, Evidence, partial(_evidence, wanted), wanted)
        pages |= {name: evidence.shared(known) for name, evidence in found.items()}
    return {name: pages[name] for name in names}


def _by_folder(names: Iterable[str]) -> Iterator[list[str]]:
    """The names, those of a folder together, and of small folders several."""
    folders: dict[str, list[str]] = {}
    for name in names:
        folders.setdefault(name.partition("/")[0] if "/" in name else "", []).append(name)
    some: list[str] = []
    for own in folders.values():
        some += own
        if len(some) >= _AT_A_TIME:
            yield some
            some = []
    if some:
        yield some


def _evidence(wanted: tuple[str, ...], path: Path) -> Evidence:
    # A page that is copied as it is may be in any encoding; what it links to can be read all the same.
    return read_page(page_text(path), wanted)
