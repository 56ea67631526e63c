"""Bytes that wait in a file until somebody asks for them: texts of a large site, what its pages say."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
import weakref
from array import array
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import IO, Any, SupportsBytes

from pipeline.observed import unnoted

#: Where bytes start in a file, and how many they are.
Place = tuple[int, int]


class Filing:
    """A file without a name, which is gone as soon as nobody holds it or what was put into it, whatever happens.

    The process that first puts bytes into it does so alone: copies of that process can look at these, and put none
    there. Another process that is sent it has one of its own.
    """

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._owner = 0
        self._is_lent = False
        self._lock = threading.Lock()

    def lend(self) -> Filing:
        """Leave it to one copy of this process to fill it: what that one puts there is here as well.

        It is opened now. Where there is no room for it nothing is lent.
        """
        try:
            self._opened()
            self._is_lent = True
        except OSError:
            self._is_lent = False
        return self

    def told(self, data: SupportsBytes) -> Place | bytes:
        """What a process that fills a lent file tells the one that has lent it: the place of bytes there, or these."""
        is_there = self._is_lent and isinstance(data, Filed) and data.filing is self
        return data.place if is_there else bytes(data)  # type: ignore[attr-defined]

    def heard(self, told: Place | bytes) -> bytes | Filed:
        """What was told."""
        return told if isinstance(told, bytes) else Filed(self, *told)

    def put(self, data: bytes) -> bytes | Filed:
        """The same bytes, in the file; themselves where there is no room for them."""
        try:
            return Filed(self, self.add(data), len(data))
        except OSError:
            return data

    def add(self, data: bytes) -> int:
        """Where in the file these bytes are from now on. Raises OSError where there is no room for them."""
        self._owner = self._owner or os.getpid()
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
        return _read(self._opened(), start, length, self._lock)

    def copied(self, folder: Path) -> Copy:
        """The same bytes in a new file that has a name. Raises OSError if it cannot be written."""
        with self._lock, unnoted(), tempfile.NamedTemporaryFile(dir=folder, delete=False) as target:
            source = self._opened()
            source.seek(0)
            shutil.copyfileobj(source, target)
        return Copy(Path(target.name))

    def __reduce__(self) -> tuple[type[Filing], tuple[()]]:
        return Filing, ()

    def _opened(self) -> IO[bytes]:
        if self._file is None:
            with unnoted():  # nothing is made of it
                self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115
            weakref.finalize(self, self._file.close)
        return self._file


class Copy:
    """A file with a name, which other processes open that are told of it. Who had it made removes it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None
        self._lock = threading.Lock()

    def at(self, start: int, length: int) -> bytes:
        """So many bytes that are there. Raises OSError if they cannot be read."""
        if self._file is None:
            with unnoted():
                self._file = self._path.open("rb", buffering=0)
            weakref.finalize(self, self._file.close)
        return _read(self._file, start, length, self._lock)

    def __reduce__(self) -> tuple[type[Copy], tuple[Path]]:
        return Copy, (self._path,)


class Filed:
    """Bytes that are in a file; `bytes` reads them. Another process is sent the bytes themselves."""

    __slots__ = ("_length", "_start", "filing")

    def __init__(self, filing: Filing, start: int, length: int) -> None:
        self.filing, self._start, self._length = filing, start, length

    @property
    def place(self) -> Place:
        """Where in the file they are."""
        return self._start, self._length

    def __bytes__(self) -> bytes:
        return self.filing.at(self._start, self._length)

    def __eq__(self, other: object) -> bool:
        return bytes(self) == bytes(other) if isinstance(other, bytes | Filed) else NotImplemented

    def __hash__(self) -> int:
        return hash(bytes(self))

    def __reduce__(self) -> tuple[type[bytes], tuple[bytes]]:
        return bytes, (bytes(self),)


def filed(data: Mapping[str, SupportsBytes], filing: Filing | None = None) -> Mapping[str, SupportsBytes]:
    """The same, in a file, that `filing` if there is one; where there is no room in it, as it is."""
    filing = filing or Filing()

    def place(own: SupportsBytes) -> Place:
        if isinstance(own, Filed) and own.filing is filing:
            return own.place
        return filing.add(found := bytes(own)), len(found)

    try:
        places = {name: place(own) for name, own in data.items()}
    except OSError:
        return data
    return FiledMapping(filing, _numbered(tuple(places)), array("Q", chain.from_iterable(places.values())))


@lru_cache(8)
def _numbered(names: tuple[str, ...]) -> Mapping[str, int]:
    """Names by their number: those that many mappings have in common are there once."""
    return {name: number for number, name in enumerate(names)}


class FiledMapping(Mapping[str, bytes]):
    """Bytes by their names, in a file, and nearly nothing in memory; each look at them reads them.

    Another process is sent the bytes, for a file of its own, unless this one is a copy that it can open.
    """

    def __init__(self, file: Filing | Copy, numbers: Mapping[str, int], places: array[int]) -> None:
        self.file, self._numbers, self._places = file, numbers, places

    def copied(self, copy: Copy) -> FiledMapping:
        """The same, read from a copy of the file."""
        return FiledMapping(copy, self._numbers, self._places)

    def __getitem__(self, name: str) -> bytes:
        at = 2 * self._numbers[name]
        return self.file.at(self._places[at], self._places[at + 1])

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def __contains__(self, name: object) -> bool:
        return name in self._numbers

    def __reduce__(self) -> tuple[Callable[..., Mapping[str, SupportsBytes]], tuple[Any, ...]]:
        if isinstance(self.file, Copy):
            return FiledMapping, (self.file, self._numbers, self._places)
        return filed, (dict(self),)


class FiledTexts(Mapping[str, str]):
    """Texts by their names, in a file."""

    def __init__(self, data: Mapping[str, SupportsBytes]) -> None:
        self.data = data

    @classmethod
    def of(cls, texts: Mapping[str, str], filing: Filing) -> FiledTexts:
        """These texts, in a file."""
        return cls(filed({name: text.encode(errors="surrogatepass") for name, text in texts.items()}, filing))

    def __getitem__(self, name: str) -> str:
        return bytes(self.data[name]).decode(errors="surrogatepass")

    def __iter__(self) -> Iterator[str]:
        return iter(self.data)

    def __len__(self) -> int:
        return len(self.data)

    def __contains__(self, name: object) -> bool:
        return name in self.data


def _read(file: IO[bytes], start: int, length: int, lock: threading.Lock) -> bytes:
    if hasattr(os, "pread"):  # which leaves alone where a copy of this process is in the file
        found = os.pread(file.fileno(), length, start)
    else:
        with lock:
            file.seek(start)
            found = file.read(length)
    if len(found) != length:
        raise OSError(f"{length} bytes were written, and {len(found)} are there")
    return found
