"""The words of one language, and what of them is in a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache

from pipeline.lexicon.phrases import MOST_KNOWN, Index, lowered, phrases_of

#: A term that a text says, with its words and where they are.
Said = tuple[str, str, int]


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """Words of one kind, such as bounds.

    `words` has a group for each word that is certain; `names` has the term of each group.
    `excuses` leads from each term to all that may be said for it: it only ever excuses. `doubtful` are the entries that
    do nothing else.
    """

    words: str
    names: tuple[str, ...]
    excuses: Mapping[str, str]
    doubtful: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The words of one language, each field but the mappings and sets a pattern; empty if nothing is known.

    `negations`, `exclusions`, `denials`: see above. `minus` are the words for the sign, `less` and `more` those
    that compare, `storeys` those for the floors of a house.

    `multiples` are words behind a number that make more or less of it: dozens, halves. `refrains` are those by which a
    sentence denies what it says next (avoid), `withouts` those for "without"; `lacking` those for which another
    language may well deny something (only, too, must, invalid): without such a list nothing is known of that.
    `spanning` are words between two days that mean all from one to the other, `joining` those that mean the two alone.

    `numbers` leads from a value to all that may be said for it, ordinals included: it only ever excuses.
    `inflected` leads from a form of a number's word to the form that the library of number_words.py writes;
    `prefixes` may be written onto one. `ambiguous` are words for numbers that are other words as well, so that
    they accuse nobody; `counters` are what a number in ideographs has behind it where it counts.

    `scales` leads from a word (million) to its factor; `units` are written forms beside CLDR's. `doubled` are
    words that may stand twice in a row, `unfinished` those with which nothing ends. `before_noon` and `after_noon` are
    said of hours, beside CLDR's names.
    `months` (from 1) and `days` (Monday is 0) are their names with the endings that CLDR does not give.
    `joined` says that words are not separated by spaces, or carry prefixes. `terms` are words of which one may not
    stand for another of its kind: left and right, at least and at most.

    `cardinals` leads from a small number to words that surely count so many, where no library has good ones.

    `ones` are the words for one before what is counted, articles included, and `halves` those for a half; `parts` leads
    from another fraction, or from one and a half, to its words; `counted`
    leads from a form of a dose to its words, which may be the same for several; `counts` from a number to words that
    say so many of them (a dual).
    """

    negations: str = ""
    exclusions: str = ""
    denials: str = ""
    minus: str = ""
    multiples: str = ""
    refrains: str = ""
    withouts: str = ""
    lacking: str = ""
    spanning: str = ""
    joining: str = ""
    less: str = ""
    more: str = ""
    storeys: str = ""
    numbers: Mapping[int, str] = field(default_factory=dict)
    cardinals: Mapping[int, str] = field(default_factory=dict)
    inflected: Mapping[str, str] = field(default_factory=dict)
    ambiguous: str = ""
    counters: str = ""
    prefixes: tuple[str, ...] = ()
    scales: Mapping[str, int] = field(default_factory=dict)
    units: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    doubled: frozenset[str] = frozenset()
    unfinished: frozenset[str] = frozenset()
    before_noon: tuple[str, ...] = ()
    after_noon: tuple[str, ...] = ()
    months: Mapping[int, str] = field(default_factory=dict)
    days: Mapping[int, str] = field(default_factory=dict)
    joined: bool = False
    terms: Mapping[str, Terms] = field(default_factory=dict)
    ones: str = ""
    halves: str = ""
    parts: Mapping[Fraction, str] = field(default_factory=dict)
    counted: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[int, Mapping[str, str]] = field(default_factory=dict)

    def has_number(self, value: int, text: str) -> bool:
        """Whether the text has a word for this number."""
        return value in self.numbers and self._has(self.numbers[value], text)

    def cardinals_in(self, text: str) -> Iterator[tuple[int, int, int]]:
        """The small numbers that a text surely counts in words, each with its place."""
        lower = lowered(text)
        for value, words in self.cardinals.items():
            yield from ((value, *match.span()) for match in phrases_of(words, self.joined).finditer(lower))

    def counting(self, text: str) -> Iterator[str]:
        """The words for numbers from two on; where words are not separated, they would be parts of others."""
        if not self.joined:
            words = "|".join(forms for value, forms in self.numbers.items() if value > 1)
            yield from (match[0] for match in phrases_of(words or "(?!)", False).finditer(lowered(text)))

    def ones_in(self, text: str) -> Iterator[tuple[int, int]]:
        """The places of words for one, or articles."""
        return (match.span() for match in phrases_of(self.ones or "(?!)", self.joined).finditer(lowered(text)))

    def halves_in(self, text: str) -> Iterator[tuple[int, int]]:
        """The places of words for a half."""
        return (match.span() for match in phrases_of(self.halves or "(?!)", self.joined).finditer(lowered(text)))

    def parts_in(self, text: str) -> Iterator[tuple[Fraction, int, int]]:
        """The fractions that the text has in words, but halves, each with its place."""
        lower = lowered(text)
        for part, words in self.parts.items():
            yield from ((part, *match.span()) for match in phrases_of(words, self.joined).finditer(lower))

    def may_say_part(self, part: Decimal, text: str) -> bool:
        """Whether the text has a word for a fraction, within another one, too."""
        words = next((words for one, words in self.parts.items() if float(one) == float(part)), "(?!)")
        return phrases_of(words, True).are_in(lowered(text))

    def may_halve(self, text: str) -> bool:
        """Whether the text has a word for a half, within another one, too."""
        return bool(self.halves) and phrases_of(self.halves, True).are_in(lowered(text))

    def counted_things(self, text: str) -> Iterator[tuple[str, int, int]]:
        """What may be counted in a text: what it is, and its place."""
        lower = lowered(text)
        for what, words in self.counted.items():
            yield from ((what, *match.span()) for match in phrases_of(words, self.joined).finditer(lower))

    def is_counted(self, text: str, end: int) -> bool:
        """Whether what may be counted stands right behind a number that ends there."""
        pattern = phrases_of("|".join(self.counted.values()) or "(?!)", self.joined).pattern
        return pattern.match(lowered(text), end + (text[end : end + 1] in (" ", "\u00a0"))) is not None

    def counts_in_a_word(self, text: str) -> Iterator[tuple[int, str, str, int]]:
        """Numbers of something that are one word or phrase, with it."""
        lower = lowered(text)
        for value, things in self.counts.items():
            for what, words in things.items():
                yield from (
                    (value, what, match[0], match.start()) for match in phrases_of(words, self.joined).finditer(lower)
                )

    def denies(self, text: str) -> bool:
        """Whether the text surely denies something."""
        return any(words and self._has(words, text) for words in (self.negations, self.refrains))

    def does_without(self, text: str) -> bool:
        """Whether the text says that something is not there, in a word that each language has: without."""
        return bool(self.withouts) and self._has(self.withouts, text)

    def may_deny(self, text: str, exclusions: int = 0) -> bool:
        """Whether the text has any word that denies something, or excludes more than so many things."""
        if any(words and self._has(words, text) for words in (self.negations, self.denials)):
            return True
        return self.excluding(text) > exclusions

    def denies_nothing(self, text: str) -> bool:
        """Whether the text surely has no word that denies, excludes, or may be a denial in another language."""
        return bool(self.lacking) and not self.may_deny(text) and not self._has(self.lacking, text)

    def excluding(self, text: str) -> int:
        """How many words of the text exclude something, but for those by which it denies: no liability is accepted."""
        return len(self._starts(self.exclusions, text) - self._starts(self.negations, text))

    def _starts(self, words: str, text: str) -> set[int]:
        return {match.start() for match in phrases_of(words, self.joined).finditer(lowered(text))}

    def denying(self, text: str) -> Iterator[str]:
        """The negations and exclusions in the text, each as often as it is there."""
        words = "|".join(filter(None, (self.negations, self.exclusions)))
        return (match[0] for match in phrases_of(words, self.joined).finditer(lowered(text))) if words else iter(())

    def has_minus(self, text: str) -> bool:
        """Whether the text says "minus" or "below zero"."""
        return bool(self.minus) and self._has(self.minus, text)

    def has_storey(self, text: str) -> bool:
        """Whether the text has a word for a storey."""
        return bool(self.storeys) and self._has(self.storeys, text)

    def compares(self, text: str) -> str:
        """Whether the text only says "less" or only "more" (than, or equal); nothing if it says both or neither."""
        less, more = (bool(words) and self._has(words, text) for words in (self.less, self.more))
        return "" if less == more else "less" if less else "more"

    def said(self, kind: str, text: str) -> tuple[Said, ...]:
        """The terms of a kind that the text surely says, each with its words and their place."""
        return _said_in(self, text).get(kind, ())

    def all_said(self, text: str) -> Mapping[str, tuple[Said, ...]]:
        """The same of each kind of which the text says any."""
        return _said_in(self, text)

    def may_say(self, kind: str, name: str, text: str) -> bool:
        """Whether the text has any word that may be this term, outside of those that surely are another one."""
        terms = self.terms.get(kind)
        if terms is None or name not in terms.excuses:
            return False
        rest = phrases_of(terms.words, self.joined).pattern.sub(lambda match: "_" * len(match[0]), lowered(text))
        return any(one == name for one, *_ in self.said(kind, text)) or self._has(terms.excuses[name], rest)

    def _has(self, words: str, text: str) -> bool:
        return phrases_of(words, self.joined).are_in(lowered(text))


@lru_cache(maxsize=MOST_KNOWN)
def _said_in(lexicon: Lexicon, text: str) -> Mapping[str, tuple[Said, ...]]:
    lower, found = lowered(text), {}
    for kind, words in _kinds(lexicon).may_be_in(lower):
        names = lexicon.terms[kind].names
        if said := tuple((names[(one.lastindex or 1) - 1], one[0], one.start()) for one in words.finditer(lower)):
            found[kind] = said
    return found


@cache
def _kinds(lexicon: Lexicon) -> Index:
    return Index.of({kind: phrases_of(terms.words, lexicon.joined) for kind, terms in lexicon.terms.items()})
