"""Marks that strike a text out or cover it: overlays, enclosing marks, and heaps of whatever is written upon letters.

Of a word that is struck out from end to end every letter is still there, for all other rules. What a mark stands upon
is not the character before it, but the next one that is no mark itself and can be seen (Unicode Standard, section 3.6);
on a thin space or a dot a long stroke reaches over what is beside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pipeline.checks.pair import Fault

# Those that are drawn over what they stand upon (Canonical_Combining_Class 1), that enclose it (General_Category Me),
# and the other marks of the block for symbols.
_OVERLAY = re.compile(
    "[\u0334-\u0338\u0488\u0489\u1abe\u1cd4\u1ce2-\u1ce8\u20d2-\u20d4\u20d8-\u20e0\u20e2-\u20ef\ua670-\ua672\U00010a39\U00016af0-\U00016af4"
    "\U0001bc9e\U0001d165-\U0001d169]"
)
# What stands between letters in what is written, and not in what is seen.
_BETWEEN = re.compile("<[^<>]*>|[*_`]")
_MARKS = frozenset({"Mn", "Me", "Cf"})
#: On these overlays are signs of their own: of mathematics, and pictures.
_SIGNS, _NO_SIGNS = frozenset({"Sm", "So"}), frozenset("<>|~+")
_KEYCAP = "\u20e3"
# So many marks are upon each other in no language: of those that all scripts share, and of a script's own.
_SHARED = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
_MOST_SHARED, _MOST_OWN = 4, 6
# What surely is no mark: Latin, Greek, Cyrillic, Arabic letters, punctuation and signs, kana, ideographs, Hangul.
_NO_MARKS = re.compile(
    "[\x00-\u02ff\u0370-\u0482\u048a-\u0590\u061b-\u064a\u0660-\u066f\u0671-\u06d5\u1e00-\u20cf\u2100-\u2cee\u3030-\u3098"
    "\u309b-\ua66e\uac00-\ud7ff\uff00-\uffef]*"
)


def overlay_faults(source: str, translation: str) -> Iterator[Fault]:
    """The translation has more of such marks than its source."""
    if not translation.isascii() and _covered(translation) > _covered(source):
        yield Fault("characters", "marks that strike letters out or cover them")


def _covered(text: str) -> int:
    """How many marks cover something, and how many are too many."""
    if _NO_MARKS.fullmatch(text):
        return 0
    covered = shared = own = 0
    base = " "
    for character in _BETWEEN.sub("", text):
        kind = unicodedata.category(character)
        if kind not in _MARKS:
            base, shared, own = character, 0, 0
        elif kind != "Cf":
            shared, own = shared + bool(_SHARED.match(character)), own + 1
            is_overlay = _OVERLAY.match(character) and not _is_sign(base, character)
            covered += bool(is_overlay) or shared > _MOST_SHARED or own > _MOST_OWN
    return covered


def _is_sign(base: str, mark: str) -> bool:
    if mark == _KEYCAP:
        return base.isdecimal()
    return unicodedata.category(base) in _SIGNS and base not in _NO_SIGNS
