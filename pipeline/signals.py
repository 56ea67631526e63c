"""Signals that end a command: what it has begun is cleaned up, and its exit code is 128 and the signal's number."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name))
#: Some programs send a signal to a process and to its group: what comes so soon is the same once more.
_SECONDS = 1.0


class Interrupted(KeyboardInterrupt):
    """A signal has ended the command, wherever it was."""


class _State:
    """What has come, and whether it has to wait. Signals belong to the process, and so does this."""

    received: int | None = None
    since = 0.0
    held = 0
    waiting = False


def heed_signals() -> None:
    """From now on signals end the command in order, a second one at once. What `nohup` ignores stays ignored."""
    for number in _ENDING:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _end)


def leave_signals() -> None:
    """The command has ended: from now on signals end the process itself, as they do anywhere."""
    for number in _ENDING:
        if signal.getsignal(number) is _end:
            signal.signal(number, signal.SIG_DFL)


def exit_code() -> int | None:
    """What a command ends with that was ended by a signal; None if none has come."""
    return None if _State.received is None else 128 + _State.received


@contextmanager
def uninterrupted() -> Iterator[None]:
    """A signal waits until this is done."""
    _State.held += 1
    try:
        yield
    finally:
        _State.held -= 1
        if _State.waiting and not _State.held:
            _State.waiting = False
            raise Interrupted


def _end(number: int, _: FrameType | None) -> None:
    now = time.monotonic()
    if _State.received is not None:
        if now - _State.since > _SECONDS:
            signal.signal(number, signal.SIG_DFL)
            signal.raise_signal(number)
        return
    _State.received, _State.since = number, now
    if _State.held:
        _State.waiting = True
    else:
        raise Interrupted
