"""Moments that lie ahead."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pipeline import clock


def test_the_first_moment_that_was_ahead_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock._Moments, "first", None)
    now = datetime.now(UTC)
    assert [clock.is_ahead(now + timedelta(seconds=number), now) for number in (-5, 0)] == [False, False]
    assert clock.true_until() is None
    assert [clock.is_ahead(now + timedelta(seconds=number), now) for number in (70, 60, 80)] == [True, True, True]
    assert clock.true_until() == (now + timedelta(seconds=60)).timestamp()
