"""What other pages, sitemaps and feeds have to know of a page, who need not have read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self, TypeVar, cast

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Outline:
    """A page's language, what a fragment may name of it, its address and its versions.

    `canonical` is an address as written; `alternates` are by `hreflang`. Languages are in small letters.
    """

    lang: str
    ids: frozenset[str]
    canonical: str
    alternates: Mapping[str, str]
    is_indexed: bool

    def shared(self, known: dict[object, Any]) -> Self:
        """The same, made of what is `known` from other pages: most of what a theme says is on all of them.

        All versions of a page have the same ids, and name the same versions.
        """
        versions = tuple(self.alternates.items())
        if versions not in known:
            known[versions] = {same(known, tag): same(known, address) for tag, address in versions}
        return replace(self, ids=same(known, self.ids), alternates=known[versions])


def same(known: dict[object, Any], value: _Value) -> _Value:
    """The value, or the one that is known and equals it."""
    return cast(_Value, known.setdefault(value, value))
