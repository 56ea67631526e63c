"""Every link, picture, style and `#fragment` of a page leads somewhere, and nothing is left of a parser's own marks."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import cache

from pipeline.model import BuiltPage, Finding
from pipeline.rules import found
from pipeline.verify.evidence import style_links
from pipeline.verify.tree import Tree


def verify_links(tree: Tree) -> Iterator[Finding]:
    """Check all pages below a folder, but for drafts, and all style sheets."""
    fault_of = cache(tree.fault)
    own = {path: content for _, content, path in tree.published()}
    for page in sorted(tree.pages.keys() - tree.drafts()):
        evidence = tree.pages[page]
        folder = posixpath.join(posixpath.dirname(page), "")
        for address in dict.fromkeys(evidence.links):
            # Most links are a theme's, the same on all pages of a folder.
            if fault := fault_of(folder if address[:1] not in ("", "#", "?") else page, address):
                remedy = _remedy(address, own.get(page))
                yield found("dead-link", page, f"{address!r} {fault}", lowered=remedy != "remedy", remedy=remedy)
        for text in evidence.residue:
            yield found("residue", page, f"{text!r} is a mark of a parser's own, not text")
    for path in sorted(tree.root.rglob("*.css")):
        sheet = path.relative_to(tree.root).as_posix()
        for address in dict.fromkeys(style_links(path.read_text(encoding="utf-8", errors="replace"))):
            if fault := fault_of(sheet, address):
                yield found("dead-link", sheet, f"{address!r} {fault}")


def _remedy(address: str, content: BuiltPage | None) -> str:
    """The name of what to do about a dead link. In two cases it does less harm than elsewhere."""
    if content is not None:
        # Pelican makes no list for what nobody is to find.
        return "unlisted" if content.hidden else "remedy"
    # Pelican's own summary is the first words of an article, with the links to its footnotes and headings.
    return "cut-off" if address.startswith("#") else "remedy"
