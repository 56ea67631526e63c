"""The words of templates that no call marks: as Jinja reads a template, calls of gettext are put around them.

A theme that knows nothing of gettext, as most do, is translated so without a copy of it. What a visitor reads is a
message: a run of text between two blocks of the page, with the inline tags and the expressions in it, the value of
an attribute that is read, or what an expression says of its own: `{{ NAME | default('links') }}`.
`Posted by {{ article.author }}` becomes `{{ gettext('Posted by %(author)s', author=article.author) }}`. From there on
it is a message as any other: where it stands is judged, and what a translation brings is inert.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import count, groupby, product, takewhile

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
_TAG_BEGINS = re.compile(r"<([a-z][a-z0-9]*)\s", re.I)
# What has paragraphs of its own: no sentence goes on around it.
_BLOCKS = frozenset({"content", "summary"})
_OPERATORS = frozenset("and else if in is not or".split())
_COMPARED = frozenset("eq ne lt lteq gt gteq".split())


class _Kind(Enum):
    """What a part of a template is: read by visitors, a tag within what they read, or neither."""

    TEXT = auto()
    TAG = auto()
    OTHER = auto()
    EXPRESSION = auto()


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a template as it is written, or the tokens of an expression, whose name is `text`, or a statement.

    A tag with expressions in it is made of `parts`.
    """

    kind: _Kind
    text: str
    line: int
    tokens: tuple[Token, ...] = ()
    parts: tuple[_Part, ...] = ()

    @property
    def has_words(self) -> bool:
        """Whether a visitor reads words in it."""
        return self.kind is _Kind.TEXT and _has_letters(self.text)

    @property
    def is_expression(self) -> bool:
        """Whether it is an expression, be it read or not."""
        return bool(self.tokens) and self.tokens[0].type == "variable_begin"

    def as_tokens(self) -> Iterator[Token]:
        """The part as it was."""
        if self.parts:
            yield from _as_they_are(self.parts)
        else:
            yield from self.tokens or (Token(self.line, "data", self.text),)


def words_extension(is_wanted: Wanted, marks: Marks = ("", "")) -> type[Extension]:
    """An extension of Jinja by which words are messages where they are wanted, and stand between `marks` where not."""

    class Words(Extension):
        def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
            known = _with_whole_tags(_parts(stream, is_wanted, marks))
            for is_run, found in groupby(known, lambda part: part.kind is not _Kind.OTHER):
                parts = list(found)
                yield from _of_run(parts, is_wanted, marks) if is_run else _as_they_are(parts)

    return Words


def _as_they_are(parts: Iterable[_Part]) -> Iterator[Token]:
    return (token for part in parts for token in part.as_tokens())


def _has_letters(text: str) -> bool:
    return _LETTER.search(unescape(text)) is not None


# What a template is made of


def _parts(stream: Iterable[Token], is_wanted: Wanted, marks: Marks) -> Iterator[_Part]:
    """The parts of a template in their order. The state in which a page's parser is goes through all of them."""
    tokens, state = iter(stream), PageState()
    within_trans = False
    for token in tokens:
        if token.type == "data" and not within_trans:
            data, line = str(token.value), token.lineno
            yield from _of_data(state, data, line)
            state = after(state, data)
        elif token.type == "variable_begin" and not within_trans:
            expression = (token, *_up_to("variable_end", tokens))
            name, is_read = _name(expression), _is_read(state)
            said = tuple(_with_calls(expression, is_wanted, marks)) if is_read else expression
            is_block = name in _BLOCKS and state.mode == "text"
            yield _Part(_Kind.EXPRESSION if is_read and not is_block else _Kind.OTHER, name, token.lineno, said)
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


def _with_whole_tags(parts: Iterable[_Part]) -> Iterator[_Part]:
    """The parts; an inline tag with expressions in the values of its attributes is one of them."""
    tag: list[_Part] = []
    for part in parts:
        if tag and part.kind is _Kind.OTHER and (not part.tokens or (part.is_expression and _is_in_value(tag))):
            tag.append(part)
            markup = _markup(tag)
            if after(PageState(), markup).mode == "text":
                kind = _Kind.TAG if _is_inline(markup) else _Kind.OTHER
                yield _Part(kind, markup, tag[0].line, parts=tuple(tag))
                tag = []
            continue
        yield from tag
        tag = [part] if part.kind is _Kind.OTHER and _begins_inline(part.text) else []
        yield from () if tag else (part,)
    yield from tag


def _markup(parts: Iterable[_Part]) -> str:
    return "".join(part.text for part in parts)


def _is_in_value(tag: Iterable[_Part]) -> bool:
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


# What becomes of a run


def _of_run(parts: Sequence[_Part], is_wanted: Wanted, marks: Marks) -> Iterator[Token]:
    """The tokens of a run, in which what has words is a call; the tags around it are no part of the message."""
    if not any(part.has_words for part in parts):
        yield from _as_they_are(parts)
        return
    start, end = _edge(parts), len(parts) - _edge(parts[::-1])
    starts = (number for number in range(start + 1) if not number or parts[number - 1].kind is _Kind.TAG)
    ends = [number for number in range(end, len(parts) + 1) if number == len(parts) or parts[number].kind is _Kind.TAG]
    for first, last in sorted(product(starts, ends), key=lambda bounds: bounds[1] - bounds[0]):
        if _is_balanced(parts[first:last]):
            yield from _as_they_are(parts[:first])
            elements = _elements(parts[first:last])
            for some in elements:
                of = _of_message if len(elements) == 1 else _of_run
                yield from of(some, is_wanted, marks)
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


def _elements(parts: Sequence[_Part]) -> list[Sequence[_Part]]:
    """The elements that stand side by side with nothing said between them, as in a menu; or else all that is there."""
    found: list[Sequence[_Part]] = []
    opened, first = 0, 0
    for number, part in enumerate(parts):
        if part.kind is _Kind.TAG:
            (piece,) = pieces_of(part.text)
            if piece.tag not in VOID:
                opened += 1 if piece.kind is Kind.START else -1
        elif not opened and (part.has_words or part.kind is _Kind.EXPRESSION):
            return [parts]
        if not opened:
            found.append(parts[first : number + 1])
            first = number + 1
    return found


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
    if part.parts:
        return "".join(_written(inner, expressions) for inner in part.parts)
    if not part.is_expression:
        return part.text.replace("%", "%%")
    names = (f"{part.text}{number}" if number > 1 else part.text for number in count(1))
    name = next(name for name in names if name not in expressions)
    expressions[name] = part
    return f"%({name})s"


def _name(expression: Sequence[Token]) -> str:
    """What an expression is called: the last name in it that is no filter's, nor in what comes after an operator."""
    names = takewhile(lambda token: token.type not in ("pipe", "lparen") and token.value not in _OPERATORS, expression)
    return next((str(token.value) for token in reversed(list(names)) if token.type == "name"), "text")


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


# What an expression says of its own


def _with_calls(expression: Sequence[Token], is_wanted: Wanted, marks: Marks) -> Iterator[Token]:
    """The tokens of an expression, in which the constants that it may be are calls."""
    depth = 0
    for number, token in enumerate(expression):
        depth += (token.type in ("lparen", "lbracket", "lbrace")) - (token.type in ("rparen", "rbracket", "rbrace"))
        text = str(token.value)
        if token.type == "string" and _has_letters(text) and "<" not in text and _is_result(expression, number, depth):
            yield from _of_constant(text, token.lineno, is_wanted, marks)
        else:
            yield token


def _is_result(expression: Sequence[Token], number: int, depth: int) -> bool:
    """Whether an expression may be the constant at this place, as it is: by itself, or for want of a value."""
    before, behind = expression[number - 1], expression[number + 1]
    if depth == 0:
        begins = before.type == "variable_begin" or before.value in ("or", "else")
        return begins and (behind.type == "variable_end" or behind.value == "if")
    rest = [str(token.value) for token in expression[number + 1 : -1]]
    return (
        rest in ([")"], [",", "true", ")"], [",", "True", ")"])
        and before.type == "lparen"
        and expression[number - 2].value in ("default", "d")
        and expression[number - 3].type == "pipe"
        and not any(token.type in _COMPARED or token.value in _OPERATORS for token in expression[: number - 3])
    )


def _of_constant(text: str, line: int, is_wanted: Wanted, marks: Marks) -> Iterator[Token]:
    before, inner, behind = _EDGES.fullmatch(text).groups()  # type: ignore[union-attr]
    msgid = _SPACE.sub(" ", inner).replace("%", "%%")
    if not is_wanted(msgid):
        yield Token(line, "string", f"{before}{marks[0]}{inner}{marks[1]}{behind}")
        return
    if before:
        yield from (Token(line, "string", before), Token(line, "tilde", "~"))
    yield from list(_call(msgid, {}, line))[1:-1]
    if behind:
        yield from (Token(line, "tilde", "~"), Token(line, "string", behind))
