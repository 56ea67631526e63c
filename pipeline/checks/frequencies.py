"""How often: "every 12 hours" is "zweimal täglich", and "24 hours a day" is "rund um die Uhr"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pipeline.checks.counts import numbers_of
from pipeline.checks.multiples import OF_TIMES
from pipeline.checks.number_words import Spelled, says, spelled
from pipeline.checks.pair import Fault, Pair
from pipeline.checks.quantities import Quantity, quantities
from pipeline.checks.units import Forms
from pipeline.lexicon import lexicon_of, lowered

#: So many characters before the word for a unit its number begins, where it is not in it.
_NEAR = 6
_HOUR, _HOURS_OF_A_DAY = "duration-hour", 24
#: How the lexicon names so many times.
_TIMES = {1: "once", 2: "twice", 3: "thrice", 4: "four"}
#: Kinds of words that say several times by themselves: in the morning and in the evening, before meals.
_SEVERAL = frozenset({"times", "daypart", "noon", "food", "factor"})
_Span = tuple[int, int]


def without_frequencies(pair: Pair, source: str, translation: str) -> tuple[str, str]:
    """Both normalised texts without how often something is done, where they say it in different ways."""
    there, here = pair.source_language.locale, pair.language.locale
    always = [_said("clock", "round", *one) for one in ((source, there), (translation, here))]
    if all(always):
        source, translation = _blanked(source, always[0]), _blanked(translation, always[1])
    source, translation = _without_hours(source, there, translation, here)
    translation, source = _without_hours(translation, here, source, there)
    return source, translation


def turned_faults(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    """As many times as the units between two times: "four times a day" is not "every four days"."""
    there, here = (source, pair.source_language.locale), (translation, pair.language.locale)
    if turned := _turned(*there, *here):
        was, became = turned
        yield Fault("numbers", f"“{was}” became an interval: “{became}”", was, became)
    elif turned := _turned(*here, *there):
        became, was = turned
        yield Fault("numbers", f"“{was}” became a number of times: “{became}”", was, became)


def exchanged_times_faults(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    """How often and how much that have each other's number: 2 tablets 3 times a day are not 3 tablets twice a day."""
    there, here = (source, pair.source_language.locale), (translation, pair.language.locale)
    often, oftener = dict(_times(*there)), dict(_times(*here))
    gone, come = often.keys() - oftener.keys(), oftener.keys() - often.keys()
    if len(gone) != 1 or len(come) != 1:
        return
    (was,), (became,) = gone, come
    counted, found = ({one.value for one in numbers_of(*side)} for side in (there, here))
    if became in counted and was in found:
        yield Fault("numbers", f"“{often[was]}” became “{oftener[became]}”", often[was], oftener[became])


def is_how_often(pair: Pair, source: str, translation: str, one: Quantity) -> bool:
    """Whether a number that only the translation has says how often a day, where the source says daily and no more."""
    return OF_TIMES.match(lowered(translation), one.end) is not None and _is_once_a_day(pair, source)


def more_often_faults(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    """Twice a day where the source says daily, and no more than that."""
    if _is_once_a_day(pair, source):
        for name, word, _ in lexicon_of(pair.language.locale).said("times", translation):
            times = next((value for value, known in _TIMES.items() if known == name), 1)
            if times > 1 and not word[:1].isdigit() and not says(source, times, pair.source_language.locale):
                yield Fault("numbers", f"“{word}” is not in the source", here=word, doubtful=True)
                return


def _is_once_a_day(pair: Pair, source: str) -> bool:
    """Whether a text says daily, and nothing of which another one may make a number of times."""
    locale = pair.source_language.locale
    lexicon = lexicon_of(locale)
    return (
        any(name == "daily" for name, *_ in lexicon.said("interval", source))
        and lexicon.all_said(source).keys().isdisjoint(_SEVERAL)
        and not any(lexicon.may_say("times", name, source) for name in _TIMES.values())
        and not any(OF_TIMES.match(source, one.end) or one.unit == _HOUR for one in numbers_of(source, locale))
    )


def _turned(text: str, locale: str, other_text: str, other_locale: str) -> tuple[str, str] | None:
    """What a text does so many times, where another one does it at intervals of as many units, and not as often."""
    every = [(word, at) for name, word, at in lexicon_of(other_locale).said("rhythm", other_text) if name == "every"]
    if not every or any(name == "every" for name, *_ in lexicon_of(locale).said("rhythm", text)):
        return None
    places = {place for word, at in every for place in range(at - _NEAR, at + len(word))}
    found = {one.value: one.start for one in numbers_of(other_text, other_locale) if one.start in places}
    for value, written in _times(text, locale):
        # "Every fourth day" has its number as an ordinal, or with another ending.
        begin = found.get(value, next((at for word, at in every if says(word, int(value), other_locale)), None))
        if begin is not None and value not in {times for times, _ in _times(other_text, other_locale)}:
            return written, other_text[begin : begin + 2 * _NEAR].strip()
    return None


def _times(text: str, locale: str) -> Iterator[tuple[Decimal, str]]:
    """How many times a text says that something is done, but for numbers that measure something in it as well."""
    numbers, lower = numbers_of(text, locale), lowered(text)
    measured = {one.value for one in numbers if one.unit}
    for one in numbers:
        times = OF_TIMES.match(lower, one.end)
        if times and one.value > 1 and one.value not in measured:
            yield one.value, text[one.start : times.end()]
    names = {name: Decimal(value) for value, name in _TIMES.items() if value > 1}
    for name, word, _ in lexicon_of(locale).said("times", text):
        if name in names and names[name] not in measured:
            yield names[name], word


def _without_hours(text: str, locale: str, other_text: str, other_locale: str) -> tuple[str, str]:
    """Two texts without hours of the one that are times a day in the other."""
    if not any(name in _TIMES.values() for name, *_ in lexicon_of(other_locale).said("times", other_text)):
        return text, other_text
    others = {value for value, _ in _hours(other_text, other_locale)}
    for value, span in _hours(text, locale):
        name = _TIMES.get(_HOURS_OF_A_DAY // value) if value and _HOURS_OF_A_DAY % value == 0 else None
        said = _said("times", name, other_text, other_locale) if name and value not in others else []
        days = _said("interval", "daily", other_text, other_locale)
        if said and days and not _said("times", name or "", text, locale):
            return _blanked(text, [span]), _blanked(other_text, [*said, *days])
    return text, other_text


def _hours(text: str, locale: str) -> Iterator[tuple[int, _Span]]:
    """The whole numbers of hours in a text, each with the place of both."""
    forms = Forms.of(locale)
    both: tuple[Quantity | Spelled, ...] = (*quantities(text, locale), *spelled(text, locale))
    for one in both:
        if forms.beside(text, one.start, one.end) == _HOUR and one.value == int(one.value):
            unit = forms.after.match(text, one.end)
            yield int(one.value), (one.start, unit.end() if unit else one.end)


def _said(kind: str, name: str, text: str, locale: str) -> list[_Span]:
    return [(at, at + len(word)) for said, word, at in lexicon_of(locale).said(kind, text) if said == name]


def _blanked(text: str, spans: list[_Span]) -> str:
    characters = list(text)
    for start, end in spans:
        characters[start:end] = " " * (end - start)
    return "".join(characters)
