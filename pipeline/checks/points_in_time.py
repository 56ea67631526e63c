"""Dates, times, and names of months and days that differ: each where it is, and the ends of a range in their order."""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from itertools import compress, pairwise, product

from pipeline.checks.calendar import Date, dates
from pipeline.checks.calendar_names import Name, may_name, named_days, names_in
from pipeline.checks.exchanged_numbers import exchanged_fact_faults
from pipeline.checks.numbers import differs
from pipeline.checks.pair import Fault, Pair
from pipeline.checks.times_of_day import Time, places_of_times, times
from pipeline.lexicon import lexicon_of

#: What makes a range of two days, months, dates or times; and how near each other they are.
_TO = re.compile(r"\s?(?:[-‐‑–—−]|to|through|thru|until|till)\s?|\.?\s?[-‐‑–—−]\s?")
_NEAR = 8
#: The same behind a day without its month: a point, and a sign or a small word.
_UP_TO = r"[.日]?\s?(?:[-‐‑–—−~〜～]|[^\W\d_]{1,4})\s?"
_IN_DIGITS = re.compile(r"[\d./\s-]+")
_YEAR = re.compile(r"\d{4}")
#: A time of the source, and where the translation has it.
_Placed = tuple[Time, tuple[int, int]]


def without_dates(pair: Pair, source: str, translation: str) -> tuple[str, str, list[Fault]]:
    """Both normalised texts without their dates, and what differs in these."""
    wanted, found = list(dates(source, pair.source_language.locale)), list(dates(translation, pair.language.locale))
    if not wanted:
        # What looks like a date here and is none there (1.3.2026 may be a version) is a matter of numbers.
        return source, translation, []
    missing, left, same = _unlike(wanted, found)
    if missing and not left:
        # A name of a month that is not known: its day and year are at least numbers.
        absent = frozenset(missing)
        spans = [(date.start, date.end) for date in wanted if date not in absent]
        faults = [
            *_turned_days(pair, source, translation, missing, same),
            *_month_faults(source, translation, missing, pair.language.locale),
        ]
        return without(source, spans), without(translation, [(date.start, date.end) for date in found]), faults
    faults = [] if missing else list(_misplaced_dates(pair, source, translation, same))
    for one, other in zip(missing, left, strict=False):
        there, here = source[one.start : one.end], translation[other.start : other.end]
        meant = _meant(pair, one, there, other, here)
        faults.append(Fault("dates", meant or differs("date", there, here), there, here))
    spans = [(date.start, date.end) for date in wanted]
    if any(date.year for date in wanted) and not any(date.year for date in found):
        # A year that the translation's dates do without is a number of the source.
        spans = [span for span in spans for span in _around_year(source, span)]
    return without(source, spans), without(translation, [(date.start, date.end) for date in found]), faults


def _around_year(text: str, span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The parts of a date before and behind its year."""
    year = _YEAR.search(text, *span)
    yield from ((span[0], year.start()), (year.end(), span[1])) if year else (span,)


def _turned_days(
    pair: Pair, source: str, translation: str, missing: list[Date], same: list[tuple[Date, Date]]
) -> Iterator[Fault]:
    """Ranges of days in one month that are turned round, one without its month: 8. bis 6. Mai, 5月8日～6日."""
    for (known, other), date in product(same, missing):
        first, last = sorted((known, date), key=lambda one: one.start)
        are_in_order = known.month == date.month and (first.day or 0) < (last.day or 0)
        if not are_in_order or not _TO.fullmatch(source, first.end, last.start):
            continue
        if date == last:
            beside = re.search(rf"(?<!\d)0?{date.day}(?!\d){_UP_TO}\Z", translation[: other.start])
        else:
            beside = re.compile(rf"{_UP_TO}0?{date.day}(?!\d)").match(translation, other.end)
        if beside is not None:
            there = source[first.start : last.end]
            here = translation[min(beside.start(), other.start) : max(beside.end(), other.end)]
            doubtful = pair.language.dir == "rtl"
            yield Fault("dates", f"{there} became {here}: turned round", there, here, doubtful=doubtful)


def _month_faults(source: str, translation: str, missing: list[Date], locale: str) -> Iterator[Fault]:
    """Dates whose month a text has in no form: the 3 of 3 March is the day's alone."""
    for date in missing:
        there, day = source[date.start : date.end], rf"(?<!\d)0?{date.day}(?!\d)"
        if not re.search(day, translation):
            continue  # not even its day is there: its numbers are told of
        same = day if date.day == date.month else "(?!)"
        is_named = may_name(re.sub(same, " ", translation, count=1), ("month", date.month), locale)
        if not is_named and there not in translation:
            yield Fault("dates", f"the month of {there} is not in the translation", there, doubtful=True)


def _misplaced_dates(pair: Pair, source: str, translation: str, same: list[tuple[Date, Date]]) -> Iterator[Fault]:
    """Ranges of dates that are turned round, and dates in each other's sentence."""
    in_order = sorted(same, key=lambda dates: dates[0].start)
    if len({one.value for one, _ in same}) < len(same):
        return  # one that is there twice has no place of its own
    for (one, first), (other, last) in pairwise(in_order):
        is_range = other.start <= one.end or _TO.fullmatch(source, one.end, other.start) is not None
        if is_range and last.start < first.start and first.start - last.end <= _NEAR:
            start, end = min(one.start, other.start), max(one.end, other.end)
            there, here = source[start:end], translation[last.start : max(first.end, last.end)]
            # A line from right to left may show it the right way round all the same.
            doubtful = pair.language.dir == "rtl"
            yield Fault("dates", f"{there} became {here}: turned round", there, here, doubtful=doubtful)
    places = (((one.start, one.end), (other.start, other.end)) for one, other in in_order)
    yield from exchanged_fact_faults("dates", source, translation, places)


def _unlike(wanted: list[Date], found: list[Date]) -> tuple[list[Date], list[Date], list[tuple[Date, Date]]]:
    """The dates of one text that another does not have, the other way round, and the same of both.

    One of two that are the same may leave out a year.
    """
    by_value: dict[tuple[int | None, int, int | None], deque[Date]] = defaultdict(deque)
    by_day: dict[tuple[int, int | None], deque[Date]] = defaultdict(deque)
    without_century: dict[tuple[bool, int, int, int | None], deque[Date]] = defaultdict(deque)
    for date in found:
        by_value[date.value].append(date)
        by_day[date.value[1:]].append(date)
        if date.year:
            without_century[date.short, date.year % 100, *date.value[1:]].append(date)
    taken: set[Date] = set()
    missing, both = [], []
    for date in wanted:
        alike = [by_value[date.value], by_value[None, *date.value[1:]] if date.year else by_day[date.value[1:]]]
        if date.year:
            shorts = (True, False) if date.short else (True,)
            alike += (without_century[short, date.year % 100, *date.value[1:]] for short in shorts)
        same = min(filter(None, (_first(queue, taken) for queue in alike)), key=lambda one: one.start, default=None)
        if same is None:
            missing.append(date)
        else:
            taken.add(same)
            both.append((date, same))
    return missing, [date for date in found if date not in taken], both


def _first(dates: deque[Date], taken: set[Date]) -> Date | None:
    while dates and dates[0] in taken:
        dates.popleft()
    return dates[0] if dates else None


def without_times(pair: Pair, source: str, translation: str) -> tuple[str, str, list[Fault]]:
    """Both normalised texts without the source's times of day, and those that the translation does not have."""
    said, shown = list(times(source)), translation
    places = places_of_times(said, translation, pair.language.locale)
    if any(time.in_words for time in said):
        # Of an hour that the translation has not in digits, as الثالثة for 3, its number in words is compared.
        kept = [
            place is not None or not time.in_words or _has_hour(shown, time, pair.language.locale)
            for time, place in zip(said, places, strict=True)
        ]
        said, places = list(compress(said, kept)), list(compress(places, kept))
    spans = [(time.start, time.end) for time in said]
    missing = [source[time.start : time.end] for time, place in zip(said, places, strict=True) if place is None]
    translation = without(translation, filter(None, places))
    if missing:
        # The numbers of a time that is wrong would be reported a second time.
        translation = re.sub(r"\d{1,2}\s?[:.h時时点]\s?\d{2}", blank, translation)
    faults = [Fault("times", f"the time {written} is not in the translation", written) for written in missing]
    ranges = [
        ((one, place), (other, next_place))
        for (one, place), (other, next_place) in pairwise(zip(said, places, strict=True))
        if place and next_place and _TO.fullmatch(source, one.end, other.start)
    ]
    if not missing and (other_ends := list(_with_other_ends(ranges, said, source, shown))):
        return without(source, spans), translation, other_ends
    often = Counter(map(str, said))
    for (one, place), (other, next_place) in ranges:
        is_known = often[str(one)] == often[str(other)] == 1  # which of two that are the same it is
        if is_known and next_place < place and place[0] - next_place[1] <= _NEAR:
            there, here = source[one.start : other.end], shown[next_place[0] : place[1]]
            faults.append(Fault("times", f"{there} became {here}: turned round", there, here))
    if not missing and len(often) == len(said):
        pairs = [(span, place) for span, place in zip(spans, places, strict=True) if place]
        faults += exchanged_fact_faults("times", source, shown, pairs)
    return without(source, spans), translation, faults


def _with_other_ends(
    ranges: list[tuple[_Placed, _Placed]], said: list[Time], source: str, shown: str
) -> Iterator[Fault]:
    """What goes from the beginning of one range of times to an end of another: 8:00–14:00 and 12:00–18:00."""
    known = Counter(str(time) for one in ranges for time, _ in one)
    if any(known[time] not in (0, count) for time, count in Counter(map(str, said)).items()):
        return  # which of those that are the same is in a range
    wanted = {frozenset((str(one), str(other))): source[one.start : other.end] for (one, _), (other, _) in ranges}
    ends = sorted((placed for one in ranges for placed in one), key=lambda placed: placed[1])
    for (one, place), (other, next_place) in zip(ends[::2], ends[1::2], strict=True):
        if frozenset((str(one), str(other))) not in wanted:
            there, here = ", ".join(wanted.values()), shown[place[0] : next_place[1]]
            yield Fault("times", f"{there} became {here}: they have each other's ends", there, here)
            return


def _has_hour(text: str, time: Time, locale: str) -> bool:
    """Whether a text has the hour of a time in digits, be it in the other half of the day; or a word for noon."""
    hour = time.minutes // 60
    if re.search(rf"(?<!\d)0?(?:{hour % 12 or 12}|{hour % 12 + 12}|{hour % 12})(?!\d)", text):
        return True
    return hour % 12 == 0 and lexicon_of(locale).may_say("noon", "midnight" if hour else "noon", text)


def name_faults(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    """Months and days of the week: the translation names another one, and has nothing that may be the source's."""
    there, here = pair.source_language.locale, pair.language.locale
    if wanted := named_days(source, there):
        found = named_days(translation, here)
        often, oftener = (
            Counter(name.named for name in names_in(text, locale))
            for text, locale in ((source, there), (translation, here))
        )
        gone = [named for named in wanted if named not in found and not may_name(translation, named, here)]
        # Monday to Friday is no Monday to Monday.
        come = [
            named
            for named in found
            if (oftener[named] > often[named] if named in wanted else not may_name(source, named, there))
        ]
        for kind in ("month", "day"):
            words = [wanted[one] for one in gone if one[0] == kind], [found[one] for one in come if one[0] == kind]
            if all(words):
                was, became = map(", ".join, words)
                yield Fault("dates", f"{was} became {became}", was, became)
        yield from _turned_names(names_in(source, there), names_in(translation, here), source, translation)


def _turned_names(wanted: tuple[Name, ...], found: tuple[Name, ...], source: str, translation: str) -> Iterator[Fault]:
    """Ranges of days and months that are turned round."""
    there = {
        (one.named, other.named): source[one.start : other.end]
        for one, other in pairwise(wanted)
        if _TO.fullmatch(source, one.end, other.start)
    }
    here = {
        (one.named, other.named): translation[one.start : other.end]
        for one, other in pairwise(found)
        if other.start - one.end <= _NEAR and "," not in translation[one.end : other.start]
    }
    for (first, last), was in there.items():
        if (last, first) in here and (first, last) not in here and (last, first) not in there:
            became = here[last, first]
            yield Fault("dates", f"{was} became {became}: turned round", was, became)


def without_months_in_digits(pair: Pair, source: str, translation: str) -> tuple[str, str]:
    """Both texts without the months that one writes as 5月, where the other names some: they are no numbers."""
    locales = pair.source_language.locale, pair.language.locale
    named = [named_days(text, locale) for text, locale in zip((source, translation), locales, strict=True)]
    months = [[word for (kind, _), word in names.items() if kind == "month"] for names in named]
    if all(months):
        for word in months[0]:
            source = re.sub(rf"(?<!\d){re.escape(word)}", blank, source) if word[0].isdigit() else source
        for word in months[1]:
            translation = re.sub(rf"(?<!\d){re.escape(word)}", blank, translation) if word[0].isdigit() else translation
    return source, translation


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with blanks in these places."""
    characters = list(text)
    for start, end in spans:
        characters[start:end] = " " * (end - start)
    return "".join(characters)


def blank(match: re.Match[str]) -> str:
    """As many blanks as something that is found has characters."""
    return " " * len(match[0])


def _meant(pair: Pair, one: Date, there: str, other: Date, here: str) -> str:
    """What two dates in digits mean, or nothing: 02/03 is in March in British English."""
    if not _IN_DIGITS.fullmatch(there) or not _IN_DIGITS.fullmatch(here):
        return ""
    languages = pair.source_language.english, pair.language.english
    was, became = (
        f"{written} is {date} in {language}"
        for written, date, language in zip((there, here), (one, other), languages, strict=True)
    )
    return f"{was}, {became}"
