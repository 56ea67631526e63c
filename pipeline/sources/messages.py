"""Segments as the messages of templates. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from pipeline.characters import forbidden, named, reference_to
from pipeline.config import THEME_DOMAIN, Project
from pipeline.errors import PipelineError
from pipeline.filed import Filing
from pipeline.model import Catalog, Document, Key, Message, Notation, Segment, headline
from pipeline.notes import notes_on
from pipeline.packed import Packed

#: The bounds of a segment: the longest text in characters, the deepest nesting of its marks.
MAX_TEXT, MAX_NESTING = 20_000, 50
_NESTING = re.compile(r"<(?!(?:br|hr|img|input|wbr)\b)(?=[A-Za-z])|</|\[|\]", re.I)


def to_message(segment: Segment, path: str, sections: Iterable[str] = (), address: str = "") -> Message:
    """The message of a segment; `sections` names the required sections it belongs to, `address` is its page's."""
    return Message(
        segment.text,
        msgctxt=segment.context,
        extracted=tuple(notes_on(segment, sections, address)),
        references=(reference_to(path),),
        flags=("markdown-text",) if segment.notation is Notation.MARKDOWN else (),
    )


def oversize(segment: Segment) -> str:
    """Why a segment is not given to translators, or nothing: no editor, and not every parser, can cope with it."""
    if len(segment.text) > MAX_TEXT:
        return f"{len(segment.text):,} characters in one block, more than {MAX_TEXT:,}"
    deepest = nesting(segment.text)
    return f"marks nested {deepest} deep, more than {MAX_NESTING}" if deepest > MAX_NESTING else ""


def nesting(text: str) -> int:
    """How deep a text nests its marks."""
    depth = deepest = 0
    for mark in _NESTING.finditer(text):
        depth = max(0, depth + (1 if mark[0] in ("<", "[") else -1))  # what ends nothing is no nesting
        deepest = max(deepest, depth)
    return deepest


def merge_equal(messages: Iterable[Message]) -> tuple[Message, ...]:
    """Messages of the same key become one, at the first one's place, with all notes and references."""
    merged: dict[Key, Message] = {}
    for message in messages:
        first = merged.get(message.key)
        if first is not None:
            plural = first if first.msgid_plural else message
            message = replace(
                first,
                msgid_plural=plural.msgid_plural,
                translations=plural.translations,
                extracted=_union(first.extracted, message.extracted),
                references=_union(first.references, message.references),
                flags=_union(first.flags, message.flags),
            )
        merged[message.key] = message
    return tuple(merged.values())


def _union(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def documents_by_domain(documents: Iterable[Document]) -> dict[str, tuple[Document, ...]]:
    """The documents whose texts are in each domain's catalogs, in order."""
    found: dict[str, list[Document]] = {}
    for document in documents:
        found.setdefault(document.domain, []).append(document)
    return {domain: tuple(own) for domain, own in found.items()}


def templates_of(project: Project, documents: Iterable[Document], theme: tuple[Message, ...]) -> tuple[Catalog, ...]:
    """The templates of a site: one for each of its documents' domains, and the theme's.

    Raises PipelineError for a text with a character that no catalog can have.
    """
    by_domain = documents_by_domain(documents).items()
    found = ((domain, merge_equal(_messages_of(project, own))) for domain, own in by_domain)
    filing = Filing()
    return tuple(_template(domain, messages, filing) for domain, messages in chain(found, [(THEME_DOMAIN, theme)]))


def _messages_of(project: Project, documents: Iterable[Document]) -> Iterator[Message]:
    for document in documents:
        for segment in document.texts():
            if not oversize(segment):
                yield to_message(segment, document.path, project.critical_sections(segment.anchors), document.address)


def _template(domain: str, messages: tuple[Message, ...], filing: Filing) -> Catalog:
    for message in messages:
        _require_characters(message)
    return Catalog(domain, None, Packed.of(messages, Message, filing.put))


def _require_characters(message: Message) -> None:
    """Refuse what no file of a source need have in it as such: it may be written as `&#27;` or "\\x1b"."""
    texts = (message.msgid, message.msgctxt or "", message.msgid_plural or "", *message.extracted, *message.references)
    for text in texts:
        if (found := forbidden(text)) is not None:
            about = headline(message.msgid.replace(found[0], "…"))
            raise PipelineError(f"“{about}” has {named(found)}", path=message.references[0], hint="remove it")
