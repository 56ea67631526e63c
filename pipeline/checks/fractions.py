"""Fractions and powers that are one character: ½ and 1/2 are the same, ½ and ¼, 10² and 10³ are not."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from pipeline.checks.number_words import says
from pipeline.checks.pair import Fault, Pair
from pipeline.checks.quantities import quantities
from pipeline.lexicon import lexicon_of

_FRACTION = re.compile(r"(?:(?P<whole>\d{1,4})[ \u00a0\u202f\u2009]?)?(?P<sign>[\u00bc-\u00be\u2150-\u215e])")
_WRITTEN = re.compile(r"(?<![\d/.,])(?:(?P<whole>\d{1,3}) )?(?P<over>\d)[/\u2044](?P<under>[2-9])(?![\d/.,])")
_POWER = re.compile(r"(?<=\d)[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+")


def fraction_faults(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    """Fractions that differ, but those that one text says in words or in decimals; and powers that differ."""
    there, here = fractions(source), fractions(translation)
    if there != here and (
        (there and here)
        or (here and not _may_say(here, source, pair.source_language.locale))
        or (there and not _may_say(there, translation, pair.language.locale))
    ):
        yield _fault("fraction", there, here)
    powers = Counter(_POWER.findall(source)), Counter(_POWER.findall(translation))
    if powers[0] != powers[1] and "^" not in source + translation:
        yield _fault("power", *powers)


def _may_say(wanted: Counter[Fraction], text: str, locale: str) -> bool:
    """Whether a text may say these fractions in another way; of a language without words for a half nobody knows."""
    lexicon = lexicon_of(locale)
    parts = {one.denominator for one in wanted}
    if (
        not lexicon.halves
        or (2 in parts and lexicon.may_halve(text))
        or any(says(text, part, locale) for part in parts)
    ):
        return True
    decimals = {Fraction(one.value) for one in quantities(text, locale)}
    return all(one in decimals or one * 100 in decimals for one in wanted)


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
