"""Which language a text seems to be in, where the optional detector is installed (`pelican-gettext[language]`)."""

from __future__ import annotations

from functools import cache
from typing import Any

#: How sure the detector is, at least, of what is said to be in a language.
_SURE = 0.9


def guessed_language(text: str) -> str:
    """The ISO 639 code of the language that a text surely is in; nothing if that is not known."""
    detector = _detector()
    if detector is None:
        return ""
    found, probability = detector.classify(text)
    return str(found) if probability > _SURE else ""


@cache
def known_to_detector() -> frozenset[str]:
    """The languages that can be guessed."""
    detector = _detector()
    return frozenset(map(str, detector.labels)) if detector is not None else frozenset()


@cache
def _detector() -> Any:
    """py3langid's own model, with probabilities; None where it is not installed."""
    try:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped,unused-ignore]
    except ImportError:
        return None
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
