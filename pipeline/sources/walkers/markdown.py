"""The Markdown walker: a treeprocessor between Python-Markdown's block stage and its inline stage.

There every block's text is still the author's own inline Markdown, and the block structure stands:
a translation put in at this point is parsed as inline text and can add no heading, list or table.
Raw HTML blocks, abbreviations and titles of link references live outside the tree and are walked there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Protocol
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

from pipeline.markup import (
    BLOCK_KINDS,
    OPAQUE,
    PROSE_ATTRIBUTES,
    attribute_kind,
    heading_level,
    is_kept,
    picture_of,
    spans_several,
)
from pipeline.model import Notation, Visitor
from pipeline.sources.walkers.heading_ids import registered
from pipeline.sources.walkers.html import walk_html
from pipeline.sources.walkers.shield import replace_prose, shield, split_marks
from pipeline.sources.walkers.trail import Trail, collapse

_HARD_BREAK = re.compile(r" {2,}\n")
_COMMENT = re.compile(r"\s*<!--(.*?)-->\s*", re.S)
_ABBREVIATION = re.compile(r"\*\[(?P<short>[^\[\]]+)\]:\s*(?P<long>.+)", re.S)
_OPAQUE = OPAQUE | {"svg"}  # a picture that an extension draws, such as a character of emoji
# As render_math, arithmatex and MathJax itself know it.
_FORMULA = re.compile(r"\s*(?:\$\$(?:(?!\$\$).)+\$\$|\\\[(?:(?!\\\]).)+\\\])\s*", re.S)


class Steering(Protocol):
    """Whoever says how the next text is walked: see `GettextExtension`."""

    visitor: Visitor
    kept: Mapping[str, str]
    kind: str | None


class MarkdownWalker(Treeprocessor):
    """Offers every block's inline text and splices in what the visitor answers."""

    def __init__(self, md: Markdown, steered_by: Steering) -> None:
        super().__init__(md)
        self._extension = steered_by
        #: Source text of each heading that was replaced; its id still comes from there.
        self.source_headings: dict[Element, str] = {}

    def run(self, root: Element) -> None:
        """Walk one document."""
        self.source_headings = {}
        labels = tuple(sorted(self.md.references))
        self._trail = Trail(self._extension.visitor, kind=self._extension.kind, labels=labels)
        self._kept = self._extension.kept
        self._attribute_lists = "attr_list" in self.md.treeprocessors
        self._line_breaks = "nl" in self.md.inlinePatterns
        self._toc_marker = getattr(registered(self.md, "toc"), "marker", None)
        self._children(root, "paragraph")
        self._trail.leave_sections()
        self._abbreviations()
        self._reference_titles()

    def _children(self, parent: Element, kind: str) -> None:
        for child in list(parent):
            self._element(child, kind)
            if child.tail:
                self._tail(parent, child, kind)

    def _element(self, element: Element, inherited: str) -> None:
        if element.text and self._directive(element.text):
            return
        if self._trail.skips_block() or element.tag in _OPAQUE or is_kept(element.tag, element.attrib):
            self._trail.pass_by(element.tag)
            return
        if element.text and self._toc_marker and element.text.strip() == self._toc_marker:
            return
        if _FORMULA.fullmatch(element.text or "") and not len(element):
            return
        kind = _kind(element, inherited)
        level = heading_level(element.tag)
        if level is not None:
            self._open_section(element, level)
        if "footnote" in element.get("class", "").split():
            self._trail.leave_sections()
        anchor = element.get("id") if level is None else None
        self._trail.enter(element.tag, anchor, spans=spans_several(element.attrib))
        self._attributes(element)
        source = element.text
        if source:
            self._text(element, kind)
        if level is not None and element.text != source:
            self.source_headings[element] = source or ""
        self._children(element, _inherited(element, kind, inherited))
        self._trail.leave()

    def _open_section(self, element: Element, level: int) -> None:
        shielded = shield(element.text or "", element.tag, attribute_lists=self._attribute_lists)
        self._trail.heading(level, self._normalise(shielded.text), shielded.anchor or element.get("id"))

    def _replace(self, raw: str, tag: str, kind: str) -> tuple[str, bool]:
        """The raw text with each of its pieces offered, and whether any was kept in the source's language."""
        atomic = isinstance(raw, AtomicString)
        pieces, kept = [], False
        for piece, is_mark in split_marks(raw):
            if is_mark:
                self._raw_html(piece)
            shielded = shield(piece, tag, attribute_lists=self._attribute_lists and not atomic)
            if is_mark or not shielded.text:
                pieces.append(piece)
                continue
            text = self._normalise(shielded.text)
            answer = self._trail.offer(text, kind, Notation.TEXT if atomic else Notation.MARKDOWN)
            kept = kept or answer is None
            inner = shielded.text if answer in (None, text) else self._denormalise(answer)
            pieces.append(shielded.before + inner + replace_prose(shielded.after, self._attribute))
        joined = "".join(pieces)
        return (AtomicString(joined) if atomic else joined), kept

    def _attributes(self, element: Element) -> None:
        """Offer what readers see of an element's attributes, unless the renderer made it (see `walk_renderer`)."""
        if "footnote-backref" in element.get("class", "").split():
            return
        for name in PROSE_ATTRIBUTES:
            kind = attribute_kind(element.tag, element.attrib, name)
            if name in element.attrib and kind is not None:
                element.set(name, self._attribute(kind, element.attrib[name], picture_of(element.tag, element.attrib)))

    def _attribute(self, kind: str, value: str, picture: str = "") -> str:
        text = collapse(value)
        answer = self._trail.offer(text, kind, Notation.TEXT, picture=picture) if text else None
        return value if answer in (None, text) else answer

    def _text(self, element: Element, kind: str) -> None:
        """Offer the text an element starts with.

        Text that is kept is marked on the element itself or, where that holds more than this text, on a span.
        """
        text, kept = self._replace(element.text or "", element.tag, kind)
        if kept and self._kept and len(element):
            text, span = self._span(text, element.tag)
            element.insert(0, span)
        elif kept:
            element.attrib.update(self._kept)
        element.text = text

    def _tail(self, parent: Element, child: Element, kind: str) -> None:
        """Offer the text that follows a child."""
        text, kept = self._replace(child.tail or "", parent.tag, kind)
        if kept and self._kept:
            text, span = self._span(text, parent.tag)
            parent.insert(list(parent).index(child) + 1, span)
        child.tail = text

    def _span(self, raw: str, tag: str) -> tuple[str, Element]:
        """What comes before the text, and a span that marks the text as kept, followed by the rest."""
        atomic = isinstance(raw, AtomicString)
        shielded = shield(raw, tag, attribute_lists=self._attribute_lists and not atomic)
        span = Element("span", dict(self._kept))
        span.text = AtomicString(shielded.text) if atomic else shielded.text
        span.tail = shielded.after
        return shielded.before, span

    def _raw_html(self, mark: str) -> None:
        """Walk a raw HTML block, which the parser keeps aside under this mark."""
        placeholder = HTML_PLACEHOLDER_RE.fullmatch(mark)
        blocks = self.md.htmlStash.rawHtmlBlocks
        if placeholder is None or int(placeholder[1]) >= len(blocks):
            return
        index = int(placeholder[1])
        block = blocks[index]
        if isinstance(block, str):
            blocks[index] = walk_html(block, self._trail, self._kept, self._raw_html)

    def _directive(self, raw: str) -> bool:
        """Whether a block is nothing but a comment that directs this walk."""
        placeholder = HTML_PLACEHOLDER_RE.fullmatch(raw.strip())
        blocks = self.md.htmlStash.rawHtmlBlocks
        if placeholder is None or int(placeholder[1]) >= len(blocks):
            return False
        block = blocks[int(placeholder[1])]
        comment = _COMMENT.fullmatch(block) if isinstance(block, str) else None
        return comment is not None and self._trail.directive(comment[1])

    def _abbreviations(self) -> None:
        """Offer each definition whole, `*[CBT]: ...`: another language may shorten it otherwise."""
        processor = registered(self.md, "abbr")
        definitions: dict[str, str] = getattr(processor, "abbrs", {})
        translated: dict[str, str] = {}
        for short, long in definitions.items():
            source = f"*[{short}]: {collapse(long)}"
            answer = self._trail.offer(source, "abbreviation", Notation.TEXT)
            match = _ABBREVIATION.fullmatch(answer) if answer not in (None, source) else None
            if match is None:
                translated[short] = long
            else:
                translated[match["short"]] = match["long"]
        if translated != definitions:
            # The extension shares this very dict between its processors.
            definitions.clear()
            definitions.update(translated)

    def _reference_titles(self) -> None:
        for name, (target, title) in list(self.md.references.items()):
            if title:
                answer = self._trail.offer(collapse(title), "link title", Notation.TEXT)
                self.md.references[name] = (target, title if answer in (None, collapse(title)) else answer)

    def _normalise(self, raw: str) -> str:
        lines = raw.split("\n") if self._line_breaks else _HARD_BREAK.split(raw)
        return "\n".join(collapse(line) for line in lines)

    def _denormalise(self, text: str) -> str:
        return text if self._line_breaks else text.replace("\n", "  \n")


def _kind(element: Element, inherited: str) -> str:
    level = heading_level(element.tag)
    if level is not None:
        return f"heading {level}"
    classes = element.get("class", "").split()
    if "admonition-title" in classes:
        return "admonition title"
    if element.tag == "p":
        return inherited
    return BLOCK_KINDS.get(element.tag, inherited)


def _inherited(element: Element, kind: str, inherited: str) -> str:
    """What a plain paragraph inside this element is."""
    if element.tag == "blockquote":
        return "quotation"
    if "footnote" in element.get("class", "").split() or inherited == "footnote":
        return "footnote"
    return kind if element.tag in ("li", "dd", "figcaption") else inherited
