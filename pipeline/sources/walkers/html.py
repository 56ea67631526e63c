"""The HTML walker: block elements are segments, inline tags stay in their text.

The text is never serialised anew. A tolerant tokenizer gives offsets, and what the visitor answers is
spliced in at them: whatever it keeps stays as it was, byte for byte.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Mapping

from pipeline.characters import unescape
from pipeline.markup import (
    BLOCK_KINDS,
    ESCAPABLE_RAW_TEXT,
    FOREIGN,
    INLINE,
    OPAQUE,
    VOID,
    attribute_kind,
    heading_level,
    is_kept,
    picture_of,
    spans_several,
)
from pipeline.model import Notation
from pipeline.sources.walkers.tokens import Token, tokens_of
from pipeline.sources.walkers.trail import Trail, collapse

_ATTRIBUTE = re.compile(r"""\s([^\s"'<>/=]+)\s*=\s*("([^"]*)"|'([^']*)'|[^\s"'=<>`]+)""")


def walk_html(
    source: str, trail: Trail, kept: Mapping[str, str], visit_mark: Callable[[str], None] = lambda _: None
) -> str:
    """Offer each segment of an HTML text; the text with the answers spliced in.

    `kept` are the attributes of the `<span>` that marks text kept in the source's language. `visit_mark`
    is called where a parser has put a mark of its own for something it keeps aside; a mark is never offered.
    """
    return _Walk(source, trail, kept, visit_mark).run()


class _Walk:
    """One pass over the tokens: runs of inline content between block boundaries become segments."""

    def __init__(self, source: str, trail: Trail, kept: Mapping[str, str], visit_mark: Callable[[str], None]) -> None:
        self._source = source
        self._trail = trail
        self._visit_mark = visit_mark
        self._kept = "".join(f' {name}="{value}"' for name, value in kept.items())
        self._edits: list[tuple[int, int, str]] = []
        self._open: list[Token] = []
        self._open_tags: Counter[str] = Counter()
        self._run: list[Token] = []
        self._opaque_depth: int | None = None

    def run(self) -> str:
        for token in tokens_of(self._source):
            self._token(token)
        self._flush()
        while self._open:
            self._close_last()
        return self._spliced()

    def _token(self, token: Token) -> None:
        if token.kind == "start":
            self._start(token)
        elif token.kind == "end":
            self._end(token)
        elif token.kind == "mark":
            self._flush()
            self._visit_mark(self._text(token))
        elif self._opaque_depth is not None:
            self._keep_in_run(token)
        elif (token.kind == "comment" and self._trail.directive(self._text(token)[4:-3])) or token.kind == "other":
            self._flush()
        else:
            self._run.append(token)

    def _start(self, token: Token) -> None:
        inline = token.tag in INLINE
        if self._opaque_depth is None and not inline:
            self._flush()
            skipped = self._trail.skips_block()
            if not skipped and not is_kept(token.tag, token.attributes):
                self._offer_attributes(token)
        else:
            skipped = False
        self._keep_in_run(token)
        if token.tag in VOID:
            return
        self._open.append(token)
        self._open_tags[token.tag] += 1
        anchor = token.attributes.get("id") if heading_level(token.tag) is None else None
        self._trail.enter(token.tag, anchor, spans=spans_several(token.attributes))
        opaque = skipped or token.tag in OPAQUE or is_kept(token.tag, token.attributes)
        if opaque and self._opaque_depth is None:
            self._opaque_depth = len(self._open)

    def _end(self, token: Token) -> None:
        if not self._open_tags[token.tag]:
            self._keep_in_run(token)
            return
        if self._opaque_depth is None and token.tag not in INLINE:
            self._flush()
        while self._open[-1].tag != token.tag:
            self._close_last()
        self._close_last()
        self._keep_in_run(token)

    def _close_last(self) -> None:
        if self._opaque_depth == len(self._open):
            self._opaque_depth = None
        self._open_tags[self._open.pop().tag] -= 1
        self._trail.leave()

    def _keep_in_run(self, token: Token) -> None:
        """Inline tags belong to the sentence around them, and so does all that an opaque one of them holds."""
        opaque = self._open[self._opaque_depth - 1] if self._opaque_depth is not None else token
        if opaque.tag in INLINE:
            self._run.append(token)

    def _flush(self) -> None:
        run, self._run = self._run, []
        while run and not self._text(run[0]).strip():
            run.pop(0)
        while run and not self._text(run[-1]).strip():
            run.pop()
        if not run:
            return
        if self._visible(run):
            self._offer_run(run)
        else:
            for token in run:
                if token.kind == "start" and not is_kept(token.tag, token.attributes):
                    self._offer_attributes(token)

    def _visible(self, run: list[Token]) -> bool:
        """Whether a run holds text outside code and the like."""
        opaque = 0
        for token in run:
            if token.kind == "start" and (token.tag in OPAQUE or is_kept(token.tag, token.attributes)):
                opaque += 1
            elif token.kind == "end" and opaque:
                opaque -= 1
            elif token.kind == "text" and not opaque and unescape(self._text(token)).strip():
                return True
        return False

    def _offer_run(self, run: list[Token]) -> None:
        first, last = run[0].start, run[-1].end
        raw = self._source[first:last]
        start, end = first + len(raw) - len(raw.lstrip()), last - (len(raw) - len(raw.rstrip()))
        text = collapse(self._source[start:end])
        block = next((element for element in reversed(self._open) if element.tag not in INLINE), None)
        level = heading_level(block.tag) if block is not None else None
        if block is not None and level is not None:
            self._trail.heading(level, text, block.attributes.get("id"))
        kind = f"heading {level}" if level else BLOCK_KINDS.get(block.tag if block else "", "paragraph")
        foreign = any(self._open_tags[tag] for tag in FOREIGN)
        if block is not None and block.tag in ESCAPABLE_RAW_TEXT and not foreign:
            self._offer_plain(text, kind, start, end)
            return
        answer = self._trail.offer(text, kind, Notation.HTML)
        if answer is None and self._kept and not foreign:  # a span would end the picture
            self._edits.append((start, start, f"<span{self._kept}>"))
            self._edits.append((end, end, "</span>"))
        elif answer not in (None, text):
            self._edits.append((start, end, answer or ""))

    def _offer_plain(self, raw: str, kind: str, start: int, end: int) -> None:
        """Offer what stands where no tag can, as the text that it is."""
        text = collapse(unescape(raw))
        answer = self._trail.offer(text, kind, Notation.TEXT)
        if answer not in (None, text):
            self._edits.append((start, end, html.escape(answer or "", quote=False)))

    def _offer_attributes(self, token: Token) -> None:
        source = self._text(token)
        for match in _ATTRIBUTE.finditer(source):
            kind = attribute_kind(token.tag, token.attributes, match[1].lower())
            value = unescape(match[3] or match[4] or "")
            text = collapse(value)
            if kind is None or not text:
                continue
            answer = self._trail.offer(text, kind, Notation.TEXT, picture=picture_of(token.tag, token.attributes))
            if answer not in (None, text):
                start = token.start + match.start(2)
                self._edits.append((start, start + len(match[2]), f'"{html.escape(answer or "")}"'))

    def _text(self, token: Token) -> str:
        return self._source[token.start : token.end]

    def _spliced(self) -> str:
        pieces, position = [], 0
        for start, end, text in sorted(self._edits, key=lambda edit: (edit[0], edit[1])):
            pieces += [self._source[position:start], text]
            position = end
        return "".join(pieces) + self._source[position:]
