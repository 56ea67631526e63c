"""Where a piece of HTML leaves a parser: in text, in a tag, in an attribute's value, in a script, in a comment.

A template writes a page piece by piece, with expressions in between of which nothing is known but the place. So this
is the tokenizer of the HTML standard (section 13.2.5) as a value: a state, and what comes of it after a further piece.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.markup import CODE, ESCAPABLE_RAW_TEXT, FOREIGN, RAW_TEXT

#: Stands for an expression, of which nothing is known, in names and values.
UNKNOWN = "\0"

_TEXT_ONLY = RAW_TEXT | ESCAPABLE_RAW_TEXT
_NAME = re.compile(r"[^\s/>]*")
_ATTRIBUTE_NAME = re.compile(r"=?[^\s/>=]*")
_SPACE, _SPACE_OR_SLASH = re.compile(r"\s*"), re.compile(r"[\s/]*")
_BARE = re.compile(r"[^\s>]*")
_COMMENT_END = re.compile(r"^-?>|--!?>")


@dataclass(frozen=True, slots=True)
class PageState:
    """What a parser knows. `mode` is a name of the steps below; `tag` is the element whose tag or raw text it is.

    `attributes` are those of the tag that are complete, `name` is that of the attribute at hand; `value` is what there
    is so far of its value, of the raw text or of the comment. `foreign` counts the open pictures and formulas.
    """

    mode: str = "text"
    tag: str = ""
    closing: bool = False
    attributes: tuple[tuple[str, str], ...] = ()
    name: str = ""
    value: str = ""
    foreign: int = 0


@lru_cache(maxsize=10_000)  # the same pieces make up all pages
def after(state: PageState, piece: str) -> PageState:
    """The state after a further piece of the page."""
    while piece:
        state, piece = _STEPS[state.mode](state, piece)
    return state


def pieces_in(state: PageState, piece: str) -> Iterator[tuple[PageState, str, PageState]]:
    """The parts of a piece of the page: each with the states before and after it. A `<` ends a part of text."""
    while piece:
        found, rest = _STEPS[state.mode](state, piece)
        yield state, piece[: len(piece) - len(rest)], found
        state, piece = found, rest


def after_unknown(state: PageState) -> PageState:
    """The state after an expression. It is taken not to end what it stands in."""
    match state.mode:
        case "open":
            return replace(state, mode="tag name", tag=UNKNOWN, closing=bool(state.value), value="")
        case "tag name":
            return replace(state, tag=state.tag + UNKNOWN)
        case "tag" | "after name":
            return replace(_named(state) if state.mode == "after name" else state, mode="name", name=UNKNOWN)
        case "name":
            return replace(state, name=state.name + UNKNOWN)
        case "before value":
            return replace(state, mode="unquoted", value=UNKNOWN)
        case "text":
            return state
        case _:
            return replace(state, value=state.value + UNKNOWN)


def _text(state: PageState, piece: str) -> tuple[PageState, str]:
    start = piece.find("<")
    return (state, "") if start < 0 else (replace(state, mode="open", value=""), piece[start + 1 :])


def _open(state: PageState, piece: str) -> tuple[PageState, str]:
    first = piece[0]
    if first.isascii() and first.isalpha():
        return replace(state, mode="tag name", tag="", closing=bool(state.value), attributes=(), value=""), piece
    if state.value:
        return (_plain(state), piece[1:]) if first == ">" else (replace(state, mode="bogus", value=""), piece)
    if first == "/":
        return replace(state, value="/"), piece[1:]
    if first in "!?":
        return replace(state, mode="declaration" if first == "!" else "bogus", value=""), piece[1:]
    return _plain(state), piece


def _declaration(state: PageState, piece: str) -> tuple[PageState, str]:
    value = state.value + piece
    if value.startswith("--"):
        return replace(state, mode="comment", value=""), value[2:]
    if "--".startswith(value):
        return replace(state, value=value), ""
    return replace(state, mode="bogus", value=""), value


def _comment(state: PageState, piece: str) -> tuple[PageState, str]:
    value = state.value + piece
    end = _COMMENT_END.search(value)
    return (replace(state, value=value), "") if end is None else (_plain(state), value[end.end() :])


def _bogus(state: PageState, piece: str) -> tuple[PageState, str]:
    end = piece.find(">")
    return (replace(state, value=state.value + piece), "") if end < 0 else (_plain(state), piece[end + 1 :])


def _raw(state: PageState, piece: str) -> tuple[PageState, str]:
    value = state.value + piece
    end = re.search(rf"</{re.escape(state.tag)}(?=[\s/>])", value, re.I)
    if end is None:
        return replace(state, value=value), ""
    return replace(state, mode="tag", closing=True, attributes=(), value=""), value[end.end() :]


def _tag_name(state: PageState, piece: str) -> tuple[PageState, str]:
    name = _matched(_NAME, piece)
    rest = piece[len(name) :]
    return replace(state, mode="tag" if rest else state.mode, tag=state.tag + name.lower()), rest


def _tag(state: PageState, piece: str) -> tuple[PageState, str]:
    rest = piece[len(_matched(_SPACE_OR_SLASH, piece)) :]
    if not rest:
        return state, ""
    if rest[0] == ">":
        return _finished(state, closes=piece[: -len(rest)].endswith("/")), rest[1:]
    return replace(state, mode="name", name=""), rest


def _name_of_attribute(state: PageState, piece: str) -> tuple[PageState, str]:
    name = _matched(_ATTRIBUTE_NAME if not state.name else re.compile(r"[^\s/>=]*"), piece)
    rest = piece[len(name) :]
    state = replace(state, name=state.name + name.lower())
    if not rest:
        return state, ""
    if rest[0] == "=":
        return replace(state, mode="before value", value=""), rest[1:]
    return (replace(state, mode="after name"), rest) if rest[0] not in "/>" else (_named(state), rest)


def _after_name(state: PageState, piece: str) -> tuple[PageState, str]:
    rest = piece[len(_matched(_SPACE, piece)) :]
    if not rest:
        return state, ""
    return (replace(state, mode="before value", value=""), rest[1:]) if rest[0] == "=" else (_named(state), rest)


def _before_value(state: PageState, piece: str) -> tuple[PageState, str]:
    rest = piece[len(_matched(_SPACE, piece)) :]
    if not rest:
        return state, ""
    if rest[0] in "\"'":
        return replace(state, mode="double" if rest[0] == '"' else "single", value=""), rest[1:]
    return (_named(state), rest) if rest[0] == ">" else (replace(state, mode="unquoted", value=""), rest)


def _quoted(mark: str) -> Callable[[PageState, str], tuple[PageState, str]]:
    def step(state: PageState, piece: str) -> tuple[PageState, str]:
        value, end, rest = piece.partition(mark)
        state = replace(state, value=state.value + value)
        return (_named(state), rest) if end else (state, "")

    return step


def _unquoted(state: PageState, piece: str) -> tuple[PageState, str]:
    value = _matched(_BARE, piece)
    state, rest = replace(state, value=state.value + value), piece[len(value) :]
    return (_named(state), rest) if rest else (state, "")


def _named(state: PageState) -> PageState:
    """The attribute at hand is complete; of two with one name the first counts."""
    known = state.attributes
    if state.name not in dict(known):
        known = (*known, (state.name, state.value if state.mode not in ("name", "after name") else ""))
    return replace(state, mode="tag", attributes=known, name="", value="")


def _finished(state: PageState, *, closes: bool) -> PageState:
    """The tag is complete."""
    foreign = state.foreign
    if state.tag in FOREIGN and not (closes and not state.closing):
        foreign = max(0, foreign - 1) if state.closing else foreign + 1
    if not state.closing and state.tag in _TEXT_ONLY and (not foreign or state.tag in CODE):
        return PageState("raw", state.tag, attributes=state.attributes, foreign=foreign)
    return PageState(foreign=foreign)


def _plain(state: PageState) -> PageState:
    return PageState(foreign=state.foreign)


def _matched(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.match(text)
    return match[0] if match else ""


_STEPS: dict[str, Callable[[PageState, str], tuple[PageState, str]]] = {
    "text": _text,
    "open": _open,
    "declaration": _declaration,
    "comment": _comment,
    "bogus": _bogus,
    "raw": _raw,
    "tag name": _tag_name,
    "tag": _tag,
    "name": _name_of_attribute,
    "after name": _after_name,
    "before value": _before_value,
    "double": _quoted('"'),
    "single": _quoted("'"),
    "unquoted": _unquoted,
}
