"""Files divided into portions, which are read, worked on and remembered together: of a large site never all at once."""

from __future__ import annotations

from collections.abc import Iterable
from zlib import crc32

#: About so many files make a portion.
_TOGETHER = 128


def divided(names: Iterable[str], among: int) -> dict[str, list[str]]:
    """These names by the label of their portion, each portion in the order of the names, of `among` files in all.

    The name alone says in which portion it is, so that what is remembered of the others holds where one is added.
    """
    count = 1 << (among // _TOGETHER).bit_length()
    portions: dict[str, list[str]] = {}
    for name in names:
        portions.setdefault(f"{crc32(name.encode(errors='surrogateescape')) % count}/{count}", []).append(name)
    return portions
