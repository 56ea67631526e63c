"""Units and currencies as a locale writes them: CLDR's forms, through Babel, with those that the lexicon adds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, reduce
from itertools import product
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.numbers import get_currency_name, get_currency_symbol, get_decimal_symbol, get_group_symbol
from babel.units import format_unit

from pipeline.lexicon import UNSPACED, lexicon_of, lowered

#: Units that texts measure in, by CLDR's names where it has one: symbols that are the same everywhere, dimension, and
#: size in the dimension's smallest unit here (0: nothing converts into it).
UNITS: dict[str, tuple[tuple[str, ...], str, int]] = {
    "mass-nanogram": (("ng",), "", 0),
    "mass-microgram": (("µg", "μg", "mcg"), "mass", 1),
    "mass-milligram": (("mg",), "mass", 10**3),
    "mass-gram": (("g",), "mass", 10**6),
    "mass-kilogram": (("kg", "kilo"), "mass", 10**9),
    "volume-milliliter": (("ml", "mL", "cc"), "volume", 1),
    "volume-centiliter": (("cl", "cL"), "volume", 10),
    "volume-deciliter": (("dl", "dL"), "volume", 100),
    "volume-liter": (("l", "L"), "volume", 1000),
    "volume-cubic-meter": (("m³",), "volume", 10**6),
    "volume-cubic-centimeter": (("cm³", "ccm"), "volume", 1),
    "volume-cubic-millimeter": (("mm³",), "", 0),
    "area-square-millimeter": (("mm²",), "area", 1),
    "area-square-centimeter": (("cm²",), "area", 100),
    "area-square-meter": (("m²",), "area", 10**6),
    "area-square-kilometer": (("km²",), "area", 10**12),
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
    "pressure-kilopascal": (("kPa",), "", 0),
    "concentr-percent": (("%",), "", 0),
    "concentr-permille": (("‰",), "", 0),
    "concentr-mole": (("mol",), "", 0),
    "concentr-millimole": (("mmol",), "", 0),
    "concentr-micromole": (("µmol", "μmol", "umol"), "", 0),
    "concentr-nanomole": (("nmol",), "", 0),
    "concentr-picomole": (("pmol",), "", 0),
    "concentr-millimole-per-liter": (("mmol/l", "mmol/L"), "", 0),
    "concentr-micromole-per-liter": (("µmol/l", "μmol/l", "umol/l"), "", 0),
    "concentr-nanomole-per-liter": (("nmol/l",), "", 0),
    "concentr-picomole-per-liter": (("pmol/l",), "", 0),
    "frequency-hertz": (("Hz",), "", 0),
    "energy-kilocalorie": (("kcal",), "", 0),
    "energy-kilojoule": (("kJ",), "", 0),
    "electric-milliampere": (("mA",), "", 0),
    "electric-millivolt": (("mV",), "", 0),
    "mass-ounce": (("oz",), "", 0),
    "mass-pound": (("lb", "lbs"), "", 0),
    "length-inch": ((), "", 0),
    "length-foot": (("ft",), "", 0),
    "length-mile": ((), "", 0),
    "volume-gallon": (("gal",), "", 0),
    "volume-fluid-ounce": (("fl oz",), "", 0),
}
# Of these CLDR's short forms are words and marks of others (in, ′, po), and a weight is a price, a length a limb.
_CUSTOMARY = frozenset(
    "mass-ounce mass-pound length-inch length-foot length-mile volume-gallon volume-fluid-ounce".split()
)
#: Units that a language may name in a way which nobody knows here: only another unit in their place is told of.
NOT_MISSED = _CUSTOMARY | frozenset(
    "mass-nanogram electric-millivolt concentr-millimole concentr-micromole concentr-nanomole concentr-picomole "
    "concentr-micromole-per-liter concentr-nanomole-per-liter concentr-picomole-per-liter "
    "volume-cubic-centimeter volume-cubic-millimeter "
    "area-square-millimeter area-square-centimeter area-square-meter area-square-kilometer".split()
)
# CLDR writes English as in the United States, and other languages as in their largest country.
_VARIANTS = {"en": "en_GB", "es": "es_MX", "fr": "fr_CA", "pt": "pt_PT"}
#: Currencies that texts have prices in, by their codes.
CURRENCIES = ("USD", "EUR", "GBP", "JPY", "CNY", "CHF", "PLN", "BRL", "MXN", "INR", "KRW", "SEK", "AED", "EGP", "SAR")
_MERCURY = "pressure-millimeter-ofhg"
_DOLLARS = ("CAD", "AUD")
_SYMBOLS = {"USD": ("$", "US$"), "EUR": ("€",), "GBP": ("£",), "JPY": ("¥",), "PLN": ("zł",), "BRL": ("R$",)}
_Length = Literal["long", "short", "narrow"]
# CLDR's narrow form of the second is Hindi's word for "from", "by" and "to" as well.
_OTHER_WORDS = {("hi", "से")}
_LENGTHS: tuple[_Length, ...] = ("long", "short", "narrow")
_SAMPLES = (0, 1, 2, 3, 5, 11, 21, 100)
#: Spaces that do not break, or are narrow.
SPACES = "\u00a0\u202f\u2009\u2007"
# Languages that CLDR groups by points, but whose typographers (ISO 80000-1) group by spaces as well.
_GROUP_BY_SPACE = frozenset({"es", "pt", "de", "it", "ca", "fr", "pl"})
#: Signs that go on a letter, which a word goes on with, in Arabic script and those of South Asia.
_VOWEL_SIGN = "[\u0300-\u036f\u064b-\u065f\u0900-\u0963\u0966-\u0dff]"
#: A power of a unit is another unit: 5 mg² are no 5 mg.
_POWER = "\u2070\u00b9\u00b2\u00b3\u2074-\u2079"
_WITHOUT_SIGN = str.maketrans("²³", "23")
#: What may not go on behind a unit, where words do: Korean writes its particles onto it (75분이), but not 3분의 1.
_END = {**dict.fromkeys(UNSPACED, f"(?![{_POWER}])"), "ko": f"(?![A-Za-z{_POWER}]|의 ?[0-9])"}
_SHORT = 4
#: Of words for units of time the shortest, and those whose last two letters may be an ending.
_SHORTEST_WORD, _LONG_WORD = 2, 6
_DECADE = re.compile(r"(?<=\d0)['’]?s\b")
_STROKE = re.compile(r"[ \u00a0\u202f]?[/\u2215\u2044](?![/\d])\(?")
#: What ties the next unit below a stroke to the one before: mg/kg/h, mg/(kg·h); or all are above it, with a power each.
_NEXT = re.compile(rf"{_STROKE.pattern}|[·⋅]|(?<=[^\W\d_]) (?=[^\W\d_]{{1,3}}\))")
_FACTOR, _INVERTED = re.compile(r"[ \u00a0\u202f·⋅]"), re.compile(r"⁻¹|\^[-−]1(?!\d)")
#: Words of what is counted, and symbols not CLDR's, before a stroke: 30 drops/min, 2 litres of oxygen/min, 5 mSv/h.
_COUNTED = re.compile(r"[ \u00a0\u202f]?[^\W\d_]+\d?(?: [^\W\d_]+\d?){0,3}(?=[ \u00a0\u202f]?[/\u2215\u2044])")
_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff]")


def shown_unit(unit: str) -> str:
    """A unit as messages name it."""
    symbols = UNITS.get(unit, ((), "", 0))[0]
    return symbols[0] if symbols else unit.partition("-")[2] or unit


@dataclass(frozen=True, slots=True)
class Forms:
    """How a locale writes numbers, units and currencies."""

    decimal: str
    group: str
    groups_by_space: bool
    group_size: int
    signs: dict[int, str]
    units: dict[str, str]
    after: re.Pattern[str]
    before: re.Pattern[str]
    by_unit: dict[str, tuple[str, ...]]
    longer: dict[str, tuple[str, ...]]
    #: What words for units of time begin with, where CLDR has any: a language may inflect even short ones (gün, günde).
    times: dict[str, re.Pattern[str]]

    @staticmethod
    @cache
    def of(locale: str) -> Forms:
        """The forms of a locale."""
        forms = _written_units(locale)
        by_unit: dict[str, list[str]] = {}
        for form, unit in forms.items():
            by_unit.setdefault(unit, []).append(form)
        longest = sorted(forms, key=len, reverse=True)
        words_follow = locale.partition("_")[0] in _END
        end = _END.get(locale.partition("_")[0], rf"(?![^\W\d_]|{_VOWEL_SIGN})")
        begin = "" if words_follow else r"(?:^|[^\w])"  # 年間¥500
        group = get_group_symbol(locale, numbering_system="latn")
        return Forms(
            get_decimal_symbol(locale, numbering_system="latn"),
            group,
            not group.strip() or locale.partition("_")[0] in _GROUP_BY_SPACE,
            # Where marks are points or commas other sizes are read by themselves, as lakhs are.
            Locale.parse(locale).decimal_formats[None].grouping[0] if not group.strip() else 3,
            _other_signs(locale),
            forms,
            # Where words follow, the longest form is the one that is written: the m of mg² is none.
            re.compile(
                rf"[ {SPACES}\-‐‑]{{0,2}}({'(?>' if words_follow else '(?:'}{'|'.join(map(re.escape, longest))})){end}",
                re.I,
            ),
            re.compile(rf"{begin}({'|'.join(re.escape(form) for form in longest)})[ {SPACES}]{{0,2}}$", re.I),
            {unit: tuple(own) for unit, own in by_unit.items()},
            {unit: _longer(own, forms) for unit, own in by_unit.items()},
            {
                unit: _beginning(own)
                for unit in UNITS
                if unit.startswith("duration") and (own := _words_for(unit, locale)) is not None
            },
        )

    def unit_of(self, written: str) -> str:
        """The unit that one of the forms is, in whatever capitals."""
        return self.units[lowered(written)]

    def beside(self, text: str, start: int, end: int) -> str | None:
        """The unit that stands right after a number, or a currency before it."""
        if _DECADE.match(text, end):
            return None
        if found := self.after.match(text, end):
            # 4M are four million, and the L of L4-L5 is no liter.
            is_code = "-" in found[0] and text[found.end() : found.end() + 1].isdigit()
            return self.unit_of(found[1]) if found[1] != "M" and not is_code else None
        if start and (found := self.before.search(text[max(0, start - 12) : start])):
            unit = self.unit_of(found[1])
            return unit if unit in CURRENCIES or unit.startswith("concentr") else None
        return None

    def per(self, text: str, end: int) -> tuple[str, ...]:
        """The units below the stroke behind a number and its unit: those of mg/kg/h are kg and h."""
        return tuple(self.unit_of(unit[1]) for unit in self.below(text, end))

    def below(self, text: str, end: int) -> Iterator[re.Match[str]]:
        """The same, as they are written: each in the group of a match."""
        known = self.after.match(text, end)
        counted = _COUNTED.match(text, known.end() if known else end)
        position = known.end() if known else end
        stroke = _STROKE.match(text, counted.end() if counted else position)
        while stroke and (unit := self.after.match(text, stroke.end())):
            behind = text[unit.end() : unit.end() + 1]
            if behind.isdigit() or (counted and behind == "-"):
                return  # L4/L5, Bus/S-Bahn
            yield unit
            stroke = _NEXT.match(text, unit.end())
        while (factor := _FACTOR.match(text, position)) and (unit := self.after.match(text, factor.end())):
            inverted = _INVERTED.match(text, unit.end())
            if inverted is None:
                return
            yield unit
            position = inverted.end()

    def mentions(self, text: str, unit: str) -> bool:
        """Whether a text has the unit anywhere, in whatever form."""
        text, own = lowered(text), self.by_unit.get(unit, ())
        for longer in self.longer.get(unit, ()):  # a milligram mentions no gram
            text = text.replace(longer, " ")
        if any(_has_form(text, form) for form in own):
            return True
        return unit in self.times and self.times[unit].search(text) is not None


def _other_signs(locale: str) -> dict[int, str]:
    """What a locale writes in numbers beside the usual signs, with the Arabic sign that means the same."""
    return {
        ord(symbol): sign
        for symbols in Locale.parse(locale).number_symbols.values()
        for name, sign in (("group", "٬"), ("decimal", "٫"))
        if len(symbol := symbols.get(name, "")) == 1 and symbol not in f" ,.'’{SPACES}٫٬"
    }


def _longer(own: Iterable[str], forms: Iterable[str]) -> tuple[str, ...]:
    """The stems of those forms of all units that have one of a unit's own words within them, the longest first."""
    short = {_stem(form) for form in own if len(form) >= _SHORT}
    found = {_stem(form) for form in forms if any(form.find(stem) > 0 for stem in short)} - short
    return tuple(sorted(found, key=len, reverse=True))


def _has_form(text: str, form: str) -> bool:
    """Whether a text has a form of a unit; a symbol such as `h` is one only if no letters are around it."""
    if len(form) < _SHORT and not _IDEOGRAPH.search(form):
        letter = rf"(?!{_IDEOGRAPH.pattern})[^\W\d_]"  # one that words are made of: 1kgあたり
        return re.search(rf"(?<![^\W\d_]){re.escape(form)}(?!{letter})", text) is not None
    return _stem(form) in text


def _stem(form: str) -> str:
    """What all inflected forms of a word begin with."""
    return form[:-2] if len(form) >= 6 and form.isalpha() else form


def _written_units(locale: str) -> dict[str, str]:
    """All written forms of units and currencies, in lower case; of two that are the same, the more usual one."""
    words, language = lexicon_of(locale), locale.partition("_")[0]
    forms: dict[str, str] = {}
    for name, written in (
        *((unit, symbols) for unit, (symbols, _, _) in UNITS.items()),
        *words.units.items(),
        *((code, tuple(_names_of_currency(code, locale))) for code in CURRENCIES),
        *(
            (unit, tuple(_cldr_forms(unit, length, known)))
            for known in dict.fromkeys((locale, language, _VARIANTS.get(language, locale)))
            for length in _LENGTHS
            for unit in UNITS
            if length == "long" or unit not in _CUSTOMARY
        ),
    ):
        for form in written:
            if (language, form) in _OTHER_WORDS:
                continue
            for each in dict.fromkeys((form, form.translate(_WITHOUT_SIGN))):  # m2
                forms.setdefault(lowered(each), name)
    for form in _of_mercury(forms):
        forms.setdefault(form, _MERCURY)
    return forms


def _of_mercury(forms: Mapping[str, str]) -> Iterator[str]:
    """Millimetres of mercury as they are written beside CLDR's forms: mm słupa rtęci, mm de Hg, мм.рт.ст.

    With each form of the millimetre, with or without spaces and points, and with the metal's symbol for its name.
    """
    millimetres = [form for form, unit in forms.items() if unit == "length-millimeter"]
    rests = {"hg"}
    for form in (form for form, unit in forms.items() if unit == _MERCURY):
        begin = max((one for one in millimetres if form.startswith(one)), key=len, default=form)
        if words := re.findall(r"[^\s\-.]+", form.removeprefix(begin)):
            rests |= {" ".join(words), " ".join([*words[:-1], "hg"])}
            rests |= {".".join(words), ". ".join(words)} if "." in form else set()
    for millimetre, gap, rest in product(millimetres, ("", " ", ".", ". "), rests):
        yield f"{millimetre.rstrip('.')}{gap}{rest}"


def _words_for(unit: str, locale: str) -> list[str] | None:
    """The words for a unit of time; none where CLDR knows but the root's symbol."""
    own = {*_cldr_forms(unit, "long", locale)} - {*_cldr_forms(unit, "long", "root")}
    no_word = rf"[\s.]|{_IDEOGRAPH.pattern}"
    return sorted(one for one in own if len(one) >= _SHORTEST_WORD and not re.search(no_word, one)) if own else None


def _beginning(words: list[str]) -> re.Pattern[str]:
    """What all forms of the words for a unit of time begin with; nothing begins with no word."""
    stems = [re.escape(lowered(word[:-2] if len(word) >= _LONG_WORD else word)) for word in words]
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(stems)})" if stems else "(?!)")


def _names_of_currency(code: str, locale: str) -> Iterator[str]:
    yield from _SYMBOLS.get(code, ())
    yield code
    yield get_currency_symbol(code, locale)
    for count in (None, *_SAMPLES):
        name = get_currency_name(code, count, locale)
        yield name
        # A price is in dollars, not in US dollars, wherever it is clear which.
        yield from (word for word in name.split()[:1] if len(word) > 4)
        if code == "USD" and (common := reduce(_common, (get_currency_name(o, count, locale) for o in _DOLLARS), name)):
            yield common


def _common(name: str, other: str) -> str:
    """The words that two names have in common; where words are not separated, the longest part, if it is one."""
    words, others = (re.split(r"[\s\-]+", lowered(one)) for one in (name, other))
    if shared := " ".join(word for word in words if word in others):
        return shared
    found = SequenceMatcher(None, lowered(name), lowered(other), autojunk=False).find_longest_match()
    return name[found.a : found.a + found.size].strip() if found.size > _SHORTEST_WORD else ""


def _cldr_forms(unit: str, length: _Length, locale: str) -> Iterator[str]:
    for sample in _SAMPLES:
        try:
            written = format_unit(sample, unit, length, locale=locale, numbering_system="latn")
        except (ValueError, UnknownLocaleError, LookupError):  # CLDR has no pattern for this one
            continue
        form = re.sub(r"[\d\u200e\u200f]", "", written).strip(f" {SPACES}")
        if form:
            yield form
