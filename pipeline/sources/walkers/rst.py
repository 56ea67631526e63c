"""The reStructuredText walker: a docutils transform that runs before all others, on the tree as parsed.

Every text element still knows the author's own inline markup there (`rawsource`), section ids are made
from source titles, and no reference is resolved. A translation is parsed by docutils' inline parser
alone, so it can add no block; its references are resolved with those of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import PurePosixPath
from typing import Any

from docutils import nodes
from docutils.transforms import Transform
from docutils.writers.html4css1 import HTMLTranslator

from pipeline.model import Notation, Visitor
from pipeline.sources.docutils_words import docutils_labels
from pipeline.sources.walkers.html import walk_html
from pipeline.sources.walkers.rst_inline import is_anonymous, parse_inline
from pipeline.sources.walkers.trail import Trail, collapse

_OPAQUE = (nodes.literal_block, nodes.doctest_block, nodes.math_block, nodes.target, nodes.system_message)
_KINDS: Mapping[type[nodes.Element], str] = {
    nodes.title: "title",
    nodes.term: "term",
    nodes.caption: "caption",
    nodes.rubric: "rubric",
    nodes.attribution: "attribution",
    nodes.line: "line",
    nodes.field_name: "field name",
}
_KINDS_OF_PARAGRAPHS: Mapping[type[nodes.Element], str] = {
    nodes.list_item: "list item",
    nodes.definition: "definition",
    nodes.entry: "table cell",
    nodes.footnote: "footnote",
    nodes.citation: "footnote",
    nodes.block_quote: "quotation",
    nodes.legend: "caption",
}
_TAGS_OF_TABLES: Mapping[type[nodes.Element], str] = {nodes.table: "table", nodes.row: "tr", nodes.entry: "td"}
# Bibliographic fields that docutils puts into the body.
_SHOWN_DOCINFO = frozenset({"abstract", "dedication"})
# `.. |name| replace:: text`: a text with markup of its own (reStructuredText Directives, replacement text).
_REPLACED = re.compile(r"\.\.\s+\|[^|]+\|\s+replace::\s*(.*)", re.S | re.I)
_HEADING_OF = {nodes.topic: "topic title", nodes.sidebar: "sidebar title", nodes.admonition: "admonition title"}


def with_walker(
    writer_class: type[Any],
    visitor: Visitor,
    kept: Mapping[str, str],
    formatted_fields: Iterable[str],
    source_language: str = "en",
    language: str = "en",
) -> type[Any]:
    """A writer class that brings the walker along as a transform.

    `kept` are the attributes of elements that keep the source's text, of which docutils can write the
    language; `formatted_fields` are the metadata fields that Pelican renders; `source_language` is the
    source's, in docutils' spelling, and `language` the one that what docutils says itself is to be in: a document is
    parsed in its own, in which its directives and the ids of its sections are.
    """
    fields = tuple(formatted_fields)

    class Walk(Transform):
        default_priority = 10  # before docutils' own, which begin at 210

        def apply(self) -> None:
            _Walk(self.document, visitor, kept, fields).run()

    class Speak(Transform):
        default_priority = 845  # after all that reads the source's words, up to 340, and before quotation marks (855)

        def apply(self) -> None:
            self.document.settings.language_code = language

    class Labels(Transform):
        default_priority = 930  # after docutils has put its labels in, up to 920

        def apply(self) -> None:
            _walk_labels(self.document, visitor, kept, source_language, language)

    class WalkingWriter(writer_class):  # type: ignore[misc]
        def get_transforms(self) -> list[type[Transform]]:
            return [*super().get_transforms(), Walk, Speak, Labels]

    WalkingWriter.__name__ = writer_class.__name__
    return WalkingWriter


def _walk_labels(
    document: nodes.document, visitor: Visitor, kept: Mapping[str, str], source_language: str, language: str
) -> None:
    """Offer the titles that docutils makes itself, such as "Note", in the words it has for the source's language.

    Where there is no answer, they are as docutils has them in the other language, or as in the source.
    """
    labels = docutils_labels(source_language) or docutils_labels("en")
    for title in document.findall(nodes.title):
        parent = title.parent
        name = next((name for name in reversed(parent["classes"]) if name in labels), None)
        if name is None or not isinstance(parent, nodes.admonition | nodes.topic) or _is_written(title):
            continue
        kind = "admonition title" if isinstance(parent, nodes.admonition) else "topic title"
        said = Trail(visitor).offer(labels[name], kind, Notation.TEXT)
        if said is None and kept:
            said = docutils_labels(language).get(name) if language != source_language else None
            if said is None:
                said = labels[name]
                title["classes"].append(f"language-{kept['lang']}")
        if said is not None:
            title.children = []
            title += nodes.Text(said)


def _is_written(title: nodes.title) -> bool:
    """Whether a title comes from the source and not from docutils."""
    in_docinfo = isinstance(title.parent, nodes.topic) and {"abstract", "dedication"} & set(title.parent["classes"])
    return bool(title.rawsource) and not in_docinfo


class _Walk:
    """One walk over one document."""

    def __init__(
        self, document: nodes.document, visitor: Visitor, kept: Mapping[str, str], formatted_fields: tuple[str, ...]
    ) -> None:
        self._document = document
        self._visitor = visitor
        self._kept = kept
        self._formatted_fields = formatted_fields
        self._trail = Trail(visitor)

    def run(self) -> None:
        document = self._document
        top = self._promoted_section()
        content = document if top is None else top
        body = [child for child in content.children if top is None or not isinstance(child, nodes.title)]
        first = next((child for child in body if not isinstance(child, nodes.PreBibliographic)), None)
        for child in body:  # without the document's title, which is a field and walked there
            if child is first and isinstance(child, nodes.field_list):
                self._docinfo(child)
            else:
                self._node(child, "paragraph", 2)

    def _promoted_section(self) -> nodes.section | None:
        """The one section whose title docutils will make the document's (transform DocTitle)."""
        content = [child for child in self._document.children if not isinstance(child, nodes.PreBibliographic)]
        return content[0] if len(content) == 1 and isinstance(content[0], nodes.section) else None

    def _docinfo(self, fields: nodes.field_list) -> None:
        for field in fields.children:
            name = field.children[0].astext().lower()
            if name in _SHOWN_DOCINFO:
                for child in list(field.children[1].children):
                    self._node(child, "paragraph", 2)
            elif name in self._formatted_fields:
                trail, self._trail = self._trail, Trail(self._visitor, kind=name.replace("_", " "))
                for child in list(field.children[1].children):
                    self._node(child, name, 2)
                self._trail = trail

    def _node(self, node: nodes.Node, kind: str, level: int) -> None:
        if isinstance(node, nodes.comment):
            self._trail.directive(node.astext())
            return
        if not isinstance(node, nodes.Element) or isinstance(node, _OPAQUE):
            return
        if self._trail.skips_block():
            return
        if isinstance(node, nodes.raw):
            self._raw(node)
        elif isinstance(node, nodes.section):
            self._section(node, level)
        elif isinstance(node, nodes.image):
            self._alternative_text(node)
        elif isinstance(node, nodes.substitution_definition):
            self._substitution(node, level)
        elif isinstance(node, nodes.TextElement) and not isinstance(node, nodes.Inline):
            headed = _HEADING_OF.get(type(node.parent)) if isinstance(node, nodes.title) else None
            self._text(node, headed or _KINDS.get(type(node), kind))
        else:
            self._container(node, _KINDS_OF_PARAGRAPHS.get(type(node), kind), level)

    def _container(self, node: nodes.Element, kind: str, level: int) -> None:
        in_head = isinstance(node.parent, nodes.row) and isinstance(node.parent.parent, nodes.thead)
        tag = "th" if in_head else _TAGS_OF_TABLES.get(type(node), "div")
        spans = bool(node.get("morecols") or node.get("morerows"))
        self._trail.enter(tag, node["ids"][0] if node["ids"] else None, spans=spans)
        for child in list(node.children):
            self._node(child, "table heading" if isinstance(node.parent, nodes.thead) else kind, level)
        self._trail.leave()

    def _section(self, section: nodes.section, level: int) -> None:
        for child in list(section.children):
            if isinstance(child, nodes.title):
                anchor = self._explicit_target(section) or (section["ids"][0] if section["ids"] else None)
                self._trail.heading(level, collapse(child.rawsource or child.astext()), anchor)
                self._text(child, f"heading {level}")
            else:
                self._node(child, "paragraph", level + 1)

    def _explicit_target(self, section: nodes.section) -> str | None:
        """The id that `.. _name:` before a section gives it."""
        index = section.parent.index(section)
        before = section.parent.children[index - 1] if index else None
        return before["ids"][0] if isinstance(before, nodes.target) and before["ids"] else None

    def _text(self, node: nodes.TextElement, kind: str) -> None:
        if isinstance(node, nodes.title) and not _is_written(node):
            return
        raw = node.rawsource or node.astext()
        source = _without_literal_marker(raw)
        text = collapse(source)
        if not text:
            return
        answer = self._trail.offer(text, kind, Notation.RST)
        if answer == text:
            return
        parsed = None if answer is None else parse_inline(answer, self._document, node)
        if parsed is not None:
            self._replace(node, parsed)
        elif self._kept:
            node["classes"].append(f"language-{self._kept['lang']}")  # docutils writes this as `lang`

    def _replace(self, node: nodes.TextElement, parsed: list[nodes.Node]) -> None:
        # Other paragraphs may refer to a target that was named here.
        targets = list(node.findall(nodes.target))
        notes = list(node.findall(nodes.footnote_reference))
        self._unmatched(node, parsed)
        for old in list(node.findall(nodes.Element)):
            self._forget(old)
        for new in (found for part in parsed for found in part.findall(nodes.footnote_reference)):
            self._keep_id(new, notes)
        marked = [target for target in targets if target.children]
        for place, named in zip((one for one in parsed if isinstance(one, nodes.target)), marked, strict=False):
            place["ids"], place["names"] = named["ids"], named["names"]
            self._document.ids.update(dict.fromkeys(place["ids"], place))
            targets.remove(named)
        for target in targets:
            target.children = []  # the place stays, its words were the source's
        node.children = []
        node.extend([*parsed, *targets])

    def _unmatched(self, node: nodes.TextElement, parsed: list[nodes.Node]) -> None:
        """Links without a name that a translation has not: where they led, no other link is to lead.

        docutils takes all of a document by their order, and refuses it where there are fewer than addresses for them.
        """
        links = list(filter(is_anonymous, node.findall(nodes.reference)))
        lost = links[sum(is_anonymous(new) for new in parsed) :]
        everywhere = list(filter(is_anonymous, self._document.findall(nodes.reference)))
        addresses = list(filter(is_anonymous, self._document.findall(nodes.target)))
        for link, address in zip(everywhere, addresses, strict=False):
            if any(link is one for one in lost):
                del address["anonymous"]

    def _keep_id(self, new: nodes.footnote_reference, old_notes: list[nodes.footnote_reference]) -> None:
        """A footnote's way back has the same id in every language."""
        for old in old_notes:
            if old.get("refname") == new.get("refname") and old["ids"]:
                old_notes.remove(old)
                new["ids"] = old["ids"]
                self._document.ids.update(dict.fromkeys(new["ids"], new))
                return

    def _forget(self, old: nodes.Element) -> None:
        """References that are gone must not be numbered or resolved."""
        document = self._document
        registers: list[list[Any]] = [document.autofootnote_refs, document.symbol_footnote_refs]
        for by_name in (document.refnames, document.footnote_refs, document.citation_refs):
            registers += by_name.values()
        for register in registers:
            register[:] = [reference for reference in register if reference is not old]

    def _substitution(self, node: nodes.substitution_definition, level: int) -> None:
        """What a substitution stands for: a text, or an image with a text of its own."""
        replaced = _REPLACED.fullmatch(node.rawsource)  # docutils keeps the whole directive there
        if replaced is not None or all(isinstance(child, nodes.Text) for child in node.children):
            node.rawsource = node.astext() if replaced is None else replaced[1]
            self._text(node, "substitution")
        else:
            self._container(node, "substitution", level)

    def _alternative_text(self, image: nodes.image) -> None:
        text = collapse(image.get("alt", ""))
        if text:
            answer = self._trail.offer(text, "image text", Notation.TEXT, picture=image["uri"])
            if answer is not None and answer != text:
                # docutils writes the text of what is no <img> to it (SVG, films) between tags, as it is.
                written_raw = PurePosixPath(image["uri"]).suffix.lower() in HTMLTranslator.object_image_types
                image["alt"] = escape(answer, quote=False) if written_raw else answer

    def _raw(self, node: nodes.raw) -> None:
        if "html" in node.get("format", "").split():
            walked = walk_html(node.astext(), self._trail, self._kept)
            if walked != node.astext():
                node.children = []
                node.append(nodes.Text(walked))


def _without_literal_marker(raw: str) -> str:
    """A paragraph's text without the `::` that announces a literal block, as docutils shows it."""
    stripped = raw.rstrip()
    if not stripped.endswith("::"):
        return raw
    return stripped[:-2].rstrip() if stripped[-3:-2] in (" ", "\n", "") else stripped[:-1]
