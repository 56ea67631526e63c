"""Numbers and units in a text, whatever language's notation they are written in.

1,500.50 and 1.500,50 and ١٬٥٠٠٫٥٠ are one number; "24 h", "24 Stunden" and "24 時間" one quantity. The written
forms of units and currencies are CLDR's, through Babel, with those that the lexicon adds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from babel import UnknownLocaleError
from babel.numbers import get_currency_name, get_currency_symbol, get_decimal_symbol, get_group_symbol
from babel.units import format_unit

from pipeline.lexicon import UNSPACED, lexicon_of

#: CLDR units that texts measure in: symbols that are the same everywhere, dimension, and size in the dimension's
#: smallest unit here (0: nothing converts into it).
_UNITS: dict[str, tuple[tuple[str, ...], str, int]] = {
    "mass-microgram": (("µg", "μg", "mcg"), "mass", 1),
    "mass-milligram": (("mg",), "mass", 10**3),
    "mass-gram": (("g",), "mass", 10**6),
    "mass-kilogram": (("kg",), "mass", 10**9),
    "volume-milliliter": (("ml", "mL", "cc"), "volume", 1),
    "volume-centiliter": (("cl", "cL"), "volume", 10),
    "volume-deciliter": (("dl", "dL"), "volume", 100),
    "volume-liter": (("l", "L"), "volume", 1000),
    "length-millimeter": (("mm",), "length", 1),
    "length-centimeter": (("cm",), "length", 10),
    "length-meter": (("m",), "length", 1000),
    "length-kilometer": (("km",), "length", 10**6),
    "duration-millisecond": (("ms",), "", 0),
    "duration-second": (("s", "sec"), "time", 1),
    "duration-minute": (("min",), "time", 60),
    "duration-hour": (("h", "hr"), "time", 3600),
    "duration-day": ((), "time", 86400),
    "duration-week": ((), "time", 7 * 86400),
    "duration-month": ((), "months", 1),
    "duration-year": ((), "months", 12),
    "temperature-celsius": (("°C", "℃"), "", 0),
    "temperature-fahrenheit": (("°F", "℉"), "", 0),
    "pressure-millimeter-ofhg": (("mmHg", "mm Hg"), "", 0),
    "concentr-percent": (("%",), "", 0),
    "concentr-permille": (("‰",), "", 0),
    "concentr-mole": (("mol",), "", 0),
    "concentr-millimole-per-liter": (("mmol/l", "mmol/L"), "", 0),
    "frequency-hertz": (("Hz",), "", 0),
    "energy-kilocalorie": (("kcal",), "", 0),
    "electric-milliampere": (("mA",), "", 0),
}
_CURRENCIES = ("USD", "EUR", "GBP", "JPY", "CNY", "CHF", "PLN", "BRL", "MXN", "INR", "KRW", "SEK", "AED", "EGP", "SAR")
_SYMBOLS = {"USD": ("$", "US$"), "EUR": ("€",), "GBP": ("£",), "JPY": ("¥",), "PLN": ("zł",), "BRL": ("R$",)}
_Length = Literal["long", "short", "narrow"]
_LENGTHS: tuple[_Length, ...] = ("long", "short", "narrow")
_SAMPLES = (0, 1, 2, 3, 5, 11, 21, 100)

_SPACES = "\u00a0\u202f\u2009\u2007"
_NUMBER = re.compile(rf"\d+(?:[.,٫٬]\d+|[ {_SPACES}'’]\d{{3}}(?!\d))*")
_GROUP_OF_SPACES = re.compile(rf"(?<=\d)[ {_SPACES}'’](?=\d{{3}}(?!\d))")
_SIGNS = "-\u2212\ufe63\uff0d"
# Marks of direction, as dates in Arabic have them; full-width and Arabic signs.
_NORMAL = str.maketrans(dict.fromkeys("\u200e\u200f\u061c") | dict(zip("％٪．：／＋（）", "%%.:/+()", strict=True)))
_DIGIT = re.compile(r"(?![0-9])\d")
# Languages that CLDR groups by points, but whose typographers (ISO 80000-1) group by spaces as well.
_GROUP_BY_SPACE = frozenset({"es", "pt", "de", "it", "ca", "fr", "pl"})
# 1万5000 and 1.5億 (Japanese), 亿 (Chinese).
_MYRIADS = {"万": 10**4, "萬": 10**4, "億": 10**8, "亿": 10**8}
# What makes a hyphen before a number one: other letters may stand right before a minus sign.
_JOINS = re.compile("[0-9A-Za-z\u00c0-\u024f\u0370-\u05ff\u0600-\u06ff]")
_DECADE = re.compile(r"(?<=\d0)['’]?s\b")
_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
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
        _, dimension, size = _UNITS.get(self.unit or "", ((), "", 0))
        return dimension or self.unit or "", self.value * (size or 1)


def normalized(text: str) -> str:
    """The text with all decimal digits as ASCII's, and without the marks of direction that Arabic dates have."""
    if text.isascii():
        return text
    return _DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text.translate(_NORMAL))


def quantities(text: str, locale: str) -> Iterator[Quantity]:
    """The quantities in a normalised text."""
    forms = _Forms.of(locale)
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
    return _Forms.of(locale).mentions(around, unit)


def shown_unit(unit: str) -> str:
    """A unit as messages name it."""
    symbols = _UNITS.get(unit, ((), "", 0))[0]
    return symbols[0] if symbols else unit.partition("-")[2] or unit


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


@dataclass(frozen=True, slots=True)
class _Forms:
    """How a locale writes numbers, units and currencies."""

    decimal: str
    group: str
    groups_by_space: bool
    units: dict[str, str]
    after: re.Pattern[str]
    before: re.Pattern[str]
    by_unit: dict[str, tuple[str, ...]]

    @staticmethod
    @cache
    def of(locale: str) -> _Forms:
        forms = _written_units(locale)
        by_unit: dict[str, list[str]] = {}
        for form, unit in forms.items():
            by_unit.setdefault(unit, []).append(form)
        longest = sorted(forms, key=len, reverse=True)
        end = "" if locale.partition("_")[0] in UNSPACED else r"(?![^\W\d_])"
        group = get_group_symbol(locale, numbering_system="latn")
        return _Forms(
            get_decimal_symbol(locale, numbering_system="latn"),
            group,
            not group.strip() or locale.partition("_")[0] in _GROUP_BY_SPACE,
            forms,
            re.compile(rf"[ {_SPACES}\-‐‑]{{0,2}}({'|'.join(map(re.escape, longest))}){end}", re.I),
            re.compile(rf"(?:^|[^\w])({'|'.join(re.escape(form) for form in longest)})[ {_SPACES}]{{0,2}}$", re.I),
            {unit: tuple(own) for unit, own in by_unit.items()},
        )

    def beside(self, text: str, start: int, end: int) -> str | None:
        """The unit that stands right after a number, or a currency before it."""
        if _DECADE.match(text, end):
            return None
        if found := self.after.match(text, end):
            return self.units[found[1].lower()]
        if start and (found := self.before.search(text[max(0, start - 12) : start])):
            unit = self.units[found[1].lower()]
            return unit if unit in _CURRENCIES or unit.startswith("concentr") else None
        return None

    def mentions(self, text: str, unit: str) -> bool:
        """Whether a text has the unit anywhere, in whatever form."""
        text = text.lower()
        return any(_has_form(text, form) for form in self.by_unit.get(unit, ()))


def _has_form(text: str, form: str) -> bool:
    """Whether a text has a form of a unit; a symbol such as `h` is one only if no letters are around it."""
    if len(form) < 4 and not _IDEOGRAPH.search(form):
        return re.search(rf"(?<![^\W\d_]){re.escape(form)}(?![^\W\d_])", text) is not None
    return _stem(form).lower() in text


def _stem(form: str) -> str:
    """What all inflected forms of a word begin with."""
    return form[:-2] if len(form) >= 6 and form.isalpha() else form


def _written_units(locale: str) -> dict[str, str]:
    """All written forms of units and currencies, in lower case; of two that are the same, the more usual one."""
    words = lexicon_of(locale)
    forms: dict[str, str] = {}
    for name, written in (
        *((unit, symbols) for unit, (symbols, _, _) in _UNITS.items()),
        *words.units.items(),
        *((code, tuple(_names_of_currency(code, locale))) for code in _CURRENCIES),
        *(
            (unit, tuple(_cldr_forms(unit, length, locale)))
            for length in ("long", "short", "narrow")
            for unit in _UNITS
        ),
    ):
        for form in written:
            forms.setdefault(form.lower(), name)
    return forms


def _names_of_currency(code: str, locale: str) -> Iterator[str]:
    yield from _SYMBOLS.get(code, ())
    yield code
    yield get_currency_symbol(code, locale)
    for count in (None, *_SAMPLES):
        name = get_currency_name(code, count, locale)
        yield name
        # A price is in dollars, not in US dollars, wherever it is clear which.
        yield from (word for word in name.split()[:1] if len(word) > 4)


def _cldr_forms(unit: str, length: _Length, locale: str) -> Iterator[str]:
    for sample in _SAMPLES:
        try:
            written = format_unit(sample, unit, length, locale=locale, numbering_system="latn")
        except (ValueError, UnknownLocaleError, LookupError):  # CLDR has no pattern for this one
            continue
        form = re.sub(r"[\d\u200e\u200f]", "", written).strip(f" {_SPACES}")
        if form:
            yield form
