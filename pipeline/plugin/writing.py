"""While files are written, what catalogs brought is inert; until then, and after, plugins find the texts themselves.

Plugins sort by titles, draw them into pictures and index them. They do so before templates are rendered or after, or
in a generator of their own that has no templates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from pipeline.plugin.inert import inert_html, inert_value

#: Where the context that all of a run share has them.
_BROUGHT = "gettext_brought"


@dataclass(frozen=True, slots=True)
class Brought:
    """What is in an attribute of its owner, or in a dictionary: a text from a catalog that stands for `source`.

    What is no text, or a part of it alone is from a catalog, has its inert `form`.
    """

    owner: object
    name: str
    text: str = ""
    source: str = ""
    form: Any = None

    def get(self) -> Any:
        """What is there now."""
        return self.owner[self.name] if isinstance(self.owner, MutableMapping) else getattr(self.owner, self.name)

    def put(self, value: Any) -> None:
        """Put something else there."""
        if isinstance(self.owner, MutableMapping):
            self.owner[self.name] = value
        else:
            setattr(self.owner, self.name, value)

    def inert(self, value: Any) -> Any:
        """What is there in an inert form; a plugin may have put more around it."""
        if self.form is not None or not isinstance(value, str):
            return value if self.form is None else self.form
        inert = inert_value(self.text, self.source)
        return value.replace(self.text, inert) if self.text in value else inert_html(value)


def bring(context: MutableMapping[str, Any], brought: Sequence[Brought]) -> None:
    """Remember, for as long as a site is built, what catalogs brought to it."""
    context.setdefault(_BROUGHT, []).extend(brought)


def bring_inert(context: MutableMapping[str, Any], brought: Brought) -> None:
    """The same for a text that is brought while files are written."""
    bring(context, [brought])
    brought.put(brought.inert(brought.text))


def write_inert(generators: Sequence[Any]) -> None:
    """Let what catalogs brought be inert while a generator writes that has templates."""
    for generator in generators:
        if hasattr(generator, "env"):
            generator.generate_output = _inertly(generator.generate_output, generator.context)


def _inertly(write: Callable[..., None], context: MutableMapping[str, Any]) -> Callable[..., None]:
    def write_output(*arguments: Any) -> None:
        with _inert(context.setdefault(_BROUGHT, [])):
            write(*arguments)

    return write_output


@contextmanager
def _inert(brought: list[Brought]) -> Iterator[None]:
    before = [known.get() for known in brought]
    for known, value in zip(brought, before, strict=True):
        known.put(known.inert(value))
    try:
        yield
    finally:
        for known in brought[len(before) :]:
            known.put(known.text)
        for known, value in zip(brought, before, strict=False):
            known.put(value)
