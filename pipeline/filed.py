"""Bytes by their names, in a file that has none: a large site's texts wait there until somebody asks for them."""

from __future__ import annotations

import tempfile
import threading
import weakref
from collections.abc import Iterator, Mapping

from pipeline.packed import pack, unpack


def filed(data: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The same, in a file; where there is no room for one, as it is."""
    try:
        return Filed(data)
    except OSError:
        return data


class Filed(Mapping[str, bytes]):
    """These bytes; each look at them reads them. The file is gone as soon as nobody holds it, whatever happens.

    A process that is sent them gets the bytes themselves. One that is a copy of this one is not to look at them: both
    would move in one file. Raises OSError where there is no room, or what was written cannot be read.
    """

    def __init__(self, data: Mapping[str, bytes]) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115
        weakref.finalize(self, self._file.close)
        self._lock = threading.Lock()
        index, end = dict[str, tuple[int, int]](), 0
        for name, own in data.items():
            index[name] = end, len(own)
            end += self._file.write(own)
        self._file.flush()
        self._index = pack(index)

    def __getitem__(self, name: str) -> bytes:
        return self._at(*self._places()[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._places())

    def __len__(self) -> int:
        return len(self._places())

    def __reduce__(self) -> tuple[type[dict[str, bytes]], tuple[dict[str, bytes]]]:
        return dict, ({name: self._at(*place) for name, place in self._places().items()},)

    def _places(self) -> dict[str, tuple[int, int]]:
        return unpack(self._index, dict[str, tuple[int, int]])

    def _at(self, start: int, length: int) -> bytes:
        with self._lock:
            self._file.seek(start)
            found = self._file.read(length)
        if len(found) != length:
            raise OSError(f"{length} bytes were written, and {len(found)} are there")
        return found
