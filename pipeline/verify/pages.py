"""All pages of a tree, read once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from pipeline.verify.evidence import Evidence, page_text, read_page
from pipeline.verify.memory import Memory


def read_pages(root: Path, anchors: Iterable[str] = (), memory: Memory | None = None) -> dict[str, Evidence]:
    """All pages below a folder, by their path below it, with the sections that have these ids."""
    wanted = tuple(anchors)
    names = [path.relative_to(root).as_posix() for path in sorted(root.rglob("*.html")) if path.is_file()]
    return (memory or Memory()).read(root, names, Evidence, partial(_evidence, wanted), wanted)


def _evidence(wanted: tuple[str, ...], path: Path) -> Evidence:
    # A page that is copied as it is may be in any encoding; what it links to can be read all the same.
    return read_page(page_text(path), wanted)
