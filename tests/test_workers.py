"""All cores: the same results, in order, wherever the work is done."""

from __future__ import annotations

import os

import pytest

from pipeline import workers
from pipeline.workers import MANY, map_on_all_cores


@pytest.fixture(params=[1, 2])
def cores(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """This process alone, and two of them."""
    monkeypatch.setattr(workers, "cores", lambda: request.param)
    return request.param


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
