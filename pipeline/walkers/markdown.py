"""The Markdown walker: a treeprocessor between Python-Markdown's block stage and its inline stage.

There every block's text is still the author's own inline Markdown, and the block structure stands:
a translation put in at this point is parsed as inline text and can add no heading, list or table.
Raw HTML blocks, abbreviations and titles of link references live outside the tree and are walked there.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.codehilite import CodeHiliteExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.toc import remove_fnrefs, render_inner_html, strip_tags, unique
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

from pipeline.model import Markup, Visitor
from pipeline.walkers.html import walk_html
from pipeline.walkers.shield import replace_prose, shield, split_marks
from pipeline.walkers.trail import ATTRIBUTE_KINDS, BLOCK_KINDS, Trail, collapse

_WALKER = "gettext"
# After codehilite (30) and the footnotes (50), before the inline stage (20).
_WALKER_PRIORITY = 25
# After the inline stage, smarty (6) and attribute lists (8); before toc (5) names the headings.
_HEADING_IDS_PRIORITY = 5.5

_HEADING = re.compile(r"h([1-6])")
_HARD_BREAK = re.compile(r" {2,}\n")
_COMMENT = re.compile(r"\s*<!--(.*?)-->\s*", re.S)
_ABBREVIATION = re.compile(r"\*\[(?P<short>[^\[\]]+)\]:\s*(?P<long>.+)", re.S)
_OPAQUE = frozenset({"pre", "code", "script", "style", "svg", "math"})
# As render_math, arithmatex and MathJax itself know it.
_FORMULA = re.compile(r"\s*(?:\$\$(?:(?!\$\$).)+\$\$|\\\[(?:(?!\\\]).)+\\\])\s*", re.S)


def with_walker(markdown_settings: Mapping[str, Any], walker: Extension) -> dict[str, Any]:
    """The site's own `MARKDOWN` settings with the walker's extension added."""
    return {**markdown_settings, "extensions": [*markdown_settings.get("extensions", ()), walker]}


class SegmentReader:
    """A parser that only offers segments, of one text after the other: no inline stage, no highlighting."""

    def __init__(self, markdown_settings: Mapping[str, Any]) -> None:
        self._extension = GettextExtension(lambda _: None, {})
        self._md = Markdown(**with_walker(markdown_settings, self._extension))
        for extension in self._md.registeredExtensions:
            if isinstance(extension, CodeHiliteExtension):
                extension.setConfig("use_pygments", False)
        if "hilite" in self._md.treeprocessors:
            self._md.treeprocessors.deregister("hilite")

    def walk(self, text: str, visitor: Visitor, *, kind: str | None = None) -> dict[str, list[str]]:
        """Offer each segment of `text`; the metadata fields found.

        `kind`, where given, says that the whole text is one field of that kind.
        """
        md = self._md
        md.reset()
        lines = text.split("\n")
        for preprocessor in md.preprocessors:
            lines = preprocessor.run(lines)
        root = md.parser.parseDocument(lines).getroot()
        assert root is not None
        self._extension.visitor, self._extension.kind = visitor, kind
        for treeprocessor in md.treeprocessors:
            treeprocessor.run(root)
            if isinstance(treeprocessor, MarkdownWalker):
                break
        return getattr(md, "Meta", {})


def walk_renderer(md: Markdown, visitor: Visitor) -> None:
    """Offer the texts that the parser's extensions themselves put on pages."""
    trail = Trail(visitor, kind="renderer")
    for extension in md.registeredExtensions:
        if isinstance(extension, FootnoteExtension):
            title = extension.getConfig("BACKLINK_TITLE")
            extension.setConfig("BACKLINK_TITLE", trail.offer(title, "renderer", Markup.TEXT) or title)
    toc = _registered(md, "toc")
    if toc is None:
        return
    for name in ("title", "permalink_title") if toc.use_permalinks else ("title",):
        text = getattr(toc, name)
        if text:
            setattr(toc, name, trail.offer(text, "renderer", Markup.TEXT) or text)


class GettextExtension(Extension):
    """Puts the walker into a parser, and steers it: its attributes may change from one text to the next.

    `kept` are the attributes of elements that keep the source's text; `kind`, where given, says that the
    whole text is one field of that kind; `renderer_visitor` answers for the extensions' own texts.
    """

    def __init__(self, visitor: Visitor, kept: Mapping[str, str], renderer_visitor: Visitor | None = None) -> None:
        super().__init__()
        self.visitor = visitor
        self.kept = kept
        self.kind: str | None = None
        self.renderer_visitor = renderer_visitor

    def __deepcopy__(self, _memo: dict[int, Any]) -> GettextExtension:
        """Itself: a reader that copies its settings still has to be steered."""
        return self

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the walker and, after it, the keeper of heading ids."""
        if self.renderer_visitor is not None:
            walk_renderer(md, self.renderer_visitor)
        walker = MarkdownWalker(md, self)
        md.treeprocessors.register(walker, _WALKER, _WALKER_PRIORITY)
        md.treeprocessors.register(HeadingIds(md, walker), "gettext-heading-ids", _HEADING_IDS_PRIORITY)


class MarkdownWalker(Treeprocessor):
    """Offers every block's inline text and splices in what the visitor answers."""

    def __init__(self, md: Markdown, extension: GettextExtension) -> None:
        super().__init__(md)
        self._extension = extension
        #: Source text of each heading that was replaced; its id still comes from there.
        self.source_headings: dict[Element, str] = {}

    def run(self, root: Element) -> None:
        """Walk one document."""
        self.source_headings = {}
        self._trail = Trail(self._extension.visitor, kind=self._extension.kind)
        self._kept = self._extension.kept
        self._attribute_lists = "attr_list" in self.md.treeprocessors
        self._line_breaks = "nl" in self.md.inlinePatterns
        self._toc_marker = getattr(_registered(self.md, "toc"), "marker", None)
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
        if self._trail.skips_block() or element.tag in _OPAQUE or element.get("translate") == "no":
            return
        if element.text and self._toc_marker and element.text.strip() == self._toc_marker:
            return
        if _FORMULA.fullmatch(element.text or "") and not len(element):
            return
        kind = _kind(element, inherited)
        heading = _HEADING.fullmatch(element.tag)
        if heading is not None:
            self._open_section(element, int(heading[1]))
        if "footnote" in element.get("class", "").split():
            self._trail.leave_sections()
        self._trail.enter(None if heading is not None else element.get("id"))
        self._attributes(element)
        source = element.text
        if source:
            self._text(element, kind)
        if heading is not None and element.text != source:
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
            answer = self._trail.offer(text, kind, Markup.TEXT if atomic else Markup.MARKDOWN)
            kept = kept or answer is None
            inner = shielded.text if answer in (None, text) else self._denormalise(answer)
            pieces.append(shielded.before + inner + replace_prose(shielded.after, self._attribute))
        joined = "".join(pieces)
        return (AtomicString(joined) if atomic else joined), kept

    def _attributes(self, element: Element) -> None:
        """Offer what readers see of an element's attributes, unless the renderer made it (see `walk_renderer`)."""
        if "footnote-backref" in element.get("class", "").split():
            return
        for name in ATTRIBUTE_KINDS:
            if name in element.attrib:
                element.set(name, self._attribute(name, element.attrib[name]))

    def _attribute(self, name: str, value: str) -> str:
        text = collapse(value)
        answer = self._trail.offer(text, ATTRIBUTE_KINDS[name], Markup.TEXT) if text else None
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
        processor = _registered(self.md, "abbr")
        definitions: dict[str, str] = getattr(processor, "abbrs", {})
        translated: dict[str, str] = {}
        for short, long in definitions.items():
            source = f"*[{short}]: {collapse(long)}"
            answer = self._trail.offer(source, "abbreviation", Markup.TEXT)
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
                answer = self._trail.offer(collapse(title), "link title", Markup.TEXT)
                self.md.references[name] = (target, title if answer in (None, collapse(title)) else answer)

    def _normalise(self, raw: str) -> str:
        lines = raw.split("\n") if self._line_breaks else _HARD_BREAK.split(raw)
        return "\n".join(collapse(line) for line in lines)

    def _denormalise(self, text: str) -> str:
        return text if self._line_breaks else text.replace("\n", "  \n")


class HeadingIds(Treeprocessor):
    """Gives headings the ids that their source texts would have had, so `#links` live in all languages."""

    def __init__(self, md: Markdown, walker: MarkdownWalker) -> None:
        super().__init__(md)
        self._walker = walker

    def run(self, root: Element) -> None:
        """Name all headings, as `toc` itself is about to, but from the source."""
        toc = _registered(self.md, "toc")
        if toc is None or not self._walker.source_headings:
            return
        sources = self._rendered_sources()
        used = {element.attrib["id"] for element in root.iter() if "id" in element.attrib}
        for element in root.iter():
            if _HEADING.fullmatch(element.tag) and "id" not in element.attrib:
                source = sources.get(element, element)
                name = strip_tags(render_inner_html(remove_fnrefs(source), self.md))
                element.set("id", unique(toc.slugify(html.unescape(name), toc.sep), used))

    def _rendered_sources(self) -> dict[Element, Element]:
        """Each replaced heading with its source, put through the same stages in a tree of its own."""
        scratch = Element("div")
        sources = {}
        for element, text in self._walker.source_headings.items():
            source = Element(element.tag)
            source.text = shield(text, element.tag, attribute_lists="attr_list" in self.md.treeprocessors).text
            scratch.append(source)
            sources[element] = source
        stages = list(self.md.treeprocessors)
        inline = stages.index(self.md.treeprocessors["inline"])
        for stage in stages[inline : stages.index(self)]:
            stage.run(scratch)
        return sources


def _registered(md: Markdown, name: str) -> Any:
    return md.treeprocessors[name] if name in md.treeprocessors else None


def _kind(element: Element, inherited: str) -> str:
    heading = _HEADING.fullmatch(element.tag)
    if heading is not None:
        return f"heading {heading[1]}"
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
