"""The same unit with another prefix beside the same number: 5 mSv are not 5 Sv, whether CLDR has a sievert or not.

Units whose forms are known are compared by `measures`; of all others their symbols are, which the International System
(BIPM, The International System of Units, tables 4 and 7) has for all languages, in capitals and small letters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.checks.pair import Fault
from pipeline.checks.units import UNITS

_KNOWN = frozenset(symbol for symbols, _, _ in UNITS.values() for symbol in symbols)
#: Units of the system, and those that medicine and computers have beside it.
_BASES = "A B Bq Ci Eq F Gy H Hz J L N Osm Pa Sv T U V W Wh bar eV g kat l lm lx m mol s Ω"
_SYMBOL = re.compile(
    r"(?<!\d)(?<!\d[.,'٫٬ \u00a0\u202f])(?P<number>\d++(?:[.,'٫٬ \u00a0\u202f]\d++)*+)[-‐‑ \u00a0\u202f]?"
    r"(?P<prefix>da|[fpnuµμmcdhkMGTP]|)"
    rf"(?P<base>{'|'.join(sorted(_BASES.split(), key=len, reverse=True))})(?!\w)"
)
_SAME = str.maketrans("uμLлгмкдн", "µµllgmkdn")
_NO_DIGIT = re.compile(r"\D")


def prefix_faults(source: str, translation: str) -> Iterator[Fault]:
    """Symbols of units that differ in nothing but the prefix; both texts are normalised."""
    there, here = _prefixes(source), _prefixes(translation)
    for number, base in sorted(there.keys() & here.keys()):
        gone, come = (
            one - other
            for one, other in (
                (there[number, base], here[number, base]),
                (here[number, base], there[number, base]),
            )
        )
        for was, became in zip(sorted(gone), sorted(come), strict=False):
            if not {was + base, became + base} <= _KNOWN:
                message = f"the unit of {number} is {became}{base}, not {was}{base}"
                yield Fault("units", message, was + base, became + base)


def _prefixes(text: str) -> dict[tuple[str, str], Counter[str]]:
    """The prefixes of each unit beside each number, whose marks between digits are left out."""
    found: dict[tuple[str, str], Counter[str]] = {}
    for one in _SYMBOL.finditer(text):
        key = _NO_DIGIT.sub("", one["number"]), one["base"]
        found.setdefault(key, Counter())[one["prefix"].translate(_SAME)] += 1
    return found
