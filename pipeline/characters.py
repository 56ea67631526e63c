"""Characters that stand in no text: no tool reads a file with them, or each reads another text.

Python's splitlines, PO editors and XML each take other ones for line breaks; a feed or an XLIFF file with a control
character is no XML (XML 1.0, section 2.2).
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import quote

_PLANES = range(0, 0x110000, 0x10000)
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(chr(plane + last) for plane in _PLANES for last in (0xFFFE, 0xFFFF))
#: A letter of Celtic inscriptions, Latin sideways I, that stands for an apostrophe while a site is built, and so in no
#: text. It is a letter to whoever counts words, and the same to whoever normalises them or changes their case.
APOSTROPHE = "\ua7f7"
# Control characters other than white space, halves of characters, and what Unicode says is no character (section 23.7).
_FORBIDDEN = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff{APOSTROPHE}{_NONCHARACTERS}]")
# What shows nothing wherever it stands: white space, format characters and variation selectors, fillers of Hangul,
# vowels of Khmer that none writes, blanks of Braille and of hieroglyphs (Unicode Standard, sections 23.2 to 23.4, 18.6,
# 16.4, 21.1, 11.4; DerivedCoreProperties, Default_Ignorable_Code_Point).
_IGNORED = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufffb\U00013430-\U0001343f\U00013441\U00013442\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
_UNSEEN = re.compile(rf"[\s\x00-\x1f\x7f-\x9f\u2800{_IGNORED}]*+")
_IGNORED_RUN = re.compile(f"[{_IGNORED}]+")
# Letters beside which nothing unseen has a meaning: joiners have one in Arabic script and those of South Asia.
_PLAIN_LETTERS = "A-Za-z\u00c0-\u052f\u1e00-\u1fff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_IGNORED_IN_WORD = re.compile(f"(?<=[{_PLAIN_LETTERS}])[{_IGNORED}]+(?=[{_PLAIN_LETTERS}])")
# A stroke by which Arabic words are made longer is no letter of them.
_STRETCHED = re.compile("(?<=[\u0620-\u063f\u0641-\u064a\u066e-\u06d3])\u0640+")
# Vowels and other points that Arabic and Hebrew texts may have written upon their letters or not. What is left, an
# Arabic fathatan and the sign for a double letter, is in CLDR's own forms, too.
_POINTS = re.compile("[\u064c-\u0650\u0652\u0670\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]")
# Between two digits a space is for whoever reads numbers.
_SPACE = "[\u00a0\u2000-\u200a\u202f\u205f\u3000]"
_OTHER_SPACE = re.compile(f"(?<![0-9]){_SPACE}|{_SPACE}(?![0-9])")
# Letters of other widths and weights, in circles, and joined ones.
_DRESSED = {
    point: unicodedata.normalize("NFKC", chr(point))
    for first, end in ((0x24B6, 0x24EA), (0xFB00, 0xFB07), (0xFF21, 0xFF3B), (0xFF41, 0xFF5B), (0x1D400, 0x1D7CC))
    for point in range(first, end)
}
_MARKS_OF_DIRECTION = re.compile("[\u200e\u200f\u061c]+")
#: A reference (HTML) with more digits than any character's has (section 13.2.5.80: browsers make U+FFFD of it).
ENDLESS_REFERENCE = re.compile("&(?:amp;)*#(?:[0-9]{16,}|[xX][0-9A-Fa-f]{16,});?")
_SPACES = str.maketrans(dict.fromkeys("\v\f\r\x85\u2028\u2029", " "))


def spaced(text: str) -> str:
    """A text with white space as all tools know it: rare separators of lines and pages are spaces."""
    return text.replace("\r\n", "\n").translate(_SPACES)


def has_any(text: str, characters: Iterable[str]) -> bool:
    """Whether a text has one of these characters: of rare ones Python knows that sooner than by a pattern."""
    return any(character in text for character in characters)


def unescape(text: str) -> str:
    """A text whose character references are undone. Python's own stops at numbers with thousands of digits."""
    return html.unescape(ENDLESS_REFERENCE.sub("\ufffd", text))


def blank(text: str) -> bool:
    """Whether a text shows nothing at all: it is empty, or all of it is white space and what nobody sees.

    A character reference is what it stands for, in plain text too: nobody means it there.
    """
    return _UNSEEN.fullmatch(unescape(text)) is not None


def ended_as(source: str, text: str) -> str:
    """A text that begins and ends with a line break exactly where its source does, as `msgfmt -c` has it.

    Many a tool adds one that nobody sees, or drops one.
    """
    core = text.strip("\n")
    if not core:
        return text
    before, after = text[: len(text) - len(text.lstrip("\n"))], text[len(text.rstrip("\n")) :]
    before = (before or "\n") if source.startswith("\n") else ""
    after = (after or "\n") if source.endswith("\n") else ""
    return f"{before}{core}{after}"


def seen_digits(text: str) -> str:
    """A text without marks of direction, and without what shows nothing beside digits: the eye joins them."""

    def seen(run: re.Match[str]) -> str:
        beside = text[max(0, run.start() - 1) : run.start()] + text[run.end() : run.end() + 1]
        return "" if any(map(str.isdecimal, beside)) else _MARKS_OF_DIRECTION.sub("", run[0])

    return text if text.isascii() else _IGNORED_RUN.sub(seen, text)


def legible(text: str) -> str:
    """A text as the eye reads it: its letters composed and plain, its spaces usual, and in words nothing unseen.

    Compared so, a word is the same however a keyboard or a typographer has written it.
    """
    if text.isascii():
        return text
    text = _POINTS.sub("", unicodedata.normalize("NFC", text)).translate(_DRESSED)
    return _OTHER_SPACE.sub(" ", _STRETCHED.sub("", _IGNORED_IN_WORD.sub("", text)))


def forbidden(text: str) -> re.Match[str] | None:
    """The first character in a text that stands in none, if there is one."""
    return _FORBIDDEN.search(text)


def named(found: re.Match[str]) -> str:
    """What to call a character that is forbidden."""
    code = ord(found[0])
    if found[0] == APOSTROPHE:
        return f"reserved letter U+{code:04X}"
    kind = "control character" if code < 0xA0 else "half a character:" if code < 0xE000 else "no character:"
    return f"{kind} U+{code:04X}"


def reference_to(path: str) -> str:
    """A path as a catalog refers to it: a space would end the reference."""
    return re.sub(r"\s", lambda space: quote(space[0]), path)
