"""Fractions and powers that are one character: ½ and 1/2 are the same, ½ and ¼, 10² and 10³ are not."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator
from decimal import Decimal
from fractions import Fraction

from pipeline.checks.number_words import says
from pipeline.checks.pair import Fault, Pair
from pipeline.checks.quantities import quantities
from pipeline.lexicon import lexicon_of

_FRACTION = re.compile(r"(?:(?P<whole>\d{1,4})[ \u00a0\u202f\u2009]?)?(?P<sign>[\u00bc-\u00be\u2150-\u215e])")
_WRITTEN = re.compile(r"(?<![\d/.,])(?:(?P<whole>\d{1,3}) )?(?P<over>\d)[/\u2044](?P<under>[2-9])(?![\d/]|[.,]\d)")
#: So many of a smaller unit one of a larger one is, in which a part may be said: percent, minutes, months.
_SIZES = (1, 7, 12, 24, 60, 100, 1000)
_HALVES = 2
_POWER = re.compile(r"(?<=\d)[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+")


def fraction_faults(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    """Fractions that differ, but those that one text says in words or in decimals; and powers that differ."""
    there, here = fractions(source), fractions(translation)
    gone, come = there - here, here - there
    if there != here and (
        not (_says(gone, translation, pair.language.locale) and _says(come, source, pair.source_language.locale))
        if there and here
        else (here and not _may_say(here, source, pair.source_language.locale))
        or (there and not _may_say(there, translation, pair.language.locale, _only_here(pair, source, translation)))
    ):
        yield _fault("fraction", there, here)
    in_words = _in_words(source, pair.source_language.locale), _in_words(translation, pair.language.locale)
    if all(in_words) and not in_words[0] & in_words[1] and not there and not here:
        yield _fault("fraction", *map(Counter, in_words))
    powers = Counter(_POWER.findall(source)), Counter(_POWER.findall(translation))
    if powers[0] != powers[1] and "^" not in source + translation:
        yield _fault("power", *powers)


def _only_here(pair: Pair, source: str, translation: str) -> set[Decimal]:
    """The numbers without a unit that only the translation has in digits."""
    known = {one.value for one in quantities(source, pair.source_language.locale)}
    found = quantities(translation, pair.language.locale)
    return {
        one.value
        for one in found
        if one.unit is None and one.value not in known and not says(source, int(one.value), pair.source_language.locale)
    }


def _in_words(text: str, locale: str) -> set[Fraction]:
    """The fractions that a text has in words; a half is a word for many things, and counted elsewhere (counts.py)."""
    return {part for part, *_ in lexicon_of(locale).parts_in(text)}


def _says(wanted: Counter[Fraction], text: str, locale: str) -> bool:
    """Whether a text has these fractions, beside others in signs, in words or in decimals: ½ and anderthalb."""
    known = _in_words(text, locale) | {Fraction(one.value) for one in quantities(text, locale)}
    return wanted.keys() <= known or (
        all(one.denominator == _HALVES for one in wanted) and lexicon_of(locale).may_halve(text)
    )


def _may_say(wanted: Counter[Fraction], text: str, locale: str, others: Collection[Decimal] = ()) -> bool:
    """Whether a text may say these fractions in another way; of a language without words for a half nobody knows.

    But ½ is no other number there.
    """
    lexicon = lexicon_of(locale)
    parts = {one.denominator for one in wanted}
    if (
        (not lexicon.halves and not others)
        or (2 in parts and lexicon.may_halve(text))
        or any(says(text, part, locale) for part in parts)
        or wanted.keys() <= _in_words(text, locale)
    ):
        return True
    decimals = {Fraction(one.value) for one in quantities(text, locale)}
    return all(any(one * size in decimals for size in _SIZES) for one in wanted)


def without_fractions(pair: Pair, source: str, translation: str) -> tuple[str, str]:
    """Both texts without their fractions, where these are the same, or said in another way.

    1/2 and ½ are compared as such, not as 1 and 2, and 1½ as the 1.5 that the other text has.
    """
    there, here = fractions(source), fractions(translation)
    if not there and not here:
        return source, translation
    texts = source, translation
    decimals = [
        {Fraction(one.value) for one in quantities(text, locale)}
        for text, locale in zip(texts, (pair.source_language.locale, pair.language.locale), strict=True)
    ]
    return _in_decimals(source, decimals[1]), _in_decimals(translation, decimals[0])


def _in_decimals(text: str, wanted: set[Fraction]) -> str:
    """A text with those of its fractions in decimals that another has so, and without the others."""
    for part, start, end in sorted(fractions_in(text), key=lambda one: one[1], reverse=True):
        written = str(float(part)).replace(".", "٫") if part in wanted else " " * (end - start)
        text = text[:start] + written + text[end:]
    return text


def fractions(text: str) -> Counter[Fraction]:
    """The fractions in a text, with the whole number right before one."""
    return Counter(one for one, *_ in fractions_in(text))


def fractions_in(text: str) -> Iterator[tuple[Fraction, int, int]]:
    """The fractions in a text with their places."""
    for match in _FRACTION.finditer(text):
        part = Fraction(unicodedata.numeric(match["sign"])).limit_denominator(16)
        yield int(match["whole"] or 0) + part, *match.span()
    for match in _WRITTEN.finditer(text):
        yield int(match["whole"] or 0) + Fraction(int(match["over"]), int(match["under"])), *match.span()


def _fault(kind: str, there: Counter[Fraction] | Counter[str], here: Counter[Fraction] | Counter[str]) -> Fault:
    was, became = (", ".join(map(str, sorted(found.elements()))) for found in (there, here))
    return Fault("numbers", f"the {kind} {was or 'none'} became {became or 'none'}", was, became)
