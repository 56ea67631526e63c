"""What a text denies, its translation denies, too; and it denies nothing of itself.

Languages deny in many words, so either is a warning. That a translation alone denies ("You may drive" as "Sie dürfen
nicht fahren") is told of where the source has no word that another language may well turn into a denial: the lexicon
has such a list (`lacking`) of English.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.pair import Fault, Pair
from pipeline.checks.sentences import sentences_of
from pipeline.checks.terms import TURNED, denials
from pipeline.lexicon import Lexicon, lexicon_of
from pipeline.model import headline

#: Where words that deny are in the middle of many others.
_DENIES_WITHIN_WORDS = frozenset({"bn", "th"})
#: A question is asked with a negation in some languages, and without one in others.
_QUESTION = ("?", "？", "؟")


def negation_faults(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    """What only one of two normalised texts denies."""
    there, here = lexicon_of(pair.source_language.locale), lexicon_of(pair.language.locale)
    if not here.negations or source == translation:  # that, nobody has translated
        return
    if there.denies(source) or there.does_without(source):
        if _is_lost(source, translation, there, here):
            yield Fault("negation", "the source denies something, the translation does not seem to", doubtful=True)
        elif lost := _lost_in_a_sentence(source, translation, there, here):
            yield Fault(
                "negation", f"“{headline(lost)}” denies something, its translation does not seem to", doubtful=True
            )
    elif (
        denials(here, translation) > 0  # besides those of terms: не менее is at least
        and there.denies_nothing(source)
        and not any(mark in source for mark in _QUESTION)
        and pair.language.locale.partition("_")[0] not in _DENIES_WITHIN_WORDS
        and not any(_is_turned(kind, source, translation, there, here) for kind in TURNED)
    ):
        yield Fault("negation", "the translation denies something, the source does not seem to", doubtful=True)


def _lost_in_a_sentence(source: str, translation: str, there: Lexicon, here: Lexicon) -> str:
    """A sentence of several that denies, while the one in its place in the translation does not; "" if none is."""
    pairs = list(zip(sentences_of(source), sentences_of(translation), strict=False))
    if len(pairs) < 2 or len(sentences_of(source)) != len(sentences_of(translation)):
        return ""
    lost = [
        one
        for one, other in pairs
        if not one.endswith(_QUESTION) and not one.isupper() and _is_lost(one, other, there, here)
    ]
    # Where a sentence denies that does not in the source, the two may have changed places.
    moved = any(denials(here, other) > 0 and not there.may_deny(one) for one, other in pairs)
    return lost[0] if lost and not moved else ""


def _is_lost(source: str, translation: str, there: Lexicon, here: Lexicon) -> bool:
    """Whether a source denies something, and its translation has no word that might.

    A "without" that is the source's own denies nothing else: never without asking.
    """
    if there.denies(source):
        lost = not here.may_deny(translation, there.excluding(source))
    else:
        lost = there.does_without(source) and not here.may_deny(translation)
    return lost and not _is_said_otherwise(source, translation, there, here)


def _is_said_otherwise(source: str, translation: str, there: Lexicon, here: Lexicon) -> bool:
    return any(_is_turned(kind, source, translation, there, here) for kind in TURNED) or (
        denials(there, source) == 0 and _says_its_terms(source, translation, there, here)
    )


def _says_its_terms(source: str, translation: str, there: Lexicon, here: Lexicon) -> bool:
    """Whether a translation says each term by which the source denies something: "not exceed" is höchstens."""
    denying = [
        (kind, name) for kind in TURNED for name, word, _ in there.said(kind, source) if any(there.denying(word))
    ]
    return bool(denying) and all(name in {said for said, *_ in here.said(kind, translation)} for kind, name in denying)


def _is_turned(kind: str, source: str, translation: str, there: Lexicon, here: Lexicon) -> bool:
    """Whether the translation denies by the opposite term: "not more than" is "at most", "not before" is "after"."""
    said, says = (
        {name for name, *_ in lexicon.said(kind, text)} for lexicon, text in ((there, source), (here, translation))
    )
    return bool(said and says) and not said & says
