"""Whether a text is prose that is to be translated, or names, addresses and code that all languages have alike."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Addresses, placeholders, template code, and names of files and in programs: src/lib.rs, hello_world, std::io.
_NOT_PROSE = re.compile(
    r"\{[{%<][^{}]*[}%>]\}|(?<!\w)\w++://\S+|(?<![\w.+-])[\w.+-]++@[\w.-]+\w|(?<!\S)\S+_at_\S+|(?<!\w)\w++:[\w-]++\[\d*\]|%\(\w+\)\w|\{\w*\}|\[\^[^\[\]]*\]"
    r"|(?<![\w-])[\w-]++\.(?:com|org|net|example)\b|(?<![^\s\"'(\[])[\w/.:-]*\w(?:_|::|\.(?=[a-z]))\w[\w/.:-]*"
)
#: A compound with hyphens is one word: gnome-keyring-daemon.
_WORDS = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]+)*")
_FEW = 2
#: Small words that stand in names: Summer of Code, Robin van der Vliet.
_IN_NAMES = frozenset("a al and bin da de del den der di do dos du el et for in la le of the to und van von y".split())
#: Words of English titles that no name has; of other languages' titles, most words are not in capital letters.
_IN_TITLES = frozenset(
    "about after are be before can do does how if is it my no not our should that this these those us was we were what"
    " when where which who why will with without you your".split()
)


def is_prose(text: str, invariants: Iterable[str] = ()) -> bool:
    """Whether a text says something in its language. Names, even long ones, and single words may be the same in all."""
    text = _NOT_PROSE.sub(" ", text)
    for name in invariants:
        text = text.replace(name, " ")
    words = _WORDS.findall(text)
    if len(words) < _FEW:
        return False
    if any(not word[0].isupper() and word not in _IN_NAMES for word in words):
        return len(words) > _FEW or any(map(str.islower, words))
    return len(words) > _FEW and any(word.lower() in _IN_TITLES for word in words)
