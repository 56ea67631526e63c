"""Rules on facts: numbers, units, dates, times, telephone numbers, addresses. Readers act on them.

All are compared as values and without regard to order: languages write and place them differently.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import zip_longest

from pipeline.checks.attached_marks import attached_faults
from pipeline.checks.day_ranges import day_range_faults
from pipeline.checks.directions import direction_faults
from pipeline.checks.doses import dose_faults
from pipeline.checks.durations import duration_faults
from pipeline.checks.exchanged_numbers import exchanged_fact_faults, exchanged_number_faults
from pipeline.checks.filled import filled_faults
from pipeline.checks.frequencies import (
    exchanged_times_faults,
    more_often_faults,
    turned_faults,
    without_frequencies,
)
from pipeline.checks.letters import letter_faults
from pipeline.checks.lost_bounds import lost_bound_faults
from pipeline.checks.multiples import multiple_faults
from pipeline.checks.negations import negation_faults
from pipeline.checks.numbers import both_count_in_words, differs, number_faults
from pipeline.checks.pair import Fault, Fragment, Pair
from pipeline.checks.points_in_time import (
    blank,
    name_faults,
    without,
    without_dates,
    without_months_in_digits,
    without_times,
)
from pipeline.checks.prefixes import prefix_faults
from pipeline.checks.quantities import normalized
from pipeline.checks.ranges import range_faults
from pipeline.checks.roman_numerals import roman_faults
from pipeline.checks.said_days import said_day_faults, without_half_hours
from pipeline.checks.said_signs import said_sign_faults
from pipeline.checks.sides import side_faults
from pipeline.checks.signs import minus_faults, sign_faults
from pipeline.checks.strange_digits import digit_faults
from pipeline.checks.terms import term_faults
from pipeline.checks.written_alike import without_rows
from pipeline.lexicon import MOST_KNOWN, lexicon_of, lowered
from pipeline.lexicon.phrases import phrases_of

# ASCII only: in Chinese and Japanese, words follow without a space.
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_ADDRESS = re.compile(r"(?:https?://|www\.)(?:[!#-&*-;=?-Z_a-z~/]|\([!#-&*-;=?-Z_a-z~/]*\))+")
_PHONE = re.compile(r"\+\d[\d\s().\-/\u2011]{6,}\d|\(?\b\d{3}\)?[\s.\-]\d{3}[\s.\-]\d{4}\b|\b1-\d{3}-\d{3}-\d{4}\b")
_GAPS = re.compile(r"[\s().\-/\u2011\u200e\u2066\u2069]*")
_HAS_DIGITS = re.compile(r"\d")
_ASCII_DIGIT = re.compile("[0-9]")
# Names of footnotes and placeholders are no facts; 3D is a word (3Δ), and so is hexadecimal (16進数).
_NO_FACT = re.compile(
    r"\[\^[^\[\]]*\]|%\(\w+\)\w|\{\w*\}|(?<![\w.,])[234][-‑]?[DДΔ](?!\w)|(?<![\d.,])(?:2|8|10|16)(?=進|进制|진수|진법)"
)
# A word that begins with a letter and has a digit, or what templates read.
_NAME = re.compile(r"\{[{%][^{}]*[}%]\}|(?<![\w.,'’-])(?:[A-Za-z]|\d++[A-Za-z])[A-Za-z_]*+\d\w*+(?![.,]?\d)")
#: Numbers in a row, one without its space: pages 1,2 or 3.
_LISTED = re.compile(r"(?<![\d.,])(\d{1,2}),(\d{1,2})(?= (?:and|or) \d)")
_MAY_NAME = re.compile(r"\d|\{[{%]")
#: A decimal without its zero: .5 mg.
_BARE_DECIMAL = re.compile(r"(?<![\w.,:;/*)\]\\%$])(?=[.,]\d)")
_HAS_FACTS = re.compile(r"[\d\u00bc-\u00be\u2150-\u215e〇@<>≤≥≦≧⩽⩾]|https?:|www\.")
#: What is left of a link of reStructuredText where its address was: its signs compare nothing.
_POINTED = re.compile(r"<\s*>")
_COMPARISONS = re.compile(r"[<>≤≥≦≧⩽⩾]")
_OPPOSITES = {"<": "more", "≤": "more", ">": "less", "≥": "less"}
#: A sign that makes a bound of a number, and is no part of an arrow or of a prompt; and what says that in other ways.
_BOUNDS = re.compile(r"(?<![-=<>~])[<>≤≥≦≧⩽⩾]\s?\d")
_SAID_BOUND = re.compile(r"\d\+|\b(?:max|min|within)\b", re.I)
_Span = tuple[int, int]
_SAME_SIGN = str.maketrans("≦≧⩽⩾", "≤≥≤≥")


def fact_faults(pair: Pair) -> Iterator[Fault]:
    """What the translation says differently in fact."""
    yield from direction_faults(pair)
    yield from side_faults(pair)
    yield from filled_faults(pair)
    yield from _differences(pair, pair.original.shown, pair.translated.shown)
    # What is shown is compared with what is shown: a dose that is hidden says nothing.
    if pair.original.hidden or pair.translated.hidden:
        yield from _differences(pair, pair.original.hidden, pair.translated.hidden)


def _differences(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    source, translation = _without_marks(source), _without_marks(translation)
    source, translation = without_rows(source, translation)
    source = _LISTED.sub(r"\1, \2", source)
    source, translation = (_BARE_DECIMAL.sub("0", text) for text in (source, translation))
    if _HAS_DIGITS.search(translation) or _HAS_DIGITS.search(source):
        yield from sign_faults(pair, source, translation)
        yield from digit_faults(pair, source, translation)
    source, translation = normalized(source), normalized(translation)
    yield from letter_faults(pair, source, translation)
    yield from prefix_faults(source, translation)
    yield from attached_faults(pair, source, translation)
    yield from lost_bound_faults(pair, source, translation)
    source, translation = _without_names(source, translation)
    source, translation = without_half_hours(pair, source, translation)
    if not _HAS_FACTS.search(source) and not _HAS_FACTS.search(translation):
        source, translation = without_frequencies(pair, source, translation)
        if both_count_in_words(pair, source, translation):
            yield from number_faults(pair, source, translation)
        yield from name_faults(pair, source, translation)
        yield from _word_faults(pair, source, translation)
        yield from negation_faults(pair, source, translation)
        return
    source, translation = without_frequencies(pair, source, translation)
    source, translation, faults = _without_contacts(pair, source, translation)
    yield from faults
    source, translation, faults = without_dates(pair, source, translation)
    yield from faults
    source, translation, faults = without_times(pair, source, translation)
    yield from faults
    yield from name_faults(pair, source, translation)
    source, translation = without_months_in_digits(pair, source, translation)
    yield from range_faults(pair, source, translation)
    yield from number_faults(pair, source, translation)
    yield from exchanged_number_faults(pair, source, translation)
    yield from multiple_faults(pair, source, translation)
    yield from _comparison_faults(source, translation, pair)
    yield from _word_faults(pair, source, translation)
    yield from negation_faults(pair, source, translation)


@lru_cache(maxsize=MOST_KNOWN)
def _without_marks(text: str) -> str:
    return _NO_FACT.sub(blank, text)


def _without_names(source: str, translation: str) -> tuple[str, str]:
    """Both texts without the names and codes with digits that both have (vkd3d, B12): they count nothing."""
    if not _MAY_NAME.search(source):
        return source, translation
    same = Counter(_NAME.findall(source)) & Counter(_NAME.findall(translation))
    return (_without_these(source, same), _without_these(translation, same)) if same else (source, translation)


def _without_these(text: str, names: Counter[str]) -> str:
    left = names.copy()

    def taken(match: re.Match[str]) -> str:
        left[match[0]] -= 1
        return blank(match) if left[match[0]] >= 0 else match[0]

    return _NAME.sub(taken, text)


def _without_contacts(pair: Pair, source: str, translation: str) -> tuple[str, str, list[Fault]]:
    """Both texts without e-mail addresses, web addresses and telephone numbers, and what differs in these."""
    faults: list[Fault] = []
    for rule, pattern, name in (("emails", _MAIL, "e-mail address"), ("addresses", _ADDRESS, "address")):
        wanted, found = (Counter(one.rstrip(".,;:") for one in pattern.findall(text)) for text in (source, translation))
        # As code it is the same: whether it is marked as such is told of elsewhere (structure.py).
        more = Counter({one: count for one, count in (found - wanted).items() if not _is_in_code(pair.original, one)})
        less = Counter({one: count for one, count in (wanted - found).items() if not _is_in_code(pair.translated, one)})
        for missing, extra in _paired(less, more):
            faults.append(Fault(rule, differs(name, missing, extra), missing, extra))
        if not less and not more:
            faults += exchanged_fact_faults(rule, source, translation, _same_places(pattern, source, translation))
        source, translation = pattern.sub(blank, source), pattern.sub(blank, translation)
    translation, phone_faults = _without_phones(source, translation)
    return _PHONE.sub(blank, source), translation, faults + phone_faults


def _same_places(pattern: re.Pattern[str], source: str, translation: str) -> list[tuple[_Span, _Span]]:
    """Where two texts have the same of what a pattern finds, each once."""
    there, here = (
        {match[0].rstrip(".,;:"): match.span() for match in pattern.finditer(text)} for text in (source, translation)
    )
    return [(there[one], here[one]) for one in there if one in here]


def _is_in_code(fragment: Fragment, address: str) -> bool:
    return any(address in code for code in fragment.codes)


def _without_phones(source: str, translation: str) -> tuple[str, list[Fault]]:
    """The translation without telephone numbers, and which of the source's it does not have, however grouped."""
    wanted = [match[0] for match in _PHONE.finditer(source)]
    numbers, shown = _Digits.of(translation), translation
    missing = [written for written in wanted if not numbers.take(re.sub(r"\D", "", written))] if wanted else []
    translation = numbers.rest() if wanted else translation
    others = [match for match, _ in zip(_PHONE.finditer(translation), missing, strict=False)]
    faults = []
    for written, other in zip_longest(missing, others):
        here = other[0] if other else ""
        faults.append(Fault("phones", differs("telephone number", written, here), written, here))
    if not missing and len(set(wanted)) == len(wanted):
        spans = (match.span() for match in _PHONE.finditer(source))
        faults += exchanged_fact_faults("phones", source, shown, zip(spans, numbers.taken, strict=True))
    return without(translation, [other.span() for other in others]), faults


@dataclass(slots=True)
class _Digits:
    """The digits of a text in one row, so that a number is found however it is grouped; each is taken once.

    `row` has the digits, and a mark where what is between two of them is no gap in a number; `places` are theirs in the
    text, `seen` says up to where each number was looked for.
    """

    text: str
    row: bytearray
    places: list[int]
    taken: list[tuple[int, int]] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str) -> _Digits:
        row, places, end = bytearray(), [], 0
        for match in _ASCII_DIGIT.finditer(text):
            if _GAPS.fullmatch(text, end, match.start()) is None:
                row += b"x"
                places.append(end)
            row += match[0].encode()
            places.append(match.start())
            end = match.end()
        return cls(text, row, places)

    def take(self, digits: str) -> bool:
        """Whether there is (still) a number of these digits, and of no others right beside them."""
        wanted = digits.encode()
        start = self.row.find(wanted, self.seen.get(digits, 0))
        while start >= 0:
            first, last = self.places[start], self.places[start + len(wanted) - 1] + 1
            self.seen[digits] = start + 1
            if not self.text[first - 1 : first].isdigit() and not self.text[last : last + 1].isdigit():
                self.row[start : start + len(wanted)] = b"x" * len(wanted)
                self.taken.append((first, last))
                return True
            start = self.row.find(wanted, start + 1)
        self.seen[digits] = len(self.row)
        return False

    def rest(self) -> str:
        """The text without what was taken."""
        return without(self.text, self.taken)


def _word_faults(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    """Facts that are words."""
    yield from roman_faults(pair, source, translation)
    yield from day_range_faults(pair, source, translation)
    yield from said_sign_faults(pair, source, translation)
    yield from turned_faults(pair, source, translation)
    yield from more_often_faults(pair, source, translation)
    yield from minus_faults(pair, source, translation)
    yield from said_day_faults(pair, source, translation)
    yield from duration_faults(pair, source, translation)
    terms = list(term_faults(pair, source, translation))
    yield from terms
    if not any(fault.rule == "numbers" for fault in terms):
        yield from exchanged_times_faults(pair, source, translation)
    yield from dose_faults(pair, source, translation)


def _comparison_faults(source: str, translation: str, pair: Pair) -> Iterator[Fault]:
    """Signs that compare; a language may write them out, but not turn them round."""
    texts = (
        _POINTED.sub(" ", text).replace("<=", "≤").replace(">=", "≥").translate(_SAME_SIGN)
        for text in (source, translation)
    )
    wanted, found = (Counter(_COMPARISONS.findall(text)) for text in texts)
    for there, here in _paired(wanted - found, found - wanted):
        if there and here:
            yield Fault("comparisons", f"{there} became {here}", there, here)
        elif there and lexicon_of(pair.language.locale).compares(translation) == _OPPOSITES[there]:
            yield Fault("comparisons", f"{there} is written out the other way round", there)
        elif here and lexicon_of(pair.source_language.locale).compares(source) == _OPPOSITES[here]:
            yield Fault("comparisons", f"{here} is the other way round than the source's words", here=here)
        elif here and not there and _BOUNDS.search(translation) and _compares_nothing(pair, source):
            yield Fault("comparisons", f"{here} is not in the source", here=here, doubtful=True)


def _compares_nothing(pair: Pair, source: str) -> bool:
    """Whether a text has numbers, and neither words nor a plus sign that make bounds of them, of a known language."""
    lexicon = lexicon_of(pair.source_language.locale)
    words = [phrases_of(known, lexicon.joined) for known in (lexicon.less, lexicon.more) if known]
    lower = lowered(source)
    return (
        len(words) > 1
        and _HAS_DIGITS.search(source) is not None
        and not _SAID_BOUND.search(source)
        and not any(known.are_in(lower) for known in words)
        and not lexicon.said("bound", source)
    )


def _paired(missing: Counter[str], extra: Counter[str]) -> Iterator[tuple[str, str]]:
    return zip_longest(missing.elements(), extra.elements(), fillvalue="")
