"""Each feed is well-formed and in the language of its site, and leads to the pages that are published there."""

from __future__ import annotations

import posixpath
import re
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from xml.etree.ElementTree import Element

from pipeline.files import bytes_of, text_of
from pipeline.model import Finding, Language
from pipeline.rules import found
from pipeline.verify.activity import active_in
from pipeline.verify.evidence import links_in
from pipeline.verify.tree import Tree
from pipeline.verify.xml_files import elements_of, xml

_ATOM = "{http://www.w3.org/2005/Atom}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SUFFIXES = frozenset({".xml", ".atom", ".rss"})
_FRAMES = frozenset({"<iframe>", "<embed>", "<object>"})
_FEED = re.compile(rb"<(?:feed|rss)\b")
#: The pages that a feed leads to, each once.
Pages = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """The addresses of an entry that has something active, and that: `<script>`, `<svg onload>`, each as often."""

    addresses: tuple[str, ...]
    active: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says. Addresses are as written: of itself, of its site, of its entries, and links in their texts."""

    language: str
    selves: tuple[str, ...]
    addresses: tuple[str, ...]
    entries: tuple[str, ...]
    links: tuple[str, ...]
    marked: tuple[Entry, ...]


def verify_feeds(tree: Tree) -> Iterator[Finding]:
    """Check all feeds below a folder, Atom and RSS; what they lead to only where the sites' address is known."""
    names = sorted(
        path.relative_to(tree.root).as_posix()
        for path in tree.root.rglob("*.*")
        if path.suffix in _SUFFIXES and path.is_file()
    )
    told, feeds, active = dict[str, list[Finding]](), dict[str, tuple[Language, Pages]](), dict[str, Feed]()
    for some in tree.memory.read_some(tree.root, names, Feed | str | None, read_feed):
        for name, feed in some.items():
            language = tree.language_at(name)
            if isinstance(feed, str):
                told[name] = [found("feed", name, feed)]
            if not isinstance(feed, Feed):
                continue
            if feed.marked or language == tree.project.source:
                active[name] = replace(feed, links=(), addresses=())
            if tree.has_address and not (tree.project.chooser and "/" not in name):
                pages = (page[0] for address in feed.entries if (page := tree.page_at(name, address)))
                feeds[name] = language, tuple(map(sys.intern, dict.fromkeys(pages)))
                told[name] = list(_faults(tree, name, feed, language))
    yield from (finding for name in names for finding in told.get(name, ()))
    yield from _forgotten(tree, {name: feeds[name] for name in names if name in feeds})
    yield from _additions(tree, {name: active[name] for name in names if name in active})


def read_feed(path: Path) -> Feed | str | None:
    """What a feed says, or what is wrong with it; nothing of a file that is none."""
    data = bytes_of(path) or b""
    for _, first in elements_of(data):
        if not isinstance(first, str) and first.tag.rpartition("}")[2] not in ("feed", "rss"):
            return None  # a sitemap, which may be large, or a picture
        break
    feed = xml(data)
    if isinstance(feed, str):
        return feed if _FEED.search(data) else None
    said = feed.get(_LANG) if feed.tag == f"{_ATOM}feed" else feed.findtext("channel/language")
    return Feed(
        said or "",
        tuple(link.get("href", "") for link in feed.findall(f"{_ATOM}link[@rel='self']")),
        tuple(_addresses((feed, *feed.findall("channel")))),
        tuple(_addresses((*feed.iter(f"{_ATOM}entry"), *feed.iter("item")))),
        tuple(address for text in _texts(feed) for address in links_in(text)),
        tuple(_marked(feed)),
    )


def _marked(feed: Element) -> Iterator[Entry]:
    for entry in (*feed.iter(f"{_ATOM}entry"), *feed.iter("item")):
        active = tuple(mark for text in _texts(entry) for mark in active_in(text))
        if active:
            yield Entry(tuple(_addresses((entry,))), active)


def _faults(tree: Tree, name: str, feed: Feed, language: Language) -> Iterator[Finding]:
    if feed.language.lower() != language.path:
        yield found("feed", name, f"it says that it is in {feed.language or 'no language'}, not in {language.tag}")
    for address in feed.selves:
        path = tree.target(name, address)[0]
        if path not in (name, None) and tree.has(str(path)):
            yield found("feed", name, f"{address} is named as its address, which is another feed's")
    for address in (*feed.entries, *feed.addresses):
        if fault := tree.fault(name, address):
            yield found("feed", name, f"{address} {fault}")
    for address in feed.links:
        if fault := tree.fault(name, address):
            yield found("feed", name, f"{address!r} in an entry {fault}")
    yield from _strangers(tree, name, feed, language)


def _strangers(tree: Tree, name: str, feed: Feed, language: Language) -> Iterator[Finding]:
    """Entries that are not for its readers."""
    for address in feed.entries:
        page = tree.page_at(name, address)
        if page is not None and not page[1].is_indexed:
            yield found("feed", name, f"{address} is withheld")
        elif page is not None and (other := tree.language_at(page[0])) != language:
            yield found("feed", name, f"{address} is in {other.tag}")


def _texts(feed: Element) -> Iterator[str]:
    """The entries' texts, which are pieces of pages."""
    for tag in ("content", "summary"):
        yield from (element.text or "" for element in feed.iter(f"{_ATOM}{tag}"))
    yield from (element.text or "" for item in feed.iter("item") for element in item.findall("description"))


def _additions(tree: Tree, feeds: Mapping[str, Feed]) -> Iterator[Finding]:
    """What runs, covers or hides in an entry of a translation, and not in its original's.

    The entry of an original that no feed lists, as one of so many newest may be, is compared with all that there are,
    and may show in a frame what the original's page does; those of authors are theirs.
    """
    if not any(feed.marked for name, feed in feeds.items() if tree.language_at(name) != tree.project.source):
        return
    originals = {path: original for _, original, path in tree.counterparts()}
    by_hand = {path for language, _, path in tree.published() if language != tree.project.source} - originals.keys()
    known: dict[str, Counter[str]] = {}
    anywhere: Counter[str] = Counter()
    source = ((name, feed) for name, feed in feeds.items() if tree.language_at(name) == tree.project.source)
    entries = ((name, address) for name, feed in source for address in feed.entries)
    listed = {page[0] for name, address in entries if (page := tree.page_at(name, address))}
    for translated in (False, True):
        for name, feed in feeds.items():
            if translated != (tree.language_at(name) != tree.project.source):
                continue
            for entry in feed.marked:
                active = Counter(entry.active)
                pages = {page[0] for address in entry.addresses if (page := tree.page_at(name, address))}
                if not translated:
                    anywhere |= active
                    known |= {page: known.get(page, Counter()) | active for page in pages}
                elif pages.isdisjoint(by_hand):
                    of = {originals[page] for page in pages if page in originals}
                    there = sum((known.get(page, Counter()) for page in of), Counter[str]())
                    if of.isdisjoint(listed):
                        there |= anywhere
                        there |= Counter({mark: active[mark] for page in of for mark in _frames(tree.root / page)})
                    for mark in active - there:
                        message = f"the entry {', '.join(entry.addresses)} has {mark} where the original has none"
                        yield found("feed", name, message)


def _frames(page: Path) -> frozenset[str]:
    """What is shown of others in a page, as articles may have it; its scripts may well be the theme's."""
    return _FRAMES.intersection(active_in(text_of(page)))


def _addresses(parents: tuple[Element, ...]) -> Iterator[str]:
    for parent in parents:
        yield from (link.get("href", "") for link in parent.findall(f"{_ATOM}link"))
        yield from (link.text or "" for link in parent.findall("link"))


def _forgotten(tree: Tree, feeds: Mapping[str, tuple[Language, Pages]]) -> Iterator[Finding]:
    """Whatever the original's feed lists, and is published in another language, is in the same feed there."""
    versions: dict[Language, dict[str, str]] = {}
    for language, original, path in tree.counterparts():
        versions.setdefault(language, {})[original] = path
    source = tree.project.source
    originals = {name: frozenset(entries) for name, (language, entries) in feeds.items() if language == source}
    for (name, listed), language in product(originals.items(), versions):
        wanted = {versions[language][page] for page in listed & versions[language].keys()}
        own = _counterpart(tree, feeds, name, language)
        if own not in feeds and wanted:
            message = f"it is not there, and the original's feed lists pages that are published in {language.english}"
            yield found("feed", own, message, lowered=True)
        entries = set(feeds[own][1]) if own in feeds else wanted
        # A feed of so many newest has its own when some are not published.
        for path in sorted(wanted - entries) if len(entries) < len(listed) else ():
            yield found("feed", own, f"it leaves out {path}, which is published and is in the original's feed")


def _counterpart(tree: Tree, feeds: Collection[str], name: str, language: Language) -> str:
    """Where a language has the original's feed: in its own folder, by the same name, or with the language in it."""
    source = tree.project.source
    file = posixpath.relpath(name, tree.project.folder_of(source) or ".")
    named = re.sub(rf"(?<![a-z]){source.path}(?![a-z])", language.path, file)
    same, own = (tree.path_of(language, path) for path in (file, named))
    return same if same in feeds else own
