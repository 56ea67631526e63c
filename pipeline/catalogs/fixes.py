"""What may be mended without understanding the text: white space at the ends, and straight quotation marks. Pure."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import replace

from babel import Locale

from pipeline.model import Catalog, Language, Message

_DOUBLE_SPACE = re.compile(r"(?<=\S) {2,}(?=\S)")
# A straight mark opens after a space, a bracket or at the beginning; within marks of code or tags it is no quotation.
_QUOTED = re.compile(r'(?<![\w=])"([^"<>{}`=\n]+)"(?!\w)')
_FANCY_QUOTES = re.compile("[“”„«»「」]")


def fixed(catalog: Catalog, language: Language) -> Catalog:
    """The catalog with what is mechanical mended in translations that are in use."""
    messages = (
        message if message.obsolete or not message.has_text else _fixed(message, language)
        for message in catalog.messages
    )
    return replace(catalog, messages=tuple(messages))


def _fixed(message: Message, language: Language) -> Message:
    sources = (message.msgid, *(message.msgid_plural or message.msgid for _ in message.translations[1:]))
    texts = (_text(source, text, language) for source, text in zip(sources, message.translations, strict=True))
    return replace(message, translations=tuple(texts))


def _text(source: str, text: str, language: Language) -> str:
    if source == source.strip():
        text = text.strip(" \t\u3000")
    if not _DOUBLE_SPACE.search(source):
        text = _DOUBLE_SPACE.sub(" ", text)
    if '"' not in source and _FANCY_QUOTES.search(source) and text.count('"') % 2 == 0:
        opening, closing = _quotation_marks(language)
        text = _QUOTED.sub(rf"{opening}\1{closing}", text)
    return text


def _quotation_marks(language: Language) -> tuple[str, str]:
    """The language's own marks (CLDR delimiters are not in Babel; these are its quotationStart and quotationEnd)."""
    base = Locale.parse(language.locale).language
    if base == "fr":
        return "«\u202f", "\u202f»"
    return _MARKS.get(language.locale) or _MARKS.get(base, ("“", "”"))


_MARKS = {
    "bg": ("„", "“"),
    "cs": ("„", "“"),
    "da": ("“", "”"),
    "de": ("„", "“"),
    "de_CH": ("«", "»"),
    "el": ("«", "»"),
    "es": ("«", "»"),
    "et": ("„", "“"),
    "fa": ("«", "»"),
    "fi": ("”", "”"),
    "hr": ("„", "“"),
    "hu": ("„", "”"),
    "hy": ("«", "»"),
    "it": ("«", "»"),
    "ja": ("「", "」"),
    "lt": ("„", "“"),
    "nb": ("«", "»"),
    "nl": ("‘", "’"),
    "pl": ("„", "”"),
    "pt_PT": ("«", "»"),
    "ro": ("„", "”"),
    "ru": ("«", "»"),
    "sk": ("„", "“"),
    "sl": ("„", "“"),
    "sv": ("”", "”"),
    "uk": ("«", "»"),
    "zh_Hant": ("「", "」"),
}


def diff(path: str, before: Catalog, after: Catalog) -> Iterator[str]:
    """Lines of a unified diff of the translations that changed, each with its source as context."""
    for old, new in zip(before.messages, after.messages, strict=True):
        if old == new:
            continue
        yield f"{path}:{old.line}"
        for one, other in zip(old.translations, new.translations, strict=True):
            if one != other:
                yield from (line.rstrip("\n") for line in difflib.ndiff([one], [other]) if not line.startswith("?"))
