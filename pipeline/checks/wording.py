"""Rules on wording: what a careful reader would mark in the margin. Warnings, but for text that is damaged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from babel.units import format_unit
from ftfy.badness import is_bad

from pipeline.checks.doubling import doubling_faults
from pipeline.checks.extent import extent_faults
from pipeline.checks.pair import Fault, Fragment, Pair
from pipeline.checks.prose import is_prose
from pipeline.checks.quantities import normalized
from pipeline.checks.sentences import CLOSING, EXCLAMATIONS, NO_STOPS, QUESTIONS, STOPS
from pipeline.lexicon import MOST_KNOWN, UNSPACED
from pipeline.markup import VOID

_LETTERS = re.compile(r"[^\W\d_]")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_INVISIBLE = re.compile("[\u200b\u00ad\u2060\ufeff\u180e]")
_LETTER_BREAKS = UNSPACED - {"ja", "zh", "yue"}
_IDEOGRAPHIC = frozenset({"ja", "zh", "yue"})

#: How a text may end.
_ENDS = {
    "full stop": STOPS,
    "question mark": QUESTIONS,
    "exclamation mark": EXCLAMATIONS,
    "colon": ":：：՝፡፦",
    "ellipsis": "…",
    "comma": ",，、،",
}
# Armenian sets these upon the word that is asked or called, and ends the sentence as any other (also with a colon).
_WITHIN_WORDS = {"՞": "question mark", "՜": "exclamation mark", "՛": "exclamation mark"}
#: So many characters are looked at together where a search takes the square of a text's length.
_PART = 500
#: So much of the end of a text tells where it is.
_END = 12
_FOOTNOTE = re.compile(r"\[\^[^\[\]]*\]")
_STOP_IN_BRACKETS = re.compile(r"[.!?。！？][)）\]]\W{0,3}$")
_SPACE_BEFORE = re.compile(r"(?<=[\w)”’»*])[ \u00a0]+(?=[,.،؛](?:\s|$))")
_SPACE_BEFORE_OTHER = re.compile(r"(?<=\w)[ ]+(?=[;:!?](?:\s|$))")
#: Languages whose typographers set a space before high marks, as French ones do.
_SPACED_MARKS = frozenset({"fr", "br", "wa", "frp", "pcd"})
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_ASCII_IN_CJK = re.compile(rf"(?<=[{_CJK}])[,;!?](?=\s?[{_CJK}]|$)")
_FRENCH = re.compile(r"(?<=\w)( ?)(?=[;!?»](?:\s|$))|(?<=«)( ?)(?=\w)")
_DOUBLE_SPACE = re.compile(r"(?<=\S)[ \u3000]{2,}(?=\S)")
_DOUBLE_WITHIN = re.compile(r"(?<=[^\W\d_])[ \u3000]{2,}(?=[^\W\d_])")
_SHOWN_WITHOUT_WORDS = VOID - {"br", "wbr", "hr"}
_BRACKETS = (("(（", ")）"), ("[［", "]］"), ("{", "}"), ("「", "」"), ("『", "』"), ("【", "】"))
_BRACKET = re.compile(f"[{re.escape(''.join(opening + closing for opening, closing in _BRACKETS))}]")
_FANCY_QUOTES = re.compile("[“”„«»‟「」『』]")
_UNIT_WITHOUT_SPACE = re.compile(
    r"(?<![A-Z0-9a-z.,-])\d+(?:[.,]\d+)?(mg|kg|µg|μg|m[lL]|mmHg|[ckm]m|d?l|g)(?![A-Za-zÀ-ɏ])"
)
# CLDR has such a space before AM and PM, which most people and many of its own locales do without.
_KEPT_SPACE = re.compile("(?<=\\d)[\u00a0\u202f](?![AaPp]\\.?[Mm])(?=[^\\W\\d_]|[%°])")
_BROKEN_SPACE = re.compile(r"\d (?:[A-Za-zµμ]{1,5}|[^\W\d_]|[%°])")

#: An ordinal, or a short word behind a number, at the end of a text.
_ABBREVIATED = re.compile(r"\d\s?(?:[^\W\d_]{1,2}\.){0,2}$|\d\.$|(?:\d|\}|%\(\w+\)[a-z])\s[^\W\d_]{1,4}\.$")


def wording_faults(pair: Pair) -> Iterator[Fault]:
    """What reads wrong in the translation."""
    if pair.translation == pair.source:
        yield from _unchanged_faults(pair)
        return
    yield from _damage_faults(pair)
    yield from _edge_faults(pair)
    yield from _space_faults(pair)
    yield from _unit_space_faults(pair)
    yield from _mark_faults(pair)
    yield from _end_faults(pair)
    yield from extent_faults(pair)


def _unchanged_faults(pair: Pair) -> Iterator[Fault]:
    """Text that was left as it is. Names, numbers and single words may be the same in both languages.

    Most of a text is the same in another country's English.
    """
    if _language(pair) == _source_language(pair):
        return
    if is_prose(pair.original.prose, pair.invariants):
        yield Fault("unchanged", "the translation is the same as the source", pair.source, pair.translation)


def _is_misread(text: str) -> bool:
    """Mojibake shows in any part of a text; ftfy takes the square of a text's length."""
    return any(is_bad(text[start : start + _PART]) for start in range(0, len(text), _PART))


def _damage_faults(pair: Pair) -> Iterator[Fault]:
    source, translation = pair.original.text, pair.translated.text
    if "\ufffd" in translation and "\ufffd" not in source:
        yield Fault("damaged", "U+FFFD stands for a character that was lost", here="\ufffd")
    elif _is_misread(translation) and not _is_misread(source):
        yield Fault("damaged", "it was saved in one encoding and read in another (mojibake)")
    if _language(pair) not in _LETTER_BREAKS:  # they show where a line may end by U+200B
        for character in sorted({*_INVISIBLE.findall(translation)} - {*_INVISIBLE.findall(source)}):
            yield Fault("invisible", f"the invisible character U+{ord(character):04X}", here=character)
    # docutils takes the stroke away, and leaves an n.
    if any(
        here.count("\\n") > there.count("\\n")
        for there, here in ((source, translation), (pair.source, pair.translation))
    ):
        yield Fault("damaged", "a line break that was escaped twice: \\n is shown as it is", here="\\n")
    yield from doubling_faults(pair)


def _edge_faults(pair: Pair) -> Iterator[Fault]:
    for name, strip in (("begins", str.lstrip), ("ends", str.rstrip)):
        if strip(pair.translation) != pair.translation and strip(pair.source) == pair.source:
            yield Fault("whitespace", f"it {name} with white space")
    # Who sets two spaces behind a sentence sets one within.
    pattern = _DOUBLE_WITHIN if _DOUBLE_SPACE.search(pair.original.text) else _DOUBLE_SPACE
    double = next(filter(None, map(pattern.search, _in_a_row(pair.translated))), None)
    if double is not None and not pattern.search(pair.original.text):
        yield Fault("whitespace", "two spaces in a row", here=double[0])


def _in_a_row(fragment: Fragment) -> tuple[str, ...]:
    """The text where nothing stands between its characters: pictures and fields are no words."""
    return fragment.pieces if fragment.tags.keys() & _SHOWN_WITHOUT_WORDS else (fragment.text,)


def _space_faults(pair: Pair) -> Iterator[Fault]:
    """Spaces where the language has none, and none where it has."""
    source, translation, language = pair.original.text, pair.translated.text, _language(pair)
    for pattern in (_SPACE_BEFORE, *([] if language in _SPACED_MARKS else [_SPACE_BEFORE_OTHER])):
        found = next(filter(None, map(pattern.search, _in_a_row(pair.translated))), None)
        if found and not pattern.search(source):
            here = found.string[found.start() - 1 : found.end() + 1]
            yield Fault("spacing", "a space before a punctuation mark", here=here)
    if language in _IDEOGRAPHIC and (mark := _ASCII_IN_CJK.search(translation)):
        yield Fault("spacing", f"an ASCII {mark[0]} beside ideographs or kana; the language has its own", here=mark[0])
    if pair.language.locale == "fr" and (gap := _FRENCH.search(translation)):
        here = translation[max(0, gap.start() - 1) : gap.end() + 1]
        yield Fault("spacing", "no non-breaking space where French has one (U+202F or U+00A0)", here=here)


def _unit_space_faults(pair: Pair) -> Iterator[Fault]:
    source, translation = pair.original.text, pair.translated.text
    unit = _UNIT_WITHOUT_SPACE.search(normalized(translation))
    if unit is not None and not _UNIT_WITHOUT_SPACE.search(source) and not _writes_units_on(pair.language.locale):
        yield Fault("spacing", f"no space between number and unit: {unit[0]}", here=unit[0])
    if len(_KEPT_SPACE.findall(source)) > len(_KEPT_SPACE.findall(translation)):
        broken = _BROKEN_SPACE.search(translation)
        if broken is not None:
            message = f"“{broken[0]}” may be broken into two lines; the source forbids it"
            yield Fault("non-breaking-space", message, here=broken[0])


@cache
def _writes_units_on(locale: str) -> bool:
    """Whether CLDR writes units onto their numbers in a locale, as in Korean."""
    return not any(map(str.isspace, format_unit(1, "mass-kilogram", "short", locale=locale)))


def _language(pair: Pair) -> str:
    return pair.language.locale.partition("_")[0]


def _source_language(pair: Pair) -> str:
    return pair.source_language.locale.partition("_")[0]


def _mark_faults(pair: Pair) -> Iterator[Fault]:
    source, translation = pair.original.text, pair.translated.text
    for (opening, closing), there, here in zip(_BRACKETS, _left_open(source), _left_open(translation), strict=True):
        if here and not there:
            yield Fault("brackets", f"{opening[0]} and {closing[0]} do not match", here=opening[0])
    if '"' in translation and '"' not in source and _FANCY_QUOTES.search(source):
        yield Fault("quotation-marks", "straight quotation marks; the language has its own", here='"')


@lru_cache(maxsize=MOST_KNOWN)
def _left_open(text: str) -> tuple[int, ...]:
    """How many more brackets of each kind are opened than closed."""
    if not _BRACKET.search(text):
        return (0,) * len(_BRACKETS)
    return tuple(sum(map(text.count, opening)) - sum(map(text.count, closing)) for opening, closing in _BRACKETS)


def _end_faults(pair: Pair) -> Iterator[Fault]:
    """The end of a text tells what it is: a sentence, a question, an introduction to what follows."""
    source, translation = (_FOOTNOTE.sub("", side.text).rstrip(CLOSING) for side in (pair.original, pair.translated))
    language = _language(pair)
    there, here = _end_of(source, _source_language(pair)), _end_of(translation, language)
    if there == here or _ends_in_brackets(pair) or language in NO_STOPS or len(_WORDS.findall(source)) < 2:
        return
    if language == "ja" and there == "question mark" and re.search("か。?$", translation):
        return
    if language == "ja" and there == "colon" and re.search("[すいるたんう]。$", translation):
        return  # Japanese introduces a list by a whole sentence
    if pair.kind == "list item" and translation[-1:] in ";；؛,،、":
        return  # French and others end the items of a list so
    if source.endswith(";") and here in ("full stop", "comma", ""):
        return  # an item of a list, which another language ends otherwise
    if "ellipsis" in (there, here) and source.endswith("...") != translation.endswith("..."):
        return
    if not there and here == "full stop" and source[-1:].isalnum() and _ABBREVIATED.search(translation):
        return  # 5 декабря 2020 г., 25. sep. 2023., 7 π.μ.
    if language == "hy" and not there and here in _WITHIN_WORDS.values():
        return  # "whether" is said so, too
    if there == "comma" or here == "comma" or (not there and here == "full stop" and _LETTERS.search(source) is None):
        return
    message = f"the source ends with {_named(there)}, the translation with {_named(here)}"
    yield Fault("end-punctuation", message, here=translation[-_END:])


def _ends_in_brackets(pair: Pair) -> bool:
    """Whether a mark within closing brackets ends one of the texts: some set it there, or it is an abbreviation's."""
    return any(_STOP_IN_BRACKETS.search(side.text) is not None for side in (pair.original, pair.translated))


def _named(mark: str) -> str:
    return f"{'an' if mark[0] in 'aeiou' else 'a'} {mark}" if mark else "no mark"


@lru_cache(maxsize=MOST_KNOWN)
def _end_of(text: str, language: str) -> str:
    if text.endswith(("...", "……")):
        return "ellipsis"
    if language == "hy":
        sentence = re.split(r"[։:]\s", text.rstrip("։:"))[-1]
        if within := [_WITHIN_WORDS[mark] for mark in sentence if mark in _WITHIN_WORDS]:
            return within[0]
        if text.endswith(":"):
            return "full stop"
    for name, marks in _ENDS.items():
        if text[-1:] and text[-1] in marks and not (text[-1] == ";" and language != "el"):
            return name
    return ""
