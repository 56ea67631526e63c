"""What has to be known of a language's words and CLDR does not tell; one data file a language beside this one.

A file is read when its language is asked for first. A list holds regular expressions, one for a word or a
phrase, in lower case; but those of `units`, `doubled`, `inflected`, `prefixes`, `before_noon` and `after_noon` are
plain words. A language may leave out any key, and one that has no file is judged by none.

Words that deny are one list in three strengths:

- `negations` turn a sentence round (not, never): a translation of such a sentence denies, too;
- `exclusions` leave something out (no, without, unless): an edit of one changes the meaning just as much, but
  another language may well say it otherwise (no pain: schmerzfrei);
- `denials` are all else by which a translation may deny (avoid, impossible): they only excuse.

Of `terms`, too, some are certain and others, which begin with a question mark, only excuse.

`Lexicon` says what the other keys mean.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

#: Languages written without spaces between words.
UNSPACED = frozenset({"ja", "zh", "yue", "th", "lo", "km", "my"})


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language, each field but the mappings and sets a pattern; empty if nothing is known.

    `negations`, `exclusions`, `denials`: see above. `minus` are the words for the sign, `less` and `more` those
    that compare, `storeys` those for the floors of a house.

    `numbers` leads from a value to all that may be said for it, ordinals included: it only ever excuses.
    `inflected` leads from a form of a number's word to the form that the library of number_words.py writes;
    `prefixes` may be written onto one. `ambiguous` are words for numbers that are other words as well, so that
    they accuse nobody; `counters` are what a number in ideographs has behind it where it counts.

    `scales` leads from a word (million) to its factor; `units` are written forms beside CLDR's. `doubled` are
    words that may stand twice in a row. `before_noon` and `after_noon` are said of hours, beside CLDR's names.
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
            yield from ((value, *match.span()) for match in _compiled(words, self.joined).finditer(lower))

    def counting(self, text: str) -> Iterator[str]:
        """The words for numbers from two on; where words are not separated, they would be parts of others."""
        if not self.joined:
            words = "|".join(forms for value, forms in self.numbers.items() if value > 1)
            yield from (match[0] for match in _compiled(words or "(?!)", False).finditer(lowered(text)))

    def ones_in(self, text: str) -> Iterator[tuple[int, int]]:
        """The places of words for one, or articles."""
        return (match.span() for match in _compiled(self.ones or "(?!)", self.joined).finditer(lowered(text)))

    def halves_in(self, text: str) -> Iterator[tuple[int, int]]:
        """The places of words for a half."""
        return (match.span() for match in _compiled(self.halves or "(?!)", self.joined).finditer(lowered(text)))

    def parts_in(self, text: str) -> Iterator[tuple[Fraction, int, int]]:
        """The fractions that the text has in words, but halves, each with its place."""
        lower = lowered(text)
        for part, words in self.parts.items():
            yield from ((part, *match.span()) for match in _compiled(words, self.joined).finditer(lower))

    def may_say_part(self, part: Decimal, text: str) -> bool:
        """Whether the text has a word for a fraction, within another one, too."""
        words = next((words for one, words in self.parts.items() if float(one) == float(part)), "(?!)")
        return _compiled(words, True).search(lowered(text)) is not None

    def may_halve(self, text: str) -> bool:
        """Whether the text has a word for a half, within another one, too."""
        return bool(self.halves) and _compiled(self.halves, True).search(lowered(text)) is not None

    def counted_things(self, text: str) -> Iterator[tuple[str, int, int]]:
        """What may be counted in a text: what it is, and its place."""
        lower = lowered(text)
        for what, words in self.counted.items():
            yield from ((what, *match.span()) for match in _compiled(words, self.joined).finditer(lower))

    def is_counted(self, text: str, end: int) -> bool:
        """Whether what may be counted stands right behind a number that ends there."""
        pattern = _compiled("|".join(self.counted.values()) or "(?!)", self.joined)
        return pattern.match(lowered(text), end + (text[end : end + 1] in (" ", "\u00a0"))) is not None

    def counts_in_a_word(self, text: str) -> Iterator[tuple[int, str, str, int]]:
        """Numbers of something that are one word or phrase, with it."""
        lower = lowered(text)
        for value, things in self.counts.items():
            for what, words in things.items():
                yield from (
                    (value, what, match[0], match.start()) for match in _compiled(words, self.joined).finditer(lower)
                )

    def denies(self, text: str) -> bool:
        """Whether the text surely denies something."""
        return bool(self.negations) and self._has(self.negations, text)

    def may_deny(self, text: str, exclusions: int = 0) -> bool:
        """Whether the text has any word that denies something, or excludes more than so many things."""
        if any(words and self._has(words, text) for words in (self.negations, self.denials)):
            return True
        return self.excluding(text) > exclusions

    def excluding(self, text: str) -> int:
        """How many words of the text exclude something, but for those by which it denies: no liability is accepted."""
        return len(self._starts(self.exclusions, text) - self._starts(self.negations, text))

    def _starts(self, words: str, text: str) -> set[int]:
        return {match.start() for match in _compiled(words, self.joined).finditer(lowered(text))} if words else set()

    def denying(self, text: str) -> Iterator[str]:
        """The negations and exclusions in the text, each as often as it is there."""
        words = "|".join(filter(None, (self.negations, self.exclusions)))
        return (match[0] for match in _compiled(words, self.joined).finditer(text.lower())) if words else iter(())

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

    def said(self, kind: str, text: str) -> Iterator[tuple[str, str, int]]:
        """The terms of a kind that the text surely says, each with its words and their place."""
        if terms := self.terms.get(kind):
            for match in _compiled(terms.words, self.joined).finditer(lowered(text)):
                yield terms.names[(match.lastindex or 1) - 1], match[0], match.start()

    def may_say(self, kind: str, name: str, text: str) -> bool:
        """Whether the text has any word that may be this term, outside of those that surely are another one."""
        terms = self.terms.get(kind)
        if terms is None or name not in terms.excuses:
            return False
        rest = _compiled(terms.words, self.joined).sub(lambda match: "_" * len(match[0]), lowered(text))
        return any(one == name for one, *_ in self.said(kind, text)) or self._has(terms.excuses[name], rest)

    def _has(self, words: str, text: str) -> bool:
        return _compiled(words, self.joined).search(lowered(text)) is not None


def lowered(text: str) -> str:
    """The text in lower case, each character at its place: there is one that two stand for."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(one if len(one) == 1 else "i" for one in map(str.lower, text))


@cache
def _compiled(words: str, joined: bool) -> re.Pattern[str]:
    return re.compile(words if joined else rf"(?<!\w)(?:{words})(?!\w)")


_PATTERNS = frozenset("negations exclusions denials minus less more storeys ambiguous counters ones halves".split())


# Languages that have so many words in common that a sentence or two may be the same.
_SIBLINGS = (
    {"no", "nb", "nn", "da"},
    {"hr", "sr", "bs", "sh"},
    {"id", "ms"},
    {"gl", "pt"},
    {"cs", "sk"},
    {"zh", "yue"},
)


def are_told_apart(one: str, other: str) -> bool:
    """Whether a sentence or two show in which of the languages of two locales they are."""
    languages = {one.partition("_")[0], other.partition("_")[0]}
    return len(languages) > 1 and not any(languages <= family for family in _SIBLINGS)


def lexicon_of(locale: str) -> Lexicon:
    """The words of a locale's language; an empty lexicon for a language that is not known."""
    return _lexicon(locale.partition("_")[0])


@cache
def _lexicon(language: str) -> Lexicon:
    if language not in known_languages():
        return Lexicon()
    return parsed(files(__name__).joinpath(f"{language}.toml").read_text(encoding="utf-8"))


def data_files() -> list[Path]:
    """The data files of all languages."""
    return sorted(Path(__file__).parent.glob("*.toml"))


@cache
def known_languages() -> frozenset[str]:
    """The languages that have a data file."""
    return frozenset(path.stem for path in data_files())


def parsed(text: str) -> Lexicon:
    """The lexicon that a data file is. It raises ValueError where a key is unknown or an entry of another kind."""
    table = tomllib.loads(text)
    if unknown := table.keys() - {one.name for one in fields(Lexicon)}:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    return Lexicon(**{key: _field(key, value) for key, value in table.items()})


def _field(key: str, value: Any) -> Any:
    read: Callable[[Any], Any] = _pattern if key in _PATTERNS else _FIELDS.get(key, _words)
    return read(value)


def _of(kind: type, value: Any) -> Any:
    if not isinstance(value, kind):
        raise ValueError(f"{value!r} is no {kind.__name__}")
    return value


def _words(value: Any) -> tuple[str, ...]:
    return tuple(_of(str, word) for word in _of(list, value))


def _terms(named: Mapping[str, Any]) -> Terms:
    """The words of one kind, longer ones first: each is what it says as a whole."""
    certain = [(word, name) for name, words in named.items() for word in _words(words) if word[0] != "?"]
    certain.sort(key=lambda one: len(one[0]), reverse=True)
    if not certain or any(re.compile(_pattern([word])).groups for word, _ in certain):
        raise ValueError(f"{named!r}: no certain word, or one with a group")
    return Terms(
        "|".join(f"({word})" for word, _ in certain),
        tuple(name for _, name in certain),
        {name: _pattern([word.removeprefix("?") for word in _words(words)]) for name, words in named.items()},
        frozenset(word[1:] for words in named.values() for word in _words(words) if word[0] == "?"),
    )


def _patterns(named: Mapping[str, Any]) -> dict[str, str]:
    return {name: _pattern(words) for name, words in named.items()}


def _pattern(value: Any) -> str:
    """One pattern of the alternatives."""
    words = _words(value)
    for word in words:
        try:
            re.compile(word)
        except re.error as error:
            raise ValueError(f"{word!r} is no regular expression: {error}") from error
    return "|".join(words)


#: How the entries of a key are read; any other key has plain words.
_FIELDS: Mapping[str, Callable[[Any], Any]] = {
    "joined": lambda value: _of(bool, value),
    **dict.fromkeys(
        ("numbers", "cardinals", "months", "days"),
        lambda value: {int(number): _pattern(words) for number, words in value.items()},
    ),
    "counted": _patterns,
    "parts": lambda value: {Fraction(part): words for part, words in _patterns(value).items()},
    "counts": lambda value: {int(number): _patterns(things) for number, things in value.items()},
    "inflected": lambda value: {form: base for base, forms in value.items() for form in _words(forms)},
    "scales": lambda value: {word: _of(int, factor) for word, factor in value.items()},
    "units": lambda value: {unit: _words(forms) for unit, forms in value.items()},
    "terms": lambda value: {kind: _terms(named) for kind, named in value.items()},
    "doubled": lambda value: frozenset(_words(value)),
}
