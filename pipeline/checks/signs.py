"""Signs of numbers: -5 is not 5, and neither are ±5 and +5.

Whatever dash is written right before a number with nothing that it may join before it is read as a minus sign.
Compared are all signed numbers of two texts, those of dates, times and telephone numbers included.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.characters import seen_digits
from pipeline.checks.number_vocabulary import minus_of
from pipeline.checks.pair import Fault, Pair
from pipeline.checks.quantities import normalized
from pipeline.lexicon import Lexicon, lexicon_of, lowered
from pipeline.lexicon.phrases import phrases_of

# All of Unicode's dashes (category Pd) but those that mean "up to" in Japan; 一 and ー are words and vowels there.
_DASHES = "".join(
    character
    for character in map(
        chr, (*range(0x2D, 0x2E), *range(0x58A, 0x5BF), *range(0x2010, 0x2E5E), *range(0xFE31, 0xFF0E))
    )
    if unicodedata.category(character) == "Pd" and character not in "\u301c\u3030\u30a0"
)
_LONG_WORD = 5
_MINUS = "\u2212\u2796\u207b\u208b"
_KINDS = {
    **dict.fromkeys(_DASHES + _MINUS, "-"),
    **dict.fromkeys("+\uff0b\ufe62\u207a\u208a\u2795", "+"),
    "±": "±",
    "∓": "±",
}
# A plain minus sign and ± may have a space behind them; a dash with one is a dash.
_SIGNED = re.compile(
    rf"(?:(?P<sign>[{re.escape(''.join(_KINDS))}])|(?P<apart>[\u2212±])[^\S\n])[$€£¥]?(?P<number>\d+(?:[.,٫]\d+)*)"
)
# What a sign that is one may follow: nothing, a space, what opens; and letters of scripts without spaces.
_MAY_FOLLOW = re.compile(r"(?:^|[\s(\[{`«“„‘‚¿¡;,:=<>≤≥≈~/|\u3000-\u9fff\uac00-\ud7af\uff00-\uff0f]|(?<!\w)[\"'’”»])$")
#: Behind a number, or its unit, and a space, a dash is one of a range, if the source has one.
_NUMBER_BEFORE = re.compile(r"\d\s?(?:([^\W\d_]{1,6})\.?|[%°]C?)?\s?$")
_NUMBER = re.compile(r"\d+(?:[.,٫]\d+)*")
_DEGREES_NEXT, _DEGREES_BEFORE = (
    re.compile(r" ?\d+(?:[.,]\d+)? ?(?:°|degree|celsius|[cf](?!\w))"),
    re.compile(r"\d ?(?:°[cf]?|degrees?|[cf]) ?$"),
)
_RANGE = re.compile(r"[-‐‑–—−~〜～/]|\b(?:to|through|until|till|and|or)\b")
_ASIDE = re.compile(r"\s[-–—]\s|[–—]")


@dataclass(frozen=True, slots=True)
class _Signed:
    """A number with its sign, as a text writes it; its kind is -, + or ±."""

    kind: str
    digits: str
    written: str
    certain: bool


def sign_faults(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    """The signs of numbers that only one of two texts has; the texts are not normalised yet."""
    there, here = lexicon_of(pair.source_language.locale), lexicon_of(pair.language.locale)
    wanted, found = _signed(source, source, there), _signed(translation, source, here)
    if not any(one.certain for one in (*wanted, *found)):
        return
    gone, come = (_only_in(*own) for own in ((wanted, found), (found, wanted)))
    # What is measured in another unit has its sign before another number.
    converted = _kinds_of_others(gone, translation) & _kinds_of_others(come, source)
    for one in _without(come, converted):
        if one.kind == "+" or not there.has_minus(source):
            lowers = one.kind == "-" and there.may_say("change", "decrease", source)
            message = f"{one.written} has a sign that the source does not have"
            yield Fault("numbers", message, here=one.written, doubtful=one.kind == "+" or lowers)
    for one in _without(gone, converted):
        word = minus_of(pair.language.locale.partition("_")[0])
        around = r"\b" * (len(word) < _LONG_WORD)  # a preposition is written onto it: במינוס
        says_minus = here.has_minus(translation) or (word and re.search(around + word + around, lowered(translation)))
        if one.kind != "+" and not says_minus:
            yield Fault("numbers", f"the sign of {one.written} is missing", one.written)


def minus_faults(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    """A number that is below zero in words (minus 20), and not so in the translation; both texts are normalised."""
    there, here = lexicon_of(pair.source_language.locale), lexicon_of(pair.language.locale)
    if not here.minus or not there.has_minus(source) or here.has_minus(translation):
        return
    if any(one.kind == "-" for one in _signed(translation, source, here)) or any(map(translation.__contains__, _MINUS)):
        return
    lower = lowered(source)
    for word in phrases_of(there.minus, there.joined).finditer(lower):
        is_below = word[0].endswith(("zero", "freezing")) and lower[: word.start()].rstrip()[-1:].isdigit()
        if is_below or _DEGREES_NEXT.match(lower, word.end()) or _DEGREES_BEFORE.search(lower, 0, word.start()):
            yield Fault("numbers", f"“{word[0]}” is missing: it is below zero", word[0])
            return


def _kinds_of_others(own: list[_Signed], other_text: str) -> Counter[str]:
    """The signs of numbers that another text does not have, with whatever sign."""
    known = {_digits(one[0]) for one in _NUMBER.finditer(seen_digits(other_text))}
    return Counter(one.kind for one in own if one.digits not in known)


def _only_in(own: list[_Signed], others: list[_Signed]) -> list[_Signed]:
    """The numbers that surely have a sign in a text, and in the other not so much as a hyphen (Latin-9)."""
    rest = _without(own, Counter((one.kind, one.digits) for one in others), lambda one: (one.kind, one.digits))
    return [one for one in rest if one.certain]


def _without(
    own: list[_Signed], taken: Mapping[Any, int], key: Callable[[_Signed], object] = lambda one: one.kind
) -> list[_Signed]:
    left, rest = Counter(taken), []
    for one in own:
        left[key(one)] -= 1
        if left[key(one)] < 0:
            rest.append(one)
    return rest


def _signed(text: str, source: str, lexicon: Lexicon) -> list[_Signed]:
    """The numbers of a text with a sign or what may be one before them."""
    text = seen_digits(text)
    found = []
    for match in _SIGNED.finditer(text):
        sign = match["sign"] or match["apart"]
        before = text[: match.start()][-12:]
        number = _NUMBER_BEFORE.search(before)
        # Behind "to" there is no dash that means the same.
        is_range = (
            number is not None
            and (match["apart"] or sign == "+" or _RANGE.search(source))
            and not (number[1] and _ties(number[1], lexicon))
        )
        is_aside = sign in "–—―" and (sign in text[match.end() :] or _ASIDE.search(source))
        certain = (sign in _MINUS or _MAY_FOLLOW.search(before)) and not is_range and not is_aside
        found.append(_Signed(_KINDS[sign], _digits(match["number"]), match[0], bool(certain)))
    return found


def _ties(word: str, lexicon: Lexicon) -> bool:
    """Whether a word ties two numbers to each other, and is no unit of the first."""
    known = (words for words in (lexicon.spanning, lexicon.joining) if words)
    return any(phrases_of(words, lexicon.joined).are_in(lowered(word)) for words in known)


def _digits(number: str) -> str:
    return re.sub(r"\D", "", normalized(number)).lstrip("0")
