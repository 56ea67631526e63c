"""Rules on facts: numbers, units, dates, times, telephone numbers, addresses. Readers act on them.

All are compared as values and without regard to order: languages write and place them differently.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest

from pipeline.checks.calendar import Date, dates, place_of_time, times
from pipeline.checks.numbers import both_count_in_words, differs, number_faults
from pipeline.checks.pair import Fault, Pair
from pipeline.checks.quantities import normalized
from pipeline.lexicon import lexicon_of

# ASCII only: in Chinese and Japanese, words follow without a space.
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_ADDRESS = re.compile(r"(?:https?://|www\.)[!#-&*-;=?-Z_a-z~/]+")
_PHONE = re.compile(r"\+\d[\d\s().\-/\u2011]{6,}\d|\(?\b\d{3}\)?[\s.\-]\d{3}[\s.\-]\d{4}\b|\b1-\d{3}-\d{3}-\d{4}\b")
_PHONE_GAP = r"[\s().\-/\u2011\u200e\u2066\u2069]*"
# Names of footnotes and placeholders are no facts.
_NO_FACT = re.compile(r"\[\^[^\[\]]*\]|%\(\w+\)\w|\{\w*\}")
_HAS_FACTS = re.compile(r"[\d@<>≤≥≦≧⩽⩾]|https?:|www\.")
_COMPARISONS = re.compile(r"[<>≤≥≦≧⩽⩾]")
_OPPOSITES = {"<": "more", "≤": "more", ">": "less", "≥": "less"}
_SAME_SIGN = str.maketrans("≦≧⩽⩾", "≤≥≤≥")


def fact_faults(pair: Pair) -> Iterator[Fault]:
    """What the translation says differently in fact."""
    source, translation = (normalized(_NO_FACT.sub(_blank, side.prose)) for side in (pair.original, pair.translated))
    if not _HAS_FACTS.search(source) and not _HAS_FACTS.search(translation):
        if both_count_in_words(pair, source, translation):
            yield from number_faults(pair, source, translation)
        yield from _negation_faults(pair, source, translation)
        return
    source, translation, faults = _without_contacts(source, translation)
    yield from faults
    source, translation, faults = _without_dates(pair, source, translation)
    yield from faults
    source, translation, faults = _without_times(pair, source, translation)
    yield from faults
    yield from number_faults(pair, source, translation)
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
            faults.append(Fault(rule, differs(name, missing, extra), missing, extra))
        source, translation = pattern.sub(_blank, source), pattern.sub(_blank, translation)
    for match in _PHONE.finditer(source):
        digits = re.sub(r"\D", "", match[0])
        same = re.search(rf"(?<!\d){_PHONE_GAP.join(digits)}(?!\d)", translation)
        if same is not None:
            translation = _without(translation, [same.span()])
            continue
        other = _PHONE.search(translation)
        here = other[0] if other else ""
        faults.append(Fault("phones", differs("telephone number", match[0], here), match[0], here))
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
        faults.append(Fault("dates", differs("date", there, here), there, here))
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
