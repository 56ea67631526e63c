"""Where each piece of an HTML text stands, by the HTML standard's own tokenizer (section 13.2.5).

It tells what a browser would take for a tag, a value, a text or code, with offsets; a text that is cut in the middle
of a tag is told of as a browser reads it, too. https://html.spec.whatwg.org/multipage/parsing.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from pipeline.characters import unescape
from pipeline.markup import CODE, ESCAPABLE_RAW_TEXT, FOREIGN, RAW_TEXT, AttributeUse, attribute_use

_MARKUP = re.compile(r"<(?=[A-Za-z!?]|/[\s\S])")
_ATTRIBUTES = r"""(?:[\t\n\f\r /]++|(?:=[^\t\n\f\r />=]*+|[^\t\n\f\r />=]++)
    (?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\t\n\f\r >"'][^\t\n\f\r >]*+)?+)?+)*+"""
_TAG = re.compile(
    rf"<(?P<slash>/?)(?P<tag>[A-Za-z][^\t\n\f\r />]*+)(?P<attributes>{_ATTRIBUTES})(?:>|\Z)",
    re.X,
)
# Texts with the tags behind them, but for tags of elements that have a content of another kind.
_PLAIN = re.compile(
    rf"""(?:[^<]*+</?(?!(?i:{"|".join(sorted(RAW_TEXT | ESCAPABLE_RAW_TEXT | FOREIGN))})[\t\n\f\r />])
    [A-Za-z][^\t\n\f\r />]*+{_ATTRIBUTES}>)*+""",
    re.X,
)
_ATTRIBUTE = re.compile(
    r"""(?P<name>=[^\t\n\f\r />=]*+|[^\t\n\f\r />=]++)
    (?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(?:"(?P<double>[^"]*+)(?:"|\Z)|'(?P<single>[^']*+)(?:'|\Z)
    |(?P<bare>[^\t\n\f\r >"'][^\t\n\f\r >]*+))?+)?+""",
    re.X,
)
_QUOTES = {"double": '"', "single": "'", "bare": "", "name": ""}
_OTHER = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))|<[!?/][^>]*+(?:>|\Z)", re.S)
_CDATA = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.S)
_IN_SCRIPT = re.compile(r"(?P<open><!--)|(?P<close>-->)|<(?P<slash>/?)script(?=[\t\n\f\r />])", re.I)


class Kind(Enum):
    """What a piece is. A TEXT has character references; what is RAW has none, and neither has what is OTHER."""

    TEXT = auto()
    START = auto()
    END = auto()
    RAW = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Value:
    """An attribute's value, from `start` to `end`, without its quotes; `quote` is empty where there are none."""

    name: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True)
class Piece:
    """A part of a `text`: a tag has its name and the place of its attributes, a RAW text the element it is in."""

    text: str
    kind: Kind
    start: int
    end: int
    tag: str = ""
    attributes_at: tuple[int, int] = (0, 0)

    @cached_property
    def values(self) -> tuple[Value, ...]:
        """The values of a tag's attributes."""
        return tuple(_values(self.text, *self.attributes_at))

    @property
    def written(self) -> str:
        """The part itself."""
        return self.text[self.start : self.end]

    @cached_property
    def attributes(self) -> Mapping[str, str]:
        """The values by name, as a browser has them: of two with one name the first counts."""
        found: dict[str, str] = {}
        for value in self.values:
            found.setdefault(value.name, unescape(self.text[value.start : value.end]))
        return found

    def use_of(self, value: Value) -> AttributeUse | None:
        """What a browser does with one of the values, beyond having it; the others count for a `content` alone."""
        return attribute_use(self.tag, self.attributes if value.name == "content" else {}, value.name)


def pieces_of(text: str, *, is_xml: bool = False, having: re.Pattern[str] | None = None) -> Iterator[Piece]:
    """All of an HTML text, piece by piece, in order and without gaps; XML is read as pictures in a page are.

    Where it is asked for those alone that are `having` something, without looking at what is around it, most others are
    passed over.
    """
    position, foreign = 0, int(is_xml)
    while position < len(text):
        if having is not None:
            position = _passed_over(text, position, having)
        found = _MARKUP.search(text, position)
        start = found.start() if found else len(text)
        if position < start:
            yield Piece(text, Kind.TEXT, position, start)
        if start == len(text):
            return
        tag = _TAG.match(text, start)
        if tag is None:
            other = (_CDATA.match(text, start) if foreign else None) or _OTHER.match(text, start)
            position = other.end() if other else len(text)
            yield Piece(text, Kind.OTHER, start, position)
            continue
        position, name = tag.end(), tag["tag"].lower()
        if tag["slash"]:
            foreign -= name in FOREIGN and foreign > 0
            yield Piece(text, Kind.END, start, position, name)
            continue
        yield Piece(text, Kind.START, start, position, name, tag.span("attributes"))
        closed = foreign and tag["attributes"].endswith("/")
        foreign += name in FOREIGN and not tag["attributes"].endswith("/")
        if closed or name not in (CODE if foreign else RAW_TEXT | ESCAPABLE_RAW_TEXT):
            continue
        end = _end_of(name, text, position)
        if position < end:
            yield Piece(text, Kind.TEXT if name in ESCAPABLE_RAW_TEXT else Kind.RAW, position, end, name)
        position = end


def _passed_over(text: str, position: int, having: re.Pattern[str]) -> int:
    """Where the first piece after a position is that may be `having` something; before it there is nothing of that."""
    wanted = having.search(text, position)
    passed = _PLAIN.match(text, position, wanted.start()) if wanted else None
    return len(text) if wanted is None else passed.end() if passed else position


def _values(text: str, begin: int, close: int) -> Iterator[Value]:
    for found in _ATTRIBUTE.finditer(text, begin, close):
        start, end = found.span(group := found.lastgroup or "name")
        # What has no value is one all the same, an empty one, where the name ends.
        yield Value(found["name"].lower(), end if group == "name" else start, end, _QUOTES[group])


def _end_of(name: str, text: str, start: int) -> int:
    """Where the content of an element ends that begins at `start` and has no tags in it."""
    if name == "plaintext":
        return len(text)
    if name == "script":
        return _end_of_script(text, start)
    found = re.compile(rf"</{name}(?=[\t\n\f\r />])", re.I).search(text, start)
    return found.start() if found else len(text)


def _end_of_script(text: str, start: int) -> int:
    """In a comment of a script, the end tag of a script within it does not end it (section 13.2.5.20 and on)."""
    commented = nested = False
    while (found := _IN_SCRIPT.search(text, start)) is not None:
        start = found.end()
        if found["open"]:
            commented, start = True, found.start() + 2  # its dashes may be those of the comment's end
        elif found["close"]:
            commented = nested = False
        elif not found["slash"]:
            nested = commented
        elif not nested:
            return found.start()
        else:
            nested = False
    return len(text)
