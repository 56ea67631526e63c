"""The sitemap is well-formed, leads to pages that are published, and names all of them."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Finding, Severity
from pipeline.verify.tree import Tree, finding
from pipeline.verify.versions import names_itself


def verify_sitemaps(tree: Tree) -> Iterator[Finding]:
    """Check `sitemap.xml` at the root, and its parts."""
    listed: set[str] = set()
    for path in sorted(tree.root.glob("sitemap*.xml")):
        document = tree.xml(path)
        if isinstance(document, str):
            yield finding("sitemap", path.name, document)
            continue
        for element in document.iter():
            address = element.get("href") or ((element.text or "").strip() if element.tag.endswith("}loc") else "")
            if not address or address in listed:
                continue
            listed.add(address)
            page = tree.page_at(path.name, address)
            if fault := tree.fault(path.name, address):
                yield finding("sitemap", path.name, f"{address} {fault}")
            elif page is not None and not page[1].is_indexed:
                yield finding("sitemap", path.name, f"{address} is withheld, or not for search engines")
    if listed:
        yield from _forgotten(tree, {tree.target("", address)[0] for address in listed})


def _forgotten(tree: Tree, listed: set[str | None]) -> Iterator[Finding]:
    published = {path for _, page, path in tree.published() if not page.hidden}
    pages = [
        path
        for path in sorted(tree.pages)
        if path not in listed and names_itself(tree, path) and (tree.pages[path].alternates or path in published)
    ]
    if pages:
        message = f"it leaves out {len(pages)} of the pages that are published, such as {pages[0]}"
        hint = "leave the sitemap to build: remove the plugin or the file that takes its place"
        yield finding("sitemap", "sitemap.xml", message, Severity.WARNING, hint)
