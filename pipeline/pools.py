"""Processes that work for this one, as an executor, which signals that go to all of them do not reach."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import connection, resource_tracker
from multiprocessing.context import BaseContext
from typing import Any

from pipeline.observed import unnoted

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
        self.processes = min(processes, _MOST)
        super().__init__(self.processes, mp_context=watched, initializer=initializer, **more)

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
