"""The sitemaps: one for each language's pages, with their versions, and the index of all of them.

By sitemaps.org's protocol, and Google's guidance on localized versions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import SupportsBytes
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from pipeline.config import Project
from pipeline.filed import Filing
from pipeline.model import Language
from pipeline.packed import pack, unpack
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


class Entries(Mapping[str, Entry]):
    """Pages by their addresses, in the order of their coming; they wait in a file until the sitemap is written."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._filing, self._packed = Filing(), dict[str, SupportsBytes]()
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """Add a page, or what is known of it now."""
        self._packed[entry.address] = self._filing.put(pack(entry))

    def __getitem__(self, address: str) -> Entry:
        return unpack(self._packed[address], Entry)

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


def sitemap_files(entries: Entries, language: Language, *, most: int = _MOST) -> Iterator[tuple[str, bytes]]:
    """One language's sitemap, each file with its name: one, or several where it would be too large."""
    urls, stem = map(_url, entries.values()), f"sitemap-{language.path}"
    if len(entries) <= most:
        yield f"{stem}.xml", _document("urlset", urls)
        return
    for number, _ in enumerate(range(0, len(entries), most), 1):
        yield f"{stem}-{number}.xml", _document("urlset", islice(urls, most))


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
    return _document("sitemapindex", parts).decode()


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


def _document(name: str, children: Iterable[Element]) -> bytes:
    """The text of a document; of what is in it no more than one child is held at a time."""
    attributes = {"xmlns": _SITEMAPS} | ({"xmlns:xhtml": _XHTML} if name == "urlset" else {})
    empty = tostring(Element(name, attributes), encoding="unicode")
    text = bytearray(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    end = empty
    for number, child in enumerate(children):
        indent(child, level=1)
        start = "" if number else f"{empty.removesuffix(' />')}>"
        text += f"{start}\n  {tostring(child, encoding='unicode')}".encode()
        end = f"\n</{name}>"
    text += f"{end}\n".encode()
    return bytes(text)


def robots(base_url: str) -> str:
    """A robots.txt that lets everybody in and names the sitemap (RFC 9309)."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {base_url}/{SITEMAP}\n"
