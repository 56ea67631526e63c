"""The months and days of the week that a text names, by CLDR's names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from babel.dates import get_day_names, get_month_names

from pipeline.characters import legible
from pipeline.checks.calendar import CONTEXTS, REGIONS, WIDTHS
from pipeline.lexicon import MOST_KNOWN, UNSPACED, lexicon_of, lowered

#: A month (1 to 12) or a day of the week (0 is Monday), with its kind.
Named = tuple[str, int]
#: What all inflected forms of a name begin with is as long as this, at least; what is no longer than that is a word.
_STEM, _SHORT = 3, 2
_WORD = re.compile(r"[^\W\d_]+")
#: What stands between short names in a row: Mon–Fri, Mo, Mi und Fr.
_BETWEEN = r"\.?(?: ?[-–—−~〜～/,&+] ?| [^\W\d_]{1,4} )"
#: Languages in which a name has no gap behind it.
_WITHOUT_GAPS = UNSPACED | {"ko"}


@dataclass(frozen=True, slots=True)
class Name:
    """A month or a day of the week as a text names it, at its place."""

    named: Named
    word: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.word)


@lru_cache(maxsize=MOST_KNOWN)
def names_in(text: str, locale: str) -> tuple[Name, ...]:
    """The months and days of the week that a text surely names, in their order."""
    names = _Names.of(locale)
    found = {
        match.start(1): (names.certain[lowered(match[1])], match[1])
        for match in names.pattern.finditer(text)
        if not (names.capital and match[1][0].islower())
    }
    for match in names.endings.finditer(lowered(text)):
        named = names.inflected[(match.lastindex or 1) - 1]
        found.setdefault(match.start(), (named, text[slice(*match.span())]))
    for match in names.row.finditer(text):
        for start, word, named in _row(match, names):
            found.setdefault(start, (named, word))
    for match in names.of_a_date.finditer(text):
        word = match[match.lastindex or 0]
        if not (names.capital and word[0].islower()):
            found.setdefault(match.start(match.lastindex or 0), (_day_of(lowered(word), names), word))
    return tuple(Name(named, word, start) for start, (named, word) in sorted(found.items()))


def named_days(text: str, locale: str) -> dict[Named, str]:
    """The months and days of the week that a text surely names, each with the word."""
    return {name.named: name.word for name in names_in(text, locale)}


def _row(row: re.Match[str], names: _Names) -> Iterator[tuple[int, str, Named]]:
    """The names in a row of short ones (Mon–Fri), of which some may stand for a month and a day alike."""
    words = [match for match in _WORD.finditer(row[0]) if lowered(match[0]) in names.short]
    if names.capital and any(word[0][0].islower() for word in words):
        return
    for kind in ("day", "month"):
        named = [[one for one in names.short[lowered(word[0])] if one[0] == kind] for word in words]
        if all(len(one) == 1 for one in named):
            yield from ((row.start() + word.start(), word[0], one[0]) for word, one in zip(words, named, strict=True))
            return


def _day_of(short: str, names: _Names) -> Named:
    """The day that a short name is where it cannot be a month."""
    return next(named for named in names.short[short] if named[0] == "day")


def may_name(text: str, named: Named, locale: str) -> bool:
    """Whether a text may name a month or day, in whatever form: inflected, abbreviated, or as the number of a month."""
    kind, number = named
    # Juillet begins as juin does.
    for name in names_in(text, locale):
        if name.named != named:
            text = text[: name.start] + " " * len(name.word) + text[name.end :]
    text = lowered(text)
    return (kind == "month" and re.search(rf"(?<!\d)0?{number}(?!\d)", text) is not None) or any(
        form in text if len(form) > _SHORT or locale.partition("_")[0] in _WITHOUT_GAPS else _is_word(form, text)
        for form in _Names.of(locale).forms.get(named, ())
    )


def _beside_dates(days: str, months: str, joined: bool) -> re.Pattern[str]:
    """Short names of days where nothing but a date is beside them."""
    if joined:
        return re.compile(rf"(?<=[\d日일 ])[ \u00a0]?[(（]({days})[)）]")
    day_and_month = rf"\d{{1,2}}(?:\.|st|nd|rd|th)?[ \u00a0](?:de[ \u00a0])?(?:{months})(?!\w)"
    return re.compile(rf"(?<![\w’'])({days})\.?,?[ \u00a0](?: {{3}}|{day_and_month})", re.I)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(filter(None, words), key=len, reverse=True))) or "(?!)"


def _is_word(word: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of months and days: the certain ones, what all forms of one begin with, how they are written.

    `endings` has a group for each of the lexicon's, which are those of `inflected`.

    A `short` one is certain only beside others in a `row`, and one of a day beside a date (`of_a_date`), or the blanks
    that are where one was: Tue, 12 May; 5月12日(火).
    """

    certain: dict[str, Named]
    forms: dict[Named, tuple[str, ...]]
    pattern: re.Pattern[str]
    capital: bool
    short: dict[str, set[Named]]
    row: re.Pattern[str]
    of_a_date: re.Pattern[str]
    inflected: tuple[Named, ...]
    endings: re.Pattern[str]

    @staticmethod
    @cache
    def of(locale: str) -> _Names:
        certain: dict[str, set[Named]] = defaultdict(set)
        forms: dict[Named, set[str]] = defaultdict(set)
        language = locale.partition("_")[0]
        short: dict[str, set[Named]] = defaultdict(set)
        joined, written = language in _WITHOUT_GAPS, set()
        for name in REGIONS.get(language, (locale,)):
            for kind, names in (("month", get_month_names), ("day", get_day_names)):
                for context, width in product(CONTEXTS, WIDTHS):
                    for number, word in names(width, context, name).items():
                        low = lowered(legible(word)).strip(". ")
                        forms[kind, number].add(low if len(low) <= _STEM else low[: max(_STEM, len(low) - 2)])
                        short[low].add((kind, number))
                        if (width == "wide" or joined) and len(low) > 1:
                            certain[low].add((kind, number))
                            written.add(word)
            for context in CONTEXTS:
                for number, word in get_day_names("short", context, name).items():
                    low = lowered(legible(word)).strip(". ")
                    forms["day", number].add(low)
                    short[low].add(("day", number))
        sure = {word: min(named) for word, named in certain.items() if len(named) == 1}
        longest = "|".join(map(re.escape, sorted(sure, key=len, reverse=True)))
        before = "|".join(map(re.escape, ("", *lexicon_of(locale).prefixes)))
        own: dict[Named, str] = {("month", number): words for number, words in lexicon_of(locale).months.items()}
        own |= {("day", number): words for number, words in lexicon_of(locale).days.items()}
        any_short = _any_of(short)
        # Of a short name that may be two days nothing is known.
        days = _any_of(word for word, named in short.items() if sum(kind == "day" for kind, _ in named) == 1)
        months = _any_of(word for word, named in short.items() if any(kind == "month" for kind, _ in named))
        return _Names(
            sure,
            {named: tuple(own) for named, own in forms.items()},
            re.compile(rf"(?<!\d)({longest})" if joined else rf"(?<!\w)(?:{before})({longest})(?!\w)", re.I),
            all(word[0].isupper() for word in written),
            short,
            re.compile(rf"(?<![\w’'])(?:{any_short})(?:{_BETWEEN}(?:{any_short}))+(?!\w)", re.I),
            _beside_dates(days, months, joined),
            tuple(own),
            re.compile("|".join(rf"(?<!\w)({words})(?!\w)" for words in own.values()) or "(?!)"),
        )
