"""Rules on numbers and their units: what is counted or measured is the same in both texts, in digits or in words.

A number in words accuses nobody alone: languages count what others name (both, a further one). Where a text lacks
one of the source's and has one that the source lacks, something is wrong.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Callable, Container, Hashable, Iterator
from decimal import Decimal
from functools import lru_cache

from pipeline.checks.counts import count_faults, counts, thing_faults
from pipeline.checks.decades import century_of, is_decade, without_decades
from pipeline.checks.durations import durations
from pipeline.checks.fractions import fraction_faults, without_fractions
from pipeline.checks.frequencies import is_how_often
from pipeline.checks.measures import are_both_m, each_faults, exchanged_faults, moved_faults, rate_faults, unit_faults
from pipeline.checks.number_vocabulary import LIBRARY, cardinal
from pipeline.checks.number_words import WELL_KNOWN, says, spelled
from pipeline.checks.other_calendars import years_elsewhere
from pipeline.checks.pair import Fault, Pair
from pipeline.checks.quantities import Quantity, beside, is_near, quantities, values
from pipeline.checks.scales import Scales
from pipeline.checks.units import Forms
from pipeline.checks.written_alike import are_written_alike, is_named, without_all_week
from pipeline.lexicon import MOST_KNOWN, lexicon_of, lowered

#: So far from a number of a storey its word may be.
_REACH = 12
#: Up to here numbers are often written as words, by any language's rules of style.
_IN_WORDS = 12
_COUNTED = 2
_HALF = Decimal("0.5")
#: How Arabic ends what there are two of, with signs of vowels or before what belongs to them.
_DUAL = re.compile("[\u0621-\u064a](?:ا|ي|تا|تي)[\u064b-\u0652]*(?:ن[\u064b-\u0652]*)?(?![\\w\u064b-\u0652])")
#: What ties two numbers to each other, behind the unit of the first: a sign, or a small word.
_TIE = re.compile(r"\s?[-‐‑–—−~〜～/×⋅·*:+]\s?|\s[^\W\d_]{1,4}\s|から|到|至")
#: So many numbers that only one text has in digits are looked for in words in the other: nobody writes more of them so.
_MOST_IN_WORDS = 100


@lru_cache(maxsize=MOST_KNOWN)
def _spelled(text: str, locale: str) -> tuple[tuple[Quantity, ...], tuple[Quantity, ...]]:
    """The numbers in words, with their units; first those that are nothing but numbers, then all."""
    numbers = [
        (Quantity(Decimal(one.value), Forms.of(locale).beside(text, one.start, one.end), one.start, one.end), one.plain)
        for one in spelled(text, locale)
    ]
    return tuple(one for one, plain in numbers if plain), tuple(one for one, _ in numbers)


def both_count_in_words(pair: Pair, source: str, translation: str) -> bool:
    """Whether both of two texts have numbers in words, so that there is something to compare."""
    there, here = pair.source_language.locale, pair.language.locale
    both = any(bool(found(source, there) and found(translation, here)) for found in (spelled, counts))
    parts = (any(lexicon_of(locale).parts_in(text)) for text, locale in ((source, there), (translation, here)))
    return both or bool(spelled(translation, here) and _says_one(source, there)) or all(parts)


def number_faults(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    """Numbers and units that differ in two normalised texts."""
    yield from fraction_faults(pair, source, translation)
    written = source, translation
    source, translation = without_all_week(*without_fractions(pair, source, translation))
    there, here = pair.source_language.locale, pair.language.locale
    counted, found = quantities(source, there), list(quantities(translation, here))
    wanted = list(counted)
    told: set[Decimal] = set()
    for fault, numbers in (*count_faults(pair, *written), *thing_faults(pair, source, translation)):
        told |= numbers
        yield fault
    for one, _ in _match(wanted, found, lambda one: (one.value, one.unit, one.per)):
        yield from each_faults(pair, one, source, translation)
    for one, other in _match(wanted, found, lambda one: (one.value, one.unit)):
        yield from rate_faults(pair, one, other, source, translation)
    same = _match(wanted, found, lambda one: one.value)
    yield from exchanged_faults(same)
    yield from moved_faults(source, same)
    for one, other in same:
        is_told = other.unit is None and one.value in told
        is_same = are_both_m(source, one, translation, other) or are_written_alike(source, one, translation, other)
        if not is_told and not is_same:
            yield from unit_faults(pair, one, other, translation)
    _match(wanted, found, lambda one: one.converted() if one.unit is not None else None)
    _match(wanted, found, lambda one: one.value % 100 if is_decade(one, source) else None, lambda other: other.value)
    _match(wanted, found, lambda one: _storey(source, one, there), lambda other: _storey(translation, other, here, -1))
    _match(wanted, found, lambda one: _storey(source, one, there), lambda other: _storey(translation, other, here, 1))
    _match(wanted, found, lambda one: one.value, lambda other: -other.value)  # signs.py tells of these
    _match(wanted, found, lambda one: _scaled(source, one, there), lambda other: other.value)
    _match(wanted, found, lambda one: one.value, lambda other: _scaled(translation, other, here))
    _match(wanted, found, lambda one: _scaled(source, one, there), lambda other: _scaled(translation, other, here))
    _match(wanted, found, lambda one: century_of(source, one), lambda other: other.value)
    _match(wanted, found, lambda one: one.value, lambda other: century_of(translation, other))
    _match_years(wanted, found, translation, here)
    _match_years(found, wanted, source, there)
    # 1960s is 20世纪60年代 in Chinese.
    centuries = {one.value // 100 + 1 for one in counted if is_decade(one, source)}
    in_words = {
        _whole(one)
        for one in wanted[:_MOST_IN_WORDS]
        if says(translation, _whole(one), here) or says(translation, _scaled_whole(source, one, there), here)
    }
    missing = [
        one
        for one in _without_spelled(wanted, translation, here)
        if _whole(one) not in in_words
        and not is_named(source, one, pair.translated.text)
        and not _goes_without(one, translation, here)
        and not _is_a_half_in_words(one, translation, here)
    ]
    in_words = {_whole(other) for other in found[:_MOST_IN_WORDS] if says(source, _whole(other), there)}
    found = _without_spelled(found, source, there)
    extra = [
        other
        for other in found
        if _whole(other) not in in_words
        and other.value not in centuries
        and not is_named(translation, other, pair.original.text)
        and not _is_a_half_in_words(other, source, there)
    ]
    missing, unsure = without_decades(missing, extra, source, translation, here)
    yield from unsure
    yield from _differences(pair, source, translation, missing, extra, told)


def _without_spelled(numbers: list[Quantity], other_text: str, other_locale: str) -> list[Quantity]:
    """Those numbers that another text does not spell out in another unit: 14 days are two weeks."""
    spelled_out = [one for one in _spelled(other_text, other_locale)[1] if one.unit][:_MOST_IN_WORDS]
    spelled_out += (
        Quantity(Decimal(int(one.value)), f"duration-{one.unit}", 0, 0)
        for one in durations(other_text, other_locale)
        if one.value == _COUNTED and not one.in_digits  # every other week
    )
    return [one for one in numbers if not (one.unit and any(_is_same(one, other) for other in spelled_out))]


def _differences(
    pair: Pair, source: str, translation: str, missing: list[Quantity], extra: list[Quantity], told: Container[Decimal]
) -> Iterator[Fault]:
    """What is to be said of numbers in digits that only one text has, in view of those in words, but what is told."""
    lost = _unheard(source, pair.source_language.locale, translation, pair.language.locale)
    gained = _unheard(translation, pair.language.locale, source, pair.source_language.locale)
    missing, extra, lost, gained = (
        [one for one in numbers if one.value not in told] for numbers in (missing, extra, lost, gained)
    )
    if not missing:
        # Many languages count what English names: "both", "a further one".
        extra = [
            other
            for other in extra
            if other.value > (1 if other.unit or lost else _COUNTED)
            or _is_tied(pair, source, translation, other)
            or is_how_often(pair, source, translation, other)
        ]
    gone, come = missing + lost, extra + gained
    shown = ", ".join(_text(source, one) for one in gone), ", ".join(_text(translation, other) for other in come)
    if missing and extra and not lost and not gained:
        yield Fault("numbers", differs("number", *shown), *shown)
    elif gone and come:
        yield Fault("numbers", differs("number", *shown), *shown, doubtful=not _are_one_for_one(pair, gone, come))
    elif missing:
        known = pair.language.locale.partition("_")[0] in WELL_KNOWN
        small = all(
            (abs(one.value) <= (_IN_WORDS if known else 100) and not (known and one.unit))
            # One that is still there may stand for two: in the 1990s, with an outlook of these years.
            or one.value in values(translation, pair.language.locale)
            for one in missing
        )
        yield Fault("numbers", f"the number {shown[0]} is not in the translation", shown[0], doubtful=small)
    elif extra:
        yield Fault("numbers", f"the number {shown[1]} is not in the source", "", shown[1], doubtful=True)
    elif more := [other for other in gained if _is_too_many(other, pair, source, translation)]:
        # Where the source counts in words as well, a larger number beside its own stands for none of its.
        written = ", ".join(_text(translation, other) for other in more)
        yield Fault("numbers", f"the number {written} is not in the source", "", written, doubtful=True)


def _is_too_many(other: Quantity, pair: Pair, source: str, translation: str) -> bool:
    """Whether a number in words that only the translation has stands for a one, or beside other numbers in words."""
    there, here = pair.source_language.locale, pair.language.locale
    # What is measured is compared elsewhere (counts.py).
    is_lost = other.unit is None and _says_one(source, there) and not any(lexicon_of(here).ones_in(translation))
    more = other.value == _COUNTED and any(name == "lower" for name, *_ in lexicon_of(there).said("bound", source))
    return (is_lost and not more) or (other.value > _COUNTED and _counts(source, there))


def _says_one(text: str, locale: str) -> bool:
    """Whether a text says the number one, which in its language is no article."""
    language = locale.partition("_")[0]
    if language not in LIBRARY:
        return False
    words = cardinal(1, language)
    return any(words.fullmatch(lowered(text[start:end])) for start, end in lexicon_of(locale).ones_in(text))


def _is_tied(pair: Pair, source: str, translation: str, one: Quantity) -> bool:
    """Whether a number makes another one of a number of the source's (2×5 mg, 2–5 mg), or measures by itself (1 g)."""
    there, here = pair.source_language.locale, pair.language.locale
    if one.unit and not one.unit.startswith("duration") and not Forms.of(there).mentions(source, one.unit):
        return True
    return any(
        values(source, there).intersection(other.value for other in (first, second) if other.start != one.start)
        for first, second in beside(translation, here).get(one.start, ())
        if _TIE.fullmatch(translation, _end(translation, first, here), second.start)
    )


def _end(text: str, one: Quantity, locale: str) -> int:
    """Where a number with its unit ends."""
    unit = Forms.of(locale).after.match(text, one.end) if one.unit else None
    return unit.end() if unit else one.end


def _unheard(text: str, locale: str, other_text: str, other_locale: str) -> list[Quantity]:
    """The plain numbers in words of a text that another text has neither in digits nor in words nor converted."""
    plain, _ = _spelled(text, locale)
    if not plain:
        return []
    others = (*quantities(other_text, other_locale), *_spelled(other_text, other_locale)[1])
    each = {(one.value, one.unit): one for one in reversed(plain)}
    return [
        one
        for one in reversed(each.values())
        if not any(_is_same(one, other) for other in others)
        and not says(other_text, int(one.value), other_locale)
        and not re.search(rf"(?<!\w){re.escape(_text(text, one))}(?!\w)", other_text, re.I)  # it is part of a name
    ]


def _counts(text: str, locale: str) -> bool:
    return bool(_spelled(text, locale)[0])


def _is_same(one: Quantity, other: Quantity) -> bool:
    if one.value == other.value or (one.unit is not None and one.converted() == other.converted()):
        return True
    # Romance languages count the first and the last day: quinze jours are two weeks.
    weeks, days = sorted((one, other), key=lambda quantity: quantity.value)
    return (weeks.unit, days.unit) == ("duration-week", "duration-day") and days.value == weeks.value * 7 + 1


def _are_one_for_one(pair: Pair, gone: list[Quantity], come: list[Quantity]) -> bool:
    """Whether as many whole numbers of the same kind went as came, in languages whose words are well known."""
    there, here = (lexicon_of(language.locale) for language in (pair.source_language, pair.language))
    values = [sorted(one.value for one in numbers) for numbers in (gone, come)]
    if here.joined and any(abs(one - other) == 1 for one, other in zip(*values, strict=False)):
        return False  # "more than three" is 4つ以上
    return (
        bool(there.numbers and here.numbers)
        and len(gone) == len(come)
        and sorted(map(_kind, gone)) == sorted(map(_kind, come))
        and all(value == int(value) for value in (*values[0], *values[1]))
    )


def _kind(quantity: Quantity) -> str:
    """What is measured. Names of days and years have more forms than are known, so that these count as things do."""
    unit = quantity.unit or ""
    return unit.removeprefix("duration-day").removeprefix("duration-year")


def _match(
    wanted: list[Quantity],
    found: list[Quantity],
    key: Callable[[Quantity], Hashable],
    other_key: Callable[[Quantity], Hashable] | None = None,
) -> list[tuple[Quantity, Quantity]]:
    """Take the quantities that have the same key out of both lists; one without a key has no match."""
    others: dict[Hashable, deque[Quantity]] = defaultdict(deque)
    for other in found:
        others[(other_key or key)(other)].append(other)
    matched = []
    for one in wanted:
        wanted_key = key(one)
        if wanted_key is not None and (same := others.get(wanted_key)):
            matched.append((one, same.popleft()))
    for left, side in ((wanted, 0), (found, 1)):
        gone = {pair[side].start for pair in matched}
        left[:] = [one for one in left if one.start not in gone]
    return matched


def _goes_without(one: Quantity, translation: str, locale: str) -> bool:
    """An hour, and in Arabic two hours, need no number."""
    has_dual = one.value == _COUNTED and locale.startswith("ar") and _DUAL.search(translation) is not None
    counted = one.value == 1 or has_dual
    everywhere = Quantity(one.value, None, 0, len(translation))
    return counted and one.unit is not None and is_near(translation, everywhere, one.unit, locale)


def _is_a_half_in_words(one: Quantity, text: str, locale: str) -> bool:
    """Whether a number and a half may be said in a text by words: anderthalb, two and a half."""
    if abs(one.value) > _IN_WORDS:
        return False
    if any(part == one.value for part, *_ in lexicon_of(locale).parts_in(text)):
        return True
    whole, rest = divmod(one.value, 1)
    if rest != _HALF or not lexicon_of(locale).may_halve(text):
        return False
    language = locale.partition("_")[0]
    others = range(2, 10) if language in LIBRARY else ()
    if whole <= 1:  # eineinhalb, but not zweieinhalb
        return not any(cardinal(number, language).search(lowered(text)) for number in others)
    return says(text, int(whole), locale)


def _storey(text: str, one: Quantity, locale: str, more: int = 0) -> Decimal | None:
    """The number of a storey and so many more: Americans count from the ground, others from the first above it."""
    around = text[max(0, one.start - _REACH) : one.end + _REACH]
    return one.value + more if lexicon_of(locale).has_storey(around) else None


def _scaled(text: str, one: Quantity, locale: str) -> Decimal | None:
    """What a number is where a letter or two behind it multiply it: 25k, 1,2M, 200만."""
    factor = Scales.of(locale).perhaps_behind(text, one.end)
    return one.value * factor if factor > 1 else None


def _scaled_whole(text: str, one: Quantity, locale: str) -> int:
    """The same, as a number that may be written as a word: 2K."""
    scaled = _scaled(text, one, locale)
    return int(scaled) if scaled is not None and scaled == int(scaled) else -1


def _match_years(wanted: list[Quantity], found: list[Quantity], text: str, locale: str) -> None:
    """Take the years out of both lists that the second, of a text, has in another calendar."""
    each = {one.value: years_elsewhere(int(one.value), text, locale) for one in wanted if one.value == int(one.value)}
    for place in range(max(map(len, each.values()), default=0)):
        _match(wanted, found, lambda one: next(iter(each.get(one.value, ())[place:]), None), lambda other: other.value)  # noqa: B023


def _whole(quantity: Quantity) -> int:
    """The number, if it is one that may be written as a word; else one that no language has a word for."""
    return int(quantity.value) if quantity.value == int(quantity.value) else -1


def _text(text: str, quantity: Quantity) -> str:
    return text[quantity.start : quantity.end]


def differs(name: str, there: str, here: str) -> str:
    """What is to be said of a fact that is another one, or is in one of the texts only."""
    if there and here:
        return f"the {name} {there} became {here}"
    return f"the {name} {there} is not in the translation" if there else f"the {name} {here} is not in the source"
