"""The sitemap of all languages' sites, with each page's versions (sitemaps.org; Google, localized versions). Pure."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

SITEMAP, ROBOTS = "sitemap.xml", "robots.txt"
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
#: So many addresses may be in one file (sitemaps.org, protocol).
_MOST = 50_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One page: its address by language (BCP 47), the source language first, and when it changed (ISO 8601).

    `default` is the address for readers of any other language.
    """

    versions: tuple[tuple[str, str], ...]
    default: str
    modified: str | None = None


def sitemap_files(entries: Iterable[Entry], base_url: str, *, most: int = _MOST) -> Mapping[str, str]:
    """Text by name: one sitemap, or an index and its parts where one would be too large."""
    urls = list(_urls(entries))
    if len(urls) <= most:
        return {SITEMAP: _document("urlset", urls)}
    starts = range(0, len(urls), most)
    parts = {f"sitemap-{number}.xml": urls[start : start + most] for number, start in enumerate(starts, 1)}
    index = []
    for name in parts:
        element = Element("sitemap")
        SubElement(element, "loc").text = f"{base_url}/{name}"
        index.append(element)
    texts = {name: _document("urlset", part) for name, part in parts.items()}
    return {SITEMAP: _document("sitemapindex", index), **texts}


def _urls(entries: Iterable[Entry]) -> Iterator[Element]:
    """A `url` for each version of each page; all versions of a page name all of them."""
    for entry in entries:
        for _, address in entry.versions:
            url = Element("url")
            SubElement(url, "loc").text = address
            if entry.modified:
                SubElement(url, "lastmod").text = entry.modified
            if len(entry.versions) > 1:
                for tag, other in (*entry.versions, ("x-default", entry.default)):
                    SubElement(url, "xhtml:link", {"rel": "alternate", "hreflang": tag, "href": other})
            yield url


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
