"""One language's site, before it is published.

What is proved of each page: the file is there and no other, the page says which language it is
in, and every required section stands in it exactly once, visible, not empty, in the page's language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.config import Project
from pipeline.files import text_of
from pipeline.folders import in_any_case, takes_any_case
from pipeline.model import Finding, Language
from pipeline.paths import real
from pipeline.reports import BuiltPage
from pipeline.rules import found
from pipeline.verify.evidence import page_text
from pipeline.verify.letters import says_something
from pipeline.verify.nodes import (
    HEADINGS,
    INLINE,
    UNNAMED,
    ancestry,
    hiding_class,
    is_shown,
    language_of,
    section_body,
    visible_text,
)


def verify_site(
    folder: Path,
    language: Language,
    project: Project,
    pages: Iterable[BuiltPage],
    expected: Mapping[str, str],
    in_source: Mapping[str, frozenset[str]] = MappingProxyType({}),
    others: frozenset[str] | None = None,
) -> Iterator[Finding]:
    """Check one language's staged site.

    `pages` are what Pelican says it wrote, `expected` the sources that the gate lets through, with
    their kinds; `in_source` are, by source, the ids of the sections that are to be in the source's language;
    `others` are the files of lists, and of pages that are copied as they are.
    """
    pages = list(pages)
    yield from _page_set(folder, language, pages, expected)
    yield from _replaced(folder, language.locale, pages, others or frozenset())
    if others is not None:
        yield from _strangers(folder, language.locale, others | {page.save_as for page in pages})
    is_told = False
    for page in pages:
        path = folder / page.save_as
        if path.is_file():
            text = page_text(path)
            for finding in verify_page(text, page, language, project, in_source.get(page.source, frozenset())):
                if finding.rule == "page-language" and language == project.source:
                    # What one of them does not say, their theme says on none of them.
                    if is_told:
                        continue
                    is_told = True
                yield finding


def _page_set(
    folder: Path, language: Language, pages: list[BuiltPage], expected: Mapping[str, str]
) -> Iterator[Finding]:
    built, locale = {page.source: page.save_as for page in pages}, language.locale
    for source in sorted(expected.keys() - built.keys()):
        yield found("page-missing", source, "the page was not built", locale=locale, remedy="unbuilt")
    for source in sorted(built.keys() - expected.keys()):
        yield found("page-unexpected", source, "the page is withheld, and yet it was built", locale=locale)
    for source, save_as in built.items():
        if not (folder / save_as).is_file():
            yield found("page-missing", source, f"Pelican did not write {save_as}", locale=locale)
    root = real(folder)
    for path in folder.rglob("*"):
        if path.is_symlink() or not real(path).is_relative_to(root):
            yield found("outside", path.relative_to(folder).as_posix(), "leads out of the site's folder", locale=locale)


def _replaced(folder: Path, locale: str, pages: Iterable[BuiltPage], others: frozenset[str]) -> Iterator[Finding]:
    """Pages and lists of which one has taken the other's place: the disk does not tell their names apart."""
    sources = {page.save_as: page.source for page in pages}
    seen: dict[str, str] = {}
    for name in (*sources, *sorted(others - sources.keys())):
        other = seen.setdefault(in_any_case(name), name)
        if other != name and takes_any_case(folder / name):
            message = f"{name} and {other} are one file on this disk, so one page has taken the place of the other"
            yield found("page-missing", sources.get(name, name), message, locale=locale)


def _strangers(folder: Path, locale: str, known: frozenset[str]) -> Iterator[Finding]:
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in known and 'http-equiv="refresh"' not in text_of(path):
            message = "Pelican has told of no such page: the sitemap and other languages do not know it"
            yield found("page-unexpected", name, message, locale=locale, lowered=True)


def verify_page(
    text: str, page: BuiltPage, language: Language, project: Project, in_source: frozenset[str] = frozenset()
) -> Iterator[Finding]:
    """Check one built page, whose sections with the ids `in_source` are to be in the source's language.

    The source language's pages are as Pelican writes them: what they say of their language is their theme's affair.
    """
    tree = LexborHTMLParser(text)
    root, is_source = tree.root, language == project.source
    named = ((root.attributes.get("lang") or "").lower(), root.attributes.get("dir") or "ltr") if root else ("", "")
    if text.strip() and named != (language.path, language.dir):
        message = f'<html> is not lang="{language.tag}" dir="{language.dir}"'
        yield found("page-language", page.save_as, message, locale=language.locale, lowered=is_source)
    if page.kind == "article":
        own = frozenset({language.path, named[0] or UNNAMED} if is_source else {language.path})
        for name, anchor in project.required_sections:
            wanted = frozenset({project.source.path}) if anchor in in_source else own
            for fault in _section_faults(tree, anchor, wanted):
                message = f"the required section {name!r} {fault}"
                yield found("section", page.save_as, message, locale=language.locale)
            # How the source's site looks is its author's affair. In a translation a name may have become a class.
            sections = [] if is_source else _named(tree, anchor)
            if hiding := next(filter(None, map(hiding_class, sections)), ""):
                message = f"the required section {name!r} is in an element of class {hiding!r}: style sheets hide by it"
                yield found("other-class", page.save_as, message, locale=language.locale, here=hiding)


def _named(tree: LexborHTMLParser, anchor: str) -> list[LexborNode]:
    return [node for node in tree.css("[id]") if node.attributes.get("id") == anchor]


def _section_faults(tree: LexborHTMLParser, anchor: str, languages: frozenset[str]) -> Iterator[str]:
    """What is wrong with the section that has this id and has to be in one of these languages."""
    elements = _named(tree, anchor)
    if len(elements) != 1:
        yield f"is there {len(elements)} times; it has to be there once"
        return
    section = elements[0]
    if section.tag in INLINE:
        yield f"is only a <{section.tag}>"
        return
    body = section_body(section)
    if not is_shown(section):
        yield "is hidden"
    shown = [node for node in body if is_shown(node)]
    texts = (visible_text(node) for node in shown if node.tag not in HEADINGS)
    if not any(map(says_something, texts)):
        yield "is empty"
    for node in (section, *shown):
        tag = _foreign_language(node, languages)
        if tag is not None:
            yield f"is in another language ({tag})"
            return


def _foreign_language(node: LexborNode, languages: frozenset[str]) -> str | None:
    """The language of a block in the node that has no word in one of the languages which are wanted."""
    blocks: dict[int, dict[str, None]] = {}
    for child in node.traverse(include_text=True):
        if child.tag == "-text" and (child.text(deep=False) or "").strip():
            block = next(ancestor for ancestor in ancestry(child) if ancestor.tag not in INLINE)
            blocks.setdefault(block.mem_id, {})[language_of(child)] = None
    # A phrase in another language is fine; a block is not.
    return next((next(iter(tags)) for tags in blocks.values() if languages.isdisjoint(tags)), None)
