"""How many of what: "one tablet" is not "drei Tabletten", "two days" not "ein Tag", and "30 drops" not "30 ml".

A one is an article in many languages, and left out in others, so that it tells nothing alone. Beside what is counted it
does: where one text has one of it, and the other another number of the same that the first does not have at all.
What is counted are the lexicon's forms of doses, and whatever is measured in CLDR's units.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from pipeline.checks.fractions import fractions_in
from pipeline.checks.number_words import says, spelled
from pipeline.checks.pair import Fault, Pair
from pipeline.checks.quantities import quantities
from pipeline.checks.units import Forms
from pipeline.lexicon import MOST_KNOWN, UNSPACED, lexicon_of

#: What may stand between a number and what it counts: a word or two (two small white tablets), brackets, hyphens.
_GAP = re.compile(r"[ \u00a0\u202f()'’\-‐‑]{0,40}(?:[^\W\d_]++[ \u00a0\u202f()\-‐‑]{1,40}){0,2}+")
_NARROW_GAP = re.compile(r"[ \u00a0]?")
#: What joins two numbers of the same: 1–2, one or two, eine bis zwei; 1回5 mg is 5 mg each time.
_RANGE = re.compile(r"\)?[ \u00a0]?(?:[–—\-~〜～/]|(?!zu\b|[回次度])[^\W\d_]{1,4})[ \u00a0]?\(?")
#: What adds a half to the number before it, with what is counted between, too, if nothing follows.
_PLUS = r"(?:and|und|et|y|e|en|i|и|och|ve|و)[ \u00a0](?:[^\W\d_]{1,5}[ \u00a0])?"
_AND, _THINGS_AND = re.compile(rf"[ \u00a0]{_PLUS}"), re.compile(rf"['’ \u00a0][^\W\d_]+[ \u00a0]{_PLUS}")
_MORE = re.compile(r"[ \u00a0]?(?!(?:par|per|por|pro)[ \u00a0])\w")
#: Before the one that a part is a part of: ½ a tablet, ¾ of a tablet.
_OF_ONE = re.compile(r"[ \u00a0](?:of[ \u00a0])?(?!\d)")
#: Where words are not separated, the half follows what is counted: 1錠半, 两片半; and 两个半小时.
_THING, _PIECE = re.compile(r"[ \u00a0]?[^\W\d_]{1,4}"), re.compile("[个個]")
#: With these behind it a half is one of something else: 半年, 半量.
_OWN_UNIT = re.compile("[年月日天時时间減减額额分身夜量数數値值期側侧]")
_MOST_BACK = 3
_HALF = Decimal("0.5")
_A_HALF = re.compile(r"½|1/2|[.,٫]5(?!\d)")
#: What is counted less exactly, or measured in many ways.
_VAGUE = re.compile("dose|meal|duration|[A-Z]{3}$|concentr|temperature")
#: Behind these words of China and Japan may stand whatever is counted.
_COUNTER = re.compile("[个個つ回本枚次件]$")
#: Things that are but other names of each other in some language.
_ALIKE = (
    {"ampoule", "bottle"},
    {"injection", "syringe", "ampoule"},
    {"glass", "cup"},
    {"tablet", "lozenge"},
)
#: A text that counts more of the same is a table of some sort, where each would be looked for in the other.
_MOST = 100


@dataclass(frozen=True, slots=True)
class Count:
    """So many of something, as a text writes it."""

    value: Decimal
    what: str
    written: str
    start: int
    #: Whether it is the beginning or the end of a range.
    in_range: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A number in digits or in words, at its place, with the unit beside it."""

    value: Decimal
    start: int
    end: int
    unit: str | None


def count_faults(pair: Pair, source: str, translation: str) -> Iterator[tuple[Fault, frozenset[Decimal]]]:
    """One or a half of something that became another number, or came of one, and two numbers exchanged; with these."""
    there, here = pair.source_language.locale, pair.language.locale
    wanted = counts(source, there)
    found = counts(translation, here) if wanted else {}
    both = [(wanted[what], found[what]) for what in wanted if what in found]
    for single, others in both:
        if become := _new_range(single, others, source, there):
            yield _fault(list(single), become)
            return
    differing = [(_others(one, other), _others(other, one)) for one, other in both]
    # The same words may be counted as several things (錠 as a tablet, a capsule).
    differing = [one for place, one in enumerate(differing) if all(one) and one not in differing[:place]]
    if not differing or max(len(counts) for one in differing for counts in one) > _MOST:
        return
    # The two of "one hour before two meals" stands for none of another thing.
    source, translation = _without(source, both), _without(translation, [(other, one) for one, other in both])
    for gone, come in differing:
        lost = [one for one in gone if one.value == 1 or not _may_count(translation, one.value, here)]
        gained = [one for one in come if one.value == 1 or not _may_count(source, one.value, there)]
        # Both say a part of the same: that is another way to say none of them.
        if any(map(_is_part, gone)) and any(map(_is_part, come)):
            lost += [one for one in gone if one not in lost and _is_part(one)]
            gained += [one for one in come if one not in gained and _is_part(one)]
        # The two of two and a half is none.
        lost += [one for one in gone if one not in lost and one.value + _HALF in _values(gained)]
        gained += [one for one in come if one not in gained and one.value + _HALF in _values(lost)]
        if lost and gained and any(one.value == 1 or one.value != int(one.value) for one in (*lost, *gained)):
            yield _fault(lost, gained)
    for one, other in combinations(differing, 2):
        if _are_exchanged(*one, *other):
            yield _fault(one[0] + other[0], one[1] + other[1])


def _new_range(own: tuple[Count, ...], others: tuple[Count, ...], source: str, locale: str) -> list[Count]:
    """The numbers of a range that others make of single numbers: "one capsule" is not "one to four capsules"."""
    if any(one.in_range for one in own) or len(others) > _MOST:
        return []
    new = [one for one in _others(others, own) if one.in_range and not _may_count(source, one.value, locale)]
    # "Up to two" is one or two.
    is_bound = any(name == "upper" for name, *_ in lexicon_of(locale).said("bound", source))
    return [] if all(one.value <= 1 for one in new) and is_bound else new


def thing_faults(pair: Pair, source: str, translation: str) -> Iterator[tuple[Fault, frozenset[Decimal]]]:
    """Something that became something else of which there are as many, with their number."""
    there, here = pair.source_language.locale, pair.language.locale
    wanted, found = counts(source, there), counts(translation, here)
    gone, come = _things_not_in(wanted, found), _things_not_in(found, wanted)
    for start, things in gone.items():
        for other_start, others in come.items():
            one, other = _at(wanted, start), _at(found, other_start)
            if (
                one.value == other.value
                and not any(_COUNTER.search(count.written) for count in (one, other))
                # Of numbers in digits CLDR's units are compared already.
                and not (
                    all(what.partition("-")[2] for what in (*things, *others))
                    and all(count.written[:1].isdigit() for count in (one, other))
                )
                and not any(things & alike and others & alike for alike in _ALIKE)
                and not any(_mentions(translation, what, here) for what in things)
                and not any(_mentions(source, what, there) for what in others)
            ):
                message = f"“{one.written}” became “{other.written}”"
                yield Fault("units", message, one.written, other.written), frozenset({one.value})
                return


def _things_not_in(own: Mapping[str, tuple[Count, ...]], others: Mapping[str, object]) -> dict[int, set[str]]:
    """Where something is counted that others do not count, and what it may be."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for what, all_of_it in own.items():
        for one in all_of_it:
            found[one.start].add(what)
    return {
        start: things
        for start, things in found.items()
        if not things & others.keys() and not any(_VAGUE.match(what) for what in things)
    }


def _at(own: Mapping[str, tuple[Count, ...]], start: int) -> Count:
    return next(one for all_of_it in own.values() for one in all_of_it if one.start == start)


def _mentions(text: str, what: str, locale: str) -> bool:
    return Forms.of(locale).mentions(text, what) or any(
        one == what for one, *_ in lexicon_of(locale).counted_things(text)
    )


def _without(text: str, both: list[tuple[tuple[Count, ...], tuple[Count, ...]]]) -> str:
    """A text without what it counts just as the other does, and without its halves, of which there are two."""
    characters = list(text)
    for own, others in both:
        values = {other.value for other in others}
        for one in own:
            if one.value in values or one.value == _HALF:
                characters[one.start : one.start + len(one.written)] = " " * len(one.written)
    return "".join(characters)


def _are_exchanged(gone: list[Count], come: list[Count], others_gone: list[Count], others_come: list[Count]) -> bool:
    """Whether two things have each other's number; units of time are compared elsewhere (durations.py)."""
    if all(own[0].what.startswith("duration") for own in (gone, others_gone)):
        return False
    values, others = (_values(gone), _values(come)), (_values(others_come), _values(others_gone))
    return values == others and all(len(own) == 1 for own in values)


def _fault(gone: list[Count], come: list[Count]) -> tuple[Fault, frozenset[Decimal]]:
    was, became = (", ".join(dict.fromkeys(one.written for one in counts)) for counts in (gone, come))
    return Fault("numbers", f"“{was}” became “{became}”", was, became), _values(gone) | _values(come)


def _is_part(one: Count) -> bool:
    return one.value != int(one.value)


def _values(counts: list[Count]) -> frozenset[Decimal]:
    return frozenset(one.value for one in counts)


def _others(own: tuple[Count, ...], others: tuple[Count, ...]) -> list[Count]:
    values = {other.value for other in others}
    return [one for one in own if one.value not in values]


def _may_count(text: str, value: Decimal, locale: str) -> bool:
    """Whether a text has a number in any form: as an ordinal, within "every other day", a half within anderthalb."""
    if value != int(value):
        lexicon, numbers = lexicon_of(locale), numbers_of(text, locale)
        if any(number.value == value for number in numbers) or _A_HALF.search(text):
            return True
        if value == _HALF:  # that of one and a half is no half
            taken = sum(number.value > 1 and number.value != int(number.value) for number in numbers)
            return lexicon.may_halve(text) and (not taken or len(list(lexicon.halves_in(text))) > taken)
        # Other parts may be said in a smaller unit, within a word, and in many ways where words are joined.
        return re.search(r"\d", text) is not None or lexicon.joined or lexicon.may_say_part(value, text)
    return (
        any(number.value == value for number in quantities(text, locale))
        or says(text, int(value), locale)
        or (value == 2 and lexicon_of(locale).may_say("interval", "alternate", text))
    )


@lru_cache(maxsize=MOST_KNOWN)
def counts(text: str, locale: str) -> Mapping[str, tuple[Count, ...]]:
    """What a normalised text counts, by what it is: a unit of CLDR, or a word of the lexicon."""
    lexicon, forms = lexicon_of(locale), Forms.of(locale)
    if not lexicon.counted:
        return {}
    found: defaultdict[str, list[Count]] = defaultdict(list)
    for value, what, written, start in lexicon.counts_in_a_word(text):
        found[what].append(Count(Decimal(value), what, written, start))
    numbers = numbers_of(text, locale)
    starts = [number.start for number in numbers]
    bare = list(text)
    for number in numbers:
        if number.unit and (unit := forms.after.match(text, number.end)):
            _add(found, number.unit, text, numbers, bisect_right(starts, number.start) - 1, unit.end())
            bare[number.start : unit.end()] = " " * (unit.end() - number.start)
    rest = "".join(bare)
    gap = _NARROW_GAP if locale.partition("_")[0] in UNSPACED else _GAP
    for what, start, end in lexicon.counted_things(text):
        last = bisect_right(starts, start) - 1
        for index in range(last, max(last - _MOST_BACK, -1), -1):
            if numbers[index].unit is None or rest[numbers[index].start] != " ":
                if gap.fullmatch(rest, numbers[index].end, start):
                    _add(found, what, text, numbers, index, end)
                break
    return {what: tuple(own) for what, own in found.items()}


def _add(
    found: defaultdict[str, list[Count]], what: str, text: str, numbers: list[Number], index: int, end: int
) -> None:
    """Add a number of something, and the other end of its range."""
    number = numbers[index]
    before = numbers[index - 1] if index else None
    joined = before is not None and _RANGE.fullmatch(text, before.end, number.start) is not None
    in_range = joined and before is not None and before.value < number.value
    found[what].append(Count(number.value, what, text[number.start : end], number.start, in_range))
    if before and joined and before.unit in (None, number.unit):
        found[what].append(Count(before.value, what, text[before.start : end], before.start, in_range))


def numbers_of(text: str, locale: str) -> list[Number]:
    """All numbers of a text in their order, ones and halves included."""
    beside: Callable[[str, int, int], str | None] = Forms.of(locale).beside
    parts = (*fractions_in(text), *lexicon_of(locale).parts_in(text))
    numbers = [
        Number(Decimal(part.numerator) / part.denominator, start, end, beside(text, start, end))
        for part, start, end in parts
    ]
    taken = {place for number in numbers for place in range(number.start, number.end)}
    numbers += [
        Number(one.value, one.start, one.end, one.unit) for one in quantities(text, locale) if one.start not in taken
    ]
    numbers += [
        Number(Decimal(one.value), one.start, one.end, beside(text, one.start, one.end))
        for one in spelled(text, locale)
        if one.start not in taken
    ]
    for value, places in ((_HALF, lexicon_of(locale).halves_in(text)), (Decimal(1), lexicon_of(locale).ones_in(text))):
        taken = {place for number in numbers for place in range(number.start, number.end)}
        numbers += [Number(value, start, end, beside(text, start, end)) for start, end in places if start not in taken]
    return list(_with_halves(sorted(numbers, key=lambda number: number.start), text, locale, beside))


def _follows_its_thing(text: str, end: int, start: int, after: int, locale: str) -> bool:
    """Whether nothing but what is counted stands between a number and a half, which is a half of nothing else."""
    return (
        _THING.fullmatch(text, end, start) is not None
        and _OWN_UNIT.match(text, after) is None
        and not lexicon_of(locale).is_counted(text, after)
    )


def _is_no_other(last: Number, text: str, start: int) -> bool:
    """Whether a one belongs to the number before it: that of "and one half", and of "½ a tablet"."""
    of_part = last.value < 1 and _OF_ONE.match(text, last.end)
    return _AND.fullmatch(text, last.end, start) is not None or bool(of_part and of_part.end() == start)


def _with_halves(
    numbers: list[Number], text: str, locale: str, beside: Callable[[str, int, int], str | None]
) -> Iterator[Number]:
    """The numbers of a text, each with the half that follows it: one and a half tablets, an hour and a half."""
    is_unspaced = locale.partition("_")[0] in UNSPACED
    last: Number | None = None
    for number in numbers:
        if number.value == _HALF and last is not None and last.value == int(last.value):
            if is_unspaced and _PIECE.fullmatch(text, last.end, number.start):
                last = replace(
                    last, value=last.value + _HALF, end=number.end, unit=beside(text, last.start, number.end)
                )
                continue
            if is_unspaced and _follows_its_thing(text, last.end, number.start, number.end, locale):
                last = replace(last, value=last.value + _HALF)
                continue
            if _AND.fullmatch(text, last.end, number.start):
                unit = beside(text, last.start, number.end)
                last = replace(last, value=last.value + _HALF, end=number.end, unit=unit)
                continue
            if _THINGS_AND.fullmatch(text, last.end, number.start) and not _MORE.match(text, number.end):
                last = replace(last, value=last.value + _HALF)
                continue
        if last is not None and number.value == 1 and _is_no_other(last, text, number.start):
            continue
        if last is not None:
            yield last
        last = number
    if last is not None:
        yield last
