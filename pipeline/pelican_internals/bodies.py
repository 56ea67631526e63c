"""Bodies of contents that wait somewhere else: Pelican holds each of a site's, as it was read and as it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any, SupportsBytes

from pelican.contents import Content
from pelican.utils import memoized

#: A text of so few characters takes no more room than what says where it is.
_SHORT = 200
_BODY = "_content"
#: Puts bytes somewhere, and gives what they are read from.
Put = Callable[[bytes], SupportsBytes]


@contextmanager
def bodies_elsewhere(put: Put) -> Iterator[None]:
    """Let the bodies of all contents that are made in this block be where they are `put`, and what is shown of them.

    Who asks for one is given the same text each time. There is no place for them in Pelican: a body is an attribute of
    its content, and what is shown of it is kept by a method of the class.
    """
    memories = [method for method in vars(Content).values() if isinstance(method, memoized)]
    before = [method.cache for method in memories]
    setattr(Content, _BODY, _Body(put))
    try:
        for method in memories:
            setattr(method, "cache", _Remembered(put))
        yield
    finally:
        delattr(Content, _BODY)
        for method, cache in zip(memories, before, strict=True):
            method.cache = cache


class _Body:
    """The attribute that a content's body is; where the content keeps others, it keeps where that is."""

    def __init__(self, put: Put) -> None:
        self._put = put

    def __get__(self, content: Content | None, _: object = None) -> Any:
        if content is None:
            return self
        try:
            return _read(vars(content)[_BODY])
        except KeyError:
            raise AttributeError(_BODY) from None

    def __set__(self, content: Content, value: Any) -> None:
        vars(content)[_BODY] = _waiting(self._put, value)


class _Remembered(MutableMapping[Any, Any]):
    """What methods have answered, by what they were asked."""

    def __init__(self, put: Put) -> None:
        self._put = put
        self._known: dict[Any, Any] = {}

    def __getitem__(self, key: Any) -> Any:
        return _read(self._known[key])

    def __setitem__(self, key: Any, value: Any) -> None:
        self._known[key] = _waiting(self._put, value)

    def __delitem__(self, key: Any) -> None:
        del self._known[key]

    def __contains__(self, key: object) -> bool:
        return key in self._known

    def __iter__(self) -> Iterator[Any]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def _waiting(put: Put, value: Any) -> Any:
    """A text that was put away; anything else, and a text that knows more than its characters, is left as it is."""
    if type(value) is not str or len(value) < _SHORT:
        return value
    return _Waiting(put(value.encode(errors="surrogatepass")))


def _read(value: Any) -> Any:
    return str(value) if type(value) is _Waiting else value


class _Waiting:
    """A text that was put away."""

    __slots__ = ("_data",)

    def __init__(self, data: SupportsBytes) -> None:
        self._data = data

    def __str__(self) -> str:
        return bytes(self._data).decode(errors="surrogatepass")
