"""Texts of others as they may be printed: a line break starts no line, and nothing in them is unseen or obeyed."""

from __future__ import annotations

import json
import logging
import re
import unicodedata
from typing import Any

# Controls, formats (bidi, zero widths, tags), what is no character, and line and paragraph separators.
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Cs", "Zl", "Zp"})
# Selectors and fillers: marks and letters by category, and nothing to see.
_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0e\uffa0\U000e0100-\U000e01ef]")
# They join letters of scripts that need it, and emoji.
_JOINERS = re.compile("(?<=[^\x00-\xa0])[\u200c\u200d](?=[^\x00-\xa0])")
# What CI servers obey wherever in a line it stands: GitHub's older commands, Azure's ##vso[, TeamCity's ##teamcity[.
_COMMAND = re.compile(r"#(?=#[\w.-]*\[)")
# GitHub's commands may have space before them.
_COMMAND_OF_A_LINE = re.compile(r"\s*(?=::)")
_PERHAPS_UNSEEN = re.compile("[^ -~]")


def visible(text: str) -> str:
    """A text of others as part of a line: what cannot be seen is shown, as `<U+202E>`, and a line break as `⏎`.

    CI servers find no command in it. It has no character that XML 1.0 lacks.
    """
    joiners = {match.start() for match in _JOINERS.finditer(text)}
    shown = _PERHAPS_UNSEEN.sub(lambda match: match[0] if match.start() in joiners else _shown(match[0]), text)
    return _COMMAND.sub(code("#"), shown)


def command_at(line: str) -> int | None:
    """Where a line that begins with a text of others would be a command to GitHub; None if it would be none."""
    found = _COMMAND_OF_A_LINE.match(line)
    return found.end() if found else None


def code(character: str) -> str:
    """A character by its number, as Unicode writes it."""
    return f"<U+{ord(character):04X}>"


def as_json_text(data: Any) -> str:
    """JSON in which what cannot be seen, or a log would obey, is written by its number: the data is the same."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    # Outside of its strings JSON has ASCII alone, and of the controls the line feed.
    numbered = _PERHAPS_UNSEEN.sub(lambda match: _numbered(match[0]), text)
    return _COMMAND.sub(r"\\u0023", numbered)


class VisibleFormatter(logging.Formatter):
    """What a program or plugin logs, in one visible line."""

    def format(self, record: logging.LogRecord) -> str:
        """The record's message, which may quote texts of others."""
        line = visible(super().format(record))
        at = command_at(line)
        return line if at is None else f"{line[:at]}{code(line[at])}{line[at + 1 :]}"


def _shown(character: str) -> str:
    if character == "\n":
        return "⏎"
    hidden = unicodedata.category(character) in _UNSEEN or _BLANK.match(character)
    return code(character) if hidden else character


def _numbered(character: str) -> str:
    if character == "\n" or _shown(character) == character:
        return character
    return "".join(f"\\u{unit:04x}" for unit in _utf_16(character))


def _utf_16(character: str) -> tuple[int, ...]:
    units = character.encode("utf-16-be", "surrogatepass")
    return tuple(int.from_bytes(units[at : at + 2]) for at in range(0, len(units), 2))
