"""Days and months in a row: "Monday to Friday" is not "Montag und Freitag", and the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from pipeline.checks.calendar_names import Named, names_in
from pipeline.checks.pair import Fault, Pair
from pipeline.lexicon import lexicon_of, lowered

#: Two names of a kind, and whether all between them are meant, too.
_Row = tuple[Named, Named, bool]
_TWO_ENDS = re.compile(r"(?:between|zwischen|entre|tra|fra|tussen|mellan|między|между|بين)\s(?:\w+\s)?$")
_NEAR = 24
_LISTED = r"\.?\s?[,،、/]\s?"
_DASH = r"\.?\s?[-‐‑–—−~〜～]\s?"


def day_range_faults(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    """The rows of two normalised texts that mean all between two names in one, and the two alone in the other."""
    wanted = _rows(source, pair.source_language.locale)
    found = _rows(translation, pair.language.locale) if wanted else {}
    for (first, last, spans), there in wanted.items():
        here = found.get((first, last, not spans))
        if here and (first, last, spans) not in found and (first, last, not spans) not in wanted:
            yield Fault("dates", f"“{there}” became “{here}”", there, here)


def _rows(text: str, locale: str) -> dict[_Row, str]:
    found: dict[_Row, str] = {}
    spanning, joining = _between(locale)
    for one, other in pairwise(names_in(text, locale)):
        gap = lowered(text[one.end : other.start])
        if _TWO_ENDS.search(lowered(text[max(0, one.start - _NEAR) : one.start])):
            continue  # between Monday and Friday: both
        if one.named[0] == other.named[0] and (spanning.fullmatch(gap) or joining.fullmatch(gap)):
            row = one.named, other.named, spanning.fullmatch(gap) is not None
            found.setdefault(row, text[one.start : other.end])
    return found


@cache
def _between(locale: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    lexicon = lexicon_of(locale)
    return (
        re.compile(rf"\.?\s?(?:{lexicon.spanning or '(?!)'})\s?|{_DASH}"),
        re.compile(rf"\.?\s?(?:{lexicon.joining or '(?!)'})\s?|{_LISTED}"),
    )
