"""Whole numbers in ideographs: 二十五, 一千二百, 二〇二六, 两百万."""

from __future__ import annotations

import re
from collections.abc import Iterator

_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "億": 10**8, "亿": 10**8}
_RUN = re.compile(f"[{''.join((*_DIGITS, *_UNITS, *_MYRIADS))}]+")
#: No text has a longer number, and Python reads none of more than some thousand digits.
_LONGEST = 100
#: Digits alone are a number from this length on (二〇二六); fewer are two numbers (二三日, two or three days).
_POSITIONAL = 4


def ideographic_numbers(text: str) -> Iterator[tuple[int | None, int, int]]:
    """Each run of ideographs for numbers with its place; its value is None where it is no one number."""
    for run in _RUN.finditer(text):
        yield value_of(run[0]), *run.span()


def value_of(run: str) -> int | None:
    """The number that ideographs write; None if they are several, or none."""
    if len(run) > _LONGEST:
        return None
    if all(character in _DIGITS for character in run):
        digits = "".join(str(_DIGITS[character]) for character in run)
        return int(digits) if len(run) == 1 or len(run) >= _POSITIONAL else None
    total = section = 0
    digit: int | None = None
    for character in run:
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
        elif character in _UNITS:
            section += (1 if digit is None else digit) * _UNITS[character]
            digit = None
        else:
            total += (section + (digit or 0) or 1) * _MYRIADS[character]
            section, digit = 0, None
    return total + section + (digit or 0)
