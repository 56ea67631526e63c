"""Tells which files of a project have changed."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from watchfiles import Change, DefaultFilter, watch

from pipeline.config import Project
from pipeline.reads import digest_of_file

#: Several changes within this time, in milliseconds, are one.
_TOGETHER, _STEP = 100, 20
#: No more folders than this are watched for single files.
_MOST = 100
_PASSED_OVER = frozenset({"__pycache__", "node_modules"})
#: What editors and translators' programs put beside a file, for a while or for themselves.
_BESIDE_FILES = re.compile(r"#.*#|4913|.*(?:~|\.(?:swp|tmp|bak|orig|rej|mo|log|lock))|.*___jb_(?:tmp|old|bak)___")
_FOR_A_WHILE = DefaultFilter(ignore_dirs=())

#: Is told of files that have changed.
Told = Callable[[Iterable[Path]], object]


@contextmanager
def watched(project: Project, changed: Told) -> Iterator[Watcher]:
    """Tell `changed` of files that change, as long as the block lasts.

    Those are the project's own modules beside its settings, and all below its sources, catalogs and theme. What has a
    hidden name is no part of a site: editors and builds put theirs there for a while. More may be named meanwhile. What
    the preview makes itself, or a build beside it, is no news: pages would be made anew for ever.
    """
    watcher = Watcher(project, changed)
    works = (watcher.beside_settings, watcher.below_folders, watcher.elsewhere)
    threads = [threading.Thread(target=work, daemon=True) for work in works]
    for thread in threads:
        thread.start()
    try:
        yield watcher
    finally:
        watcher.end()
        for thread in threads:
            thread.join()


class Watcher:
    """Watches a project's own folder and, below theirs, those of which its site is made, which may come and go."""

    def __init__(self, project: Project, changed: Told) -> None:
        self._root, self._changed = project.root, changed
        self._folders = {project.content, project.catalogs, project.theme}
        self._ended, self._begins_anew, self._has_more = threading.Event(), threading.Event(), threading.Event()
        self._output = project.output
        #: Files elsewhere, by what they hold; those beside the settings; and those that a site's own making writes.
        self._others: dict[Path, str] = {}
        self._beside: set[Path] = set()
        self._made: set[Path] = set()

    def end(self) -> None:
        """Watch nothing any more."""
        self._ended.set()
        self._begins_anew.set()
        self._has_more.set()

    def also(self, read: Iterable[Path], written: Iterable[Path] = ()) -> None:
        """Watch these files, too, that were read, wherever they are; not those that were `written`."""
        paths = list(read)
        self._made.update(written)
        self._beside.update(path for path in paths if path.parent == self._root)
        new = [path for path in paths if path not in self._others and self._is_elsewhere(path)]
        self._others |= {path: digest_of_file(str(path)) for path in new}
        if new:
            self._has_more.set()

    def _is_elsewhere(self, path: Path) -> bool:
        return path.parent != self._root and not any(path.is_relative_to(folder) for folder in self._folders)

    def _is_of_project(self, path: Path) -> bool:
        """Whether a file beside the settings counts: a module, or what some page was made of."""
        is_named = path in self._folders or path.suffix == ".py" or path in self._beside
        return is_named and path != self._output and self._is_below([self._root], path)

    def _is_below(self, folders: Iterable[Path], path: Path) -> bool:
        return path not in self._made and _is_seen(path, folders)

    def elsewhere(self) -> None:
        """Tell of the files that were named, when what they hold is something else."""
        while True:
            self._has_more.clear()
            if self._ended.is_set():
                return
            folders = sorted({path.parent for path in self._others if path.parent.is_dir()})[:_MOST]
            if folders:
                # At first they may have changed while nobody watched.
                for _ in _changes(folders, self._has_more, below=False, is_seen=self._others.__contains__):
                    self._tell_of_others()
            else:
                self._tell_of_others()
            self._has_more.wait()

    def _tell_of_others(self) -> None:
        now = {path: digest_of_file(str(path)) for path in tuple(self._others) if path not in self._made}
        changed = [path for path, digest in now.items() if self._others[path] != digest]
        self._others |= now
        if changed:
            self._changed(changed)

    def beside_settings(self) -> None:
        """Tell of what is in the project's folder itself."""
        for paths in filter(None, _changes([self._root], self._ended, below=False, is_seen=self._is_of_project)):
            if not self._folders.isdisjoint(paths):
                self._begins_anew.set()
            self._changed(paths)

    def below_folders(self) -> None:
        """Tell of what is below the folders; again from the beginning where one of them comes or goes."""
        is_again = False
        while True:
            self._begins_anew.clear()
            if self._ended.is_set():  # not before: what is cleared may have said so
                return
            folders = [folder for folder in self._folders if folder.is_dir()]
            if folders:
                is_seen = partial(self._is_below, folders)
                for paths in _changes(folders, self._begins_anew, below=True, is_seen=is_seen):
                    # What has changed while nobody watched is in one of them.
                    if paths or is_again:
                        self._changed(paths or self._folders)
            self._begins_anew.wait()
            is_again = True
            if not self._ended.is_set():
                self._changed(self._folders)


def _changes(
    folders: list[Path], ended: threading.Event, *, below: bool, is_seen: Callable[[Path], bool]
) -> Iterator[list[Path]]:
    """The changes below these folders; the first of them are none where nothing changes: from then on all are seen."""
    has_begun = False
    for changes in watch(
        *folders,
        watch_filter=lambda _, path: is_seen(Path(path)),
        debounce=_TOGETHER,
        step=_STEP,
        stop_event=ended,
        rust_timeout=500,
        yield_on_timeout=True,
        recursive=below,
        raise_interrupt=False,
        ignore_permission_denied=True,
    ):
        if (paths := _news(changes)) or not has_begun:
            has_begun = True
            yield paths


def _news(changes: Iterable[tuple[Change, str]]) -> list[Path]:
    """The paths of changes, but of what came and went."""
    changes = list(changes)
    came = {path for change, path in changes if change is Change.added}
    return sorted({Path(path) for _, path in changes if path not in came or os.path.lexists(path)})


def _is_seen(path: Path, folders: Iterable[Path]) -> bool:
    """Whether a file counts: not a hidden one, nor one of a program's or a cache's, below these folders."""
    parts = next((path.relative_to(folder).parts for folder in folders if path.is_relative_to(folder)), path.parts)
    hidden = any(part.startswith(".") or part in _PASSED_OVER for part in parts)
    is_own = _BESIDE_FILES.fullmatch(path.name) or not _FOR_A_WHILE(Change.modified, path.name)
    return not hidden and not is_own
