"""The corpus that others could have written: how much is found in it, and how much that is right is called wrong.

README says these figures. Quick tests take a part of it, the long profile all: `benchmarks/checks.py` prints more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

import pytest

from pipeline.model import Severity
from tests import corpus
from tests.corpus import CLDR, Seed, facts_alone, locales, sentences
from tests.corpus.judging import judge
from tests.corpus.mutators import MUTATORS, defects

#: What is aimed at, of texts that nobody here wrote.
FOUND, FALSE_ERRORS, FALSE_WARNINGS = 0.97, 0.003, 0.01


def said(seed: Seed, translations: tuple[str, ...]) -> Counter[tuple[str, Severity]]:
    judged = judge(seed.text, translations, seed.plural, seed.notation, seed.locale)
    return Counter((fault.rule, severity) for fault, severity in judged)


def assert_good(seeds: Iterable[Seed]) -> None:
    """Of these seeds and their defects, so much is found, and so little that is right is called wrong."""
    right, errors, warnings, wrong, missed = 0, [], [], 0, []
    for seed in seeds:
        of_right = said(seed, seed.translations)
        right += 1
        # Nobody is to see what is wrong with those that are held out.
        about = "held out" if seed.held_out else f"{seed.locale} {seed.name}: {seed.translations} {dict(of_right)}"
        if any(severity is Severity.ERROR for _, severity in of_right):
            errors.append(about)
        elif of_right:
            warnings.append(about)
        for defect in defects(seed):
            wrong += 1
            if not said(seed, defect.translations) - of_right:
                shown = "held out" if seed.held_out else f"{seed.locale} {defect.kind}: {defect.translations}"
                missed.append(shown)
    table = "\n".join(("called errors:", *errors, "called warnings:", *warnings, "missed:", *missed))
    assert len(missed) <= (1 - FOUND) * wrong, table
    assert len(errors) <= FALSE_ERRORS * right, table
    assert len(warnings) <= FALSE_WARNINGS * right, table


def all_sentences() -> Iterator[Seed]:
    return chain.from_iterable(map(sentences, locales()))


def all_facts() -> Iterator[Seed]:
    """The facts of all locales, those that are written alike once."""
    seen: set[tuple[str, str, tuple[str, ...]]] = set()
    for seed in chain.from_iterable(map(facts_alone, CLDR)):
        key = seed.locale.partition("_")[0], seed.text, seed.translations
        if key not in seen:
            seen.add(key)
            yield seed


@pytest.mark.heavy
def test_defects_in_sentences_are_found_and_their_correct_twins_left_alone() -> None:
    assert_good(seed for number, seed in enumerate(all_sentences()) if number % 5 == 0)


@pytest.mark.heavy
def test_facts_are_compared_in_every_notation_of_cldr() -> None:
    assert_good(seed for locale in CLDR[::200] for seed in facts_alone(locale))


@pytest.mark.long
def test_all_sentences_of_the_corpus_are_judged_as_well() -> None:
    assert_good(all_sentences())


@pytest.mark.long
def test_all_facts_of_all_locales_of_cldr_are_judged_as_well() -> None:
    assert_good(all_facts())


def test_the_corpus_is_whole() -> None:
    made = {defect.kind for seed in all_sentences() for defect in defects(seed)}
    assert made == MUTATORS.keys()
    assert len(locales()) >= 20
    assert set(locales()) > corpus.HELD_OUT
    assert all(map(str.strip, (text for seed in all_sentences() for text in (seed.text, *seed.translations))))
