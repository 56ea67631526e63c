"""Which dose belongs to what: "500 mg in the morning, 250 mg in the evening" may not have its doses exchanged.

Where a text says as many of them as it says terms of a kind (morning and evening, adults and children, first and second
dose), each two that follow one another belong together, whichever comes first. So it is with bounds, in signs or words:
"≥ 18 and ≤ 65" is not "≥ 65 and ≤ 18".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from pipeline.checks.counts import numbers_of
from pipeline.checks.pair import Fault, Pair
from pipeline.lexicon import lexicon_of

#: Kinds of terms whose doses are compared; noon belongs to the parts of a day as well.
_KINDS = (
    *(("daypart",), ("side",), ("age",), ("sex",), ("order",), ("noon",), ("food",), ("ordinal",)),
    *(("pressure",), ("position",), ("route",), ("daypart", "noon")),
)
_TWO = 2
#: Kinds of words, and signs, that make a lower or an upper bound of the number beside them.
_BOUNDS = {"lower": "lower", "min": "lower", "upper": "upper", "max": "upper"}
_SIGN = re.compile(r"(?P<upper>[<≤≦⩽])|(?P<lower>[>≥≧⩾])")
#: What one term has of one unit: the name of the term leads to a number.
_Doses = Mapping[str, Decimal]
#: A term: where it is, its name, and how it is written.
_Term = tuple[int, str, str]


def dose_faults(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    """Doses that two normalised texts give to each other's terms."""
    there, here = pair.source_language.locale, pair.language.locale
    said = lexicon_of(there).all_said(source)
    for kinds in _KINDS:
        if said.keys() >= set(kinds):
            terms, others = _terms(source, there, kinds), _terms(translation, here, kinds)
            if found := _exchanged(source, there, terms, translation, here, others):
                yield Fault("numbers", "“{}” became “{}”".format(*found), *found)
                return
    bounds, others = _bounds(source, there), _bounds(translation, here)
    if len(bounds) > 1 and (found := _exchanged(source, there, bounds, translation, here, others)):
        # “Not below 5 and not above 10” is “at least 5 and at most 10”; signs are not denied.
        doubtful = any(not _SIGN.fullmatch(word) for *_, word in (*bounds, *others))
        yield Fault("comparisons", "“{}” became “{}”".format(*found), *found, doubtful=doubtful)


def _terms(text: str, locale: str, kinds: tuple[str, ...]) -> list[_Term]:
    """The terms of a text that are of some kinds."""
    return [(at, name, word) for kind in kinds for name, word, at in lexicon_of(locale).said(kind, text)]


def _bounds(text: str, locale: str) -> list[_Term]:
    """The bounds of a text, in signs and words; “a minimum of” is one."""
    found: list[_Term] = [(sign.start(), str(sign.lastgroup), sign[0]) for sign in _SIGN.finditer(text)]
    for at, name, word in _terms(text, locale, ("bound", "extreme")):
        if not any(begin < at + len(word) and at < begin + len(known) for begin, _, known in found):
            found.append((at, _BOUNDS[name], word))
    return found


def _exchanged(
    text: str, locale: str, terms: list[_Term], other_text: str, other_locale: str, other_terms: list[_Term]
) -> tuple[str, str] | None:
    """What two terms of a text have of a unit, if they have each other's in another one; and what they have there."""
    words = {name: word for _, name, word in terms}
    if len(words) < _TWO or words.keys() != {name for _, name, _ in other_terms}:
        return None
    found = _doses(other_text, other_locale, other_terms)
    for unit, doses in _doses(text, locale, terms).items():
        others = found.get(unit, doses)
        if doses != others and sorted(doses.values()) == sorted(others.values()):
            was, became = (
                ", ".join(f"{word}: {each[name]:f}" for name, word in words.items()) for each in (doses, others)
            )
            return was, became
    return None


def _doses(text: str, locale: str, said: list[_Term]) -> dict[str | None, _Doses]:
    """The doses of a text by unit."""
    by_unit: defaultdict[str | None, list[tuple[int, str | Decimal]]] = defaultdict(list)
    for one in numbers_of(text, locale):
        by_unit[one.unit].append((one.start, one.value))
    units = by_unit.keys() - {None}
    if None in by_unit and len(units) == 1 and all(len(each) < len(said) for each in by_unit.values()):
        by_unit[units.pop()] += by_unit.pop(None)  # of 5 and 10 mg both are measured
    terms: list[tuple[int, str | Decimal]] = [(at, name) for at, name, _ in said]
    found = {}
    for unit, numbers in by_unit.items():
        row = [what for _, what in sorted([*numbers, *terms], key=lambda one: one[0])]
        pairs = [sorted(row[at : at + 2], key=lambda one: isinstance(one, Decimal)) for at in range(0, len(row), 2)]
        if len(numbers) == len(terms) == len(pairs) and all(
            isinstance(term, str) and isinstance(number, Decimal) for term, number in pairs
        ):
            found[unit] = {str(term): Decimal(number) for term, number in pairs}
    return {unit: doses for unit, doses in found.items() if len(doses) == len(terms)}
