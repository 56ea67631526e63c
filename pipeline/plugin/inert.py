"""Catalogs are data from strangers: what they bring to a site is inert until it stands in a file.

A template may put a text anywhere, through any filter: `striptags` undoes references, `safe` ends escaping, `truncate`
cuts them in two, a plugin may do all of it in Python. So between a catalog and the finished file none of the
characters that mean something to HTML, scripts, styles or addresses is there at all. Each has a stand-in, which no
filter takes for anything but a character; `plugin.escapes` puts the character back, as it is written at the place where
it came to stand. The source language's texts are its author's, and stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import Enum, auto
from functools import lru_cache, partial
from typing import Any

import markupsafe
from jinja2.filters import do_striptags
from markupsafe import Markup

from pipeline.addresses import ADDRESS
from pipeline.characters import APOSTROPHE, has_any, unescape
from pipeline.markup import VOID, attribute_kind, attribute_use, is_harmless
from pipeline.model import Segment, Visitor
from pipeline.plugin.names_in_source import Translated
from pipeline.spans import Kind, Piece, Value, pieces_of

#: The characters of a text and their stand-ins: noncharacters, which are for internal use alone (Unicode, section 23.7)
#: and which neither texts nor programs have, not even as the ends of a range. For the apostrophe it is a letter that no
#: text has: Pelican counts words in a summary, and `l'an` is one. What normalises texts leaves all of them alone.
STAND_INS = {
    "<": "\ufdd3",
    ">": "\ufdd4",
    "&": "\ufdd5",
    '"': "\ufdd6",
    "'": APOSTROPHE,
    "`": "\ufdd7",
    "=": "\ufdd8",
    "\\": "\ufdd9",
    "$": "\ufdda",
    "*": "\ufddb",
    "%": "\ufddc",
    "#": "\ufde2",
}
#: Those that HTML needs references for, and the stand-ins of these references: in a piece of HTML `&lt;` is not `<`,
#: where the whole piece is written as a string, too.
REFERENCES = {
    "<": "\ufddd",
    ">": "\ufdde",
    "&": "\ufddf",
    '"': "\ufde0",
    "'": "\ufde1",
}
#: What separates the parts of an address, and the stand-ins of these where a text is one itself: they are meant.
SEPARATORS = {
    "&": "\ufde3",
    "=": "\ufde4",
    "#": "\ufde5",
    "%": "\ufde6",
}
#: What separates declarations and rules of a style, begins a rule or a function of it (CSS Syntax, section 4), or ends
#: an option where an attribute holds several. A body has its own: nobody makes a style of one.
PUNCTUATION = {
    ";": "\ufde7",
    ":": "\ufde8",
    "{": "\ufde9",
    "}": "\ufdec",
    "(": "\ufded",
    ")": "\ufdee",
    "@": "\ufdef",
    "[": "\U0001fffe",
    "]": "\U0001ffff",
}
#: At the beginning of a text whose source has none there: behind a slash of a theme's it would begin a host.
LEADING = {"/": "\U0002fffe"}
#: How HTML writes them.
NAMES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;", "'": "&#39;"}
# What has a query, and the name of a place in a page.
_PART_OF_ADDRESS = re.compile(r"#\S+|.*\?[^\s=]*=.*", re.S)
# A translation may have these of its own.
_OF_LANGUAGES = frozenset({"lang", "dir"})


class _Kind(Enum):
    """What a text is: a plain one, or a text or a value in a piece of HTML."""

    PLAIN = auto()
    TEXT = auto()
    VALUE = auto()


_PUNCTUATION = str.maketrans(PUNCTUATION)
_TABLES = {
    _Kind.PLAIN: str.maketrans(STAND_INS),
    # Quotation marks are in texts what all other characters are.
    _Kind.TEXT: str.maketrans({**STAND_INS, **{character: REFERENCES[character] for character in "<>&"}}),
    _Kind.VALUE: str.maketrans({**STAND_INS, **REFERENCES}),
}
_BACK = str.maketrans(
    {
        stand_in: character
        for known in (STAND_INS, REFERENCES, SEPARATORS, PUNCTUATION, LEADING)
        for character, stand_in in known.items()
    }
)
_ALL_STAND_INS = tuple(map(chr, _BACK))
_BACK_TO_PUNCTUATION = str.maketrans(
    {stand_in: character for known in (PUNCTUATION, LEADING) for character, stand_in in known.items()}
)
_UNDONE = str.maketrans({stand_in: STAND_INS[character] for character, stand_in in REFERENCES.items()})
# A placeholder may be filled in yet.
_TABLE_BUT_PERCENT = str.maketrans({**STAND_INS, "%": "%"})
_ESCAPED = str.maketrans(
    {
        **{STAND_INS[character]: stand_in for character, stand_in in REFERENCES.items()},
        **{stand_in: REFERENCES["&"] + NAMES[character][1:] for character, stand_in in REFERENCES.items()},
    }
)
_MEANT = str.maketrans(
    {
        known[character]: SEPARATORS[character]
        for known in (REFERENCES, STAND_INS)
        for character in known.keys() & SEPARATORS
    }
)
_BRACKETS = str.maketrans({character: REFERENCES[character] for character in "<>"})
_REFERENCE = r"&(?:#[0-9]{1,15}(?![0-9]);?|#[xX][0-9a-fA-F]{1,15}(?![0-9a-fA-F]);?|[A-Za-z][A-Za-z0-9]{0,31};?)"
_ACTIVE = re.compile(f"{_REFERENCE}|[{re.escape(''.join(STAND_INS))}]")
# A percent sign may be a placeholder's: there is more to know of it.
_ACTIVE_BUT_PERCENT = re.compile(f"{_REFERENCE}|[{re.escape(''.join(STAND_INS).replace('%', ''))}]")
_PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[#0+-]*[0-9]*(?:\.[0-9]+)?[a-zA-Z%]")
_PERCENT = re.compile(f"{_PLACEHOLDER.pattern}|%")
_ENCODED_CHARACTER = re.compile("%%(?=[0-9a-fA-F]{2})")
#: What Python or a theme fills in, and its own braces.
FIELD = re.compile(r"\{\{|\}\}|\{[^{}]*\}|\[\[[^\[\]]*\]\]")
# What a script fills in; and the scheme that a text begins with, which is an address if it stands alone in one.
_SCRIPT_FIELD = re.compile(r"[$#@]\{[\w. ]*\}")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_LEADING = re.compile(r"\A[\s/]*/")
_CONTROL = re.compile(r"[^\S ]+")
# Addresses within a text stay what `urlize` knows; none of them is a declaration.
_PUNCTUATED = re.compile(
    rf"(?P<kept>{_REFERENCE}|%\(\w+\)|:(?=//)|(?<=\bmailto):|(?<=\btel):|(?<=[\w.+-])@(?=\w))"
    rf"|(?P<field>{FIELD.pattern})|[{re.escape(''.join(PUNCTUATION))}]"
)


def inert_plain(text: str) -> str:
    """A plain text, in which nothing is markup and nothing is a reference."""
    return text.translate(_TABLES[_Kind.PLAIN]).translate(_PUNCTUATION)


def with_punctuation(text: str) -> str:
    """A text, inert but for its punctuation, for what looks for words and addresses in it and makes HTML of it."""
    return text.translate(_BACK_TO_PUNCTUATION)


def is_active(text: str) -> bool:
    """Whether a text has a character of markup or of code, punctuation aside."""
    return any(character in text for character in STAND_INS)


def plain(text: str) -> str:
    """A text with its own characters."""
    return text.translate(_BACK) if has_any(text, _ALL_STAND_INS) else text


def without_tags(html: str) -> str:
    """What remains of a piece of HTML without its tags, as Jinja has it: a text, in which references are characters."""
    return do_striptags(html).translate(_UNDONE)


def inert_without_tags(html: str) -> str:
    """The same, inert: Jinja undoes references, and leaves the beginning of a tag that was cut off."""
    return without_tags(html).translate(_TABLE_BUT_PERCENT)


def escape(value: Any) -> Markup:
    """As `markupsafe.escape`, which does not know what stands for characters and for references."""
    return Markup(value) if hasattr(value, "__html__") else force_escape(value)  # noqa: S704 (so does its model)


def force_escape(value: Any) -> Markup:
    """As Jinja's `forceescape`: what is HTML becomes a text as well."""
    text = str(value.__html__() if hasattr(value, "__html__") else value)
    return Markup(str(markupsafe.escape(text)).translate(_ESCAPED))  # noqa: S704 (it is escaped)


def inert_text(text: str, source: str = "") -> str:
    """The text of an element or a value as HTML has it: character references are undone where they are active."""
    return _inert(text, _Kind.PLAIN, source)


def inert_html(text: str) -> str:
    """A piece of HTML in which only its markup is active: not its texts, and no value that a reader reads."""
    return _with_inert(text, pieces_of(text))


def inert_reference(written: str) -> str:
    """A character reference in a body, inert if it stands for what is active."""
    return _inert_reference(written, _Kind.VALUE, is_body=True)


def inert_value(translation: str, source: str) -> str:
    """A translation of a text that templates show as it is: where its source has markup it has that, or harmless tags.

    What is its source's own text stays as it is.
    """
    if translation == source or not any(known.search(translation) for known in (_ACTIVE, _PUNCTUATED, _LEADING)):
        return translation
    pieces, original = list(pieces_of(translation)), list(pieces_of(source))
    if _fits(pieces, original):
        return _with_inert(translation, pieces, source)
    is_html = unescape(source) != source or any(piece.kind is not Kind.TEXT for piece in original)
    inert = _inert(translation, _Kind.TEXT if is_html else _Kind.PLAIN, source)
    return inert.translate(_MEANT) if ADDRESS.fullmatch(source) else inert.translate(_meant_in(source))


def _meant_in(source: str) -> Mapping[int, str]:
    """What separates parts of an address, if the source is a part of one: only what it has itself."""
    if not _PART_OF_ADDRESS.fullmatch(source):
        return {}
    return {stand_in: separator for stand_in, separator in _MEANT.items() if plain(separator) in source}


def inert_visitor(visitor: Visitor) -> Visitor:
    """The visitor of texts that templates show as they are, with answers that are inert."""

    def visit(segment: Segment) -> str | None:
        answer = visitor(segment)
        return None if answer is None else Translated(inert_value(answer, segment.text), segment.text)

    return visit


def _inert(text: str, kind: _Kind, source: str | None) -> str:
    """A text; one without a `source` is a body's."""
    if fields := frozenset(_SCRIPT_FIELD.findall(source or "")):
        parts = re.split(f"({'|'.join(map(re.escape, fields))})", text)
        rest = _SCRIPT_FIELD.sub("", source or "")
        return "".join(part if part in fields else _inert(part, kind, rest) for part in parts)
    text = _ACTIVE_BUT_PERCENT.sub(lambda found: _inert_reference(found[0], kind, is_body=source is None), text)
    text = _with_placeholders(text, source or "") if "%" in text else text
    if source is None:
        return text
    text = text if ADDRESS.fullmatch(source) else _without_punctuation(text, source)
    is_path = source.lstrip().startswith("/")
    # Tabs and ends of lines between slashes are passed over by parsers of addresses.
    return text if is_path else _LEADING.sub(lambda found: _CONTROL.sub(" ", found[0]).replace("/", LEADING["/"]), text)


def _without_punctuation(text: str, source: str) -> str:
    """A text with stand-ins for its punctuation, but for addresses in it and what its source has filled in."""
    fields = frozenset(FIELD.findall(source))
    scheme = _SCHEME.match(source)
    start = len(scheme[0]) if scheme and text.startswith(scheme[0]) else 0

    def write(found: re.Match[str]) -> str:
        return found[0] if found["kept"] or found["field"] in fields else found[0].translate(_PUNCTUATION)

    return text[:start] + _PUNCTUATED.sub(write, text[start:])


@lru_cache(maxsize=1000)
def _inert_reference(written: str, kind: _Kind, *, is_body: bool) -> str:
    """A reference stays as it is written, unless it stands for what is active, or its beginning does if it is cut."""
    meant = unescape(written)
    beginnings = [written[:length] for length in range(2, len(written) + 1)]
    characters = {*STAND_INS} if is_body else {*STAND_INS, *PUNCTUATION, *LEADING}
    undone = (unescape(part) for part in beginnings if unescape(part) != part)
    if meant == written or any(not characters.isdisjoint(part) for part in undone):
        meant = meant.translate(_TABLES[kind])
        return meant if is_body else meant.translate(_PUNCTUATION)
    return written


def _with_placeholders(text: str, source: str) -> str:
    """A text whose percent signs are characters, but for its source's placeholders, which Python fills in.

    A browser undoes `%27` in an address.
    """
    known = frozenset(_PLACEHOLDER.findall(source))
    percent = STAND_INS["%"]
    if known == {"%%"}:
        # Whether Python halves it is the theme's matter.
        text = _ENCODED_CHARACTER.sub(percent * 2, text)

    def write(found: re.Match[str]) -> str:
        written = found[0]
        if written == "%%" and known - {"%%"}:
            return percent
        return written if written in known else percent + _with_placeholders(written[1:], source)

    return _PERCENT.sub(write, text)


def _with_inert(text: str, pieces: Iterable[Piece], source: str | None = None) -> str:
    done, position = [], 0
    for piece in pieces:
        if piece.kind is Kind.TEXT:
            done += [text[position : piece.start], _inert(text[piece.start : piece.end], _Kind.TEXT, source)]
            position = piece.end
        for value in piece.values:
            done += [text[position : value.start], _inert_attribute(piece, value, source)]
            position = value.end
    return "".join(done) + text[position:]


def _inert_attribute(piece: Piece, value: Value, source: str | None) -> str:
    written = piece.text[value.start : value.end]
    if value.name in _OF_LANGUAGES or attribute_kind(piece.tag, piece.attributes, value.name) is not None:
        return _inert(written, _Kind.VALUE, source)
    # Code and addresses are the source's.
    return written if attribute_use(piece.tag, piece.attributes, value.name) else written.translate(_BRACKETS)


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
