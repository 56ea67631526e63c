"""Moments that lie ahead."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pipeline import clock
from pipeline.errors import PipelineError


def test_the_first_moment_that_was_ahead_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock._Moments, "first", None)
    now = datetime.now(UTC)
    assert [clock.is_ahead(now + timedelta(seconds=number), now) for number in (-5, 0)] == [False, False]
    assert clock.true_until() is None
    assert [clock.is_ahead(now + timedelta(seconds=number), now) for number in (70, 60, 80)] == [True, True, True]
    assert clock.true_until() == (now + timedelta(seconds=60)).timestamp()


@pytest.mark.parametrize("said", ["yesterday", "1e9", "12.5", "9" * 30, "253402300800"])
def test_a_time_that_is_none_is_told_by_the_name_of_who_says_it(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", said)
    with pytest.raises(PipelineError, match=f"SOURCE_DATE_EPOCH is '{said}', which is no time") as raised:
        clock.now()
    assert raised.value.hint == "correct it in the environment, or unset it"
