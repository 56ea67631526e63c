"""Endings of words that a template writes on a condition: `page{{ 's' if n > 1 }}`, `page{% if n > 1 %}s{% endif %}`.

Nobody can translate an ending. So what is written is made two: with the one ending, and with the other or none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from jinja2.lexer import Token

from pipeline.sources.template_parts import Part, PartKind


@dataclass(frozen=True, slots=True)
class Ending:
    """What ends a word where a condition holds, and where not."""

    condition: tuple[Token, ...]
    one: str
    other: str

    def chosen(self, one: Iterable[Token], other: Iterable[Token]) -> Iterator[Token]:
        """The tokens that say the one where the condition holds, and else the other."""
        line = self.condition[0].lineno
        yield from (Token(line, "block_begin", "{%"), Token(line, "name", "if"), *self.condition)
        yield from (Token(line, "block_end", "%}"), *one, *_statement("else", line), *other, *_statement("endif", line))


def _statement(name: str, line: int) -> tuple[Token, ...]:
    return Token(line, "block_begin", "{%"), Token(line, "name", name), Token(line, "block_end", "%}")


def with_endings(stream: Iterable[Token]) -> Iterator[Token]:
    """The tokens of a template, in which an ending that is a statement is an expression."""
    tokens, number = list(stream), 0
    while number < len(tokens):
        found = _statement_at(tokens, number)
        if found is None:
            yield tokens[number]
            number += 1
            continue
        ending, number = found
        line = ending.condition[0].lineno
        yield from (Token(line, "variable_begin", "{{"), Token(line, "string", ending.one), Token(line, "name", "if"))
        yield from (Token(line, "lparen", "("), *ending.condition, Token(line, "rparen", ")"))
        yield from (Token(line, "name", "else"), Token(line, "string", ending.other))
        yield Token(line, "variable_end", "}}")


def _statement_at(tokens: Sequence[Token], start: int) -> tuple[Ending, int] | None:
    """The ending that begins here, and where what follows it does."""
    if start == 0 or not _ends_with_letter(tokens[start - 1].value if tokens[start - 1].type == "data" else ""):
        return None
    name, condition, number = _block(tokens, start)
    if name != "if" or not condition:
        return None
    one, number = _text(tokens, number)
    name, _, after = _block(tokens, number)
    other = ""
    if name == "else":
        other, number = _text(tokens, after)
        name, _, after = _block(tokens, number)
    is_ending = name == "endif" and _is_ending(one) and _is_ending(other) and bool(one or other)
    return (Ending(condition, one, other), after) if is_ending else None


def _block(tokens: Sequence[Token], start: int) -> tuple[str, tuple[Token, ...], int]:
    """The name of the statement that begins here, what it has besides, and where it ends."""
    if start + 1 >= len(tokens) or tokens[start].type != "block_begin":
        return "", (), start
    end = next((number for number in range(start, len(tokens)) if tokens[number].type == "block_end"), start)
    return str(tokens[start + 1].value), tuple(tokens[start + 2 : end]), end + 1


def _text(tokens: Sequence[Token], start: int) -> tuple[str, int]:
    is_text = start < len(tokens) and tokens[start].type == "data"
    return (str(tokens[start].value), start + 1) if is_text else ("", start)


def ending_in(parts: Sequence[Part], number: int) -> Ending | None:
    """The ending that a part is of the text before it."""
    if not number or parts[number].kind is not PartKind.EXPRESSION or parts[number - 1].kind is not PartKind.TEXT:
        return None
    inner = parts[number].tokens[1:-1]
    if not _ends_with_letter(parts[number - 1].text) or len(inner) < 3:
        return None
    first, last = inner[0], inner[-1]
    has_other = inner[-2].value == "else" and inner[-2].type == "name" and last.type == "string"
    condition, other = (inner[2:-2], str(last.value)) if has_other else (inner[2:], "")
    one = str(first.value)
    is_choice = first.type == "string" and inner[1].value == "if" and bool(condition)
    if not is_choice or not _is_ending(one) or not _is_ending(other):
        return None
    if any(token.type == "name" and token.value in ("if", "else") for token in condition):
        return None
    return Ending(condition, one, other)


def with_text(parts: Sequence[Part], number: int, text: str) -> list[Part]:
    """The parts with a text in place of this ending."""
    whole = replace(parts[number - 1], text=parts[number - 1].text + text)
    return [*parts[: number - 1], whole, *parts[number + 1 :]]


def _ends_with_letter(text: str) -> bool:
    return text[-1:].isalpha()


def _is_ending(text: str) -> bool:
    return not text or text.isalpha()
