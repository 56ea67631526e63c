"""What a template is made of, as a visitor's browser takes it: text, tags within it, and what is neither."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import takewhile

from jinja2.lexer import Token

from pipeline.characters import unescape
from pipeline.markup import INLINE, VOID, attribute_kind, is_kept
from pipeline.sources.page_state import PageState, after, after_unknown, pieces_in
from pipeline.spans import Kind, pieces_of

#: Names of Jinja's that are no variables, but stand between values.
OPERATORS = frozenset("and else if in is not or".split())

_LETTER = re.compile(r"[^\W\d_]")
_TAG_BEGINS = re.compile(r"<([a-z][a-z0-9]*)\s", re.I)
# What is often HTML: the text of an article, and what somebody says is safe. No sentence goes on around it.
_BLOCKS = frozenset("body content html markdown safe summary toc".split())


class PartKind(Enum):
    """What a part of a template is: read by visitors, a tag within what they read, or neither."""

    TEXT = auto()
    TAG = auto()
    OTHER = auto()
    EXPRESSION = auto()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a template as it is written, or the tokens of an expression, whose name is `text`, or a statement.

    A tag with expressions in it is made of `parts`.
    """

    kind: PartKind
    text: str
    line: int
    tokens: tuple[Token, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def has_words(self) -> bool:
        """Whether a visitor reads words in it."""
        return self.kind is PartKind.TEXT and has_letters(self.text)

    @property
    def is_expression(self) -> bool:
        """Whether it is an expression, be it read or not."""
        return bool(self.tokens) and self.tokens[0].type == "variable_begin"

    def as_tokens(self) -> Iterator[Token]:
        """The part as it was."""
        if self.parts:
            yield from as_they_are(self.parts)
        else:
            yield from self.tokens or (Token(self.line, "data", self.text),)


def as_they_are(parts: Iterable[Part]) -> Iterator[Token]:
    """The tokens of parts that stay as they were."""
    return (token for part in parts for token in part.as_tokens())


def has_letters(text: str) -> bool:
    """Whether a text says something."""
    return _LETTER.search(unescape(text)) is not None


def parts_of(stream: Iterable[Token]) -> Iterator[Part]:
    """The parts of a template in their order; an inline tag with expressions in its attributes' values is one."""
    return _with_whole_tags(_parts(stream))


def _parts(stream: Iterable[Token]) -> Iterator[Part]:
    """The parts. The state in which a page's parser is goes through all of them."""
    tokens, state, kept = iter(stream), PageState(), _Kept()
    within_trans = False
    for token in tokens:
        if token.type == "data" and not within_trans:
            data, line = str(token.value), token.lineno
            yield from _of_data(state, data, line, kept)
            state = after(state, data)
        elif token.type == "variable_begin" and not within_trans:
            expression = (token, *_up_to("variable_end", tokens))
            name, is_read = _name(expression), _is_read(state) and not kept.open
            is_block = _may_be_markup(expression) and state.mode == "text"
            yield Part(
                PartKind.EXPRESSION if is_read and not is_block else PartKind.OTHER, name, token.lineno, expression
            )
            state = after_unknown(state)
        elif token.type == "block_begin":
            statement = (token, *_up_to("block_end", tokens))
            name = str(statement[1].value)
            within_trans = name == "trans" or (within_trans and name != "endtrans")
            yield Part(PartKind.OTHER, "", token.lineno, statement)
        else:
            yield Part(PartKind.OTHER, "", token.lineno, (token,))


def _may_be_markup(expression: Sequence[Token]) -> bool:
    """Whether an expression may be more than a text in a sentence: a whole article, or what a macro writes."""
    for before, token, behind in zip(expression, expression[1:], expression[2:], strict=False):
        is_called = behind.type == "lparen" and before.type not in ("dot", "pipe")
        if token.type == "name" and (token.value in _BLOCKS or (is_called and token.value not in OPERATORS)):
            return True
    return False


def _up_to(kind: str, tokens: Iterator[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        if token.type == kind:
            return


@dataclass(slots=True)
class _Kept:
    """The elements that are open since one began whose text is not for translators."""

    open: list[str] = field(default_factory=list)

    def pass_tag(self, tag: PageState) -> None:
        """Note a tag that is complete."""
        if not tag.closing:
            if tag.tag not in VOID and (self.open or is_kept(tag.tag, dict(tag.attributes))):
                self.open.append(tag.tag)
        elif tag.tag in self.open:
            while self.open.pop() != tag.tag:
                pass
        else:  # it closes what is around it
            self.open.clear()


def _of_data(state: PageState, data: str, line: int, kept: _Kept) -> Iterator[Part]:
    markup, begins_with_tag = "", False
    for before, piece, found in pieces_in(state, data):
        read = _read_of(before, piece, found) if _is_read(before) and not kept.open else ""
        if read:
            yield Part(PartKind.TEXT, read, line)
        begins_with_tag = begins_with_tag if markup else before.mode == "text"
        markup += piece[len(read) :]
        if before.mode == "tag" and found.mode in ("text", "raw"):
            kept.pass_tag(before)
        if markup and _is_read(found) and not kept.open:
            is_tag = begins_with_tag and found.mode == "text" and _is_inline(markup)
            yield Part(PartKind.TAG if is_tag else PartKind.OTHER, markup, line)
            markup = ""
        line += piece.count("\n")
    if markup:
        yield Part(PartKind.OTHER, markup, line)


def _with_whole_tags(parts: Iterable[Part]) -> Iterator[Part]:
    tag: list[Part] = []
    for part in parts:
        if tag and part.kind is PartKind.OTHER and (not part.tokens or (part.is_expression and _is_in_value(tag))):
            tag.append(part)
            markup = _markup(tag)
            if after(PageState(), markup).mode == "text":
                kind = PartKind.TAG if _is_inline(markup) else PartKind.OTHER
                yield Part(kind, markup, tag[0].line, parts=tuple(tag))
                tag = []
            continue
        yield from tag
        tag = [part] if part.kind is PartKind.OTHER and _begins_inline(part.text) else []
        yield from () if tag else (part,)
    yield from tag


def _markup(parts: Iterable[Part]) -> str:
    return "".join(part.text for part in parts)


def _is_in_value(tag: Iterable[Part]) -> bool:
    return after(PageState(), _markup(tag)).mode in ("double", "single")


def _begins_inline(markup: str) -> bool:
    name = _TAG_BEGINS.match(markup)
    return name is not None and name[1].lower() in INLINE


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


def _name(expression: Sequence[Token]) -> str:
    """What an expression is called: the last name in it that is no filter's, nor in what comes after an operator."""
    names = takewhile(lambda token: token.type not in ("pipe", "lparen") and token.value not in OPERATORS, expression)
    return next((str(token.value) for token in reversed(list(names)) if token.type == "name"), "text")
