"""What makes another number of the one that it stands beside: 5 dozen tablets, 5 halves, ten times 5, 十5錠, 5 mg.

A translation is accused only if it multiplies or measures a number, and nothing of the kind is anywhere in its source.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from pipeline.checks.pair import Fault, Pair
from pipeline.checks.quantities import Quantity, quantities
from pipeline.checks.scales import Scales
from pipeline.checks.units import NOT_MISSED, Forms, shown_unit
from pipeline.lexicon import Lexicon, lexicon_of, lowered
from pipeline.lexicon.phrases import phrases_of

#: What doses are measured in; a form that is shorter is a letter of many meanings.
_DOSES, _SHORTEST = ("mass-", "volume-", "length-", "concentr-m"), 2
# A number in ideographs right beside one in digits; behind the word for a week it is a day.
_IDEOGRAPHS = re.compile(
    "(?<![第周期拜曜星0-9〇一二三四五六七八九十百千万萬億亿])[二三四五六七八九十]+(?=[0-9])"
    "|(?<=[0-9])[二三四五六七八九十]+(?![月年日曜])"
)
_GAP = re.compile("[ -]?")
# См. is "see" in Russian, and a symbol has no point behind it.
_ABBREVIATION = re.compile(r"\.\s\S")
_PART = re.compile(r"[½⅓¼⅔¾/×]|\b0[.,]\d|\d ?x")
#: An abbreviation of thousands and more; a single letter may be a unit, but for the k of 25k.
_SCALE = re.compile(r"[ \u00a0\u202f]?(k|[^\W\d_]{2,5})\.?(?![\w-])", re.I)
_JOINED = re.compile("[A-Za-z\u00c0-\u04ff-]")
#: A number of times, in digits or words, right before a number.
_WORDS = "(?:mal|fois|veces|volte|vezes|maal|keer|gånger|razy|раза?|kez|kere|times)"
OF_TIMES = re.compile(
    rf"[ -]?(?:(?:{_WORDS}|рази|пъти|пута|puta|krát|kertaa|ganger?|alkalommal|φορές|פעמים|مر(?:ات|ة)|بار|बार|ครั้ง|lần"
    r"|kali)(?!\w)|(?:回|次|회|번)(?![目째数數])|[×x](?=/| ?[^\W\d_]{2}))"
)
_TIMES = re.compile(rf"(?<![\w.,])(?:\d+[ -]?|[^\W\d_]+[ -]){_WORDS} (?=\d)")
_SAYS_TIMES = re.compile(rf"{_WORDS}(?!\w)|×|\d ?x|\bfold\b|time|once|twice|thrice")


def multiple_faults(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    """The numbers of a translation that it multiplies, or measures, by itself; both texts are normalised."""
    there, here = lexicon_of(pair.source_language.locale), lexicon_of(pair.language.locale)
    numbers = quantities(translation, pair.language.locale)
    if not numbers:
        return
    if found := next(_multiplied(source, translation, numbers, there, here), ""):
        yield Fault("numbers", f"“{found}” is another number than the source's", here=found)
    yield from _scale_faults(pair, source, translation)
    wanted = {one.value: one for one in quantities(source, pair.source_language.locale)}
    for one in numbers:
        bare = wanted.get(one.value)
        if bare is None or bare.unit is not None or not _measures(pair, source, translation, one):
            continue
        # What became something else is told of in counts.py: drops that became milliliters.
        if not there.is_counted(source, bare.end) or _things(there, source) & _things(here, translation):
            shown = shown_unit(one.unit or "")
            yield Fault(
                "units", f"{one.value:f} is measured in {shown}, which the source does not say", "", shown, True
            )


def _multiplied(
    source: str, translation: str, numbers: tuple[Quantity, ...], there: Lexicon, here: Lexicon
) -> Iterator[str]:
    lower, before = lowered(translation), lowered(source)
    if here.multiples and not _PART.search(source) and not phrases_of(there.multiples, there.joined).are_in(before):
        words = phrases_of(here.multiples, here.joined).pattern
        for one in numbers:
            gap = _GAP.match(lower, one.end)
            if found := words.match(lower, gap.end() if gap else one.end):
                yield translation[one.start : found.end()]
    if here.joined:
        yield from (found[0] for found in _IDEOGRAPHS.finditer(translation))
    elif not _SAYS_TIMES.search(before):
        # The first time is no number of times: ilk kez 1999'da.
        first = there.has_number(1, before)
        yield from (
            found[0].strip()
            for found in _TIMES.finditer(lower)
            if not (first and here.has_number(1, found[0].rpartition(" ")[0]))
        )
        for name, word, start in here.said("times", translation):
            end = start + len(word)
            if (
                name != "once"
                and lower[end : end + 2].lstrip()[:1].isdigit()
                and not there.may_say("times", name, source)
            ):
                yield translation[start : end + 2]


def _scale_faults(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    """A number that an abbreviation multiplies in one text alone, where the other has it as it is: 500, 500 Mio."""
    there, here = _scaled(source, pair.source_language.locale), _scaled(translation, pair.language.locale)
    for value in sorted(there.keys() & here.keys()):
        (plain, was), (scaled, became) = there[value], here[value]
        if plain == scaled or 1 not in (plain, scaled):
            continue
        others = here if plain > 1 else there
        if value * max(plain, scaled) not in others:
            yield Fault("numbers", f"{was} became {became}", was, became, doubtful=True)


def _scaled(text: str, locale: str) -> dict[Decimal, tuple[int, str]]:
    """The numbers of a text that are there once, with what an abbreviation behind each multiplies it by.

    Without those that measure something, and those that are a part of a word (4K-skärm).
    """
    scales, numbers = Scales.of(locale), quantities(text, locale)
    often = Counter(one.value for one in numbers)
    found = {}
    for one in numbers:
        written = _SCALE.match(text, one.end)
        factor = scales.perhaps.get(lowered(written[1]), 1) if written else 1
        if often[one.value] == 1 and one.unit is None and (factor > 1 or not _JOINED.match(text, one.end)):
            found[one.value] = factor, text[one.start : written.end() if written and factor > 1 else one.end]
    return found


def _things(lexicon: Lexicon, text: str) -> set[str]:
    return {what for what, *_ in lexicon.counted_things(text)}


def _measures(pair: Pair, source: str, translation: str, one: Quantity) -> bool:
    """Whether a number has a unit of doses behind it that the source has nowhere."""
    written = Forms.of(pair.language.locale).after.match(translation, one.end)
    return (
        one.unit is not None
        and one.unit.startswith(_DOSES)
        and one.unit not in NOT_MISSED
        and written is not None
        and not _ABBREVIATION.match(translation, written.end())
        and len(written[1]) >= _SHORTEST
        and not Forms.of(pair.source_language.locale).mentions(source, one.unit)
    )
