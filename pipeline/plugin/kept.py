"""What a theme shows in the source's language, for want of a translation, says so with `lang` and `dir`. Pure.

A template asks for a text and knows not where it will stand: in an attribute, in a script, in a title. So the texts
are looked for where they stood in the end, whatever theme put them there. What is in an attribute cannot be marked.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from pipeline.markup import VOID
from pipeline.sources.walkers.trail import collapse

_PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w*\}")
_WORD = re.compile(r"[^\W\d_]")
# Where a `<span>` cannot stand, or nothing is for readers.
_CLOSED = frozenset("head math option script select style svg template textarea title".split())
# Comments, elements whose content is no markup, and tags.
_MARKUP = re.compile(
    r"""<!--.*?(?:-->|\Z)|<(script|style|textarea|title)\b.*?(?:</\1\s*>|\Z)"""
    r"""|<(/?)([a-z][^\s/<>]*+)((?:"[^"]*"|'[^']*'|[^'"<>])*+)>|<[!?/][^>]*>?""",
    re.I | re.S,
)
_LANGUAGE = re.compile(r"""\slang\s*=|\stranslate\s*=\s*["']?no\b""", re.I)


@lru_cache(maxsize=8)
def text_pattern(texts: frozenset[str]) -> re.Pattern[str] | None:
    """What matches any of these messages, their placeholders filled in; None if there is none to look for."""
    parts = [
        _filled(*map(re.escape, _PLACEHOLDER.split(text)))
        for text in map(collapse, texts)
        if "<" not in text and _WORD.search(_PLACEHOLDER.sub("", text))
    ]
    return re.compile("|".join(sorted(parts))) if parts else None


def _filled(first: str, *rest: str) -> str:
    """A pattern of what stands around placeholders; the first place that fits each is right, so no other is tried."""
    return first + "".join(f"(?>.+?{text})" for text in rest[:-1]) + "".join(f".+?{text}" for text in rest[-1:])


def mark_kept(page: str, pattern: re.Pattern[str], attributes: str) -> str:
    """The page with a `<span>` around each of its texts that is one of those, and does not name a language itself."""
    pieces, position = [], 0
    for start, end in _texts(page):
        raw = page[start:end]
        if raw.isspace() or not pattern.fullmatch(collapse(html.unescape(raw) if "&" in raw else raw)):
            continue
        start, end = start + len(raw) - len(raw.lstrip()), end - (len(raw) - len(raw.rstrip()))
        pieces += [page[position:start], f"<span{attributes}>{page[start:end]}</span>"]
        position = end
    return "".join(pieces) + page[position:]


def _texts(page: str) -> Iterator[tuple[int, int]]:
    """Where the runs of text in a page's body are, but those in an element that has a language of its own."""
    open_tags: list[tuple[str, bool]] = []
    names: Counter[str] = Counter()
    position = 0
    for markup in _MARKUP.finditer(page):
        if open_tags and not open_tags[-1][1] and position < markup.start():
            yield position, markup.start()
        position = markup.end()
        tag = (markup[3] or "").lower()
        if tag and not markup[2]:
            if tag not in VOID and not markup[4].endswith("/"):
                closed = tag in _CLOSED or (tag != "html" and _LANGUAGE.search(markup[4]) is not None)
                open_tags.append((tag, closed or (bool(open_tags) and open_tags[-1][1])))
                names[tag] += 1
        elif names[tag]:
            while (name := open_tags.pop()[0]) != tag:
                names[name] -= 1
            names[tag] -= 1
    if open_tags and not open_tags[-1][1] and position < len(page):
        yield position, len(page)
