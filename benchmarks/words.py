"""The words that the benchmarks' sites are made of, and their translation."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

#: By language, in the order of the source's.
WORDS = {
    locale: words.split()
    for locale, words in tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")).items()
}
#: What no translation changes (addresses, elements, placeholders), or else a word.
_PART = re.compile(r"(\]\(.*?\)|<.*?>|%\(\w+\)\w|\{.*?\})|[a-z]+", re.IGNORECASE)


def translated(text: str, locale: str) -> str:
    """A text of the source's words in those of a locale; what is none of them stays."""
    words = dict(zip(WORDS["en"], WORDS[locale], strict=True))

    def of(match: re.Match[str]) -> str:
        word = words.get(match[0].lower(), match[0])
        return word[0].upper() + word[1:] if match[0][0].isupper() else word

    return _PART.sub(of, text)
