"""A disk that takes two names for one where they differ in case alone, as those of macOS and Windows do.

It keeps the name that a file was given first, tells that one in lists, and has another one when a file is renamed.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

_ONE = ("stat", "lstat", "open", "unlink", "remove", "rmdir", "mkdir", "chmod", "scandir", "listdir", "utime", "access")
_TWO = ("rename", "replace", "link")
_names_in = os.listdir


def fold(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    """From now on the folder `root` is on such a disk."""
    for name in _ONE:
        monkeypatch.setattr(os, name, partial(_with_one, root, getattr(os, name)))
    for name in _TWO:
        monkeypatch.setattr(os, name, partial(_with_two, root, getattr(os, name)))
    monkeypatch.setattr(io, "open", partial(_with_one, root, io.open))
    monkeypatch.setattr("builtins.open", io.open)


def _with_one(root: Path, function: Callable[..., Any], path: Any = ".", *more: Any, **named: Any) -> Any:
    return function(_found(root, path), *more, **named)


def _with_two(root: Path, function: Callable[..., Any], source: Any, target: Any, *more: Any, **named: Any) -> Any:
    old, held = _found(root, source), _found(root, target)
    replaces = held != old and os.path.lexists(held)  # what is replaced keeps its name
    new = held if replaces else Path(_found(root, Path(target).parent)) / Path(target).name
    return function(old, new, *more, **named)


def _found(root: Path, path: Any) -> Any:
    """What the disk finds by a path."""
    if not isinstance(path, str | Path) or not Path(path).absolute().is_relative_to(root):
        return path
    place = root
    for part in Path(path).absolute().relative_to(root).parts:
        place /= next((name for name in _in(place) if part == name), "") or next(
            (name for name in _in(place) if part.lower() == name.lower()), part
        )
    return place


def _in(folder: Path) -> Iterable[str]:
    try:
        return _names_in(folder)
    except OSError:
        return ()
