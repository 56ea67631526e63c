"""A pattern is only tried where one of its phrases can begin, and nothing is missed by that."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from pipeline.lexicon import Lexicon, known_languages, lexicon_of, lowered
from pipeline.lexicon.phrases import Index, phrases_of
from tests import corpus, defects


def patterns(lexicon: Lexicon) -> Iterator[str]:
    """All patterns of a language."""
    yield from filter(None, (lexicon.negations, lexicon.exclusions, lexicon.denials, lexicon.minus, lexicon.less))
    yield from filter(None, (lexicon.more, lexicon.storeys, lexicon.ones, lexicon.halves, lexicon.ambiguous))
    for named in (lexicon.numbers, lexicon.cardinals, lexicon.parts, lexicon.counted, *lexicon.counts.values()):
        yield from named.values()
    for terms in lexicon.terms.values():
        yield from (terms.words, *terms.excuses.values())


def texts(language: str) -> Iterator[str]:
    """Texts in a language: those of the corpus, of the cases of defects, and its own phrases as words."""
    if language in corpus.locales():
        yield from (text for seed in corpus.sentences(language) for text in (seed.text, *seed.translations))
    if language in defects.locales():
        yield from (text for case in defects.cases(language) for text in (case.source, case.correct, case.defect))
    yield from patterns(lexicon_of(language))


@pytest.mark.parametrize("language", sorted(known_languages()))
@pytest.mark.heavy
def test_what_is_not_tried_is_not_there(language: str) -> None:
    lexicon = lexicon_of(language)
    every = [phrases_of(words, lexicon.joined) for words in patterns(lexicon)]
    for lower in {*map(lowered, texts(language))}:
        missed = [one.pattern.pattern for one in every if not one.may_be_in(lower) and one.pattern.search(lower)]
        assert not missed, lower


@pytest.mark.parametrize(
    ("words", "text", "is_tried"),
    [
        ("at least|not more than", "at the clinic", True),
        ("at least|not more than", "attend to a patient", False),
        ("colou?r", "a colony", True),
        ("colou?r", "a cold", True),
        ("colou?r", "a dog", False),
        ("(?<!not )before", "not before noon", True),
        ("(?:no|not) more", "nothing", True),
        ("(?:no|not) more", "now", False),
        (r"\w*week\w*", "a dog", True),
        ("an?", "at", False),
        ("[ab]c+d", "bccd", True),
        ("", "anything", False),
    ],
)
def test_a_pattern_is_tried_where_a_word_begins_as_its_phrases_do(words: str, text: str, is_tried: bool) -> None:
    assert phrases_of(words, False).may_be_in(text) is is_tried


def test_a_text_is_asked_once_for_phrases_of_many_kinds() -> None:
    kinds = {name: phrases_of(words, False) for name, words in (("b", "left"), ("a", "right"), ("c", r"\w+ht"))}
    found = [name for name, _ in Index.of(kinds).may_be_in("on the right")]
    assert found == ["a", "c"]


def test_what_a_pattern_takes_for_alike_is_one_word() -> None:
    cased = [letter for letter in map(chr, range(0x20000)) if letter.lower() != letter.upper()]
    same = {(letter, other[0]) for letter in cased for other in (letter.lower(), letter.upper(), letter.casefold())}
    same |= set(zip("ıſςϐµᲀẛ\u1fd3\u1fe3ﬆ\u0345\u1fbe", "isσβμвṡΐΰﬅιι", strict=True))
    alike = [pair for pair in same if re.fullmatch(re.escape(pair[0]), pair[1], re.IGNORECASE)]
    assert len(alike) > 2000
    assert [pair for pair in alike if lowered(pair[0]) != lowered(pair[1])] == []
