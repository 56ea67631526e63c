"""Signs that say what words say: "No" is no ✓, "at least" no ≤, "left" no arrow to the right; and ✓ is no ✗.

A text may become a sign, if it is short (hiding.py). What the sign says is compared with the words; one that says
nothing of it, such as a dash for "no", is told of as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from pipeline.checks.pair import Fault, Pair
from pipeline.lexicon import Lexicon, lexicon_of

_GOOD, _BAD = "✓✔✅☑👍👌🆗", "✗✘❌❎✖☒🚫⛔👎🛑"
_UP, _DOWN = "↑⬆⇑⇧▲🔼📈", "↓⬇⇓⇩▼🔽📉"
#: What signs say, by the lexicon's kinds of words.
_SAY: Mapping[str, Mapping[str, str]] = {
    "answer": {"yes": _GOOD, "no": _BAD},
    "permission": {"allowed": _GOOD, "forbidden": _BAD},
    "safety": {"safe": f"{_GOOD}❤♥", "unsafe": f"{_BAD}☠⚠"},
    "going": {"continue": "▶⏵", "stop": "⏹⏸✋🛑⛔"},
    "change": {"increase": _UP, "decrease": _DOWN},
    "rank": {"higher": f"{_UP}>", "lower": f"{_DOWN}<"},
    "bound": {"lower": "≥≧", "upper": "≤≦"},
    "side": {"left": "←⬅⇐👈", "right": "→➡⇒👉"},
    "finding": {"positive": "+➕", "negative": "-−–➖"},
    "sex": {"male": "♂", "female": "♀"},
}
#: Of these one may not stand in the place of the other, whatever stands beside them.
_OPPOSITE = ((_GOOD, _BAD), (_UP, _DOWN), ("♂", "♀"))


def said_sign_faults(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    """Signs of two normalised texts that say the opposite of the other's words or signs."""
    if source.isascii() and translation.isascii() and any(map(str.isalnum, translation)):
        return
    there, here = lexicon_of(pair.source_language.locale), lexicon_of(pair.language.locale)
    for kind in _SAY:
        wanted, found = _said(kind, source, there), _said(kind, translation, here)
        if wanted and found and not wanted & found and _is_sign(source) != _is_sign(translation):
            yield _became(source, translation)
            return
        if wanted and _is_sign(translation) and translation.strip() and not _is_sign(source) and not found:
            yield replace(_became(source, translation), doubtful=True)  # a dash says neither yes nor no
            return
    there_are, are_here = Counter(source), Counter(translation)
    for signs in _OPPOSITE:
        for one, other in (signs, signs[::-1]):
            gone = sum(there_are[sign] - are_here[sign] for sign in one)
            if gone > 0 and sum(are_here[sign] - there_are[sign] for sign in other) > 0:
                yield Fault("opposites", f"a sign became its opposite: {_first(source, one)}", _first(source, one))
                return


def _became(source: str, translation: str) -> Fault:
    return Fault("opposites", f"“{source.strip()}” became “{translation.strip()}”", source, translation)


def _said(kind: str, text: str, lexicon: Lexicon) -> set[str]:
    if _is_sign(text):
        return {name for name, signs in _SAY[kind].items() if not set(signs).isdisjoint(text)}
    return {name for name, *_ in lexicon.said(kind, text)}


def _is_sign(text: str) -> bool:
    return not any(map(str.isalnum, text))


def _first(text: str, signs: str) -> str:
    return next(sign for sign in text if sign in signs)
