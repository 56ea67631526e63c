"""Which language a text is in, by its script and by the optional detector (guessing.py)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.pair import Fault, Pair
from pipeline.checks.prose import is_prose
from pipeline.guessing import guessed_language, known_to_detector
from pipeline.lexicon import UNSPACED, are_told_apart

#: Shorter texts, in characters, say too little about their language; ideographs say more by each.
_SHORTEST = (60, 20)
_LETTERS, _OWN_SCRIPT = 15, 0.1
_WORD, _FEW_NAMES = re.compile(r"[A-Za-z0-9]+"), 3
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-zA-Z]|\{\w*\}")
# Blocks that a text of any length has letters of (Unicode Standard, Blocks); Japanese has kana in every sentence.
_SCRIPTS = {
    language: re.compile(f"[{letters}]")
    for languages, letters in (
        ("ar fa ur ps ckb", "\u0600-\u077f"),
        ("ru uk bg mk be kk ky", "\u0400-\u04ff"),
        ("zh yue", "\u3400-\u9fff"),
        ("ja", "\u3040-\u30ff"),
        ("ko", "\uac00-\ud7af"),
        ("he", "\u0590-\u05ff"),
        ("el", "\u0370-\u03ff"),
        ("th", "\u0e00-\u0e7f"),
        ("hi mr ne", "\u0900-\u097f"),
        ("de en es fr it nl pl pt cs sv tr vi id", "A-Za-z\u00c0-\u024f\u1e00-\u1eff"),
    )
    for language in languages.split()
}


def language_faults(pair: Pair) -> Iterator[Fault]:
    """Whether a longer text is surely in another language than the catalog's."""
    text, wanted = _PLACEHOLDER.sub("", pair.translated.prose), pair.language.locale.partition("_")[0]
    if pair.translation == pair.source:
        return
    if _is_in_another_script(_without_names(pair, text, wanted), wanted) and is_prose(
        pair.translated.prose, pair.invariants
    ):
        yield Fault("language", f"it is not written in the script of {pair.language.english}")
        return
    if len(text) < _SHORTEST[wanted in UNSPACED]:
        return
    if wanted not in known_to_detector():
        return
    found = guessed_language(text)
    if found and are_told_apart(found, wanted):
        yield Fault("language", f"it seems to be in the language {found!r}, not {wanted!r}")


def _without_names(pair: Pair, text: str, language: str) -> str:
    """A text without the words that its source has as well, if there are others in its own script: they are names."""
    if language not in _SCRIPTS or not _SCRIPTS[language].search(text):
        return text
    names = set(_WORD.findall(pair.original.prose))
    if sum(word in names and word.islower() for word in _WORD.findall(text)) > _FEW_NAMES:
        return text  # so many small words are a sentence
    return _WORD.sub(lambda word: "" if word[0] in names else word[0], text)


def _is_in_another_script(text: str, language: str) -> bool:
    """Whether hardly a letter of a text is one that the language is written with."""
    if language not in _SCRIPTS:
        return False
    own = len(_SCRIPTS[language].findall(text))
    if language == "ja" and len(ideographs := _SCRIPTS["zh"].findall(text)) < _SHORTEST[True]:
        own += len(ideographs)  # a title may well have no kana
    if own >= len(text) * _OWN_SCRIPT:
        return False
    letters = sum(map(str.isalpha, text))
    return letters >= _LETTERS and own < letters * _OWN_SCRIPT
