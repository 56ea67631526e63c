"""Digits that readers take for none, or for others: a number of them is read as another one.

A digit of a script that is not the language's (5 with a zero of N'Ko) says nothing to its readers; a letter O or a
circle behind a digit is read as a zero.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pipeline.checks.pair import Fault, Pair
from pipeline.checks.units import Forms

_DIGIT = re.compile(r"(?![0-9])\d")
#: Digits that look like those of ASCII.
_ALIKE = ("FULLWIDTH", "MATHEMATICAL", "SEGMENTED")
# Capital O in three scripts and the ideograph for zero; the others are read so only before a unit.
_AFTER = re.compile(
    r"(?<![\w.,\-])\d[\d.,]*(?:[OОΟ]+(?!\w)|〇+(?![〇一二三四五六七八九])|[oоοlIӀ|]+(?=[ \u00a0\u202f]))"
)


def digit_faults(pair: Pair, translation: str) -> Iterator[Fault]:
    """What of a translation is read as another number; `translation` is its normalised text."""
    source = pair.original.prose
    for digit in dict.fromkeys(_DIGIT.findall(pair.translated.prose)):
        name = unicodedata.name(digit, "")
        if digit not in source and not name.startswith(_ALIKE) and not _is_of(name, pair):
            yield Fault("numbers", f"{digit} ({name.lower()}) is no digit of this language", here=digit)
    for match in _AFTER.finditer(translation):
        written = match[0].rstrip("OОΟ〇")
        certain = written != match[0]
        if match[0] not in source and (certain or Forms.of(pair.language.locale).beside(translation, 0, match.end())):
            yield Fault("numbers", f"{match[0]} has a letter that reads as a digit", here=match[0])


def _is_of(digit: str, pair: Pair) -> bool:
    """Whether a digit is of the script of the text, or of the language's own name; all by their names in Unicode."""
    letters = {*filter(str.isalpha, pair.language.endonym + pair.translated.prose)}
    scripts = {unicodedata.name(letter, "?").partition(" ")[0] for letter in letters}
    return any(script in digit for script in scripts)
