"""What a translation's page leads to, loads or runs that the source's site does not.

Rules on translations know the marks that some plugins make links or scripts of; this looks at what became of a text,
whoever made it. An article may be shown on any page, so what is anywhere in the source's site is nothing new; but
scripts, frames and forms are counted on each page, and compared with the original's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from pipeline.model import Finding, Language
from pipeline.rules import found
from pipeline.verify.activity import COUNTED, COVERS
from pipeline.verify.authors import Authors, codes_of
from pipeline.verify.evidence import Evidence, page_text
from pipeline.verify.outline import same
from pipeline.verify.tree import Tree

#: Hosts by which one and the same project is there in many languages have one of these codes where others have `nb`.
_OTHER_CODES = {"nb": "no", "nn": "no"}
# Browsers pass over these within an address, take a backslash for a slash, and find a host behind as many slashes as
# there are, or behind a scheme of the web without any (URL standard, basic URL parser).
_IGNORED = re.compile(r"[\t\n\r]")
_ENDS = "".join(map(chr, range(0x21)))
_WITH_HOST = re.compile(r"(?:(?:https?|ftp|wss?):/*|//+)(?P<host>[^/?#]*)(?P<path>[^?#]*)", re.I)
_WITH_SCHEME = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*):(?P<rest>[^?#]*)", re.I)
#: So many labels has a host at least that has a language in its name: `de.example.org`, and not `example.de`.
_LABELS = 3
_LANGUAGE = "{}"
#: What a language may need where another has none; and what says which parts are in which language, on whatever page.
_HARMLESS = frozenset("a abbr b bdi bdo body br code em head html i p q span strong sub sup wbr".split())
#: All that there is on a page of ours that leads on at once, in the place of one that is withheld or has moved.
_OF_LEADING = frozenset("a body h1 head html link main meta p style title".split())


#: Of so many addresses at most it is known where they lead.
_MOST = 4096
#: An active element's tag, and a digest of what is written in it.
_Counted = tuple[str, bytes]


class _Place(NamedTuple):
    """Where an address outside of the sites leads: its host or scheme, and the whole without a query."""

    host: str
    whole: str


@dataclass(frozen=True, slots=True)
class _Known:
    """What there is on the pages of some sites."""

    hosts: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    loads: set[str] = field(default_factory=set)
    handlers: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)


class _Places:
    """Where addresses lead, most of them looked at once; what names a language of the project is the same in all."""

    def __init__(self, tree: Tree) -> None:
        languages = tree.project.languages()
        codes = {code for language in languages for code in codes_of(language)}
        codes |= {_OTHER_CODES[code] for code in codes if code in _OTHER_CODES}
        self._codes = frozenset(codes)
        named = "|".join(sorted(map(re.escape, codes), key=len, reverse=True))
        self._in_path = re.compile(rf"(?<![a-z0-9])(?:{named})(?![a-z0-9])", re.I)
        self._own = urlsplit(tree.base_url).netloc.lower()
        #: Where an address leads; nothing if it stays on the sites' own host.
        self.of = lru_cache(_MOST)(self._find)

    def own_path(self, address: str) -> str | None:
        """The path of an address that stays on the sites' own host, without its query."""
        web = _WITH_HOST.match(plain := _plain(address))
        return None if self.of(address) else web["path"] if web else re.split("[?#]", plain, maxsplit=1)[0]

    def _find(self, address: str) -> _Place | None:
        plain = _plain(address)
        if (web := _WITH_HOST.match(plain)) is None:
            other = _WITH_SCHEME.match(plain)
            return _with_scheme(other["scheme"].lower(), other["rest"]) if other else None
        host, path = web["host"].lower(), web["path"]
        if host == self._own:
            return None
        first, *others = host.split(".")
        if first in self._codes and len(others) >= _LABELS - 1:
            # A host for each language has pages of its own, as Wikipedia has.
            host = ".".join((_LANGUAGE, *others))
            return _Place(host, host)
        return _Place(host, host + self._in_path.sub(_LANGUAGE, path).rstrip("/"))


def _plain(address: str) -> str:
    return _IGNORED.sub("", address.strip(_ENDS)).replace("\\", "/")


def _with_scheme(scheme: str, rest: str) -> _Place:
    """What is written in an address itself is compared with nothing."""
    return _Place(f"{scheme}:", f"{scheme}:{'' if scheme == 'data' else rest}")


def verify_additions(tree: Tree) -> Iterator[Finding]:
    """Check the pages of translations against the source's site, where both were built."""
    project, places = tree.project, _Places(tree)
    authors = Authors(project, places.own_path)
    built = {site.language for site in tree.sites if site.published}
    if project.source not in built or len(built) == 1:
        return
    pages: dict[Language, set[str]] = {}
    for path in tree.pages.packed:
        pages.setdefault(tree.language_at(path), set()).add(path)
    originals = {path: original for _, original, path in tree.counterparts()}
    contents = {path for _, _, path in tree.published() if path in tree.pages.packed}
    source = pages.get(project.source, set())
    in_source, there = _known(tree, source, places), _elements(tree, source)
    most = _most_written(there, contents)
    for language in filter(tree.is_looked_at, sorted(built - {project.source}, key=lambda one: one.locale)):
        own = pages.get(language, set())
        by_hand = {path for path in own if path in contents and path not in originals}
        known = in_source, _known(tree, by_hand, places)
        written = frozenset[_Counted]().union(*there.values(), *_elements(tree, own & contents).values())
        # A list may have something for each article.
        more = Counter({tag: count + len(by_hand) for tag, count in most.items()})
        reader = _Reader(tree.root, places, known, project.allowed_hosts, authors, written, more)
        # What lists show of an article is told of at the article.
        for path, page in tree.said(sorted(own - by_hand, key=lambda path: (path not in originals, path))):
            yield from reader.strange(path, page, is_list=path not in originals)
            if (original := tree.evidence_of(originals.get(path, ""))) is not None:
                yield from reader.more(path, page, original)


def _known(tree: Tree, paths: Iterable[str], places: _Places) -> _Known:
    known = _Known()
    for _, page in tree.said(paths):
        for into, addresses in ((known.links, _links(page)), (known.loads, page.activity.loads)):
            for place in filter(None, map(places.of, addresses)):
                known.hosts.add(place.host)
                into.add(place.whole)
        known.handlers.update(page.activity.handlers)
        known.tags.update(page.activity.tags)
    return known


def _elements(tree: Tree, paths: Iterable[str]) -> dict[str, tuple[_Counted, ...]]:
    """The active elements of pages, by their paths: most have the same ones."""
    known: dict[object, Any] = {}
    return {path: same(known, page.activity.elements) for path, page in tree.said(paths)}


def _links(page: Evidence) -> tuple[str, ...]:
    return page.links + page.activity.others


def _most_written(pages: Mapping[str, Iterable[_Counted]], contents: Collection[str]) -> Counter[str]:
    """How many active elements a list has at most that are written in it, by tag, and in no article."""
    known = {element for path in pages.keys() & contents for element in pages[path]}
    most: Counter[str] = Counter()
    for path in pages.keys() - contents:
        most |= _written(pages[path], known)
    return most


def _written(elements: Iterable[_Counted], known: Collection[_Counted]) -> Counter[str]:
    return Counter(one[0] for one in elements if one[1] and one[0] != COVERS and one not in known)


def _leads_on(page: Evidence) -> bool:
    """Whether there is nothing on a page but what a page of ours has that leads on at once."""
    return not page.is_indexed and page.activity.tags <= _OF_LEADING


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the pages of one language: what is known, which hosts are allowed, and what was told of before.

    What the `authors` wrote for one language is theirs. `written` are elements of its articles and of the source's
    site, `most` how many others a list may have.
    """

    root: Path
    places: _Places
    known: tuple[_Known, ...]
    allowed: frozenset[str]
    authors: Authors
    written: frozenset[_Counted]
    most: Counter[str]
    told: set[str] = field(default_factory=set)

    def strange(self, path: str, page: Evidence, *, is_list: bool) -> Iterator[Finding]:
        """What is known from nowhere. An error on an article is that article's; all else is told once."""
        here: set[str] = set()
        elements = self._elements(path, page) if is_list else ()
        for what, finding, lowered in (*self._addresses(path, page), *self._handlers(path, page), *elements):
            if what not in (self.told if is_list or lowered else here):
                yield finding
            here.add(what)
            self.told.add(what)

    def _addresses(self, path: str, page: Evidence) -> Iterator[tuple[str, Finding, bool]]:
        for address in page.activity.loads:
            place = self.places.of(address)
            if place and not any(place.whole in one.loads for one in self.known) and not self._may(place, address):
                message = f"loads or sends to {address!r}, which no page of the source's site does"
                yield place.whole, found("other-address", path, message, here=address), False
        for address in _links(page):
            place = self.places.of(address)
            if place and not any(place.whole in one.links for one in self.known) and not self._may(place, address):
                message = f"leads to {address!r}, which no page of the source's site does"
                lowered = any(place.host in one.hosts for one in self.known)
                yield place.whole, found("other-address", path, message, lowered=lowered, here=address), lowered

    def _may(self, place: _Place, address: str) -> bool:
        return place.host in self.allowed or self.authors.wrote(address)

    def _handlers(self, path: str, page: Evidence) -> Iterator[tuple[str, Finding, bool]]:
        new = page.activity.handlers.difference(*(one.handlers for one in self.known))
        for handler in sorted(new & self.authors.strange_handlers(self._text(path)) if new else new):
            message = f"has {handler}, which no page of the source's site has"
            yield handler, found("other-element", path, message), False
        ours = _OF_LEADING if _leads_on(page) else frozenset()
        new = page.activity.tags.difference(_HARMLESS, COUNTED, ours, *(one.tags for one in self.known))
        for tag in sorted(new - self.authors.tags if new else new):
            message = f"has a <{tag}>, which no page of the source's site has"
            yield f"<{tag}>", found("other-element", path, message), False

    def _elements(self, path: str, page: Evidence) -> Iterator[tuple[str, Finding, bool]]:
        if _leads_on(page):
            return
        here = _written(page.activity.elements, self.written)
        if here - self.most:
            here = _written((one.counted for one in self.authors.strangers(self._text(path))), self.written)
        for tag in here - self.most:
            message = f"has a <{tag}> which no page of the source's site has"
            yield f"<{tag}>", found("other-element", path, message), False

    def more(self, path: str, page: Evidence, original: Evidence) -> Iterator[Finding]:
        """What a page has more of than its original."""
        there, here = (Counter(tag for tag, _ in one.activity.elements) for one in (original, page))
        if here - there:
            # What the theme has for one language is written there.
            here = Counter(element.tag for element in self.authors.strangers(self._text(path)))
        for tag in here - there:
            message = f"has {here[tag]} <{tag}> where the original has {there[tag] or 'none'}"
            yield found("other-element", path, message)
        # A theme may make ids of words, of which two are translated alike; another takes no place of the original's.
        for name in sorted((page.activity.twice - original.activity.twice) & original.ids):
            yield found("other-element", path, f"has the id {name!r} more than once, and the original has not")

    def _text(self, path: str) -> str:
        return page_text(self.root / path)
