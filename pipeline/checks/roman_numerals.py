"""Roman numerals that count: stage III is not Stadium IV, type I not Typ II.

A language may write such a number in digits, or as a word; then there is nothing to compare. Centuries and kings are
numbers of their own (number_words.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.number_words import says
from pipeline.checks.pair import Fault, Pair

_LETTER = r"0-9_A-Za-z\u00c0-\u024f\u0370-\u04ff’'"
_NUMERAL = re.compile(rf"(?<![{_LETTER}.])(?=[IVX])(?!X+\b)(X{{0,3}}(?:IX|IV|V?I{{0,3}}))[a-cA-C]?(?![{_LETTER}/])")
#: X and XX stand for something unknown. A single letter is as often something else (I, V-shaped): it counts only behind
#: another word.
_BEHIND_A_WORD = re.compile(rf"[^\W\d_]{{2,}}[ \u00a0]?$|[{_LETTER}]-$")
_BEFORE_A_WORD = re.compile(r"-\w")
_REACH = 12
_VALUES = {"I": 1, "V": 5, "X": 10}


def roman_faults(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    """Numerals of which the translation has others than the source, in two normalised texts."""
    wanted, found = _numerals(source), _numerals(translation)
    if not wanted or not found:
        return
    there, here = pair.source_language.locale, pair.language.locale
    gone = [written for value, written in wanted.items() if value not in found and not _has(translation, value, here)]
    come = [written for value, written in found.items() if value not in wanted and not _has(source, value, there)]
    if gone and come:
        was, became = ", ".join(gone), ", ".join(come)
        yield Fault("numbers", f"the number {was} became {became}", was, became)


def _numerals(text: str) -> dict[int, str]:
    """The numerals of a text by their values."""
    found: dict[int, str] = {}
    for match in _NUMERAL.finditer(text):
        if len(match[1]) > 1 or _is_behind_a_word(text, *match.span()):
            found.setdefault(_value(match[1]), match[1])
    return found


def _is_behind_a_word(text: str, start: int, end: int) -> bool:
    behind = _BEHIND_A_WORD.search(text, max(0, start - _REACH), start)
    return behind is not None and (behind[0][-1] == "-" or not _BEFORE_A_WORD.match(text, end))


def _value(numeral: str) -> int:
    values = [_VALUES[letter] for letter in numeral]
    return sum(-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True))


def _has(text: str, value: int, locale: str) -> bool:
    return re.search(rf"(?<!\d){value}(?!\d)", text) is not None or says(text, value, locale)
