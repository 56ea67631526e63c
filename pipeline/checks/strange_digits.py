"""Digits that readers take for none, or for others, and what makes another number of the one that it stands beside.

A digit of a script that is not the language's (5 with a zero of N'Ko) says nothing to its readers. Whatever the eye
joins to a number is read with it: a letter O or l, a circle, a raised or circled digit, a mark over it, a second number
over a thin space, the digits of a code span. Compared is what stands so beside numbers in both texts.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from pipeline.characters import seen_digits
from pipeline.checks.calendar import dates
from pipeline.checks.pair import Fault, Pair
from pipeline.checks.quantities import normalized
from pipeline.checks.scales import Scales
from pipeline.checks.units import Forms
from pipeline.lexicon import lowered

_DIGIT = re.compile(r"(?![0-9])\d")
#: Digits that look like those of ASCII.
_ALIKE = ("FULLWIDTH", "MATHEMATICAL", "SEGMENTED")
#: What printf fills in, with its width.
_CONVERSION = re.compile(r"%%?[-+#0]*\d*(?:\.\d+)?[A-Za-z]")
_NUMBER = re.compile(r"\d+(?:[.,٫٬]\d+)*")
# Numbers that are no digits, marks upon a digit, and pictures, but for those that abbreviate a word (㎎).
_JOINED = frozenset({"No", "Nl", "Mn", "Me", "Mc", "So", "Co", "Cn"})
_FRACTION_OR_POWER = re.compile("[¼-¾⅐-⅞²³¹⁰⁴-⁹]")
_OF_NAMES = frozenset("©®™℠№°")
#: Capital O in three scripts and the ideograph for zero; the others are read as a digit only before a unit.
_ZERO = re.compile("[OОΟ]+(?!\\w)|〇+(?![〇一二三四五六七八九])")
_ALIKE_BEHIND = re.compile(r"[OОΟoоοlIІӀ|∣ǀØº°]+(?=[ \u00a0\u202f])")
_ALIKE_BEFORE = re.compile(r"(?<![^\W_])[lI|∣ǀІӀ]$")
_ALEF = re.compile(r"(?<!\w)ا$")
_LETTERS = re.compile(r"[^\W\d_]{1,3}(?=[ \u00a0\u202f])")
_ANYWHERE = {"LATIN", "GREEK", "MICRO", "FEMININE", "MASCULINE", "KELVIN", "OHM"}
_JAPANESE = {"HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"}
_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)\b")
#: Two short numbers with a space between are read as one; what is longer is a year, or has its groups of three.
_TWO = re.compile(r"(?<![\w.,:/])\d{1,3}(?:[^\S\n\t]{1,2}\d{1,3})+(?![\d_]|[.,:/]\d)")
_GAPS = re.compile(r"(?<=\d)[\s().,\-/'’:\u2011]+(?=\d)")
_BESIDE_CODE = re.compile(r"\d\s?(?:<[^<>]*>)*<code\b[^<>]*>\s*\d|\d\s*</code>(?:<[^<>]*>)*\s?\d", re.I)


def digit_faults(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    """What of a translation is read as another number; the texts are not normalised yet."""
    known, scripts = pair.original.prose, _scripts(pair, pair.translated.prose)
    for digit in dict.fromkeys(_DIGIT.findall(pair.translated.prose)):
        name = unicodedata.name(digit, "")
        if digit not in known and not name.startswith(_ALIKE) and not _is_of(name, scripts):
            yield Fault("numbers", f"{digit} ({name.lower()}) is no digit of this language", here=digit)
    source, translation = (seen_digits(_CONVERSION.sub("%", text)) for text in (source, translation))
    wanted = Counter(mark for mark, _ in _beside(source, pair, pair.source_language.locale))
    for mark, shown in _beside(translation, pair, pair.language.locale):
        wanted[mark] -= 1
        if wanted[mark] < 0 and not re.search(rf"(?<!\w){re.escape(shown)}(?!\w)", source):
            yield Fault("numbers", f"{shown}: what is beside the number is read as a part of it", here=shown)
    digits, text = _GAPS.sub("", normalized(source)), normalized(translation)
    for found in _TWO.finditer(text):
        if (
            re.sub(r"\s", "", found[0]) not in digits
            and found[0] not in normalized(source)
            and not _is_in_date(pair, source, text, *found.span())
        ):
            yield Fault("numbers", f"{found[0]} is read as one number", here=found[0])
    there, here = (_BESIDE_CODE.findall(one.rendered) for one in (pair.original, pair.translated))
    if len(here) > len(there):
        shown = re.sub("<[^<>]*>", "`", here[-1])
        yield Fault("numbers", f"{shown} is read as one number: code stands beside a number", here=shown)


def _is_in_date(pair: Pair, source: str, translation: str, start: int, end: int) -> bool:
    """Whether a place of a normalised translation is within a date, where the source has any: 7 12 2021, ཟླ་༦ 4."""
    found = dates(translation, pair.language.locale)
    is_within = any(date.start <= start and end <= date.end for date in found)
    return is_within and any(dates(normalized(source), pair.source_language.locale))


def _beside(text: str, pair: Pair, locale: str) -> Iterator[tuple[str, str]]:
    """What stands beside the numbers of a text and is read as a part of them, each with its number."""
    scripts = _scripts(pair, text) if not text.isascii() else frozenset()
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        before, behind = text[max(0, start - 1) : start], text[end : end + 1]
        if before and (
            (_is_joined(before) and unicodedata.category(before) not in ("Mn", "Mc", "So"))
            or _ALIKE_BEFORE.search(text, max(0, start - 2), start)
            or ("\u0660" <= text[start] <= "\u06f9" and _ALEF.search(text, max(0, start - 2), start))
            or (before.isalpha() and not _is_known(before, scripts))
        ):
            yield f"{before}#", text[start - 1 : end]
        if not behind or behind.isspace():
            continue
        if _is_joined(behind) and not _FRACTION_OR_POWER.match(behind):
            yield f"#{behind}", text[start : end + 1]
        elif (zero := _ZERO.match(text, end)) or (zero := _before_unit(text, end, pair, locale)):
            yield f"#{zero[0]}", text[start : zero.end()]
        elif behind.isalpha() and not _is_known(behind, scripts):
            yield f"#{behind}", text[start : end + 1]


def _is_joined(character: str) -> bool:
    if character.isascii() or character in _OF_NAMES:
        return False
    category = unicodedata.category(character)
    if category == "So":  # ㎎, ㎡ and ℃ are words
        written = unicodedata.normalize("NFKC", character)
        return written == character or written[0].isdigit()
    return category in _JOINED


def _before_unit(text: str, end: int, pair: Pair, locale: str) -> re.Match[str] | None:
    """What stands between a number and its unit and is none: 5o mg, 5Ø mg."""
    forms = Forms.of(locale)
    if (alike := _ALIKE_BEHIND.match(text, end)) and (unit := forms.after.match(text, alike.end())):
        is_ordinal = forms.unit_of(unit[1]).startswith("duration") and _ORDINAL.search(pair.original.shown)
        return None if is_ordinal else alike
    letters = _LETTERS.match(text, end)
    if letters is None or _IDEOGRAPH.search(letters[0]) or forms.after.match(text, end):
        return None
    unit = forms.after.match(text, letters.end())
    measured = forms.unit_of(unit[1]) if unit else ""
    is_other = not measured or measured.startswith("duration") or measured.isupper()
    return None if is_other or lowered(letters[0]) in Scales.of(locale).perhaps else letters


def _is_known(letter: str, scripts: frozenset[str]) -> bool:
    return letter.isascii() or not scripts or _script(letter) in scripts or unicodedata.category(letter) == "Lm"


def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").partition(" ")[0]


def _scripts(pair: Pair, text: str) -> frozenset[str]:
    """The scripts of a text and of its language's own name, by the names of their letters in Unicode."""
    rest = re.sub(r"(?<=\d)[^\W\d_]|[^\W\d_](?=\d)", " ", text)
    scripts = {*map(_script, filter(str.isalpha, pair.language.endonym + rest))}
    return frozenset(scripts | _ANYWHERE | (_JAPANESE if "CJK" in scripts else set()))


def _is_of(digit: str, scripts: frozenset[str]) -> bool:
    return any(script in digit for script in scripts)
