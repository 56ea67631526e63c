"""Which texts a source has, and which of them stand more than once: known without holding them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.model import Key

#: Bytes of a digest: nobody who writes a catalog finds a text that is taken for one of the source's.
_SIZE = 16


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of templates, by digests of what messages are found by."""

    known: frozenset[bytes]
    shared: frozenset[bytes]

    @classmethod
    def of(cls, keys: Iterable[Key]) -> Texts:
        """The texts of all templates, each of which has a text once."""
        known, shared = set[bytes](), set[bytes]()
        for key in keys:
            found = _digest(key)
            (shared if found in known else known).add(found)
        return cls(frozenset(known), frozenset(shared))

    def __contains__(self, key: Key) -> bool:
        return _digest(key) in self.known

    def is_shared(self, key: Key) -> bool:
        """Whether more than one template has a text."""
        return _digest(key) in self.shared


def _digest(key: Key) -> bytes:
    context, text = key
    words = f":{text}" if context is None else f"{len(context)}:{context}{text}"
    return hashlib.blake2b(words.encode(errors="surrogatepass"), digest_size=_SIZE).digest()
