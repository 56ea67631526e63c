"""An independent witness: it reads built HTML alone and knows no walker.

What it proves of each published page: the file is there and no other, the page says which language it is
in, and every required section stands in it exactly once, visible, not empty, in the page's language.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.config import Project
from pipeline.model import BuiltPage, Finding, Language, Severity

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NOT_RENDERED = frozenset({"template", "noscript", "script", "style", "dialog", "head"})
_INLINE = frozenset(
    "-text a abbr b bdi bdo cite code data del dfn em i ins kbd mark q s samp small span strong sub sup time u "
    "var".split()
)
_LINK_ATTRIBUTES = {"a": "href", "link": "href", "img": "src", "script": "src", "source": "src"}


def verify_site(
    folder: Path,
    language: Language,
    project: Project,
    pages: Iterable[BuiltPage],
    expected: Mapping[str, str],
    in_source: Mapping[str, frozenset[str]] = MappingProxyType({}),
) -> Iterator[Finding]:
    """Check one language's staged site.

    `pages` are what Pelican says it wrote, `expected` the sources that the gate lets through, with
    their kinds; `in_source` are, by source, the ids of the sections that are to be in the source's language.
    """
    pages = list(pages)
    yield from _page_set(folder, language, pages, expected)
    for page in pages:
        path = folder / page.save_as
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            yield from verify_page(text, page, language, project, in_source.get(page.source, frozenset()))


def _page_set(
    folder: Path, language: Language, pages: list[BuiltPage], expected: Mapping[str, str]
) -> Iterator[Finding]:
    built = {page.source: page.save_as for page in pages}
    for source in sorted(expected.keys() - built.keys()):
        yield _finding("page-missing", source, language, "the page was not built", "see Pelican's messages above")
    for source in sorted(built.keys() - expected.keys()):
        yield _finding("page-unexpected", source, language, "the page is withheld, and yet it was built")
    for source, save_as in built.items():
        if not (folder / save_as).is_file():
            yield _finding("page-missing", source, language, f"Pelican did not write {save_as}")
    root = folder.resolve()
    for path in folder.rglob("*"):
        if path.is_symlink() or not path.resolve().is_relative_to(root):
            yield _finding("outside", path.relative_to(folder).as_posix(), language, "leads out of the site's folder")


def verify_page(
    text: str, page: BuiltPage, language: Language, project: Project, in_source: frozenset[str] = frozenset()
) -> Iterator[Finding]:
    """Check one built page, whose sections with the ids `in_source` are to be in the source's language."""
    tree = LexborHTMLParser(text)
    root = tree.root
    if root is None or (root.attributes.get("lang"), root.attributes.get("dir", "ltr")) != (language.tag, language.dir):
        yield _finding(
            "page-language", page.save_as, language, f'<html> is not lang="{language.tag}" dir="{language.dir}"'
        )
    if page.kind == "article":
        for name, anchor in project.required_sections:
            wanted = project.source if anchor in in_source else language
            for fault in _section_faults(tree, anchor, wanted):
                yield _finding("section", page.save_as, language, f"the required section {name!r} {fault}")


def _section_faults(tree: LexborHTMLParser, anchor: str, language: Language) -> Iterator[str]:
    """What is wrong with the section that has this id and has to be in this language."""
    elements = [node for node in tree.css("[id]") if node.attributes.get("id") == anchor]
    if len(elements) != 1:
        yield f"is there {len(elements)} times; it has to be there once"
        return
    section = elements[0]
    body = _section_body(section)
    if not _is_shown(section):
        yield "is hidden"
    shown = [node for node in body if _is_shown(node)]
    if not any(_visible_text(node).strip() for node in shown):
        yield "is empty"
    for node in (section, *shown):
        tag = _foreign_language(node, language)
        if tag is not None:
            yield f"is in another language ({tag})"
            return


def _section_body(element: LexborNode) -> list[LexborNode]:
    """The section's content: what is in the element, or what follows it if it is a heading."""
    if element.tag not in _HEADINGS:
        return list(element.iter(include_text=False)) or [element]
    level = int((element.tag or "h6")[1])
    body = []
    node = element.next
    while node is not None:
        if node.tag in _HEADINGS and int((node.tag or "h6")[1]) <= level:
            break
        if node.tag != "-text" and node.attributes.get("class") != "footnote":
            body.append(node)
        node = node.next
    return body


def _ancestry(node: LexborNode) -> Iterator[LexborNode]:
    current: LexborNode | None = node
    while current is not None and current.tag not in (None, "-undef"):
        yield current
        current = current.parent


def _is_shown(node: LexborNode) -> bool:
    return not any(_hides(ancestor) for ancestor in _ancestry(node))


def _hides(node: LexborNode) -> bool:
    attributes = node.attributes
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return (
        node.tag in _NOT_RENDERED
        or "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or "display:none" in style
        or "visibility:hidden" in style
        or (node.tag == "details" and "open" not in attributes)
    )


def _visible_text(node: LexborNode) -> str:
    if _hides(node):
        return ""
    if node.tag == "-text":
        return node.text(deep=False) or ""
    return "".join(_visible_text(child) for child in node.iter(include_text=True))


def _foreign_language(node: LexborNode, language: Language) -> str | None:
    """The language of a block in the node that has no word in the language which is wanted."""
    blocks: dict[int, dict[str, None]] = {}
    for child in node.traverse(include_text=True):
        if child.tag == "-text" and (child.text(deep=False) or "").strip():
            block = next(ancestor for ancestor in _ancestry(child) if ancestor.tag not in _INLINE)
            blocks.setdefault(block.mem_id, {})[_language_of(child)] = None
    # A phrase in another language is fine; a block is not.
    return next((next(iter(tags)) for tags in blocks.values() if language.tag not in tags), None)


def _language_of(node: LexborNode) -> str:
    """What the nearest `lang` says (HTML, the lang attribute)."""
    return next((tag for ancestor in _ancestry(node) if (tag := ancestor.attributes.get("lang"))), "none")


def verify_links(root: Path, base_url: str) -> Iterator[Finding]:
    """Every link, picture and `#fragment` within the whole tree of sites leads somewhere."""
    anchors: dict[Path, frozenset[str]] = {}
    for path in sorted(root.rglob("*.html")):
        page = path.relative_to(root).as_posix()
        tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
        for node in tree.css("a[href],link[href],img[src],script[src],source[src]"):
            address = node.attributes.get(_LINK_ATTRIBUTES[node.tag or "a"]) or ""
            fault = _dead_link(root, page, address, base_url, anchors)
            if fault:
                yield Finding("dead-link", Severity.ERROR, page, None, f"{address!r} {fault}")


def _dead_link(root: Path, page: str, address: str, base_url: str, anchors: dict[Path, frozenset[str]]) -> str:
    if base_url and address.startswith(f"{base_url}/"):
        address = "/" + address.removeprefix(f"{base_url}/")
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return ""
    folder = "" if parts.path.startswith("/") else posixpath.dirname(page)
    relative = posixpath.normpath(posixpath.join(folder, unquote(parts.path).lstrip("/"))) if parts.path else page
    if relative.startswith(".."):
        return "leads out of the site"
    target = root / relative
    if target.is_dir():
        target = target / "index.html"
    if not target.is_file():
        return "leads nowhere"
    if parts.fragment and target.suffix == ".html":
        if target not in anchors:
            tree = LexborHTMLParser(target.read_text(encoding="utf-8"))
            anchors[target] = frozenset(node.attributes.get("id") or "" for node in tree.css("[id]"))
        if unquote(parts.fragment) not in anchors[target]:
            return "names a place that the page does not have"
    return ""


def verify_addresses(root: Path, base_url: str) -> Iterator[Finding]:
    """What pages and sitemap say of addresses agrees: each page's versions name each other, the sitemap names them all.

    Only for a site that says where it will be: without a scheme in `base_url` there are no addresses.
    """
    if "://" not in base_url:
        return
    versions: dict[str, dict[str, str]] = {}
    pages: dict[str, str] = {}
    for path in sorted(root.rglob("*.html")):
        head = LexborHTMLParser(path.read_text(encoding="utf-8")).head
        if head is None:
            continue
        page = path.relative_to(root).as_posix()
        canonical = head.css_first('link[rel="canonical"]')
        address = (canonical.attributes.get("href") or "") if canonical is not None else ""
        links = head.css('link[rel="alternate"][hreflang]')
        if address != f"{base_url}/{page}" or head.css_first('meta[name="robots"][content*="noindex"]') is not None:
            continue
        pages[address] = page
        versions[address] = {node.attributes.get("hreflang") or "": node.attributes.get("href") or "" for node in links}
    for address, named in versions.items():
        yield from _version_faults(address, named, versions, pages)
    yield from _sitemap_faults(root, base_url, pages, versions)


def _version_faults(
    address: str, named: Mapping[str, str], versions: Mapping[str, Mapping[str, str]], pages: Mapping[str, str]
) -> Iterator[Finding]:
    page = pages[address]
    if not named:
        return
    if address not in named.values():
        yield Finding("hreflang", Severity.ERROR, page, None, "its versions do not include itself")
    if "x-default" not in named:
        yield Finding("hreflang", Severity.ERROR, page, None, "there is no x-default among its versions")
    for tag, other in named.items():
        # The further pages of a list lead to the first page of the list in another language.
        back = versions.get(other, {}).values()
        if back and address not in back and not re.search(r"\d+\.html$", page):
            yield Finding("hreflang", Severity.ERROR, page, None, f"{other} ({tag}) does not name it in return")


def _sitemap_faults(
    root: Path, base_url: str, pages: Mapping[str, str], versions: Mapping[str, Mapping[str, str]]
) -> Iterator[Finding]:
    """The sitemap is well-formed, its addresses lead to pages, and each page with versions is in it."""
    listed: set[str] = set()
    for path in sorted(root.glob("sitemap*.xml")):
        try:
            document = fromstring(path.read_bytes(), forbid_dtd=True)
        except (ParseError, DefusedXmlException) as error:
            yield Finding("sitemap", Severity.ERROR, path.name, None, f"no well-formed XML: {error}")
            continue
        for element in document.iter():
            address = element.get("href") or ((element.text or "").strip() if element.tag.endswith("}loc") else "")
            if address:
                listed.add(address)
                fault = _dead_link(root, "index.html", address, base_url, {})
                if fault:
                    yield Finding("sitemap", Severity.ERROR, path.name, None, f"{address} {fault}")
    if listed:
        for address in versions.keys() - listed:
            if versions[address]:
                yield Finding("sitemap", Severity.WARNING, pages[address], None, "the sitemap does not name it")


def _finding(rule: str, path: str, language: Language, message: str, hint: str = "") -> Finding:
    return Finding(rule, Severity.ERROR, path, None, message, hint, language.locale)
