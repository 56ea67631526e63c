"""What an instruction says beside its numbers: bounds, sides, times of day, before and after, more and less.

The lexicon has such words in kinds of which one may not stand for another. Both texts are read, and a translation is
accused only if it surely says another term of the kind *instead*: one that the source does not say, while nothing in it
may be what the source says. A word that is not known is never missed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.checks.counts import counts, numbers_of
from pipeline.checks.pair import Fault, Pair
from pipeline.lexicon import Lexicon, Said, lexicon_of

#: The rule that a kind belongs to, where it is not `opposites`.
_RULES = {
    "bound": "comparisons",
    "extreme": "comparisons",
    "times": "numbers",
    "interval": "numbers",
    "nth": "numbers",
    "ordinal": "numbers",
    "factor": "numbers",
    "quarter": "times",
    "half_past": "times",
    "spoon": "units",
    "rate": "units",
}
#: Of which a number may say one: two, of every other day.
_INTERVAL = "interval"
#: What is told of with its number where both texts count it (counts.py).
_COUNTED = {"spoon": ("teaspoon", "tablespoon")}
#: Kinds that are read with their numbers (durations.py, frequencies.py).
_ELSEWHERE = frozenset({"duration", "clock"})
#: What a negation turns round: "not more than" is "at most", "not before" is "after", "not safe" is "dangerous".
TURNED = frozenset(
    {
        "bound",
        "extreme",
        "order",
        "change",
        "food",
        "company",
        "finding",
        "level",
        "safety",
        "going",
        "opening",
        "permission",
        "rank",
        "strength",
        "cost",
        "duty",
        "inclusion",
        "reach",
        "occurrence",
        "always",
        "growth",
        "severity",
    }
)


def term_faults(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    """Terms of which the translation says others than the source, in two normalised texts."""
    there, here = lexicon_of(pair.source_language.locale), lexicon_of(pair.language.locale)
    for kind, wanted in there.all_said(source).items():
        if (
            kind not in here.terms
            or kind in _ELSEWHERE
            or (kind in _COUNTED and _are_counted(kind, pair, source, translation))
        ):
            continue
        found = here.said(kind, translation)
        gone = [one for one in _without(wanted, found) if one[0] in here.terms[kind].excuses]
        come = [one for one in _without(found, wanted) if one[0] in there.terms[kind].excuses]
        said = _without_numbers_of(source, translation, pair) if gone and come and kind == _INTERVAL else translation
        if (
            gone
            and come
            and not any(here.may_say(kind, name, said) for name, *_ in gone)
            and not any(there.may_say(kind, name, source) for name, *_ in come)
            and not (kind in TURNED and denials(there, source, {kind}) != denials(here, translation, {kind}))
        ):
            was, became = (", ".join(dict.fromkeys(word for _, word, _ in words)) for words in (gone, come))
            yield Fault(_RULES.get(kind, "opposites"), f"“{was}” became “{became}”", was, became)


def _are_counted(kind: str, pair: Pair, source: str, translation: str) -> bool:
    sides = ((source, pair.source_language.locale), (translation, pair.language.locale))
    return all(not counts(*side).keys().isdisjoint(_COUNTED[kind]) for side in sides)


def _without_numbers_of(source: str, translation: str, pair: Pair) -> str:
    """The translation without the numbers that are the source's own: those of two tablets are no two days."""
    left = Counter((one.value, one.unit) for one in numbers_of(source, pair.source_language.locale))
    for one in numbers_of(translation, pair.language.locale):
        if left[one.value, one.unit] > 0:
            left[one.value, one.unit] -= 1
            translation = translation[: one.start] + " " * (one.end - one.start) + translation[one.end :]
    return translation


def _without(words: Iterable[Said], others: Iterable[Said]) -> list[Said]:
    """Those words whose terms are not among the others."""
    names = {name for name, *_ in others}
    return [word for word in words if word[0] not in names]


def denials(lexicon: Lexicon, text: str, kinds: Iterable[str] = TURNED) -> int:
    """How often a text denies something, but for the negations of terms of these kinds themselves (no more than)."""
    inside = Counter(
        word for kind in kinds for _, written, _ in lexicon.said(kind, text) for word in lexicon.denying(written)
    )
    return (Counter(lexicon.denying(text)) - inside).total()
