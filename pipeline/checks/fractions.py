"""Fractions and powers that are one character: ½ and 1/2 are the same, ½ and ¼, 10² and 10³ are not."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from pipeline.checks.pair import Fault

_FRACTION = re.compile(r"(?:(?P<whole>\d{1,4})[ \u00a0\u202f\u2009]?)?(?P<sign>[\u00bc-\u00be\u2150-\u215e])")
_WRITTEN = re.compile(r"(?<![\d/.,])(?:(?P<whole>\d{1,3}) )?(?P<over>\d)[/\u2044](?P<under>[2-9])(?![\d/.,])")
_POWER = re.compile(r"(?<=\d)[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+")


def fraction_faults(source: str, translation: str) -> Iterator[Fault]:
    """Fractions that differ where both texts have some (a language may say "half a tablet"), and powers that differ."""
    there, here = fractions(source), fractions(translation)
    if there and here and there != here:
        yield _fault("fraction", there, here)
    powers = Counter(_POWER.findall(source)), Counter(_POWER.findall(translation))
    if powers[0] != powers[1] and "^" not in source + translation:
        yield _fault("power", *powers)


def without_fractions(source: str, translation: str) -> tuple[str, str]:
    """Both texts without their fractions, where these are the same: 1/2 and ½ are compared as such, not as 1 and 2."""
    there, here = fractions(source), fractions(translation)
    if not there or there != here:
        return source, translation
    return _blanked(source), _blanked(translation)


def _blanked(text: str) -> str:
    for pattern in (_FRACTION, _WRITTEN):
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return text


def fractions(text: str) -> Counter[Fraction]:
    """The fractions in a text, with the whole number right before one."""
    found: Counter[Fraction] = Counter()
    for match in _FRACTION.finditer(text):
        found[int(match["whole"] or 0) + Fraction(unicodedata.numeric(match["sign"])).limit_denominator(16)] += 1
    for match in _WRITTEN.finditer(text):
        found[int(match["whole"] or 0) + Fraction(int(match["over"]), int(match["under"]))] += 1
    return found


def _fault(kind: str, there: Counter[Fraction] | Counter[str], here: Counter[Fraction] | Counter[str]) -> Fault:
    was, became = (", ".join(map(str, sorted(found.elements()))) for found in (there, here))
    return Fault("numbers", f"the {kind} {was or 'none'} became {became or 'none'}", was, became)
