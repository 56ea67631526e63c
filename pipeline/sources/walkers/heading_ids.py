"""Headings keep the ids that their source texts give them, so `#links` live in all languages."""

from __future__ import annotations

from typing import Any, Protocol
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.toc import remove_fnrefs, render_inner_html, strip_tags, unique
from markdown.treeprocessors import Treeprocessor

from pipeline.characters import unescape
from pipeline.markup import heading_level
from pipeline.sources.walkers.shield import shield


class Replaced(Protocol):
    """Whoever has put other texts into headings: it knows what stood there."""

    source_headings: dict[Element, str]


class HeadingIds(Treeprocessor):
    """Gives headings the ids that their source texts would have had, so `#links` live in all languages."""

    def __init__(self, md: Markdown, walker: Replaced) -> None:
        super().__init__(md)
        self._walker = walker

    def run(self, root: Element) -> None:
        """Name all headings, as `toc` itself is about to, but from the source."""
        toc = registered(self.md, "toc")
        if toc is None or not self._walker.source_headings:
            return
        sources = self._rendered_sources()
        used = {element.attrib["id"] for element in root.iter() if "id" in element.attrib}
        for element in root.iter():
            if heading_level(element.tag) and "id" not in element.attrib:
                source = sources.get(element, element)
                name = strip_tags(render_inner_html(remove_fnrefs(source), self.md))
                element.set("id", unique(toc.slugify(unescape(name), toc.sep), used))

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


def registered(md: Markdown, name: str) -> Any:
    """The tree processor of this name, if the parser has one."""
    return md.treeprocessors[name] if name in md.treeprocessors else None
