"""Which whole numbers a text spells out, in what language it may be.

number_vocabulary.py has the words; what else a number may be called (both, dozen) is in the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from pipeline.checks.ideographs import ideographic_numbers
from pipeline.checks.number_vocabulary import (
    LIBRARY,
    WORD,
    Vocabulary,
    cardinal,
    excuse,
    ordinal,
    tens,
    vocabulary_of,
)
from pipeline.checks.scales import Scales
from pipeline.checks.units import Forms
from pipeline.lexicon import MOST_KNOWN, UNSPACED, Lexicon, lexicon_of, lowered

_DUAL = 2
#: So near before a number its tens may stand.
_NEAR = 16
#: The languages whose words for numbers are known in all their forms.
WELL_KNOWN = frozenset(LIBRARY) | {"ja", "zh"}
#: So many words write one of the vocabulary's numbers at most: quatre-vingt-dix-neuf mille.
_MOST_WORDS = 6
#: Numbers up to here have words enough in the lexicon.
_TEN, _HUNDRED = 10, 100
#: Nobody spells out larger ones, and the library has no words for all.
_TOO_MANY = 10**9

_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_MOST_ROMAN = 40
#: From here on no word looks like one: xiii, but not xi or vi. French and Spanish set centuries so, in small capitals.
_SMALL_ROMAN = 13
_ROMAN_END = r"(?:\.?[eº°ªªᵉᵒªʳ]|er|ère|ème|re|th)?(?!\w)"

_GAP = re.compile(r"[ \u00a0\u202f\-‐‑\u00ad]{1,2}")
# A neighbour that makes a number part of a compound: a two-week course.
_NOT_ALONE = frozenset("-‐‑–'’")

# What makes a number in ideographs an ordinal, or a vague one: 第三, 数十.
_NO_COUNT = frozenset("第数何几")


@dataclass(frozen=True, slots=True)
class Spelled:
    """A number in words, at its place. One that is `plain` is surely meant as nothing but this number."""

    value: int
    start: int
    end: int
    plain: bool


# Marks upon Arabic letters, each as the letter that only makes a word longer.
_VOWELS = dict.fromkeys((*range(0x64B, 0x653), 0x670), "\u0640")


@lru_cache(maxsize=MOST_KNOWN)
def spelled(text: str, locale: str) -> tuple[Spelled, ...]:
    """The numbers that a text spells out, from 2 on."""
    language, lexicon = locale.partition("_")[0], lexicon_of(locale)
    if lexicon.cardinals:
        counted = [
            Spelled(value, start, end, True)
            for value, start, end in lexicon.cardinals_in(text)
            if not tens(language).search(lowered(text[max(0, start - _NEAR) : start]))  # the five of twenty-five
        ]
        return (*counted, *_duals(text, lexicon))
    if language in UNSPACED:
        return tuple(_in_ideographs(text, locale)) if language in {"ja", "zh"} else ()
    if language not in LIBRARY or not _begin(language)(text):
        return tuple(_duals(text, lexicon))
    vocabulary = vocabulary_of(language)
    text = text.translate(_VOWELS)
    found = [number for run in _runs(text, vocabulary) for number in _numbers(text, run, vocabulary, locale)]
    return (*found, *_duals(text, lexicon))


def _duals(text: str, lexicon: Lexicon) -> Iterator[Spelled]:
    """Units of time whose form alone says that there are two (ساعتين, שעתיים)."""
    for value, what, word, start in lexicon.counts_in_a_word(text) if lexicon.counts else ():
        if value == _DUAL and what.startswith("duration") and " " not in word:
            yield Spelled(value, start, start + len(word), True)


def says(text: str, value: int, locale: str) -> bool:
    """Whether a text has the number in words, in whatever form: as an ordinal, in a compound, as a name of its own."""
    numbers = spelled(text, locale)
    if any(number.value == value for number in numbers):
        return True
    # The five of twenty-five is no five, and a ten is in many words for eleven.
    rest = _without(text, (number for number in numbers if number.value > _TEN))
    lexicon, language = lexicon_of(locale), locale.partition("_")[0]
    if lexicon.has_number(value, rest):
        return True
    tens_of, ones = value // _TEN * _TEN, value % _TEN
    is_compound = language not in LIBRARY and _TEN < value < _HUNDRED and ones > 0
    if is_compound and lexicon.has_number(tens_of, rest) and lexicon.has_number(ones, rest):
        return True  # είκοσι πέντε
    if _has_roman(value, rest, language) or Scales.of(locale).says(value, rest):
        return True
    if language not in LIBRARY or not _TEN < value < _TOO_MANY:
        return 0 <= value < _TOO_MANY and excuse(value, language).search(lowered(rest)) is not None
    return _has_cardinal(lowered(rest), value, language) or ordinal(value, language).search(lowered(text)) is not None


def _has_roman(value: int, text: str, language: str) -> bool:
    """Whether a text has a number as centuries, kings and chapters have it."""
    if not 0 < value < _MOST_ROMAN:
        return False
    tens, ones = divmod(value, 10)
    roman = "X" * tens + _ROMAN[ones]
    if value == 1:  # an article, a pronoun, a letter elsewhere
        return re.search(r"(?<!\w)I(?:er|ère|re|ᵉʳ)(?!\w)|(?<=\w )I(?!\w)", text) is not None and language != "en"
    return (
        re.search(rf"(?<!\w)(?:{roman}{rf'|{roman.lower()}' if value >= _SMALL_ROMAN else ''}){_ROMAN_END}", text)
        is not None
    )


def _without(text: str, numbers: Iterable[Spelled]) -> str:
    parts, position = [], 0
    for number in numbers:
        parts.append(text[position : number.start])
        position = number.end
    return " ".join((*parts, text[position:]))


def _in_ideographs(text: str, locale: str) -> Iterator[Spelled]:
    """Ideographs for numbers are parts of many words; only with a counter behind them they surely count."""
    counters = _counters(lexicon_of(locale).counters)
    for value, start, end in ideographic_numbers(text):
        before = text[start - 1 : start]
        if value and value > 1 and not before.isdigit():
            yield Spelled(value, start, end, before not in _NO_COUNT and counters.match(text, end) is not None)


@cache
def _counters(words: str) -> re.Pattern[str]:
    return re.compile(words or "(?!)")


@cache
def _begin(language: str) -> Callable[[str], bool]:
    """A quick look whether a text has any number word at all; a one is an article in many languages."""
    vocabulary = vocabulary_of(language)
    known = {form for form, base in vocabulary.forms.items() if vocabulary.values.get(base) != 1}
    if vocabulary.prefixes:
        pattern = re.compile("|".join(map(re.escape, sorted(known))))
        return lambda text: pattern.search(text) is not None
    return lambda text: not known.isdisjoint(WORD.findall(lowered(text)))


#: A number word in a text: its form in the vocabulary, and its place.
_Found = tuple[str, int, int]


def _runs(text: str, vocabulary: Vocabulary) -> Iterator[list[_Found]]:
    """The number words that stand beside one another, with nothing but spaces, hyphens and links between."""
    run: list[_Found] = []
    end = 0  # of the run, links behind it included
    for match in WORD.finditer(text):
        beside = bool(run) and _GAP.fullmatch(text, end, match.start()) is not None
        word = vocabulary.word(match[0])
        if word is not None:
            if run and not beside:
                yield run
                run = []
            run.append((word, *match.span()))
            end = match.end()
        elif beside and lowered(match[0]) in vocabulary.links:
            end = match.end()
        elif run:
            yield run
            run = []
    if run:
        yield run


def _numbers(text: str, run: list[_Found], vocabulary: Vocabulary, locale: str) -> list[Spelled]:
    """The numbers that a run of words writes: one if each part fits into the one before (hundred and five)."""
    found: list[Spelled] = []
    whole = True
    position = 0
    while position < len(run):
        word, start, end = run[position]
        factor = vocabulary.scales.get(word)
        value, count = _longest(run, position, vocabulary.values)
        last = found[-1] if found else None
        if factor and count < 2 and last and last.value < factor:
            found[-1] = Spelled(last.value * factor, last.start, end, False)
        elif value == _HUNDRED and last and _TEN < last.value < 2 * _TEN:  # twelve hundred
            found[-1] = Spelled(last.value * value, last.start, end, False)
        elif value and last and value < _room(last.value):
            found[-1] = Spelled(last.value + value, last.start, run[position + count - 1][2], False)
        elif value:
            found.append(Spelled(value, start, run[position + count - 1][2], False))
        else:
            whole = False
            if factor:  # тысяча двести; alone it may be any thousand
                found.append(Spelled(factor, start, end, False))
        position += max(count, 1)
    if whole and len(found) == 1 and found[0].value > 1 and _is_plain(text, found[0], vocabulary, locale):
        return [replace(found[0], plain=True)]
    return [number for number in found if number.value > 1]


def _longest(run: list[_Found], position: int, values: dict[str, int]) -> tuple[int, int]:
    """The number that most words from here on write, and how many they are; 0 words if none."""
    for count in range(min(_MOST_WORDS, len(run) - position), 0, -1):
        if value := values.get("".join(word for word, _, _ in run[position : position + count])):
            return value, count
    return 0, 0


def _room(value: int) -> int:
    """What may follow a round number within the same one is smaller than this."""
    return next((round_ for round_ in (10**9, 10**6, 1000, 100) if value % round_ == 0), 0)


def _is_plain(text: str, number: Spelled, vocabulary: Vocabulary, locale: str) -> bool:
    before, after = text[max(0, number.start - 3) : number.start], text[number.end : number.end + 1]
    return (
        not before.rstrip(" \u00a0\u202f")[-1:].isdigit()  # 25 mil
        and before[-1:] not in _NOT_ALONE
        and after not in _NOT_ALONE
        and (
            not vocabulary.ambiguous.fullmatch(lowered(text[number.start : number.end]))
            or lexicon_of(locale).is_counted(text, number.end)
            or Forms.of(locale).beside(text, number.start, number.end) is not None
        )
    )


def _has_cardinal(text: str, value: int, language: str) -> bool:
    """Whether the text has the number, and not at the beginning of a longer one."""
    words = vocabulary_of(language).forms
    return any(
        not any(match[1][:length] in words for length in range(3, len(match[1]) + 1))
        for match in cardinal(value, language).finditer(text)
    )
