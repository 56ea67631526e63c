"""Every link, picture, style and `#fragment` of a page leads somewhere, and nothing is left of a parser's own marks.

What is wrong is told once, where it can be mended: of the source that has it, not of each page that shows it.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import unquote

from pipeline.characters import unescape
from pipeline.files import text_of
from pipeline.model import Finding, Language
from pipeline.reports import BuiltPage
from pipeline.rules import found
from pipeline.verify.evidence import style_links
from pipeline.verify.tree import Tree

#: Of so many links at most it is known where they lead: a theme's are on all pages, others on few.
_MOST = 4096
#: Where an address leads within its language's site, whichever that is: a path and a fragment.
Target = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Dead:
    """A link that leads nowhere: as it is written, why, and where it would lead."""

    address: str
    fault: str
    target: Target


@dataclass(frozen=True, slots=True)
class Loose:
    """The links of pages that lead nowhere, and the parsers' marks that are left on them, by the pages' paths."""

    dead: Mapping[str, tuple[Dead, ...]]
    residues: Mapping[str, tuple[str, ...]]


def loose_ends(tree: Tree) -> Loose:
    """What there is of these on the pages that are looked at, but for drafts."""
    drafts = tree.drafts()
    fault_of = lru_cache(_MOST)(tree.fault)
    dead, residues = dict[str, tuple[Dead, ...]](), dict[str, tuple[str, ...]]()
    for path, page in tree.looked_at():
        if path in drafts:
            continue
        if found := _dead(tree, path, page.links, fault_of):
            dead[path] = found
        if page.residue:
            residues[path] = page.residue
    return Loose(dead, residues)


def verify_links(tree: Tree, looked: Iterable[Loose] | None = None) -> Iterator[Finding]:
    """Check all pages below a folder, but for drafts, and all style sheets, by what was found where one `looked`."""
    looked = (loose_ends(tree),) if looked is None else tuple(looked)
    dead = {path: found for one in looked for path, found in one.dead.items()}
    residues = {path: found for one in looked for path, found in one.residues.items()}
    contents = {
        path: (language, content) for language, content, path in tree.published() if path in dead or path in residues
    }
    ledger = _Ledger(tree, dead)
    # Originals first, then their translations, then what shows pieces of both.
    for page, (language, content) in _originals_first(tree, contents, dead):
        ledger.note_content(page, language, content)
    for page in _others(tree, contents, dead):
        ledger.note_list(page)
    yield from ledger.findings()
    yield from _residues(tree, contents, residues)
    for path in sorted(path for path in tree.root.rglob("*.css") if path.is_file()):
        sheet = path.relative_to(tree.root).as_posix()
        for address in dict.fromkeys(style_links(text_of(path))):
            if fault := tree.fault(sheet, address):
                # As plain Pelican copies it: no reader is led there.
                yield found("dead-link", sheet, f"{address!r} {fault}", lowered=True, remedy="sheet")


@dataclass(slots=True)
class _Cause:
    """What is to be mended, and on how many pages it shows."""

    dead: Dead
    path: str
    line: int | None = None
    locale: str | None = None
    remedy: str = "remedy"
    pages: set[str] = field(default_factory=set)


def _dead(tree: Tree, page: str, links: Iterable[str], fault_of: Callable[[str, str], str]) -> tuple[Dead, ...]:
    """The dead links of a page."""
    folder = posixpath.join(posixpath.dirname(page), "")
    # Most links are a theme's, the same on all pages of a folder.
    places = ((folder if address[:1] not in ("", "#", "?") else page, address) for address in links)
    faults = {address: (place, fault) for place, address in places if (fault := fault_of(place, address))}
    return tuple(Dead(address, fault, _target(tree, place, address)) for address, (place, fault) in faults.items())


def _target(tree: Tree, place: str, address: str) -> Target:
    path, fragment = tree.target(place, address)
    folder = tree.project.folder_of(tree.language_at(path or ""))
    return (path or "").removeprefix(f"{folder}/" if folder else ""), fragment


class _Ledger:
    """The dead links by their causes."""

    def __init__(self, tree: Tree, dead: Mapping[str, tuple[Dead, ...]]) -> None:
        self._tree = tree
        self._dead = dead
        self._causes: dict[tuple[object, ...], _Cause] = {}
        self._by_target: dict[Target, _Cause] = {}
        self._texts: dict[str, str] = {}

    def note_content(self, page: str, language: Language, content: BuiltPage) -> None:
        """An article's or page's own links: the source's fault, the translation's, or the theme's."""
        source = self._tree.project.source
        original = self._tree.path_of(source, content.save_as)
        if language != source and original in self._tree.pages:
            copies = {there.target for there in self._dead.get(original, ())}
            copies |= {(there.address, "") for there in self._dead.get(original, ())}
        else:
            copies = set()
        for dead in self._dead.get(page, ()):
            if dead.target in copies or (dead.address, "") in copies:
                self._copied(page, dead)
            else:
                self._own(page, dead, content, language)

    def note_list(self, page: str) -> None:
        """What a list shows is an article's, or else the theme's."""
        for dead in self._dead.get(page, ()):
            if not self._tree.is_new(page):  # a site that stays is as old as what it says
                self._note((page, dead.address), page, _Cause(dead, page))
            elif dead.target in self._by_target:
                self._by_target[dead.target].pages.add(page)
            elif dead.address.startswith("#"):
                # Pelican's own summary is the first words of an article, with the links to its footnotes and headings.
                self._note(("cut-off", dead.address), page, _Cause(dead, page, remedy="cut-off"))
            else:
                self._note(("made", *dead.target), page, _Cause(dead, page))

    def findings(self) -> Iterator[Finding]:
        """One for each cause."""
        for cause in self._causes.values():
            many = f" (on {len(cause.pages)} pages)" if len(cause.pages) > 1 else ""
            yield found(
                "dead-link",
                cause.path,
                f"{cause.dead.address!r} {cause.dead.fault}{many}",
                line=cause.line,
                locale=cause.locale,
                lowered=cause.remedy != "remedy",
                remedy=cause.remedy,
            )

    def _copied(self, page: str, dead: Dead) -> None:
        """A translation has the original's fault; where that stands as it was built before, it was told then."""
        if dead.target in self._by_target:
            self._by_target[dead.target].pages.add(page)

    def _own(self, page: str, dead: Dead, content: BuiltPage, language: Language) -> None:
        project = self._tree.project
        # Pelican makes no list for what nobody is to find.
        remedy = "unlisted" if content.hidden else "remedy"
        files = [project.content / content.source]
        if language != project.source:
            files.insert(0, project.catalog_path(language.locale, project.domain_of(content.source)))
        for path in map(project.shown, files):
            line = _line_of(dead.address, self._text(path))
            if line is not None:
                self._note((path, dead.address), page, _Cause(dead, path, line, language.locale, remedy))
                return
        self._note(("made", *dead.target), page, _Cause(dead, page, remedy=remedy))

    def _text(self, path: str) -> str:
        if path not in self._texts:
            file = self._tree.project.root / path
            self._texts[path] = text_of(file) if file.is_file() else ""
        return self._texts[path]

    def _note(self, key: tuple[object, ...], page: str, cause: _Cause) -> None:
        known = self._causes.setdefault(key, cause)
        known.pages.add(page)
        self._by_target.setdefault(cause.dead.target, known)


def _originals_first(
    tree: Tree, contents: Mapping[str, tuple[Language, BuiltPage]], pages: Iterable[str]
) -> list[tuple[str, tuple[Language, BuiltPage]]]:
    """Those of the pages that are contents."""
    chosen = {page: contents[page] for page in pages if page in contents}
    return sorted(chosen.items(), key=lambda item: (item[1][0] != tree.project.source, item[0]))


def _others(tree: Tree, contents: Container[str], pages: Iterable[str]) -> list[str]:
    """Those of the pages that are none, those of the source language first."""
    others = (page for page in pages if page not in contents)
    return sorted(others, key=lambda page: (tree.language_at(page) != tree.project.source, page))


def _line_of(address: str, text: str) -> int | None:
    """The line in which an address is written; of one that Pelican has written, the line that has its fragment."""
    writings = [rf"(?<![\w./%#-]){re.escape(written)}" for written in _writings(address) if written]
    if fragment := address.partition("#")[2]:
        writings.append(f"#{re.escape(fragment)}")
    found_at = (re.search(rf"{pattern}(?![\w/%-])", text) for pattern in writings)
    return next((text.count("\n", 0, match.start()) + 1 for match in found_at if match), None)


def _writings(address: str) -> tuple[str, ...]:
    return address, unescape(address), html.escape(address), unquote(address)


def _residues(
    tree: Tree, contents: Mapping[str, tuple[Language, BuiltPage]], residues: Mapping[str, tuple[str, ...]]
) -> Iterator[Finding]:
    """What is left of a parser's marks: of each source once, of lists only what no source has."""
    told: set[tuple[str, str]] = set()
    texts: set[str] = set()
    for page, (_, content) in _originals_first(tree, contents, residues):
        for text in residues[page]:
            texts.add(text)
            if (content.source, text) not in told:
                told.add((content.source, text))
                yield _residue(page, text)
    for page in _others(tree, contents, residues):
        for text in residues[page]:
            if text not in texts:
                texts.add(text)
                yield _residue(page, text)


def _residue(page: str, text: str) -> Finding:
    return found("residue", page, f"{text!r} is a mark of a parser's own, not text")
