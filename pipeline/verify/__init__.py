"""An independent witness to what was built: it reads HTML and XML alone, and knows no walker.

`verify_site` looks at one language's pages before they are published, `verify_tree` at all languages together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter

from pipeline.model import Finding
from pipeline.verify.content_pages import verify_site
from pipeline.verify.each import Looked, look, look_at_each
from pipeline.verify.feeds import verify_feeds
from pipeline.verify.guesses import Guesses
from pipeline.verify.leaks import Leak, LeakReader
from pipeline.verify.links import verify_links
from pipeline.verify.memory import Memory
from pipeline.verify.once import OF_PAGES, once
from pipeline.verify.pages import Pages, read_pages
from pipeline.verify.shared import verify_shared
from pipeline.verify.sitemaps import verify_sitemaps
from pipeline.verify.tree import Tree

__all__ = [
    "OF_PAGES",
    "Leak",
    "LeakReader",
    "Memory",
    "Pages",
    "Tree",
    "look_at_each",
    "once",
    "read_pages",
    "verify_site",
    "verify_tree",
]


def verify_tree(tree: Tree, looked: Sequence[Looked] | None = None) -> Iterator[Finding]:
    """Check all languages' sites together, and what leads from one to another, by what was `looked` at."""
    yield from once(_all(tree, [look(tree)] if looked is None else looked), tree.language_at)


def _all(tree: Tree, looked: Sequence[Looked]) -> Iterator[Finding]:
    yield from verify_links(tree, [one.loose for one in looked])
    for kind in ("languages", "texts", "additions", "versions"):
        for found in map(attrgetter(kind), looked):
            yield from found
    guesses = Guesses(tree.memory.name, apart=len(looked) > 1)
    yield from verify_shared([sentence for one in looked for sentence in one.shared], tree.project.source, guesses)
    if tree.has_address:
        yield from verify_sitemaps(tree)
    yield from verify_feeds(tree)
