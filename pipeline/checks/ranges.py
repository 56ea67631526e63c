"""Ranges and ratios: 5–10 mg are not 10–5 mg, 120/80 is not 80/120."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.checks.pair import Fault, Pair
from pipeline.checks.quantities import quantities

#: Between the numbers of a range there is a dash or a word (to, bis, から), beside the first one its unit.
_UNIT = r"\s?(?:[^\W\d_]{1,4}|[%°])?\s?"
_SIGN = r"[-‐‑–—−~〜～/:∶]"
_IN_SOURCE = re.compile(rf"{_UNIT}(?:{_SIGN}|to)\s?|\s?to\s?")
_ANYWHERE = re.compile(rf"{_UNIT}(?:{_SIGN}|[^\W\d_]{{1,4}})\s?|\s?[^\W\d_]{{1,4}}\s?")
#: Two smaller numbers with a stroke between, and no unit behind, may be a day and a month, in each language's order.
_MOST_IN_DATES = 31
_Range = tuple[Decimal, Decimal]


def range_faults(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    """Ranges that are turned round in the translation, of two normalised texts."""
    wanted = _ranges(source, pair.source_language.locale, _IN_SOURCE)
    if not wanted:
        return
    found = _ranges(translation, pair.language.locale, _ANYWHERE)
    for (first, last), there in wanted.items():
        here = found.get((last, first))
        if here and (first, last) not in found and (last, first) not in wanted:
            # A line from right to left may show it the right way round all the same.
            doubtful = pair.language.dir == "rtl"
            yield Fault("numbers", f"{there} became {here}: turned round", there, here, doubtful=doubtful)


def _ranges(text: str, locale: str, between: re.Pattern[str]) -> dict[_Range, str]:
    found: dict[_Range, str] = {}
    last = None
    for one in quantities(text, locale):
        if last is not None and last.value != one.value and between.fullmatch(text, last.end, one.start):
            stroke = "/" in text[last.end : one.start]
            if not stroke or one.unit or max(last.value, one.value) > _MOST_IN_DATES:
                found[last.value, one.value] = text[last.start : one.end]
        last = one
    return found
