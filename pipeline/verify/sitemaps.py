"""The sitemap is well-formed, leads to pages that are published, and names all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from xml.etree.ElementTree import Element

from pipeline.files import bytes_of
from pipeline.model import Finding
from pipeline.path_sets import PathSet
from pipeline.rules import found
from pipeline.verify.tree import Tree
from pipeline.verify.versions import names_itself
from pipeline.verify.xml_files import elements_of
from pipeline.workers import MANY, map_on_all_cores

_SITEMAP = "sitemap.xml"
#: So many bytes of sitemaps are worth other processes, which hold what is in them.
_MUCH = 2_000_000


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap, or an index of several, names: pages, their versions, other sitemaps.

    `entries` are the pages that it lists, each with the addresses of its versions by language in small letters.
    """

    is_index: bool
    addresses: tuple[str, ...]
    entries: tuple[tuple[str, dict[str, str]], ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was seen in a sitemap: faults by the address that has them, what it says of versions, where else it leads.

    `listed` are the paths of the pages that it lists.
    """

    faults: tuple[tuple[str, Finding], ...]
    others: tuple[Finding, ...]
    more: tuple[str, ...]
    listed: PathSet


def verify_sitemaps(tree: Tree) -> Iterator[Finding]:
    """Check `sitemap.xml` at the root, and those that it names if it is an index."""
    # The page that offers the languages is none of any language's.
    listed = [PathSet(["index.html"] if tree.project.chooser else [])]
    pending, known, told = [_SITEMAP] if (tree.root / _SITEMAP).is_file() else [], {_SITEMAP}, set[str]()
    while pending:
        files = (tree.root / name for name in pending)
        size = sum(path.stat().st_size for path in files if path.is_file())
        seen = map_on_all_cores(partial(_see, tree), pending, worthwhile=MANY if size < _MUCH else 2)
        for one in seen:
            yield from (finding for address, finding in one.faults if address not in told)
            told.update(address for address, _ in one.faults)
            yield from one.others
            listed.append(one.listed)
        pending = [name for name in dict.fromkeys(name for one in seen for name in one.more) if name not in known]
        known.update(pending)
    if (tree.root / _SITEMAP).is_file():
        yield from _forgotten(tree, PathSet(path for one in listed for path in one))


def _see(tree: Tree, name: str) -> _Seen:
    sitemap = read_sitemap(tree.root / name)
    if isinstance(sitemap, str):
        return _Seen((), (found("sitemap", name, sitemap),), (), PathSet())
    faults, others, more, listed = dict[str, Finding](), list[Finding](), dict[str, None](), list[str]()
    targets = {address: tree.target(name, address) for address in sitemap.addresses}
    for address, (path, fragment) in targets.items():
        page = tree.pages.get(path or "")
        if fault := tree.fault_of(path, fragment):
            faults[address] = found("sitemap", name, f"{address} {fault}")
        elif page is not None and not page.is_indexed:
            faults[address] = found("sitemap", name, f"{address} is withheld, or not for search engines")
        elif sitemap.is_index and path is not None:
            more[path] = None
    for address, versions in sitemap.entries:
        path, _ = targets[address] if address in targets else tree.target(name, address)
        page = tree.pages.get(path or "")
        if path is not None:
            listed.append(path)
        if page is not None and versions and page.alternates not in ({}, versions):
            message = f"it names other versions of {address} than the page does"
            others.append(found("sitemap", name, message, lowered=True))
    return _Seen(tuple(faults.items()), tuple(others), tuple(more), PathSet(listed))


def read_sitemap(path: Path) -> Sitemap | str:
    """What a sitemap names, or what is wrong with it; it is read entry by entry, for a large site's is large."""
    locations, versions, entries = list[str](), list[str](), list[tuple[str, dict[str, str]]]()
    root, depth = "", 0
    for event, element in elements_of(bytes_of(path) or b""):
        if isinstance(element, str):
            return element
        depth += 1 if event == "start" else -1
        if event == "start":
            root = root or element.tag
        elif depth == 1:
            locations += (one.text or "" for one in element.iter() if one.tag.endswith("}loc"))
            versions += (one.get("href", "") for one in element.iter() if one.tag.endswith("}link"))
            entries += _entries(element)
            element.clear()
    addresses = tuple(filter(None, (address.strip() for address in (*locations, *versions))))
    return Sitemap(root.endswith("}sitemapindex"), addresses, tuple(entries))


def _entries(element: Element) -> Iterator[tuple[str, dict[str, str]]]:
    for location in (child for child in element if child.tag.endswith("}loc")):
        links = (child for child in element if child.tag.endswith("}link"))
        yield (location.text or "").strip(), {link.get("hreflang", "").lower(): link.get("href", "") for link in links}


def _forgotten(tree: Tree, listed: PathSet) -> Iterator[Finding]:
    published = PathSet(path for _, page, path in tree.published() if not page.hidden)
    first, count = "", 0
    for path in tree.pages:
        if path not in listed and names_itself(tree, path) and (tree.pages[path].alternates or path in published):
            first, count = min(first or path, path), count + 1
    if count:
        message = f"it leaves out {count} of the pages that are published, such as {first}"
        yield found("sitemap", _SITEMAP, message, lowered=True)
