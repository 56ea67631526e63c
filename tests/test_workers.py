"""All cores: the same results, in order, wherever the work is done."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from pipeline import pools, workers
from pipeline.cache import recall, remember
from pipeline.errors import PipelineError
from pipeline.observed import observed
from pipeline.pools import Pool
from pipeline.workers import MANY, Afar, belong_to_parent, ended, helped_by, map_on_all_cores
from tests.conftest import ROOT

pytestmark = pytest.mark.heavy


@pytest.fixture(params=[1, 2])
def cores(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """This process alone, and two of them."""
    monkeypatch.setattr(workers, "cores", lambda: request.param)
    return request.param


@pytest.fixture
def no_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes begin with nothing, as on macOS and Windows."""
    monkeypatch.setattr(workers, "cores", lambda: 2)
    monkeypatch.setattr(workers, "start_method", lambda: "spawn")


def test_where_processes_are_no_copies_the_results_are_the_same(no_copies: None) -> None:
    results = map_on_all_cores(_with_process, range(MANY * 4))
    assert [number for number, _ in results] == list(range(MANY * 4))
    assert os.getpid() not in {process for _, process in results}
    assert {process for _, process in map_on_all_cores(_with_process, range(MANY))} == {os.getpid()}  # too few for that
    here = {process for _, process in map_on_all_cores(lambda item: _with_process(item), range(MANY * 4))}
    assert here == {os.getpid()}  # which cannot be sent


def test_what_stops_it_from_being_made_there_is_told(no_copies: None) -> None:
    with pytest.raises(PipelineError, match="no such plugin"):
        map_on_all_cores(_Unmade(), range(MANY * 4))


class _Unmade:
    def __call__(self, item: int) -> int:
        return item

    def __reduce__(self) -> tuple[object, ...]:
        return _cannot_be_made, ()


def _cannot_be_made() -> None:
    raise PipelineError("no such plugin")


def _with_process(number: int) -> tuple[int, int]:
    return number, os.getpid()


def test_results_are_in_order(cores: int) -> None:
    assert map_on_all_cores(lambda number: number * 2, range(100)) == list(range(0, 200, 2))


def test_the_first_error_in_order_is_raised(cores: int) -> None:
    def fail(number: int) -> int:
        if number in (3, 90):
            raise ValueError(number)
        return number

    with pytest.raises(ValueError, match=r"^3$"):
        map_on_all_cores(fail, range(100))


@pytest.mark.parametrize(("count", "worthwhile", "is_here"), [(MANY - 1, MANY, True), (2, 2, False), (1, 2, True)])
def test_other_processes_are_started_from_as_many_items_on_as_are_worthwhile(
    monkeypatch: pytest.MonkeyPatch, count: int, worthwhile: int, is_here: bool
) -> None:
    monkeypatch.setattr(workers, "cores", lambda: 2)
    pids = map_on_all_cores(lambda _: os.getpid(), range(count), worthwhile=worthwhile)
    assert (set(pids) == {os.getpid()}) is is_here


@dataclass
class _Neighbour:
    """Another machine that does all errands at once, in this process, and remembers nothing."""

    errands: list[Sequence[int]] = field(default_factory=list)
    is_able: bool = True

    def share(self, function: Callable[[Any], Any], parts: Iterable[Any]) -> list[Future[Any]] | None:
        self.errands += parts
        return [self._done(function, part) for part in self.errands] if self.is_able else None

    def _done(self, function: Callable[[Any], Any], part: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(function(part))
        except ValueError as error:
            future.set_exception(error)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        assert cancel_futures


@pytest.fixture
def neighbour(monkeypatch: pytest.MonkeyPatch) -> Iterator[_Neighbour]:
    monkeypatch.setattr(workers, "_is_one_of_many", False)
    found = _Neighbour()
    with helped_by(lambda: found):
        yield found


def test_other_machines_are_handed_errands_and_the_results_are_in_order(neighbour: _Neighbour) -> None:
    assert map_on_all_cores(str, range(10), afar=Afar(3), then=lambda text: f"{text}!") == [f"{n}!" for n in range(10)]
    assert [list(part) for part in neighbour.errands] == [[0, 1, 2], [3, 4, 5], [6, 7, 8, 9]]


def test_what_is_made_afar_is_told_there_and_made_here(neighbour: _Neighbour) -> None:
    afar = Afar(9, lambda number: (number, "file"), lambda told: told[0] * 2)
    assert map_on_all_cores(lambda number: number * 2, range(4), afar=afar) == [0, 2, 4, 6]
    assert len(neighbour.errands) == 4


@pytest.mark.parametrize(("count", "afar"), [(10, None), (10, Afar(1)), (1, Afar(10)), (0, Afar(10))])
def test_what_is_not_worth_two_errands_stays_here(neighbour: _Neighbour, count: int, afar: Afar | None) -> None:
    assert map_on_all_cores(str, range(count), afar=afar) == [str(number) for number in range(count)]
    assert neighbour.errands == []


def test_what_cannot_be_sent_is_done_here(neighbour: _Neighbour) -> None:
    neighbour.is_able = False
    assert map_on_all_cores(str, range(10), afar=Afar(3)) == [str(number) for number in range(10)]


def test_the_first_error_of_errands_is_raised(neighbour: _Neighbour) -> None:
    with pytest.raises(ValueError, match="'b'"):
        map_on_all_cores(int, ["1", "b", "c", "4"], afar=Afar(4))


def test_what_was_remembered_of_an_errand_is_remembered_here_and_nobody_notes_what_was_read(
    neighbour: _Neighbour,
) -> None:
    with observed() as heard:
        assert map_on_all_cores(_remembered, ["a", "b"], afar=Afar(2)) == [1, 1]
        assert recall("name of a", "way", list[str]) == ["a"]
        assert recall("here a", "way", list[str]) is None
        assert "has other machines work for it" in heard.reads().beyond


def _remembered(name: str) -> int:
    remember(f"name of {name}", "way", [name])
    remember(f"here {name}", "way", [name], is_of_here=True)
    return 1


def test_where_one_is_left_early_its_processes_end_first() -> None:
    context = multiprocessing.get_context("fork")

    def interrupted() -> None:
        with Pool(2, context, belong_to_parent) as executor, ended(executor):
            waiting = executor.map(time.sleep, [1000] * 20)
            assert multiprocessing.active_children()
            waiting.close()  # as it is where one leaves it early
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("method", ["fork", "forkserver"])
def test_where_one_is_killed_the_others_end_and_one_sentence_says_so(method: str) -> None:
    context = multiprocessing.get_context(method)

    def one_dies() -> None:
        with Pool(2, context, belong_to_parent) as executor, ended(executor):
            executor.submit(time.sleep, 1000)
            died = executor.submit(os._exit, 9)
            executor.submit(time.sleep, 0)  # with which Python looks at the second process, too
            died.result()

    with pytest.raises(PipelineError, match="was ended by the system or by somebody") as caught:
        one_dies()
    assert "memory" in caught.value.hint
    assert multiprocessing.active_children() == []


def test_so_it_is_where_none_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    def cannot(*_: object) -> None:
        raise EOFError

    monkeypatch.setattr(ProcessPoolExecutor, "submit", cannot)
    with (
        pytest.raises(PipelineError, match="was ended by the system or by somebody"),
        Pool(1, multiprocessing.get_context("fork"), belong_to_parent) as executor,
        ended(executor),
    ):
        executor.submit(_masked)


@pytest.mark.parametrize("error", [OSError(24, "Too many open files"), FileNotFoundError(), EOFError()])
def test_so_it_is_where_the_next_one_cannot_be_started(
    error: Exception, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It is started by a thread of the executor, which ended by the error: the command waited for ever."""
    waited_for = tmp_path / "fifo"
    os.mkfifo(waited_for)
    context = multiprocessing.get_context("forkserver")
    start = context.Process.start

    def cannot(process: multiprocessing.Process) -> None:
        if threading.current_thread() is not threading.main_thread():
            raise error
        start(process)

    def one_by_one() -> None:
        with Pool(1, context, belong_to_parent, max_tasks_per_child=1) as executor, ended(executor):
            # The first task ends after both were handed over: else this thread starts the second process.
            first, second = executor.submit(waited_for.read_bytes), executor.submit(abs, -2)
            waited_for.write_bytes(b"done")
            assert first.result(60) == b"done"
            second.result(60)

    monkeypatch.setattr(context.Process, "start", cannot)
    with pytest.raises(PipelineError, match="was ended by the system or by somebody"):
        one_by_one()
    assert multiprocessing.active_children() == []


def _masked() -> set[signal.Signals]:
    return set(signal.pthread_sigmask(signal.SIG_BLOCK, ()))


def test_more_than_there_can_be_are_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """With `fork` all of them are started at once: a thousand of this process would take a minute."""
    assert pools._MOST <= 1000
    monkeypatch.setattr(pools, "_MOST", 2)
    with Pool(20, multiprocessing.get_context("fork"), belong_to_parent) as executor:
        assert executor.submit(abs, -1).result() == 1
        assert len(multiprocessing.active_children()) == 2


def test_signals_that_go_to_all_processes_are_for_the_first_alone() -> None:
    before = _masked()
    with Pool(1, multiprocessing.get_context("fork"), belong_to_parent) as executor:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            assert executor.submit(_survive, number).result() == "still here"
    assert _masked() == before


def _survive(number: int) -> str:
    os.kill(os.getpid(), number)
    return "still here"


def test_what_such_a_process_starts_itself_heeds_them() -> None:
    """A plugin's pool ends its processes by a signal, and waits for them."""
    with Pool(1, multiprocessing.get_context("fork"), belong_to_parent) as executor:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            assert executor.submit(_end_a_child, number).result() == number


def _end_a_child(number: int) -> int:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, b"x")  # what arrives before Python has forked, it forgets
        time.sleep(100)
        os._exit(0)
    os.read(reading, 1)
    os.kill(child, number)
    return os.waitpid(child, 0)[1] & 0x7F


def test_a_process_ends_with_the_one_that_it_works_for() -> None:
    """Whoever reads its output would wait for it otherwise."""
    program = (
        "import multiprocessing, os, time\n"
        "from pipeline.pools import Pool\n"
        "from pipeline.workers import belong_to_parent\n"
        "pool = Pool(2, multiprocessing.get_context('fork'), belong_to_parent)\n"
        "pool.submit(time.sleep, 1000), pool.submit(os.getpid).result()\n"
        "os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, timeout=120, check=False)
    assert done.returncode == -signal.SIGKILL
