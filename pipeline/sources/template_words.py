"""The words of templates that no call marks: as Jinja reads a template, calls of gettext are put around them.

A theme that knows nothing of gettext, as most do, is translated so without a copy of it. What a visitor reads is a
message: a run of text between two blocks of the page, with the inline tags and the expressions in it, the value of
an attribute that is read, or what an expression says of its own: `{{ NAME | default('links') }}`.
`Posted by {{ article.author }}` becomes `{{ gettext('Posted by %(author)s', author=article.author) }}`. From there on
it is a message as any other: where it stands is judged, and what a translation brings is inert.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count, groupby, product

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from pipeline.markup import VOID
from pipeline.sources.template_constants import CONSTANT, with_said
from pipeline.sources.template_endings import ending_in, with_endings, with_text
from pipeline.sources.template_parts import OPERATORS, Part, PartKind, as_they_are, has_letters, parts_of
from pipeline.spans import Kind, pieces_of

#: Whether a message is to be asked for; where it is not, the words stay as they are, between marks.
Wanted = Callable[[str], bool]
Marks = tuple[str, str]

_SPACE = re.compile(r"\s+")
_EDGES = re.compile(r"(\s*)(.*?)(\s*)", re.S)
_CODE = re.compile(r"<(?:code|kbd|samp)\b", re.I)
#: So many endings on conditions make twice as many forms of a text each; after that they are expressions.
_MOST_ENDINGS = 3
_COMPARED = frozenset("eq ne lt lteq gt gteq".split())


def words_extension(
    is_wanted: Wanted, marks: Marks = ("", ""), constants: Collection[str] | None = ()
) -> type[Extension]:
    """An extension of Jinja by which words are messages where they are wanted, and stand between `marks` where not.

    So are these `constants` that variables and macros are given; without any it is yet to be found which are words.
    """

    def said(token: Token) -> Iterator[Token]:
        before, text, behind = _EDGES.fullmatch(str(token.value)).groups()  # type: ignore[union-attr]
        if constants is not None and text not in constants:
            yield token
        elif constants is not None and not is_wanted(text):
            yield Token(token.lineno, "string", f"{before}{text.join(marks)}{behind}")
        else:
            call = list(_call(text, {}, token.lineno, CONSTANT if constants is None else ""))[1:-1]
            yield from _between(before, call, behind)

    class Words(Extension):
        def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
            parts = parts_of(with_said(with_endings(stream), said))
            for is_run, some in groupby(parts, lambda part: part.kind is not PartKind.OTHER):
                found = list(some)
                yield from _of_forms(found, is_wanted, marks) if is_run else as_they_are(found)

    return Words


# What becomes of a run


def _of_forms(parts: Sequence[Part], is_wanted: Wanted, marks: Marks, left: int = _MOST_ENDINGS) -> Iterator[Token]:
    """The tokens of a run, in which words with endings on conditions are whole in each of its forms."""
    number = next((number for number in range(len(parts)) if left and ending_in(parts, number)), 0)
    ending = ending_in(parts, number)
    if ending is None:
        yield from _of_run([_with_calls(part, is_wanted, marks) for part in parts], is_wanted, marks)
        return
    one, other = (with_text(parts, number, text) for text in (ending.one, ending.other))
    yield from ending.chosen(
        _of_forms(one, is_wanted, marks, left - 1),
        _of_forms(other, is_wanted, marks, left - 1),
    )


def _of_run(parts: Sequence[Part], is_wanted: Wanted, marks: Marks) -> Iterator[Token]:
    """The tokens of a run, in which what has words is a call; the tags around it are no part of the message."""
    if not any(part.has_words for part in parts):
        yield from as_they_are(parts)
        return
    start, end = _edge(parts), len(parts) - _edge(parts[::-1])
    if any(part.kind is PartKind.TAG and _CODE.match(part.text) for part in parts[:start]):
        yield from as_they_are(parts)
        return
    starts = (number for number in range(start + 1) if not number or parts[number - 1].kind is PartKind.TAG)
    ends = [
        number for number in range(end, len(parts) + 1) if number == len(parts) or parts[number].kind is PartKind.TAG
    ]
    for first, last in sorted(product(starts, ends), key=lambda bounds: bounds[1] - bounds[0]):
        if _is_balanced(parts[first:last]):
            yield from as_they_are(parts[:first])
            elements = _elements(parts[first:last])
            for some in elements:
                of = _of_message if len(elements) == 1 else _of_run
                yield from of(some, is_wanted, marks)
            yield from as_they_are(parts[last:])
            return
    for is_tag, found in groupby(parts, lambda part: part.kind is PartKind.TAG):
        some = list(found)  # each text for itself
        yield from as_they_are(some) if is_tag else _of_run(some, is_wanted, marks)


def _edge(parts: Sequence[Part]) -> int:
    """How many parts at the beginning are tags, or stand beside one and say nothing."""
    for number, part in enumerate(parts):
        beside = parts[number + 1 : number + 2]
        says_nothing = part.kind is PartKind.TEXT and not part.has_words
        if part.kind is not PartKind.TAG and not (says_nothing and beside and beside[0].kind is PartKind.TAG):
            return number
    return len(parts)


def _elements(parts: Sequence[Part]) -> list[Sequence[Part]]:
    """The elements that stand side by side with nothing said between them, as in a menu; or else all that is there."""
    found: list[Sequence[Part]] = []
    opened, first = 0, 0
    for number, part in enumerate(parts):
        if part.kind is PartKind.TAG:
            (piece,) = pieces_of(part.text)
            if piece.tag not in VOID:
                opened += 1 if piece.kind is Kind.START else -1
        elif not opened and (part.has_words or part.kind is PartKind.EXPRESSION):
            return [parts]
        if not opened:
            found.append(parts[first : number + 1])
            first = number + 1
    return found


def _is_balanced(parts: Sequence[Part]) -> bool:
    opened: list[str] = []
    for part in parts:
        if part.kind is PartKind.TAG:
            (piece,) = pieces_of(part.text)
            if piece.kind is Kind.START and piece.tag not in VOID:
                opened.append(piece.tag)
            elif piece.kind is Kind.END and (not opened or opened.pop() != piece.tag):
                return False
    return not opened


def _of_message(parts: Sequence[Part], is_wanted: Wanted, marks: Marks) -> Iterator[Token]:
    expressions: dict[str, Part] = {}
    text = "".join(_written(part, expressions) for part in parts)
    before, inner, behind = _EDGES.fullmatch(text).groups()  # type: ignore[union-attr]
    msgid, line = _SPACE.sub(" ", inner), parts[0].line
    if is_wanted(msgid):
        yield Token(line, "data", before)
        yield from _call(msgid, expressions, line)
        yield Token(line, "data", behind)
        return
    for part in parts:  # what an expression shows may be in any language
        if part.has_words:
            yield Token(line, "data", f"{marks[0]}{part.text}{marks[1]}")
        else:
            yield from part.as_tokens()


def _written(part: Part, expressions: dict[str, Part]) -> str:
    """A part as the message has it; an expression is a placeholder, which is called as it is."""
    if part.parts:
        return "".join(_written(inner, expressions) for inner in part.parts)
    if not part.is_expression:
        return part.text.replace("%", "%%")
    names = (f"{part.text}{number}" if number > 1 else part.text for number in count(1))
    name = next(name for name in names if name not in expressions)
    expressions[name] = part
    return f"%({name})s"


def _call(msgid: str, expressions: Mapping[str, Part], line: int, context: str = "") -> Iterator[Token]:
    """`{{ gettext("msgid", name=(expression)) }}`, or `pgettext` with a context."""
    yield Token(line, "variable_begin", "{{")
    yield Token(line, "name", "pgettext" if context else "gettext")
    yield Token(line, "lparen", "(")
    if context:
        yield from (Token(line, "string", context), Token(line, "comma", ","))
    yield Token(line, "string", msgid)
    for name, part in expressions.items():
        yield from (Token(line, "comma", ","), Token(line, "name", name), Token(line, "assign", "="))
        yield Token(line, "lparen", "(")
        yield from part.tokens[1:-1]
        yield Token(line, "rparen", ")")
    yield Token(line, "rparen", ")")
    yield Token(line, "variable_end", "}}")


# What an expression says of its own


def _with_calls(part: Part, is_wanted: Wanted, marks: Marks) -> Part:
    """A part; if it is an expression that is read, the constants that it may be are calls."""
    if part.kind is not PartKind.EXPRESSION:
        return part
    return replace(part, tokens=tuple(_called(part.tokens, is_wanted, marks)))


def _called(expression: Sequence[Token], is_wanted: Wanted, marks: Marks) -> Iterator[Token]:
    depth = 0
    for number, token in enumerate(expression):
        depth += (token.type in ("lparen", "lbracket", "lbrace")) - (token.type in ("rparen", "rbracket", "rbrace"))
        text = str(token.value)
        if token.type == "string" and has_letters(text) and "<" not in text and _is_result(expression, number, depth):
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
        and not any(token.type in _COMPARED or token.value in OPERATORS for token in expression[: number - 3])
    )


def _of_constant(text: str, line: int, is_wanted: Wanted, marks: Marks) -> Iterator[Token]:
    before, inner, behind = _EDGES.fullmatch(text).groups()  # type: ignore[union-attr]
    msgid = _SPACE.sub(" ", inner).replace("%", "%%")
    if not is_wanted(msgid):
        yield Token(line, "string", f"{before}{marks[0]}{inner}{marks[1]}{behind}")
        return
    yield from _between(before, list(_call(msgid, {}, line))[1:-1], behind)


def _between(before: str, call: Sequence[Token], behind: str) -> Iterator[Token]:
    """A call between the spaces that stood around its text."""
    line = call[0].lineno
    if before or behind:
        yield Token(line, "lparen", "(")
    if before:
        yield from (Token(line, "string", before), Token(line, "tilde", "~"))
    yield from call
    if behind:
        yield from (Token(line, "tilde", "~"), Token(line, "string", behind))
    if before or behind:
        yield Token(line, "rparen", ")")
