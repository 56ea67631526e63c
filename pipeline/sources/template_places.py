"""Where templates put their messages: in text, in a link's address, in a script.

Each template is followed from its first character to its last as Jinja would write the page: through what it extends,
includes and calls, and through both ways of every condition. What is written is told to a parser of HTML piece by
piece (`page_state`), so that it knows the place of each message. What cannot be followed, such as the name of
a template that is made up at run time, is taken for an expression of which nothing is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from jinja2 import nodes
from jinja2.visitor import NodeVisitor

from pipeline.model import Key
from pipeline.sources.page_state import UNKNOWN, PageState, after, after_unknown
from pipeline.sources.place_kinds import kinds_of
from pipeline.sources.template_nodes import Said, Template, constants, filtered, name_of, said_by
from pipeline.surroundings import Place, PlaceKind

_UNCHANGING = frozenset({"e", "escape", "safe", "string", "trim"})
#: So many states at a time are told apart: after that, what stands in values is not.
_MANY = 24
_CALLER = "caller"

Filled = frozenset["Said"]


@dataclass(frozen=True, slots=True)
class _Macro:
    """A macro, or what stands within a `call` block, which is called `caller`."""

    node: nodes.Macro | nodes.CallBlock
    path: str


def message_places(templates: Mapping[str, Template], pages: Iterable[str]) -> dict[Key, tuple[Place, ...]]:
    """All places of each message, by key, on pages that begin with one of `pages`.

    Templates are by the names by which they refer to each other. One of `pages` that another template includes is no
    page. A message that is nowhere seen to be written is in a variable.
    """
    places: dict[Key, dict[Place, None]] = {}
    included = {name for template in templates.values() for name in template.included}
    for name in pages:
        if name not in included:
            _Page(templates, places).write(templates[name])
    for template in templates.values():
        for said in template.messages:
            if said.key not in places:
                places[said.key] = {Place(PlaceKind.VARIABLE, said.at): None}
    return {key: tuple(found) for key, found in places.items()}


@dataclass
class _Page(NodeVisitor):
    """One page being written: all the states in which its parser may be, and what variables may hold."""

    templates: Mapping[str, Template]
    places: dict[Key, dict[Place, None]]
    states: frozenset[PageState] = frozenset({PageState()})
    variables: dict[str, Filled] = field(default_factory=dict)
    macros: dict[str, _Macro] = field(default_factory=dict)
    blocks: dict[str, list[tuple[str, nodes.Block]]] = field(default_factory=dict)
    written: set[Said] = field(default_factory=set)
    path: str = ""
    within: tuple[nodes.Node, ...] = ()

    def write(self, template: Template) -> None:
        """Write a template, or the one that it extends with its blocks."""
        for block in template.blocks:
            self.blocks.setdefault(block.name, []).append((template.path, block))
        parents = [self.templates[name] for name in template.extended if name in self.templates]
        if not parents:
            self._inside(template.node, template.path, template.node.body)
            return
        # What stands outside of its blocks is not written, but done.
        self._aside([node for node in template.node.body if not isinstance(node, nodes.Block)], template.path)
        for parent in parents:
            if all(parent.node is not node for node in self.within):
                outer, self.within = self.within, (*self.within, template.node)
                self.write(parent)
                self.within = outer

    def _inside(self, what: nodes.Node, path: str, body: list[nodes.Node]) -> None:
        """Write a part of a template, unless it is being written: what calls itself adds no other place."""
        if any(what is node for node in self.within):
            return
        outer = self.within, self.path
        self.within, self.path = (*self.within, what), path
        self._all(body)
        self.within, self.path = outer

    # Statements

    def _all(self, statements: Iterable[nodes.Node]) -> None:
        for statement in statements:
            self.visit(statement)

    def generic_visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> None:
        """Other statements write nothing."""

    def visit_Output(self, node: nodes.Output) -> None:
        for part in node.nodes:
            self._write(part)

    def visit_If(self, node: nodes.If) -> None:
        bodies = (node.body, *(other.body for other in node.elif_), node.else_)
        self._either(partial(self._all, body) for body in bodies)

    def visit_For(self, node: nodes.For) -> None:
        self._assign(node.target, self._value(node.iter))
        self._either((partial(self._repeated, node.body), partial(self._all, node.else_)))

    def visit_Assign(self, node: nodes.Assign) -> None:
        self._assign(node.target, self._value(node.node))

    def visit_AssignBlock(self, node: nodes.AssignBlock) -> None:
        self._assign(node.target, self._aside(node.body, self.path))

    def visit_With(self, node: nodes.With) -> None:
        for target, value in zip(node.targets, node.values, strict=True):
            self._assign(target, self._value(value))
        self._all(node.body)

    def visit_Block(self, node: nodes.Block) -> None:
        self._block(node.name, 0)

    def visit_Include(self, node: nodes.Include) -> None:
        included = [self.templates[name] for name in constants(node.template) if name in self.templates]
        ways = [partial(self._inside, template.node, template.path, template.node.body) for template in included]
        self._either(ways or [self._unknown])

    def visit_Import(self, node: nodes.Import) -> None:
        self._import(node.template, lambda name: f"{node.target}.{name}")

    def visit_FromImport(self, node: nodes.FromImport) -> None:
        self._import(node.template, dict(name if isinstance(name, tuple) else (name, name) for name in node.names).get)

    def visit_Macro(self, node: nodes.Macro) -> None:
        self.macros[node.name] = _Macro(node, self.path)

    def visit_CallBlock(self, node: nodes.CallBlock) -> None:
        outer = self.macros.get(_CALLER)
        self.macros[_CALLER] = _Macro(node, self.path)
        self._write(node.call)
        del self.macros[_CALLER]
        if outer is not None:
            self.macros[_CALLER] = outer

    def visit_FilterBlock(self, node: nodes.FilterBlock) -> None:
        self._all(node.body)

    def visit_Scope(self, node: nodes.Scope) -> None:
        self._all(node.body)

    def visit_ScopedEvalContextModifier(self, node: nodes.ScopedEvalContextModifier) -> None:
        self._all(node.body)

    def visit_ExprStmt(self, node: nodes.ExprStmt) -> None:
        self._value(node.node)

    def _either(self, ways: Iterable[Callable[[], None]]) -> None:
        """Any of these may be written."""
        before = self.states
        found: set[PageState] = set()
        for way in ways:
            self.states = before
            way()
            found |= self.states
        self.states = _told_apart(found)

    def _repeated(self, body: list[nodes.Node]) -> None:
        before = self.states
        self._all(body)
        if self.states != before:  # once more, from where the first time ended
            self.states = _told_apart(self.states | before)
            self._all(body)

    def _block(self, name: str, index: int) -> None:
        chain = self.blocks.get(name, [])
        if index < len(chain):
            path, block = chain[index]
            self._inside(block, path, block.body)

    def _import(self, template: nodes.Expr, local: Callable[[str], str | None]) -> None:
        for name in constants(template):
            imported = self.templates.get(name)
            for macro in imported.macros if imported else ():
                # By its own name it is called from others of its template.
                for called in filter(None, (macro.name, local(macro.name))):
                    self.macros[called] = _Macro(macro, imported.path if imported else "")

    def _assign(self, target: nodes.Node, values: Filled) -> None:
        """A variable holds what it may have held at any time: the order of things is not followed."""
        if isinstance(target, (nodes.Name, nodes.NSRef)):
            self._hold(target.name, values)
        for part in target.iter_child_nodes():
            self._assign(part, values)

    def _hold(self, name: str, values: Filled) -> None:
        self.variables[name] = self.variables.get(name, frozenset()) | values

    # Expressions

    def _write(self, node: nodes.Node) -> None:
        """Write an expression into the page."""
        if isinstance(node, nodes.TemplateData):
            self._piece(node.data)
        elif isinstance(node, nodes.Const):
            self._piece(str(node.value))
        elif isinstance(node, (nodes.Concat, nodes.Add)):
            for part in node.nodes if isinstance(node, nodes.Concat) else (node.left, node.right):
                self._write(part)
        elif isinstance(node, nodes.CondExpr):
            self._either(partial(self._write, part) for part in (node.expr1, node.expr2 or nodes.Const("")))
        elif isinstance(node, (nodes.MarkSafe, nodes.MarkSafeIfAutoescape)):
            self._write(node.expr)
        elif isinstance(node, nodes.Filter) and node.name in _UNCHANGING and node.node is not None:
            self._write(node.node)
        elif isinstance(node, nodes.Call) and self._is_known(node):
            self._called(node)
        else:
            for said in self._value(node):
                self._put(said)
            self._unknown()

    def _is_known(self, node: nodes.Expr) -> bool:
        """Whether it is a call of what stands in a template; some themes have a `_` of their own, for want of ours."""
        name = name_of(node.node) if isinstance(node, nodes.Call) and not said_by(node, self.path) else ""
        return name in self.macros or name == "super" or name.startswith("self.")

    def _called(self, node: nodes.Call) -> None:
        name = name_of(node.node)
        if name in self.macros:
            macro = self.macros[name]
            if isinstance(macro.node, nodes.Macro):
                self._bind(macro.node, node)
            self._inside(macro.node, macro.path, macro.node.body)
        elif name == "super":
            own = next((what for what in reversed(self.within) if isinstance(what, nodes.Block)), None)
            chain = [block for _, block in self.blocks.get(own.name, [])] if own is not None else []
            for index, block in enumerate(chain):
                if block is own:
                    self._block(block.name, index + 1)
        else:
            self._block(name.removeprefix("self."), 0)

    def _bind(self, macro: nodes.Macro, call: nodes.Call) -> None:
        given = [self._value(argument) for argument in call.args]
        for argument, values in zip(macro.args, given, strict=False):
            self._assign(argument, values)
        for keyword in call.kwargs:
            self._hold(keyword.key, self._value(keyword.value))
        for argument, default in zip(reversed(macro.args), reversed(macro.defaults), strict=False):
            self._assign(argument, self._value(default))
        for name in ("varargs", "kwargs"):
            self._hold(name, frozenset().union(*given))

    def _value(self, node: nodes.Node) -> Filled:
        """The messages that an expression may hold, or be made of."""
        said = said_by(node, self.path) if isinstance(node, nodes.Call) else None
        if said is not None:
            return frozenset({said})
        match node:
            case nodes.Name() | nodes.NSRef():
                return self.variables.get(node.name, frozenset())
            case nodes.Compare() | nodes.Test() | nodes.Not():
                return frozenset()  # true or false
            case nodes.CondExpr():
                parts: Iterable[nodes.Node] = filter(None, (node.expr1, node.expr2))
            case nodes.Call() if self._is_known(node):
                return self._aside([nodes.Output([node])], self.path)
            case _:
                parts = node.iter_child_nodes()
        values: Filled = frozenset().union(*map(self._value, parts))
        return frozenset(filtered(said, node.name) for said in values) if isinstance(node, nodes.Filter) else values

    def _aside(self, body: list[nodes.Node], path: str) -> Filled:
        """Write something that is kept in a variable: what it says is said again where that is written."""
        page, written = self.states, self.written
        self.states, self.written = frozenset({PageState()}), set()
        outer, self.path = self.path, path
        self._all(body)
        said = frozenset(self.written)
        self.states, self.written, self.path = page, written | said, outer
        return said

    # The page

    def _piece(self, text: str) -> None:
        self.states = _told_apart({after(state, text) for state in self.states})

    def _unknown(self) -> None:
        self.states = _told_apart({after_unknown(state) for state in self.states})

    def _put(self, said: Said) -> None:
        self.written.add(said)
        known = self.places.setdefault(said.key, {})
        for state in self.states:
            known |= dict.fromkeys(Place(kind, said.at) for kind in kinds_of(state, said.form))


def _told_apart(states: Iterable[PageState]) -> frozenset[PageState]:
    """The states; of too many, those that differ in more than what values hold."""
    found = frozenset(states)
    if len(found) <= _MANY:
        return found
    alike = {(state.mode, state.tag, state.closing, state.name): state for state in sorted(found, key=repr)}
    return frozenset(
        replace(state, value=UNKNOWN if state.value else "", foreign=min(state.foreign, 1)) for state in alike.values()
    )
