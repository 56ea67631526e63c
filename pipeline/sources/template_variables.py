"""What the variables of a template hold at one point of it, and what was added to the lists that they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from jinja2 import nodes

from pipeline.sources.template_values import (
    ANYTHING,
    Either,
    Items,
    Value,
    each,
    either,
    elements,
    item,
    items,
    with_parts,
)

#: So often a loop is gone through until what is added to lists adds nothing else.
_TURNS = 3


@dataclass
class Variables:
    """Variables by name. What is added to a list or mapping is known by where that was made, whatever holds it."""

    held: dict[str, Value] = field(default_factory=dict)
    added: dict[int | str, tuple[tuple[Value, Value], ...]] = field(default_factory=dict)

    @contextmanager
    def seeing(self, variables: dict[str, Value]) -> Iterator[None]:
        """Where these are the variables, and no others."""
        outer, self.held = self.held, variables
        yield
        self.held = outer

    def ways(self, ways: Iterable[Callable[[], Value]]) -> Value:
        """Any of these may be written, and what they set may be set."""
        before, values, ends = dict(self.held), [], []
        for way in ways:
            self._now(before)
            values.append(way())
            ends.append(dict(self.held))
        names = dict.fromkeys(name for end in ends for name in end)
        self._now({name: either(end.get(name, ANYTHING) for end in ends) for name in names})
        return either(values)

    def _now(self, variables: dict[str, Value]) -> None:
        """These are the variables from here on, for the macros as well that were made before."""
        self.held.clear()
        self.held |= variables

    def settled(self, write: Callable[[], Value]) -> Value:
        """What is written when nothing more is added to any list, or at the last turn."""
        value: Value = ""
        for _ in range(_TURNS):
            before = dict(self.added)
            value = write()
            if self.added == before:
                break
        return value

    def assign(self, target: nodes.Node, value: Value) -> None:
        """Assign to a name, to names one by one, or to an attribute of a namespace."""
        if isinstance(target, nodes.Name):
            self.held[target.name] = value
        elif isinstance(target, nodes.NSRef):
            self.add(self.named(target.name), target.name, ((target.attr, value),))
        elif isinstance(target, (nodes.Tuple, nodes.List)):
            for position, part in enumerate(target.items):
                self.assign(part, item(value, str(position)))

    def add(self, owner: Value, name: str, parts: Iterable[tuple[Value, Value]]) -> None:
        """Add to a list or mapping, wherever it was made; to one of which nothing is known, by its name."""
        origins = [one.origin for one in each(owner) if isinstance(one, Items) and one.origin]
        for origin in origins or [name]:
            known = self.added.get(origin, ())
            self.added[origin] = (*known, *(part for part in dict.fromkeys(parts) if part not in known))

    def grown(self, value: Value) -> Value:
        """A value with what was added to it."""
        if isinstance(value, Either):
            return either(self.grown(one) if isinstance(one, Items) else one for one in value.parts)
        if not isinstance(value, Items):
            return value
        more = [part for part in self.added.get(value.origin, ()) if part not in value.parts]
        return with_parts(value, (*value.parts, *more)) if more else value

    def named(self, name: str) -> Value:
        """What a variable holds, or an attribute of one of which nothing is known."""
        value = self.held.get(name, items((), origin=name) if name in self.added else ANYTHING)
        return self.grown(value)


def additions(name: str, given: Items) -> Iterator[tuple[Value, Value]]:
    """What a method of a list, set or mapping adds to it."""
    for key, part in given.parts:
        if is_name(key):
            yield key, part
        elif name in ("append", "add", "appendleft", "insert"):
            yield ANYTHING, part
        else:
            for one in each(part):
                yield from (as_pairs(one) if name == "update" else [(ANYTHING, piece) for piece in elements(one)])


def as_pairs(value: Value) -> Iterable[tuple[Value, Value]]:
    """Keys and values of a mapping, or of a list of pairs."""
    if not isinstance(value, Items):
        return [(ANYTHING, value)]
    if value.is_mapping:
        return value.parts
    return [(item(part, "0"), item(part, "1")) for part in elements(value)]


def is_name(key: Value) -> bool:
    """Whether something is given by this name, and not by its position."""
    return isinstance(key, str) and not key.isdecimal()
