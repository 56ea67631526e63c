"""The digits that languages write: those of CLDR's numbering systems."""

from __future__ import annotations

#: The digits that most languages write.
LATIN_DIGITS = "0123456789"
# The first digit of each other system that CLDR has as a locale's own (numberingSystems.xml).
_ZEROS = {
    "adlm": "\U0001e950",
    "arab": "\u0660",
    "arabext": "\u06f0",
    "beng": "\u09e6",
    "cakm": "\U00011136",
    "deva": "\u0966",
    "hmnp": "\U0001e140",
    "mtei": "\uabf0",
    "mymr": "\u1040",
    "nkoo": "\u07c0",
    "olck": "\u1c50",
    "tibt": "\u0f20",
}


class Numerals(str):
    """Latin digits as a template has asked for them: a machine may read them, or a reader, who gets their own."""

    __slots__ = ()


def digits_of(system: str) -> str:
    """The digits of one of CLDR's numbering systems, from zero to nine; Latin ones for one that is not known."""
    zero = _ZEROS.get(system)
    return "".join(chr(ord(zero) + value) for value in range(10)) if zero else LATIN_DIGITS
