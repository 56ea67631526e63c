"""The words for whole numbers, by language, as the library num2words writes them.

Their inflected forms come from the lexicon. The library is used for languages where it is right:
tests/test_number_words.py holds it against tables written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.lexicon import MOST_KNOWN, lexicon_of, lowered

# The library's own name for each language, or several where countries differ (septante, dezasseis).
LIBRARY = {
    "ar": ("ar",),
    "de": ("de",),
    "en": ("en",),
    "es": ("es",),
    "fr": ("fr", "fr_BE", "fr_CH"),
    "it": ("it",),
    "nl": ("nl",),
    "pl": ("pl",),
    "pt": ("pt", "pt_BR"),
    "ru": ("ru",),
    "sv": ("sv",),
    "tr": ("tr",),
}
#: Where the library's words are only good enough to excuse: in other forms, or in one of several ways to count. Of
#: Amharic it is never done with a million (0.5.14).
_EXCUSING = {
    **{name: name for name in "az be bn ca cs cy da eo fa fi he hu id is ko lt lv ro sk sl sr th uk vi".split()},
    "nb": "no",
    "nn": "no",
    "no": "no",
    "kk": "kz",
    "ms": "id",
    "hr": "sr",
    "bs": "sr",
}
#: What is spelled out with a word of its own, or nearly; all others are put together of these.
_PARTS = (*range(1, 101), *range(200, 1000, 100), *range(1000, 20_001, 1000))
#: ... unless all up to 999 are one word, as zweihundertfünfundzwanzig is.
_ONE_WORD = frozenset({"de", "it", "nl", "sv", "tr"})
#: Words between the parts of a number, which some leave out: one hundred (and) five, vinte e cinco.
_LINKS = frozenset({"and", "y", "et", "e", "en", "و"})
WORD = re.compile(r"[^\W\d_]+")
#: Languages that write compounds as one word: fünfundzwanzigtägig.
_COMPOUNDING = frozenset({"de", "nl", "sv"})
# The library's ordinals are right here, but for their endings.
_ORDINALS = frozenset({"de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "sv", "tr"})
_MOST_ORDINAL = 1000
_SHORT_WORD = 4
#: Behind the words of these a number is a part of a larger one.
_TENS = (*range(20, 101, 10), 200, 1000)
_ENDINGS = "aeioyй"
_GAPS = r"[ ,\u00a0\u202f\-‐‑\u00ad]{0,3}"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The number words of a language.

    `values` leads from words without spaces to the number. `forms` leads from every form of a single word to the
    library's; `links` are words that stand between, `prefixes` may be written onto a word.
    """

    values: dict[str, int]
    forms: dict[str, str]
    links: frozenset[str]
    scales: dict[str, int]
    ambiguous: re.Pattern[str]
    prefixes: tuple[str, ...]

    def word(self, written: str) -> str | None:
        """The number word that a written word is, in the library's form."""
        lower = lowered(written).replace("\u0640", "")
        if lower in self.forms:
            return self.forms[lower]
        bare = (lower.removeprefix(prefix) for prefix in self.prefixes)
        return next((self.forms[word] for word in bare if word in self.forms), None)


@cache
def vocabulary_of(language: str) -> Vocabulary:
    """The number words of a language that the library knows."""
    lexicon = lexicon_of(language)
    values: dict[str, int] = {}
    words: set[str] = set()
    for name in LIBRARY[language]:
        for value in _PARTS:
            parts = [lexicon.inflected.get(part, part) for part in WORD.findall(_written(value, name))]
            words.update(parts)
            values.setdefault("".join(part for part in parts if part not in _LINKS), value)
    words.update(WORD.findall(_written(101, LIBRARY[language][0])))  # it may have a link that smaller ones lack
    if language in _ONE_WORD:
        longer = dict(_put_together(values, lexicon.inflected))
        values |= longer
        words |= longer.keys()
    links = _LINKS & words
    words = (words - links) | lexicon.scales.keys()
    inflected = {form: base for form, base in lexicon.inflected.items() if base in words}
    return Vocabulary(
        values,
        {word: word for word in words} | inflected,
        links,
        dict(lexicon.scales),
        re.compile(lexicon.ambiguous or "(?!)"),
        lexicon.prefixes,
    )


def _put_together(values: Mapping[str, int], inflected: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """Hundreds and what follows them, in one word; and the hundreds of teens (zwölfhundert)."""
    hundreds = [(word, value) for word, value in values.items() if 100 <= value < 1000]
    hundreds += [(form, values[base]) for form, base in inflected.items() if values.get(base) == 100]
    plain = {form for form, base in inflected.items() if values.get(base) == 100} or {
        word for word, value in hundreds if value == 100
    }
    teens = [(word, value) for word, value in values.items() if 10 < value < 20]
    hundreds += [(teen + hundred, value * 100) for teen, value in teens for hundred in plain]
    yield from hundreds
    rests = [(word, value) for word, value in values.items() if value < 100]
    yield from ((hundred + word, more + value) for hundred, more in hundreds for word, value in rests)


#: Where the library (0.5.14) is mistaken.
_MISTAKES = {"sv": (("förti", "fyrti"), ("etttusen", "ettusen"))}


@lru_cache(maxsize=MOST_KNOWN)
def _written(value: int, name: str, kind: str = "cardinal") -> str:
    from num2words import num2words  # here, because many runs never meet a number in words

    words = lowered(str(num2words(value, lang=name, to=kind)))
    for wrong, right in _MISTAKES.get(name, ()):
        words = words.replace(wrong, right)
    return words


@cache
def minus_of(language: str) -> str:
    """What the library says before a number below zero (мінус); nothing where it does not know the language well."""
    name = _EXCUSING.get(language, LIBRARY.get(language, ("",))[0])
    try:
        below, above = _written(-7, name), _written(7, name)
    except (NotImplementedError, ValueError, TypeError, KeyError):  # as it has no such number, or no such language
        return ""
    word = below.removesuffix(above).strip()
    return word if word.isalpha() and below.endswith(above) else ""


@lru_cache(maxsize=2000)
def cardinal(value: int, language: str) -> re.Pattern[str]:
    """The number with whatever ends its word (group 1)."""
    forms = (_GAPS.join(map(re.escape, WORD.findall(_written(value, name)))) for name in LIBRARY[language])
    end = r"(\w{0,16})" if language in _COMPOUNDING else "()"
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)}){end}(?!\w)")


@cache
def ordinal(value: int, language: str) -> re.Pattern[str]:
    """The number as an ordinal, with whatever endings: vigésima quinta."""
    if language not in _ORDINALS or value >= _MOST_ORDINAL:
        return re.compile("(?!)")
    forms = (
        _GAPS.join(map(_stem_and_ending, WORD.findall(_written(value, name, "ordinal")))) for name in LIBRARY[language]
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")


@lru_cache(maxsize=2000)
def excuse(value: int, language: str) -> re.Pattern[str]:
    """What may say a number in a language whose words are not known well enough to accuse."""
    name = _EXCUSING.get(language)
    if name is None:
        return re.compile("(?!)")
    try:
        words = _written(value, name).split()
    except (TypeError, KeyError, IndexError, NotImplementedError, OverflowError):  # the library has no words for it
        return re.compile("(?!)")
    # Its last letters may be others; Korean, Thai and compounds go on without a gap.
    stems = (re.escape(word[:-1] if len(word) > _SHORT_WORD else word) for word in words)
    return re.compile(r"[\W_]{0,3}".join(rf"{stem}\w{{0,4}}" for stem in stems))


@cache
def tens(language: str) -> re.Pattern[str]:
    """What makes a number behind it a part of a larger one, in a language whose words are only good to excuse."""
    name = _EXCUSING.get(language, "")
    words = {_written(value, name).split()[-1] for value in _TENS} if name else set()
    stems = [re.escape(word[:-1]) for word in words if len(word) >= _SHORT_WORD]
    stems += [known for value, known in lexicon_of(language).numbers.items() if value in _TENS]
    return re.compile("|".join(stems) or "(?!)")


def _stem_and_ending(word: str) -> str:
    """A word with any ending in place of its own. A stem alone may be the cardinal number: sześćdziesiąt(y)."""
    stem = word.rstrip(_ENDINGS)
    return rf"{re.escape(stem)}\w{{{int(stem != word)},3}}"
