"""Letters that name one of several things: hepatitis B, vitamin D3, section 4(b), L4/L5, building C.

Languages that write them in Latin letters write the same. A translation is accused only if another letter stands where
one is missing: a language may leave it out, or write it in letters of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.checks.pair import Fault, Pair
from pipeline.lexicon import UNSPACED

# No initial of a name, no half of an abbreviation or a word (X-ray, Q&A, Y/N), no unit behind a number.
_BESIDE = r"[|<=\w'’&/+.*°#_-]"
_LETTER = re.compile(rf"(?<!{_BESIDE})(?<!\d )(?P<letter>[A-Z])(?!{_BESIDE.replace('.', '')}|\.\w|\. [A-Z]|\)\w|>)")
# In scripts without spaces, words stand beside it.
_LETTER_JOINED = re.compile(
    r"(?<![|<=0-9A-Za-z'’&/+.*°#_-])(?<!\d )(?P<letter>[A-Z])(?![|<=0-9A-Za-z'’&/+*°#_-]|\.\w|\)\w|>)"
)
# Two of them may be tied: L4/L5.
_NUMBERED = re.compile(
    r"(?<![A-Za-z0-9_])(?<![^0-9]-)(?P<letter>[A-Z])\d{1,3}(?![A-Za-z0-9_]|[.,:/-](?![A-Z]\d{1,3}(?![A-Za-z0-9_]))\w)"
)
_SECTION = re.compile(r"(?<=\d)\((?P<letter>[a-z])\)")
# An article, a pronoun and conjunctions of some language, which begin a sentence; the first two stand within one, too.
_MAY_BE_WORD = re.compile(r"""(?:(?:^|[.!?:;¿¡"“„«»(]\s*)[A-Z]|(?<=\s)[AI])(?=\s+[\w(])""")
# What is called otherwise: points of the compass, and sizes.
_COMPASS, _SIZES = frozenset("NSEWOV"), frozenset("SMLXPG")


def letter_faults(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    """The letters that became others."""
    joined = pair.language.locale.partition("_")[0] in UNSPACED
    yield from _others(_letters(source, joined=False), _letters(translation, joined=joined))
    for pattern in (_NUMBERED, _SECTION):
        there, here = (Counter(match[0] for match in pattern.finditer(text)) for text in (source, translation))
        if there:
            yield from _others(there - here, here - there)


def _letters(text: str, *, joined: bool) -> Counter[str]:
    words = {match.end() for match in _MAY_BE_WORD.finditer(text)}
    found = (_LETTER_JOINED if joined else _LETTER).finditer(text)
    return Counter(match["letter"] for match in found if match.end("letter") not in words)


def _others(wanted: Counter[str], found: Counter[str]) -> Iterator[Fault]:
    gone, come = sorted((wanted - found).elements()), sorted((found - wanted).elements())
    if not gone or len(gone) != len(come):
        return
    letters = frozenset("".join((*gone, *come)))
    if letters <= _COMPASS or letters <= _SIZES:
        return
    for there, here in zip(gone, come, strict=True):
        if re.sub(r"\D", "", there) == re.sub(r"\D", "", here):
            yield Fault("designations", f"{there} became {here}", there, here)
