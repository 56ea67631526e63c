"""One language's site, before it is published.

What is proved of each page: the file is there and no other, the page says which language it is
in, and every required section stands in it exactly once, visible, not empty, in the page's language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.config import Project
from pipeline.model import BuiltPage, Finding, Language, Severity
from pipeline.verify.evidence import INLINE, ancestry, language_of

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Elements whose content is not shown, or only where something else is not.
_NOT_RENDERED = frozenset(
    {
        "audio",
        "canvas",
        "desc",
        "dialog",
        "head",
        "iframe",
        "noscript",
        "object",
        "script",
        "style",
        "template",
        "video",
    }
)
_INSIGNIFICANT = re.compile(r"\s+|/\*.*?\*/", re.S)
_HIDING = re.compile(r"display:none|visibility:(?:hidden|collapse)|opacity:0(?![.\d]*[1-9])|content-visibility:hidden")


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
    named = ((root.attributes.get("lang") or "").lower(), root.attributes.get("dir", "ltr")) if root else ("", "")
    if named != (language.path, language.dir):
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
    if section.tag in INLINE:
        yield f"is only a <{section.tag}>"
        return
    body = _section_body(section)
    if not _is_shown(section):
        yield "is hidden"
    shown = [node for node in body if _is_shown(node)]
    if not any(character.isalnum() for node in shown for character in _visible_text(node)):
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


def _is_shown(node: LexborNode) -> bool:
    return not any(_hides(ancestor) for ancestor in ancestry(node))


def _hides(node: LexborNode) -> bool:
    attributes = node.attributes
    style = _INSIGNIFICANT.sub("", attributes.get("style") or "").lower()
    return (
        node.tag in _NOT_RENDERED
        or "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or "popover" in attributes
        or _HIDING.search(style) is not None
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
            block = next(ancestor for ancestor in ancestry(child) if ancestor.tag not in INLINE)
            blocks.setdefault(block.mem_id, {})[language_of(child)] = None
    # A phrase in another language is fine; a block is not.
    return next((next(iter(tags)) for tags in blocks.values() if language.path not in tags), None)


def _finding(rule: str, path: str, language: Language, message: str, hint: str = "") -> Finding:
    return Finding(rule, Severity.ERROR, path, None, message, hint, language.locale)
