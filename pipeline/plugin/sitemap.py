"""The sitemaps: one for each language's pages, with their versions, and the index of all of them.

By sitemaps.org's protocol, and Google's guidance on localized versions.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from pipeline.config import Project
from pipeline.model import Language
from pipeline.plugin.site import below

SITEMAP, ROBOTS = "sitemap.xml", "robots.txt"
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
#: So many addresses may be in one file (sitemaps.org, protocol).
_MOST = 50_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One page: its address, and those of its versions by language (BCP 47), with when it changed (ISO 8601).

    `default` is the address for readers of any other language.
    """

    address: str
    versions: tuple[tuple[str, str], ...] = ()
    default: str = ""
    modified: str | None = None


def sitemap_files(entries: Iterable[Entry], language: Language, *, most: int = _MOST) -> Mapping[str, str]:
    """One language's sitemap, text by name: one file, or several where one would be too large."""
    urls = [_url(entry) for entry in {entry.address: entry for entry in entries}.values()]
    stem = f"sitemap-{language.path}"
    if len(urls) <= most:
        return {f"{stem}.xml": _document("urlset", urls)}
    starts = range(0, len(urls), most)
    return {
        f"{stem}-{number}.xml": _document("urlset", urls[start : start + most])
        for number, start in enumerate(starts, 1)
    }


def is_sitemap(path: str) -> bool:
    """Whether an address is that of a sitemap, or of the index of them, by its name."""
    name = path.rpartition("/")[2]
    return name == SITEMAP or (name.startswith("sitemap-") and name.endswith(".xml"))


def sitemap_index(folder: Path, base_url: str, project: Project) -> str:
    """The index of all languages' sitemaps that are below a folder: new ones, and those of sites that stay."""
    parts = []
    for language in project.languages():
        own = project.folder_of(language)
        for path in sorted((folder / own).glob(f"sitemap-{language.path}*.xml")):
            element = Element("sitemap")
            SubElement(element, "loc").text = f"{below(base_url, own)}/{path.name}"
            parts.append(element)
    return _document("sitemapindex", parts)


def _url(entry: Entry) -> Element:
    """A page; all versions of it name all of them."""
    url = Element("url")
    SubElement(url, "loc").text = entry.address
    if entry.modified:
        SubElement(url, "lastmod").text = entry.modified
    if len(entry.versions) > 1:
        for tag, other in (*entry.versions, ("x-default", entry.default)):
            SubElement(url, "xhtml:link", {"rel": "alternate", "hreflang": tag, "href": other})
    return url


def _document(name: str, children: Sequence[Element]) -> str:
    attributes = {"xmlns": _SITEMAPS} | ({"xmlns:xhtml": _XHTML} if name == "urlset" else {})
    root = Element(name, attributes)
    root.extend(children)
    indent(root)
    stream = io.StringIO()
    ElementTree(root).write(stream, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{stream.getvalue()}\n'


def robots(base_url: str) -> str:
    """A robots.txt that lets everybody in and names the sitemap (RFC 9309)."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {base_url}/{SITEMAP}\n"
