"""What is made of values by putting strings together: placeholders, `join`, `replace`, and what is not known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from string import Formatter
from typing import TypeAlias

from pipeline.sources.page_state import PageState, after
from pipeline.sources.place_kinds import is_open_to_more_than_text
from pipeline.sources.template_nodes import Said
from pipeline.sources.template_values import (
    ANYTHING,
    Anything,
    Callee,
    Items,
    Leaf,
    Value,
    again,
    any_times,
    changed,
    each,
    either,
    elements,
    is_plain,
    item,
    leaves,
    messages,
    parts_of,
    row,
    worded,
)

#: A string with its placeholders: the text before each, and its name, "" for the next; None at the end.
Holes: TypeAlias = Callable[[str], list[tuple[str, str | None]]]

_PRINTF = re.compile(r"%(?:\(([^)]*)\))?[#0 +-]*(?:\d+|\*)?(?:\.(?:\d+|\*))?[hlL]?([a-zA-Z%])")


def mixed(*values: Value) -> Value:
    """What is made of these in a way of which nothing is known.

    Any of them may follow upon another. Where a message comes together with markup of another value it may stand
    anywhere in that: it is marked as such.
    """
    parts = [value for value in values if not is_plain(value)]
    pieces = list(_pieces(parts))
    risky = [piece for piece in pieces if any(map(_is_risky, leaves(piece)))]
    if any(other is not piece for other in risky for piece in pieces if next(messages(piece), None)):
        parts = [changed(part, _anywhere) for part in parts]
    return again(either(parts)) if len(parts) > 1 else parts[0] if parts else ANYTHING


def _pieces(values: Iterable[Value]) -> Iterator[Value]:
    """The texts in these, and in the lists and mappings among them."""
    for value in values:
        lists = [one for one in each(value) if isinstance(one, Items)]
        yield from _pieces(part for one in lists for part in parts_of(one))
        yield either(one for one in each(value) if not isinstance(one, Items))


def _is_risky(leaf: str | Said) -> bool:
    return isinstance(leaf, str) and is_open_to_more_than_text(leaf)


def _anywhere(leaf: Leaf) -> Value:
    return replace(leaf, form="made") if isinstance(leaf, Said) else leaf


def between(value: Value, *others: Value) -> Value:
    """A text with others in the middle of it, or at its end."""
    others = tuple(other for other in others if not is_plain(other))
    return row(value, any_times(row(either(others), value))) if others else value


def joined(separator: Value, value: Value) -> Value:
    """What `join` makes of a list."""

    def of(one: Value) -> Value:
        parts = elements(one)
        if isinstance(one, Items) and all(isinstance(name, str) for name, _ in one.parts):
            return row(*[piece for part in parts for piece in (separator, part)][1:])
        some = either(parts)
        return ANYTHING if is_plain(separator) and is_plain(some) else row(some, any_times(row(separator, some)))

    return either(map(of, each(value)))


def formatted(value: Value, holes: Holes, given: Items) -> Value:
    """What is made of a text by filling in what is given, by position or by name."""
    values = tuple(part for _, part in given.parts)

    def filled(text: str, *, in_order: bool) -> list[tuple[str, Value]]:
        numbers = iter(range(len(values)))
        found: list[tuple[str, Value]] = []
        for before, name in holes(text):
            key = (str(next(numbers, "")) if in_order else ANYTHING) if name == "" else name
            found.append((before, "" if key is None else item(given, key)))
        return found

    def of(one: Leaf) -> Value:
        if isinstance(one, Anything):
            return between(one, *values)
        if isinstance(one, Said):
            return either(_worded(one, filled(words, in_order=False), values) for words in one.words)
        alone = all(one is part for part in each(value))
        return row(*(piece for pair in filled(one, in_order=alone) for piece in pair))

    if isinstance(value, (Items, Callee)):
        return between(value, *values)
    return changed(value, of)


def _worded(said: Said, filled: list[tuple[str, Value]], values: tuple[Value, ...]) -> Value:
    """A message with what is filled in: a translation may have its words before, between and after that."""
    state = PageState()
    parts: list[Value] = [said]
    for before, value in filled:
        state = after(state, before)
        parts += [before, value, *([said] if state.mode == "text" else [])]
    if len(filled) == sum(value == "" for _, value in filled):
        return said
    return worded(row(*parts), between(said, *values))


def printf(text: str) -> list[tuple[str, str | None]]:
    """The placeholders of Python's `%`."""
    found: list[tuple[str, str | None]] = []
    position = 0
    for match in _PRINTF.finditer(text):
        if match[2] != "%":
            found.append((text[position : match.start()], match[1] or ""))
            position = match.end()
    return [*found, (text[position:], None)]


def braces(text: str) -> list[tuple[str, str | None]]:
    """The placeholders of Python's `format`; of what is none, the text."""
    try:
        return [(before, name and re.split(r"[.\[]", name)[0]) for before, name, _, _ in Formatter().parse(text)]
    except ValueError:
        return [(text, None)]


def replaced(value: Value, old: Value, new: Value) -> Value:
    """What `replace` makes of a text."""
    if not isinstance(old, str) or isinstance(value, Items):
        return mixed(value, old, new)

    def of(one: Leaf) -> Value:
        if isinstance(one, str):
            pieces = one.split(old) if old else [one]
            return row(*[part for piece in pieces for part in (new, piece)][1:])
        if isinstance(one, Said) and "<" in old:  # a translation has the source's tags, and no others
            return worded(row(one, *(of(words) for words in one.words)), between(one, new))
        return between(one, new)

    return changed(value, of)
