"""Messages rendered as the site's own reader would render them, each in its own kind of block."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import lru_cache
from html import escape
from types import MappingProxyType, ModuleType
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser
from docutils.utils import new_document
from markdown import Markdown

from pipeline.markup import BLOCK_KINDS
from pipeline.model import Notation
from pipeline.sources.walkers.roles import with_roles
from pipeline.sources.walkers.rst_inline import is_anonymous, parse_inline

# Parsers read these otherwise than a paragraph. The tags of other kinds are not for rendering: in `<title>` and the
# like a parser of HTML sees no tags.
_BLOCK_TAGS = {BLOCK_KINDS[tag]: tag for tag in ("li", "td", "th", "dt", "dd")}
#: What may stand around a message when it is rendered: no part of it.
FRAMES = frozenset({"div", "p", *_BLOCK_TAGS.values(), *(f"h{level}" for level in range(1, 7))})
#: So a message begins that its parser cannot read.
UNREADABLE = "<x-faulty"
# Stages that belong to whole documents.
_DOCUMENT_STAGES = frozenset({"toc", "footnote", "hilite"})

# So many texts are known: those that one language after the other asks for, and what one rule after the other does.
_MOST = 2000


class Renderer:
    """A Markdown parser with the site's settings that renders single messages."""

    def __init__(self, markdown_settings: Mapping[str, Any], roles: Mapping[str, str] = MappingProxyType({})) -> None:
        """`roles` are those that documents in reStructuredText define, each with the one it is based on."""
        self._roles, self._settings = roles, markdown_settings
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
        self._rendered = lru_cache(_MOST)(self._render)

    def __reduce__(self) -> tuple[object, ...]:
        # Another process makes its own: a parser holds on to what cannot be sent.
        return Renderer, (dict(self._settings), dict(self._roles))

    def modules(self) -> frozenset[ModuleType]:
        """The modules of what takes part in the rendering: Python-Markdown's own, and those of extensions."""
        stages = (*self._md.inlinePatterns, *self._md.treeprocessors, *self._md.postprocessors)
        return frozenset(sys.modules[type(stage).__module__] for stage in stages)

    def is_directive(self, text: str) -> bool:
        """Whether the parser would take a block of this text for a directive."""
        return bool(self._toc_marker) and text.strip() == self._toc_marker

    def render(self, text: str, notation: Notation, kind: str, labels: tuple[str, ...] = ()) -> str:
        """The HTML of a message in its block, in a document with these labels. Plain text and HTML are what they are.

        What a label stands for is known by the label alone.
        """
        if notation not in (Notation.MARKDOWN, Notation.RST):
            return text
        return self._rendered(text, notation, kind, labels)

    def _render(self, text: str, notation: Notation, kind: str, labels: tuple[str, ...]) -> str:
        return self._convert(text, kind, labels) if notation is Notation.MARKDOWN else self._outline(text)

    def _outline(self, text: str) -> str:
        with with_roles(self._roles):
            return _outline(text)

    def _convert(self, text: str, kind: str, labels: tuple[str, ...]) -> str:
        self._md.reset()
        self._md.references.update((label, (f"label:{label}", "")) for label in labels)
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


_RST_TAGS: dict[type[nodes.Element], str] = {
    nodes.emphasis: "em",
    nodes.strong: "strong",
    nodes.literal: "code",
    nodes.subscript: "sub",
    nodes.superscript: "sup",
}
_RST_ADDRESSES = ("refuri", "refname", "refid")


def _outline(text: str) -> str:
    """The inline elements of a reStructuredText message as HTML, each with what it refers to.

    A message is not a document: references stay unresolved and are compared by name. What cannot be read here, or goes
    to the page as it is, may not be changed.
    """
    settings = get_default_settings(Parser)
    settings.warning_stream = ""  # what is wrong is said by the rules; docutils would quote the text on standard error
    document = new_document("message", settings)
    # Roles ask for it; docutils sets it where it reads a whole document.
    setattr(document.reporter, "get_source_and_line", lambda line=None: (None, line))
    parsed = parse_inline(text, document, nodes.paragraph())
    if parsed is None:
        return f'{UNREADABLE} text="{escape(text)}">{escape(text)}</x-faulty>'
    return "".join(_outline_of(node) for node in parsed)


def _outline_of(node: nodes.Node) -> str:
    if not isinstance(node, nodes.Element):
        return escape(node.astext())
    inside = "".join(_outline_of(child) for child in node.children)
    if is_anonymous(node):
        # It leads where its place among all of the document says, which is known there alone.
        return f"<x-anonymous-link>{inside}</x-anonymous-link>"
    if isinstance(node, nodes.raw):
        return f'<x-raw text="{escape(node.astext())}"></x-raw>'
    tag = _RST_TAGS.get(type(node), "a" if isinstance(node, nodes.reference) else f"x-{node.tagname}")
    addresses = "".join(f' {name}="{escape(str(node[name]))}"' for name in _RST_ADDRESSES if node.get(name))
    if isinstance(node, nodes.substitution_reference):
        # A substitution stands for whatever the document defines: it is known by its name alone.
        return f'<{tag} refname="{escape(node.astext())}"></{tag}>'
    role = f' class="{escape(" ".join(node["classes"]))}"' if isinstance(node, nodes.inline) and node["classes"] else ""
    return f"<{tag}{addresses}{role}>{inside}</{tag}>"
