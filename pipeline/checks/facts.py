"""Rules on facts: numbers, units, dates, times, telephone numbers, addresses. Readers act on them.

All are compared as values and without regard to order: languages write and place them differently.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import zip_longest

from pipeline.checks.calendar import Date, dates, place_of_time, times
from pipeline.checks.pair import Fault, Pair
from pipeline.checks.quantities import Quantity, is_near, normalized, quantities
from pipeline.checks.units import shown_unit
from pipeline.lexicon import lexicon_of

# ASCII only: in Chinese and Japanese, words follow without a space.
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_ADDRESS = re.compile(r"(?:https?://|www\.)[!#-&*-;=?-Z_a-z~/]+")
_PHONE = re.compile(r"\+\d[\d\s().\-/\u2011]{6,}\d|\(?\b\d{3}\)?[\s.\-]\d{3}[\s.\-]\d{4}\b|\b1-\d{3}-\d{3}-\d{4}\b")
_PHONE_GAP = r"[\s().\-/\u2011\u200e\u2066\u2069]*"
# Names of footnotes and placeholders are no facts.
_NO_FACT = re.compile(r"\[\^[^\[\]]*\]|%\(\w+\)\w|\{\w*\}")
_HAS_FACTS = re.compile(r"[\d@<>≤≥≦≧⩽⩾]|https?:|www\.")
_DECADE = re.compile(r"\b(1\d|20)(\d0)s\b")
_COMPARISONS = re.compile(r"[<>≤≥≦≧⩽⩾]")
_OPPOSITES = {"<": "more", "≤": "more", ">": "less", "≥": "less"}
_SAME_SIGN = str.maketrans("≦≧⩽⩾", "≤≥≤≥")
#: Up to here numbers are often written as words, by any language's rules of style.
_IN_WORDS = 12
_COUNTED = 2


def fact_faults(pair: Pair) -> Iterator[Fault]:
    """What the translation says differently in fact."""
    source, translation = (normalized(_NO_FACT.sub(_blank, side.prose)) for side in (pair.original, pair.translated))
    if not _HAS_FACTS.search(source) and not _HAS_FACTS.search(translation):
        yield from _negation_faults(pair, source, translation)
        return
    source, translation, faults = _without_contacts(source, translation)
    yield from faults
    source, translation, faults = _without_dates(pair, source, translation)
    yield from faults
    source, translation, faults = _without_times(pair, source, translation)
    yield from faults
    yield from _number_faults(pair, source, translation)
    yield from _comparison_faults(source, translation, pair.language.locale)
    yield from _negation_faults(pair, source, translation)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _without_contacts(source: str, translation: str) -> tuple[str, str, list[Fault]]:
    """Both texts without e-mail addresses, web addresses and telephone numbers, and what differs in these."""
    faults: list[Fault] = []
    for rule, pattern, name in (("emails", _MAIL, "e-mail address"), ("addresses", _ADDRESS, "address")):
        wanted, found = (Counter(one.rstrip(".,;:") for one in pattern.findall(text)) for text in (source, translation))
        for missing, extra in _paired(wanted - found, found - wanted):
            faults.append(Fault(rule, _differs(name, missing, extra), missing, extra))
        source, translation = pattern.sub(_blank, source), pattern.sub(_blank, translation)
    for match in _PHONE.finditer(source):
        digits = re.sub(r"\D", "", match[0])
        same = re.search(rf"(?<!\d){_PHONE_GAP.join(digits)}(?!\d)", translation)
        if same is not None:
            translation = _without(translation, [same.span()])
            continue
        other = _PHONE.search(translation)
        here = other[0] if other else ""
        faults.append(Fault("phones", _differs("telephone number", match[0], here), match[0], here))
        if other is not None:
            translation = _without(translation, [other.span()])
    return _PHONE.sub(_blank, source), translation, faults


def _without_dates(pair: Pair, source: str, translation: str) -> tuple[str, str, list[Fault]]:
    wanted, found = list(dates(source, pair.source_language.locale)), list(dates(translation, pair.language.locale))
    if not wanted:
        # What looks like a date here and is none there (1.3.2026 may be a version) is a matter of numbers.
        return source, translation, []
    left = list(found)
    missing: list[Date] = []
    taken: list[Date] = []
    for date in wanted:
        same = next((other for other in left if _same_date(date, other)), None)
        if same is None:
            missing.append(date)
        else:
            left.remove(same)
            taken += [date, same]
    if missing and not left:
        # A name of a month that is not known: its day and year are at least numbers.
        spans = [(date.start, date.end) for date in wanted if date not in missing]
        return _without(source, spans), _without(translation, [(date.start, date.end) for date in found]), []
    faults = []
    for one, other in zip(missing, left, strict=False):
        there, here = source[one.start : one.end], translation[other.start : other.end]
        faults.append(Fault("dates", _differs("date", there, here), there, here))
    return (
        _without(source, [(date.start, date.end) for date in wanted]),
        _without(translation, [(date.start, date.end) for date in found]),
        faults,
    )


def _same_date(one: Date, other: Date) -> bool:
    return one.value == other.value or (one.value[1:] == other.value[1:] and None in (one.year, other.year))


def _without_times(pair: Pair, source: str, translation: str) -> tuple[str, str, list[Fault]]:
    faults: list[Fault] = []
    spans = []
    for time in times(source):
        spans.append((time.start, time.end))
        place = place_of_time(time, translation, pair.language.locale)
        if place is None:
            written = source[time.start : time.end]
            faults.append(Fault("times", f"the time {written} is not in the translation", written))
        else:
            translation = _without(translation, [place])
    if faults:
        # The numbers of a time that is wrong would be reported a second time.
        translation = re.sub(r"\d{1,2}\s?[:.h時时点]\s?\d{2}", _blank, translation)
    return _without(source, spans), translation, faults


@lru_cache(maxsize=50_000)
def _quantities(text: str, locale: str) -> tuple[Quantity, ...]:
    return tuple(quantities(text, locale))


def _number_faults(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    wanted = list(_quantities(source, pair.source_language.locale))
    found = list(_quantities(translation, pair.language.locale))
    counted = tuple(wanted)
    _match(wanted, found, lambda one, other: (one.value, one.unit) == (other.value, other.unit))
    for one, other in _match(wanted, found, lambda one, other: one.value == other.value):
        yield from _unit_faults(pair, one, other, translation)
    _match(wanted, found, lambda one, other: one.unit is not None and one.converted() == other.converted())
    _match(wanted, found, lambda one, other: _is_decade(one, other, source))
    words = lexicon_of(pair.language.locale)
    for one, other in _match(wanted, found, lambda one, other: one.value == -other.value):
        if one.value < 0 and not words.has_minus(translation):
            yield Fault(
                "numbers", f"the minus sign of {one.value:f} is missing", _text(source, one), _text(translation, other)
            )
    wanted = [one for one in wanted if not _goes_without(one, translation, pair.language.locale)]
    missing = [one for one in wanted if not words.has_number(_whole(one), translation)]
    there = lexicon_of(pair.source_language.locale)
    extra = [other for other in found if not there.has_number(_whole(other), source)]
    extra = [other for other in extra if not any(_is_century(one, other, source) for one in counted)]
    if not missing:
        # Many languages count what English names: "both", "a further one".
        extra = [other for other in extra if other.value > (1 if other.unit else _COUNTED)]
    shown = ", ".join(_text(source, one) for one in missing), ", ".join(_text(translation, other) for other in extra)
    if missing and extra:
        yield Fault("numbers", _differs("number", *shown), *shown)
    elif missing:
        small = all(abs(one.value) <= _IN_WORDS and one.unit is None for one in missing)
        yield Fault("numbers", f"the number {shown[0]} is not in the translation", shown[0], doubtful=small)
    elif extra:
        yield Fault("numbers", f"the number {shown[1]} is not in the source", "", shown[1], doubtful=True)


def _match(
    wanted: list[Quantity], found: list[Quantity], equal: Callable[[Quantity, Quantity], bool]
) -> list[tuple[Quantity, Quantity]]:
    """Take the quantities that equal one another out of both lists."""
    matched = []
    for one in list(wanted):
        other = next((other for other in found if equal(one, other)), None)
        if other is not None:
            wanted.remove(one)
            found.remove(other)
            matched.append((one, other))
    return matched


def _unit_faults(pair: Pair, one: Quantity, other: Quantity, translation: str) -> Iterator[Fault]:
    if one.unit is None:
        return
    written, near = shown_unit(one.unit), is_near(translation, other, one.unit, pair.language.locale)
    if near and (other.unit is None or (one.unit.startswith("duration") and other.unit.startswith("duration"))):
        return
    if other.unit is None:
        yield Fault("units", f"{one.value:f} stands without its unit, {written}", written, doubtful=True)
    else:
        here = shown_unit(other.unit)
        yield Fault("units", f"the unit of {one.value:f} is {here}, not {written}", written, here)


def _goes_without(one: Quantity, translation: str, locale: str) -> bool:
    """An hour, and in Arabic two hours, need no number."""
    counted = one.value == 1 or (one.value == _COUNTED and locale.startswith("ar"))
    everywhere = Quantity(one.value, None, 0, len(translation))
    return counted and one.unit is not None and is_near(translation, everywhere, one.unit, locale)


def _is_decade(one: Quantity, other: Quantity, source: str) -> bool:
    """1960s is años 60 in other languages."""
    return _DECADE.match(source, one.start) is not None and other.value == one.value % 100


def _is_century(one: Quantity, other: Quantity, source: str) -> bool:
    """... and 20世纪60年代 in Chinese."""
    return _DECADE.match(source, one.start) is not None and other.value == one.value // 100 + 1


def _whole(quantity: Quantity) -> int:
    """The number, if it is one that may be written as a word; else one that no language has a word for."""
    return int(quantity.value) if quantity.value == int(quantity.value) else -1


def _text(text: str, quantity: Quantity) -> str:
    return text[quantity.start : quantity.end]


def _comparison_faults(source: str, translation: str, locale: str) -> Iterator[Fault]:
    """Signs that compare; a language may write them out, but not turn them round."""
    wanted, found = (Counter(_COMPARISONS.findall(text.translate(_SAME_SIGN))) for text in (source, translation))
    for there, here in _paired(wanted - found, found - wanted):
        if there and here:
            yield Fault("comparisons", f"{there} became {here}", there, here)
        elif there and lexicon_of(locale).compares(translation) == _OPPOSITES[there]:
            yield Fault("comparisons", f"{there} is written out the other way round", there)


def _negation_faults(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    there, here = lexicon_of(pair.source_language.locale), lexicon_of(pair.language.locale)
    if here.negations and there.denies(source) and not here.may_deny(translation):
        yield Fault("negation", "the source denies something, the translation does not seem to", doubtful=True)


def _paired(missing: Counter[str], extra: Counter[str]) -> Iterator[tuple[str, str]]:
    return zip_longest(missing.elements(), extra.elements(), fillvalue="")


def _differs(name: str, there: str, here: str) -> str:
    if there and here:
        return f"the {name} {there} became {here}"
    return f"the {name} {there} is not in the translation" if there else f"the {name} {here} is not in the source"
