"""Which language a text is in, where the optional detector is installed (`pelican-gettext[language]`)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from pipeline.checks.pair import Fault, Pair

#: Shorter texts say too little about their language: bytes of UTF-8, and letters of scripts that say more by each.
_SHORTEST = 60
# Languages that detectors cannot tell apart in a sentence or two.
_SIBLINGS = (
    {"no", "nb", "nn", "da"},
    {"hr", "sr", "bs", "sh"},
    {"id", "ms"},
    {"gl", "pt"},
    {"cs", "sk"},
    {"zh", "yue"},
)


def language_faults(pair: Pair) -> Iterator[Fault]:
    """Whether a longer text is surely in another language than the catalog's."""
    text = pair.translated.text
    if pair.translation == pair.source or len(text.encode("utf-8")) < _SHORTEST or (detector := _detector()) is None:
        return
    wanted = pair.language.locale.partition("_")[0]
    if wanted not in detector.labels:
        return
    found, probability = detector.classify(text)
    if found != wanted and probability > 0.9 and not any({found, wanted} <= family for family in _SIBLINGS):
        yield Fault("language", f"it seems to be in the language {found!r}, not {wanted!r}")


@cache
def _detector() -> Any:
    """py3langid's own model, with probabilities; None where it is not installed."""
    try:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped,unused-ignore]
    except ImportError:
        return None
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
