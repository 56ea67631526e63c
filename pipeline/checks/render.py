"""Messages rendered as the site's own reader would render them, each in its own kind of block."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown

from pipeline.model import Markup

_BLOCK_TAGS = {"list item": "li", "table cell": "td", "table heading": "th", "term": "dt", "definition": "dd"}
# Stages that belong to whole documents.
_DOCUMENT_STAGES = frozenset({"toc", "footnote", "hilite"})


class Renderer:
    """A Markdown parser with the site's settings that renders single messages."""

    def __init__(self, markdown_settings: Mapping[str, Any]) -> None:
        self._md = Markdown(**markdown_settings)
        self._stages = [
            stage
            for stage in self._md.treeprocessors
            if not any(
                name in self._md.treeprocessors and self._md.treeprocessors[name] is stage for name in _DOCUMENT_STAGES
            )
        ]
        toc = self._md.treeprocessors["toc"] if "toc" in self._md.treeprocessors else None
        self._toc_marker: str = getattr(toc, "marker", "")
        self._rendered: dict[tuple[str, Markup, str], str] = {}

    def is_directive(self, text: str) -> bool:
        """Whether the parser would take a block of this text for a directive."""
        return bool(self._toc_marker) and text.strip() == self._toc_marker

    def render(self, text: str, markup: Markup, kind: str) -> str:
        """The HTML of a message in its block. Plain text and HTML are what they are."""
        if markup is not Markup.MARKDOWN:
            return text
        key = (text, markup, kind)
        if key not in self._rendered:
            self._rendered[key] = self._convert(text, kind)
        return self._rendered[key]

    def _convert(self, text: str, kind: str) -> str:
        self._md.reset()
        root = Element("div")
        level = kind.removeprefix("heading ")
        block = SubElement(root, f"h{level}" if kind != level else _BLOCK_TAGS.get(kind, "p"))
        block.text = text.replace("\n", "  \n")
        for stage in self._stages:
            replaced = stage.run(root)
            root = root if replaced is None else replaced
        html = self._md.serializer(root)
        for postprocessor in self._md.postprocessors:
            html = postprocessor.run(html)
        return html
