"""Numbers and units in a text, whatever language's notation they are written in.

1,500.50 and 1.500,50 and ١٬٥٠٠٫٥٠ are one number; "24 h", "24 Stunden" and "24 時間" one quantity. units.py knows how
units are written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from itertools import pairwise

from pipeline.characters import legible, seen_digits
from pipeline.checks.other_calendars import with_our_years
from pipeline.checks.scales import Scales
from pipeline.checks.units import SPACES, UNITS, Forms
from pipeline.lexicon import MOST_KNOWN

# No list of numbers is written so without spaces: 12,34,567.
_IN_LAKHS = re.compile(r"\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?")
# What begins with a zero behind a space is no number, but a group of one: 5 000, as ISO 31-0 has it in all languages.
_BY_SPACES = re.compile(r"[1-9]\d{0,2}(?: \d{3})*? 0\d\d(?: \d{3})*(?:[.,]\d+)?")
_SIGNS = "-\u2212\ufe63\uff0d"
# Full-width and Arabic signs.
_NORMAL = str.maketrans(
    dict(zip("％٪．：∶／＋（）￥￡￦", "%%.::/+()¥£₩", strict=True))
    | dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True))
    # Units (㎎) and Roman numbers (Ⅻ) that are one character.
    | {
        chr(point): unicodedata.normalize("NFKC", chr(point))
        for point in (*range(0x2160, 0x2180), *range(0x3371, 0x337B), *range(0x3380, 0x33E0))
    }
)
_DIGIT = re.compile(r"(?![0-9])\d")
#: What there is to be changed, or digits that it may stand beside.
_TO_NORMALIZE = re.compile(rf"[\d\u200e\u200f\u061c{''.join(map(chr, _NORMAL))}]")
_HAS_DIGITS = re.compile(r"\d")
# 1万5000 and 1.5億 (Japanese), 亿 (Chinese), 2만 5천 (Korean): parts of one number, the largest first.
_MYRIADS = {
    sign: factor
    for factor, signs in ((10**4, "万 萬 만"), (10**8, "億 亿 억"), (10**12, "兆 万亿 萬億 조"), (10**16, "京 경"))
    for sign in signs.split()
}
_HUNDREDS = {"千": 1000, "百": 100, "천": 1000, "백": 100}
# 만 alone says "only" as well, 조 is a paragraph of a law, 兆 mega- in Chinese units.
_SURE = r"(?= ?(?:\d|여|[명원개건번회년]|시간|달러))"
_PART = re.compile(rf"([千百천백]?)(万亿|萬億|[万萬億亿억京경]|兆(?![字赫帕瓦欧歐Bb])|[만조]{_SURE}|(?<=[천백])만|)")
_NEXT_PART = re.compile(r" ?(\d{1,3}(?:,\d{3})+|\d{1,4})(?![\d.,])(?! )|(?<=[만억조]) (\d{1,4})(?=[천백])")
#: Behind a number that one behind it shares its word with: 1–2 million, 1~2万.
_RANGE = re.compile(r"[ \u00a0]?[~〜～–—\-][ \u00a0]?")
# What makes a hyphen before a number one: other letters may stand right before a minus sign.
_JOINS = re.compile("[0-9A-Za-z\u00c0-\u024f\u0370-\u05ff\u0600-\u06ff]")
_REACH = 28
_PER = re.compile("[/⁻^]")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text with the unit right beside it, if there is one; `start` and `end` are its place.

    `per` are the units below a stroke behind that.
    """

    value: Decimal
    unit: str | None
    start: int
    end: int
    per: tuple[str, ...] = ()

    def converted(self) -> tuple[str, Decimal]:
        """Dimension and size, where quantities in other units can equal it."""
        _, dimension, size = UNITS.get(self.unit or "", ((), "", 0))
        return dimension or self.unit or "", self.value * (size or 1)


@lru_cache(maxsize=MOST_KNOWN)
def normalized(text: str) -> str:
    """The text as the eye reads it, with its decimal digits as ASCII's, and without what nobody sees beside them."""
    if text.isascii():
        return text
    text = legible(text)
    if not _TO_NORMALIZE.search(text):
        return with_our_years(text)
    text = seen_digits(text).translate(_NORMAL)
    text = _DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)
    return with_our_years(text)


@lru_cache(maxsize=MOST_KNOWN)
def quantities(text: str, locale: str) -> tuple[Quantity, ...]:
    """The quantities in a normalised text."""
    return tuple(_read(text, locale))


@lru_cache(maxsize=100)
def values(text: str, locale: str) -> frozenset[Decimal]:
    """The numbers in a normalised text, whatever they count."""
    return frozenset(one.value for one in quantities(text, locale))


@lru_cache(maxsize=100)
def beside(text: str, locale: str) -> dict[int, list[tuple[Quantity, Quantity]]]:
    """The numbers that stand side by side in a normalised text, by where each of the two begins."""
    found: dict[int, list[tuple[Quantity, Quantity]]] = {}
    for pair in pairwise(quantities(text, locale)):
        for one in pair:
            found.setdefault(one.start, []).append(pair)
    return found


@cache
def _number(size: int) -> re.Pattern[str]:
    """A number in digits, whose groups have so many of them where spaces part them."""
    return re.compile(rf"\d+(?:[.,٫٬]\d+|[ {SPACES}'’]\d{{{size}}}(?!\d))*")


@cache
def _group(size: int) -> re.Pattern[str]:
    """What parts a group of so many digits from the one before."""
    return re.compile(rf"(?<=\d)[ {SPACES}'’](?=\d{{{size}}}(?!\d))")


def _read(text: str, locale: str) -> Iterator[Quantity]:
    if not _HAS_DIGITS.search(text):
        return
    forms = Forms.of(locale)
    text, number = text.translate(forms.signs), _number(forms.group_size)
    position = 0
    waiting: Quantity | None = None
    while match := number.search(text, position):
        start, token = match.start(), match[0]
        if not forms.groups_by_space and " " in token and not _BY_SPACES.fullmatch(token):
            token = token.partition(" ")[0]
        position = start + len(token)
        for value, part in _values(token, forms):
            end = start + len(part)
            scaled, end = _scaled(text, value, start, end, locale)
            position = max(position, end)
            if waiting is not None:
                if scaled != value and waiting.value <= value and _RANGE.fullmatch(text, waiting.end, start):
                    waiting = replace(waiting, value=waiting.value * (scaled // value))
                yield waiting
            if start and text[start - 1] in _SIGNS and (start == 1 or not _JOINS.match(text[start - 2])):
                scaled = -scaled
            per = forms.per(text, end) if _PER.search(text, end, end + _REACH) else ()
            waiting = Quantity(scaled, forms.beside(text, start, end), start, end, per)
            start += len(part) + 1
    if waiting is not None:
        yield waiting


def is_near(text: str, quantity: Quantity, unit: str, locale: str) -> bool:
    """Whether the unit is written somewhere around the quantity."""
    around = text[max(0, quantity.start - _REACH) : quantity.end + _REACH]
    return Forms.of(locale).mentions(around, unit)


def _values(token: str, forms: Forms) -> list[tuple[Decimal, str]]:
    """The number that a token is, with its text; several where its points separate (1.3.2026)."""
    decimal, group = forms.decimal, forms.group
    if _IN_LAKHS.fullmatch(token):
        return [(Decimal(token.replace(",", "")), token)]
    plain = _group(forms.group_size).sub("", token).replace("٬", "")
    if plain.count("٫") == 1:
        whole, _, fraction = plain.partition("٫")
        return [(Decimal(f"{re.sub('[.,]', '', whole)}.{re.sub('[.,]', '', fraction)}"), token)]
    plain = plain.replace("٫", ".")
    marks = [character for character in plain if character in ".,"]
    if not marks:
        return [(Decimal(plain), token)]
    last = marks[-1]
    if len(set(marks)) > 1:
        other = "." if last == "," else ","
        if marks.count(last) == 1 and all(len(part) == 3 for part in plain.partition(last)[0].split(other)[1:]):
            return [(Decimal(plain.replace(other, "").replace(last, ".")), token)]
    elif len(marks) > 1:
        if all(len(part) == 3 for part in plain.split(last)[1:]):
            return [(Decimal(plain.replace(last, "")), token)]
    else:
        whole, _, fraction = plain.partition(last)
        grouped = len(fraction) == 3 and len(whole) <= 3 and whole != "0"
        # In an Indian or Swiss locale the group symbol may be another one; a point that is not the decimal's groups.
        if grouped and last != decimal and (last == group or group not in ".,"):
            return [(Decimal(whole + fraction), token)]
        return [(Decimal(f"{whole}.{fraction}"), token)]
    return [(Decimal(part), part) for part in re.split("[.,]", plain) if part]


def _scaled(text: str, value: Decimal, start: int, end: int, locale: str) -> tuple[Decimal, int]:
    """The number times the word beside it (million, 万)."""
    if (part := _PART.match(text, end)) and part[0]:
        return _put_together(text, value, part)
    factor, end = Scales.of(locale).factor_behind(text, end)
    return value * factor * Scales.of(locale).factor_before(text, start), end


def _put_together(text: str, value: Decimal, part: re.Match[str]) -> tuple[Decimal, int]:
    """A number in parts, of which the first is `value`: 2万5千, 1億2000万."""
    total, section, end = Decimal(0), Decimal(0), part.start()
    largest = 10**20
    while True:
        hundreds, myriads = _HUNDREDS.get(part[1], 1), _MYRIADS.get(part[2], 1)
        if hundreds * myriads >= largest:
            break
        section += value * hundreds
        if myriads > 1 or not part[0]:
            total, section = total + section * myriads, Decimal(0)
        largest, end = max(hundreds * myriads, 1), part.end()
        following = _NEXT_PART.match(text, end) if part[0] else None
        if following is None:
            break
        value = Decimal((following[1] or following[2]).replace(",", ""))
        found = _PART.match(text, following.end())
        if found is None or value >= largest:
            break
        part = found
    return total + section, end
