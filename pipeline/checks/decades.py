"""Decades and centuries, which languages name otherwise than by their first year: the nineties, the 1800-tal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from pipeline.checks.number_words import says
from pipeline.checks.pair import Fault
from pipeline.checks.quantities import Quantity

_DECADE = re.compile(r"\b(1\d|20)(\d0)s\b")
_LAST_YEAR = 10_000
_HUNDREDS = re.compile(r"[-‐‑ ]?(?:tal|luv|luku)")


def is_decade(one: Quantity, source: str) -> bool:
    """1960s is años 60 in other languages."""
    return _DECADE.match(source, one.start) is not None


def century_of(text: str, one: Quantity) -> Decimal | None:
    """Which century the hundreds of Scandinavians and Finns are: the 1800-tal is the 19th."""
    is_one = _HUNDREDS.match(text, one.end) is not None and 0 < one.value < _LAST_YEAR
    return one.value // 100 + 1 if is_one and one.value % 100 == 0 else None


def without_decades(
    missing: Sequence[Quantity], extra: Sequence[Quantity], source: str, translation: str, locale: str
) -> tuple[list[Quantity], list[Fault]]:
    """The numbers that a translation lacks, without the decades that it says in words; and those that it may say.

    In words they are nouns and adjectives of their own (nittiotalet, dziewięćdziesiąte), which not all languages' are
    known of: where no other number stands in its place, nobody can be sure.
    """
    decades = [one for one in missing if is_decade(one, source)]
    said = [one for one in decades if says(translation, int(one.value % 100), locale)]
    unsure = [one for one in decades if one not in said] if not extra else []
    shown = (source[one.start : one.end] for one in unsure)
    faults = [Fault("numbers", f"the number {text} is not in the translation", text, doubtful=True) for text in shown]
    return [one for one in missing if one not in said and one not in unsure], faults
