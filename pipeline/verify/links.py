"""Every link, picture, style and `#fragment` of a page leads somewhere, and nothing is left of a parser's own marks."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import cache

from pipeline.model import Finding
from pipeline.verify.tree import Tree, finding


def verify_links(tree: Tree) -> Iterator[Finding]:
    """Check all pages below a folder."""

    @cache
    def fault(place: str, address: str) -> str:
        return tree.fault(place, address)

    for page, evidence in tree.pages.items():
        folder = posixpath.join(posixpath.dirname(page), "")
        for address in dict.fromkeys(evidence.links):
            # Most links are a theme's, the same on all pages of a folder.
            found = fault(folder if address[:1] not in ("", "#", "?") else page, address)
            if found:
                yield finding("dead-link", page, f"{address!r} {found}")
        for text in evidence.residue:
            yield finding("residue", page, f"{text!r} is a mark of a parser's own, not text")
