"""Facts as CLDR's data spells them, in all notations of all locales: numbers, units, money, dates, times, lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time
from decimal import Decimal
from random import Random
from typing import Any

from babel.dates import format_date, format_interval, format_skeleton, format_time, get_day_names, get_month_names
from babel.lists import format_list
from babel.numbers import format_compact_decimal, format_currency, format_decimal, format_percent
from babel.units import format_unit

#: Units, by what they measure: another one of the same kind is a mistake that somebody may make.
UNITS = {
    "mass": ("mass-milligram", "mass-gram", "mass-kilogram", "mass-microgram"),
    "length": ("length-meter", "length-kilometer", "length-centimeter", "length-mile"),
    "volume": ("volume-liter", "volume-milliliter", "volume-cubic-meter"),
    "duration": ("duration-minute", "duration-hour", "duration-day", "duration-week", "duration-month"),
    "temperature": ("temperature-celsius", "temperature-fahrenheit"),
}
CURRENCIES = ("EUR", "USD", "GBP", "JPY", "CHF", "INR", "SEK", "BRL")
_SKELETONS = ("yMMMM", "MMMd", "yMMMEd")
#: By kind, the notations that CLDR has; the first is that of the sentences.
NOTATIONS = {
    "number": ("grouped", "plain"),
    "decimal": ("grouped",),
    "percent": ("percent",),
    "compact": ("short", "long"),
    "money": ("standard", "name", "accounting"),
    **dict.fromkeys(("mass", "length", "volume", "temperature"), ("short", "long", "narrow")),
    "duration": ("long", "short", "narrow"),
    "date": ("long", "full", "medium", "short", *_SKELETONS),
    "time": ("short", "medium"),
    "period": ("yMMMd", "MMMd"),
    "list": ("standard", "or"),
    "weekday": ("wide",),
}
#: Those of which Babel can write the digits in another script.
IN_OTHER_DIGITS = frozenset({"number", "decimal", "percent", "compact", "money", "list", *UNITS})


@dataclass(frozen=True, slots=True)
class Fact:
    """What a text says: a value of a kind, with a unit or currency where it has one, in a notation of CLDR's."""

    kind: str
    value: Any
    unit: str = ""
    notation: str = ""
    digits: str = "default"

    def but(self, **changes: Any) -> Fact:
        """The same, but for what is another one."""
        return replace(self, **changes)


def drawn(kind: str, random: Random) -> Fact:
    """A fact of a kind, in the notation of a sentence."""
    return Fact(kind, *_DRAWN[kind](random), notation=NOTATIONS[kind][0])


def _day(random: Random) -> date:
    return date(random.randrange(2019, 2027), random.randrange(1, 13), random.randrange(1, 29))


def _a_period(random: Random) -> tuple[date, date]:
    start = date(random.randrange(2019, 2026), random.randrange(1, 13), random.randrange(1, 14))
    return start, start.replace(day=random.randrange(15, 29))


def _measured(kind: str) -> Callable[[Random], tuple[Decimal, str]]:
    return lambda random: (Decimal(random.choice((3, 5, 12, 25, 40, 75, 250))), random.choice(UNITS[kind]))


_DRAWN: dict[str, Callable[[Random], tuple[Any, ...]]] = {
    "number": lambda random: (Decimal(random.randrange(1_000, 90_000_000)),),
    "decimal": lambda random: (Decimal(random.randrange(11, 99_999)) / random.choice((10, 100)),),
    "percent": lambda random: (Decimal(random.randrange(3, 99)) / 100,),
    "compact": lambda random: (Decimal(random.choice((3_000, 25_000, 4_000_000, 2_000_000_000))),),
    "money": lambda random: (Decimal(random.randrange(13, 950)), random.choice(CURRENCIES)),
    "mass": _measured("mass"),
    "length": _measured("length"),
    "volume": _measured("volume"),
    "duration": _measured("duration"),
    "temperature": lambda random: (
        Decimal(random.choice((-20, -5, 4, 8, 25, 37))),
        random.choice(UNITS["temperature"]),
    ),
    "date": lambda random: (_day(random),),
    "time": lambda random: (time(random.randrange(24), random.choice((0, 5, 15, 30, 45))),),
    "period": lambda random: (_a_period(random),),
    "list": lambda random: (tuple(sorted(random.sample(range(2, 30), 3))),),
    "weekday": lambda random: (random.randrange(7),),
}


def spelled(fact: Fact, locale: str) -> str:
    """How a locale writes a fact."""
    return _SPELLED[fact.kind](fact, locale)


def has_own_spelling(fact: Fact, locale: str) -> bool:
    """Whether CLDR knows it: where a locale has no name of a month (M09) or unit, there are but those of its root."""
    written = spelled(fact, locale)
    if isinstance(fact.value, date) or fact.kind == "period":
        return "M0" not in get_month_names("abbreviated", locale=locale)[1]
    return fact.kind not in UNITS or written != spelled(fact, "root") or written == spelled(fact, "en")


def _number(fact: Fact, locale: str) -> str:
    return format_decimal(
        fact.value, locale=locale, numbering_system=fact.digits, group_separator=fact.notation == "grouped"
    )


def _money(fact: Fact, locale: str) -> str:
    return format_currency(
        fact.value,
        fact.unit,
        locale=locale,
        format_type=fact.notation,  # type: ignore[arg-type]
        numbering_system=fact.digits,
    )


def _date(fact: Fact, locale: str) -> str:
    if fact.notation in _SKELETONS:
        return format_skeleton(fact.notation, fact.value, locale=locale)
    return format_date(fact.value, fact.notation, locale=locale)  # type: ignore[arg-type]


def _period(fact: Fact, locale: str) -> str:
    return format_interval(*fact.value, skeleton=fact.notation, locale=locale)


def _list(fact: Fact, locale: str) -> str:
    numbers = [format_decimal(one, locale=locale, numbering_system=fact.digits) for one in fact.value]
    return format_list(numbers, fact.notation, locale=locale)  # type: ignore[arg-type]


def _unit(fact: Fact, locale: str) -> str:
    return format_unit(fact.value, fact.unit, fact.notation, locale=locale, numbering_system=fact.digits)  # type: ignore[arg-type]


_SPELLED: dict[str, Callable[[Fact, str], str]] = {
    "number": _number,
    "decimal": _number,
    "percent": lambda fact, locale: format_percent(fact.value, locale=locale, numbering_system=fact.digits),
    "compact": lambda fact, locale: format_compact_decimal(
        fact.value, format_type=fact.notation, locale=locale, numbering_system=fact.digits
    ),
    "money": _money,
    **dict.fromkeys(UNITS, _unit),
    "date": _date,
    "time": lambda fact, locale: format_time(fact.value, fact.notation, locale=locale),
    "period": _period,
    "list": _list,
    "weekday": lambda fact, locale: get_day_names("wide", "stand-alone", locale)[fact.value],
}


def in_slots(template: str, facts: tuple[tuple[str, Fact], ...], locale: str) -> str:
    """A text with its facts as a locale writes them."""
    for slot, fact in facts:
        template = template.replace(f"‹{slot}›", spelled(fact, locale))
    return template
