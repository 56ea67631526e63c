"""Builds that begin warm: each language's site in a process that is forked from the one that tests, and ends then."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any

import pytest

from pipeline import observer
from pipeline.reads import digest_in, state_of
from tests.conftest import ROOT

_LASTING = (sys.prefix, sys.base_prefix, str(ROOT))


class Forking(Executor):
    """Carries out one task after another, each in a process of its own that starts with all that is loaded here."""

    def submit(self, work: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        """Carry it out."""
        future: Future[Any] = Future()
        here, there = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.get_context("fork").Process(target=_carry_out, args=(there, work, given, named))
        process.start()
        there.close()
        try:
            is_done, found = here.recv()
        except EOFError:
            is_done, found = False, RuntimeError("the process of a site has ended")
        process.join()
        if is_done:
            future.set_result(found)
        else:
            future.set_exception(found)
        return future


def _carry_out(there: Connection, work: Callable[..., Any], given: Any, named: Any) -> None:
    observer._LOADED = 10**20  # a site's own modules are loaded anew, and nobody works on the others
    for name, module in list(sys.modules.items()):
        if not str(getattr(module, "__file__", None) or sys.prefix).startswith(_LASTING):
            del sys.modules[name]
    try:
        there.send((True, work(*given, **named)))
    except BaseException as error:
        there.send((False, error))


@contextmanager
def forking(jobs: int | None = None) -> Iterator[Executor]:
    """In the place of the product's own executor."""
    for module in list(sys.modules.values()):  # what is loaded is looked at once, and not in each process
        path = str(getattr(module, "__file__", None) or "")
        if path.startswith(_LASTING) and (state := state_of(path)) is not None:
            digest_in(state, path)
    yield Forking()


def fork_sites(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `build` fork its processes."""
    import pipeline.commands.build  # noqa: F401 (its module is hidden by the command of the same name)

    monkeypatch.setattr(sys.modules["pipeline.commands.build"], "local_executor", forking)
