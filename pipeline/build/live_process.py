"""A live site in a process of its own, and the one who asks it for pages: Pelican's state is global to a process."""

from __future__ import annotations

import os
import sysconfig
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from pipeline.build.executors import fresh_context
from pipeline.build.live import LiveSite
from pipeline.build.written import SiteTask
from pipeline.errors import PipelineError
from pipeline.observed import observed
from pipeline.observer import absolute_path
from pipeline.plugin.rereading import Readings
from pipeline.plugin.site import Site
from pipeline.plugin.site_texts import SiteTexts, texts_between
from pipeline.pools import deaf, ready_to_start
from pipeline.reads import CODE, Notes
from pipeline.workers import belong_to_parent

#: Is told of files that were read, and of those that were written.
Heard = Callable[[Iterable[Path], Iterable[Path]], object]
#: How long a page may take, in seconds.
PATIENCE = 60.0
_MANY_TIMES = 50
#: With no question for so long, in seconds, there is time to remember what was read.
_IDLE = 0.5


@dataclass(frozen=True, slots=True)
class Answer:
    """What a process that has a live site answers: the error in which it ended, or else the result.

    `read` are files that it has read, or looked for, for the first time; `written` those that it has written.
    """

    result: Any = None
    error: PipelineError | None = None
    read: tuple[str, ...] = ()
    written: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """What a live site has: the names of all of its files, and by file the sources of the pages that show one.

    One that `is_plain` may be read again by the process that has it when sources were edited.
    """

    files: frozenset[str]
    sources: Mapping[str, str]
    is_plain: bool = False


class LiveProcess:
    """A live site that answers one question at a time, whoever asks."""

    def __init__(self, task: SiteTask, heard: Heard = lambda *_: None, edition: int = 0) -> None:
        """Start it. The site is read when it is first asked for something; what it reads is `heard`.

        `edition` is another one whenever sources were edited.
        Raises PipelineError if there can be no more processes.
        """
        self._heard = heard
        self._lock = threading.Lock()
        self._wanted, self._contents = (task, edition), Contents(frozenset(), {})
        self._times = 0
        context = fresh_context()
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_answer, args=(theirs,), daemon=True)
        ready_to_start()
        try:
            with deaf():
                self._process.start()
        except (EOFError, OSError):
            raise _gone("could not be started") from None
        finally:
            theirs.close()
        self._read_task: SiteTask | None = None
        self._read_edition: int | None = None

    @property
    def site(self) -> Site:
        """What it was last told to be."""
        return self._wanted[0].site

    def is_of(self, edition: int) -> bool:
        """Whether its sources are those of an edition."""
        return self._wanted[1] == edition

    def may_become(self, edition: int) -> bool:
        """Whether it may have the sources of an edition: where others' code reads them, who knows what that keeps."""
        return self.is_of(edition) or self._contents.is_plain

    def become(self, task: SiteTask, edition: int = 0) -> None:
        """Be another site of the same language from now on: other texts, the same settings, theme and plugins."""
        # Whoever asks next has it read; who waits for a page now is not waited for.
        self._wanted = task, edition

    def contents(self) -> Contents:
        """What the site has. Raises PipelineError if it cannot be read."""
        with self._lock:
            self._read()
            return self._contents

    def page(self, name: str) -> bytes | None:
        """A file of the site, if there is one. Raises PipelineError if the site, or this page, cannot be made."""
        with self._lock:
            self._read()
            found: bytes | None = self._ask("page", name, PATIENCE)
            return found

    def is_fresh(self) -> bool:
        """Whether it is alive, and has not read its site so often that what plugins keep of each time counts."""
        return self._process.is_alive() and self._times < _MANY_TIMES

    def end(self) -> None:
        """End the process."""
        self._process.kill()  # whoever waits for an answer is told
        self._process.join()

    def _read(self) -> None:
        task, edition = self._wanted
        if self._read_task is not task or self._read_edition != edition:
            known, self._read_task = self._read_task, None
            is_edited = self._read_edition not in (None, edition)
            may_take = known is not None and known.folder == task.folder and not is_edited
            texts = texts_between(known.site, task.site) if known is not None and may_take else None
            # What it took in part is read as a whole.
            if texts is None or not self._ask("take", texts):
                self._times += 1
                self._contents = self._ask("edited" if is_edited else "read", task)
            self._read_task, self._read_edition = task, edition

    def _ask(self, what: str, about: object, patience: float | None = None) -> Any:
        try:
            self._connection.send((what, about))
            if not self._connection.poll(patience):
                self.end()
                raise PipelineError(
                    f"this page is not made in {patience:.0f} seconds",
                    hint="look for a loop in its template, or for a plugin that waits",
                )
            answer: Answer = self._connection.recv()
        except (EOFError, OSError):
            raise _gone("has ended") from None
        if answer.read or answer.written:
            self._heard(map(Path, answer.read), map(Path, answer.written))
        if answer.error is not None:
            raise answer.error
        return answer.result


def _gone(what: str) -> PipelineError:
    return PipelineError(
        f"the process that makes the pages of this language {what}",
        hint="look at the memory that is free, then save a file or start the preview again",
    )


def _answer(connection: Connection) -> None:
    """Answer questions until there is nobody left who asks."""
    belong_to_parent()
    site: LiveSite | None = None
    readings = Readings()
    with observed() as observer:
        told = _Told(observer.notes)
        while True:
            if site is not None and not connection.poll(_IDLE):
                site.keep()
            try:
                what, about = connection.recv()
            except (EOFError, OSError):
                return
            if what in ("read", "edited"):
                observer.own = tuple(map(absolute_path, (about.folder, about.top)))
                if what == "edited":
                    readings = _without_edited(site, readings)
                first, site = site.first if site else None, None  # its memory goes before the next one is read
                answer = _tried(partial(LiveSite, about, readings, first))
                site = answer.result
                if site is not None:
                    answer = Answer(Contents(site.files(), site.sources, site.is_plain))
            elif what == "take":
                answer = _taken(site, about)
                site = site if answer.result else None
            else:
                answer = _tried(partial(site.page, about)) if site else Answer()
            connection.send(told.new(answer))


def _without_edited(site: LiveSite | None, readings: Readings) -> Readings:
    """What was read of sources, but for those that are not as they were; nothing where nobody knows which those are."""
    if site is None or site.first is None:
        return Readings()
    readings.keep(site.first.holding())
    return readings


@dataclass(slots=True)
class _Told:
    """What of a process's notes was told: they grow at their ends."""

    notes: Notes
    opened: int = 0
    missing: int = 0
    done: int = 0

    def new(self, answer: Answer) -> Answer:
        """An answer with what is new in the notes, but for modules and what belongs to Python."""
        notes, read = self.notes, list[str]()
        read += islice(notes.opened, self.opened, None)
        read += islice(notes.missing, self.missing, None)
        written = tuple(islice(notes.done, self.done, None))
        self.opened, self.missing, self.done = len(notes.opened), len(notes.missing), len(notes.done)
        return replace(answer, read=tuple(path for path in read if not _is_pythons(path)), written=written)


_PYTHONS = tuple(f"{path}{os.sep}" for path in set(sysconfig.get_paths().values()))


def _is_pythons(path: str) -> bool:
    return path.endswith(CODE) or path.startswith(_PYTHONS)


def _taken(site: LiveSite | None, texts: SiteTexts) -> Answer:
    """Whether a site has these texts now. Who reads it anew finds what is wrong with it."""
    try:
        return Answer(site is not None and site.take(texts))
    except Exception:  # readers and what plugins put into them are code of others
        return Answer(result=False)


def _tried(work: Callable[[], Any]) -> Answer:
    try:
        return Answer(work())
    except PipelineError as error:
        return Answer(error=error)
