"""Days of the month and half hours in words: the third of May is no vierter Mai, half past seven is 7:30."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.checks.calendar_names import names_in
from pipeline.checks.number_vocabulary import LIBRARY, cardinal, ordinal
from pipeline.checks.pair import Fault, Pair
from pipeline.lexicon import Said, lexicon_of, lowered

_LAST_DAY = 31
#: So far before or behind its month a day may be.
_REACH = 30
#: What may stand between the two: the third of May, dos de mayo, May the third.
_OF, _THE = r"[ \u00a0]+(?:(?:of|de|di|do|del)[ \u00a0]+|d['’])?", r"[ \u00a0]+(?:the[ \u00a0]+)?"
_HALF_PAST = "half_past"


def said_day_faults(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    """Days of the month in words that differ, where both texts say as many so."""
    there = list(_days(source, pair.source_language.locale))
    here = list(_days(translation, pair.language.locale)) if there else []
    if not here or len(there) != len(here):
        return
    gone, come = ([day for day, _ in own] for own in (there, here))
    if Counter(gone) != Counter(come):
        was, became = (", ".join(words for _, words in own) for own in (there, here))
        yield Fault("dates", f"“{was}” became “{became}”", was, became)


def _days(text: str, locale: str) -> Iterator[tuple[int, str]]:
    """The days of the month that a text says in words, each with them."""
    language = locale.partition("_")[0]
    if language not in LIBRARY:
        return
    for month in names_in(text, locale):
        if month.named[0] != "month":
            continue
        before, behind = text[max(0, month.start - _REACH) : month.start], text[month.end : month.end + _REACH]
        for day in range(_LAST_DAY, 0, -1):
            words = rf"(?:{ordinal(day, language).pattern}|{cardinal(day, language).pattern})"
            if found := re.search(rf"({words}){_OF}$", lowered(before)):
                yield day, before[found.start() :] + month.word
                break
            if found := re.match(rf"{_THE}({words})", lowered(behind)):
                yield day, month.word + behind[: found.end()]
                break


def without_half_hours(pair: Pair, source: str, translation: str) -> tuple[str, str]:
    """Both texts without the half hours that both say in words, half past three as halb vier, or one in digits."""
    locales = pair.source_language.locale, pair.language.locale
    said = [
        lexicon_of(locale).said(_HALF_PAST, text) for locale, text in zip(locales, (source, translation), strict=True)
    ]
    if all(said) and Counter(name for name, *_ in said[0]) == Counter(name for name, *_ in said[1]):
        return _blanked(source, said[0]), _blanked(translation, said[1])
    source, translation = _without_half_hours(source, locales[0], translation, locales[1])
    translation, source = _without_half_hours(translation, locales[1], source, locales[0])
    return source, translation


def _blanked(text: str, said: Iterable[Said]) -> str:
    for _, words, start in said:
        text = text[:start] + " " * len(words) + text[start + len(words) :]
    return text


def _without_half_hours(text: str, locale: str, other: str, other_locale: str) -> tuple[str, str]:
    if any(lexicon_of(other_locale).said(_HALF_PAST, other)):
        return text, other
    for name, words, start in lexicon_of(locale).said(_HALF_PAST, text):
        hour = int(name)
        written = re.search(rf"(?<![\d:.,])0?(?:{hour}|{hour + 12}|{hour % 12})\s?[:.hH時时點点]\s?30(?!\d)", other)
        if written and not re.search(r"\d", words):
            text = text[:start] + " " * len(words) + text[start + len(words) :]
            other = other[: written.start()] + " " * len(written[0]) + other[written.end() :]
    return text, other
