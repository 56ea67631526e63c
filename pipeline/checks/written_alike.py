"""What stands letter by letter in both texts, or is a name for all: it is no number that could differ."""

from __future__ import annotations

import re

from pipeline.checks.quantities import Quantity

_ALL_WEEK = re.compile(r"(?<![\d/.,])24/7(?![\d/.,])")
_TOKEN = re.compile(r"[0-9.,]{0,9}[A-Za-z][0-9A-Za-z]*")
#: Small numbers in a row without spaces, 1,2 or 1,2,3: other languages read decimals or thousands there.
_ROW = re.compile(r"(?<![\w.,])\d{1,2}(?:,\d{1,2})+(?![\w,]|\.\d)")
#: A section or a version, 15.5.10, which another language may read as a day.
_SECTION = re.compile(r"(?<![\w.,])\d{1,2}\.\d{1,2}\.\d{1,2}(?![\w,]|\.\d)")
#: Thousands parted by spaces, which a writer may know from elsewhere: 25 000.
_GROUPED = re.compile(r"(?<![\d.,] )(?<![\w.,])\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3}){1,4}(?![\w,]|[. ]\d)")


def without_all_week(source: str, translation: str) -> tuple[str, str]:
    """Both texts without a 24/7 that one of them says otherwise."""
    for one, other in ((source, translation), (translation, source)):
        if _ALL_WEEK.search(one) and not re.search(r"(?<!\d)(?:24|7)(?!\d)", other):
            source, translation = (_ALL_WEEK.sub("    ", text) for text in (source, translation))
    return source, translation


def without_rows(source: str, translation: str) -> tuple[str, str]:
    """Both texts without the rows, sections and numbers in groups that they have as often, each as it is written."""
    for pattern in (_ROW, _SECTION):
        for row in {*pattern.findall(source)} & {*pattern.findall(translation)}:
            if source.count(row) == translation.count(row):
                source, translation = (text.replace(row, " " * len(row)) for text in (source, translation))
    for number in {*_GROUPED.findall(source)}:
        written = re.compile(r"(?<![\w.,])" + re.sub(r"\D", r"[ \\u00a0\\u202f\\u2009]?", number) + r"(?![\w,]|[. ]\d)")
        if len(written.findall(source)) == len(written.findall(translation)):
            source, translation = (written.sub(_blank, text) for text in (source, translation))
    return source, translation


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def are_written_alike(source: str, one: Quantity, translation: str, other: Quantity) -> bool:
    """Whether a number is part of a name or code that stands letter by letter in both texts: 3D, 9d4, 4Y."""
    there, here = (_TOKEN.match(text, number.start) for text, number in ((source, one), (translation, other)))
    return there is not None and here is not None and there[0] == here[0]


def is_named(text: str, one: Quantity, other_text: str) -> bool:
    """Whether the other text has the name or code that a number is part of, which no number is read in: 3D-models."""
    token = _TOKEN.match(text, one.start)
    return token is not None and re.search(rf"(?<![0-9A-Za-z.,]){token[0]}(?![0-9A-Za-z])", other_text) is not None
