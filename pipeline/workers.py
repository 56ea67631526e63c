"""All cores: processes that build one site each, and processes that share the reading of many files."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from functools import cache
from multiprocessing import connection, resource_tracker
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any, TypeVar

from pipeline.errors import PipelineError
from pipeline.observed import observed, observer, unnoted
from pipeline.reads import Notes

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
#: From this many items on, other processes are worth their start.
MANY = 64
#: So many times as many are worth the start of processes that are no copies of this one.
_STARTING = 4


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def has_help() -> bool:
    """Whether other processes can share this one's work: there are cores for them, and it is not one of them."""
    return cores() > 1 and not _is_one_of_many


_unsafe: list[None] = []


def start_method() -> str:
    """How processes begin: as copies of this one where that is safe (not on macOS) and known (not on Windows)."""
    can_fork = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
    return "fork" if can_fork and not _unsafe else "spawn"


@contextmanager
def without_copies() -> Iterator[None]:
    """While other threads hold locks that a copy of this process would wait for, none is made."""
    _unsafe.append(None)
    try:
        yield
    finally:
        _unsafe.pop()


def map_on_all_cores(
    function: Callable[[_Item], _Result],
    items: Sequence[_Item],
    *,
    worthwhile: int = MANY,
    then: Callable[[_Result], _Result] = lambda result: result,
) -> list[_Result]:
    """The results of `function`, in order; the first error, in order, is raised, or PipelineError if one is killed.

    Processes that are copies of this one need not import and prepare anew what it has. Others are sent the function,
    which says by its `__reduce__` how it is made anew: that has to be worth more items. For fewer, and where it is a
    function that cannot be sent, this process does it all; so does one of those processes itself. `then` is what this
    process makes of each result as it comes.
    """
    method = start_method()
    is_copy = method == "fork"
    is_worthwhile = has_help() and len(items) >= (worthwhile if is_copy else worthwhile * _STARTING)
    sent = _sent(function) if is_worthwhile and not is_copy else b""
    if not is_worthwhile or not (is_copy or sent):
        return [then(function(item)) for item in items]
    heard, context = observer(), multiprocessing.get_context(method)
    size = max(1, len(items) // (8 * cores()))
    begun = (function, items) if is_copy else (sent, (heard.own, heard.named) if heard else None)
    with Pool(cores(), context, _inherit if is_copy else _begin, initargs=begun) as executor, ended(executor):
        # What a copy has need not be sent to it.
        work = (_result_at, range(len(items))) if is_copy else (_result_of, items)
        found = [(then(result), notes) for result, notes in executor.map(*work, chunksize=size)]
    if heard is not None:
        heard.expect_children()
        for _, notes in found:
            heard.notes.add(notes or Notes())
    return [result for result, _ in found]


def _sent(function: Callable[..., object]) -> bytes:
    """A function as it is sent to a process that is no copy of this one; nothing of what holds something alive."""
    try:
        return pickle.dumps(function)
    except (pickle.PicklingError, TypeError, AttributeError):
        return b""


class RefusedError(BrokenExecutor):
    """Nobody can do what an executor was handed; `told` says why."""

    def __init__(self, told: PipelineError) -> None:
        super().__init__(str(told))
        self.told = told


#: So many processes can Windows wait for at once (concurrent.futures); elsewhere more are of no use.
_MOST = 61 if sys.platform == "win32" else 1000


class Pool(ProcessPoolExecutor):
    """Processes that signals which go to all of them, such as an interrupt from the keyboard, do not reach.

    The first of them heeds them, and ends the others. However many are asked for, there are no more than can be.
    """

    def __init__(self, processes: int, context: BaseContext, initializer: Callable[..., None], **more: Any) -> None:
        if context.get_start_method() != "fork":
            ready_to_start()
        watched: Any = _Context(context)  # which has all that a context has
        super().__init__(min(processes, _MOST), mp_context=watched, initializer=initializer, **more)

    def submit(self, *arguments: Any, **more: Any) -> Future[Any]:
        """As its base does; what is started inherits which signals are blocked. Raises BrokenProcessPool."""
        try:
            with deaf(), unnoted():
                return super().submit(*arguments, **more)
        except (EOFError, OSError) as error:  # the one that starts the others is gone, or there can be no more
            raise BrokenProcessPool(str(error)) from error


class _Context:
    """A context of multiprocessing, whose processes are gone if they cannot be started.

    An executor starts some of them in a thread of its own. An error ends that thread (too many open files, no room for
    another process, a folder that is gone), and whoever waits for a result waits for ever. Of a process that is gone
    it tells everybody.
    """

    def __init__(self, context: BaseContext) -> None:
        self._context = context
        # Made before files run short: one end of a pipe of which the other one is closed says so at once.
        self._gone, other = connection.Pipe(duplex=False)
        other.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._context, name)

    def Process(self, *given: Any, **named: Any) -> _Process:
        process: Any = self._context
        return _Process(process.Process(*given, **named), self._gone)


class _Process:
    """A process of multiprocessing; one that could not be started has ended."""

    def __init__(self, process: Any, gone: connection.Connection) -> None:
        self._process, self._gone, self._has_failed = process, gone, False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._process, name)

    def start(self) -> None:
        try:
            self._process.start()
        except (OSError, EOFError):
            self._has_failed = True

    @property
    def pid(self) -> int:
        return -id(self) if self._has_failed else self._process.pid

    @property
    def sentinel(self) -> Any:
        return self._gone if self._has_failed else self._process.sentinel

    def terminate(self) -> None:
        if not self._has_failed:
            self._process.terminate()

    def join(self, timeout: float | None = None) -> None:
        if not self._has_failed:
            self._process.join(timeout)


def ready_to_start() -> None:
    """Have what Python keeps beside processes that are no copies of this one; it blocks no signal that was blocked."""
    with deaf():
        resource_tracker.ensure_running()  # it unblocks what it has blocked: so it is there before others begin


@contextmanager
def deaf() -> Iterator[None]:
    """What is started meanwhile hears no signal that goes to all processes of a terminal until it is ready to.

    It would end in the middle of its imports, with a traceback. See `belong_to_parent`.
    """
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
    except RefusedError as error:
        _end_all(executor)
        raise error.told from None
    except BrokenExecutor:
        _end_all(executor)
        raise PipelineError(
            "a process that the command had started was ended by the system or by somebody, perhaps as memory ran out",
            hint="look at the memory that is free, then run it again (build: with --jobs 1)",
        ) from None


def _end_all(executor: Executor) -> None:
    with _in_silence():
        # The executor sees that they are gone, and starts no others.
        end_children()
        executor.shutdown(wait=True, cancel_futures=True)


def end_children() -> None:
    """End all processes that this one has started; whoever waits for what they do is told that they are gone."""
    while children := multiprocessing.active_children():
        for child in children:
            child.kill()
            child.join()


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

    It would hold standard output open otherwise, and wait for work for ever. What it has from its parent is there until
    its end: nobody looks through it for garbage, which cost a site of a few pages a quarter of its work.
    """
    gc.freeze()
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


_is_one_of_many = False
_function: Callable[[Any], Any]
_inherited: Sequence[Any]


def _inherit(function: Callable[[Any], Any], items: Sequence[Any]) -> None:
    """Begin as a copy of another process."""
    global _function, _inherited, _is_one_of_many
    _is_one_of_many = True
    belong_to_parent()
    if (heard := observer()) is not None:
        heard.hear_again()
    _function, _inherited = function, items


def _begin(sent: bytes, heard: tuple[tuple[str, ...], tuple[str, ...]] | None) -> None:
    """Begin with nothing but a function that was sent; what is read to make it counts, if the other one is `heard`."""
    global _function, _is_one_of_many
    _is_one_of_many = True
    made = cache(pickle.loads)  # when the first item comes: what stops it is that item's error
    belong_to_parent()
    if heard is not None:
        own, named = (map(Path, paths) for paths in heard)
        _observing.enter_context(observed(*own, named=named))
    _function = lambda item: made(sent)(item)  # noqa: E731


_observing = ExitStack()  # until the process ends


def _result_at(index: int) -> tuple[Any, Notes | None]:
    return _result_of(_inherited[index])


def _result_of(item: Any) -> tuple[Any, Notes | None]:
    """A result, and what was read for it."""
    result, heard = _function(item), observer()
    return result, heard.take() if heard else None
