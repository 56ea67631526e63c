"""What is packed: a large site's texts are held, and seldom looked at."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import SupportsBytes, TypeVar, overload

import msgspec

_Item = TypeVar("_Item", covariant=True)
_Kind = TypeVar("_Kind")


def pack(value: object, *, sorts: bool = False) -> bytes:
    """A dataclass, or a collection of what JSON has and of dataclasses, packed.

    What `sorts` sets and names has the same bytes as all that equals it.
    """
    return zlib.compress(msgspec.msgpack.encode(value, order="deterministic" if sorts else None), 1)


def unpack(data: SupportsBytes, kind: type[_Kind]) -> _Kind:
    """What was packed, which is of this kind."""
    return msgspec.msgpack.decode(zlib.decompress(bytes(data)), type=kind)


def in_memory(data: bytes) -> SupportsBytes:
    """The bytes themselves."""
    return data


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Packed(Sequence[_Item]):
    """Dataclasses of one kind, packed. Each look at them makes them anew: who looks often makes a tuple of them."""

    data: SupportsBytes
    kind: type[_Item]

    @classmethod
    def of(
        cls, items: Sequence[_Item], kind: type[_Item], put: Callable[[bytes], SupportsBytes] = in_memory
    ) -> Sequence[_Item]:
        """These items, packed and `put` somewhere, if they can be: not those with a file's name in no encoding."""
        if isinstance(items, Packed):
            return cls(put(bytes(items.data)), kind)
        try:
            return cls(put(pack(tuple(items))), kind)
        except UnicodeError:
            return tuple(items)

    def unpacked(self) -> tuple[_Item, ...]:
        """All of them."""
        return unpack(self.data, tuple[self.kind, ...])  # type: ignore[name-defined]

    def __iter__(self) -> Iterator[_Item]:
        return iter(self.unpacked())

    def __len__(self) -> int:
        return len(self.unpacked())

    @overload
    def __getitem__(self, index: int) -> _Item: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[_Item, ...]: ...
    def __getitem__(self, index: int | slice) -> _Item | tuple[_Item, ...]:
        return self.unpacked()[index]

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, tuple | Packed) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.unpacked())

    def __repr__(self) -> str:
        return repr(self.unpacked())
