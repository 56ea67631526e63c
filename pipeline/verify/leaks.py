"""Pages and feeds of a marked pseudo-locale read: what is visible and stands outside all marks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.catalogs.marks import END, START, TEXT, numbers_in
from pipeline.characters import unescape
from pipeline.markup import is_kept

_VISIBLE_ATTRIBUTES = """
    alt title aria-label aria-description aria-roledescription aria-valuetext aria-placeholder placeholder label summary
""".split()
_META_NAMES = frozenset(
    "description keywords author og:title og:description og:site_name og:image:alt twitter:title twitter:description "
    "article:author article:section article:tag".split()
)
_BUTTONS = frozenset({"button", "submit", "reset"})
_NOT_TEXT = frozenset("code iframe kbd math noembed noframes plaintext pre samp script style template xmp".split())
_CODE = frozenset({"code", "kbd", "pre", "samp", "tt"})
# What docutils, and extensions of Markdown, make of mathematics.
_FORMULA = frozenset({"formula", "math", "arithmatex"})
_ATOM_PROSE = frozenset({"title", "subtitle", "summary", "content", "name", "description", "category"})
_JSON_KEYS_OF_PROSE = frozenset(
    {"name", "headline", "description", "alternateName", "caption", "keywords", "articleSection"}
)
_LETTER = re.compile(r"[^\W\d_]")
# Addresses, what begins with #, and times as programs write them (ISO 8601).
_INVARIANT = re.compile(
    r"\s*(?:https?://\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|#\S+|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)\s*"
)
# Formulas that a script of the page shows as such (MathJax, KaTeX).
_TEX = re.compile(r"\$\$.+?\$\$|\\\(.+?\\\)|\\\[.+?\\\]|\\begin\{(\w+\*?)\}.+?\\end\{\1\}", re.S)
_CUT_OFF = re.compile(r"\s*(?:\.\.\.|…)$")
_MARKS = re.compile(f"{START}[\ue010-\ue019]+{TEXT}|{END}")


@dataclass(frozen=True, slots=True)
class Leak:
    """A visible run of text that no catalog can translate: where it is shown, and where it probably comes from."""

    page: str
    place: str
    text: str
    cause: str


@dataclass(slots=True)
class LeakReader:
    """Reads pages and feeds; keeps what stands outside all marks, and which messages were seen.

    `alone` are words in small letters that are none where nothing else stands: the tags of the site's languages, by
    which menus may call them, and names of days.
    """

    invariants: frozenset[str]
    alone: frozenset[str]
    dates: re.Pattern[str]
    #: What languages call themselves, in whatever case.
    names: frozenset[str] = frozenset()
    leaks: list[tuple[str, str, str]] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)

    def read(self, page: str, text: str) -> None:
        """Read a page or a feed."""
        self.seen.update(numbers_in(unescape(text)))
        if page.endswith(".xml"):
            self._feed(page, text)
        else:
            self._html(page, text, "")

    def is_code(self, text: str) -> bool:
        """Whether a text that was read is code of a page, as summaries have it that templates strip of their tags."""
        cut = _CUT_OFF.sub("", text)
        return text in self.codes or (cut != text and any(code.startswith(cut) for code in self.codes))

    def _html(self, page: str, text: str, place: str) -> None:
        root = LexborHTMLParser(text).root
        depth = 0
        for node in root.traverse(include_text=True) if root is not None else ():
            if node.tag in _CODE:
                self.codes.add(" ".join(node.text(deep=True).split()))
            if self._is_left_alone(node):
                continue
            where = f"{place}<{(node.parent.tag if node.parent else None) or 'html'}>"
            if node.tag == "-text":
                depth = self._run(page, where, node.text_content or "", depth)
            elif depth == 0:
                for name, value in self._attributes(node):
                    self._run(page, f"{place}<{node.tag} {name}>", value, 0)
            if node.tag == "script" and node.attributes.get("type") == "application/ld+json":
                self._json(page, json.loads(node.text(deep=True)), "JSON-LD")

    def _is_left_alone(self, node: LexborNode) -> bool:
        ancestor = node.parent if node.tag == "-text" else node
        shown_by_time = node.tag == "-text" and ancestor is not None and ancestor.tag == "time"
        while ancestor is not None:
            if ancestor.tag in _NOT_TEXT and ancestor is not node:
                return True
            if is_kept(ancestor.tag or "", ancestor.attributes) or _FORMULA & set(_classes(ancestor)):
                return True
            ancestor = ancestor.parent
        return shown_by_time  # dates are CLDR's

    def _attributes(self, node: LexborNode) -> Iterator[tuple[str, str]]:
        attributes = node.attributes
        if node.tag == "meta":
            if (attributes.get("name") or attributes.get("property") or "") in _META_NAMES:
                yield "content", attributes.get("content") or ""
            return
        for name in _VISIBLE_ATTRIBUTES:
            if attributes.get(name):
                yield name, attributes[name] or ""
        if node.tag == "input" and attributes.get("type") in _BUTTONS:
            yield "value", attributes.get("value") or ""

    def _run(self, page: str, place: str, text: str, depth: int) -> int:
        """Look at a run of text that begins `depth` marks deep; how deep it ends."""
        position = 0
        for mark in _MARKS.finditer(text):
            if depth == 0:
                self._outside(page, place, text[position : mark.start()])
            depth = max(0, depth - 1) if mark.group() == END else depth + 1
            position = mark.end()
        if depth == 0:
            self._outside(page, place, text[position:])
        return depth

    def _outside(self, page: str, place: str, text: str) -> None:
        if text.strip().casefold() in self.alone or _INVARIANT.fullmatch(text):
            return
        for invariant in sorted(self.invariants, key=len, reverse=True):
            text = re.sub(re.escape(invariant), "", text, flags=re.I if invariant in self.names else 0)
        text = " ".join(self.dates.sub("", _TEX.sub("", text)).split())
        if _LETTER.search(text) and not _INVARIANT.fullmatch(text):
            self.leaks.append((page, place, text))

    def _feed(self, page: str, text: str) -> None:
        for element in ElementTree.fromstring(text).iter():  # noqa: S314  (our own output)
            name = element.tag.rpartition("}")[2]
            if name in _ATOM_PROSE:
                for value in (element.text, element.get("term")):
                    if value:
                        self._html(page, value, f"<{name}> ")

    def _json(self, page: str, data: Any, place: str) -> None:
        if isinstance(data, list):
            for item in data:
                self._json(page, item, place)
        elif isinstance(data, dict):
            for key, value in data.items():
                if isinstance(value, str) and key in _JSON_KEYS_OF_PROSE:
                    self._run(page, f"{place} {key}", value, 0)
                elif not isinstance(value, str):
                    self._json(page, value, place)


def _classes(node: LexborNode) -> list[str]:
    return (node.attributes.get("class") or "").split()
