"""All cores: processes that share the reading of many files; and how those end that work for this one."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache, partial
from multiprocessing import connection
from pathlib import Path
from typing import Any, Protocol, TypeVar, overload

from pipeline.cache import Row, keep, rows_kept
from pipeline.errors import PipelineError
from pipeline.observed import observed, observer
from pipeline.pools import Pool
from pipeline.reads import Notes

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
_Made = TypeVar("_Made")
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


#: What pickle says of what holds something alive.
UNSENT = (pickle.PicklingError, TypeError, AttributeError)


class Crew(Protocol):
    """Other machines, each with the project's files, which are handed errands."""

    def share(self, function: Callable[[_Item], _Result], parts: Iterable[_Item]) -> Iterable[Future[_Result]] | None:
        """Have a function called with each of these. It is sent once; nothing is done if it cannot be sent."""

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """As an executor's."""


_crews: list[Callable[[], Crew]] = []


@contextmanager
def helped_by(crew: Callable[[], Crew]) -> Iterator[None]:
    """Meanwhile, other machines do what is worth an errand; they are asked for when there is something for them."""
    _crews.append(crew)
    try:
        yield
    finally:
        _crews.pop()


def is_helped() -> bool:
    """Whether other machines help."""
    return bool(_crews)


@dataclass(frozen=True, slots=True)
class Afar:
    """How work is done by other machines: in how many errands at most. Each costs the start of a process there.

    One that is worth it takes ten seconds. `function` is called there instead, if it makes files; what it says, and
    not they, comes here, and `then` is what this process makes of it.
    """

    errands: int
    function: Callable[[Any], Any] | None = None
    then: Callable[[Any], Any] = lambda result: result


@overload
def map_on_all_cores(
    function: Callable[[_Item], _Result],
    items: Sequence[_Item],
    *,
    worthwhile: int = MANY,
    processes: int = 0,
    afar: Afar | None = None,
) -> list[_Result]: ...
@overload
def map_on_all_cores(
    function: Callable[[_Item], _Result],
    items: Sequence[_Item],
    *,
    worthwhile: int = MANY,
    processes: int = 0,
    then: Callable[[_Result], _Made],
    afar: Afar | None = None,
) -> list[_Made]: ...
def map_on_all_cores(
    function: Callable[[Any], Any],
    items: Sequence[Any],
    *,
    worthwhile: int = MANY,
    processes: int = 0,
    then: Callable[[Any], Any] = lambda result: result,
    afar: Afar | None = None,
) -> list[Any]:
    """The results of `function`, in order; the first error, in order, is raised, or PipelineError if one is killed.

    Processes that are copies of this one need not import and prepare anew what it has. Others are sent the function,
    which says by its `__reduce__` how it is made anew: that has to be worth more items. For fewer, and where it is a
    function that cannot be sent, this process does it all; so does one of those processes itself. There are as many
    `processes` as said, or one per core. `then` is what this
    process makes of each result as it comes. What reads nothing but the project may be done `afar` as well, if somebody
    helps (`helped_by`): nobody notes then what was read.
    """
    if _crews and afar is not None and min(afar.errands, len(items)) > 1:
        results = _from_afar(_crews[-1](), function, items, afar, then)
        if results is not None:
            return results
    method = start_method()
    is_copy = method == "fork"
    is_worthwhile = has_help() and len(items) >= (worthwhile if is_copy else worthwhile * _STARTING)
    sent = _sent(function) if is_worthwhile and not is_copy else b""
    if not is_worthwhile or not (is_copy or sent):
        return [then(function(item)) for item in items]
    heard, context = observer(), multiprocessing.get_context(method)
    count = min(processes or cores(), len(items))
    size = max(1, len(items) // (8 * count))
    begun = (function, items) if is_copy else (sent, (heard.own, heard.named) if heard else None)
    with Pool(count, context, _inherit if is_copy else _begin, initargs=begun) as executor, ended(executor):
        # What a copy has need not be sent to it.
        work = (_result_at, range(len(items))) if is_copy else (_result_of, items)
        found = [(then(result), notes) for result, notes in executor.map(*work, chunksize=size)]
    if heard is not None:
        heard.expect_children()
        for _, notes in found:
            heard.notes.add(notes or Notes())
    return [result for result, _ in found]


def _from_afar(
    crew: Crew, function: Callable[[Any], Any], items: Sequence[Any], afar: Afar, then: Callable[[Any], Any]
) -> list[Any] | None:
    """The results of errands, each of as many items as the others; None if the function cannot be sent.

    What was remembered there is remembered here.
    """
    if (heard := observer()) is not None:
        heard.notes.beyond["has other machines work for it"] = None
    count = min(afar.errands, len(items))
    parts = [items[len(items) * number // count : len(items) * (number + 1) // count] for number in range(count)]
    with ended(crew):
        futures = crew.share(partial(_done_afar, afar.function or function), parts)
        if futures is None:
            return None
        found = []
        for future in futures:
            results, rows = future.result()
            keep(rows)
            found += [then(afar.then(result)) for result in results]
        return found


def _done_afar(function: Callable[[Any], Any], items: Sequence[Any]) -> tuple[list[Any], list[Row]]:
    """An errand's results, and what is to be remembered of it; done by a process of its own."""
    global _is_one_of_many
    _is_one_of_many = True
    with rows_kept() as rows:
        return [function(item) for item in items], rows


def _sent(function: Callable[..., object]) -> bytes:
    """A function as it is sent to a process that is no copy of this one; nothing of what holds something alive."""
    try:
        return pickle.dumps(function)
    except UNSENT:
        return b""


class RefusedError(BrokenExecutor):
    """Nobody can do what an executor was handed; `told` says why."""

    def __init__(self, told: PipelineError) -> None:
        super().__init__(str(told))
        self.told = told


@contextmanager
def ended(executor: Executor | Crew) -> Iterator[None]:
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


def _end_all(executor: Executor | Crew) -> None:
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
