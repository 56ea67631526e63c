"""The strict gate in front of polib: refuses every catalog that `msgfmt -c` would call malformed.

polib and Babel read an unterminated string as an empty translation, and text is lost in silence. This
lexer reads no text out; it only says where a file departs from the format (GNU gettext manual, "The
Format of PO Files") and is stricter about characters: no control characters, no conflict markers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.errors import PipelineError

_STRING = r'"(?:[^"\\]|\\.)*"'
_LINE = re.compile(
    rf"\s*(?:(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[(?P<index>\d+)\])?)\s*)?(?P<string>{_STRING})\s*"
)
_ESCAPE = re.compile(r"\\(.?)")
_KNOWN_ESCAPES = frozenset('abfnrtv"\\01234567x')
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_CONFLICT = re.compile(r"(<{7}|={7}|>{7})(\s|$)|#-#-#-#-#")
_MAX_PLURAL_FORMS = 10

#: Which keywords may follow which; None stands for the start of an entry.
_FOLLOWERS: dict[str | None, tuple[str, ...]] = {
    None: ("msgctxt", "msgid"),
    "msgctxt": ("msgid",),
    "msgid": ("msgid_plural", "msgstr"),
    "msgid_plural": ("msgstr[]",),
    "msgstr": ("msgctxt", "msgid"),
    "msgstr[]": ("msgstr[]", "msgctxt", "msgid"),
}
_COMPLETE = (None, "msgstr", "msgstr[]")


@dataclass(slots=True)
class _Entry:
    """How far one stream of entries has come. Live, obsolete and previous lines are streams of their own."""

    path: str
    last: str | None = None
    index: int = -1
    line: int = 0
    openers: tuple[str, ...] = field(default=("msgctxt", "msgid"))

    def take(self, text: str, number: int) -> None:
        match = _LINE.fullmatch(text)
        if match is None:
            raise PipelineError(_reason(text), path=self.path, line=number, hint=_hint(text))
        for escape in _ESCAPE.finditer(match["string"]):
            if escape[1] not in _KNOWN_ESCAPES:
                raise PipelineError(f"unknown escape \\{escape[1]}", path=self.path, line=number)
        if match["keyword"] is None:
            if self.last is None:
                raise PipelineError("a string without a keyword before it", path=self.path, line=number)
            return
        self._keyword(match["keyword"], match["index"], number)

    def _keyword(self, keyword: str, index: str | None, number: int) -> None:
        name = "msgstr[]" if index is not None else keyword
        if name not in _FOLLOWERS[self.last]:
            wanted = " or ".join(_FOLLOWERS[self.last]).replace("[]", "[n]")
            raise PipelineError(f"{keyword} where {wanted} is expected", path=self.path, line=number)
        if index is not None:
            expected = self.index + 1 if self.last == "msgstr[]" else 0
            if len(index) > 2 or int(index) != expected or expected >= _MAX_PLURAL_FORMS:
                raise PipelineError(f"{keyword} where msgstr[{expected}] is expected", path=self.path, line=number)
            self.index = expected
        if name in self.openers:
            self.line = number
        self.last = name

    def finish(self, number: int) -> None:
        """The stream breaks off here: an entry must be complete."""
        if self.last not in _COMPLETE:
            raise PipelineError(f"the entry ends after {self.last}, without msgstr", path=self.path, line=number)
        self.last = None


def require_valid(text: str, path: str) -> None:
    """Raise PipelineError, with line and cause, unless `text` is a well-formed catalog."""
    live, obsolete = _Entry(path), _Entry(path)
    number = 0
    for number, line in enumerate(text.split("\n"), start=1):
        control = _CONTROL.search(line)
        if control is not None:
            raise PipelineError(f"control character U+{ord(control[0]):04X}", path=path, line=number, hint="remove it")
        if _CONFLICT.match(line):
            raise PipelineError(
                "a conflict marker is left in the file",
                path=path,
                line=number,
                hint="decide which version is right, then remove the marker lines",
            )
        stripped = line.strip(" \t")
        if stripped.startswith("#~"):
            live.finish(number)
            content = stripped[2:].lstrip()
            if content and not content.startswith("|"):
                obsolete.take(content, number)
        elif stripped.startswith("#"):
            live.finish(number)
            obsolete.finish(number)
        elif stripped:
            obsolete.finish(number)
            live.take(stripped, number)
    live.finish(number)
    obsolete.finish(number)


def _reason(text: str) -> str:
    if text.count('"') < 2 and '"' in text:
        return "the string is not closed"
    if '"' not in text:
        return (
            f"{text.split()[0]!r} is not followed by a quoted string"
            if text.startswith("msg")
            else "not a line of a catalog"
        )
    return "text outside the quotes, or a quote inside them that is not escaped"


def _hint(text: str) -> str:
    return (
        'write a quote inside a string as \\"'
        if text.count('"') > 2
        else "close the string with a quote at the line's end"
    )
