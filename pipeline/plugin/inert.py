"""Catalogs are data from strangers: what they bring to a site is inert until it stands in a file.

A template may put a text anywhere, through any filter: `striptags` undoes references, `safe` ends escaping, `truncate`
cuts them in two, a plugin may do all of it in Python. So between a catalog and the finished file none of the
characters that mean something to HTML, scripts or styles is there at all. Each has a stand-in, which no filter takes
for anything but a character; `plugin.escapes` puts the character back, as it is written at the place where it came to
stand. The source language's texts are its author's, and stay as they are.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import lru_cache, partial

from pipeline.markup import VOID, attribute_kind, is_harmless
from pipeline.model import Segment, Visitor
from pipeline.spans import Kind, Piece, pieces_of

#: The characters and their stand-ins: noncharacters, which are for internal use alone (Unicode, section 23.7) and which
#: neither texts nor programs have, not even as the ends of a range. For the apostrophe it is a letter that no text has:
#: Pelican counts words in a summary, and `l'an` is one.
STAND_INS = {
    "<": "\ufdd3",
    ">": "\ufdd4",
    "&": "\ufdd5",
    '"': "\ufdd6",
    "'": "\uffa0",
    "`": "\ufdd7",
    "=": "\ufdd8",
    "\\": "\ufdd9",
    "$": "\ufdda",
}
# A translation may have these of its own.
_OF_LANGUAGES = frozenset({"lang", "dir"})
_TABLE = str.maketrans(STAND_INS)
_BACK = str.maketrans({stand_in: character for character, stand_in in STAND_INS.items()})
_BRACKETS = str.maketrans({character: STAND_INS[character] for character in "<>"})
_ACTIVE = re.compile(
    r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[A-Za-z][A-Za-z0-9]{0,31};?)|[" + re.escape("".join(STAND_INS)) + "]"
)


def inert_plain(text: str) -> str:
    """A plain text, in which nothing is markup and nothing is a reference."""
    return text.translate(_TABLE)


def plain(text: str) -> str:
    """A text with its own characters."""
    return text.translate(_BACK)


def inert_text(text: str) -> str:
    """The text of an element or a value as HTML has it: character references are undone where they are active."""
    return _ACTIVE.sub(_inert, text)


def _inert(found: re.Match[str]) -> str:
    return _inert_reference(found[0])


@lru_cache(maxsize=1000)
def _inert_reference(written: str) -> str:
    """A reference stays as it is written, unless it stands for what is active, or its beginning does if it is cut."""
    meant = html.unescape(written)
    beginnings = [written[:length] for length in range(2, len(written) + 1)]
    is_active = any(_ACTIVE.search(html.unescape(part)) for part in beginnings if html.unescape(part) != part)
    return inert_plain(meant) if is_active or meant == written else written


def inert_html(text: str) -> str:
    """A piece of HTML in which only its markup is active: not its texts, and no value that a reader reads."""
    return _with_inert(text, pieces_of(text))


def inert_value(translation: str, source: str) -> str:
    """A translation of a text that templates show as it is: where its source has markup it has that, or harmless tags.

    What is its source's own text stays as it is.
    """
    if translation == source or not _ACTIVE.search(translation):
        return translation
    pieces, original = list(pieces_of(translation)), list(pieces_of(source))
    return _with_inert(translation, pieces) if _fits(pieces, original) else inert_text(translation)


def inert_visitor(visitor: Visitor) -> Visitor:
    """The visitor of texts that templates show as they are, with answers that are inert."""

    def visit(segment: Segment) -> str | None:
        answer = visitor(segment)
        return None if answer is None else inert_value(answer, segment.text)

    return visit


def _with_inert(text: str, pieces: Iterable[Piece]) -> str:
    done, position = [], 0
    for piece in pieces:
        if piece.kind is Kind.TEXT:
            done += [text[position : piece.start], inert_text(text[piece.start : piece.end])]
            position = piece.end
        for value in piece.values:
            written = text[value.start : value.end]
            is_prose = (
                value.name in _OF_LANGUAGES or attribute_kind(piece.tag, piece.attributes, value.name) is not None
            )
            done += [text[position : value.start], inert_text(written) if is_prose else written.translate(_BRACKETS)]
            position = value.end
    return "".join(done) + text[position:]


def _fits(pieces: list[Piece], original: list[Piece]) -> bool:
    """Whether all markup is the original's, or a harmless tag, and as well nested as the original's is."""
    known = {_comparable(piece) for piece in original if piece.kind is not Kind.TEXT}
    return (
        bool(known)
        and all(
            piece.kind is Kind.TEXT
            or _comparable(piece) in known
            or (piece.kind in (Kind.START, Kind.END) and is_harmless(piece.tag, piece.attributes))
            for piece in pieces
        )
        and (_is_nested(pieces) or not _is_nested(original))
    )


def _comparable(piece: Piece) -> object:
    """Markup as it is compared: what prose is in it is translated."""
    if piece.kind is not Kind.START:
        return piece.kind, piece.tag or piece.written
    values = ((value.name, piece.text[value.start : value.end]) for value in piece.values)
    is_prose = partial(attribute_kind, piece.tag, piece.attributes)
    return piece.tag, frozenset((name, None if is_prose(name) else value) for name, value in values)


def _is_nested(pieces: Iterable[Piece]) -> bool:
    opened: list[str] = []
    for piece in pieces:
        if piece.kind is Kind.START and piece.tag not in VOID:
            opened.append(piece.tag)
        elif piece.kind is Kind.END and (not opened or opened.pop() != piece.tag):
            return False
    return not opened
