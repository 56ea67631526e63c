"""An independent witness: it reads built HTML alone and knows no walker.

What it proves of each published page: the file is there and no other, the page says which language it is
in, and every required section stands in it exactly once, visible, not empty, in the page's language.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.config import Project
from pipeline.model import BuiltPage, Finding, Language, Severity

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NOT_RENDERED = frozenset({"template", "noscript", "script", "style", "dialog", "head"})
_LINK_ATTRIBUTES = {"a": "href", "link": "href", "img": "src", "script": "src", "source": "src"}


def verify_site(
    folder: Path,
    language: Language,
    project: Project,
    pages: Iterable[BuiltPage],
    expected: Mapping[str, str],
) -> Iterator[Finding]:
    """Check one language's staged site.

    `pages` are what Pelican says it wrote, `expected` the sources that the gate lets through, with
    their kinds.
    """
    pages = list(pages)
    yield from _page_set(folder, language, pages, expected)
    for page in pages:
        path = folder / page.save_as
        if path.is_file():
            yield from verify_page(path.read_text(encoding="utf-8"), page, language, project)


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


def verify_page(text: str, page: BuiltPage, language: Language, project: Project) -> Iterator[Finding]:
    """Check one built page."""
    tree = LexborHTMLParser(text)
    root = tree.root
    if root is None or (root.attributes.get("lang"), root.attributes.get("dir", "ltr")) != (language.tag, language.dir):
        yield _finding(
            "page-language", page.save_as, language, f'<html> is not lang="{language.tag}" dir="{language.dir}"'
        )
    if page.kind == "article":
        for name, anchor in project.required_sections:
            for fault in _section_faults(tree, anchor, language):
                yield _finding("section", page.save_as, language, f"the required section {name!r} {fault}")


def _section_faults(tree: LexborHTMLParser, anchor: str, language: Language) -> Iterator[str]:
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
    """The language of the node or of a block in it, where that is not the page's."""
    nearest = next((tag for ancestor in _ancestry(node) if (tag := ancestor.attributes.get("lang"))), None)
    if nearest != language.tag:
        return nearest or "none"
    for child in node.traverse(include_text=False):
        tag = child.attributes.get("lang")
        # A phrase in another language is fine; a block or a kept text is not.
        if tag and tag != language.tag and child.text().strip() == node.text().strip():
            return tag
    return None


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


def _finding(rule: str, path: str, language: Language, message: str, hint: str = "") -> Finding:
    return Finding(rule, Severity.ERROR, path, None, message, hint, language.locale)
