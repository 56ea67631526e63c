"""The expression in Plural-Forms that chooses a form: C's operators on whole numbers (GNU gettext manual, 12.2.3).

It comes from a file, so it is read by a grammar of its own and never run as code. The standard library's c2py makes
Python of it, where `!n == 0`, `n && 2` and `n - 2` mean something else than in C.
"""

from __future__ import annotations

import re
from collections.abc import Callable

MAX_LENGTH, _MAX_DEPTH = 1000, 40
_TOKEN = re.compile(r"[ \t]*(?:([0-9]{1,10})|(n)(?![A-Za-z0-9_])|(\|\||&&|[=!<>]=|[!<>*/%+\-?:()]))")
_UNSIGNED = 2**64 - 1  # what gettext counts in: unsigned long
_LEVELS = (("||",), ("&&",), ("==", "!="), ("<", ">", "<=", ">="), ("+", "-"), ("*", "/", "%"))

Choose = Callable[[int], int]


def compiled(expression: str) -> Choose:
    """The function of n that an expression is; calling it raises ZeroDivisionError where the expression divides by 0.

    Raises ValueError if it is no such expression, or a longer or deeper one than any language needs.
    """
    if len(expression) > MAX_LENGTH:
        raise ValueError("too long")
    parser = _Parser(_tokens(expression.rstrip()))
    choose = parser.conditional()
    parser.expect("")
    return choose


def _tokens(expression: str) -> list[str]:
    tokens, position = [], 0
    while position < len(expression):
        match = _TOKEN.match(expression, position)
        if match is None:
            raise ValueError(f"unexpected {expression[position]!r}")
        tokens.append(match[0].strip())
        position = match.end()
    return [*tokens, ""]


class _Parser:
    """A method for each level of the grammar; each gives the function of n that it has read."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._next = 0
        self._depth = 0

    def expect(self, token: str) -> None:
        """The next token, which must be this one."""
        if not self._take(token):
            raise ValueError(f"unexpected {self._tokens[self._next] or 'end'!r}")

    def conditional(self) -> Choose:
        """`a ? b : c`, or what binds closer."""
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise ValueError("nested too deeply")
        found = self._binary(0)
        if self._take("?"):
            when = self.conditional()
            self.expect(":")
            found = _conditional(found, when, self.conditional())
        self._depth -= 1
        return found

    def _binary(self, level: int) -> Choose:
        if level == len(_LEVELS):
            return self._unary()
        left = self._binary(level + 1)
        while (mark := self._tokens[self._next]) in _LEVELS[level]:
            self._next += 1
            left = _binary(mark, left, self._binary(level + 1))
        return left

    def _unary(self) -> Choose:
        if self._take("!"):
            negations = 1
            while self._take("!"):
                negations += 1
            return _negated(self._unary(), even=negations % 2 == 0)
        if self._take("("):
            found = self.conditional()
            self.expect(")")
            return found
        mark = self._tokens[self._next]
        if mark != "n" and not mark.isdigit():
            raise ValueError(f"unexpected {mark or 'end'!r}")
        self._next += 1
        return (lambda n: n) if mark == "n" else lambda _, value=int(mark): value  # type: ignore[misc]

    def _take(self, mark: str) -> bool:
        found = self._tokens[self._next] == mark
        self._next += found and bool(mark)
        return found


def _conditional(condition: Choose, when: Choose, otherwise: Choose) -> Choose:
    return lambda n: when(n) if condition(n) else otherwise(n)


def _negated(found: Choose, *, even: bool) -> Choose:
    return lambda n: int(bool(found(n)) is even)


_OPERATIONS: dict[str, Callable[[int, int], int]] = {
    "==": lambda a, b: int(a == b),
    "!=": lambda a, b: int(a != b),
    "<": lambda a, b: int(a < b),
    ">": lambda a, b: int(a > b),
    "<=": lambda a, b: int(a <= b),
    ">=": lambda a, b: int(a >= b),
    "+": lambda a, b: (a + b) & _UNSIGNED,
    "-": lambda a, b: (a - b) & _UNSIGNED,
    "*": lambda a, b: (a * b) & _UNSIGNED,
    "/": lambda a, b: a // b,
    "%": lambda a, b: a % b,
}


def _binary(mark: str, left: Choose, right: Choose) -> Choose:
    if mark == "||":
        return lambda n: int(bool(left(n) or right(n)))
    if mark == "&&":
        return lambda n: int(bool(left(n) and right(n)))
    operation = _OPERATIONS[mark]
    return lambda n: operation(left(n), right(n))
