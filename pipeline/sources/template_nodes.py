"""What single nodes of Jinja's syntax tree say: messages, and the names of other templates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import nodes

from pipeline.characters import spaced
from pipeline.model import Key

#: Functions that return a message: the positions of msgctxt and msgid.
_MESSAGES = {"_": (None, 0), "gettext": (None, 0), "ngettext": (None, 0), "pgettext": (0, 1), "npgettext": (0, 1)}
_PLURALS = frozenset({"ngettext", "npgettext"})


@dataclass(frozen=True, slots=True)
class Said:
    """A message that an expression may hold.

    `form` is what filters made of it: nothing, json, quoted json or url; or `made`, where it stands anywhere in markup
    that is put together from strings. `plural` is its other form in the source.
    """

    key: Key
    at: str
    form: str = ""
    plural: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """What it says in the source."""
        return (self.key[1], self.plural) if self.plural else (self.key[1],)


@dataclass(frozen=True, slots=True)
class Template:
    """A template as Jinja reads it, and its path as it is shown; what is found in it is found once.

    `extended` and `included` are the names of other templates, as far as it says them; what it imports is among them.
    """

    path: str
    node: nodes.Template
    blocks: tuple[nodes.Block, ...] = ()
    macros: tuple[nodes.Macro, ...] = ()
    messages: tuple[Said, ...] = ()
    extended: tuple[str, ...] = ()
    included: tuple[str, ...] = ()

    @classmethod
    def of(cls, path: str, node: nodes.Template) -> Template:
        """The template with what is in it."""
        blocks, macros, messages = [], [], []
        extended: list[str] = []
        included: list[str] = []
        for part in node.find_all(nodes.Node):
            if isinstance(part, nodes.Block):
                blocks.append(part)
            elif isinstance(part, nodes.Macro):
                macros.append(part)
            elif isinstance(part, nodes.Extends):
                extended += constants(part.template)
            elif isinstance(part, (nodes.Include, nodes.Import, nodes.FromImport)):
                included += constants(part.template)
            elif isinstance(part, nodes.Call) and (said := said_by(part, path)):
                messages.append(said)
        return cls(path, node, tuple(blocks), tuple(macros), tuple(messages), tuple(extended), tuple(included))


def constants(expression: nodes.Expr) -> Iterator[str]:
    """The texts that an expression may be, as far as it says them."""
    parts = expression.find_all(nodes.Const) if not isinstance(expression, nodes.Const) else [expression]
    return (part.value for part in parts if isinstance(part.value, str))


def said_by(call: nodes.Expr, path: str) -> Said | None:
    """The message that a call returns, or nothing if it is another call."""
    if not isinstance(call, nodes.Call) or not isinstance(call.node, nodes.Name) or call.node.name not in _MESSAGES:
        return None
    context, text = _MESSAGES[call.node.name]
    values = [argument.value if isinstance(argument, nodes.Const) else None for argument in call.args]
    msgid = values[text] if len(values) > text else None
    named = values[context] if context is not None and msgid is not None else None
    if not isinstance(msgid, str):
        return None
    plural = values[text + 1] if call.node.name in _PLURALS and len(values) > text + 1 else None
    return Said((named, spaced(msgid)), f"{path}:{call.lineno}", plural=plural if isinstance(plural, str) else "")


def name_of(node: nodes.Node) -> str:
    """`name` or `module.name`; nothing for what is no name."""
    if isinstance(node, nodes.Name):
        return node.name
    owner = name_of(node.node) if isinstance(node, nodes.Getattr) else ""
    return f"{owner}.{node.attr}" if isinstance(node, nodes.Getattr) and owner else ""
