"""What stands beside a placeholder: `%(n)s mg` measures as 5 mg does, and `%(a)s–%(b)s` is a range.

Each placeholder is read as a number of its own, the same one in both texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from pipeline.checks.measures import rate_faults, unit_faults
from pipeline.checks.pair import Fault, Pair
from pipeline.checks.placeholders import placeholders_in
from pipeline.checks.quantities import Quantity, normalized, quantities
from pipeline.model import Notation

#: The numbers that placeholders are read as: none of them is a decade, a year or a day.
_FIRST, _STEP = 7013, 2
_DIGITS = re.compile(r"\d")
_LETTERS = re.compile(r"\s?([^\W\d_]+(?:/[^\W\d_]+)*)")
_DASH = re.compile(r"[-‐‑–—−~〜～]")
_WORD = re.compile(r"\s?(?:[-‐‑–—−~〜～]|[^\W\d_]{1,4})\s?")


def filled_faults(pair: Pair) -> Iterator[Fault]:
    """Units, currencies and the order of a range that differ beside placeholders."""
    texts = pair.original.shown, pair.translated.shown
    if not all("%" in text or "{" in text for text in texts):
        return
    names: dict[str, int] = {}
    source, translation = (_filled(normalized(text), pair.notation, names) for text in texts)
    wanted, found = quantities(source, pair.source_language.locale), quantities(translation, pair.language.locale)
    first = {one.value: one for one in reversed(found)}
    written = {str(number): name for name, number in names.items()}
    for one in wanted:
        other = first.get(one.value)
        if other is None or not one.unit or not other.unit:
            continue  # a language may name what it measures elsewhere
        if (behind := _behind(source, one.end)) and behind == _behind(translation, other.end):
            continue  # the same letters, which mean something else in the other language alone
        if one.unit == other.unit:
            faults = rate_faults(pair, one, other, source, translation)
        else:
            faults = unit_faults(pair, one, other, translation)
        shown = f"{one.value:f}"
        yield from (replace(fault, message=fault.message.replace(shown, written[shown])) for fault in faults)
    ranges = _ranges(source, wanted)
    turned = _ranges(translation, found).keys() - ranges.keys()
    for (start, end), is_measured in ranges.items():
        if (end, start) in turned:
            yield Fault("numbers", "a range of two placeholders is turned round", doubtful=not is_measured)


def _behind(text: str, end: int) -> str:
    found = _LETTERS.match(text, end)
    return found[1] if found else ""


def _filled(text: str, notation: Notation, names: dict[str, int]) -> str:
    """The text with a number for each placeholder, and none besides; `names` leads from what one is called to it."""
    parts, position = [], 0
    for start, end, name in placeholders_in(text, notation):
        number = names.setdefault(name, _FIRST + _STEP * len(names))
        parts += [_DIGITS.sub(" ", text[position:start]), str(number)]
        position = end
    return "".join((*parts, _DIGITS.sub(" ", text[position:]))).replace("%%", "%")


def _ranges(text: str, numbers: Iterable[Quantity]) -> dict[tuple[Decimal, Decimal], bool]:
    """The pairs with a dash or a word between, if a unit is behind them; longer rows are dates, or names."""
    found = {}
    for one, other in pairwise(numbers):
        between = text[one.end : other.start]
        if _DASH.fullmatch(between) or (other.unit and _WORD.fullmatch(between)):
            found[one.value, other.value] = other.unit is not None
    return found if len(found) == 1 else {}
