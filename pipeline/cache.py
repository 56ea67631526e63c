"""What was worked out once, kept between runs: one file in the user's own cache folder, which SQLite keeps whole.

It is never in the project: a project's files come from strangers too, and a store that came with them could hide a text
from extraction, or a finding. It is only ever a shortcut: deleted, broken, of another version, on a full or read-only
disk, it makes a run slower and changes nothing else.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import stat
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from time import time
from typing import TypeVar

import msgspec
from platformdirs import user_cache_path

_FOLDER, _NAME = "pelican-gettext", "store-1.sqlite"
#: Bytes that are kept at most; what was not asked for the longest goes first, and some more, so that it lasts a while.
#: 5,000 articles in 20 languages take more than one GB.
LIMIT, LEFT = 2 * 1024**3, 0.75
_TABLE = "CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, fingerprint TEXT, found BLOB, used INTEGER)"
_PAGES = ("freelist_count", "page_count", "page_size")
_SECONDS = 10
_Result = TypeVar("_Result")
#: A name, the way in which it was worked out, and what is kept of it.
Row = tuple[str, str, bytes]
#: Stores that could not be used in this run.
_out_of_reach: set[Path] = set()


def recall(name: str, fingerprint: str, kind: type[_Result]) -> _Result | None:
    """What is remembered by this name, if it was worked out in the same way and is of this kind; else nothing."""

    def ask(store: sqlite3.Connection) -> bytes | None:
        query = "SELECT found FROM kept WHERE name = ? AND fingerprint = ?"
        row = store.execute(query, (_hidden(name), fingerprint)).fetchone()
        if row is not None:
            with suppress(sqlite3.OperationalError):  # a store that cannot be written answers all the same
                store.execute("UPDATE kept SET used = ? WHERE name = ?", (int(time()), _hidden(name)))
        return row[0] if row else None

    found = _with_store(ask)
    with suppress(msgspec.MsgspecError, ValueError, RecursionError, zlib.error):
        return msgspec.json.decode(zlib.decompress(found), type=kind) if isinstance(found, bytes) else None
    return None


def remember(name: str, fingerprint: str, found: object, *, is_of_here: bool = False) -> None:
    """Keep this by a name, and nothing else; that there is no home, or none to be written to, is no reason to stop.

    It is a dataclass, or a collection of what JSON has and of dataclasses. What tells the states of files `is_of_here`:
    it is of no use to another machine, for which this one works (`rows_kept`).
    """
    if is_of_here and _rows is not None:
        return
    try:
        data = zlib.compress(msgspec.json.encode(found), 1)
    except UnicodeError:  # the name of a file that is in no encoding
        return
    if _rows is not None:
        _rows.append((name, fingerprint, data))
    else:
        keep([(name, fingerprint, data)])


@contextmanager
def rows_kept() -> Iterator[list[Row]]:
    """What is remembered meanwhile, instead of its being kept; whoever is handed it keeps it (`keep`)."""
    global _rows
    _rows = []
    try:
        yield _rows
    finally:
        _rows = None


_rows: list[Row] | None = None


def keep(rows: Iterable[Row]) -> None:
    """Keep what was remembered, here or elsewhere."""
    for row in rows:
        _keep(*row)


def _keep(name: str, fingerprint: str, data: bytes) -> None:
    def put(store: sqlite3.Connection) -> None:
        row = (_hidden(name), fingerprint, data, int(time()))
        store.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", row)
        if _pages(store) <= LIMIT:  # so nobody looks through a large store each time
            return
        kept = store.execute("SELECT name, length(found) FROM kept ORDER BY used DESC, rowid DESC").fetchall()
        size = 0
        for other, length in kept:
            size += length
            if size > LIMIT * LEFT:
                store.execute("DELETE FROM kept WHERE name = ?", (other,))

    _with_store(put)


def _pages(store: sqlite3.Connection) -> int:
    """Bytes that are in use."""
    free, count, size = (store.execute(f"PRAGMA {name}").fetchone()[0] for name in _PAGES)
    return int((count - free) * size)


def size() -> int:
    """Bytes on disk."""
    path = place()
    try:
        return path.stat().st_size if path else 0
    except OSError:
        return 0


def forget() -> None:
    """Empty the store."""
    if (path := place()) is not None:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def place() -> Path | None:
    """Where the store is; None where the user has no folder of that kind."""
    try:
        folder = user_cache_path(_FOLDER)
    except (OSError, RuntimeError, KeyError):  # a user without a home, or without a name
        return None
    return folder / _NAME if folder.is_absolute() else None


def _with_store(work: Callable[[sqlite3.Connection], _Result]) -> _Result | None:
    path = place()
    if path is None or path in _out_of_reach:
        return None
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not _is_ones_own(path):
            return None
        with closing(sqlite3.connect(path, timeout=_SECONDS)) as store, store:
            # Nobody waits for the disk: what a power cut leaves broken is seen to be so (zlib has sums).
            store.execute("PRAGMA synchronous = OFF")
            store.execute(_TABLE)
            return work(store)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:  # what is asked for is not in it: it is broken
            forget()
        else:  # somebody else uses it for long, or there is no room: nobody waits again
            _out_of_reach.add(path)
        return None
    except (sqlite3.DatabaseError, UnicodeDecodeError):  # it is broken
        forget()
    except OSError:
        pass
    return None


def _is_ones_own(path: Path) -> bool:
    """Whether nobody else can have put there what is in the store: it says what a command finds, and what is read."""
    if not hasattr(os, "geteuid"):  # Windows
        return True
    folder = path.parent.stat()
    if folder.st_uid != os.geteuid() or folder.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        return False
    if not os.path.lexists(path):
        return True
    store = path.lstat()
    return stat.S_ISREG(store.st_mode) and store.st_uid == os.geteuid()


def _hidden(name: str) -> str:
    """The name of a row: what is kept tells nobody whose projects are where."""
    return hashlib.blake2b(name.encode(errors="surrogateescape"), digest_size=20).hexdigest()
