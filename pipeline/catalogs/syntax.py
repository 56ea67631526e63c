"""The format of PO files, read as strictly as `msgfmt` reads it (GNU gettext manual, "The Format of PO Files").

polib and Babel read an unterminated string as an empty translation, and text is lost in silence. Here a
file is read whole or refused by line. In the text itself this reader is stricter than `msgfmt`: no control
characters, not even as escapes, and no conflict markers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from pipeline.errors import PipelineError, as_one

_TOKEN = re.compile(
    r"""
    (?P<newline> \n )
  | (?P<space> [ \t\r]+ )
  | (?P<prefix> \#~\|? | \#\| )
  | (?P<comment> \#[^\n]* )
  | (?P<string> "(?:[^"\\\n]++|\\[^\n])*+" )
  | (?P<word> [A-Za-z_$][A-Za-z0-9_$]* )
  | (?P<index> \[ [ \t\r\n]* [0-9]+ [ \t\r\n]* \] )
  | (?P<junk> . )
    """,
    re.VERBOSE,
)
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2})|(.))", re.S)
_ESCAPES = {
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
    "\\": "\\",
    '"': '"',
}
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_CONFLICT = re.compile(r"^(?:(?:<{7}|={7}|>{7})(?:\s|$)|#-#-#-#-#)", re.M)
_MAX_PLURAL_FORMS = 10
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_DECIDE = "decide which version is right, then remove the marker lines"
_SPLIT = "split the domain"
#: The bounds of a file: characters in a line, a text, entries; and so many errors of one are told.
MAX_LINE, MAX_TEXT, MAX_ENTRIES, MAX_ERRORS = 1_000_000, 250_000, 200_000, 100

#: Which part of an entry may follow which; "" is its end, `|` marks parts of the previous message.
_FOLLOWERS: dict[str, tuple[str, ...]] = {
    "": ("|msgctxt", "|msgid", "msgctxt", "msgid"),
    "|msgctxt": ("|msgid",),
    "|msgid": ("|msgid_plural", "msgctxt", "msgid"),
    "|msgid_plural": ("msgctxt", "msgid"),
    "msgctxt": ("msgid",),
    "msgid": ("msgid_plural", "msgstr"),
    "msgid_plural": ("msgstr",),
    "msgstr": ("",),
    "msgstr[n]": ("msgstr", ""),
}
_KEYWORDS = frozenset({"msgctxt", "msgid", "msgid_plural", "msgstr"})


@dataclass(slots=True)
class Entry:
    """An entry as it is in the file: its comment lines, and its parts by keyword.

    Parts of the previous message have a `|` before their keyword. `forms` are the msgstrs, `line` is the
    line of msgid, `first` and `last` are those of the whole entry.
    """

    comments: list[str]
    obsolete: bool = False
    first: int = 0
    line: int = 0
    last: int = 0
    parts: dict[str, str] = field(default_factory=dict)
    forms: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Token:
    kind: str
    text: str
    line: int
    obsolete: bool
    previous: bool


def parse(text: str, path: str, *, controls: bool = False) -> list[Entry]:
    """All entries, the header among them; with `controls` whatever characters they have, for others to judge.

    Raises PipelineError, with line and cause, if one is malformed, and one for all if several are: after an error
    reading goes on behind the next blank line.
    """
    _require_bounds(text, path)
    _require_clean(text, path, controls=controls)
    entries: list[Entry] = []
    errors: list[PipelineError] = []
    start, line, is_read = 0, 1, False
    while not is_read and len(errors) < MAX_ERRORS:
        parser = _Parser(path)
        try:
            for token in _tokens(text, path, start, line, controls=controls):
                parser.take(token)
            parser.close(text.count("\n") + 1)
        except PipelineError as error:
            errors.append(error)
            start, line = _behind_blank_line(text, start, line, error.line or line)
            is_read = start == len(text)
        else:
            is_read = True
        entries += parser.entries
        if len(entries) > MAX_ENTRIES:
            raise PipelineError(f"more than {MAX_ENTRIES:,} messages", path=path, hint=_SPLIT)
    _raise(errors)
    return entries


def _raise(errors: list[PipelineError]) -> None:
    if errors:
        raise as_one(errors)


def _require_bounds(text: str, path: str) -> None:
    """Refuse, before any pattern sees it, what no person wrote: a line, and so a text, that is too long."""
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_LINE:
            message = f"the line has {len(line):,} characters, more than {MAX_LINE:,}"
            raise PipelineError(message, path=path, line=number, hint="wrap long texts")


def _behind_blank_line(text: str, start: int, line: int, wrong: int) -> tuple[int, int]:
    """Where the first entry behind a line begins, and the number of its line."""
    for _ in range(wrong - line):
        start = text.find("\n", start) + 1
    blank = _BLANK_LINE.search(text, start)
    if blank is None:
        return len(text), wrong
    return blank.end(), wrong + text.count("\n", start, blank.end())


def _require_clean(text: str, path: str, *, controls: bool) -> None:
    errors = [
        (match.start(), f"control character U+{ord(match[0]):04X}", "remove it")
        for match in (() if controls else islice(_CONTROL.finditer(text), MAX_ERRORS))
    ]
    errors += (
        (match.start(), "a conflict marker is left in the file", _DECIDE)
        for match in islice(_CONFLICT.finditer(text), MAX_ERRORS)
    )
    _raise(
        [
            PipelineError(message, path=path, line=text.count("\n", 0, position) + 1, hint=hint)
            for position, message, hint in sorted(errors)
        ]
    )


def _tokens(text: str, path: str, start: int, line: int, *, controls: bool) -> Iterator[_Token]:
    obsolete, previous, after_comment = False, False, False
    for match in _TOKEN.finditer(text, start):
        kind = match.lastgroup
        if kind == "newline":
            line, obsolete = line + 1, False
            previous = previous and after_comment  # which takes the line break along, as in `msgfmt`
        after_comment = kind == "comment"
        if kind in ("newline", "space"):
            continue
        if kind == "prefix":
            obsolete, previous = obsolete or match[0].startswith("#~"), previous or match[0].endswith("|")
        elif kind == "string":
            yield _Token(kind, _unescaped(match[0][1:-1], line, path, controls=controls), line, obsolete, previous)
        elif kind == "junk":
            what = "the string is not closed" if match[0] == '"' else f"{match[0]!r} stands outside the quotes"
            raise PipelineError(what, path=path, line=line, hint='write a quote inside a string as \\"')
        elif kind == "index":
            yield _Token(kind, match[0].strip("[] \t\r\n"), line, obsolete, previous)
            line += match[0].count("\n")
        elif kind is not None:
            yield _Token(kind, match[0], line, obsolete, previous)


def _unescaped(raw: str, number: int, path: str, *, controls: bool) -> str:
    if "\\" not in raw:
        return raw

    def character(match: re.Match[str]) -> str:
        octal, hexadecimal, letter = match.groups()
        if letter is not None:
            found = _ESCAPES.get(letter)
            if found is None:
                raise PipelineError(
                    rf"unknown escape \{letter}", path=path, line=number, hint="write \\ for a backslash"
                )
        else:
            found = chr(int(octal, 8) if octal else int(hexadecimal, 16))
        is_control = (found < " " and found not in "\t\n") or "\x7f" <= found <= "\x9f"
        if found > "\x9f" or (is_control and not controls):
            raise PipelineError(
                f"the escape {match[0]} stands for a control character or half a character",
                path=path,
                line=number,
                hint="write the character itself, or remove it",
            )
        return found

    return _ESCAPE.sub(character, raw)


class _Parser:
    """The grammar: which token may come next."""

    def __init__(self, path: str) -> None:
        self.entries: list[Entry] = []
        self._path = path
        self._comments: list[str] = []
        self._first = 0  # the line of the first of them
        self._entry = Entry([])
        self._part = ""  # the part that is being read
        self._strings: list[str] = []  # and its strings so far

    def take(self, token: _Token) -> None:
        """The next token."""
        match token.kind:
            case "comment":
                self.close(token.line)
                self._first = self._first if self._comments else token.line
                self._comments.append(token.text)
                return
            case "word":
                self._keyword(token)
            case "index":
                self._plural_form(token)
            case _:
                self._string(token)
        self._entry.last = token.line

    def close(self, line: int) -> None:
        """The entry that is being read, which must be complete, ends here."""
        if "" not in _FOLLOWERS[self._part] and self._part:
            raise self._error(f"the entry ends after {self._part.strip('|')}, without msgstr", line)
        self._end_part(line)
        if self._part:
            self.entries.append(self._entry)
        self._part = ""

    def _keyword(self, token: _Token) -> None:
        if token.text not in _KEYWORDS or (token.previous and token.text == "msgstr"):
            raise self._error(f"{token.text!r} is not a keyword", token.line, 'a text goes between quotes: "..."')
        name = f"|{token.text}" if token.previous else token.text
        if name not in _FOLLOWERS[self._part] and "" in _FOLLOWERS[self._part]:
            self.close(token.line)
        if name not in _FOLLOWERS[self._part]:
            raise self._error(f"{name} where {' or '.join(_FOLLOWERS[self._part])} is expected", token.line)
        if not self._part:
            first = self._first if self._comments else token.line
            self._entry, self._comments = Entry(self._comments, token.obsolete, first), []
        self._require_alike(token)
        self._end_part(token.line)
        self._part, self._strings = name, []
        if name == "msgid":
            self._entry.line = token.line

    def _plural_form(self, token: _Token) -> None:
        if self._part != "msgstr" or self._strings or "msgid_plural" not in self._entry.parts:
            raise self._error(f"[{token.text}] where it has no meaning", token.line)
        expected = len(self._entry.forms)
        if len(token.text) > 2 or int(token.text) != expected or expected >= _MAX_PLURAL_FORMS:
            raise self._error(f"msgstr[{token.text}] where msgstr[{expected}] is expected", token.line)
        self._require_alike(token)
        self._part = "msgstr[n]"

    def _string(self, token: _Token) -> None:
        if not self._part:
            raise self._error("a string without a keyword before it", token.line)
        if self._part == "msgstr" and "msgid_plural" in self._entry.parts:
            raise self._error("msgstr where msgstr[n] is expected", token.line)
        self._require_alike(token)
        if token.previous != self._part.startswith("|"):
            raise self._error("some lines are of the previous message (#|) and some are not", token.line)
        self._strings.append(token.text)

    def _end_part(self, line: int) -> None:
        if self._part and not self._strings:
            raise self._error(f"{self._part} is not followed by a quoted string", line)
        text = "".join(self._strings)
        if len(text) > MAX_TEXT:
            message = f"a text of {len(text):,} characters, more than {MAX_TEXT:,}"
            raise self._error(message, self._entry.line or line, "no page can use it: empty it")
        if self._part.startswith("msgstr"):
            self._entry.forms.append(text)
        elif self._part:
            self._entry.parts[self._part] = text

    def _require_alike(self, token: _Token) -> None:
        if token.obsolete != self._entry.obsolete:
            raise self._error("some lines of the entry are obsolete (#~) and some are not", token.line)

    def _error(self, message: str, line: int, hint: str = "") -> PipelineError:
        return PipelineError(message.replace("|", "#| "), path=self._path, line=line, hint=hint)
