"""What translators must not touch: the parser's own marks and trailing attribute lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown.extensions.attr_list import AttrListTreeprocessor, get_attrs_and_remainder
from markdown.util import ETX, STX

_INTERNAL_MARK = re.compile(f"{STX}[^{STX}{ETX}]*{ETX}")
_ATTRIBUTES_ON_SAME_LINE = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "td", "th"})
_OUTER_SPACE = re.compile(r"\A([ \t\r\n\f\v]*)(.*?)([ \t\r\n\f\v]*)\Z", re.S)


@dataclass(frozen=True, slots=True)
class Shielded:
    """A text with what surrounds it: `before + text + after` is the raw text again."""

    before: str
    text: str
    after: str
    anchor: str | None = None

    def around(self, replacement: str) -> str:
        """The raw text with `replacement` in place of the text."""
        return self.before + replacement + self.after


def split_marks(raw: str) -> Iterator[tuple[str, bool]]:
    """The raw text in pieces, each with whether it is a mark of the parser's own (STX ... ETX)."""
    position = 0
    for mark in _INTERNAL_MARK.finditer(raw):
        yield raw[position : mark.start()], False
        yield mark.group(), True
        position = mark.end()
    yield raw[position:], False


def shield(raw: str, tag: str, *, attribute_lists: bool) -> Shielded:
    """Set aside outer white space and, where the site uses them, a block's trailing attribute list.

    The rules for where a list may stand are Python-Markdown's `attr_list`: on the same line in
    headings, terms and table cells, on a line of its own in other blocks.
    """
    attributes, anchor = "", None
    if attribute_lists:
        same_line = tag in _ATTRIBUTES_ON_SAME_LINE
        pattern = AttrListTreeprocessor.HEADER_RE if same_line else AttrListTreeprocessor.BLOCK_RE
        match = pattern.search(raw)
        if match is not None:
            pairs, remainder = get_attrs_and_remainder(match[1])
            if not remainder:
                raw, attributes = raw[: match.start()], raw[match.start() :]
                anchor = dict(pairs).get("id")
    outer = _OUTER_SPACE.match(raw)
    assert outer is not None  # the pattern matches every text
    return Shielded(outer[1], outer[2], outer[3] + attributes, anchor)
