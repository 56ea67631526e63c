"""Numbers and units in a text, whatever language's notation they are written in.

1,500.50 and 1.500,50 and ١٬٥٠٠٫٥٠ are one number; "24 h", "24 Stunden" and "24 時間" one quantity. units.py knows how
units are written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.checks.units import SPACES, UNITS, Forms
from pipeline.lexicon import lexicon_of

_NUMBER = re.compile(rf"\d+(?:[.,٫٬]\d+|[ {SPACES}'’]\d{{3}}(?!\d))*")
_GROUP_OF_SPACES = re.compile(rf"(?<=\d)[ {SPACES}'’](?=\d{{3}}(?!\d))")
_SIGNS = "-\u2212\ufe63\uff0d"
# Marks of direction, as dates in Arabic have them; full-width and Arabic signs.
_NORMAL = str.maketrans(
    dict.fromkeys("\u200e\u200f\u061c")
    | dict(zip("％٪．：／＋（）", "%%.:/+()", strict=True))
    | dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True))
)
_DIGIT = re.compile(r"(?![0-9])\d")
# 1万5000 and 1.5億 (Japanese), 亿 (Chinese).
_MYRIADS = {"万": 10**4, "萬": 10**4, "億": 10**8, "亿": 10**8}
# What makes a hyphen before a number one: other letters may stand right before a minus sign.
_JOINS = re.compile("[0-9A-Za-z\u00c0-\u024f\u0370-\u05ff\u0600-\u06ff]")
_REACH = 28


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text with the unit right beside it, if there is one; `start` and `end` are its place."""

    value: Decimal
    unit: str | None
    start: int
    end: int

    def converted(self) -> tuple[str, Decimal]:
        """Dimension and size, where quantities in other units can equal it."""
        _, dimension, size = UNITS.get(self.unit or "", ((), "", 0))
        return dimension or self.unit or "", self.value * (size or 1)


def normalized(text: str) -> str:
    """The text with all decimal digits as ASCII's, and without the marks of direction that Arabic dates have."""
    if text.isascii():
        return text
    return _DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text.translate(_NORMAL))


def quantities(text: str, locale: str) -> Iterator[Quantity]:
    """The quantities in a normalised text."""
    forms = Forms.of(locale)
    position = 0
    while match := _NUMBER.search(text, position):
        start, token = match.start(), match[0]
        if not forms.groups_by_space and " " in token:
            token = token.partition(" ")[0]
        position = start + len(token)
        for value, part in _values(token, forms.decimal, forms.group):
            end = start + len(part)
            value, end = _scaled(text, value, end, locale)
            position = max(position, end)
            if start and text[start - 1] in _SIGNS and (start == 1 or not _JOINS.match(text[start - 2])):
                value = -value
            yield Quantity(value, forms.beside(text, start, end), start, end)
            start += len(part) + 1


def is_near(text: str, quantity: Quantity, unit: str, locale: str) -> bool:
    """Whether the unit is written somewhere around the quantity."""
    around = text[max(0, quantity.start - _REACH) : quantity.end + _REACH]
    return Forms.of(locale).mentions(around, unit)


def _values(token: str, decimal: str, group: str) -> list[tuple[Decimal, str]]:
    """The number that a token is, with its text; several where its points separate (1.3.2026)."""
    plain = _GROUP_OF_SPACES.sub("", token).replace("٬", "")
    plain = plain.replace("٫", decimal if "٫" in token else "٫")
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


def _scaled(text: str, value: Decimal, end: int, locale: str) -> tuple[Decimal, int]:
    """The number times the word behind it (million, 万)."""
    if factor := _MYRIADS.get(text[end : end + 1]):
        rest = re.match(r"\d{1,4}(?![\d.,])", text[end + 1 :])
        return value * factor + int(rest[0] if rest else 0), end + 1 + (len(rest[0]) if rest else 0)
    word = re.match(r"[ \u00a0\u202f]?([^\W\d_]+)", text[end : end + 16])
    if word and (scale := lexicon_of(locale).scales.get(word[1].lower())):
        return value * scale, end + len(word[0])
    return value, end
