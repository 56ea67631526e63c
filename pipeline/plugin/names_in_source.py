"""Themes make classes, files' names and conditions of names: `class="fa-{{ name }}"`, `{% if name == 'github' %}`.

Readers read a name translated; style sheets, folders and the authors of themes know the source's. So a text of a
setting, and the name of a category, tag or author, knows what it stands for, and a template has that where nobody reads
it: in the attributes that are for programs, in a tag itself, and in what it asks. Addresses of pages and searches are
for readers. In a value without quotation marks a space ends the value, and further words of a name, a title or a date
would be attributes: there spaces are written as references.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from jinja2 import Environment
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup
from pelican.urlwrappers import URLWrapper

from pipeline.model import Language
from pipeline.plugin.root_links import ROOT_MARK
from pipeline.sources.page_state import PageState, after_unknown, pieces_in
from pipeline.sources.template_parts import OPERATORS

_WRITTEN, _ASKED, _UNQUOTED = "_written_in_source", "_asked_in_source", "_written_unquoted"
_FOR_PROGRAMS = frozenset("class data-icon for icon id name poster src srcset style xlink:href".split())
#: Whose `href` is a file's or a symbol's.
_FILES = frozenset("image link use".split())
_FROM_ROOT = re.compile("/(?!/)")
_TAG, _BARE = frozenset({"open", "tag name", "tag", "name", "after name"}), frozenset({"before value", "unquoted"})
_IN_TAG, _CALLED = re.compile(r"[^>]*\s(?:hreflang|lang)\b"), re.compile(r"[^>]*>\s*([^<]*?)\s*<")
_OPENING, _CLOSING = frozenset("lparen lbracket lbrace".split()), frozenset("rparen rbracket rbrace".split())
# What ends a value without quotation marks (HTML, section 13.2.5.38), but for its brackets, which are inert.
_SPACE = re.compile(r"[\t\n\f\r ]")
# Names that are no variables.
_FIXED = OPERATORS | frozenset("true false none True False None recursive".split())


class Translated(str):
    """A translated name, which knows its source's. What filters make of it they make of both."""

    __slots__ = ("source",)
    source: str

    def __new__(cls, text: str, source: str) -> Translated:  # noqa: D102
        found = super().__new__(cls, text)
        found.source = source
        return found

    def __reduce__(self) -> tuple[Any, ...]:
        return Translated, (str.__str__(self), self.source)

    def __str__(self) -> str:
        return self

    def _changed(self, change: Callable[[str], str]) -> Translated:
        return Translated(change(str.__str__(self)), change(self.source))

    def lower(self) -> Translated:  # noqa: D102
        return self._changed(str.lower)

    def upper(self) -> Translated:  # noqa: D102
        return self._changed(str.upper)

    def replace(self, *given: Any) -> Translated:  # noqa: D102
        return self._changed(lambda text: str.replace(text, *given))

    def strip(self, *given: Any) -> Translated:  # noqa: D102
        return self._changed(lambda text: str.strip(text, *given))


def install_names_in_source(environment: Environment, languages: Iterable[Language] = ()) -> None:
    """Let templates have the source's names where nobody reads them, and the site's own addresses.

    What is called by the name of one of these `languages` leads where it says.
    """
    names = [(language.tag, language.path, language.endonym, language.english) for language in languages]
    called = frozenset(name.casefold() for each in names for name in each)

    class NamesInSource(_NamesInSource):
        languages = called

    environment.filters |= {_WRITTEN: _written, _ASKED: _asked, _UNQUOTED: _unquoted}
    environment.add_extension(NamesInSource)


def _written(value: Any) -> Any:
    return _asked(value.name if isinstance(value, URLWrapper) and isinstance(value.name, Translated) else value)


def _asked(value: Any) -> Any:
    # Pelican compares the slug of a category, tag or author, which is the source's.
    return value.source if isinstance(value, Translated) else value


def _unquoted(value: Any) -> Any:
    text = str(value) if isinstance(value, str | URLWrapper) else ""
    if not _SPACE.search(text):
        return value
    written = _SPACE.sub(lambda found: f"&#{ord(found[0])};", str.__str__(text))
    return Markup(written) if isinstance(text, Markup) else written  # noqa: S704 (it was markup before)


class _NamesInSource(Extension):
    priority = 200  # after the words of templates
    languages: frozenset[str] = frozenset()

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        tokens, state = iter(stream), PageState()
        for token in tokens:
            if token.type == "data":
                data, state = _with_marks(str(token.value), state, self.languages)
                yield Token(token.lineno, "data", data)
                continue
            if token.type == "variable_begin":
                expression = [token, *_up_to("variable_end", tokens)]
                if _is_for_programs(state):
                    expression = list(_through(expression, _WRITTEN))
                else:
                    expression = list(_conditions(expression))
                yield from _without_spaces(expression) if state.mode in _BARE else expression
                state = after_unknown(state)
            elif token.type == "block_begin":
                statement = [token, *_up_to("block_end", tokens)]
                yield from _asked_in(statement)
            else:
                yield token


def _with_marks(data: str, state: PageState, languages: Collection[str]) -> tuple[str, PageState]:
    """A piece of a template with a mark before each address of a link that begins at the root, and the state after it.

    A theme that is made for one language has `/{{ page.url }}` and `/` for what the site itself has. An entry of a
    menu of languages says so, or is called by one.
    """
    marked = ""
    for before, piece, found in pieces_in(state, data):
        is_link = before.tag in ("a", "area", "form") and before.name in ("href", "action") and not before.value
        if is_link and before.mode in ("double", "single", "unquoted") and _FROM_ROOT.match(data):
            called = _CALLED.match(data)
            is_entry = _IN_TAG.match(data) or "hreflang" in dict(before.attributes)
            is_own = not is_entry and not (called and called[1].casefold() in languages)
            marked += ROOT_MARK if is_own else ""
        marked += piece
        data, state = data[len(piece) :], found
    return marked, state


def _asked_in(statement: Sequence[Token]) -> Iterable[Token]:
    match statement[1].value:
        case "if" | "elif":
            return _through(statement, _ASKED)
        case "set" | "for":
            return _conditions(statement)
    return statement


def _up_to(kind: str, tokens: Iterator[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        if token.type == kind:
            return


def _is_for_programs(state: PageState) -> bool:
    if state.mode in _TAG:
        return True
    if state.mode not in ("double", "single", "unquoted", "before value"):
        return False
    return state.name in _FOR_PROGRAMS or (state.name == "href" and state.tag in _FILES)


def _without_spaces(expression: Sequence[Token]) -> Iterable[Token]:
    """An expression in a value without quotation marks: what it writes has no spaces but the theme's own."""
    depth = 0
    for before, token in pairwise(expression):
        is_call = token.type == "lparen" and (before.type in ("rparen", "rbracket") or _is_word(before))
        depth += is_call or (depth > 0 and token.type in _OPENING)
        depth -= depth > 0 and token.type in _CLOSING
        if not depth and token.type == "string" and _SPACE.search(str(token.value)):
            return _through(expression, _UNQUOTED)
    first, last = expression[0], expression[-1]
    return (
        first,
        Token(first.lineno, "lparen", "("),
        *expression[1:-1],
        Token(last.lineno, "rparen", ")"),
        Token(last.lineno, "pipe", "|"),
        Token(last.lineno, "name", _UNQUOTED),
        last,
    )


def _is_word(token: Token) -> bool:
    return token.type == "name" and token.value not in _FIXED


def _conditions(expression: Sequence[Token]) -> Iterator[Token]:
    """An expression, of which what is asked in it is asked of the source: `{{ 'fa-github' if name == 'GitHub' }}`."""
    end = 0
    for number, token in enumerate(expression):
        if number < end:
            continue
        yield token
        if token.value == "if" and number > 1:
            end = _end_of_condition(expression, number + 1)
            yield from _through(expression[number + 1 : end], _ASKED)


def _end_of_condition(tokens: Sequence[Token], start: int) -> int:
    depth = 0
    for number in range(start, len(tokens) - 1):
        depth += (tokens[number].type in _OPENING) - (tokens[number].type in _CLOSING)
        if depth < 0 or (not depth and (tokens[number].value == "else" or tokens[number].type == "comma")):
            return number
    return len(tokens) - 1


def _through(tokens: Sequence[Token], name: str) -> Iterator[Token]:
    """Tokens with the filter of this name behind each variable: with its attributes and all it is called with."""
    number = 0
    while number < len(tokens):
        if not _is_variable(tokens, number):
            yield tokens[number]
            number += 1
            continue
        end = _end_of_variable(tokens, number)
        yield tokens[number]
        yield from _through(tokens[number + 1 : end], name)
        line = tokens[number].lineno
        yield from (Token(line, "pipe", "|"), Token(line, "name", name))
        number = end


def _is_variable(tokens: Sequence[Token], number: int) -> bool:
    token = tokens[number]
    if not _is_word(token):
        return False
    is_keyword = number + 1 < len(tokens) and tokens[number + 1].type == "assign"
    before = [part for part in tokens[max(0, number - 2) : number] if part.value != "not"]
    is_other = bool(before) and (before[-1].type in ("dot", "pipe", "block_begin") or before[-1].value == "is")
    return not (is_keyword or is_other)


def _end_of_variable(tokens: Sequence[Token], start: int) -> int:
    end = start + 1
    while end < len(tokens):
        if tokens[end].type == "dot":
            end += 2
        elif tokens[end].type in ("lparen", "lbracket"):
            end = _behind_bracket(tokens, end)
        else:
            break
    return end


def _behind_bracket(tokens: Sequence[Token], start: int) -> int:
    depth = 0
    for number in range(start, len(tokens)):
        depth += (tokens[number].type in _OPENING) - (tokens[number].type in _CLOSING)
        if not depth:
            return number + 1
    return len(tokens)
