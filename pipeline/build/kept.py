"""A language's site that stands and would come out the same: it is kept, and Pelican is not started for it.

What it was made of is known by a digest of all that its process is handed, and by what that process read. It is kept
for the day on which it was built: the first build of a day builds it again, which shows whether it does come out the
same. What may be published is never decided here: that is in what the process is handed.
"""

from __future__ import annotations

import filecmp
import sys
from collections.abc import Hashable, Iterable, Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import Any, SupportsBytes

from pipeline.build.written import Built, SiteTask
from pipeline.cache import recall, remember
from pipeline.config import Project
from pipeline.filed import Filing
from pipeline.fingerprints import digest_of
from pipeline.folders import files_in, link_file
from pipeline.model import Finding, Language
from pipeline.observed import surroundings
from pipeline.packed import Packed, pack, unpack
from pipeline.path_sets import PathSet
from pipeline.paths import is_there
from pipeline.plugin.site import Site
from pipeline.reads import Reads, is_as_it_was
from pipeline.reports import BuiltPage, SiteReport
from pipeline.review import Texts
from pipeline.rules import found

#: A published file's size, the times of its writing and of its last change of any kind in nanoseconds, and its inode.
_State = tuple[int, int, int, int]


class Why(StrEnum):
    """Why a language's site that stands was built once more."""

    ASKED = "asked"
    TEXTS = "texts"
    READS = "reads"
    OUTPUT = "output"
    DAY = "day"
    UNSTEADY = "unsteady"
    UNHEARD = "unheard"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Kept:
    """What is remembered of a site that stands: the day, what it was made of, its files in the output, its report.

    The states of these are remembered apart, for a link to a file, as each build makes, is a change of it as well.

    `top` are those of its files that belong to no language's site alone, `unsteady` is one that came out otherwise
    although nothing had changed.
    """

    day: str
    reads: Reads
    files: frozenset[str]
    top: frozenset[str]
    report: SiteReport
    unsteady: str = ""


@dataclass(frozen=True, slots=True)
class _Made:
    """A site that was built just now, its files by their paths in the output; what it read is packed."""

    report: SiteReport
    reads: SupportsBytes
    files: Set[str]
    top: Set[str]
    unsteady: str


@dataclass(slots=True)
class Shelf:
    """The sites that stand, as builds remember them; from one that `forgets` none is taken.

    Of sites that are not built `here` nobody remembers what they were made of: that was read elsewhere. Of the pages
    that stand in sites that are built, the share `audit` is made and compared all the same; without one none is kept.
    """

    project: Project
    settings: Mapping[str, Any]
    forgets: bool = False
    here: bool = True
    audit: float | None = None
    _keys: dict[Language, str] = field(default_factory=dict)
    _standing: dict[Language, Kept] = field(default_factory=dict)
    _made: dict[Language, _Made] = field(default_factory=dict)
    _taken: set[Language] = field(default_factory=set)
    _built: bool = False
    _why: dict[Language, tuple[str, str]] = field(default_factory=dict)
    _known: dict[Hashable, bool] = field(default_factory=dict)
    _common: str = ""
    _shared: dict[int, tuple[object, str]] = field(default_factory=dict)
    _filing: Filing = field(default_factory=Filing)
    _day: str = field(default_factory=lambda: _today())

    def take(self, task: SiteTask) -> SiteReport | None:
        """Put the site that stands into the folder where it would be built; nothing if it has to be built."""
        language = task.site.language
        self._standing.pop(language, None)
        self._made.pop(language, None)
        self._taken.discard(language)
        if not self._common:
            here = (sys.version, sys.prefix, sys.path, str(Path.cwd()))
            self._common = digest_of((self.settings, surroundings(), here))
        self._keys[language] = digest_of((self._digests(task.site), task.expected, self._common))
        kept = recall(self._name(language), self._keys[language], Kept)
        self._why[language] = self._why_not(language, kept)
        if kept is None or self._why[language][0] in (Why.READS, Why.OUTPUT):
            return None
        self._standing[language] = kept
        if self.forgets or self._why[language][0]:
            return None
        self._taken.add(language)
        for path in kept.files:
            link_file(self.project.output / path, _place(path, task, kept.top))
        pages = Packed.of(kept.report.pages, BuiltPage, self._filing.put)
        return replace(kept.report, pages=pages, kept=True, seconds=0.0)

    def _digests(self, site: Site) -> list[str]:
        """Digests of all that a site is; of what all languages' sites have in common there is one, made once."""
        digests = []
        for one in fields(site):
            value = getattr(site, one.name)
            if isinstance(value, Texts):
                digests.append(value.digest)
                continue
            if id(value) not in self._shared:
                of_each = {name: digest_of(own) for name, own in value.items()} if isinstance(value, Mapping) else value
                self._shared[id(value)] = value, digest_of(of_each)
            digests.append(self._shared[id(value)][1])
        return digests

    def _why_not(self, language: Language, kept: Kept | None) -> tuple[str, str]:
        """Why a site that stands is built once more, and what is the cause."""
        if kept is None:
            return Why.TEXTS, ""
        if not kept.reads.hold(self._known):
            files = kept.reads.files.items()
            return Why.READS, next((path for path, stamp in files if not is_as_it_was(path, stamp, kept.reads.at)), "")
        if not self._stands(language, kept):
            return Why.OUTPUT, ""
        if kept.unsteady:
            return Why.UNSTEADY, kept.unsteady
        return (Why.DAY if kept.day != self._day else "", "")

    def note(self, task: SiteTask, built: Built) -> SiteReport:
        """Take down what a site was made of that has been built just now; its report, with what there is to say."""
        built = built if self.here else Built(built.report)
        report = built.report
        language, self._built = task.site.language, True
        folder = self.project.folder_of(language)
        # What belongs to no language alone is written with the source's site.
        is_above = task.site.is_source and task.top != task.folder
        top = frozenset(files_in(task.top)) if is_above else frozenset()
        files = PathSet(chain(top, (f"{folder}/{path}".lstrip("/") for path in files_in(task.folder))))
        kept, page = self._standing.get(language), ""
        why = (Why.ASKED, "") if self.forgets else self._why[language] if self.here else (Why.ELSEWHERE, "")
        if built.reads is not None and built.reads.beyond:
            why = Why.UNHEARD, built.reads.beyond[0]
        if any(is_there(self.project.output / path) for path in files):
            news = sum(self._differs(path, task, top) for path in files)
            report = replace(report, news=(news, len(files)), why=why)
        if kept is not None:
            differing = (path for path in sorted(files | kept.files) if self._differs(path, task, top))
            page = kept.unsteady or next(differing, "")
        report = replace(report, pages=Packed.of(report.pages, BuiltPage, self._filing.put))
        if built.reads is not None and not built.reads.beyond:
            with suppress(UnicodeError):  # the name of a file that is in no encoding: it would not be remembered
                self._made[language] = _Made(report, self._filing.put(pack(built.reads)), files, top, page)
        return replace(report, problems=(*report.problems, *unsteady(page))) if page else report

    def keep(self, published: Iterable[Language]) -> None:
        """Remember the sites that were built or kept just now and are published."""
        if self._day != _today():  # some pages are of yesterday, and some of today
            return
        for language in self._taken & frozenset(published):
            self._remember_files(language, self._standing[language].files)
        for language in self._made.keys() & frozenset(published):
            made = self._made[language]
            report = replace(made.report, pages=tuple(made.report.pages))
            files, top = frozenset(made.files), frozenset(made.top)
            kept = Kept(self._day, unpack(made.reads, Reads), files, top, report, made.unsteady)
            remember(self._name(language), self._keys[language], kept)
            self._remember_files(language, files)

    def reads(self) -> list[Reads] | None:
        """What the sites were made of, if all of them were kept; nothing if one had to be built, be it in between."""
        return None if self._built else [kept.reads for kept in self._standing.values()]

    def _name(self, language: Language) -> str:
        return f"site {self.project.settings_path} {self.project.output} {language.locale}"

    def _remember_files(self, language: Language, files: Iterable[str]) -> None:
        states = {path: _state(self.project.output / path) for path in files}
        remember(f"{self._name(language)} files", self._keys[language], states)

    def _stands(self, language: Language, kept: Kept) -> bool:
        states = recall(f"{self._name(language)} files", self._keys[language], dict[str, _State | None]) or {}
        return states.keys() == kept.files and all(
            state is not None and _state(self.project.output / path) == state for path, state in states.items()
        )

    def _differs(self, path: str, task: SiteTask, top: frozenset[str]) -> bool:
        try:
            return not filecmp.cmp(self.project.output / path, _place(path, task, top), shallow=False)
        except OSError:  # there is no such file in one of them
            return True


def _place(path: str, task: SiteTask, top: frozenset[str]) -> Path:
    """Where a published file is while it is being built."""
    if path in top:
        return task.top / path
    folder = task.site.project.folder_of(task.site.language)
    return task.folder / path.removeprefix(f"{folder}/" if folder else "")


def unsteady(path: str) -> Iterator[Finding]:
    """A page that comes out otherwise each time."""
    yield found("unsteady", path, "comes out otherwise although nothing that it is made of has changed")


def _today() -> str:
    return date.today().isoformat()


def _state(path: Path) -> _State | None:
    try:
        state = path.lstat()
    except OSError:
        return None
    return state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino
