"""Notes, while Jinja renders a page, all that the page asks for: attributes, variables, templates, functions.

Jinja has each attribute looked up by its environment's `getattr` and `getitem` (`map`, `sort`, `groupby`, `selectattr`
too), each variable by the template's context, each call by `Context.call`, each template's name by `join_path`. What
Jinja's own filters, tests and functions and the site's do is known; whatever else a template calls is unknown, and so
is a page that does. So is one with a template that did so while it was compiled, or imported by others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from jinja2 import Environment
from jinja2.filters import FILTERS
from jinja2.loaders import ChoiceLoader
from jinja2.runtime import Context
from jinja2.tests import TESTS
from jinja2.utils import Cycler, Joiner, Namespace, missing
from pelican.contents import Content

from pipeline.plugin.answers import Answers, Question, UnknownError, is_data
from pipeline.plugin.page_context import KEPT_FIELDS
from pipeline.plugin.steady import HeardFilters, is_known, known_as, shown

#: A variable that all pages have, and nothing that is rendered for no page.
_OF_PAGES = "output_file"
_CHANGING = frozenset(
    "add append clear difference_update discard extend insert intersection_update pop popitem remove reverse "
    "setdefault sort symmetric_difference_update update".split()
)
_DEEP = 10
_FORMATTING = frozenset({"format", "format_map"})
_PLAIN = frozenset({str, int, float, bool, type(None)})


@dataclass(slots=True)
class Rendering:
    """A page that is being rendered: its variables, and what it has asked for so far, in order.

    `unknown` says why nobody knows what it would be next time.
    """

    variables: Mapping[str, Any]
    answers: Answers
    asked: dict[Question, tuple[Any, str]] = field(default_factory=dict)
    templates: dict[str, None] = field(default_factory=dict)
    unknown: str = ""

    def note(self, question: Question, value: Any) -> None:
        """Note a question and its answer, which has to be the same whenever it is asked on a page."""
        known = self.asked.get(question)
        if known is not None and known[0] is value:
            return
        try:
            digest = self.answers.digest(question, value)
        except UnknownError as error:
            self.unknown = self.unknown or f"it is made of {error}"
            digest = ""
        if known is not None and known[1] != digest:
            self.unknown = self.unknown or f"{' '.join(question)} is another thing each time"
        self.asked[question] = value, digest

    def attribute(self, kind: str, content: Content, key: Any, value: Any) -> None:
        """Note what a content was asked for."""
        name = self.answers.name_of(content)
        if name is None or type(key) is not str:
            self.unknown = self.unknown or "nobody knows what led to a content"
        else:
            self.note((kind, name, key), value)

    def look_up(self, content: Any, *names: str) -> None:
        """Note attributes of a content that a function of ours reads; what is none has none."""
        if isinstance(content, Content):
            for name in names:
                kind = "attribute" if name != "partial" else name
                self.attribute(kind, content, name, self.answers.lookup(kind, content, name))

    def variable(self, name: str) -> None:
        """Note a variable that a function of ours reads."""
        self.note(("variable", name), self.variables.get(name, missing))


def _structured(page: Rendering, article: Any) -> None:
    page.variable("SITENAME")
    page.look_up(article, "title", "summary", "date", "modified", "author", "partial")


#: What functions of ours read that templates call, by their names; of the page itself all is noted that they ask.
_NOTED: Mapping[str, Callable[..., None]] = {
    "alternates": lambda page: page.variable("SITEURL"),
    "asset": lambda page, *_: page.variable("SITEURL"),
    "head_links": lambda page: page.variable("SITEURL"),
    "language_of_link": lambda page, *_: page.variable("SITEURL"),
    "link": lambda page, *_: page.variable("SITEURL"),
    "partly_translated": lambda page, content: page.look_up(content, "partial"),
    "relpath_to_site": lambda *_: None,
    "source_attributes": lambda page, content, *_: page.look_up(content, KEPT_FIELDS),
    "structured_data": lambda page, article, **_: _structured(page, article),
}


class Tracer:
    """Hears what environments of Jinja are asked while a page is rendered."""

    def __init__(self) -> None:
        self._page: Rendering | None = None
        self._paused = False
        self._compiled = ""
        self._found_unknown: dict[str, str] = {}
        self._modules: dict[str, list[Context]] = {}
        self._begun: list[Context] = []
        self._needed: dict[str, set[str]] = {}
        self.environments: list[Environment] = []
        #: Why the pages of this run have something in common that changes as they are rendered.
        self.shares = ""

    def hear(self, environment: Environment) -> None:
        """Hear what an environment is asked; before any template of it is compiled."""
        self.environments.append(environment)
        begin_module, resolved, call = self._begin_module, self._resolved, self._call

        class Heard(Context):
            def __init__(self, *given: Any, **named: Any) -> None:
                super().__init__(*given, **named)
                if _OF_PAGES not in self.parent:
                    begin_module(self)

            def resolve_or_missing(self, key: str) -> Any:
                value = super().resolve_or_missing(key)
                resolved(key, value, self.environment.globals)
                return value

            def call(__self, __obj: Any, *given: Any, **named: Any) -> Any:  # noqa: N805
                return call(__self, super().call, __obj, given, named)

        found = {
            "context_class": Heard,
            "getattr": partial(self._got, "attribute", environment.getattr),
            "getitem": partial(self._got, "item", environment.getitem),
            "join_path": partial(self._joined, environment.join_path),
            "compile": partial(self._compiling, environment.compile),
            "filters": HeardFilters(environment.filters, self.found_unknown, FILTERS),
            "tests": HeardFilters(environment.tests, self.found_unknown, TESTS),
        }
        for name, one in found.items():
            setattr(environment, name, one)

    def cannot_hear(self) -> str:
        """What of the environments is not as it was made, so that not all is heard."""
        for one in self.environments:
            if type(one) is not Environment or type(one.loader) is not ChoiceLoader or one.is_async:
                return "an environment of its own for templates"
            heard = (one.getattr, one.getitem, one.join_path, one.compile)
            if not all(isinstance(known, partial) for known in heard) or not isinstance(one.filters, HeardFilters):
                return "an environment for templates that was changed"
            if one.bytecode_cache is not None:
                return "a cache of compiled templates"
            foreign = [name for name in one.extensions if not name.startswith(("jinja2.ext.", "pipeline."))]
            if foreign:
                return f"the extension {foreign[0]}"
            if not one.undefined.__module__.startswith("jinja2."):
                return "a class of its own for what is undefined"
            finalize = getattr(one.finalize, "__module__", "pipeline.")
            if not str(finalize).startswith("pipeline."):
                return "a function that finishes what templates write"
        return ""

    @contextmanager
    def rendering(self, page: Rendering) -> Iterator[None]:
        """Note what is asked in the meantime as asked for this page."""
        before, self._page = self._page, page
        try:
            yield
        finally:
            self._page = before
        self._conclude(page)

    def _begin_module(self, context: Context) -> None:
        """A template is rendered once, for all pages that import it."""
        self._modules.setdefault(str(context.name), []).append(context)
        self._begun.append(context)
        if self._page is None:
            self._found_unknown[str(context.name)] = f"{context.name} is imported elsewhere"

    def _conclude(self, page: Rendering) -> None:
        """Add what the page's templates are made of, and what was found out of them, maybe for other pages."""
        for context in self._begun:
            if any(isinstance(value, _STATEFUL) for value in _within(context.vars.values())):
                self.shares = self.shares or f"the template {context.name} keeps something from page to page"
            if page.unknown:
                self._found_unknown.setdefault(str(context.name), page.unknown)
        self._begun.clear()
        todo = list(page.templates)
        while todo:
            name = todo.pop()
            if name in self._modules:  # it was rendered once for all
                todo += self._needed.get(name, set()) - page.templates.keys()
                page.templates |= dict.fromkeys(self._needed.get(name, ()))
            page.unknown = page.unknown or self._found_unknown.get(name, "")
        for name in page.templates:
            page.asked.setdefault(("template", name), (None, page.answers.template(name)))

    def _heard(self) -> Rendering | None:
        return None if self._paused else self._page

    def _resolved(self, key: str, value: Any, common: Mapping[str, Any]) -> None:
        page = self._heard()
        if page is None:
            return
        if page.variables.get(key, missing) is value:
            page.note(("variable", key), value)
        elif common.get(key, missing) is value:
            self._found_common(page, key, value)

    @staticmethod
    def _found_common(page: Rendering, key: str, value: Any) -> None:
        """What all templates have is in the page's place only as long as it has no variable of that name."""
        page.variable(key)
        if not is_data(type(value)):
            page.unknown = page.unknown or f"of what {key} is made nobody knows"

    def _got(self, kind: str, look: Callable[[Any, Any], Any], owner: Any, key: Any) -> Any:
        value = look(owner, key)
        page = self._heard()
        if page is not None and not is_data(type(owner)):
            if isinstance(owner, Content):
                page.attribute(kind, owner, key, value)
            else:
                kind_of = f"{type(owner).__module__}.{type(owner).__qualname__}"
                page.unknown = page.unknown or f"it is made of a {kind_of}"
        return value

    def _joined(self, join: Callable[[str, str], str], template: str, parent: str) -> str:
        name = join(template, parent)
        self._needed.setdefault(parent, set()).add(name)
        if self._page is not None:
            self._page.templates[name] = None
        return name

    def _compiling(self, compile_source: Callable[..., Any], source: Any, name: str | None = None, *given: Any) -> Any:
        before, self._compiled = self._compiled, name or ""
        try:
            return compile_source(source, name, *given)
        finally:
            self._compiled = before

    def found_unknown(self, what: str, template: str = "") -> None:
        """A template calls something of which nobody knows what it will be next time."""
        if (name := self._compiled or template) and (self._compiled or name in self._modules):
            self._found_unknown.setdefault(name, what)
        if self._page is not None and not self._compiled:
            self._page.unknown = self._page.unknown or what

    def _call(
        self, context: Context, call: Callable[..., Any], called: Any, given: tuple[Any, ...], named: dict[str, Any]
    ) -> Any:
        name, module = known_as(called)
        if module.startswith("pipeline.plugin.") and name in _NOTED:
            return self._call_ours(name, lambda: call(called, *given, **named), given, named)
        if self._page is not None and not self._paused:
            self._judge(context, called, name, module, (*given, *named.values()))
        return call(called, *given, **named)

    def _call_ours(self, name: str, call: Callable[[], Any], given: Iterable[Any], named: dict[str, Any]) -> Any:
        page, before = self._heard(), self._paused
        self._paused = True
        try:
            if page is not None:
                extra = {key: value for key, value in named.items() if not key.startswith("_")}
                try:
                    _NOTED[name](page, *given, **extra)
                except (TypeError, AttributeError):  # it is called in some other way
                    page.unknown = page.unknown or f"a call of {name}"
            return call()
        finally:
            self._paused = before

    def _judge(self, context: Context, called: Any, name: str, module: str, given: tuple[Any, ...]) -> None:
        owner = getattr(called, "__self__", None)
        if name in _CHANGING and isinstance(owner, list | dict | set) and self._page is not None:
            held = (value for known in self._modules.values() for one in known for value in _within(one.vars.values()))
            if self._page.answers.is_shared(owner) or any(owner is value for value in held):
                self.shares = self.shares or f"the template {context.name} changes what other pages show"
        if name in _FORMATTING and not all(type(one) in _PLAIN for one in given):
            self.found_unknown(f"it formats more than texts ({context.name})", str(context.name))
        if not is_known(called, name, module):
            self.found_unknown(f"it calls {shown(called)}", str(context.name))


#: What in a template that others import keeps something from one page to the next.
_STATEFUL = (Cycler, Joiner, Namespace, Iterator)


def _within(values: Iterable[Any], depth: int = 0) -> Iterator[Any]:
    """These values, and what is in those of them that are lists or the like."""
    for value in values:
        yield value
        if isinstance(value, list | tuple | dict | set) and depth < _DEEP:
            yield from _within(value.values() if isinstance(value, dict) else value, depth + 1)
