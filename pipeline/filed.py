"""Bytes that wait in a file without a name until somebody asks for them: texts of a large site, what its pages say."""

from __future__ import annotations

import os
import tempfile
import threading
import weakref
from collections.abc import Callable, Iterator, Mapping
from typing import IO

from pipeline.observed import unnoted
from pipeline.packed import pack, unpack


class Filing:
    """A file without a name, which is gone as soon as nobody holds it or what was put into it, whatever happens.

    The process that has made it puts bytes into it. Copies of that process can look at these, and put none there.
    """

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._owner = os.getpid()
        self._lock = threading.Lock()

    def put(self, data: bytes) -> bytes | Filed:
        """The same bytes, in the file; themselves where there is no room for them."""
        try:
            return Filed(self, self.add(data), len(data))
        except OSError:
            return data

    def add(self, data: bytes) -> int:
        """Where in the file these bytes are from now on. Raises OSError where there is no room for them."""
        if os.getpid() != self._owner:
            raise OSError("the file is another process's")
        with self._lock:
            file = self._opened()
            start = file.seek(0, os.SEEK_END)
            rest = memoryview(data)
            while rest:
                rest = rest[file.write(rest) :]
        return start

    def at(self, start: int, length: int) -> bytes:
        """So many bytes that were added there. Raises OSError if they cannot be read any more."""
        file = self._opened()
        if hasattr(os, "pread"):  # which leaves alone where a copy of this process is in the file
            found = os.pread(file.fileno(), length, start)
        else:
            with self._lock:
                file.seek(start)
                found = file.read(length)
        if len(found) != length:
            raise OSError(f"{length} bytes were written, and {len(found)} are there")
        return found

    def _opened(self) -> IO[bytes]:
        if self._file is None:
            with unnoted():  # nothing is made of it
                self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115
            weakref.finalize(self, self._file.close)
        return self._file


class Filed:
    """Bytes that are in a file; `bytes` reads them. Another process is sent the bytes themselves."""

    __slots__ = ("_filing", "_length", "_start")

    def __init__(self, filing: Filing, start: int, length: int) -> None:
        self._filing, self._start, self._length = filing, start, length

    def __bytes__(self) -> bytes:
        return self._filing.at(self._start, self._length)

    def __eq__(self, other: object) -> bool:
        return bytes(self) == bytes(other) if isinstance(other, bytes | Filed) else NotImplemented

    def __hash__(self) -> int:
        return hash(bytes(self))

    def __reduce__(self) -> tuple[type[bytes], tuple[bytes]]:
        return bytes, (bytes(self),)


def filed(data: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The same, in a file; where there is no room for one, as it is."""
    try:
        return FiledMapping(data)
    except OSError:
        return data


class FiledMapping(Mapping[str, bytes]):
    """Bytes by their names, in a file, and nearly nothing in memory; each look at them reads them.

    A process that is sent them has a file of its own. Raises OSError where there is no room for them.
    """

    def __init__(self, data: Mapping[str, bytes]) -> None:
        self._filing = Filing()
        self._index = pack({name: (self._filing.add(own), len(own)) for name, own in data.items()})

    def __getitem__(self, name: str) -> bytes:
        return self._filing.at(*self._places()[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._places())

    def __len__(self) -> int:
        return len(self._places())

    def __reduce__(self) -> tuple[Callable[[dict[str, bytes]], Mapping[str, bytes]], tuple[dict[str, bytes]]]:
        return filed, ({name: self._filing.at(*place) for name, place in self._places().items()},)

    def _places(self) -> dict[str, tuple[int, int]]:
        return unpack(self._index, dict[str, tuple[int, int]])
