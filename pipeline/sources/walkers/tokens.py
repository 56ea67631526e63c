"""HTML as tokens with their offsets, by Python's own tolerant tokenizer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.markup import CODE, ESCAPABLE_RAW_TEXT, FOREIGN, RAW_TEXT, TolerantParser, attributes_of
from pipeline.sources.walkers.shield import split_marks

_TEXT_ONLY = RAW_TEXT | ESCAPABLE_RAW_TEXT


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a text from `start` to `end`; an element's has its name and attributes."""

    kind: str  # start, end, text, mark, comment or other
    start: int
    end: int
    tag: str = ""
    attributes: Mapping[str, str | None] = field(default_factory=dict)


def tokens_of(source: str) -> Iterator[Token]:
    """All of an HTML text, token by token; what a parser has put in the place of something is a mark."""
    return _Tokenizer(source).tokens()


class _Tokenizer(TolerantParser):
    """Python's own tolerant tokenizer, asked only where each token starts.

    Which elements hold raw text is told here, for releases of Python differ in it.
    """

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        setattr(self, "CDATA_CONTENT_ELEMENTS", ())
        setattr(self, "RCDATA_CONTENT_ELEMENTS", ())
        self._found: list[tuple[str, int, str, Mapping[str, str | None]]] = []
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", source))]
        self._source = source
        self._foreign = 0
        self.feed(source)
        self.close()

    def tokens(self) -> Iterator[Token]:
        ends = [*(start for _, start, _, _ in self._found), len(self._source)][1:]
        for (kind, start, tag, attributes), end in zip(self._found, ends, strict=True):
            if kind != "text":
                yield Token(kind, start, end, tag, attributes)
                continue
            for piece, is_mark in split_marks(self._source[start:end]):
                yield Token("mark" if is_mark else "text", start, start + len(piece))
                start += len(piece)

    def _add(self, kind: str, tag: str = "", attributes: Mapping[str, str | None] | None = None) -> None:
        line, column = self.getpos()
        self._found.append((kind, self._line_starts[line - 1] + column, tag, attributes or {}))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add("start", tag, attributes_of(attrs))
        self._foreign += tag in FOREIGN
        if tag in _TEXT_ONLY and (not self._foreign or tag in CODE):
            self.set_cdata_mode(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._foreign or tag in FOREIGN:
            self._add("start", tag, attributes_of(attrs))
        else:  # the slash means nothing (section 13.1.2.1)
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._add("end", tag)
        self._foreign -= tag in FOREIGN and self._foreign > 0

    def handle_data(self, data: str) -> None:
        self._add("text")

    def handle_entityref(self, name: str) -> None:
        self._add("text")

    def handle_charref(self, name: str) -> None:
        self._add("text")

    def handle_comment(self, data: str) -> None:
        self._add("comment")

    def handle_decl(self, decl: str) -> None:
        self._add("other")

    def handle_pi(self, data: str) -> None:
        self._add("other")

    def unknown_decl(self, data: str) -> None:
        self._add("other")
