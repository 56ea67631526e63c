"""What Python tells of its own process: who asks, what it has started, where it looks for modules."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import source_from_cache
from pathlib import Path
from types import FrameType

from pipeline.reads import State, state_of

# Python's own that scans folders.
_BY_NAMES = frozenset({"os", "pathlib", "glob", "shutil", "importlib", "_frozen_importlib_external"})
# What notes and what hears.
_OWN_CODE = tuple(str(Path(__file__).with_name(name)) for name in ("interpreter.py", "observer.py", "observed.py"))


def work_of_children() -> int:
    """How much the processes that this one has started have done by now, those that have ended."""
    try:
        import resource
    except ImportError:  # Windows
        return 0
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_minflt


def has_children() -> bool:
    """Whether processes that this one has started are there; who has never loaded the module has none."""
    if "multiprocessing" not in sys.modules:
        return False
    import multiprocessing

    return bool(multiprocessing.active_children())


def folders_of_modules() -> Iterator[str]:
    """Where Python looks for modules: one that is not there yet would be found there."""
    packages = (getattr(module, "__path__", ()) for module in list(sys.modules.values()))
    for path in {*sys.path, *(path for paths in packages for path in paths)}:
        if isinstance(path, str) and os.path.isdir(path):  # noqa: PTH112
            yield os.path.abspath(path)  # noqa: PTH100


def asking() -> str:
    """The file of the code that asks."""
    frame = _frame()
    return frame.f_code.co_filename if frame is not None else ""


def asks_for_names() -> bool:
    """Whether a folder is scanned by code that goes by names and kinds alone."""
    frame = _frame()
    return frame is not None and str(frame.f_globals.get("__name__", "")).partition(".")[0] in _BY_NAMES


def modules_loaded() -> Iterator[tuple[str, str, State]]:
    """The names of modules, their files and what these are now."""
    for name, module in list(sys.modules.items()):
        path = getattr(module, "__file__", None)
        if isinstance(path, str) and (state := state_of(path)) is not None:
            yield name, os.path.abspath(path), state  # noqa: PTH100 - as files are opened


def is_compiled(path: str) -> bool:
    """Whether Python itself has put a file there, compiled from code."""
    return ".pyc" in path and os.path.basename(os.path.dirname(path)) == "__pycache__"  # noqa: PTH119, PTH120


def source_of(path: str) -> str:
    """The code that a file is compiled from; nothing for another file."""
    with suppress(ValueError, NotImplementedError):
        return source_from_cache(path) if is_compiled(path) else ""
    return ""


def _frame() -> FrameType | None:
    frame = inspect.currentframe()
    while frame is not None and frame.f_code.co_filename in _OWN_CODE:
        frame = frame.f_back
    return frame
