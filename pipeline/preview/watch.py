"""Tells which files of a project have changed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchfiles import watch

from pipeline.config import Project

#: Several changes within this time, in milliseconds, are one.
_TOGETHER, _STEP = 200, 40
_PASSED_OVER = frozenset({"__pycache__", "node_modules"})

#: Is told of files that have changed.
Told = Callable[[Iterable[Path]], object]


@contextmanager
def watched(project: Project, changed: Told) -> Iterator[None]:
    """Tell `changed` of files that change, as long as the block lasts.

    Those are the project's own files beside its settings, and all below its sources, catalogs and theme. What has a
    hidden name is no part of a site: editors and builds put theirs there for a while.
    """
    watcher = _Watcher(project, changed)
    threads = [threading.Thread(target=work, daemon=True) for work in (watcher.beside_settings, watcher.below_folders)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        watcher.end()
        for thread in threads:
            thread.join()


class _Watcher:
    """Watches a project's own folder and, below theirs, those of which its site is made, which may come and go."""

    def __init__(self, project: Project, changed: Told) -> None:
        self._root, self._changed = project.root, changed
        self._folders = {project.content, project.catalogs, project.theme}
        self._ended, self._begins_anew = threading.Event(), threading.Event()

    def end(self) -> None:
        """Watch nothing any more."""
        self._ended.set()
        self._begins_anew.set()

    def beside_settings(self) -> None:
        """Tell of what is in the project's folder itself."""
        for paths in _changes([self._root], self._ended, below=False):
            if not self._folders.isdisjoint(paths):
                self._begins_anew.set()
            self._changed(paths)

    def below_folders(self) -> None:
        """Tell of what is below the folders; again from the beginning where one of them comes or goes."""
        while True:
            self._begins_anew.clear()
            if self._ended.is_set():  # not before: what is cleared may have said so
                return
            folders = [folder for folder in self._folders if folder.is_dir()]
            if folders:
                for paths in _changes(folders, self._begins_anew, below=True):
                    self._changed(paths)
            self._begins_anew.wait()
            # What has changed while nobody watched is in one of them.
            if not self._ended.is_set():
                self._changed(self._folders)


def _changes(folders: list[Path], ended: threading.Event, *, below: bool) -> Iterator[list[Path]]:
    for changes in watch(
        *folders,
        watch_filter=lambda _, path: _is_seen(Path(path), folders),
        debounce=_TOGETHER,
        step=_STEP,
        stop_event=ended,
        rust_timeout=500,
        recursive=below,
        raise_interrupt=False,
        ignore_permission_denied=True,
    ):
        yield sorted({Path(path) for _, path in changes})


def _is_seen(path: Path, folders: Iterable[Path]) -> bool:
    """Whether a file counts: not a hidden one, nor one of an editor's or a cache's, below these folders."""
    parts = next((path.relative_to(folder).parts for folder in folders if path.is_relative_to(folder)), path.parts)
    hidden = any(part.startswith(".") or part in _PASSED_OVER for part in parts)
    return not hidden and not path.name.endswith(("~", ".swp", ".pyc"))
