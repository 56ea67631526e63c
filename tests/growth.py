"""Whether work grows with its text: two texts are compared, so that it is nothing to do with how fast a machine is."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import count

#: So much longer is the longer text. Its square is eight times the bound, a machine that is disturbed hardly twice.
_TIMES, _BOUND = 16, 40
unlike = count()


def grows_with_its_length(work: Callable[[int], object], length: int = 1_000) -> bool:
    """Whether work on a text of a length takes so much as its length does, where that is many times as long.

    The least of a few tries counts: whatever else a machine does makes one longer, and none shorter.
    """
    work(length // 4)  # what is made once is made
    short = min(_seconds(work, length) for _ in range(3))
    return any(_seconds(work, length * _TIMES) < _BOUND * short for _ in range(3))


def _seconds(work: Callable[[int], object], length: int) -> float:
    before = time.process_time()
    work(length)
    return time.process_time() - before


def is_read_once(read: Callable[[str], object], part: str, length: int = 1_000) -> bool:
    """Whether a text that is this part over and over is read without going back over what was seen."""

    def work(length: int) -> None:
        # No text is another's beginning: what was found in one is not remembered for the other.
        read(f"{next(unlike)} {part * (length // len(part))}")

    return grows_with_its_length(work, length)
