"""Words and phrases that are looked for in texts: patterns, which are only tried where one can be.

A language has some forty patterns of many alternatives, and most texts have nothing of most of them. How the words of a
text begin is worked out once for all patterns, and a pattern that begins otherwise is not tried.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise, product
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

#: So many texts are remembered, with what is known of them: a source text is judged in all languages one after another.
MOST_KNOWN = 4_000
#: So many letters of the beginnings are compared; where words are not separated, two that follow each other.
_LETTERS, _LETTERS_OF_JOINED = 3, 2
#: Stands for the end of a word.
_END = " "
_NEVER = "(?!)"
#: A pattern with more beginnings is tried always.
_MOST = 2000
_WORDS = re.compile(r"(?<!\w)\w{1,3}")
#: Small letters whose capital is another one's (Unicode, CaseFolding.txt, common and simple), and three that there are
#: twice: Python's patterns take them for alike.
ONE_CAPITAL = str.maketrans(
    "µıſ\u0345ςϐϑϕϖϰϱϵᲀᲁᲂᲃᲄᲅᲆᲇᲈẛ\u1fbe\u1fd3\u1fe3ﬆ",
    "μisισβθφπκρεвдосттъѣꙋṡι\u0390\u03b0ﬅ",
)
_IS_LETTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Phrases:
    """A pattern of words in lower case, and what a text has to have for one of them to be there.

    `begins` has the first letters of each alternative, and is None where any may be the first: it only ever says that
    there is nothing to be found.
    """

    pattern: re.Pattern[str]
    joined: bool
    begins: frozenset[str] | None

    def may_be_in(self, lower: str) -> bool:
        """Whether to try at all."""
        return self.begins is None or not self.begins.isdisjoint(_beginnings_in(lower, self.joined))

    def finditer(self, lower: str) -> Iterator[re.Match[str]]:
        """All that are in a text in lower case."""
        return self.pattern.finditer(lower) if self.may_be_in(lower) else iter(())

    def are_in(self, lower: str) -> bool:
        """Whether a text in lower case has one of them."""
        return self.may_be_in(lower) and self.pattern.search(lower) is not None


@dataclass(frozen=True, slots=True)
class Index:
    """Phrases of several kinds, by how they begin: which of them a text may have is one question."""

    kinds: Mapping[str, Phrases]
    always: frozenset[str]
    by_beginning: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, kinds: Mapping[str, Phrases]) -> Index:
        """The index of these."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for kind, own in kinds.items():
            for beginning in own.begins or ():
                found[beginning].add(kind)
        always = frozenset(kind for kind, own in kinds.items() if own.begins is None)
        return cls(kinds, always, {beginning: frozenset(own) for beginning, own in found.items()})

    def may_be_in(self, lower: str) -> Iterator[tuple[str, Phrases]]:
        """The kinds that a text in lower case may have, in their order."""
        joined = next((own.joined for own in self.kinds.values()), False)
        begun = self.by_beginning.keys() & _beginnings_in(lower, joined)
        may = self.always.union(*(self.by_beginning[beginning] for beginning in begun))
        return ((kind, own) for kind, own in self.kinds.items() if kind in may)


@lru_cache(maxsize=MOST_KNOWN)
def lowered(text: str) -> str:
    """The text in lower case, each character at its place: there is one that two stand for.

    Letters that have one capital are one: SALI is salı, and whatever a pattern takes for alike is the same word.
    """
    lower = text.lower()
    if lower.isascii() and len(lower) == len(text):
        return lower
    if len(lower) != len(text):
        lower = "".join(one if len(one) == 1 else "i" for one in map(str.lower, text))
    return lower.translate(ONE_CAPITAL)


@cache
def phrases_of(words: str, joined: bool) -> Phrases:
    """The alternatives of a pattern, as whole words; but within others, too, where words are joined."""
    if words in ("", _NEVER):
        return Phrases(re.compile(_NEVER), joined, frozenset())
    pattern = re.compile(words if joined else rf"(?<!\w)(?:{words})(?!\w)")
    if "(?i" in words:
        return Phrases(pattern, joined, None)
    return Phrases(pattern, joined, _of_joined(words) if joined else _of_words(words))


@lru_cache(maxsize=MOST_KNOWN)
def _beginnings_in(lower: str, joined: bool) -> frozenset[str]:
    """How the words of a text begin: the first letters of each, and its end; or each letter with the one behind it."""
    if joined:
        return frozenset({*lower, *map("".join, pairwise(lower))})
    found = set()
    for word in set(_WORDS.findall(lower)):
        found |= {word[:1], word[:2], word, word + _END}
    return frozenset(found)


def _of_words(words: str) -> frozenset[str] | None:
    """What words may begin with that these alternatives are: None, if with anything."""
    found = _first(parser.parse(words), _LETTERS + 1)
    if found is None:
        return None
    begins = set()
    for first, whole in found:
        length = next((at for at, letter in enumerate(first) if not _IS_LETTER.match(letter)), len(first))
        if not length:
            return None
        # Behind a whole phrase, and before what is no letter, a word is at its end.
        ended = length < len(first) or (whole and length <= _LETTERS)
        begins.add(first[:length] + _END if ended and length < _LETTERS else first[:_LETTERS][:length])
    return frozenset(begins)


def _of_joined(words: str) -> frozenset[str] | None:
    found = _first(parser.parse(words), _LETTERS_OF_JOINED)
    return None if found is None or ("", True) in found else frozenset(first for first, _ in found)


#: The first characters of something, and whether they are all of it.
_First = set[tuple[str, bool]]


def _first(parts: Sequence[tuple[Any, Any]], most: int) -> _First | None:
    """The first characters that these parts of a pattern may take in a row; None if they may be any."""
    found: _First = {("", True)}
    for kind, value in parts:
        own = _first_of(kind, value, most)
        if own is None:
            found = {(first, False) for first, _ in found}
            break
        going_on = {one for one in found if one[1] and len(one[0]) < most}
        if not going_on:
            break
        found -= going_on
        found |= {
            ((first + more)[:most], whole and len(first + more) <= most)
            for (first, _), (more, whole) in product(going_on, own)
        }
        if len(found) > _MOST:
            return None
    return None if any(not first and not whole for first, whole in found) else found


def _first_of(kind: Any, value: Any, most: int) -> _First | None:
    """The same of one part, an operation of the library's own form of patterns with what it is about."""
    if kind is op.LITERAL:
        return {(chr(value), True)}
    if kind in (op.AT, op.ASSERT, op.ASSERT_NOT):  # what stands around only ever restricts
        return {("", True)}
    if kind is op.IN and all(of in (op.LITERAL, op.RANGE) for of, _ in value):
        ranges = [(one, one) if of is op.LITERAL else one for of, one in value]
        return {(chr(point), True) for start, end in ranges for point in range(start, min(end, start + _MOST) + 1)}
    if kind is op.SUBPATTERN and not value[1] and not value[2]:
        return _first(value[3], most)
    if kind is op.BRANCH:
        each = [_first(branch, most) for branch in value[1]]
        return {one for own in each if own is not None for one in own} if None not in each else None
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        least, largest, part = value
        own = _first(part, most)
        if own is None:
            return None
        once = own if largest == 1 else {(first, False) for first, _ in own}
        return once | {("", True)} if not least else once
    return None
