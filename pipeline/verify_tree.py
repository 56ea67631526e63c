"""An independent witness to all languages' sites together: it reads built HTML and XML alone.

What it proves: every link, picture, `#fragment` and feed entry within the tree leads somewhere; versions of a page
name each other and have the same ids; the sitemap names the pages; no text of the source stands in another
language's page unmarked, and nothing is left of a parser's own marks.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from pipeline.config import Project
from pipeline.evidence import Evidence
from pipeline.model import Finding, Severity, SiteReport

_ATOM = "{http://www.w3.org/2005/Atom}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_FEED = re.compile(rb"<(?:feed|rss)\b")
_SHOWN = 60


def verify_tree(
    root: Path, base_url: str, pages: Mapping[str, Evidence], project: Project, sites: Iterable[SiteReport]
) -> Iterator[Finding]:
    """Check all sites below a folder; `sites` are those that were built anew."""
    yield from verify_links(root, base_url, pages)
    for page, evidence in pages.items():
        for text in evidence.residue:
            yield _finding("residue", page, f"{text!r} is a mark of a parser's own, not text")
    yield from verify_versions(project, pages, sites)
    if "://" in base_url:  # without a scheme there are no addresses
        yield from verify_addresses(root, base_url, pages)
        yield from verify_feeds(root, base_url, pages, project)


def verify_links(root: Path, base_url: str, pages: Mapping[str, Evidence]) -> Iterator[Finding]:
    """Every link, picture and `#fragment` within the whole tree of sites leads somewhere."""

    @cache
    def fault(place: str, address: str) -> str:
        return _dead_link(root, place, address, base_url, pages)

    for page, evidence in pages.items():
        folder = posixpath.join(posixpath.dirname(page), "")
        for address in dict.fromkeys(evidence.links):
            # Most links are a theme's, the same on all pages of a folder.
            found = fault(folder if address[:1] not in ("", "#", "?") else page, address)
            if found:
                yield _finding("dead-link", page, f"{address!r} {found}")


def _dead_link(root: Path, page: str, address: str, base_url: str, pages: Mapping[str, Evidence]) -> str:
    relative, fragment = _target(page, address, base_url)
    if relative is None:
        return ""
    if relative.startswith(".."):
        return "leads out of the site"
    if relative not in pages:
        target = root / relative
        if target.is_dir():
            relative, target = posixpath.normpath(f"{relative}/index.html"), target / "index.html"
        if not target.is_file():
            return "leads nowhere"
    if fragment and relative in pages and fragment not in pages[relative].ids:
        return "names a place that the page does not have"
    return ""


def _target(page: str, address: str, base_url: str) -> tuple[str | None, str]:
    """The path below the root that an address on a page leads to, and the fragment; None if it leads elsewhere."""
    if base_url and address.startswith(f"{base_url}/"):
        address = "/" + address.removeprefix(f"{base_url}/")
    try:
        parts = urlsplit(address)
    except ValueError:  # such as "http://[": no address at all
        return None, ""
    if parts.scheme or parts.netloc:
        return None, ""
    if not parts.path:
        return page, unquote(parts.fragment)
    folder = "" if parts.path.startswith("/") else posixpath.dirname(page)
    return posixpath.normpath(posixpath.join(folder, unquote(parts.path).lstrip("/"))), unquote(parts.fragment)


def verify_versions(project: Project, pages: Mapping[str, Evidence], sites: Iterable[SiteReport]) -> Iterator[Finding]:
    """A page in another language has the ids of its source, and no sentence of it that does not say so."""
    built = {site.language: site for site in sites if site.swapped}
    source = built.pop(project.source, None)
    originals = {page.source: page.save_as for page in source.pages} if source else {}
    for language, site in built.items():
        told: set[str] = set()
        for page in site.pages:
            original = pages.get(posixpath.join(project.folder_of(project.source), originals.get(page.source, "")))
            path = posixpath.join(project.folder_of(language), page.save_as)
            version = pages.get(path)
            if original is None or version is None:
                continue  # a translation that was written by hand
            for name in sorted(original.ids - version.ids):
                yield _finding("lost-id", path, f"the id {name!r} of the original is not there: links to it break")
            sentences = {text for _, text in original.sentences}
            for tag, text in version.sentences:
                if tag == version.lang and text in sentences and text not in told:
                    told.add(text)  # what the theme says is on every page
                    shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
                    message = f"“{shown}” is the source's text, and no lang={project.source.tag!r} says so"
                    yield _finding("mixed-language", path, message, Severity.WARNING)


def verify_addresses(root: Path, base_url: str, pages: Mapping[str, Evidence]) -> Iterator[Finding]:
    """What pages and sitemap say of addresses agrees: versions name each other, the sitemap names them all."""
    versions = {
        evidence.canonical: (page, evidence.alternates)
        for page, evidence in pages.items()
        if evidence.canonical == f"{base_url}/{page}" and evidence.is_indexed
    }
    for page, evidence in pages.items():
        named = pages.get(_target(page, evidence.canonical, base_url)[0] or "")
        if evidence.canonical and evidence.is_indexed and named is not None and named.lang != evidence.lang:
            message = f"{evidence.canonical} is named as its address, which is in {named.lang}, not in {evidence.lang}"
            yield _finding("canonical", page, message)
    for address in versions:
        yield from _version_faults(address, versions)
    yield from _sitemap_faults(root, base_url, pages, versions)


def _version_faults(address: str, versions: Mapping[str, tuple[str, Mapping[str, str]]]) -> Iterator[Finding]:
    page, named = versions[address]
    if not named:
        return
    if address not in named.values():
        yield _finding("hreflang", page, "its versions do not include itself")
    if "x-default" not in named:
        yield _finding("hreflang", page, "there is no x-default among its versions")
    for tag, other in named.items():
        # The further pages of a list lead to the first page of the list in another language.
        back = versions[other][1].values() if other in versions else ()
        if back and address not in back and not re.search(r"\d+\.html$", page):
            yield _finding("hreflang", page, f"{other} ({tag}) does not name it in return")


def _sitemap_faults(
    root: Path,
    base_url: str,
    pages: Mapping[str, Evidence],
    versions: Mapping[str, tuple[str, Mapping[str, str]]],
) -> Iterator[Finding]:
    """The sitemap is well-formed, its addresses lead to pages, and each page with versions is in it."""
    listed: set[str] = set()
    for path in sorted(root.glob("sitemap*.xml")):
        document = _xml(path)
        if isinstance(document, str):
            yield _finding("sitemap", path.name, document)
            continue
        for element in document.iter():
            address = element.get("href") or ((element.text or "").strip() if element.tag.endswith("}loc") else "")
            if address and address not in listed:
                listed.add(address)
                fault = _dead_link(root, "index.html", address, base_url, pages)
                if fault:
                    yield _finding("sitemap", path.name, f"{address} {fault}")
    if not listed:
        return
    forgotten = sorted(page for address, (page, named) in versions.items() if named and address not in listed)
    if forgotten:
        message = f"it leaves out {len(forgotten)} of the pages in several languages, such as {forgotten[0]}"
        hint = "leave the sitemap to build: remove the plugin or the file that takes its place"
        yield Finding("sitemap", Severity.WARNING, "sitemap.xml", None, message, hint)


def verify_feeds(root: Path, base_url: str, pages: Mapping[str, Evidence], project: Project) -> Iterator[Finding]:
    """Each feed is well-formed and in the language of its site, and leads to pages that are published there."""
    folders = {project.folder_of(language): language for language in project.languages()}
    for path in sorted(root.rglob("*.xml")):
        feed, name = _xml(path), path.relative_to(root).as_posix()
        if isinstance(feed, str):
            if _FEED.search(path.read_bytes()):
                yield _finding("feed", name, feed)
            continue
        language = folders.get(name.partition("/")[0]) or folders.get("")
        if feed.tag not in (f"{_ATOM}feed", "rss") or language is None:
            continue
        tag = feed.get(_LANG) if feed.tag == f"{_ATOM}feed" else feed.findtext("channel/language")
        if tag != language.tag:
            yield _finding("feed", name, f"it says that it is in {tag or 'no language'}, not in {language.tag}")
        for address, is_entry in _feed_addresses(feed):
            page = pages.get(_target(name, address, base_url)[0] or "") if is_entry else None
            if fault := _dead_link(root, name, address, base_url, pages):
                yield _finding("feed", name, f"{address} {fault}")
            elif page is not None and not page.is_indexed:
                yield _finding("feed", name, f"{address} is withheld")
            elif page is not None and page.lang != language.tag:
                yield _finding("feed", name, f"{address} is in {page.lang}")


def _feed_addresses(feed: Element) -> Iterator[tuple[str, bool]]:
    """What a feed (Atom, RSS) links to, and whether it is an entry's page."""
    for entry in (*feed.iter(f"{_ATOM}entry"), *feed.iter("item")):
        yield from ((link.get("href", ""), True) for link in entry.findall(f"{_ATOM}link"))
        yield from ((link.text or "", True) for link in entry.findall("link"))
    for parent in (feed, *feed.findall("channel")):
        yield from ((link.get("href", ""), False) for link in parent.findall(f"{_ATOM}link"))
        yield from ((link.text or "", False) for link in parent.findall("link"))


def _xml(path: Path) -> Element | str:
    """A file's root element, or what is wrong with it."""
    try:
        return fromstring(path.read_bytes(), forbid_dtd=True)
    except (ParseError, DefusedXmlException) as error:
        return f"no well-formed XML: {error}"


def _finding(rule: str, path: str, message: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(rule, severity, path, None, message)
