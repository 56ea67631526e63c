"""What other pages, sitemaps and feeds have to know of a page, who need not have read it."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Self, SupportsBytes, TypeVar, cast

import msgspec

_Value = TypeVar("_Value")
#: So many outlines are unpacked at a time: pages lead to some that all lead to.
_LAST = 512


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


def in_order(path: str) -> str:
    """By this paths are in order, folder by folder."""
    return path.replace("/", "\0")


def packed(outline: Outline) -> bytes:
    """An outline, as `Outlines` have it."""
    return msgspec.msgpack.encode(outline)


class Outlines(Mapping[str, Outline]):
    """The outlines of many pages, packed in files, by the folders of the languages' sites; one has no folder.

    Languages that have the same pages have their names in common.
    """

    def __init__(self, by_folder: Mapping[str, Mapping[str, SupportsBytes]]) -> None:
        self._by_folder = by_folder
        self._last = lru_cache(_LAST)(self._unpacked)

    def __getitem__(self, path: str) -> Outline:
        return self._last(path)

    def __contains__(self, path: object) -> bool:
        folder, name = self._place(str(path))
        return name in self._by_folder.get(folder, ())

    def __iter__(self) -> Iterator[str]:
        """The paths of all pages, in the order of `page_names`."""
        folders = self._by_folder.items()
        paths = ([f"{folder}/{name}" for name in own] if folder else own for folder, own in folders)
        return heapq.merge(*paths, key=in_order)

    def __len__(self) -> int:
        return sum(map(len, self._by_folder.values()))

    def _place(self, path: str) -> tuple[str, str]:
        folder, _, name = path.partition("/")
        return (folder, name) if folder in self._by_folder else ("", path)

    def _unpacked(self, path: str) -> Outline:
        folder, name = self._place(path)
        return msgspec.msgpack.decode(bytes(self._by_folder[folder][name]), type=Outline)
