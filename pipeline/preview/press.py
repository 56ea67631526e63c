"""The processes that make pages: one for each language, and way to show it, that somebody has looked at."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.build import Heard, LiveProcess, SiteTask
from pipeline.model import Language
from pipeline.plugin.site import Site
from pipeline.preview.snapshot import Snapshot

_HOME = "index.html"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a language, as it was found: its file below the language's site, and what it holds.

    `source` is that of the content it shows, if it shows one; `is_withheld` says that readers do not get it.
    """

    language: Language
    name: str
    data: bytes
    source: str
    is_withheld: bool


@dataclass(frozen=True, slots=True)
class _Way:
    """A language, with all pages or with those that readers get, and with marks or without."""

    locale: str
    whole: bool
    marked: bool


class Press:
    """Finds the page at an address, and has it made. Several may ask at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        #: Is told of the files that pages are made of, and of those that their making writes.
        self.heard: Heard = lambda *_: None
        self._lock = threading.Lock()
        self._processes: dict[_Way, tuple[int, LiveProcess]] = {}
        self._is_closed = False

    def sheet(self, now: Snapshot, address: str, *, marked: bool = False) -> Sheet | None:
        """The page or file at an address from the root on. Raises PipelineError if it cannot be made."""
        found = _place(now, address)
        if found is None:
            return None
        return self.made(now, *found, marked=marked)

    def names(self, now: Snapshot, language: Language) -> frozenset[str]:
        """The files of a language's site, those that readers do not get as well. Raises PipelineError."""
        sites = (self._process(now, language, whole=whole, marked=False) for whole in (False, True))
        found = [process.contents() for process in sites if process]
        return frozenset(name for contents in found for name in contents.files)

    def made(self, now: Snapshot, language: Language, names: Iterable[str], *, marked: bool = False) -> Sheet | None:
        """The first of these files that a language's site has. Raises PipelineError if it cannot be made."""
        withheld, has_site = now.withheld(language), language in now.published.sites
        for name in names:
            # In the place of a page that is withheld readers get one that leads on.
            whole = name in withheld or not has_site
            process = self._process(now, language, whole=whole, marked=marked)
            data = process.page(name) if process else None
            if process is not None and data is not None:
                return Sheet(language, name, data, process.contents().sources.get(name, ""), name in withheld)
        return None

    def warm(self, now: Snapshot, language: Language) -> None:
        """Have a language's site ready before somebody asks. Raises PipelineError if it cannot be."""
        if process := self._process(now, language, whole=False, marked=False):
            process.contents()

    def close(self) -> None:
        """End all processes. Whoever asks for a page from now on gets none: nobody would end what makes it."""
        with self._lock:
            self._is_closed = True
            for _, process in self._processes.values():
                process.end()
            self._processes.clear()

    def _process(self, now: Snapshot, language: Language, *, whole: bool, marked: bool) -> LiveProcess | None:
        """The process for a language's site as it is now; none if there is no such site."""
        way = _Way(language.locale, whole, marked and language != now.project.source)
        site = now.site(language, whole=way.whole, marked=way.marked)
        with self._lock:
            if site is None or self._is_closed:
                return None
            epoch, process = self._processes.get(way, (-1, None))
            is_usable = process is not None and process.is_fresh() and process.may_become(now.edition)
            if process is not None and (epoch != now.epoch or not is_usable):
                process.end()
                process = None
            if process is None:
                process = LiveProcess(self._task(way, site), self._tell, now.edition)
                self._processes[way] = now.epoch, process
            elif process.site != site or not process.is_of(now.edition):
                process.become(self._task(way, site), now.edition)
            return process

    def _tell(self, read: Iterable[Path], written: Iterable[Path]) -> None:
        # What the pages themselves come and go with is no news: a page would be made anew for ever.
        self.heard(*([path for path in paths if not path.is_relative_to(self._folder)] for paths in (read, written)))

    def _task(self, way: _Way, site: Site) -> SiteTask:
        name = f"{'whole' if way.whole else 'published'}{'-marked' if way.marked else ''}"
        folder = self._folder / name / way.locale
        top = folder / "top-level" if site.project.chooser else folder
        # As readers get it, `build` may have read it.
        return SiteTask(site, folder, top, {}, shown=name if way.whole or way.marked else "")


def _place(now: Snapshot, address: str) -> tuple[Language, list[str]] | None:
    """The language in whose site an address is, and the files there that it may mean, the likeliest first."""
    if not address.startswith(f"{now.base}/"):
        return None
    below = address.removeprefix(f"{now.base}/")
    head, slash, rest = below.partition("/")
    project = now.project
    for language in project.languages():
        folder = project.folder_of(language)
        if folder and head == folder:
            known = language in now.languages()
            return (language, list(_names(rest))) if known and slash else None
    return (project.source, list(_names(below))) if not project.chooser else None


def _names(path: str) -> Iterator[str]:
    if not path or path.endswith("/"):
        yield path + _HOME
    else:
        yield from (path, f"{path}.html", f"{path}/{_HOME}")
