"""The list of a content's versions in other languages, made when somebody asks for it.

All contents together have as many versions as they are times the languages: what lists them all holds too much.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any

from pelican.contents import Content

#: So many lists are there at a time: those of the contents that a page shows.
_MOST = 64
_LIST = "translations"


class Versions(list[Content]):
    """The versions of a content that were made since somebody asked for them."""


def list_when_asked(content: Content, make: Callable[[], Iterable[Content]]) -> None:
    """Let `make` say which versions a content has, whenever it is asked for its `translations` and there is no list.

    That is an attribute, which is set as a content is made; there is no method that could be asked instead. It can be
    set to another list as ever, and a list that somebody has changed stays.
    """
    if not isinstance(vars(Content).get(_LIST), _Lists):
        setattr(Content, _LIST, _Lists())
    vars(content)[_LIST] = _Asked(content, make)


def forget_lists() -> None:
    """Let lists be made anew: what is made of versions has changed."""
    lists = vars(Content).get(_LIST)
    if isinstance(lists, _Lists):
        lists.forget(0)


class _Asked:
    """In the place of a list: who makes it."""

    __slots__ = ("content", "make")

    def __init__(self, content: Content, make: Callable[[], Iterable[Content]]) -> None:
        self.content, self.make = content, make


class _Lists:
    """The attribute that a content's list is."""

    def __init__(self) -> None:
        self._made: OrderedDict[_Asked, tuple[Versions, tuple[Content, ...]]] = OrderedDict()

    def __get__(self, content: Content | None, _: object = None) -> Any:
        if content is None:
            return self
        try:
            known = vars(content)[_LIST]
        except KeyError:
            raise AttributeError(_LIST) from None
        return self._list(known) if type(known) is _Asked else known

    def __set__(self, content: Content, value: Any) -> None:
        vars(content)[_LIST] = value

    def forget(self, most: int) -> None:
        """Have at most so many lists, of those that nobody has changed."""
        while len(self._made) > most:
            asked, (versions, made) = self._made.popitem(last=False)
            if tuple(map(id, versions)) != tuple(map(id, made)) and vars(asked.content).get(_LIST) is asked:
                vars(asked.content)[_LIST] = versions

    def _list(self, asked: _Asked) -> Versions:
        if asked not in self._made:
            versions = Versions(asked.make())
            self._made[asked] = versions, tuple(versions)
            self.forget(_MOST)
        self._made.move_to_end(asked)
        return self._made[asked][0]
