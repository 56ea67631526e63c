"""Which old translations may serve a new text: what a locale remembers, and how alike two texts are. Pure."""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from heapq import nlargest
from itertools import chain

from rapidfuzz import fuzz

from pipeline.catalogs.edits import skeleton
from pipeline.model import Key, Message

#: Likeness (0 to 100, rapidfuzz's ratio) above which an old translation is suggested as fuzzy.
LIKENESS_IN_PLACE = 60.0
LIKENESS_ELSEWHERE = 75.0
_CRITICAL = "critical: "
# How many messages with words in common are compared letter by letter, and how many are looked at for that.
_MAX_CANDIDATES = 40
_MAX_SCAN = 1000
# A text of fewer words than this is indexed by its letters, as are languages without spaces.
_FEW_WORDS = 4


class Unused:
    """Messages that their own templates no longer have, by domain: they may have moved, and been edited on the way.

    They are indexed once for all catalogs of a language.
    """

    def __init__(self, by_domain: Mapping[str, tuple[Message, ...]]) -> None:
        self._by_domain = by_domain

    @cached_property
    def candidates(self) -> Candidates:
        """All of them, domain by domain."""
        return Candidates(chain.from_iterable(self._by_domain.values()))

    @cached_property
    def suggestions(self) -> dict[Key, Message]:
        """By the text that it was last suggested for, each of which it is known."""
        return suggestions_in(self.candidates.messages)

    @cached_property
    def _places(self) -> dict[str, range]:
        places, begin = {}, 0
        for domain, messages in self._by_domain.items():
            places[domain] = range(begin, begin + len(messages))
            begin += len(messages)
        return places

    def of(self, domain: str) -> range:
        """Which of the candidates are from a domain's own catalog."""
        return self._places.get(domain, range(0))


@dataclass(frozen=True, slots=True)
class Memory:
    """What a locale's catalogs hold besides the one that is merged.

    `translations` are complete ones by key, `unused` what is of no use where it is, `doubts` what somebody has doubted
    where it was taken away meanwhile.
    """

    translations: MutableMapping[Key, Message] = field(default_factory=dict)
    unused: Unused = field(default_factory=lambda: Unused({}))
    doubts: Mapping[Key, Message] = field(default_factory=dict)

    def with_first(self, own: Mapping[Key, Message]) -> Memory:
        """The same with translations that count before its own."""
        return replace(self, translations=ChainMap({**own}, self.translations)) if own else self

    def serves(self, message: Message, domain: str, *, is_new: bool) -> bool:
        """Whether others may have something for a message of which a domain's own catalog has no translation.

        One that `is_new` has got nothing from there either.
        """
        if message.key in self.translations or message.key in self.unused.suggestions:
            return True
        candidates, own = self.unused.candidates, self.unused.of(domain)
        if any(index not in own for index in candidates.same_but_mechanical(message)):
            return True
        return is_new and any(index not in own for _, _, index in candidates.similar(message))


def suggestions_in(messages: Iterable[Message]) -> dict[Key, Message]:
    """Those that were made for another text, by that text's key."""
    previous = ((message.previous, message) for message in messages)
    return {(text.msgctxt, text.msgid): message for text, message in previous if text is not None}


class Candidates:
    """Messages that are no longer in use, found by likeness without comparing all with all."""

    def __init__(self, messages: Iterable[Message]) -> None:
        self.messages = tuple(messages)
        self._by_skeleton: dict[tuple[str | None, str], list[int]] = defaultdict(list)
        self._by_place: dict[object, list[int]] = defaultdict(list)
        self._by_token: dict[str, list[int]] = defaultdict(list)
        for index, message in enumerate(self.messages):
            self._by_skeleton[message.msgctxt, skeleton(message.msgid)].append(index)
            self._by_place[_place(message)].append(index)
            for token in _tokens(message.msgid):
                self._by_token[token].append(index)

    def same_but_mechanical(self, message: Message) -> list[int]:
        """Which messages differ from this one by mechanical edits only, the best place first."""
        if not self.messages:
            return []
        found = self._by_skeleton.get((message.msgctxt, skeleton(message.msgid)), [])
        return sorted(found, key=lambda index: not _same_place(message, self.messages[index]))

    def similar(self, message: Message) -> Iterator[tuple[bool, float, int]]:
        """Whether in the same place, likeness and index of each message that may be suggested for this one."""
        if not self.messages:
            return
        for index in {*self._by_place.get(_place(message), ())[:_MAX_CANDIDATES], *self._sharing_tokens(message)}:
            candidate = self.messages[index]
            likeness = fuzz.ratio(message.msgid, candidate.msgid, score_cutoff=LIKENESS_IN_PLACE)
            in_place = _same_place(message, candidate)
            if likeness and _may_suggest(message, candidate, likeness, in_place):
                yield in_place, likeness, index

    def _sharing_tokens(self, message: Message) -> list[int]:
        """The messages that have most words in common with this one, rare words counting more."""
        lists = sorted(filter(None, (self._by_token.get(token) for token in _tokens(message.msgid))), key=len)
        weights: dict[int, float] = defaultdict(float)
        budget = _MAX_SCAN
        for found in lists:
            if weights and len(found) > budget:
                break  # a word that is everywhere tells nothing
            budget -= len(found)
            for index in found[:_MAX_SCAN]:
                weights[index] += 1 / len(found)
        return nlargest(_MAX_CANDIDATES, weights, key=lambda index: (weights[index], -index))


def _may_suggest(message: Message, candidate: Message, likeness: float, in_place: bool) -> bool:
    if message.msgctxt != candidate.msgctxt or not may_follow(message, candidate):
        return False
    return in_place or bool(_critical(message)) or likeness >= LIKENESS_ELSEWHERE


def may_follow(message: Message, candidate: Message) -> bool:
    """A required section may take nothing but its own earlier version."""
    critical = _critical(message)
    same_shape = bool(message.msgid_plural) == bool(candidate.msgid_plural)
    return same_shape and (not critical or bool(critical & _critical(candidate)))


def _place(message: Message) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Kind and headings, and the first file that has the message."""
    return message.extracted[:2], message.references[:1]


def _same_place(message: Message, candidate: Message) -> bool:
    return _place(message) == _place(candidate)


def _critical(message: Message) -> set[str]:
    return {line for line in message.extracted if line.startswith(_CRITICAL)}


def _tokens(text: str) -> set[str]:
    """What a text is found by: its words, or its letters where there are few."""
    words = text.lower().split()
    if len(words) >= _FEW_WORDS:
        return set(words)
    return {*words, *(text[start : start + 3] for start in range(len(text) - 2))}
