"""What pages ask of a site while they are rendered, and what they are answered: so that it can be asked again later.

A content is known by its source, and what one is asked for by that name; what else has no name of its own, such as a
version in another language, is known by the question that led to it. Texts, numbers, dates, names and all that lists
are made of count as they are, in their order, and contents in them by their names. Of anything else nobody knows what
it would say next time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time, timedelta, tzinfo
from enum import Enum
from functools import partial
from pathlib import PurePath
from types import BuiltinFunctionType, FunctionType, MethodType, MethodWrapperType
from typing import Any

from jinja2 import Environment, TemplateNotFound, Undefined
from jinja2.utils import missing
from pelican.contents import Content
from pelican.urlwrappers import URLWrapper

from pipeline.pelican_internals import ListPage, Paginator, Versions, original_of
from pipeline.plugin.page_context import PageContext
from pipeline.plugin.site import Site
from pipeline.plugin.versions import alternate_links, alternates_of, canonical_link

#: A question: its kind, and what it asks for, such as ("attribute", "articles/a.md", "title").
Question = tuple[str, ...]
_SCALARS = frozenset({int, float, bool, complex, bytes, type(None), range, slice, timedelta, time})
_CALLABLE = (FunctionType, MethodType, BuiltinFunctionType, MethodWrapperType, type, partial)
_OF_NAMES = frozenset("settings _name _slug _slug_from_name name slug".split())
#: So deep is what pages are made of, at most.
_DEEP = 40
#: Of so many contents at most it is known what they said last, and not only what they say.
_MOST = 256
#: What a page or feed is made of as a whole is put together for it alone.
_PASSING = frozenset({"feed", "page"})
#: What the name of a version begins with: the lists of these are made when they are asked for.
_VERSION = "version "
_BUILTINS = frozenset({str, list, tuple, dict, set, frozenset, date, bytearray}) | _SCALARS
_OWN = ("pipeline.", "jinja2.")
_MODULES = frozenset("collections datetime markupsafe pathlib zoneinfo".split()) | {
    f"pelican.{name}" for name in ("paginator", "urlwrappers", "utils")
}


class UnknownError(Exception):
    """Of something a page was made of nobody knows what it would be next time."""


class Answers:
    """What a site's contents, variables and templates say in this build, each worked out once."""

    def __init__(self, context: Mapping[str, Any], settings: Mapping[str, Any], site: Site, jinja: Environment) -> None:
        """Begin with the contents that Pelican has found; `context` is the one that all pages share."""
        self._context, self._settings, self._site = context, settings, site
        #: The environment of the templates of the page that is written.
        self.jinja = jinja
        self._names: dict[int, tuple[object, str]] = {}
        self._objects: dict[str, Any] = {}
        self._known: dict[str, dict[tuple[str, ...], tuple[Any, str]]] = {}
        self._lists: dict[int, tuple[object, str]] = {}
        self._shared: dict[int, object] = {}
        self._templates: dict[tuple[int, str], str] = {}
        for kind in ("generated_content", "static_content"):
            for source, content in context[kind].items():
                if content is not None:
                    self._name(content, f"{kind} {source}")

    def name_of(self, content: Content) -> str | None:
        """What a content is known by, if anything has led to it."""
        known = self._names.get(id(content))
        if known:
            return known[1]
        original = original_of(content)
        name = self.name_of(original) if original is not None else None
        return f"{_VERSION}{content.lang} of {name}" if name else None

    def is_shared(self, value: object) -> bool:
        """Whether a list or the like belongs to what pages are made of, and not to a page alone."""
        return id(value) in self._shared or isinstance(value, Versions)

    def changed(self, content: Content | None) -> None:
        """A content says something else now; without one, everything may."""
        if content is None:
            self._known.clear()
            self._lists.clear()
        elif (name := self.name_of(content)) is not None:
            self._known.pop(name, None)

    def digest(self, question: Question, value: Any) -> str:
        """A digest of what a question is answered. Raises UnknownError."""
        if len(question) < 3:
            return self._digest(value, question)
        known, key = self._known_of(question[1]), (question[0], question[2], self._links_begin())
        found = known.get(key)
        if found is None or found[0] is not value:
            found = known[key] = value, self._digest(value, question)
        return found[1]

    def ask(self, question: Question, variables: PageContext) -> str:
        """The digest of what a question is answered now, for a page with these variables. Raises UnknownError."""
        kind, *asked = question
        if kind in ("attribute", "item", "body", "partial"):
            found = self._known.get(asked[0], {}).get((kind, asked[-1], self._links_begin()))
            if found is not None:
                return found[1]
            return self.digest(question, self.lookup(kind, self._object(asked[0]), asked[-1]))
        if kind == "template":
            return self.template(asked[0])
        if kind == "page":
            return self.digest(question, self.page(variables))
        return self.digest(question, variables.get(asked[0], missing))

    def lookup(self, kind: str, content: Any, key: str) -> Any:
        """What a content is asked for: an attribute, its body for a site at an address, whether it is translated."""
        if kind == "body":
            return content.get_content(key)
        if kind == "partial":
            return self._site.is_partial(str(content.relative_source_path))
        look: Callable[..., Any] = Environment.getattr if kind == "attribute" else Environment.getitem
        return look(self.jinja, content, key)

    def template(self, name: str) -> str:
        """A digest of a template's source; nothing where there is none of this name."""
        key, loader = (id(self.jinja), name), self.jinja.loader
        if key not in self._templates:
            try:
                self._templates[key] = _hashed(loader.get_source(self.jinja, name)[0]) if loader else ""
            except TemplateNotFound:
                self._templates[key] = ""
        return self._templates[key]

    def page(self, variables: PageContext) -> tuple[object, ...]:
        """What a page is completed by: its versions, and what it says of itself."""
        content, site = variables.get("article") or variables.get("page"), self._site
        own: tuple[object, ...] = ()
        if isinstance(content, Content):
            source = str(content.relative_source_path)
            own = source, content.lang, content.status, content.save_as, site.is_partial(source)
        links = canonical_link(variables, site), alternate_links(variables, site)
        return variables.get("output_file"), alternates_of(variables, site), links, own

    def _known_of(self, name: str) -> dict[tuple[str, ...], tuple[Any, str]]:
        """What a content was asked, which is forgotten of the one that was first asked, where there are many."""
        if name not in self._known and len(self._known) >= _MOST:
            del self._known[next(iter(self._known))]
        return self._known.setdefault(name, {})

    def _object(self, name: str) -> Any:
        """What is known by a name. Raises UnknownError."""
        found = self._objects.get(name)
        if found is None and name.startswith(_VERSION):
            language, _, original = name.removeprefix(_VERSION).partition(" of ")
            versions = self._object(original).translations
            found = next((version for version in versions if version.lang == language), None)
        if found is None:
            raise UnknownError(f"there is no {name}")
        return found

    def _links_begin(self) -> str:
        return str(self._context.get("localsiteurl"))

    def _name(self, content: object, name: str) -> None:
        self._names[id(content)] = content, name
        self._objects[name] = content
        self._known.pop(name, None)

    def _digest(self, value: Any, question: Question) -> str:
        names = _Names(question)
        return _hashed("".join(self._words(value, names, 0)))

    def _words(self, value: Any, names: _Names, depth: int) -> Iterator[str]:
        kind = type(value)
        if kind is str:
            yield f"'{len(value)}:{value}"
        elif kind in _SCALARS:
            yield f"{value!r};"
        elif isinstance(value, Content):
            name = self.name_of(value)
            if name is None:
                name = names.another()
                self._name(value, name)
            yield f"<{name}>"
        elif value is self._settings:
            yield "settings;"
        elif depth > _DEEP:
            raise UnknownError("something within itself")
        elif isinstance(value, list | tuple | Mapping | set | frozenset):
            known = self._lists.get(id(value))
            yield known[1] if known else self._words_of_list(value, names, depth + 1)
        else:
            yield f"({kind.__module__}.{kind.__qualname__} "
            for part in _parts(value):
                yield from self._words(part, names, depth + 1)
            yield ")"

    def _words_of_list(self, value: Any, names: _Names, depth: int) -> str:
        # A name and its value are no tuple that anybody has.
        parts = (one for pair in value.items() for one in pair) if isinstance(value, Mapping) else value
        words = ["".join(self._words(part, names, depth)) for part in parts]
        if isinstance(value, set | frozenset):
            words.sort()
        said = f"[{type(value).__qualname__} {len(words)} {_hashed(''.join(words))}]"
        if not (names.are_passing or isinstance(value, Versions)):
            self._lists[id(value)] = value, said
            self._shared[id(value)] = value
        return said


class _Names:
    """Names for what has none of its own, by the question that led to it."""

    def __init__(self, question: Question) -> None:
        self._question, self._number = question, 0
        self.are_passing = question[0] in _PASSING

    def another(self) -> str:
        """One that nothing has yet."""
        self._number += 1
        return f"{self._number} of {' '.join(self._question)}"


def _parts(value: Any) -> Iterator[object]:
    """What a value is made of that is no list, in texts and numbers. Raises UnknownError."""
    if not (is_data(type(value)) or isinstance(value, Enum | URLWrapper)):
        raise _unknown(value)
    if isinstance(value, str):
        yield from _of_text(value)
    elif isinstance(value, date):
        yield from (value.isoformat(), repr(getattr(value, "tzinfo", None)), getattr(value, "fold", 0))
    elif isinstance(value, tzinfo | PurePath):
        yield repr(value)
    elif isinstance(value, Enum):
        yield value.name
    elif isinstance(value, URLWrapper | ListPage | Paginator):
        yield from _of_object(value)
    elif isinstance(value, _CALLABLE):
        code = value.func if isinstance(value, partial) else value
        yield f"{getattr(code, '__module__', '')}.{getattr(code, '__qualname__', '')}"
    elif is_dataclass(value) and type(value).__module__.startswith("pipeline."):
        yield from (getattr(value, field.name) for field in fields(value))
    elif not isinstance(value, Undefined) and value is not missing:
        raise _unknown(value)


def _of_text(value: str) -> Iterator[object]:
    """A text that knows more than its characters."""
    yield str.__str__(value)
    names = {name for kind in type(value).__mro__ for name in getattr(kind, "__slots__", ())}
    yield from (getattr(value, name, None) for name in sorted(names))
    yield from (part for pair in sorted(getattr(value, "__dict__", {}).items()) for part in pair)


def _of_object(value: URLWrapper | ListPage | Paginator) -> Iterator[object]:
    """What Pelican has made of settings and of what is given here."""
    if isinstance(value, URLWrapper):
        yield from (value.name, value.slug)
    left_out = _OF_NAMES if isinstance(value, URLWrapper) else frozenset({"settings", "_num_pages", "_count"})
    yield from (part for pair in sorted(vars(value).items()) if pair[0] not in left_out for part in pair)


def _unknown(value: object) -> UnknownError:
    return UnknownError(f"a {type(value).__module__}.{type(value).__qualname__}")


def is_data(kind: type) -> bool:
    """Whether all that there is to know of such a value is in what it was made of."""
    return (
        kind in _BUILTINS
        or kind.__module__.startswith(_OWN)
        or kind.__module__ in _MODULES
        or issubclass(kind, _CALLABLE)
    )


def _hashed(text: str) -> str:
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=12).hexdigest()
