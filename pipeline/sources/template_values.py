"""What an expression of a template may be, as far as it can be told: strings, messages, one after the other, lists.

Templates make markup of strings, and fill messages into it. A value here keeps what stands before and after each
message, so that it can be written piece by piece into a page, or into whatever else is made of it. What is made twice
of the same values is the same object, and values are compared as such: one that holds another twice is no bigger.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

from jinja2 import nodes

from pipeline.sources.template_nodes import Said

#: What is nested deeper than this is no longer told in order.
_DEEPEST = 80
#: A string that is nothing but words and numbers changes no place, wherever it comes between.
_PLAIN = re.compile(r"[\w\s.,-]*")


@dataclass(frozen=True, slots=True)
class Anything:
    """What is not known, and has no message that is."""

    depth: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One value after the other."""

    parts: tuple[Value, ...]
    depth: int


@dataclass(frozen=True, slots=True, eq=False)
class Either:
    """One of these values."""

    parts: tuple[Value, ...]
    depth: int


@dataclass(frozen=True, slots=True, eq=False)
class Again:
    """A value once, or several times."""

    parts: tuple[Value, ...]
    depth: int


@dataclass(frozen=True, slots=True, eq=False)
class Worded:
    """A message into which values are filled.

    In the text of a page the markup of its own words counts: it is the source's in each translation. Elsewhere its
    words are nothing but text, whatever is in them. So `parts` are what it is in a text, and what it is elsewhere.
    """

    parts: tuple[Value, ...]
    depth: int


@dataclass(frozen=True, slots=True, eq=False)
class Items:
    """A list, or a mapping, with the position or key of each of its values; `ANYTHING` where that is not known.

    `origin` says where it was made: what is added to it afterwards is found by that, whatever it is called then.
    """

    parts: tuple[tuple[Value, Value], ...] = ()
    is_mapping: bool = False
    origin: int | str = 0
    depth: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Callee:
    """A macro, what stands within a `call` block, or a loop that calls itself; and the variables that it sees."""

    node: nodes.Macro | nodes.CallBlock | nodes.For
    path: str
    variables: dict[str, Value] = field(repr=False)
    depth: int = 0


Value: TypeAlias = str | Said | Anything | Row | Either | Again | Worded | Items | Callee
Leaf: TypeAlias = str | Said | Anything
ANYTHING = Anything()


# How values are made


def row(*parts: Value) -> Value:
    """One after the other."""
    flat: list[Value] = []
    for part in parts:
        flat += part.parts if isinstance(part, Row) else [part] if part != "" else []
    return flat[0] if len(flat) == 1 else _made(Row, tuple(flat)) if flat else ""


def either(parts: Iterable[Value]) -> Value:
    """One of these, which are not listed twice; of none, nothing."""
    flat: dict[Value, None] = {}
    for part in parts:
        if isinstance(part, Either):
            flat |= dict.fromkeys(part.parts)
        else:
            flat[part] = None
    return next(iter(flat), "") if len(flat) < 2 else _made(Either, tuple(flat))


def again(value: Value) -> Value:
    """Once, or several times; what is repeated in it is repeated with it."""
    inner = either(part.parts[0] if isinstance(part, Again) else part for part in each(value))
    return inner if isinstance(inner, Anything) else _made(Again, (inner,))


def any_times(value: Value) -> Value:
    """Not at all, once, or several times."""
    return either(("", again(value)))


def worded(in_text: Value, elsewhere: Value) -> Value:
    """A message whose words have markup."""
    return _made(Worded, (in_text, elsewhere))


def items(parts: Iterable[tuple[Value, Value]], *, is_mapping: bool = False, origin: int | str = 0) -> Items:
    """Values by position or key."""
    return _items(tuple(parts), is_mapping, origin)


def listed(*parts: Value, origin: int = 0) -> Items:
    """A list of these."""
    return items(((str(number), part) for number, part in enumerate(parts)), origin=origin)


def mapped(parts: Iterable[tuple[Value, Value]], origin: int = 0) -> Items:
    """A mapping of these keys and values."""
    return items(parts, is_mapping=True, origin=origin)


def shuffled(values: Iterable[Value]) -> Items:
    """A list of some of these, in an order of which nothing is known."""
    return items((ANYTHING, value) for value in values)


def with_parts(value: Items, parts: Iterable[tuple[Value, Value]]) -> Items:
    """The same list or mapping with other parts."""
    return items(parts, is_mapping=value.is_mapping, origin=value.origin)


def from_python(value: object) -> Value:
    """The value of a constant of Python's."""
    if isinstance(value, (list, tuple)):
        return listed(*map(from_python, value))
    if isinstance(value, dict):
        return mapped((from_python(key), from_python(part)) for key, part in value.items())
    return str(value)


@lru_cache(maxsize=50_000)
def _made(kind: Callable[..., Row | Either | Again | Worded], parts: tuple[Value, ...]) -> Value:
    """A value of these parts; of too many within each other, their strings and messages in any order."""
    depth = 1 + max(map(_depth, parts))
    return (
        kind(parts, depth) if depth < _DEEPEST else Again((Either((ANYTHING, *dict.fromkeys(leaves(*parts))), 1),), 2)
    )


@lru_cache(maxsize=50_000)
def _items(parts: tuple[tuple[Value, Value], ...], is_mapping: bool, origin: int | str) -> Items:
    return Items(parts, is_mapping, origin, 1 + max((_depth(value) for _, value in parts), default=0))


def _depth(value: Value) -> int:
    return 0 if isinstance(value, (str, Said)) else value.depth


# What is in values


def leaves(*values: Value) -> Iterator[str | Said]:
    """All strings and messages of these."""
    seen: set[int] = set()
    left = list(reversed(values))
    while left:
        value = left.pop()
        if isinstance(value, (str, Said)):
            yield value
        elif id(value) not in seen:
            seen.add(id(value))
            left += reversed(list(parts_of(value)))


def parts_of(value: Value) -> Iterable[Value]:
    """What a value is made of."""
    match value:
        case Row() | Either() | Again() | Worded():
            return value.parts
        case Items():
            return (part for pair in value.parts for part in pair)
        case _:
            return ()


def messages(*values: Value) -> Iterator[Said]:
    """The messages in these."""
    return (leaf for leaf in leaves(*values) if isinstance(leaf, Said))


def each(value: Value) -> tuple[Value, ...]:
    """What it may be."""
    return value.parts if isinstance(value, Either) else (value,)


def item(value: Value, key: Value) -> Value:
    """An item of a list or mapping, or an attribute; of a text itself, of which it may be a part."""

    def of(one: Value) -> Iterator[Value]:
        if isinstance(one, Items):
            found = [part for name, part in one.parts if name == key or not isinstance(name, str)]
            yield from found if isinstance(key, str) else (part for _, part in one.parts)
        elif not isinstance(one, Callee):
            yield one

    return either(part for one in each(value) for part in of(one)) or ANYTHING


def elements(value: Value) -> tuple[Value, ...]:
    """What a loop over it takes: values of a list, keys of a mapping."""
    found = (
        (name if one.is_mapping else part for name, part in one.parts) if isinstance(one, Items) else (one,)
        for one in each(value)
    )
    return tuple(part for parts in found for part in parts)


def pairs(value: Value) -> Items:
    """Keys and values of a mapping."""
    return shuffled(
        listed(*pair) if isinstance(one, Items) else one
        for one in each(value)
        for pair in (one.parts if isinstance(one, Items) else ((one, one),))
    )


def changed(value: Value, leaf: Callable[[Leaf], Value]) -> Value:
    """A value with other strings and messages in it, or what else may be such."""
    known: dict[int, Value] = {}

    def of(one: Value) -> Value:
        if isinstance(one, (str, Said, Anything)):
            return leaf(one)
        if id(one) not in known:
            known[id(one)] = _remade(one, of)
        return known[id(one)]

    return of(value)


def _remade(value: Value, of: Callable[[Value], Value]) -> Value:
    match value:
        case Row():
            return row(*map(of, value.parts))
        case Either():
            return either(map(of, value.parts))
        case Again():
            return again(of(value.parts[0]))
        case Worded():
            return worded(*map(of, value.parts))
        case Items():
            return with_parts(value, ((name, of(part)) for name, part in value.parts))
        case _:
            return value


def is_plain(value: Value) -> bool:
    """Whether it is nothing that changes a place, and has no message."""
    return isinstance(value, Anything) or (isinstance(value, str) and _PLAIN.fullmatch(value) is not None)


def pattern_of(value: Value) -> str:
    """A regular expression for the texts that a value may be."""
    match value:
        case str():
            return re.escape(value)
        case Row():
            return "".join(map(pattern_of, value.parts))
        case Either():
            return f"(?:{'|'.join(map(pattern_of, value.parts))})"
        case Again():
            return f"(?:{pattern_of(value.parts[0])})*"
        case _:
            return ".*"
