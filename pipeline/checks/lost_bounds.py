"""Bounds that are gone: "up to 5 mg" is not "5 mg", and neither <5 mg nor 18+ is without its sign.

A bound may be said in many ways, so that it is missed only in languages whose words for bounds are known (lexicon,
`bound`), and where nothing in the translation may say one: no word, no sign. One in words is missed before a measure or
a dose alone: of other numbers half of what was told in public catalogs was wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from pipeline.checks.pair import Fault, Pair
from pipeline.checks.quantities import quantities, values
from pipeline.lexicon import Lexicon, lexicon_of

_COMPARED = re.compile(
    r"(?<![\w<>=-])(?P<sign>[<>≤≥≦≧⩽⩾])=? ?(?P<number>\d+(?:\.\d+)?)(?![\w>])"
    r"|(?<![\w+.,:/-])(?P<whole>\d+)\+(?![\w+*/=(]|\.(?!\s|\Z)|[ -]?\d)"
)
# A plus behind a letter is the mark of a code: A+.
_ANY_COMPARISON = re.compile(r"[<>≤≥≦≧⩽⩾＜＞]|(?<![A-Za-z])[+＋]")
#: Between a bound and its number there is a word at most.
_GAP = re.compile(r"[ \u00a0(]{0,2}(?:[^\W\d_]{1,9}[ \u00a0])?")
_RANGE = re.compile(r"\d\s?[-‐‑~〜～–—−]\s?\d")
#: The lexicon's words by which a language may say them.
_SAID_AS: Mapping[str, Mapping[str, str]] = {
    "upper": {"bound": "upper", "extreme": "max", "rank": "lower", "bounds_of_time": "until", "order": "before"},
    "lower": {"bound": "lower", "extreme": "min", "rank": "higher", "bounds_of_time": "since", "order": "after"},
}
#: A dose in so many words.
_COUNTED = "counted"


def lost_bound_faults(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    """The bounds of a normalised text that its translation does not have."""
    here = lexicon_of(pair.language.locale)
    if "bound" not in here.terms or _ANY_COMPARISON.search(translation) or here.compares(translation):
        return
    yield from _lost_signs(pair, source, translation)
    said = lexicon_of(pair.source_language.locale).said("bound", source)
    if said and not _RANGE.search(translation) and not any(_may_say(here, name, translation) for name in _SAID_AS):
        yield from _lost_words(pair, source, translation)


def _lost_signs(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    here = lexicon_of(pair.language.locale)
    for one in _COMPARED.finditer(source):
        bound = "upper" if (one["sign"] or "+") in "<≤≦⩽" else "lower"
        number = Decimal(one["number"] or one["whole"])
        # More than nothing has words of its own.
        is_there = number and number in values(translation, pair.language.locale)
        if is_there and not _may_say(here, bound, translation):
            yield Fault("comparisons", f"the sign of {one[0]} is missing", one[0], doubtful=True)


def _lost_words(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    there = lexicon_of(pair.source_language.locale)
    measured = _measured(source, pair.source_language.locale)
    known = {(value, unit) for value, unit, *_ in _measured(translation, pair.language.locale)}
    for _, words, start in there.said("bound", source):
        end = start + len(words)
        following = (one for one in measured if one[2] >= end and _GAP.fullmatch(source, end, one[2]))
        value, unit, _, last = next(following, (Decimal(0), "", 0, 0))
        # Over ten years is for ten years as well.
        lasts = unit.startswith("duration") and there.may_say("rhythm", "lasting", words)
        if (value, unit) in known and not lasts:
            shown = source[start:last]
            yield Fault("comparisons", f"the bound of “{shown}” is missing", shown, doubtful=True)


def _measured(text: str, locale: str) -> list[tuple[Decimal, str, int, int]]:
    """The numbers of a text with their unit, or of doses, each with its place."""
    lexicon = lexicon_of(locale)
    return [
        (one.value, one.unit or _COUNTED, one.start, one.end)
        for one in quantities(text, locale)
        if one.unit or lexicon.is_counted(text, one.end)
    ]


def _may_say(lexicon: Lexicon, bound: str, text: str) -> bool:
    return any(lexicon.may_say(kind, name, text) for kind, name in _SAID_AS[bound].items())
