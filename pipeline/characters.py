"""Characters that stand in no text: no tool reads a file with them, or each reads another text.

Python's splitlines, PO editors and XML each take other ones for line breaks; a feed or an XLIFF file with a control
character is no XML (XML 1.0, section 2.2).
"""

from __future__ import annotations

import re
from urllib.parse import quote

_PLANES = range(0, 0x110000, 0x10000)
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(chr(plane + last) for plane in _PLANES for last in (0xFFFE, 0xFFFF))
# A filler of Hangul for old half-width terminals, which no text has: it stands for others while a site is built.
_FILLER = "\uffa0"
# Control characters other than white space, halves of characters, and what Unicode says is no character (section 23.7).
_FORBIDDEN = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff{_FILLER}{_NONCHARACTERS}]")
_SPACES = str.maketrans(dict.fromkeys("\v\f\r\x85\u2028\u2029", " "))


def spaced(text: str) -> str:
    """A text with white space as all tools know it: rare separators of lines and pages are spaces."""
    return text.replace("\r\n", "\n").translate(_SPACES)


def forbidden(text: str) -> re.Match[str] | None:
    """The first character in a text that stands in none, if there is one."""
    return _FORBIDDEN.search(text)


def named(found: re.Match[str]) -> str:
    """What to call a character that is forbidden."""
    code = ord(found[0])
    if found[0] == _FILLER:
        return f"filler U+{code:04X}"
    kind = "control character" if code < 0xA0 else "half a character:" if code < 0xE000 else "no character:"
    return f"{kind} U+{code:04X}"


def reference_to(path: str) -> str:
    """A path as a catalog refers to it: a space would end the reference."""
    return re.sub(r"\s", lambda space: quote(space[0]), path)
