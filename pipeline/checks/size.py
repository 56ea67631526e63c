"""How much a translation may have of what takes parsers and patterns long to read: in measure of its source.

Counted, and so the same on every machine.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from pipeline.lexicon import MOST_KNOWN
from pipeline.sources.messages import MAX_TEXT, nesting

#: A translation may be this much longer than its source: a factor and a number of characters; and no longer than two
#: of the longest sources. Some inline syntax takes the parser quadratic time.
_MAX_GROWTH, _MAX_EXTRA, _MAX_LENGTH = 10, 1000, 2 * MAX_TEXT
#: The same for each mark from which a parser or a pattern looks for another, often to the end of the text, and for
#: numbers, which are all compared; and so much deeper than in its source marks may be nested.
_MARK_GROWTH, _EXTRA_MARKS, _EXTRA_NESTING = 3, 100, 10
_COSTLY = re.compile(r"[][!*_`<&(){}|~^$\\:@#=+./\n]|\d++")


def too_much(source: str, translation: str) -> str:
    """Why nothing is to read a translation, or nothing: it has more, or deeper nested, marks than a text can need."""
    if len(translation) > min(_MAX_GROWTH * len(source) + _MAX_EXTRA, max(_MAX_LENGTH, len(source))):
        return f"{len(translation)} characters for a source of {len(source)}"
    there, here = _costly(source), _costly(translation)
    for mark, count in here.items():
        if count > _MARK_GROWTH * there[mark] + _EXTRA_MARKS:
            return f"{count} times {mark} for a source that has {there[mark]}"
    deep, allowed = nesting(translation), nesting(source) + _EXTRA_NESTING
    return f"marks nested {deep} deep, more than {allowed}" if deep > allowed else ""


@lru_cache(maxsize=MOST_KNOWN)
def _costly(text: str) -> Counter[str]:
    names = {"\n": "a line break"}
    return Counter("a number" if mark.isdecimal() else names.get(mark, mark) for mark in _COSTLY.findall(text))
