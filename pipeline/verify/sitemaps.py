"""The sitemap is well-formed, leads to pages that are published, and names all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from pipeline.files import bytes_of
from pipeline.model import Finding
from pipeline.rules import found
from pipeline.verify.tree import Tree
from pipeline.verify.versions import names_itself
from pipeline.verify.xml_files import xml

_SITEMAP = "sitemap.xml"


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap, or an index of several, names: pages, their versions, other sitemaps.

    `entries` are the pages that it lists, each with the addresses of its versions by language in small letters.
    """

    is_index: bool
    addresses: tuple[str, ...]
    entries: tuple[tuple[str, dict[str, str]], ...]


def verify_sitemaps(tree: Tree) -> Iterator[Finding]:
    """Check `sitemap.xml` at the root, and those that it names if it is an index."""
    targets: dict[str, tuple[str | None, str]] = {}
    # The page that offers the languages is none of any language's.
    listed: set[str | None] = {"index.html"} if tree.project.chooser else set()
    pending = [_SITEMAP] if (tree.root / _SITEMAP).is_file() else []
    for name in pending:
        sitemap = tree.memory.read(tree.root, [name], Sitemap | str, read_sitemap)[name]
        if isinstance(sitemap, str):
            yield found("sitemap", name, sitemap)
            continue
        for address in (address for address in sitemap.addresses if address not in targets):
            path, fragment = targets[address] = tree.target(name, address)
            page = tree.pages.get(path or "")
            if fault := tree.fault_of(path, fragment):
                yield found("sitemap", name, f"{address} {fault}")
            elif page is not None and not page.is_indexed:
                yield found("sitemap", name, f"{address} is withheld, or not for search engines")
            elif sitemap.is_index and path is not None and path not in pending:
                pending.append(path)
        for address, versions in sitemap.entries:
            path, _ = targets[address] if address in targets else tree.target(name, address)
            listed.add(path)
            page = tree.pages.get(path or "")
            if page is not None and versions and page.alternates not in ({}, versions):
                message = f"it names other versions of {address} than the page does"
                yield found("sitemap", name, message, lowered=True)
    if (tree.root / _SITEMAP).is_file():
        yield from _forgotten(tree, listed)


def read_sitemap(path: Path) -> Sitemap | str:
    """What a sitemap names, or what is wrong with it."""
    document = xml(bytes_of(path) or b"")
    if isinstance(document, str):
        return document
    return Sitemap(document.tag.endswith("}sitemapindex"), tuple(_addresses(document)), tuple(_entries(document)))


def _addresses(document: Element) -> Iterator[str]:
    locations = (element.text or "" for element in document.iter() if element.tag.endswith("}loc"))
    versions = (element.get("href", "") for element in document.iter() if element.tag.endswith("}link"))
    return filter(None, (address.strip() for address in (*locations, *versions)))


def _entries(document: Element) -> Iterator[tuple[str, dict[str, str]]]:
    for element in document:
        for location in (child for child in element if child.tag.endswith("}loc")):
            links = (child for child in element if child.tag.endswith("}link"))
            yield (
                (location.text or "").strip(),
                {link.get("hreflang", "").lower(): link.get("href", "") for link in links},
            )


def _forgotten(tree: Tree, listed: set[str | None]) -> Iterator[Finding]:
    published = {path for _, page, path in tree.published() if not page.hidden}
    pages = [
        path
        for path in sorted(tree.pages)
        if path not in listed and names_itself(tree, path) and (tree.pages[path].alternates or path in published)
    ]
    if pages:
        message = f"it leaves out {len(pages)} of the pages that are published, such as {pages[0]}"
        yield found("sitemap", _SITEMAP, message, lowered=True)
