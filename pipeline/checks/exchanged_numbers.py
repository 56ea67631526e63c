"""Numbers that two sentences exchanged: type 1 is treated with insulin, type 2 with tablets, and not the reverse.

Languages order the words of a sentence as they like, and its clauses too, but sentences follow one another as in the
source. Clauses are compared where each has a number besides that shows which is which: day 1: 5 mg, day 2: 10 mg.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from pipeline.checks.pair import Fault, Pair
from pipeline.checks.quantities import quantities
from pipeline.lexicon import MOST_KNOWN

_SENTENCES = re.compile(r"(?<=[.!?;؟؛।])[\"'”“»)]?\s+|(?<=[。！？；])|\n|\s—\s")
_CLAUSES = re.compile(rf"{_SENTENCES.pattern}|(?<=[,،])\s+|(?<=[，、])")
#: Two exchange one number each.
_TWO = 2
_Numbers = Counter[Decimal]


def exchanged_number_faults(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    """Two numbers in digits of two normalised texts that stand in each other's sentence or clause."""
    there, here = pair.source_language.locale, pair.language.locale
    in_order = [[one.value for one in quantities(*side)] for side in ((source, there), (translation, here))]
    if len(in_order[0]) < _TWO or in_order[0] == in_order[1] or sorted(in_order[0]) != sorted(in_order[1]):
        return  # most often: the same numbers in the same order, or others
    exchanged = _exchanged(_parts(source, there, _SENTENCES), _parts(translation, here, _SENTENCES))
    if exchanged is None:
        clauses = _parts(source, there, _CLAUSES), _parts(translation, here, _CLAUSES)
        exchanged = _exchanged(*clauses, told_apart=True)
    if exchanged is not None:
        one, other = (f"{number:f}" for number in exchanged)
        yield Fault("numbers", f"{one} and {other} stand in each other's sentence", one, other, doubtful=True)


def _exchanged(
    wanted: list[_Numbers], found: list[_Numbers], *, told_apart: bool = False
) -> tuple[Decimal, Decimal] | None:
    """The two numbers that two parts have exchanged, if nothing else differs.

    With `told_apart` both parts have to have another number in common with their translations.
    """
    if len(wanted) != len(found):
        return None
    differing = [(one, other) for one, other in zip(wanted, found, strict=True) if one != other]
    if len(differing) != _TWO or (told_apart and not all(one & other for one, other in differing)):
        return None
    (first, became), (second, became_second) = differing
    gone, back = first - became, second - became_second
    if gone.total() == back.total() == 1 and became - first == back and became_second - second == gone:
        return next(iter(gone)), next(iter(back))
    return None


@lru_cache(maxsize=MOST_KNOWN)
def _parts(text: str, locale: str, ends: re.Pattern[str]) -> list[_Numbers]:
    """The numbers of each part of a text."""
    return [Counter(one.value for one in quantities(part, locale)) for part in ends.split(text) if part.strip()]
