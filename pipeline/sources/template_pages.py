"""What a template writes, as a value: it is followed from its beginning to its end as Jinja would write the page.

Through what it extends, includes and calls, and through both ways of every condition. What cannot be followed, such as
the name of a template that is made up at run time, is taken for something of which nothing is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from jinja2 import nodes

from pipeline.sources.template_expressions import Expressions
from pipeline.sources.template_filters import argument
from pipeline.sources.template_nodes import Template, constants
from pipeline.sources.template_values import (
    ANYTHING,
    Callee,
    Items,
    Value,
    again,
    either,
    elements,
    item,
    listed,
    mapped,
    pattern_of,
    row,
)
from pipeline.sources.template_variables import is_name

#: So deep is something followed that calls itself.
_SELVES = 2


def page_value(template: Template, templates: Mapping[str, Template]) -> Value:
    """What a page is, of templates by the names by which they refer to each other."""
    return _Page(templates=templates).write(template)


@dataclass
class _Page(Expressions):
    """One page, as far as it is written."""

    templates: Mapping[str, Template] = field(default_factory=dict)
    blocks: dict[str, list[tuple[str, nodes.Block]]] = field(default_factory=dict)
    block: tuple[str, int] = ("", 0)
    within: tuple[nodes.Node, ...] = ()

    def write(self, template: Template) -> Value:
        """A template, or the one that it extends with its blocks."""
        for block in template.blocks:
            self.blocks.setdefault(block.name, []).append((template.path, block))
        parents = [self.templates[name] for name in template.extended if name in self.templates]
        body = template.node.body
        if not parents:
            return self._inside(template.node, template.path, partial(self._all, body))
        # What stands outside of its blocks is not written, but done.
        outside = [node for node in body if not isinstance(node, nodes.Block)]
        self._inside(template.node, template.path, partial(self._all, outside))
        return self._inside(
            template.node, template.path, lambda: either([self.write(parent) for parent in dict.fromkeys(parents)])
        )

    def _inside(self, what: nodes.Node, path: str, write: Callable[[], Value]) -> Value:
        """A part of a template, unless it is being written within itself for the second time."""
        if sum(what is node for node in self.within) >= _SELVES:
            return ANYTHING
        outer = self.within, self.path
        self.within, self.path = (*self.within, what), path
        value = write()
        self.within, self.path = outer
        return value

    # Statements

    def _all(self, statements: Iterable[nodes.Node]) -> Value:
        return row(*[self.visit(statement) for statement in statements])

    def generic_visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> Value:
        """Other statements write nothing."""
        return super().generic_visit(node) if isinstance(node, nodes.Expr) else ""

    def visit_Output(self, node: nodes.Output) -> Value:
        return self._all(node.nodes)

    def visit_If(self, node: nodes.If) -> Value:
        self.visit(node.test)
        bodies = (node.body, *(other.body for other in node.elif_), node.else_)
        return self.variables.ways(partial(self._all, body) for body in bodies)

    def visit_For(self, node: nodes.For) -> Value:
        return either((self._loop(node, self.visit(node.iter)), self._all(node.else_)))

    def _loop(self, node: nodes.For, value: Value) -> Value:
        found = elements(value)
        one = either(found) if found else ANYTHING
        loop = mapped((("previtem", one), ("nextitem", one)))

        def body() -> Value:
            with self.variables.seeing(dict(self.variables.held)):
                inner = Callee(node, self.path, self.variables.held)
                self.variables.held["loop"] = either((loop, inner)) if node.recursive else loop
                self.variables.assign(node.target, one)
                return self._all(node.body)

        return again(self.variables.settled(body))

    def visit_Assign(self, node: nodes.Assign) -> Value:
        self.variables.assign(node.target, self.visit(node.node))
        return ""

    def visit_AssignBlock(self, node: nodes.AssignBlock) -> Value:
        with self.variables.seeing(dict(self.variables.held)):
            value = self._all(node.body)
        self.variables.assign(node.target, self.filtered(node.filter, value) if node.filter else value)
        return ""

    def visit_With(self, node: nodes.With) -> Value:
        values = [self.visit(value) for value in node.values]
        with self.variables.seeing(dict(self.variables.held)):
            for target, value in zip(node.targets, values, strict=True):
                self.variables.assign(target, value)
            return self._all(node.body)

    def visit_Block(self, node: nodes.Block) -> Value:
        return self._block(node.name, 0)

    def visit_Include(self, node: nodes.Include) -> Value:
        names = {*constants(node.template), *self._named(self.visit(node.template))}
        included = dict.fromkeys(self.templates[name] for name in sorted(names) if name in self.templates)
        return either([self._included(template) for template in included] or [ANYTHING])

    def visit_Import(self, node: nodes.Import) -> Value:
        self.variables.held[node.target] = self._imported(node)
        return ""

    def visit_FromImport(self, node: nodes.FromImport) -> Value:
        module = self._imported(node)
        for name in node.names:
            theirs, ours = name if isinstance(name, tuple) else (name, name)
            self.variables.held[ours] = item(module, theirs)
        return ""

    def visit_Macro(self, node: nodes.Macro) -> Value:
        self.variables.held[node.name] = Callee(node, self.path, self.variables.held)
        return ""

    def visit_CallBlock(self, node: nodes.CallBlock) -> Value:
        return self.called(node.call, Callee(node, self.path, self.variables.held))

    def visit_FilterBlock(self, node: nodes.FilterBlock) -> Value:
        return self.filtered(node.filter, self._all(node.body))

    def visit_Scope(self, node: nodes.Scope) -> Value:
        return self._all(node.body)

    def visit_ScopedEvalContextModifier(self, node: nodes.ScopedEvalContextModifier) -> Value:
        return self._all(node.body)

    def visit_ExprStmt(self, node: nodes.ExprStmt) -> Value:
        self.visit(node.node)
        return ""

    def _block(self, name: str, index: int) -> Value:
        chain = self.blocks.get(name, [])
        if index >= len(chain):
            return ""
        path, block = chain[index]
        outer, self.block = self.block, (name, index)
        with self.variables.seeing(dict(self.variables.held)):
            value = self._inside(block, path, partial(self._all, block.body))
        self.block = outer
        return value

    def _included(self, template: Template) -> Value:
        """A template with blocks of its own."""
        outer = self.blocks, self.block
        self.blocks, self.block = {}, ("", 0)
        with self.variables.seeing(dict(self.variables.held)):
            value = self.write(template)
        self.blocks, self.block = outer
        return value

    def _imported(self, node: nodes.Import | nodes.FromImport) -> Value:
        """The macros and variables of other templates."""
        modules = []
        for name in constants(node.template):
            if name in self.templates:
                variables = dict(self.variables.held) if node.with_context else {}
                with self.variables.seeing(variables):
                    template = self.templates[name]
                    self._inside(template.node, template.path, partial(self._all, template.node.body))
                modules.append(mapped(variables.items()))
        return either(modules) if modules else ANYTHING

    def _named(self, value: Value) -> list[str]:
        """The templates whose names a value may be, if some of it is known."""
        pattern = pattern_of(value)
        if not re.search(r"\w", pattern):
            return []
        return [name for name in self.templates if re.fullmatch(pattern, name)]

    # Calls

    def written(self, callee: Callee, given: Items, caller: Callee | None) -> Value:
        variables = dict(callee.variables)
        with self.variables.seeing(variables):
            node = callee.node
            if isinstance(node, nodes.For):
                return self._inside(node, callee.path, partial(self._loop, node, item(given, "0")))
            self._bind(node, given)
            if caller is not None:
                variables["caller"] = caller
            elif isinstance(node, nodes.Macro):
                variables.pop("caller", None)
            return self._inside(node, callee.path, partial(self._all, node.body))

    def _bind(self, node: nodes.Macro | nodes.CallBlock, given: Items) -> None:
        names = [argument.name for argument in node.args]
        defaults: dict[str, nodes.Expr] = dict(zip(reversed(names), reversed(node.defaults), strict=False))
        for position, name in enumerate(names):
            default = self.visit(defaults[name]) if name in defaults else ANYTHING
            self.variables.held[name] = argument(given, position, name, default)
        known = {*names, *map(str, range(len(names)))}
        left = [pair for pair in given.parts if pair[0] not in known]
        self.variables.held["varargs"] = listed(*(part for key, part in left if not is_name(key)))
        self.variables.held["kwargs"] = mapped(
            pair for pair in left if is_name(pair[0]) or not isinstance(pair[0], str)
        )

    def block_called(self, name: str) -> Value | None:
        """The block that is called by this name, such as `super` and `self.title`, or None."""
        if name.split(".")[0] == "super":
            return self._block(self.block[0], self.block[1] + name.count("super"))
        return self._block(name.removeprefix("self."), 0) if name.startswith("self.") else None
