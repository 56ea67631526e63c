"""The words of templates that are constants: `{% set title = 'Tags' %}`, `{{ button('Read more') }}`.

Whether a visitor reads them depends on where they are written at last, which `template_places` follows. So when
templates are read for messages, every constant that may be handed on is a call, in a context of its own; and those
that are only ever text, and with which nothing is compared, are words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from jinja2 import nodes
from jinja2.lexer import Token

from pipeline.characters import unescape
from pipeline.markup import INLINE
from pipeline.model import Key
from pipeline.spans import Kind, pieces_of
from pipeline.surroundings import Place, PlaceKind

#: The context of all constants while it is not known yet which of them are words.
CONSTANT = "constant of a template"
#: The tokens that take the place of a constant.
Said = Callable[[Token], Iterable[Token]]

_STATEMENTS = frozenset({"set", "with", "for", "macro", "call"})
_LETTER = re.compile(r"[^\W\d_]")
# A pattern, a text in paragraphs.
_MEANT = re.compile(r"[%\n]|\s\s")
_TAGS = (Kind.START, Kind.END)
_OPENING = {"lparen": "rparen", "lbracket": "rbracket", "lbrace": "rbrace"}
_CLOSING = frozenset(_OPENING.values())
_OPERATORS = frozenset("and else for if in is not or recursive set with".split())
#: Where a text may have tags.
_WRITTEN = frozenset({PlaceKind.TEXT})
_READ = frozenset({PlaceKind.TEXT, PlaceKind.TITLE, PlaceKind.ATTRIBUTE})


def with_said(stream: Iterable[Token], said: Said) -> Iterator[Token]:
    """The tokens of a template, with others in place of the constants that variables and macros are given."""
    known = list(stream)
    macros = frozenset(name for part in _parts(known) for name in _named_macros(part))
    for part in _parts(known):
        given = set(_given(part, macros))
        for number, token in enumerate(part):
            yield from said(token) if number in given else (token,)


def words_in(places: Mapping[Key, Iterable[Place]], templates: Iterable[nodes.Template]) -> frozenset[str]:
    """The constants that are words, by where constants are written, and all templates."""
    known = list(templates)
    said = {text: {place.kind for place in found} for (context, text), found in places.items() if context == CONSTANT}
    compared = [test for template in known for node in template.find_all(nodes.Compare) for test in _compared(node)]
    keys = {key for template in known for node in template.find_all(nodes.Getitem) for key in _texts(node.arg)}
    return frozenset(
        text
        for text, kinds in said.items()
        if kinds <= (_READ if "<" not in text else _WRITTEN)
        and text not in keys
        and not any(is_meant(_words(text) or text) for is_meant in compared)
    )


def _compared(comparison: nodes.Compare) -> Iterator[Callable[[str], bool]]:
    """What says of a text whether a comparison asks for it, or for a part of it."""
    is_part = any(operand.op in ("in", "notin") for operand in comparison.ops)
    folded = str.casefold if comparison.find(nodes.Filter) else str
    for text in _texts(comparison):
        wanted = folded(text)
        if is_part:
            yield lambda said, wanted=wanted, folded=folded: wanted in folded(said)  # type: ignore[misc]
        else:
            yield lambda said, wanted=wanted, folded=folded: wanted == folded(said)  # type: ignore[misc]


def _texts(node: nodes.Node) -> Iterator[str]:
    found = [node] if isinstance(node, nodes.Const) else node.find_all(nodes.Const)
    return (constant.value for constant in found if isinstance(constant.value, str) and constant.value)


def _parts(tokens: Iterable[Token]) -> Iterator[Sequence[Token]]:
    """The statements and expressions of a template, each whole, and what is between them."""
    part: list[Token] = []
    for token in tokens:
        if token.type in ("block_begin", "variable_begin") and part:
            yield part
            part = []
        part.append(token)
        if token.type in ("block_end", "variable_end"):
            yield part
            part = []
    yield part


def _named_macros(statement: Sequence[Token]) -> Iterator[str]:
    """The names of the macros that a statement defines, and of the templates and macros that it imports."""
    if len(statement) < 3 or statement[0].type != "block_begin":
        return
    values = [str(token.value) for token in statement]
    match values[1]:
        case "macro":
            yield values[2]
        case "import" | "from":
            names = [number for number, token in enumerate(statement) if number > 1 and token.type == "name"]
            yield from (values[number] for number in names)


def _given(part: Sequence[Token], macros: Collection[str]) -> Iterator[int]:
    """Where in a statement or an expression there are constants that a variable or a macro is given."""
    if len(part) < 3 or part[0].type not in ("block_begin", "variable_begin"):
        return
    is_statement = part[0].type == "block_begin"
    if is_statement and part[1].value not in _STATEMENTS:
        return
    within: list[str] = []
    for number, token in enumerate(part[:-1]):
        if token.type in _OPENING:
            within.append(_opened(part, number, macros))
        elif token.type in _CLOSING and within:
            within.pop()
        elif (
            token.type == "string"
            and "other" not in within
            and (is_statement or "macro" in within)
            and _is_value(part[number - 1], part[number + 1])
            and _is_word(str(token.value))
        ):
            yield number


def _opened(part: Sequence[Token], number: int, macros: Collection[str]) -> str:
    """What an opening bracket begins: a list or the like, what a macro is given, or another thing."""
    before = part[number - 1]
    if before.type not in ("name", "rparen", "rbracket", "string") or before.value in _OPERATORS:
        return "list"
    if part[number].type != "lparen" or before.type != "name":
        return "other"
    if before.value == "call" and part[number - 2].type == "block_begin":
        return "list"  # the arguments of a call block
    first = number - 1
    while part[first - 1].type == "dot" and part[first - 2].type == "name":
        first -= 2
    return "macro" if part[first].value in macros and part[first - 1].type not in ("pipe", "dot") else "other"


def _is_value(before: Token, behind: Token) -> bool:
    """Whether a constant between these is a value by itself."""
    begins = before.type in ("assign", "lparen", "lbracket", "comma", "colon", "tilde", "add")
    ends = behind.type in ("rparen", "rbracket", "rbrace", "comma", "tilde", "add", "block_end")
    return (begins or before.value in ("else", "or")) and (ends or behind.value in ("if", "or"))


def _is_word(text: str) -> bool:
    words = _words(text)
    return words is not None and _LETTER.search(unescape(words)) is not None and not _MEANT.search(text)


def _words(text: str) -> str | None:
    """What a text says; nothing for one with more markup than a sentence has."""
    pieces = list(pieces_of(text))
    if any(piece.kind is not Kind.TEXT and not (piece.kind in _TAGS and piece.tag in INLINE) for piece in pieces):
        return None
    return "".join(piece.written for piece in pieces if piece.kind is Kind.TEXT)
