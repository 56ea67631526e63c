"""The words of templates that no call marks: as Jinja reads a template, calls of gettext are put around them.

A theme that knows nothing of gettext, as most do, is translated so without a copy of it. What a visitor reads is a
message: a run of text between two blocks of the page, with the inline tags and the expressions in it, or the value of
an attribute that is read. `Posted by {{ article.author }}` becomes
`{{ gettext('Posted by %(author)s', author=article.author) }}`. From there on it is a message as any other: where it
stands is judged, and what a translation brings is inert.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import count, groupby, takewhile

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from pipeline.characters import unescape
from pipeline.markup import INLINE, VOID, attribute_kind
from pipeline.sources.page_state import PageState, after, after_unknown, pieces_in
from pipeline.spans import Kind, pieces_of

#: Whether a message is to be asked for; where it is not, the words stay as they are, between marks.
Wanted = Callable[[str], bool]
Marks = tuple[str, str]

_LETTER = re.compile(r"[^\W\d_]")
_SPACE = re.compile(r"\s+")
_EDGES = re.compile(r"(\s*)(.*?)(\s*)", re.S)


class _Kind(Enum):
    """What a part of a template is: read by visitors, a tag within what they read, or neither."""

    TEXT = auto()
    TAG = auto()
    OTHER = auto()
    EXPRESSION = auto()


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a template as it is written, or the tokens of an expression or a statement."""

    kind: _Kind
    text: str
    line: int
    tokens: tuple[Token, ...] = ()

    @property
    def has_words(self) -> bool:
        """Whether a visitor reads words in it."""
        return self.kind is _Kind.TEXT and _LETTER.search(unescape(self.text)) is not None

    def as_tokens(self) -> Iterator[Token]:
        """The part as it was."""
        yield from self.tokens or (Token(self.line, "data", self.text),)


def words_extension(is_wanted: Wanted, marks: Marks = ("", "")) -> type[Extension]:
    """An extension of Jinja by which words are messages where they are wanted, and stand between `marks` where not."""

    class Words(Extension):
        def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
            for is_run, found in groupby(_parts(stream), lambda part: part.kind is not _Kind.OTHER):
                parts = list(found)
                yield from _of_run(parts, is_wanted, marks) if is_run else _as_they_are(parts)

    return Words


def _as_they_are(parts: Iterable[_Part]) -> Iterator[Token]:
    return (token for part in parts for token in part.as_tokens())


# What a template is made of


def _parts(stream: Iterable[Token]) -> Iterator[_Part]:
    """The parts of a template in their order. The state in which a page's parser is goes through all of them."""
    tokens, state = iter(stream), PageState()
    within_trans = False
    for token in tokens:
        if token.type == "data" and not within_trans:
            data, line = str(token.value), token.lineno
            yield from _of_data(state, data, line)
            state = after(state, data)
        elif token.type == "variable_begin" and not within_trans:
            is_read = _is_read(state)
            expression = (token, *_up_to("variable_end", tokens))
            yield _Part(_Kind.EXPRESSION if is_read else _Kind.OTHER, "", token.lineno, expression)
            state = after_unknown(state)
        elif token.type == "block_begin":
            statement = (token, *_up_to("block_end", tokens))
            name = str(statement[1].value)
            within_trans = name == "trans" or (within_trans and name != "endtrans")
            yield _Part(_Kind.OTHER, "", token.lineno, statement)
        else:
            yield _Part(_Kind.OTHER, "", token.lineno, (token,))


def _up_to(kind: str, tokens: Iterator[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        if token.type == kind:
            return


def _of_data(state: PageState, data: str, line: int) -> Iterator[_Part]:
    markup, begins_with_tag = "", False
    for before, piece, found in pieces_in(state, data):
        read = _read_of(before, piece, found) if _is_read(before) else ""
        if read:
            yield _Part(_Kind.TEXT, read, line)
        begins_with_tag = begins_with_tag if markup else before.mode == "text"
        markup += piece[len(read) :]
        if markup and _is_read(found):
            is_tag = begins_with_tag and found.mode == "text" and _is_inline(markup)
            yield _Part(_Kind.TAG if is_tag else _Kind.OTHER, markup, line)
            markup = ""
        line += piece.count("\n")
    if markup:
        yield _Part(_Kind.OTHER, markup, line)


def _is_read(state: PageState) -> bool:
    """Whether a visitor reads what stands here."""
    if state.mode in ("double", "single"):
        return attribute_kind(state.tag, dict(state.attributes), state.name) is not None
    return state.mode == "text" or (state.mode == "raw" and state.tag == "title")


def _read_of(before: PageState, piece: str, found: PageState) -> str:
    """The part of a piece that is read: without the mark that ends it."""
    if before.mode == "raw":
        return piece if found.mode == "raw" else piece[: piece.rindex("<")]
    return piece[:-1] if found.mode in ("open", "tag") else piece


def _is_inline(markup: str) -> bool:
    pieces = list(pieces_of(markup))
    return len(pieces) == 1 and pieces[0].kind in (Kind.START, Kind.END) and pieces[0].tag in INLINE


# What becomes of a run


def _of_run(parts: Sequence[_Part], is_wanted: Wanted, marks: Marks) -> Iterator[Token]:
    """The tokens of a run, in which what has words is a call; the tags around it are no part of the message."""
    if not any(part.has_words for part in parts):
        yield from _as_they_are(parts)
        return
    start, end = _edge(parts), len(parts) - _edge(parts[::-1])
    for first, last in ((start, end), (0, len(parts))):
        if _is_balanced(parts[first:last]):
            yield from _as_they_are(parts[:first])
            yield from _of_message(parts[first:last], is_wanted, marks)
            yield from _as_they_are(parts[last:])
            return
    for is_tag, found in groupby(parts, lambda part: part.kind is _Kind.TAG):
        some = list(found)  # each text for itself
        yield from _as_they_are(some) if is_tag else _of_run(some, is_wanted, marks)


def _edge(parts: Sequence[_Part]) -> int:
    """How many parts at the beginning are tags, or stand beside one and say nothing."""
    for number, part in enumerate(parts):
        beside = parts[number + 1 : number + 2]
        says_nothing = part.kind is _Kind.TEXT and not part.has_words
        if part.kind is not _Kind.TAG and not (says_nothing and beside and beside[0].kind is _Kind.TAG):
            return number
    return len(parts)


def _is_balanced(parts: Sequence[_Part]) -> bool:
    opened: list[str] = []
    for part in parts:
        if part.kind is _Kind.TAG:
            (piece,) = pieces_of(part.text)
            if piece.kind is Kind.START and piece.tag not in VOID:
                opened.append(piece.tag)
            elif piece.kind is Kind.END and (not opened or opened.pop() != piece.tag):
                return False
    return not opened


def _of_message(parts: Sequence[_Part], is_wanted: Wanted, marks: Marks) -> Iterator[Token]:
    expressions: dict[str, _Part] = {}
    text = "".join(_written(part, expressions) for part in parts)
    before, inner, behind = _EDGES.fullmatch(text).groups()  # type: ignore[union-attr]
    msgid, line = _SPACE.sub(" ", inner), parts[0].line
    if is_wanted(msgid):
        yield Token(line, "data", before)
        yield from _call(msgid, expressions, line)
        yield Token(line, "data", behind)
        return
    for is_tag, found in groupby(parts, lambda part: part.kind is _Kind.TAG):
        some = list(found)
        is_marked = not is_tag and any(part.has_words for part in some)
        if is_marked:
            yield Token(line, "data", marks[0])
        yield from _as_they_are(some)
        if is_marked:
            yield Token(line, "data", marks[1])


def _written(part: _Part, expressions: dict[str, _Part]) -> str:
    """A part as the message has it; an expression is a placeholder, which is called as it is."""
    if part.kind is not _Kind.EXPRESSION:
        return part.text.replace("%", "%%")
    names = takewhile(lambda token: token.type not in ("pipe", "lparen"), part.tokens)
    name = next((str(token.value) for token in reversed(list(names)) if token.type == "name"), "text")
    number = next(number for number in count(1) if (f"{name}{number}" if number > 1 else name) not in expressions)
    name = f"{name}{number}" if number > 1 else name
    expressions[name] = part
    return f"%({name})s"


def _call(msgid: str, expressions: Mapping[str, _Part], line: int) -> Iterator[Token]:
    """`{{ gettext("msgid", name=(expression)) }}`."""
    yield Token(line, "variable_begin", "{{")
    yield Token(line, "name", "gettext")
    yield Token(line, "lparen", "(")
    yield Token(line, "string", msgid)
    for name, part in expressions.items():
        yield from (Token(line, "comma", ","), Token(line, "name", name), Token(line, "assign", "="))
        yield Token(line, "lparen", "(")
        yield from part.tokens[1:-1]
        yield Token(line, "rparen", ")")
    yield Token(line, "rparen", ")")
    yield Token(line, "variable_end", "}}")
