"""What the expressions of a template are, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from jinja2 import nodes
from jinja2.visitor import NodeVisitor

from pipeline.sources.template_filters import ADDING, filtered, method, unformed, with_percent
from pipeline.sources.template_nodes import name_of, said_by
from pipeline.sources.template_strings import formatted, mixed, printf
from pipeline.sources.template_values import (
    ANYTHING,
    Anything,
    Callee,
    Items,
    Value,
    each,
    either,
    elements,
    from_python,
    item,
    items,
    listed,
    mapped,
    row,
    shuffled,
)
from pipeline.sources.template_variables import Variables, additions, is_name

_FOLDED = (nodes.Concat, nodes.Add, nodes.Mod, nodes.Filter, nodes.Getitem)
_MADE_OF_ITEMS = frozenset({"dict", "namespace"})


@dataclass
class Expressions(NodeVisitor):
    """Expressions, where these are the variables. What they call that is written in a template is not known here."""

    variables: Variables = field(default_factory=Variables)
    path: str = ""

    def written(self, callee: Callee, given: Items, caller: Callee | None) -> Value:
        """What a macro, or the like, writes."""
        raise NotImplementedError

    def block_called(self, name: str) -> Value | None:
        """The block that is called by this name, or None."""
        raise NotImplementedError

    def visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> Value:
        """What a node is, or writes; with what was added to it."""
        if isinstance(node, _FOLDED) and (known := _folded(node)) is not None:
            return known
        value: Value = super().visit(node, *args, **kwargs)
        return self.variables.grown(value)

    def generic_visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> Value:
        """What other expressions are made of is seen, and no more."""
        return mixed(*map(self.visit, node.iter_child_nodes()))

    def visit_TemplateData(self, node: nodes.TemplateData) -> Value:
        return node.data

    def visit_Const(self, node: nodes.Const) -> Value:
        return str(node.value)

    def visit_Name(self, node: nodes.Name) -> Value:
        return self.variables.named(node.name)

    def visit_Concat(self, node: nodes.Concat) -> Value:
        return row(*map(self.visit, node.nodes))

    def visit_Add(self, node: nodes.Add) -> Value:
        sides = self.visit(node.left), self.visit(node.right)
        if any(isinstance(one, Items) for side in sides for one in each(side)):
            parts = [part for side in sides for part in elements(side)]
            return listed(*parts) if _in_order(sides) else shuffled(parts)
        return row(*sides)

    def visit_Mod(self, node: nodes.Mod) -> Value:
        return with_percent(self.visit(node.left), self.visit(node.right))

    def visit_CondExpr(self, node: nodes.CondExpr) -> Value:
        self.visit(node.test)
        return either((self.visit(node.expr1), self.visit(node.expr2) if node.expr2 else ""))

    def visit_Or(self, node: nodes.Or) -> Value:
        return either((self.visit(node.left), self.visit(node.right)))

    def visit_And(self, node: nodes.And) -> Value:
        return either((self.visit(node.left), self.visit(node.right)))

    def visit_Not(self, node: nodes.Not) -> Value:
        self.visit(node.node)
        return ANYTHING  # true or false

    def visit_Test(self, node: nodes.Test) -> Value:
        self.visit(node.node)
        return ANYTHING

    def visit_Compare(self, node: nodes.Compare) -> Value:
        self.visit(node.expr)
        return ANYTHING

    def visit_List(self, node: nodes.List) -> Value:
        return listed(*map(self.visit, node.items), origin=id(node))

    def visit_Tuple(self, node: nodes.Tuple) -> Value:
        return listed(*map(self.visit, node.items))

    def visit_Dict(self, node: nodes.Dict) -> Value:
        return mapped(((self.visit(pair.key), self.visit(pair.value)) for pair in node.items), origin=id(node))

    def visit_MarkSafe(self, node: nodes.MarkSafe) -> Value:
        return self.visit(node.expr)

    def visit_MarkSafeIfAutoescape(self, node: nodes.MarkSafeIfAutoescape) -> Value:
        return self.visit(node.expr)

    def visit_Getattr(self, node: nodes.Getattr) -> Value:
        found = item(self.visit(node.node), node.attr)
        return self.variables.named(name_of(node)) if isinstance(found, Anything) else found

    def visit_Getitem(self, node: nodes.Getitem) -> Value:
        value = self.visit(node.node)
        if isinstance(node.arg, nodes.Slice):
            return either(shuffled(elements(one)) if isinstance(one, Items) else unformed(one) for one in each(value))
        found = item(value, self.visit(node.arg) if _is_key(node.arg) else ANYTHING)
        return found if any(isinstance(one, Items) for one in each(value)) else unformed(found)

    def visit_Filter(self, node: nodes.Filter) -> Value:
        return self.filtered(node, "")

    def filtered(self, node: nodes.Filter, block: Value) -> Value:
        """What a filter makes of its value, or of the block that it is put upon."""
        inner = node.node
        if inner is None:
            value = block
        else:
            value = self.filtered(inner, block) if isinstance(inner, nodes.Filter) else self.visit(inner)
        return filtered(node.name, value, self._given(node))

    def visit_Call(self, node: nodes.Call) -> Value:
        return self.called(node, None)

    def called(self, node: nodes.Call, caller: Callee | None) -> Value:
        """What a call returns or writes; `caller` is what stands within the `call` block that it begins."""
        given = self._given(node)
        said = said_by(node, self.path)
        if said is not None:
            named = tuple(pair for pair in given.parts if is_name(pair[0]))
            return formatted(said, printf, items(named)) if named else said
        name = name_of(node.node)
        block = self.block_called(name)
        if block is not None:
            return block
        if name in _MADE_OF_ITEMS:
            return mapped(additions("update", given), origin=id(node))
        callee = self.visit(node.node)
        own = [one for one in each(callee) if isinstance(one, Callee)]
        if own:
            return either([self.written(one, given, caller) for one in own])
        body = [self.written(caller, items(()), None)] if caller else []
        if isinstance(node.node, nodes.Getattr):
            return self._method(node.node, given, body)
        if name == "cycler":
            return shuffled(part for _, part in given.parts)
        if name == "joiner":
            return either(("", *(part for _, part in given.parts)))
        return mixed(either(elements(callee)), *(part for _, part in given.parts), *body)

    def _given(self, node: nodes.Call | nodes.Filter) -> Items:
        """What a call is given, by position and by name; of what is unpacked into it, as far as that is known."""
        parts: list[tuple[Value, Value]] = [(str(number), self.visit(one)) for number, one in enumerate(node.args)]
        parts += [(str(keyword.key), self.visit(keyword.value)) for keyword in node.kwargs]
        if node.dyn_args is not None:
            parts += [(ANYTHING, part) for part in elements(self.visit(node.dyn_args))]
        if node.dyn_kwargs is not None:
            for one in each(self.visit(node.dyn_kwargs)):
                parts += one.parts if isinstance(one, Items) else [(ANYTHING, one)]
        return items(parts)

    def _method(self, node: nodes.Getattr, given: Items, body: list[Value]) -> Value:
        owner = self.visit(node.node)
        values = tuple(part for _, part in given.parts)
        if node.attr == "setdefault" and len(values) > 1:
            self.variables.add(owner, name_of(node.node), ((values[0], values[1]),))
        elif node.attr in ADDING:
            self.variables.add(owner, name_of(node.node), additions(node.attr, given))
        found = either(method(node.attr, one, given) for one in each(owner))
        return mixed(found, *body) if body else found


def _in_order(sides: tuple[Value, ...]) -> bool:
    return all(isinstance(side, Items) and all(isinstance(key, str) for key, _ in side.parts) for side in sides)


def _is_key(node: nodes.Expr) -> bool:
    """Whether it is what values are known by here: no position from the end."""
    return not isinstance(node, nodes.Neg)


def _folded(node: nodes.Expr) -> Value | None:
    """What an expression is in which nothing is unknown."""
    try:
        return from_python(node.as_const())
    except nodes.Impossible:
        return None
