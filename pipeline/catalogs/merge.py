"""Template + catalog + memory -> catalog. Pure, and it drops no human text.

A message of the template takes its translation, in this order, from: the same message; the same message
among the obsolete ones; a suggestion that was made from the same message and that nobody has touched (an edit
that was taken back); the same text elsewhere in the locale (text that moved or is repeated); a text
that differs only mechanically, with the same change made in the translation; a similar message that is no
longer in use, as fuzzy with the previous msgid; or it is new. What the template no longer has becomes
obsolete, unless nobody has written anything into it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from itertools import chain

from pipeline.catalogs.candidates import Candidates, Memory, may_follow, suggestions_in
from pipeline.catalogs.comments import ANOTHER_FORM, for_another_text, joined
from pipeline.catalogs.edits import adjust, alarming
from pipeline.catalogs.suggestions import (
    ATTENTION,
    marked,
    marks_of,
    retired,
    taken_back,
    text_before,
    was_made_for,
    with_merged_mark,
)
from pipeline.model import Catalog, Finding, Key, Message, Previous

_GENERATED_FLAGS = frozenset({"fuzzy", "markdown-text", "python-format"})


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What became of a catalog's messages, in messages; `adjustments` are the texts changed mechanically.

    `unseen` are findings: texts that are fuzzy now, because a merge has made them certain and nobody has.
    """

    kept: int = 0
    moved: int = 0
    adjusted: int = 0
    revived: int = 0
    fuzzy: int = 0
    new: int = 0
    obsolete: int = 0
    adjustments: tuple[str, ...] = ()
    unseen: tuple[Finding, ...] = ()

    @classmethod
    def of_all(cls, reports: Iterable[MergeReport]) -> MergeReport:
        """What became of the messages of several catalogs."""
        reports, counted = list(reports), [part.name for part in fields(cls) if part.type == "int"]
        counts = {name: sum(getattr(report, name) for report in reports) for name in counted}
        adjustments, unseen = (
            tuple(chain.from_iterable(getattr(report, name) for report in reports))
            for name in ("adjustments", "unseen")
        )
        return cls(**counts, adjustments=adjustments, unseen=unseen)


def merge(
    template: Catalog,
    catalog: Catalog,
    *,
    plural_count: int,
    memory: Memory | None = None,
    language: str = "en",
) -> tuple[Catalog, MergeReport]:
    """The catalog brought up to date with the template, and what happened to its messages.

    `plural_count` is the locale's number of plural forms, `memory` what its other catalogs hold,
    `language` the source's.
    """
    memory = memory or Memory()
    unused = unused_messages(template, catalog)
    sources, fates = _same(template, catalog, memory, unused)
    own = Candidates(unused)
    without = [m for m in template.messages if m.key not in sources or not sources[m.key].has_text]
    elsewhere = memory.unused.candidates
    adjusted = dict(_mechanical(without, (own, elsewhere)))
    without = [message for message in without if message.key not in adjusted]
    similar = _assign_similar(without, own)
    without = [message for message in without if message.key not in similar]
    similar |= _assign_similar(without, elsewhere, but=memory.unused.of(template.domain))

    before = _by_key(catalog)
    messages, used = [], set()
    for message in template.messages:
        source = similar.get(message.key) or sources.get(message.key)
        translations = None
        if message.key in adjusted:
            source, translations = adjusted[message.key]
        used.add(id(source))
        merged = (
            _fuzzy(message, source, plural_count, language)
            if message.key in similar and source is not None
            else _carry(message, source, plural_count, language, translations)
        )
        # What somebody noted about a message that had no translation stays with the one it gets from elsewhere.
        noted = before.get(message.key)
        if noted is not None and noted is not source:
            used.add(id(noted))
            merged = replace(merged, comment=joined(noted.comment, merged.comment), flags=_flags(merged, noted))
        if (doubt := memory.doubts.get(message.key)) is not None and doubt.translations == merged.translations:
            fates |= {} if merged.fuzzy else {message.key: "fuzzy"}
            flags = ("fuzzy", *(flag for flag in merged.flags if flag != "fuzzy"))
            merged = replace(merged, comment=joined(merged.comment, doubt.comment), flags=flags)
        messages.append(merged)
    left = [message for message in catalog.messages if _is_written(message) and id(message) not in used]
    result = replace(catalog, messages=(*messages, *map(retired, left)))
    counts = Counter(fates.values())
    report = MergeReport(
        **{**counts, "fuzzy": counts["fuzzy"] + len(similar)},
        adjusted=len(adjusted),
        new=sum(message.key not in similar for message in without),
        obsolete=sum(not message.obsolete for message in left),
        adjustments=tuple(key[1] for key in adjusted),
        unseen=(),
    )
    return result, report


def unused_messages(template: Catalog, catalog: Catalog) -> tuple[Message, ...]:
    """The messages of a catalog that hold text and that the template does not have."""
    wanted = {message.key for message in template.messages}
    return tuple(message for message in catalog.messages if message.has_text and message.key not in wanted)


def _is_written(message: Message) -> bool:
    """Whether anybody, or a suggestion, has written anything into a message."""
    return message.has_text or bool(message.comment)


def _by_key(catalog: Catalog) -> dict[Key, Message]:
    """All messages of a catalog; of one that is in use and an obsolete one, the former."""
    return {message.key: message for message in sorted(catalog.messages, key=lambda m: not m.obsolete)}


def _same(
    template: Catalog, catalog: Catalog, memory: Memory, unused: Iterable[Message]
) -> tuple[dict[Key, Message], dict[Key, str]]:
    """For each message of the template the very same one, from wherever it is, and what becomes of it."""
    old = _by_key(catalog)
    own = suggestions_in(unused)
    sources: dict[Key, Message] = {}
    fates: dict[Key, str] = {}
    for message in template.messages:
        key, same = message.key, old.get(message.key)
        suggestion = own.get(key) or memory.unused.suggestions.get(key)
        if same is not None and same.has_text:
            fates[key] = "revived" if same.obsolete else "kept"
            sources[key] = same
        elif suggestion is not None and was_made_for(message, suggestion):
            fates[key] = "revived"
            sources[key] = suggestion
        elif key in memory.translations and memory.translations[key].has_text:
            # What is brought in from elsewhere may have to be looked at.
            fates[key] = "fuzzy" if memory.translations[key].fuzzy else "moved"
            sources[key] = memory.translations[key]
        elif same is not None:
            sources[key] = same
    return sources, fates


def _mechanical(
    messages: Iterable[Message], pools: tuple[Candidates, ...]
) -> Iterator[tuple[Key, tuple[Message, tuple[str, ...]]]]:
    """For each message that is an old one but for a mechanical edit: the old one, and its translation adjusted."""
    for message in messages:
        for candidate in (pool.messages[index] for pool in pools for index in pool.same_but_mechanical(message)):
            if candidate.msgid_plural is not None or candidate.fuzzy or not may_follow(message, candidate):
                continue
            adjusted = adjust(candidate.msgid, message.msgid, candidate.translations[0])
            if adjusted:
                yield message.key, (candidate, (adjusted,))
                break


def _assign_similar(messages: list[Message], candidates: Candidates, but: Iterable[int] = ()) -> dict[Key, Message]:
    """The most alike candidate for each message that has no translation; each is used once, those in `but` never."""
    used = set(but)
    pairs = [
        (in_place, likeness, -index, message.key)
        for message in messages
        for in_place, likeness, index in candidates.similar(message)
    ]
    assigned: dict[Key, Message] = {}
    for _, _, minus_index, key in sorted(pairs, key=lambda pair: pair[:3], reverse=True):
        if key not in assigned and -minus_index not in used:
            assigned[key] = candidates.messages[-minus_index]
            used.add(-minus_index)
    return assigned


def _carry(
    message: Message,
    source: Message | None,
    plural_count: int,
    language: str,
    translations: tuple[str, ...] | None = None,
) -> Message:
    """The template's message with the translation of the very same text, if there is one, or with `translations`."""
    forms = plural_count if message.msgid_plural is not None else 1
    if source is None:
        return replace(message, translations=("",) * forms)
    if was_made_for(message, source):
        source = taken_back(message, source)
    if (
        source.msgid_plural != message.msgid_plural and source.has_text
    ):  # the message gained, lost or changed its plural
        return _fuzzy(message, source, plural_count, language)
    translations = translations or (source.translations if source.has_text else ("",) * forms)
    previous = source.previous if source.fuzzy else None
    if previous == Previous(message.msgid, message.msgctxt, message.msgid_plural):
        previous = None  # which says nothing
    carried = replace(
        message,
        translations=translations,
        comment=_comment(message, source),
        extracted=(*message.extracted, *_notes(message, previous, language), *marks_of(source)),
        flags=_flags(message, source, fuzzy=source.fuzzy),
        previous=previous,
    )
    return with_merged_mark(carried, source)


def _fuzzy(message: Message, source: Message, plural_count: int, language: str) -> Message:
    """The template's message with the translation of a similar text, to be looked at."""
    forms = plural_count if message.msgid_plural is not None else 1
    previous = text_before(message, source)
    translations = _fitted(message, source, forms)
    lost = [text for text in source.translations[len(translations) :] if text]
    suggestion = replace(
        message,
        translations=translations,
        comment=joined(_comment(message, source), *(ANOTHER_FORM + text.replace("\n", "\\n") for text in lost)),
        extracted=(*message.extracted, *_notes(message, previous, language), *marks_of(source)),
        flags=_flags(message, source, fuzzy=True),
        previous=previous,
    )
    return suggestion if source.fuzzy or lost else marked(suggestion, source)


def _fitted(message: Message, source: Message, forms: int) -> tuple[str, ...]:
    """The texts of a message of another shape; plural ones stay as many as they are, which the checks judge."""
    if message.msgid_plural is not None and source.msgid_plural is not None:
        return source.translations
    return (*source.translations, *("",) * forms)[:forms]


def _comment(message: Message, source: Message) -> str:
    """The translator's comment, for this text."""
    return source.comment if message.msgid == source.msgid else for_another_text(source)


def says_the_same(message: Message, other: Message) -> bool:
    """Whether all that people wrote into the other message is in this one."""
    return (message.msgid_plural, message.translations) == (other.msgid_plural, other.translations) and set(
        other.comment.split("\n")
    ) <= {*message.comment.split("\n"), ""}


def _notes(message: Message, previous: Previous | None, language: str) -> Iterator[str]:
    if previous is not None:
        yield from (ATTENTION + difference for difference in alarming(previous.msgid, message.msgid, language))


def _flags(message: Message, source: Message, *, fuzzy: bool = False) -> tuple[str, ...]:
    own = [flag for flag in source.flags if flag not in _GENERATED_FLAGS and flag not in message.flags]
    return ("fuzzy",) * fuzzy + message.flags + tuple(own)
