"""What stands beside a placeholder: `%(n)s mg` measures as 5 mg does, and `%(a)s–%(b)s` is a range.

Each placeholder is read as a number of its own, the same one in both texts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from pipeline.characters import seen_digits
from pipeline.checks.measures import rate_faults, unit_faults
from pipeline.checks.multiples import multiple_faults
from pipeline.checks.pair import Fault, Pair
from pipeline.checks.placeholders import placeholders_in
from pipeline.checks.quantities import Quantity, normalized, quantities
from pipeline.checks.signs import sign_faults
from pipeline.checks.strange_digits import digit_faults
from pipeline.model import Notation

#: The numbers that placeholders are read as: none of them is a decade, a year or a day.
_FIRST, _STEP = 7013, 2
_FILLED = re.compile(r"7\d{3}")
# What ties a placeholder to another number, over a space or a sign, or dashes it; and the same with words, as sources
# have them.
_SIGN = r"[^\S\n\t]?(?:--|[-‐‑–—−〜～/×⋅·*+x])[^\S\n\t]?"
_TIE_OF_SIGNS = re.compile(
    rf"(?<![\w#])\d+{_SIGN}(?=7\d{{3}})|7\d{{3}}(?={_SIGN}\d)|[–—−](?=7\d{{3}})"
    r"|(?<![\w.,/])(?:\d|\d{2,3}(?! ))[^\S\n\t]{1,2}(?=7\d{3})"
    r"|7\d{3}(?=[^\S\n\t]{1,2}\d(?![\w.:,])|(?! )[^\S\n\t]{1,2}\d{2,3}(?![\w.:,]))"
)
_TIE = re.compile(
    rf"{_TIE_OF_SIGNS.pattern}|\d\s[a-z]{{1,7}}\s(?=7\d{{3}})|7\d{{3}}(?=\s[a-z]{{1,7}}\s\d)"
    r"|7\d{3}\s[-–—]\s|\s[-–—]\s(?=7\d{3})"  # a dash between words, which another order puts between placeholders
)
_DIGITS = re.compile(r"\d")
_LETTERS = re.compile(r"\s?([^\W\d_]+(?:/[^\W\d_]+)*)")
_DASH = re.compile(r"[-‐‑–—−~〜～]")
_WORD = re.compile(r"\s?(?:[-‐‑–—−~〜～]|[^\W\d_]{1,4})\s?")


def filled_faults(pair: Pair) -> Iterator[Fault]:
    """Units, currencies and the order of a range that differ beside placeholders."""
    texts = pair.original.shown, pair.translated.shown
    if not all("%" in text or "{" in text for text in texts):
        return
    yield from _beside_faults(pair, *texts)
    names: dict[str, int] = {}
    source, translation = (_filled(normalized(text), pair.notation, names) for text in texts)
    wanted, found = quantities(source, pair.source_language.locale), quantities(translation, pair.language.locale)
    first = {one.value: one for one in reversed(found)}
    written = {str(number): name for name, number in names.items()}
    for one in wanted:
        other = first.get(one.value)
        if other is None or not one.unit or not other.unit:
            continue  # a language may name what it measures elsewhere
        if (behind := _behind(source, one.end)) and behind == _behind(translation, other.end):
            continue  # the same letters, which mean something else in the other language alone
        if one.unit == other.unit:
            faults = rate_faults(pair, one, other, source, translation)
        else:
            faults = unit_faults(pair, one, other, translation)
        shown = f"{one.value:f}"
        yield from (replace(fault, message=fault.message.replace(shown, written[shown])) for fault in faults)
    ranges = _ranges(source, wanted)
    turned = _ranges(translation, found).keys() - ranges.keys()
    for (start, end), is_measured in ranges.items():
        if (end, start) in turned:
            yield Fault("numbers", "a range of two placeholders is turned round", doubtful=not is_measured)


def _behind(text: str, end: int) -> str:
    found = _LETTERS.match(text, end)
    return found[1] if found else ""


def _beside_faults(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    """What makes another number of the one that is filled in: a sign, a digit, a word, or what reads as one."""
    names: dict[str, int] = {}
    source, translation = (_filled(text, pair.notation, names, alone=False) for text in (source, translation))
    written = {number: name for name, number in names.items()}
    counted = [
        Counter(one.value for one in quantities(normalized(text), locale))
        for text, locale in ((source, pair.source_language.locale), (translation, pair.language.locale))
    ]
    for number in (counted[0] - counted[1]).keys() & written.keys():
        if str(number) in translation:
            yield Fault("numbers", f"what is beside {written[int(number)]} makes another number of it")
    ties = [len(tie.findall(seen_digits(text))) for tie, text in ((_TIE, source), (_TIE_OF_SIGNS, translation))]
    if ties[0] < ties[1]:
        yield Fault("numbers", "a sign or a number right beside a placeholder makes another number of it")
    multiplied = multiple_faults(pair, normalized(source), normalized(translation))
    for fault in (*sign_faults(pair, source, translation), *digit_faults(pair, source, translation), *multiplied):
        message = _FILLED.sub(lambda found: written.get(int(found[0]), found[0]), fault.message)
        yield replace(
            fault, message=message, here=_FILLED.sub(lambda found: written.get(int(found[0]), found[0]), fault.here)
        )


def _filled(text: str, notation: Notation, names: dict[str, int], alone: bool = True) -> str:
    """The text with a number for each placeholder; `names` leads from what one is called to it.

    If they stand alone, the text has no other numbers any more.
    """
    parts, position = [], 0
    for start, end, name in placeholders_in(text, notation):
        between = text[position:start]
        number = names.setdefault(name, _FIRST + _STEP * len(names))
        parts += [" ; " if position and between in (".", ",") else between, str(number)]
        position = end
    parts.append(text[position:])
    parts[::2] = [_DIGITS.sub(" ", part) if alone else part for part in parts[::2]]
    return "".join(parts).replace("%%", "%")


def _ranges(text: str, numbers: Iterable[Quantity]) -> dict[tuple[Decimal, Decimal], bool]:
    """The pairs with a dash or a word between, if a unit is behind them; longer rows are dates, or names."""
    found = {}
    for one, other in pairwise(numbers):
        between = text[one.end : other.start]
        if _DASH.fullmatch(between) or (other.unit and _WORD.fullmatch(between)):
            found[one.value, other.value] = other.unit is not None
    return found if len(found) == 1 else {}
