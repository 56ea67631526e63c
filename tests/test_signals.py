"""Signals end a command in order, the second one at once, and wait where something is to be done whole."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from pipeline import signals
from pipeline.signals import Interrupted, exit_code, heed_signals, leave_signals, uninterrupted


@pytest.fixture
def heeded(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Signals are heeded, as in a command."""
    monkeypatch.setattr(signals, "_State", type("_State", (), dict(vars(signals._State))))
    # What is started in the background of a shell ignores interrupts, and so does what that starts.
    before = {number: signal.signal(number, signal.SIG_DFL) for number in signals._ENDING}
    heed_signals()
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_ends_the_command_with_its_code(heeded: None, number: int, code: int) -> None:
    assert exit_code() is None
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(number)
    assert exit_code() == code


def test_the_same_once_more_right_after_is_the_same(heeded: None) -> None:
    """As `timeout` sends it: to the process, and to its group."""
    with pytest.raises(Interrupted):
        signal.raise_signal(signal.SIGINT)
    signal.raise_signal(signal.SIGINT)
    signal.raise_signal(signal.SIGTERM)
    assert exit_code() == 130


def test_it_waits_where_something_is_to_be_done_whole(heeded: None) -> None:
    done = []

    def work() -> None:
        with uninterrupted():
            with uninterrupted():
                signal.raise_signal(signal.SIGTERM)
                done.append("inner")
            done.append("outer")

    with pytest.raises(Interrupted):
        work()
    assert done == ["inner", "outer"]


def test_where_none_has_come_nothing_is_raised() -> None:
    with uninterrupted():
        pass


def test_what_is_ignored_stays_ignored() -> None:
    """`nohup` makes it so."""
    before = {number: signal.getsignal(number) for number in signals._ENDING}
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        heed_signals()
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        leave_signals()
        for number, handler in before.items():
            signal.signal(number, handler)


def test_a_second_one_later_ends_the_process_at_once_and_without_a_word() -> None:
    program = (
        "import signal\n"
        "signal.signal(signal.SIGINT, signal.SIG_DFL)\n"
        "from pipeline import signals\n"
        "signals.heed_signals()\n"
        "try:\n    signal.raise_signal(signal.SIGINT)\n"
        "except KeyboardInterrupt:\n"
        "    signals._State.since -= 10\n"
        "    signal.raise_signal(signal.SIGINT)\n"
        "print('still here')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, b"", b"")
