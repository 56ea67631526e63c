"""All cores: processes that build one site each, and processes that share the reading of many files."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
#: From this many items on, other processes are worth their start.
MANY = 64


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def map_on_all_cores(
    function: Callable[[_Item], _Result], items: Sequence[_Item], *, worthwhile: int = MANY
) -> list[_Result]:
    """The results of `function`, in order; the first error, in order, is raised.

    The processes are forked, so that they need not import and prepare anew what this one has; where
    forking is not safe (macOS) or not known (Windows), and for fewer items than are `worthwhile`, this
    process does it all.
    """
    can_fork = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
    if len(items) < worthwhile or cores() == 1 or not can_fork:
        return [function(item) for item in items]
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(cores(), mp_context=context, initializer=_inherit, initargs=(function, items)) as executor:
        return list(executor.map(_result_at, range(len(items)), chunksize=max(1, len(items) // (8 * cores()))))


_inherited: tuple[Callable[[Any], Any], Sequence[Any]]


def _inherit(function: Callable[[Any], Any], items: Sequence[Any]) -> None:
    global _inherited
    _inherited = function, items


def _result_at(index: int) -> Any:
    function, items = _inherited
    return function(items[index])
