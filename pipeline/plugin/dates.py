"""Dates by strftime with a language's own names (CLDR), where Pelican's need C locales that servers lack.

Whatever a theme asks for by strftime, as a filter or of a date itself, has them; addresses, which are made by format(),
never. Digits are the language's own where a name stands beside them; numbers alone may be for a machine, and
where they stand decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache, partial
from typing import Any

from babel import Locale, dates

from pipeline.digits import LATIN_DIGITS
from pipeline.inheritance import ancestry
from pipeline.model import Language
from pipeline.pelican_internals import DEFAULT_CONFIG, SafeDatetime, strftime
from pipeline.plugin.cldr import format_date, format_time, in_digits, numerals

_FORMAT = "DEFAULT_DATE_FORMAT"
_LOCAL = re.compile(r"%[%AaBbhxpXc]")
_DAY = re.compile(r"(?:%%|[^%]|%(?!-?d))*%-?d")
# A date of the internet (RFC 5322, section 3.3), which is in English everywhere.
_INTERNET = re.compile(r"%a, %-?d %b %Y %H:%M")
# What holds a date for machines (HTML, the attribute datetime).
_DATED = re.compile(r"<(?:time|del|ins)\b[^<>]*>", re.I)
_DATETIME = re.compile(r"""\sdatetime\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.I)
_MONTHS, _WEEKDAYS = {"%B": "MMMM", "%b": "MMM", "%h": "MMM"}, {"%A": "EEEE", "%a": "EEE"}


def localized_strftime(value: datetime, pattern: str, language: Language) -> str:
    """What strftime gives, with the names of months and days in the language, and its digits beside them."""
    local = set(_LOCAL.findall(pattern)) - {"%%"}
    if _INTERNET.search(pattern):
        return strftime(value, pattern)
    if not local:
        return numerals(strftime(value, pattern), language)
    found = strftime(value, _LOCAL.sub(partial(_named, value, language, _DAY.match(pattern) is not None), pattern))
    return in_digits(found, language)


def _named(value: datetime, language: Language, has_day: bool, match: re.Match[str]) -> str:
    """What a directive comes to: a name stands beside the day of the month, or for itself."""
    directive = match[0]
    if directive == "%%":
        return directive
    if directive in _MONTHS:
        found = format_date(value, language, _MONTHS[directive].replace("M", "M" if has_day else "L"))
    elif directive in _WEEKDAYS:
        letter = _weekday(language.locale) if has_day else "c"
        found = format_date(value, language, _WEEKDAYS[directive].replace("E", letter))
    elif directive == "%p":
        found = format_time(value, language, "a")
    elif directive == "%c":
        found = dates.format_datetime(value, "medium", locale=language.locale)
    else:
        found = format_date(value, language, "short") if directive == "%x" else format_time(value, language, "medium")
    return found.replace("%", "%%")


@cache
def _weekday(locale: str) -> str:
    """The letter for the form of a weekday's name in a locale's whole dates."""
    return "c" if "ccc" in Locale.parse(locale).date_formats["full"].pattern else "E"


def reader_date(value: datetime, settings: Mapping[str, Any], language: Language, own: object = None) -> str:
    """A date as Pelican shows it to readers: in the site's own format, `own` or that of the settings, or CLDR's."""
    pattern = date_format_alone(own) or _site_format(settings, language)
    return (
        in_digits(localized_strftime(value, pattern, language), language) if pattern else format_date(value, language)
    )


def _site_format(settings: Mapping[str, Any], language: Language) -> str:
    """The format of DATE_FORMATS for a language, or the one for all; nothing if the site has none of its own."""
    formats = {_locale(name): found for name, found in settings["DATE_FORMATS"].items()}
    own = next((formats[name] for name in map(_locale, ancestry(language.locale)) if name in formats), None)
    usual = settings[_FORMAT]
    return date_format_alone(own) or ("" if usual == DEFAULT_CONFIG[_FORMAT] else date_format_alone(usual))


def date_format_alone(found: object) -> str:
    """The format alone, where it stands with the C locale it is for."""
    return str(found[-1] if isinstance(found, tuple | list) and found else found or "")


def _locale(name: object) -> str:
    return str(name).replace("-", "_").lower()


def without_c_locales(settings: Mapping[str, Any], languages: Iterable[Language]) -> dict[str, Any]:
    """The date formats of these languages without C locales, into which Pelican would put the whole process."""
    names, formats = {_locale(language.path) for language in languages}, dict(settings["DATE_FORMATS"])
    formats |= {name: date_format_alone(found) for name, found in formats.items() if _locale(name) in names}
    return {"DATE_FORMATS": formats}


def local_date(value: datetime, language: Language) -> datetime:
    """The same date, of which templates get the language's names by its strftime()."""
    parts = value.timetuple()[:6]
    return _local_dates(language)(*parts, value.microsecond, value.tzinfo, fold=value.fold)


@cache
def _local_dates(language: Language) -> type[SafeDatetime]:
    class LocalDate(SafeDatetime):
        def strftime(self, fmt: str, safe: bool = True) -> str:
            return localized_strftime(self, fmt, language) if safe else datetime.strftime(self, fmt)

        def __format__(self, spec: str) -> str:
            return strftime(self, spec) if spec else str(self)

    return LocalDate


def machine_dates(page: str, language: Language) -> str:
    """The page without the language's digits where a machine reads a date, which may be one for readers."""
    if language.digits == LATIN_DIGITS:
        return page
    latin = str.maketrans(language.digits, LATIN_DIGITS)
    return _DATED.sub(lambda tag: _DATETIME.sub(lambda found: found[0].translate(latin), tag[0]), page)


def period_names(period: tuple[int, ...], language: Language) -> tuple[Any, ...]:
    """A year, month and day as the name of an archive has them: the month by its name, digits those of the language."""
    numbers: list[Any] = [in_digits(str(number), language) for number in period]
    names = [number if written == str(number) else written for number, written in zip(period, numbers, strict=True)]
    if len(period) > 1:
        names[1] = format_date(datetime(period[0], period[1], 1), language, "LLLL" if len(period) == 2 else "MMMM")
    return tuple(names)
