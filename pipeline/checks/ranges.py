"""What joins two numbers, and which is first: 5–10 mg are not 10–5 mg, 120/80 is not 80/120, 2 × 5 mg not 2 + 5 mg."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import pairwise

from babel import Locale

from pipeline.checks.pair import Fault, Pair
from pipeline.checks.quantities import quantities

#: Between the numbers of a range there is a dash or a word (to, bis, から), beside the first one its unit.
_UNIT = r"\s?(?:[^\W\d_]{1,4}|[%°]C?)?\s?"
_SIGN = r"[-‐‑–—−~〜～/:∶]"
_IN_SOURCE = re.compile(rf"{_UNIT}(?:{_SIGN}|to)\s?|\s?to\s?")
_ANYWHERE = re.compile(rf"{_UNIT}(?:{_SIGN}|[^\W\d_]{{1,4}})\s?|\s?[^\W\d_]{{1,4}}\s?")
_BY_SIGN = re.compile(_SIGN)
#: Two smaller numbers with a stroke between may be a day and a month, in each language's order: CLDR has it.
_MOST_IN_DATES, _MONTHS = 31, 12
_DAY_FOLLOWS = re.compile(r"(?:\b(?:on|by|until|till|from|since|before|after|through|due|to|and|or)|[-–,;]) ?$", re.I)
_DAY_FIRST = re.compile("d+\u200f?/\u200f?M")
#: Signs between two numbers: what is multiplied, added, measured against the other, goes from one to the other, or is
#: more or less by so much.
_JOINTS = {
    "about": re.compile(rf"{_UNIT}[±∓]\s?"),
    "times": re.compile(r"\s?[×✕✖⨯xXхХ*·⋅]\s?"),
    "plus": re.compile(rf"{_UNIT}\+\s?"),
    "over": re.compile(r"\s?[/∕⁄]\s?"),
    "to": re.compile(rf"{_UNIT}[-‐‑–—−~〜～]\s?"),
}
#: What a joint may not become. A stroke for a cross has its uses (10/15 cm), and a dash for a stroke in most places.
_OTHERS = {
    "about": ("plus", "times", "to", "over"),
    "times": ("plus", "to"),
    "plus": ("times",),
    "to": ("times",),
    "over": ("to",),
}
_Range = tuple[Decimal, Decimal]
#: Ranges with what is written.
_Ranges = Mapping[_Range, str]


def range_faults(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    """Ranges turned round in the translation, or with each other's ends; and pairs of numbers joined otherwise."""
    wanted = _ranges(source, pair.source_language.locale, _IN_SOURCE)
    found = _ranges(translation, pair.language.locale, _ANYWHERE) if wanted else {}
    yield from _turned(pair, source, wanted, found)
    yield from _with_other_ends(wanted, found)
    yield from _joined_otherwise(pair, source, translation)


def _turned(pair: Pair, source: str, wanted: _Ranges, found: _Ranges) -> Iterator[Fault]:
    if not wanted:
        return
    numbers = quantities(source, pair.source_language.locale)
    measured = {(one.value, other.value) for one, other in pairwise(numbers) if other.unit}
    for (first, last), there in wanted.items():
        here = found.get((last, first))
        if here and (first, last) not in found and (last, first) not in wanted:
            if "/" in there and first < last and not _BY_SIGN.search(here):
                continue  # 10のうち3: a share is said in words, the whole first
            may_be_day = (
                "/" in there + here
                and (first, last) not in measured
                and min(first, last) <= _MONTHS
                and max(first, last) <= _MOST_IN_DATES
            )
            if may_be_day and (max(first, last) > _MONTHS or _is_turned_day(pair, source, there)):
                continue
            # A line from right to left may show it the right way round all the same.
            doubtful = may_be_day or pair.language.dir == "rtl"
            yield Fault("numbers", f"{there} became {here}: turned round", there, here, doubtful=doubtful)


def _with_other_ends(wanted: _Ranges, found: _Ranges) -> Iterator[Fault]:
    """What goes from the beginning of one range to an end of another: 8–14 and 12–18 for 8–12 and 14–18."""
    lost = {ends: there for ends, there in wanted.items() if not {ends, ends[::-1]} & found.keys()}
    ends_of = {number: ends for ends in lost for number in ends if sum(number in other for other in wanted) == 1}
    for (first, last), here in found.items():
        one, other = ends_of.get(first), ends_of.get(last)
        if one and other and one != other:
            there = f"{lost[one]}, {lost[other]}"
            yield Fault("numbers", f"{there} became {here}: they have each other's ends", lost[one], here)
            return


def _ranges(text: str, locale: str, between: re.Pattern[str]) -> dict[_Range, str]:
    return {
        (one.value, other.value): text[one.start : other.end]
        for one, other in pairwise(quantities(text, locale))
        if one.value != other.value and between.fullmatch(text, one.end, other.start)
    }


def _is_turned_day(pair: Pair, source: str, there: str) -> bool:
    """Whether one language writes 3 October as 3/10 and the other does not, and English says no score but a day."""
    there_first, here_first = (_writes_day_first(one.locale) for one in (pair.source_language, pair.language))
    is_english = pair.source_language.locale.startswith("en")
    is_day = not is_english or _DAY_FOLLOWS.search(source[: source.find(there)]) is not None
    return there_first != here_first and is_day


@cache
def _writes_day_first(locale: str) -> bool:
    return _DAY_FIRST.match(str(Locale.parse(locale).date_formats["short"])) is not None


def _joined_otherwise(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    """Pairs of the same numbers with another sign between."""
    wanted = _joints(source, pair.source_language.locale)
    found = _joints(translation, pair.language.locale) if wanted else {}
    for numbers in wanted.keys() & found.keys():
        ((joint, there), *more), ((became, here), *others) = wanted[numbers].items(), found[numbers].items()
        if more or others or became not in _OTHERS[joint]:
            continue
        # 2003/2004 is 2003–2004; no range goes from 120 to 80.
        if joint == "over" and (numbers[0] < numbers[1] or numbers[0] <= _MOST_IN_DATES):
            continue
        yield Fault("numbers", f"{there} became {here}", there, here, doubtful="to" in (joint, became))


def _joints(text: str, locale: str) -> Mapping[_Range, Mapping[str, str]]:
    """How each two numbers of a text are joined, with what is written."""
    found: dict[_Range, dict[str, str]] = {}
    for one, other in pairwise(quantities(text, locale)):
        for joint, sign in _JOINTS.items():
            # What has a space before it is read as the number's own sign.
            if sign.fullmatch(text, one.end, other.start):
                found.setdefault((one.value, abs(other.value)), {})[joint] = text[one.start : other.end]
    return found
