"""From which locales another one inherits: where to look for what it lacks (Unicode TR 35, locale inheritance)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from babel.core import get_global


@cache
def ancestry(locale: str) -> tuple[str, ...]:
    """The locale itself and those that it inherits from, the nearest first, without the root.

    They are all in its script: Serbian in Latin letters is no heir of that in Cyrillic ones. A name that says less than
    CLDR knows of it, such as zh, is followed by its full ones: zh_Hans_CN, zh_Hans.
    """
    script = _script(locale)
    names = (*_upwards(locale), *_upwards(get_global("likely_subtags").get(locale, locale)))
    return tuple(dict.fromkeys(name for name in names if _script(name) == script))


def _upwards(locale: str) -> Iterator[str]:
    parents = get_global("parent_exceptions")
    while locale:
        yield locale
        locale = parents.get(locale) or locale.rpartition("_")[0]


def _script(locale: str) -> str:
    """The script that a locale's name says or, if it says none, that CLDR takes for granted."""
    language, *others = locale.split("_")
    said = next((part for part in others if len(part) == 4 and part.isalpha()), "")
    if said:
        return said
    likely = get_global("likely_subtags")
    full = next(filter(None, (likely.get(f"{language}_{part}") for part in others)), likely.get(language, ""))
    return next((part for part in full.split("_")[1:] if len(part) == 4 and part.isalpha()), "")
