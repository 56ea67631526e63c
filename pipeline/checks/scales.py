"""Words that multiply the number beside them: million, lakh, elfu. CLDR's compact numbers have those of all locales."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from babel import Locale

from pipeline.lexicon import UNSPACED, lexicon_of, lowered

#: Written forms that are shorter, and abbreviations in Latin letters, may be units or words (Bio): they only excuse.
_SHORTEST = 3
_GAP = "[ \u00a0\u202f]?"
#: Shorter words with another ending are other words.
_LONG = 5
#: What a number has right behind it (25k, 1.2M), beside CLDR's short forms.
_LETTERS = {"만": 10**4, "조": 10**12, "k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
#: Where parts of a number are put together in another way (quantities.py): 1億2000万.
_IN_PARTS = frozenset({"ja", "zh", "yue", "ko"})
# Lakh and crore, and a thousand, where CLDR counts in millions; their words carry endings.
_SOUTH_ASIAN = {
    word: factor
    for factor, words in (
        (10**3, "हज़ार हजार হাজার ஆயிரம் వేల હજાર ಸಾವಿರ ആയിരം ਹਜ਼ਾਰ ہزار ହଜାର දහස"),
        (10**5, "लाख লাখ লক্ষ லட்சம் இலட்சம் லட்ச லக்ஷம் లక్ష લાખ ಲಕ್ಷ ലക്ഷം ലക്ഷ ਲੱਖ لاکھ لک ଲକ୍ଷ ලක්ෂ"),
        (10**7, "करोड़ करोड कोटी কোটি கோடி కోట కోట్ల કરોડ ಕೋಟಿ കോടി ਕਰੋੜ کروڑ ڪروڙ କୋଟି කෝටි"),
    )
    for word in words.split()
}


@dataclass(frozen=True, slots=True)
class Scales:
    """A locale's words, as patterns of what stands behind and before a number, and what only may be such a word."""

    factors: Mapping[str, int]
    behind: re.Pattern[str]
    before: re.Pattern[str]
    perhaps: Mapping[str, int]

    @staticmethod
    @cache
    def of(locale: str) -> Scales:
        """Those of a locale."""
        language = locale.partition("_")[0]
        behind, before, perhaps = dict(_SOUTH_ASIAN), {"ලක්ෂ": 10**5, "කෝටි": 10**7}, dict(_LETTERS)
        if language not in _IN_PARTS:
            for word, factor, stands_before, short in _of_cldr(locale):
                known = before if stands_before else behind
                certain = sum(map(str.isalpha, word)) >= _SHORTEST and not (short and word[0] < "\u0370")
                (known if certain else perhaps)[lowered(word)] = factor
        behind |= lexicon_of(locale).scales
        # In languages that inflect, CLDR has not all forms of a word.
        ending = "" if lexicon_of(locale).scales else r"[^\W\d_]{0,3}"
        inflected = _any({word: factor for word, factor in behind.items() if len(word) >= _LONG})
        end = "" if language in UNSPACED else r"(?![^\W\d_])"
        free = _any(dict.fromkeys((word for word in _SOUTH_ASIAN if len(word) >= _SHORTEST), 0))
        return Scales(
            {**behind, **before},
            re.compile(rf"{_GAP}(?:({_any(behind)}){end}|({inflected}){ending}{end}|({free}))", re.I),
            re.compile(rf"(?<![^\W\d_])({_any(before)}){_GAP}$", re.I),
            perhaps,
        )

    def factor_behind(self, text: str, end: int) -> tuple[int, int]:
        """What a number is multiplied by for the words behind it (thousand million), and where they end."""
        factor = 1
        while match := self.behind.match(text, end):
            factor *= self.factors[lowered(match[1] or match[2] or match[3])]
            end = match.end()
        return factor, end

    def factor_before(self, text: str, start: int) -> int:
        """What a number is multiplied by for a word before it."""
        match = self.before.search(text, max(0, start - 16), start)
        return self.factors[lowered(match[1])] if match else 1

    def says(self, value: int, text: str) -> bool:
        """Whether a text has a word that is this number: एक लाख, un million."""
        text = lowered(text)
        return any(factor == value and word in text for word, factor in self.factors.items())

    def perhaps_behind(self, text: str, end: int) -> int:
        """What a number may be multiplied by for a letter or two behind it; 1 if there is none."""
        match = _FEW_LETTERS.match(text, end)
        return self.perhaps.get(lowered(match[1]), 1) if match else 1


_FEW_LETTERS = re.compile(rf"{_GAP}([만조]|[^\s\d.,;:()~–—-]{{1,6}})")


def _any(words: Mapping[str, int]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"


def _of_cldr(locale: str) -> Iterator[tuple[str, int, bool, bool]]:
    """Each word with its factor, whether it stands before the number, and whether it is an abbreviation."""
    for length, forms in Locale.parse(locale).compact_decimal_formats.items():
        for form in forms.values():
            for least, pattern in form.items():
                written = re.sub("['.\u200e\u200f]", "", pattern.pattern.partition(";")[0])
                zeros = written.count("0")
                word = written.replace("0", "").strip(" \u00a0\u202f")
                factor = int(least) // 10 ** (zeros - 1) if zeros else 1
                if word and factor > 1 and not any(map(str.isdigit, word)):
                    yield word, factor, not written.startswith("0"), length == "short"
