"""Which dose belongs to what: "500 mg in the morning, 250 mg in the evening" may not have its doses exchanged.

Where a text says as many of them as it says terms of a kind (morning and evening, adults and children, first and second
dose), each two that follow one another belong together, whichever comes first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from pipeline.checks.counts import numbers_of
from pipeline.checks.pair import Fault, Pair
from pipeline.lexicon import lexicon_of

_KINDS = ("daypart", "side", "age", "sex", "order", "noon", "food", "ordinal")
#: What one term has of one unit: the name of the term leads to a number.
_Doses = Mapping[str, Decimal]


def dose_faults(pair: Pair, source: str, translation: str) -> Iterator[Fault]:
    """Doses that two normalised texts give to each other's terms."""
    there, here = lexicon_of(pair.source_language.locale), lexicon_of(pair.language.locale)
    said = there.all_said(source)
    for kind in _KINDS:
        if kind not in said:
            continue
        words = {name: word for name, word, _ in there.said(kind, source)}
        if len(words) > 1 and words.keys() == {name for name, *_ in here.said(kind, translation)}:
            wanted = _doses(source, pair.source_language.locale, kind)
            found = _doses(translation, pair.language.locale, kind)
            for unit, doses in wanted.items():
                others = found.get(unit, doses)
                if doses != others and sorted(doses.values()) == sorted(others.values()):
                    became = ", ".join(f"{word}: {others[name]:f}" for name, word in words.items())
                    was = ", ".join(f"{word}: {doses[name]:f}" for name, word in words.items())
                    yield Fault("numbers", f"“{was}” became “{became}”", was, became)
                    return


def _doses(text: str, locale: str, kind: str) -> dict[str | None, _Doses]:
    """The doses of a text by unit."""
    by_unit: defaultdict[str | None, list[tuple[int, str | Decimal]]] = defaultdict(list)
    for one in numbers_of(text, locale):
        by_unit[one.unit].append((one.start, one.value))
    terms: list[tuple[int, str | Decimal]] = [(at, name) for name, _, at in lexicon_of(locale).said(kind, text)]
    found = {}
    for unit, numbers in by_unit.items():
        row = [what for _, what in sorted([*numbers, *terms], key=lambda one: one[0])]
        pairs = [sorted(row[at : at + 2], key=lambda one: isinstance(one, Decimal)) for at in range(0, len(row), 2)]
        if len(numbers) == len(terms) == len(pairs) and all(
            isinstance(term, str) and isinstance(number, Decimal) for term, number in pairs
        ):
            found[unit] = {str(term): Decimal(number) for term, number in pairs}
    return {unit: doses for unit, doses in found.items() if len(doses) == len(terms)}
