"""Every link, picture, style and `#fragment` of a page leads somewhere, and nothing is left of a parser's own marks."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from functools import cache

from pipeline.model import BuiltPage, Finding, Severity
from pipeline.verify.evidence import style_links
from pipeline.verify.tree import Tree, finding

# Pelican's own summary is the first words of an article, with the links to its footnotes and headings.
_CUT_OFF = "if it is from the beginning of an article, write a Summary for the article"
# Pelican makes no list for what nobody is to find.
_UNLISTED = "the category, tag or author has a page as soon as an article of it is published; else mend the address"


def verify_links(tree: Tree) -> Iterator[Finding]:
    """Check all pages below a folder, but for drafts, and all style sheets."""
    fault = cache(tree.fault)
    own = {path: content for _, content, path in tree.published()}
    for page in sorted(tree.pages.keys() - tree.drafts()):
        evidence = tree.pages[page]
        folder = posixpath.join(posixpath.dirname(page), "")
        for address in dict.fromkeys(evidence.links):
            # Most links are a theme's, the same on all pages of a folder.
            if found := fault(folder if address[:1] not in ("", "#", "?") else page, address):
                yield finding("dead-link", page, f"{address!r} {found}", *_weight(address, page, own))
        for text in evidence.residue:
            yield finding("residue", page, f"{text!r} is a mark of a parser's own, not text")
    for path in sorted(tree.root.rglob("*.css")):
        sheet = path.relative_to(tree.root).as_posix()
        for address in dict.fromkeys(style_links(path.read_text(encoding="utf-8", errors="replace"))):
            if found := fault(sheet, address):
                yield finding("dead-link", sheet, f"{address!r} {found}")


def _weight(address: str, page: str, own: Mapping[str, BuiltPage]) -> tuple[Severity, str]:
    """How much a dead link weighs, and the remedy if it is not the rule's."""
    if page in own:
        return (Severity.WARNING, _UNLISTED) if own[page].hidden else (Severity.ERROR, "")
    return (Severity.WARNING, _CUT_OFF) if address.startswith("#") else (Severity.ERROR, "")
