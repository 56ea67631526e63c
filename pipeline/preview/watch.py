"""Tells which files of a project have changed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchfiles import DefaultFilter, watch

from pipeline.config import Project

#: Several changes within this time, in milliseconds, are one.
_TOGETHER, _STEP = 200, 40


@contextmanager
def watched(project: Project, more: Iterable[Path], changed: Callable[[Iterable[Path]], object]) -> Iterator[None]:
    """Tell `changed` of files that change, as long as the block lasts.

    Those are the project's own files beside its settings, and all below its sources, catalogs and theme and in the
    folders `more`. What has a hidden name is no part of a site: editors and builds put theirs there for a while.
    """
    ended = threading.Event()
    folders = {folder for folder in (project.content, project.catalogs, project.theme, *more) if folder.is_dir()}
    watches = [
        threading.Thread(target=_watch, args=([*folders], True, changed, ended), daemon=True),
        threading.Thread(target=_watch, args=([project.root], False, changed, ended), daemon=True),
    ]
    for thread in watches:
        thread.start()
    try:
        yield
    finally:
        ended.set()
        for thread in watches:
            thread.join()


def _watch(
    folders: list[Path], below: bool, changed: Callable[[Iterable[Path]], object], ended: threading.Event
) -> None:
    for changes in watch(
        *folders,
        watch_filter=_Seen(),
        debounce=_TOGETHER,
        step=_STEP,
        stop_event=ended,
        rust_timeout=500,
        yield_on_timeout=False,
        recursive=below,
        ignore_permission_denied=True,
    ):
        changed(sorted({Path(path) for _, path in changes}))


class _Seen(DefaultFilter):
    """All files but hidden ones, and those of editors and caches."""

    def __call__(self, change: object, path: str) -> bool:
        """Whether to tell of it."""
        name = Path(path).name
        return not name.startswith(".") and not name.endswith("~") and super().__call__(change, path)  # type: ignore[arg-type]
