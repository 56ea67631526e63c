"""The Markdown walker put into a parser, and steered; a parser that only offers segments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.codehilite import CodeHiliteExtension
from markdown.extensions.footnotes import FootnoteExtension

from pipeline.model import Notation, Visitor
from pipeline.sources.walkers.heading_ids import HeadingIds, registered
from pipeline.sources.walkers.markdown import MarkdownWalker
from pipeline.sources.walkers.trail import Trail

_WALKER = "gettext"
# After codehilite (30) and the footnotes (50), before the inline stage (20).
_WALKER_PRIORITY = 25
# After the inline stage, smarty (6) and attribute lists (8); before toc (5) names the headings.
_HEADING_IDS_PRIORITY = 5.5


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
            extension.setConfig("BACKLINK_TITLE", trail.offer(title, "renderer", Notation.TEXT) or title)
    toc = registered(md, "toc")
    if toc is None:
        return
    for name in ("title", "permalink_title") if toc.use_permalinks else ("title",):
        text = getattr(toc, name)
        if text:
            setattr(toc, name, trail.offer(text, "renderer", Notation.TEXT) or text)


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
