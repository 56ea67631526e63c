"""Template + catalog + memory -> catalog. Pure, and it drops no human text.

A message of the template takes its translation, in this order, from: the same message; the same message
among the obsolete ones; the same message elsewhere in the locale (text that moved or is repeated); a
similar message that is no longer in use, as fuzzy with the previous msgid; or it is new. What the
template no longer has becomes obsolete.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from pipeline.model import Catalog, Key, Message, Previous

#: Likeness (0 to 100, rapidfuzz's ratio) above which an old translation is suggested as fuzzy.
LIKENESS_IN_PLACE = 60.0
LIKENESS_ELSEWHERE = 75.0

_GENERATED_FLAGS = frozenset({"fuzzy", "markdown-text", "python-format"})
_CRITICAL = "critical: "


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What became of a catalog's messages, in messages."""

    kept: int = 0
    reused: int = 0
    revived: int = 0
    fuzzy: int = 0
    new: int = 0
    obsolete: int = 0

    def __add__(self, other: MergeReport) -> MergeReport:
        return MergeReport(
            self.kept + other.kept,
            self.reused + other.reused,
            self.revived + other.revived,
            self.fuzzy + other.fuzzy,
            self.new + other.new,
            self.obsolete + other.obsolete,
        )


def merge(
    template: Catalog,
    catalog: Catalog,
    *,
    plural_count: int,
    memory: Mapping[Key, Message] | None = None,
) -> tuple[Catalog, MergeReport]:
    """The catalog brought up to date with the template, and what happened to its messages.

    `plural_count` is the locale's number of plural forms; `memory` holds complete translations of the
    locale's other domains by key.
    """
    old = catalog.by_key()
    old_obsolete = {message.key: message for message in catalog.messages if message.obsolete and message.has_text}
    memory = memory or {}
    wanted = {message.key for message in template.messages}
    unused = [message for message in catalog.messages if message.has_text and message.key not in wanted]

    sources: dict[Key, Message] = {}
    counts = {"kept": 0, "revived": 0, "reused": 0}
    for message in template.messages:
        for origin, found in (("kept", old), ("revived", old_obsolete), ("reused", memory)):
            source = found.get(message.key)
            if source is not None and (source.has_text or origin == "kept"):
                counts[origin] += source.has_text
                sources[message.key] = source
                break
    without = [m for m in template.messages if m.key not in sources or not sources[m.key].has_text]
    similar = _assign_similar(without, unused)

    messages = []
    for message in template.messages:
        if message.key in similar:
            messages.append(_fuzzy(message, similar[message.key], plural_count))
        else:
            messages.append(_carry(message, sources.get(message.key), plural_count))
    taken = {source.key for source in similar.values()}
    obsolete = [_retire(message) for message in unused if message.key not in taken]
    merged = replace(catalog, messages=(*messages, *_unique(obsolete)))
    newly_obsolete = sum(1 for message in unused if not message.obsolete and message.key not in taken)
    report = MergeReport(**counts, fuzzy=len(similar), new=len(without) - len(similar), obsolete=newly_obsolete)
    return merged, report


def _assign_similar(messages: list[Message], unused: list[Message]) -> dict[Key, Message]:
    """The most alike unused message for each that has no translation; each is used once."""
    texts = [message.msgid for message in unused]
    pairs = []
    for message in messages:
        for _, likeness, index in process.extract(
            message.msgid, texts, scorer=fuzz.ratio, score_cutoff=LIKENESS_IN_PLACE, limit=None
        ):
            candidate = unused[index]
            in_place = _same_place(message, candidate)
            if _may_suggest(message, candidate, likeness, in_place):
                pairs.append((in_place, likeness, -index, message.key, candidate))
    assigned: dict[Key, Message] = {}
    used: set[Key] = set()
    for _, _, _, key, candidate in sorted(pairs, key=lambda pair: pair[:3], reverse=True):
        if key not in assigned and candidate.key not in used:
            assigned[key] = candidate
            used.add(candidate.key)
    return assigned


def _may_suggest(message: Message, candidate: Message, likeness: float, in_place: bool) -> bool:
    if message.msgctxt != candidate.msgctxt or bool(message.msgid_plural) != bool(candidate.msgid_plural):
        return False
    critical = set(_critical(message))
    if critical:
        # A required section may only be suggested its own earlier version.
        return bool(critical & set(_critical(candidate)))
    return in_place or likeness >= LIKENESS_ELSEWHERE


def _same_place(message: Message, candidate: Message) -> bool:
    """Whether both are of the same kind and stand under the same headings of the same file."""
    return message.extracted[:2] == candidate.extracted[:2] and message.references[:1] == candidate.references[:1]


def _critical(message: Message) -> Iterable[str]:
    return (line for line in message.extracted if line.startswith(_CRITICAL))


def _carry(message: Message, source: Message | None, plural_count: int) -> Message:
    """The template's message with the translation of the very same text, if there is one."""
    forms = plural_count if message.msgid_plural is not None else 1
    if source is None:
        return replace(message, translations=("",) * forms)
    same_shape = len(source.translations) == forms and source.msgid_plural == message.msgid_plural
    if same_shape or not source.has_text:
        translations = source.translations if same_shape else ("",) * forms
        fuzzy, previous = source.fuzzy, source.previous
    else:  # the message gained, lost or changed its plural
        translations = tuple((*source.translations, *("",) * forms)[:forms])
        fuzzy, previous = True, _previous(source)
    flags = _flags(message, source, fuzzy=fuzzy)
    return replace(
        message, translations=translations, comment=source.comment, flags=flags, previous=previous if fuzzy else None
    )


def _fuzzy(message: Message, source: Message, plural_count: int) -> Message:
    """The template's message with the translation of a similar text, to be looked at."""
    forms = plural_count if message.msgid_plural is not None else 1
    return replace(
        message,
        translations=tuple((*source.translations, *("",) * forms)[:forms]),
        comment=source.comment,
        flags=_flags(message, source, fuzzy=True),
        previous=_previous(source),
    )


def _previous(source: Message) -> Previous:
    """The text the translation was made for: a message that was fuzzy already still knows it."""
    return source.previous or Previous(source.msgid, source.msgctxt, source.msgid_plural)


def _flags(message: Message, source: Message, *, fuzzy: bool) -> tuple[str, ...]:
    own = [flag for flag in source.flags if flag not in _GENERATED_FLAGS and flag not in message.flags]
    return ("fuzzy",) * fuzzy + message.flags + tuple(own)


def _retire(message: Message) -> Message:
    """An obsolete message: its text and comment stay, what ties it to the source goes."""
    return replace(message, obsolete=True, extracted=(), references=())


def _unique(messages: Iterable[Message]) -> list[Message]:
    """One obsolete message per key; one that is being retired now wins over an older one."""
    return list({message.key: message for message in reversed(list(messages))}.values())[::-1]
