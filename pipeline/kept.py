"""What a theme shows in the source's language, for want of a translation, says so with `lang` and `dir`. Pure.

A template asks for a text and knows not where it will stand: in an attribute, in a script, in a title. So the texts
are looked for where they stood in the end, whatever theme put them there. What is in an attribute cannot be marked.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.walkers.html import VOID, Token, tokens
from pipeline.walkers.trail import collapse

_PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w*\}")
_WORD = re.compile(r"[^\W\d_]")
# Where a `<span>` cannot stand, or nothing is for readers.
_CLOSED = frozenset("head math option script select style svg template textarea title".split())


@lru_cache(maxsize=8)
def text_pattern(texts: frozenset[str]) -> re.Pattern[str] | None:
    """What matches any of these messages, their placeholders filled in; None if there is none to look for."""
    parts = [
        ".+?".join(map(re.escape, _PLACEHOLDER.split(text)))
        for text in map(collapse, texts)
        if "<" not in text and _WORD.search(_PLACEHOLDER.sub("", text))
    ]
    return re.compile("|".join(sorted(parts))) if parts else None


def mark_kept(page: str, pattern: re.Pattern[str], attributes: str) -> str:
    """The page with a `<span>` around each of its texts that is one of those, and does not name a language itself."""
    pieces, position = [], 0
    for token in _texts(page):
        raw = page[token.start : token.end]
        if pattern.fullmatch(collapse(html.unescape(raw))):
            start = token.start + len(raw) - len(raw.lstrip())
            end = token.end - (len(raw) - len(raw.rstrip()))
            pieces += [page[position:start], f"<span{attributes}>{page[start:end]}</span>"]
            position = end
    return "".join(pieces) + page[position:]


def _texts(page: str) -> Iterator[Token]:
    """The runs of text in a page's body, but those in an element that has a language of its own."""
    open_tags: list[tuple[str, bool]] = []
    for token in _joined(page):
        if token.kind == "start" and token.tag not in VOID:
            named = "lang" in token.attributes and token.tag != "html"
            closed = named or token.tag in _CLOSED or token.attributes.get("translate") == "no"
            open_tags.append((token.tag, closed or (bool(open_tags) and open_tags[-1][1])))
        elif token.kind == "end" and any(tag == token.tag for tag, _ in open_tags):
            while open_tags.pop()[0] != token.tag:
                pass
        elif token.kind == "text" and open_tags and not open_tags[-1][1]:
            yield token


def _joined(page: str) -> Iterator[Token]:
    """The tokens of a page, a text and the character references in it as one."""
    text: Token | None = None
    for token in tokens(page):
        if token.kind == "text":
            text = Token("text", text.start if text else token.start, token.end)
            continue
        if text is not None:
            yield text
            text = None
        yield token
