"""The admissible translations of a language, small enough for one process to have those of all languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import SupportsBytes

import msgspec

from pipeline.filed import Filing, filed
from pipeline.fingerprints import digest_of_pieces
from pipeline.model import Key
from pipeline.packed import in_memory, pack, unpack

#: So many domains are unpacked at a time: that of what is read, the theme's, and some of what these lead to.
_OPEN = 8
_ROWS = list[tuple[str | None, str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class PackedTexts(Mapping[Key, tuple[str, ...]]):
    """The translations of one domain, by key, packed. Each look at them unpacks them."""

    data: SupportsBytes

    @classmethod
    def of(
        cls, translations: Mapping[Key, tuple[str, ...]], put: Callable[[bytes], SupportsBytes] = in_memory
    ) -> PackedTexts:
        """These translations, packed and `put` somewhere."""
        return cls(put(pack([(*key, forms) for key, forms in translations.items()])))

    def unpacked(self) -> dict[Key, tuple[str, ...]]:
        """All of them."""
        return {(context, text): forms for context, text, forms in unpack(self.data, _ROWS)}

    def __getitem__(self, key: Key) -> tuple[str, ...]:
        return self.unpacked()[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self.unpacked())

    def __len__(self) -> int:
        return len(self.unpacked())


@dataclass(frozen=True, slots=True)
class Texts(Mapping[str, Mapping[Key, tuple[str, ...]]]):
    """Translations by domain and key, packed. Each look at a domain unpacks it: who looks often opens them first."""

    domains: Mapping[str, SupportsBytes]

    @classmethod
    def of(cls, translations: Mapping[str, Mapping[Key, tuple[str, ...]]]) -> Texts:
        """These translations, packed where they are not yet; what is in a file stays there."""
        packed = (own if isinstance(own, PackedTexts) else PackedTexts.of(own) for own in translations.values())
        return cls({domain: own.data for domain, own in zip(translations, packed, strict=True)})

    def filed(self, filing: Filing | None = None) -> Texts:
        """The same, not in memory: who plans a build has those of all languages."""
        return Texts(filed(self.domains, filing))

    def opened(self) -> OpenTexts:
        """The same, for who looks at one domain after another, and at each many times."""
        return OpenTexts(self)

    @property
    def digest(self) -> str:
        """What tells them from others."""
        return digest_of_pieces(msgspec.msgpack.encode((name, bytes(own))) for name, own in self.domains.items())

    def __getitem__(self, domain: str) -> Mapping[Key, tuple[str, ...]]:
        return PackedTexts(self.domains[domain]).unpacked()

    def __iter__(self) -> Iterator[str]:
        return iter(self.domains)

    def __len__(self) -> int:
        return len(self.domains)


class OpenTexts(Mapping[str, Mapping[Key, tuple[str, ...]]]):
    """Packed translations of which the domains that were looked at last are unpacked."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._open = lru_cache(_OPEN)(texts.__getitem__)

    def __getitem__(self, domain: str) -> Mapping[Key, tuple[str, ...]]:
        return self._open(domain)

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)
