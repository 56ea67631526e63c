"""What translators are told of a text, in plain words: what it is, where it stands, how long it may be. Pure.

A note says nothing that changes by itself: catalogs would change with it, and nobody could see what is new.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.model import Notation, Segment

# So many characters of a field search engines and lists show; the rule `field-length` tells of twice as many.
_SHOWN: Mapping[str, int] = {"title": 60, "summary": 160}
_UNSEEN = "for readers who do not see it"
# What each kind of segment is called; others say it themselves ("heading 2", "list item").
_WORDS: Mapping[str, str] = {
    "title": "title of the page",
    "summary": "summary of the page, for lists and search engines",
    "table heading": "heading of a table's column or row",
    "term": "term that is explained",
    "definition": "explanation of a term",
    "caption": "caption of a picture or table",
    "option": "choice in a list",
    "label": "label of a field or button",
    "summary element": "line that opens a hidden part",
    "image text": f"what a picture shows, {_UNSEEN}",
    "title attribute": "text that is shown beside the pointer",
    "link title": "text that is shown beside the pointer, over a link",
    "placeholder": "hint in an empty field",
    "abbreviation": "abbreviation, and what it stands for",
    "admonition title": "title of a box",
    "topic title": "title of a box",
    "sidebar title": "title of a box",
    "rubric": "heading without a number",
    "attribution": "who said what is quoted",
    "substitution": "text that the page shows in several places",
    "template": "text of the theme, such as a menu or a button",
    "renderer": "text that is put on pages with footnotes or headings",
    "notice": "text that is put on translated pages",
    "category": "name of a category",
    "tag": "name of a tag",
    "author": "name of an author",
    "address": "address of the page: the part of it that tells what the page is about",
}
_KINDS: Mapping[str, str] = {words: kind for kind, words in reversed(list(_WORDS.items()))}
_SETTING = "text of the setting "
# Kinds that are called the same as ever, and what earlier releases called the most frequent others.
_EARLIER = re.compile(
    r"title|summary|template|paragraph|list item|table (?:cell|heading)|heading [1-6]|quotation|image text|tag|"
    r"category|author|notice|setting [A-Z_]+"
)
_PICTURE = {
    Notation.MARKDOWN: re.compile(r"!\[[^\]]"),
    Notation.HTML: re.compile(r"<img\b[^>]*\salt=(?:\"[^\"]|'[^'])", re.I),
}


def words_for(kind: str) -> str:
    """What a kind of segment is, in plain words."""
    if kind.startswith("setting "):
        return _SETTING + kind.removeprefix("setting ")
    return _WORDS.get(kind, kind)


def begins_notes(note: str) -> bool:
    """Whether a note says what a text is, in the words of this release or of earlier ones."""
    return note in _KINDS or note.startswith(_SETTING) or _EARLIER.fullmatch(note) is not None


def kind_in(notes: Iterable[str]) -> str:
    """The kind of segment that a message's notes begin with."""
    return _kind_of(next(iter(notes), ""))


def kinds_in(notes: Iterable[str]) -> frozenset[str]:
    """The kinds of all segments that have become one message, and what else is noted."""
    return frozenset(map(_kind_of, notes))


def _kind_of(note: str) -> str:
    return f"setting {note.removeprefix(_SETTING)}" if note.startswith(_SETTING) else _KINDS.get(note, note)


@dataclass(frozen=True, slots=True)
class Note:
    """A line for translators. Its name and what is filled in say the same to whoever has words for it."""

    text: str
    name: str = ""
    filled: Mapping[str, str] = field(default_factory=dict)


def notes_on(segment: Segment, sections: Iterable[str], address: str) -> Iterator[str]:
    """The notes on a text that belongs to these required sections, of the page at this address."""
    return (note.text for note in told_of(segment, sections, address))


def told_of(segment: Segment, sections: Iterable[str], address: str) -> Iterator[Note]:
    """The same, with their names."""
    yield Note(words_for(segment.kind), "kind")
    if segment.headings:
        headings = " › ".join(segment.headings)
        yield Note(f"in: {headings}", "in", {"headings": headings})
    yield from (Note(f"critical: {section}", "critical") for section in sections)
    if any(segment.cell):
        yield _place_of(*segment.cell)
    if segment.kind in _SHOWN:
        n = _SHOWN[segment.kind]
        yield Note(f"length: lists and search engines show about {n} characters", "length", {"n": str(n)})
    if segment.picture:
        yield Note(f"picture: {segment.picture}", "picture", {"address": segment.picture})
    elif (pattern := _PICTURE.get(segment.notation)) and pattern.search(segment.text):
        mark = "![…]" if segment.notation is Notation.MARKDOWN else 'alt="…"'
        yield Note(f"picture: {mark} says what it shows, {_UNSEEN}", "pictureHere", {"mark": mark})
    if address:
        yield Note(f"page: /{address}", "page")
    if segment.comment:
        yield Note(segment.comment)


def _place_of(column: str, row: str) -> Note:
    words = (column and f"column “{column}”", row and f"row “{row}”")
    name = "cell" if all(words) else "column" if column else "row"
    return Note(", ".join(filter(None, words)), name, {"column": column, "row": row})
