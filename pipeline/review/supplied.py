"""Translations that a site need not make: the tool's own sentences, the words of Pelican's themes, titles like "Note".

Pure.
"""

from __future__ import annotations

from collections.abc import Collection

from pipeline.catalogs.shipped import shipped_messages, stock_messages
from pipeline.model import Key, Language, Message, Segment
from pipeline.sources.docutils_words import docutils_labels
from pipeline.sources.own_texts import COMES_TRANSLATED

# Titles that parsers put above a block where its author has written the name of its kind alone.
_TITLES = frozenset({"admonition title", "topic title"})


def supplied(key: Key, uses: Collection[Segment], language: Language, source: Language) -> Message | None:
    """The translation that comes with the tool for a message that these segments ask for; docutils has some, too.

    A word of Pelican's own themes is what a template of these says; the same word elsewhere in a site is the site's.
    The tool speaks English, as these do, so of a site in another language only their sentences are found here, and the
    titles that docutils has in both.
    """
    kinds, comments = {segment.kind for segment in uses}, {segment.comment for segment in uses}
    found = shipped_messages(language.locale)
    if not kinds & _TITLES:
        stock = stock_messages(language.locale) if COMES_TRANSLATED in comments else {}
        return found.get(key) or stock.get(key)
    if len(kinds) > 1 or key[0] is not None:
        return None
    (kind,), text = kinds, key[1]
    name = next((name for name, label in docutils_labels(source.tag).items() if label == text), "")
    english = name.title() if name else text
    if source.tag.partition("-")[0] == "en" and (kind, english) in found:
        return Message(text, translations=found[kind, english].translations)
    label = docutils_labels(language.tag).get(name)
    return Message(text, translations=(label,)) if label else None
