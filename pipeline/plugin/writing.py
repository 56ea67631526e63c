"""What catalogs bring to a site is inert from the moment it is there, in all that plugins copy of it before they write.

Only where no templates are do they find the texts themselves: in a generator of their own that has none, and when all
is written. They draw titles into pictures there, or index them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from pipeline.pelican_internals import forget_lists
from pipeline.plugin.inert import inert_value, plain

#: Where the context that all of a run share has them.
_BROUGHT = "gettext_brought"


@dataclass(frozen=True, slots=True)
class Brought:
    """What is in an attribute of its owner, or in a dictionary: a text from a catalog that stands for `source`.

    What is no text, or a part of it alone is from a catalog, has its inert `form`.
    """

    owner: object
    name: str
    text: Any
    source: str = ""
    form: Any = None

    @property
    def inert(self) -> Any:
        """What is brought in its inert form."""
        return inert_value(self.text, self.source) if self.form is None else self.form

    def get(self) -> Any:
        """What is there now."""
        return self.owner[self.name] if isinstance(self.owner, MutableMapping) else getattr(self.owner, self.name)

    def put(self, value: Any) -> None:
        """Put something else there."""
        if isinstance(self.owner, MutableMapping):
            self.owner[self.name] = value
        else:
            setattr(self.owner, self.name, value)

    def plain(self, value: Any) -> Any:
        """What is there as the text itself; a plugin may have put more around it."""
        if value == self.inert:
            return self.text
        return plain(value) if isinstance(value, str) else value


class _All(list[Brought]):
    """All that catalogs bring to a site, and whether it is plain now."""

    is_plain = False


def bring(context: MutableMapping[str, Any], brought: Sequence[Brought]) -> None:
    """Let what catalogs bring be inert, and remember it for as long as a site is built."""
    _all_of(context).extend(brought)
    for known in brought:
        known.put(known.inert)


def as_now(context: MutableMapping[str, Any], text: Any, source: str) -> Any:
    """What a catalog brings, for a place that is forgotten again, as all else is now that was brought."""
    return text if _all_of(context).is_plain else inert_value(text, source)


def forget_brought(context: MutableMapping[str, Any]) -> None:
    """Remember nothing of what was brought: all is written that has no templates."""
    _all_of(context).clear()


def write_plain(generators: Sequence[Any]) -> None:
    """Let what catalogs brought be plain while a generator writes that has no templates, and after the last one."""
    plain_without_templates(generators)
    writing = _writing(generators)
    if writing:
        writing[-1].generate_output = _plain_after(writing[-1].generate_output, _brought_to(generators))


def plain_without_templates(generators: Sequence[Any]) -> None:
    """Let what catalogs brought be plain while a generator writes that has no templates."""
    brought = _brought_to(generators)
    for generator in _writing(generators):
        if not hasattr(generator, "env"):
            generator.generate_output = _plainly(generator.generate_output, brought)


def _brought_to(generators: Sequence[Any]) -> _All:
    contexts = (generator.context for generator in generators if hasattr(generator, "context"))
    return _all_of(next(contexts, {}))


def _all_of(context: MutableMapping[str, Any]) -> _All:
    found: _All = context.setdefault(_BROUGHT, _All())
    return found


def _writing(generators: Sequence[Any]) -> list[Any]:
    return [generator for generator in generators if hasattr(generator, "generate_output")]


def _plainly(write: Callable[..., None], brought: _All) -> Callable[..., None]:
    def write_output(*arguments: Any) -> None:
        with _plain(brought):
            write(*arguments)

    return write_output


def _plain_after(write: Callable[..., None], brought: _All) -> Callable[..., None]:
    def write_output(*arguments: Any) -> None:
        write(*arguments)
        _make_plain(brought)

    return write_output


@contextmanager
def _plain(brought: _All) -> Iterator[None]:
    before = [known.get() for known in brought]
    _make_plain(brought)
    try:
        yield
    finally:
        for known, value in zip(brought, before, strict=False):
            known.put(value)
        _are_plain(brought, False)


def _make_plain(brought: _All) -> None:
    for known in brought:
        known.put(known.plain(known.get()))
    _are_plain(brought, True)


def _are_plain(brought: _All, are: bool) -> None:
    brought.is_plain = are
    forget_lists()
