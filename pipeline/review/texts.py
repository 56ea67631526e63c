"""The admissible translations of a language, small enough for one process to have those of all languages."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import msgspec

from pipeline.config import THEME_DOMAIN
from pipeline.fingerprints import digest
from pipeline.model import Key

_Texts = Mapping[str, Mapping[Key, tuple[str, ...]]]
_ROWS = list[tuple[str, list[tuple[str | None, str, tuple[str, ...]]]]]


@dataclass(frozen=True, slots=True)
class Texts(Mapping[str, Mapping[Key, tuple[str, ...]]]):
    """Translations by domain and key, packed: the theme's apart, for all but these are for the language's site alone.

    Each look at another domain unpacks them all, so who looks at many unpacks them first.
    """

    theme: bytes
    others: bytes

    @classmethod
    def of(cls, translations: _Texts) -> Texts:
        """These translations, packed."""
        theme = {domain: found for domain, found in translations.items() if domain == THEME_DOMAIN}
        others = {domain: found for domain, found in translations.items() if domain != THEME_DOMAIN}
        return cls(_packed(theme), _packed(others))

    def unpacked(self) -> dict[str, dict[Key, tuple[str, ...]]]:
        """All of them, by domain."""
        return _unpacked(self.others) | _unpacked(self.theme)

    @property
    def digest(self) -> str:
        """What tells them from others."""
        return digest(self.theme + b"\0" + self.others)

    def __getitem__(self, domain: str) -> Mapping[Key, tuple[str, ...]]:
        return _unpacked(self.theme if domain == THEME_DOMAIN else self.others)[domain]

    def __iter__(self) -> Iterator[str]:
        return iter(self.unpacked())

    def __len__(self) -> int:
        return len(self.unpacked())


def _packed(translations: _Texts) -> bytes:
    rows = [(domain, [(*key, forms) for key, forms in found.items()]) for domain, found in translations.items()]
    return zlib.compress(msgspec.msgpack.encode(rows), 1)


def _unpacked(packed: bytes) -> dict[str, dict[Key, tuple[str, ...]]]:
    rows = msgspec.msgpack.decode(zlib.decompress(packed), type=_ROWS)
    return {domain: {(context, text): forms for context, text, forms in found} for domain, found in rows}
