"""The data file of a language, read strictly."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import fields
from fractions import Fraction
from typing import Any

from pipeline.lexicon.phrases import ONE_CAPITAL
from pipeline.lexicon.words import Lexicon, Terms

_PATTERNS = frozenset(
    {
        "negations",
        "exclusions",
        "denials",
        "minus",
        "multiples",
        "refrains",
        "withouts",
        "lacking",
        "spanning",
        "joining",
        "less",
        "more",
        "storeys",
        "ambiguous",
        "counters",
        "ones",
        "halves",
    }
)


def parsed(text: str) -> Lexicon:
    """The lexicon that a data file is. It raises ValueError where a key is unknown or an entry of another kind."""
    table = tomllib.loads(text.translate(ONE_CAPITAL))
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
    **dict.fromkeys(("doubled", "unfinished"), lambda value: frozenset(_words(value))),
}
