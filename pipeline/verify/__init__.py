"""An independent witness to what was built: it reads HTML and XML alone, and knows no walker.

`verify_site` looks at one language's pages before they are published, `verify_tree` at all languages together.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Finding
from pipeline.verify.additions import verify_additions
from pipeline.verify.content_pages import verify_site
from pipeline.verify.feeds import verify_feeds
from pipeline.verify.leaks import Leak, LeakReader
from pipeline.verify.links import verify_links
from pipeline.verify.memory import Memory
from pipeline.verify.once import once
from pipeline.verify.pages import read_pages
from pipeline.verify.sitemaps import verify_sitemaps
from pipeline.verify.tree import Tree
from pipeline.verify.versions import verify_languages, verify_texts, verify_versions

__all__ = ["Leak", "LeakReader", "Memory", "Tree", "once", "read_pages", "verify_site", "verify_tree"]


def verify_tree(tree: Tree) -> Iterator[Finding]:
    """Check all languages' sites together, and what leads from one to another."""
    yield from once(_all(tree), tree.language_at)


def _all(tree: Tree) -> Iterator[Finding]:
    yield from verify_links(tree)
    yield from verify_languages(tree)
    yield from verify_texts(tree)
    yield from verify_additions(tree)
    if tree.has_address:
        yield from verify_versions(tree)
        yield from verify_sitemaps(tree)
        yield from verify_feeds(tree)
