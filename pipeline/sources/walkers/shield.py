"""What translators must not touch: the parser's own marks and trailing attribute lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markdown.extensions.attr_list import AttrListTreeprocessor, get_attrs_and_remainder
from markdown.util import ETX, STX

from pipeline.markup import PROSE_ANYWHERE

_INTERNAL_MARK = re.compile(f"{STX}[^{STX}{ETX}]*{ETX}")
_ATTRIBUTES_ON_SAME_LINE = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "td", "th"})
# As the scanner of `attr_list` reads them.
_PROSE_ATTRIBUTE = re.compile(
    rf"(?<![^ {{:])(?P<name>{'|'.join(PROSE_ANYWHERE)})="
    r"""("(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^ =}]+))"""
)
_SPACE = " \t\r\n\f\v\x85\u2028\u2029"


@dataclass(frozen=True, slots=True)
class Shielded:
    """A text with what surrounds it: `before + text + after` is the raw text again."""

    before: str
    text: str
    after: str
    anchor: str | None = None


def split_marks(raw: str) -> Iterator[tuple[str, bool]]:
    """The raw text in pieces, each with whether it is a mark of the parser's own (STX ... ETX)."""
    if STX not in raw:
        yield raw, False
        return
    position = 0
    for mark in _INTERNAL_MARK.finditer(raw):
        yield raw[position : mark.start()], False
        yield mark.group(), True
        position = mark.end()
    yield raw[position:], False


def replace_prose(attributes: str, replace: Callable[[str, str], str]) -> str:
    """An attribute list in which `replace`, told of kind and value, has changed what readers see."""
    if "=" not in attributes:
        return attributes

    def change(match: re.Match[str]) -> str:
        value = match["double"] or match["single"] or match["bare"] or ""
        changed = replace(PROSE_ANYWHERE[match["name"]], value)
        if changed == value:
            return match[0]
        quote = "'" if '"' in changed else '"'
        return f"{match['name']}={quote}{changed.replace(quote, '’')}{quote}"

    return _PROSE_ATTRIBUTE.sub(change, attributes)


def shield(raw: str, tag: str, *, attribute_lists: bool) -> Shielded:
    """Set aside outer white space and, where the site uses them, a block's trailing attribute list.

    The rules for where a list may stand are Python-Markdown's `attr_list`: on the same line in
    headings, terms and table cells, on a line of its own in other blocks.
    """
    attributes, anchor = "", None
    if attribute_lists and "{" in raw:
        same_line = tag in _ATTRIBUTES_ON_SAME_LINE
        pattern = AttrListTreeprocessor.HEADER_RE if same_line else AttrListTreeprocessor.BLOCK_RE
        match = pattern.search(raw)
        if match is not None:
            pairs, remainder = get_attrs_and_remainder(match[1])
            if not remainder:
                raw, attributes = raw[: match.start()], raw[match.start() :]
                anchor = dict(pairs).get("id")
    start = len(raw) - len(raw.lstrip(_SPACE))
    text = raw.strip(_SPACE)
    return Shielded(raw[:start], text, raw[start + len(text) :] + attributes, anchor)
