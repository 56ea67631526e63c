"""The sentences of a text, by the marks that end them in all scripts."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.lexicon import MOST_KNOWN

# How a text may end: by class, the marks of all scripts (Unicode, Sentence_Terminal; CLDR exemplar punctuation).
STOPS = (
    ".。．｡।॥"  # Latin, CJK, Indic
    "։۔።܀܁܂᙮᠃᠉᭞᭟⳹꓿꘎꛳꤯꧈꧉꩝꩞꩟꯫꫰"  # Armenian, Arabic, Ethiopic, Syriac, Mongolian, Balinese, Vai, Javanese, Meitei
    "᱾᱿။၊។៕།༎᜵᜶"  # Santali, Burmese, Khmer, Tibetan, the Philippines
    "\U00011047\U00011048\U000110c0\U000110c1\U00011141\U00011142\U000111c5\U000111c6\U00011238\U00011239"
)
QUESTIONS = "?？؟;՞⁇⸮፧꘏꛷꫱᥅\U00011143\U0001e95f"
EXCLAMATIONS = "!！՜߹᥄\U0001e95e"
# What opens a quotation in one language closes it in another: „gut.“, »gut.«
CLOSING = "\"'”’»›“‘«‹)）]］」』〉》*_`｝} \u00a0\u202f\u200f\u200e"
#: Thai, Lao and Khmer end sentences with a space or not at all.
NO_STOPS = frozenset({"th", "lo", "km", "my", "bo", "dz"})

_TERMINATORS = re.compile(
    rf"[{re.escape(STOPS + QUESTIONS.replace(';', '') + EXCLAMATIONS)}…]+"
    rf"(?=[{re.escape(CLOSING.split(' ')[0])}]*(?:\s|$))|[。！？]"
)
_ABBREVIATION = re.compile(r"\b(?:[^\W\d_]\.){2,}|\b[^\W\d_]{1,4}\.(?=\s?[\d(a-zà-ÿ])|\d\.(?=\s)")


@lru_cache(maxsize=MOST_KNOWN)
def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of a text as they follow each other; a rest that nothing ends is one, too."""
    masked = _ABBREVIATION.sub(lambda match: "x" * len(match[0]), text)
    found, start = [], 0
    for end in (match.end() for match in _TERMINATORS.finditer(masked)):
        found.append(text[start:end].strip(CLOSING + "\n"))
        start = end
    if masked[start:].strip(CLOSING + "\n"):
        found.append(text[start:].strip(CLOSING + "\n"))
    return tuple(found)
