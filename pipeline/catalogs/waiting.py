"""New texts of a language's catalogs, which wait on disk until those of all languages are known to be sound.

In memory they would be as much as all catalogs are. They are among these, where no other command is at work meanwhile.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from pipeline.config import Project
from pipeline.encoding import with_line_ends_of
from pipeline.errors import PipelineError
from pipeline.files import NewText, bytes_of, make_temporary, put_bytes, remove_file, temporary
from pipeline.model import Language
from pipeline.paths import is_there

_TABLE = """
    CREATE TABLE IF NOT EXISTS waiting
    (number INTEGER PRIMARY KEY, path BLOB, held BLOB, coming BLOB, going BLOB, goes INTEGER DEFAULT 0)
"""
_NEW = "INSERT OR IGNORE INTO waiting (number, path, held) VALUES (?, ?, ?)"
_COMING = "SELECT path, held, coming FROM waiting WHERE coming NOT NULL AND NOT goes ORDER BY number"
_GOING = "SELECT path, held, coming, going FROM waiting WHERE going NOT NULL AND NOT goes ORDER BY number"
_REMOVALS = "SELECT path, held FROM waiting WHERE goes ORDER BY number"


class Waiting:
    """What is to become of files, each known by its number, in the order of these.

    First all that has come to a file is written (`coming`), then it without what goes from it (`going`). There is
    nothing on disk until something waits. It is to be closed; what waits stays until it is forgotten. Raises
    PipelineError where there is no room.
    """

    def __init__(self, project: Project, language: Language) -> None:
        self._project = project
        self._path = temporary(project.catalogs, language.locale)
        self._open: sqlite3.Connection | None = None

    def __enter__(self) -> Waiting:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        store, self._open = self._open, None
        if store is None:
            return
        try:
            if error is None:
                with self._told():
                    store.commit()
        finally:
            store.close()

    def keep(self, number: int, path: Path, held: bytes | None, coming: str) -> None:
        """Keep a file's new text; its bytes were `held`. One that says the same need not wait."""
        data = _encoded(coming)
        if with_line_ends_of(data, held) == held:
            self.drop(number)
        else:
            query = "INSERT OR REPLACE INTO waiting (number, path, held, coming) VALUES (?, ?, ?, ?)"
            self._do(query, number, self._way(path), held, data)

    def drop(self, number: int) -> None:
        """A file is to stay as it is, after all."""
        if self._is_there():
            self._do("DELETE FROM waiting WHERE number = ?", number)

    def keep_going(self, number: int, path: Path, held: bytes | None, going: str) -> None:
        """Keep what a file is to be in the end; its bytes were `held`."""
        self._change(number, path, held, "UPDATE waiting SET going = ? WHERE number = ?", _encoded(going), number)

    def keep_removal(self, number: int, path: Path, held: bytes | None) -> None:
        """Keep that a file is to go, if its bytes are `held` then."""
        self._change(number, path, held, "UPDATE waiting SET goes = 1 WHERE number = ?", number)

    def coming_to(self, number: int) -> str | None:
        """What is coming to a file; None for one to which nothing does."""
        if not self._is_there():
            return None
        rows = self._rows("SELECT coming FROM waiting WHERE number = ? AND coming NOT NULL", number)
        return next((_decoded(coming) for (coming,) in rows), None)

    def __len__(self) -> int:
        return next(self._rows("SELECT count(*) FROM waiting"))[0] if self._is_there() else 0

    def coming(self) -> Iterator[NewText]:
        """The files to which something comes."""
        for path, held, coming in self._rows(_COMING):
            yield NewText(self._at(path), _decoded(coming), held)

    def going(self) -> Iterator[NewText]:
        """The files, as they are then, from which something goes."""
        for path, held, coming, going in self._rows(_GOING):
            by_then = held if coming is None else with_line_ends_of(coming, held)
            yield NewText(self._at(path), _decoded(going), by_then)

    def removals(self) -> Iterator[tuple[Path, bytes]]:
        """The files that go, with what they hold until then."""
        for path, held in self._rows(_REMOVALS):
            yield self._at(path), held

    def forget(self) -> None:
        """Let nothing wait any more."""
        if is_there(self._path):
            remove_file(self._path, self._project.root)

    def taken(self) -> bytes | None:
        """All that waits, which waits no more: it is to wait elsewhere. Nothing if nothing does."""
        held = bytes_of(self._path)
        self.forget()
        return held

    def put(self, taken: bytes | None) -> None:
        """Let what was taken elsewhere wait here."""
        if taken is not None:
            put_bytes(self._path, taken, self._project.root)

    def _way(self, path: Path) -> bytes:
        """Of a file among the catalogs, which are elsewhere where it is written."""
        return os.fsencode(path.relative_to(self._project.catalogs))

    def _at(self, way: bytes) -> Path:
        path = Path(os.fsdecode(way))
        if path.is_absolute() or ".." in path.parts:
            raise PipelineError("a new text is for a file that is none of the catalogs", path=str(path))
        return self._project.catalogs / path

    def _change(self, number: int, path: Path, held: bytes | None, query: str, *values: object) -> None:
        self._do(_NEW, number, self._way(path), held)
        self._do(query, *values)

    def _do(self, query: str, *values: object) -> None:
        with self._told():
            self._store().execute(query, values)

    def _rows(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        with self._told():
            found = self._store().execute(query, values)
        while True:
            # Nothing of the store is asked in a generator that is left: it may be closed by then.
            with self._told():
                row = found.fetchone()
            if row is None:
                return
            yield row

    def _is_there(self) -> bool:
        return self._open is not None or is_there(self._path)

    def _store(self) -> sqlite3.Connection:
        if self._open is None:
            if not is_there(self._path):
                make_temporary(self._path, self._project.root)
            # Nobody else uses it, and once it is broken off it is of no use: there is nothing to lock, or to undo.
            self._open = sqlite3.connect(f"{self._path.as_uri()}?nolock=1", uri=True)
            self._open.execute("PRAGMA journal_mode = OFF")
            self._open.execute("PRAGMA synchronous = OFF")
            self._open.execute(_TABLE)
        return self._open

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise PipelineError(
                f"new texts cannot wait here until all are known: {error}",
                path=self._project.shown(self._project.catalogs),
                hint="make room on the disk, and run the command again",
            ) from None


def _encoded(text: str) -> bytes:
    # Half a character is refused where it is written, with the file's name.
    return text.encode("utf-8", "surrogatepass")


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")
