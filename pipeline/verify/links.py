"""Every link, picture, style and `#fragment` of a page leads somewhere, and nothing is left of a parser's own marks."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import cache

from pipeline.model import Finding, Severity
from pipeline.verify.evidence import style_links
from pipeline.verify.tree import Tree, finding

# Pelican's own summary is the first words of an article, with the links to its footnotes and headings.
_CUT_OFF = "if it is from the beginning of an article, write a Summary for the article"


def verify_links(tree: Tree) -> Iterator[Finding]:
    """Check all pages below a folder."""

    @cache
    def fault(place: str, address: str) -> str:
        return tree.fault(place, address)

    own = {path for _, _, path in tree.published()}
    for page, evidence in tree.pages.items():
        folder = posixpath.join(posixpath.dirname(page), "")
        for address in dict.fromkeys(evidence.links):
            # Most links are a theme's, the same on all pages of a folder.
            found = fault(folder if address[:1] not in ("", "#", "?") else page, address)
            if found and address.startswith("#") and page not in own:
                yield finding("dead-link", page, f"{address!r} {found}", Severity.WARNING, _CUT_OFF)
            elif found:
                yield finding("dead-link", page, f"{address!r} {found}")
        for text in evidence.residue:
            yield finding("residue", page, f"{text!r} is a mark of a parser's own, not text")
    for path in sorted(tree.root.rglob("*.css")):
        sheet = path.relative_to(tree.root).as_posix()
        for address in dict.fromkeys(style_links(path.read_text(encoding="utf-8", errors="replace"))):
            if found := fault(sheet, address):
                yield finding("dead-link", sheet, f"{address!r} {found}")
