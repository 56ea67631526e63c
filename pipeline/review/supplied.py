"""Translations that a site need not make: of the tool's own sentences, and of titles such as "Note". Pure."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.catalogs.shipped import shipped_messages
from pipeline.model import Key, Language, Message, Segment
from pipeline.sources.docutils_words import docutils_labels

# Titles that parsers put above a block where its author has written the name of its kind alone.
_TITLES = frozenset({"admonition title", "topic title"})


def supplied(key: Key, uses: Iterable[Segment], language: Language, source: Language) -> Message | None:
    """The translation that comes with the tool for a message that these segments ask for; docutils has some, too.

    The tool speaks English, so of a site in another language only its own sentences are found here, and the titles
    that docutils has in both.
    """
    kinds = {segment.kind for segment in uses}
    found = shipped_messages(language.locale)
    if not kinds & _TITLES:
        return found.get(key)
    if len(kinds) > 1 or key[0] is not None:
        return None
    (kind,), text = kinds, key[1]
    name = next((name for name, label in docutils_labels(source.tag).items() if label == text), "")
    english = name.title() if name else text
    if source.tag.partition("-")[0] == "en" and (kind, english) in found:
        return Message(text, translations=found[kind, english].translations)
    label = docutils_labels(language.tag).get(name)
    return Message(text, translations=(label,)) if label else None
