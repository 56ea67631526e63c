"""All cores: processes that build one site each, and processes that share the reading of many files."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import connection, resource_tracker
from multiprocessing.context import BaseContext
from typing import Any, TypeVar

from pipeline.errors import PipelineError
from pipeline.observed import observer, unnoted
from pipeline.observer import Notes

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
    """The results of `function`, in order; the first error, in order, is raised, or PipelineError if one is killed.

    The processes are forked, so that they need not import and prepare anew what this one has; where
    forking is not safe (macOS) or not known (Windows), and for fewer items than are `worthwhile`, this
    process does it all.
    """
    can_fork = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
    if len(items) < worthwhile or cores() == 1 or not can_fork:
        return [function(item) for item in items]
    context = multiprocessing.get_context("fork")
    heard = observer()
    with Pool(cores(), context, _inherit, initargs=(function, items)) as executor, ended(executor):
        found = list(executor.map(_result_at, range(len(items)), chunksize=max(1, len(items) // (8 * cores()))))
    if heard is not None:
        heard.expect_children()
        for _, notes in found:
            heard.notes.add(notes or Notes())
    return [result for result, _ in found]


class Pool(ProcessPoolExecutor):
    """Processes that signals which go to all of them, such as an interrupt from the keyboard, do not reach.

    The first of them heeds them, and ends the others.
    """

    def __init__(self, processes: int, context: BaseContext, initializer: Callable[..., None], **more: Any) -> None:
        if context.get_start_method() != "fork":
            with _deaf():
                resource_tracker.ensure_running()  # so that it is deaf, too
        super().__init__(processes, mp_context=context, initializer=initializer, **more)

    def submit(self, *arguments: Any, **more: Any) -> Future[Any]:
        """As its base does; what is started inherits which signals are blocked. Raises BrokenProcessPool."""
        try:
            with _deaf(), unnoted():
                return super().submit(*arguments, **more)
        except (EOFError, OSError) as error:  # the one that starts the others is gone, or there can be no more
            raise BrokenProcessPool(str(error)) from error


@contextmanager
def _deaf() -> Iterator[None]:
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def ended(executor: Executor) -> Iterator[None]:
    """Where a signal ends the command, the processes that work for it end first: they would go on writing.

    So they do where one of them was ended from outside: the system does so as memory runs out. That raises
    PipelineError.
    """
    try:
        yield
    except KeyboardInterrupt:
        _end_all(executor)
        raise
    except BrokenExecutor:
        _end_all(executor)
        raise PipelineError(
            "a process that the command had started was ended by the system or by somebody, perhaps as memory ran out",
            hint="look at the memory that is free, then run it again (build: with --jobs 1)",
        ) from None


def _end_all(executor: Executor) -> None:
    with _in_silence():
        # The executor sees that they are gone, and starts no others.
        while children := multiprocessing.active_children():
            for child in children:
                child.kill()
                child.join()
        executor.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _in_silence() -> Iterator[None]:
    """The executor's own thread may stop at a task that was cancelled as its process ended: nobody's concern."""
    before, threading.excepthook = threading.excepthook, lambda _: None
    try:
        yield
    finally:
        threading.excepthook = before


def belong_to_parent() -> None:
    """Called in a process that works for another: it ends when that one does, however that ends.

    It would hold standard output open otherwise, and wait for work for ever.
    """
    if hasattr(signal, "pthread_sigmask"):
        _leave_to_parent({signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    else:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _leave_to_parent(signals: set[signal.Signals]) -> None:
    """Heed none of these signals; what this process starts itself, a plugin's pool for instance, has to heed them."""
    own = os.getpid()

    def heed(number: int, _: object) -> None:
        if os.getpid() != own:
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)

    for one in signals:
        signal.signal(one, heed)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, signals)


def _end_with(sentinel: Any) -> None:
    connection.wait([sentinel])
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


_inherited: tuple[Callable[[Any], Any], Sequence[Any]]


def _inherit(function: Callable[[Any], Any], items: Sequence[Any]) -> None:
    global _inherited
    belong_to_parent()
    if (heard := observer()) is not None:
        heard.hear_again()
    _inherited = function, items


def _result_at(index: int) -> tuple[Any, Notes | None]:
    """A result, and what was read for it."""
    function, items = _inherited
    result, heard = function(items[index]), observer()
    return result, heard.take() if heard else None
