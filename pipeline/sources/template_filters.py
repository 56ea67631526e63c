"""What Jinja's filters and Python's methods make of values; what others make of them is not known."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import escape
from typing import TypeAlias

from pipeline.sources.template_nodes import Said
from pipeline.sources.template_strings import between, braces, formatted, joined, mixed, printf, replaced
from pipeline.sources.template_values import (
    ANYTHING,
    Anything,
    Items,
    Leaf,
    Value,
    again,
    changed,
    each,
    either,
    elements,
    from_python,
    item,
    items,
    listed,
    messages,
    pairs,
    row,
    shuffled,
    with_parts,
)

Made: TypeAlias = Callable[[Value, Items], Value]

#: Methods of strings whose results are known where all they are given is.
_PURE = frozenset(
    "capitalize lower lstrip partition removeprefix removesuffix replace rpartition rsplit rstrip split splitlines "
    "strip title upper".split()
)
#: Filters that leave a text whole, as far as it is one: lists are what they are made of.
_KEEPING = frozenset(
    "attr d default e escape first forceescape indent items join last list map max min random reject rejectattr safe "
    "select selectattr string tojson urlencode".split()
)
#: What cuts or puts in what it is given, and words or spaces without that.
_CUTTING = frozenset("lstrip replace rstrip strip trim".split())
_NO_MARK = re.compile(r"[\w\s.,-]*")
#: Methods that change a list, set or mapping, and return nothing.
ADDING = frozenset("add append appendleft extend extendleft insert update".split())


def filtered(name: str, value: Value, given: Items) -> Value:
    """What a filter of this name makes of a value."""
    value = value if name in _KEEPING or _is_gentle(name, given) else unformed(value)
    return _FILTERS.get(name, _unknown)(value, given)


def method(name: str, value: Value, given: Items) -> Value:
    """What a method of this name returns."""
    if name in ADDING:
        return ""
    values = _values(given)
    value = value if _is_gentle(name, given) else unformed(value)
    if isinstance(value, str) and name in _PURE and all(isinstance(part, str) for part in values):
        try:
            return from_python(getattr(value, name)(*values))
        except (TypeError, ValueError):
            return ANYTHING
    return _METHODS.get(name, _unknown)(value, given)


def argument(given: Items, position: int, name: str = "", default: Value = "") -> Value:
    """What is given at a position or by name, or is unpacked into it; else the default."""
    keys = (str(position), name or str(position))
    found = [part for key, part in given.parts if key in keys]
    return either(found or [part for key, part in given.parts if not isinstance(key, str)] or [default])


def with_percent(value: Value, given: Value) -> Value:
    """What `%` makes of a text."""
    return either(formatted(value, printf, one if isinstance(one, Items) else listed(one)) for one in each(given))


def unformed(value: Value) -> Value:
    """A value of which a part may be cut: what made its messages harmless may be gone, quotation marks first."""
    if isinstance(value, Items):
        return value
    return changed(value, lambda leaf: _in_form(leaf, "") if isinstance(leaf, Said) else leaf)


def _is_gentle(name: str, given: Items) -> bool:
    """Whether a filter or method takes and brings nothing that is more than text in any place."""
    values = _values(given)
    return name in _CUTTING and all(isinstance(part, str) and _NO_MARK.fullmatch(part) for part in values)


def _in_form(said: Said, form: str) -> Said:
    return said if said.form == "made" else replace(said, form=form)


def _quoted(leaf: Leaf) -> Value:
    return replace(leaf, form="quoted json") if isinstance(leaf, Said) and leaf.form == "json" else leaf


def _of_each(value: Value, key: Value) -> Value:
    """A list of one attribute of each item."""
    return either(
        with_parts(one, ((name, item(part, key)) for name, part in one.parts))
        if isinstance(one, Items)
        else item(one, key)
        for one in each(value)
    )


def _mapped(value: Value, name: Value, given: Items) -> Value:
    """A list of what a filter makes of each item."""
    rest = items((_before(key), part) for key, part in given.parts if key != "0")

    def of(part: Value) -> Value:
        return filtered(name, part, rest) if isinstance(name, str) else mixed(part, *(value for _, value in rest.parts))

    return either(
        with_parts(one, ((key, of(part)) for key, part in one.parts)) if isinstance(one, Items) else of(one)
        for one in each(value)
    )


def _before(key: Value) -> Value:
    return str(int(key) - 1) if isinstance(key, str) and key.isdecimal() else key


def _attributes(value: Value) -> Value:
    """What `xmlattr` writes: values are escaped, names are as they are."""
    if not isinstance(value, Items):
        return value if isinstance(value, Anything) else mixed(value)
    return row(*(row(" ", name, '="', changed(part, _escaped), '"') for name, part in value.parts))


def _escaped(leaf: Leaf) -> Value:
    return escape(leaf) if isinstance(leaf, str) else leaf


def _values(given: Items) -> tuple[Value, ...]:
    return tuple(part for _, part in given.parts)


def _unknown(value: Value, given: Items) -> Value:
    return mixed(value, *_values(given))


def _json(value: Value, _given: Items) -> Value:
    return either((ANYTHING, *(_in_form(said, "json") for said in messages(value))))


def _address(value: Value, _given: Items) -> Value:
    return changed(value, lambda leaf: _in_form(leaf, "url") if isinstance(leaf, Said) else ANYTHING)


def _join(value: Value, given: Items) -> Value:
    key = argument(given, 1, "attribute")
    return joined(argument(given, 0, "d"), _of_each(value, key) if key else value)


def _map(value: Value, given: Items) -> Value:
    attribute = next((part for key, part in given.parts if key == "attribute"), None)
    return _mapped(value, argument(given, 0), given) if attribute is None else _of_each(value, attribute)


def _batch(value: Value, given: Items) -> Value:
    return shuffled([shuffled((*elements(value), argument(given, 1, "fill_with")))])


def _groupby(value: Value, given: Items) -> Value:
    group = shuffled(elements(value))
    names = either(elements(_of_each(value, argument(given, 0, "attribute"))))
    return shuffled([items((("0", names), ("1", group), ("grouper", names), ("list", group)))])


def _some(value: Value, _given: Items) -> Value:
    return shuffled(elements(value))


def _one(value: Value, _given: Items) -> Value:
    return either(elements(value)) or ANYTHING


def _with_more(value: Value, given: Items) -> Value:
    return between(value, *_values(given))


def _of_mapping(value: Value, _given: Items) -> Value:
    return shuffled(part for _, part in value.parts) if isinstance(value, Items) else value


def _get(value: Value, given: Items) -> Value:
    return either((item(value, argument(given, 0)), *_values(given)[1:]))


def _format_map(value: Value, given: Items) -> Value:
    return either(
        formatted(value, braces, one if isinstance(one, Items) else listed(one)) for one in each(argument(given, 0))
    )


_FILTERS: dict[str, Made] = {
    "attr": lambda value, given: item(value, argument(given, 0)),
    "batch": _batch,
    "d": lambda value, given: either((value, argument(given, 0, "default_value"))),
    "default": lambda value, given: either((value, argument(given, 0, "default_value"))),
    "dictsort": lambda value, _: pairs(value),
    "forceescape": lambda value, _: changed(value, _quoted),
    "format": lambda value, given: formatted(value, printf, given),
    "groupby": _groupby,
    "items": lambda value, _: pairs(value),
    "join": _join,
    "map": _map,
    "replace": lambda value, given: replaced(value, argument(given, 0, "old"), argument(given, 1, "new")),
    "slice": _batch,
    "sum": lambda value, _: again(either(elements(value))),
    "tojson": _json,
    "urlencode": _address,
    "xmlattr": lambda value, _: either(map(_attributes, each(value))),
    **dict.fromkeys("collate list reject rejectattr reverse select selectattr sort unique".split(), _some),
    **dict.fromkeys("first last max min random".split(), _one),
    **dict.fromkeys("center indent truncate wordwrap".split(), _with_more),
}
_METHODS: dict[str, Made] = {
    "copy": lambda value, _: value,
    "cycle": lambda _, given: either(_values(given)),
    "format": lambda value, given: formatted(value, braces, given),
    "format_map": _format_map,
    "get": _get,
    "items": lambda value, _: pairs(value),
    "join": lambda value, given: joined(value, argument(given, 0)),
    "keys": _some,
    "next": _one,
    "pop": _get,
    "replace": lambda value, given: replaced(value, argument(given, 0), argument(given, 1)),
    "setdefault": _get,
    "values": _of_mapping,
}
