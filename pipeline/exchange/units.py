"""Messages handed to people who work with other tools, and taken back. Pure.

A file that comes back carries, in the id of each unit, which message it belongs to and what its translation
was when the file was made. So a text that was changed meanwhile on both sides is never overwritten.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from pipeline.catalogs.merge import SUGGESTED
from pipeline.catalogs.plurals import own_rule, source_of
from pipeline.catalogs.three_way import in_conflict
from pipeline.characters import forbidden, named, spaced
from pipeline.model import Catalog, Message, headline

_ID = re.compile(r"m([0-9a-f]{16})-(\d)-([0-9a-f]{8})")


@dataclass(frozen=True, slots=True)
class Unit:
    """One text to translate: a message, or one plural form of it.

    `notes` say what it is and where it stands; `place` is where in its file it was read.
    """

    id: str
    source: str
    target: str = ""
    context: str | None = None
    fuzzy: bool = False
    notes: tuple[str, ...] = ()
    place: str = field(default="", compare=False)

    @property
    def is_ours(self) -> bool:
        """Whether `export` made it."""
        return _ID.fullmatch(self.id) is not None


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What became of the units of a file that came back.

    `catalogs` by domain hold what was taken, `taken` counts it; `conflicts` are messages that were changed
    here as well, `strangers` units of messages that the catalogs do not have.
    """

    catalogs: Mapping[str, Catalog]
    taken: int
    conflicts: tuple[Message, ...]
    strangers: tuple[Unit, ...]


def readable(units: Iterable[Unit]) -> tuple[tuple[Unit, ...], tuple[str, ...]]:
    """The units with white space as all tools know it, and which have characters that no catalog can have."""
    kept, refused = [], []
    for unit in units:
        texts = (spaced(text) for text in (unit.source, unit.target, unit.context or ""))
        source, target, context = texts
        if (found := forbidden(f"{source}{target}{context}")) is not None:
            refused.append(f"{unit.place}, “{headline(source)}”: {named(found)}")
        else:
            kept.append(replace(unit, source=source, target=target, context=context or unit.context))
    return tuple(kept), tuple(refused)


def units_of(catalog: Catalog, *, unfinished: bool = False) -> Iterator[Unit]:
    """The messages of a catalog that are in use; with `unfinished` those that still need work."""
    rule = own_rule(catalog)
    for message in catalog.messages:
        if message.obsolete or (unfinished and message.translated):
            continue
        for index, target in enumerate(message.translations):
            source = source_of(message, index, rule)
            notes = [line for line in message.extracted if not line.startswith(SUGGESTED)]
            notes += filter(None, message.comment.split("\n"))
            if message.msgid_plural is not None and rule is not None:
                notes.append(f"plural form for {rule.examples(index)}")
            id_ = _id(catalog.domain, message, index)
            yield Unit(id_, source, target, message.msgctxt, message.fuzzy, tuple(notes))


def take_back(catalogs: Mapping[str, Catalog], units: Iterable[Unit]) -> TakenBack:
    """Put the texts of `units` into the messages they were made from."""
    by_message: dict[str, dict[int, tuple[str, Unit]]] = {}
    strangers: list[Unit] = []
    for unit in units:
        if match := _ID.fullmatch(unit.id):
            by_message.setdefault(match[1], {})[int(match[2])] = match[3], unit
        elif unit.target:
            strangers.append(unit)
    changed: dict[str, Catalog] = {}
    conflicts: list[Message] = []
    taken = 0
    for domain, catalog in catalogs.items():
        messages: list[Message] = []
        for message in catalog.messages:
            returned = None if message.obsolete else by_message.pop(_message_id(domain, message), None)
            result, conflict = _taken(message, _answers(message, returned or {}))
            taken += result != message and not conflict
            conflicts += [result] if conflict else []
            messages.append(result)
        changed[domain] = replace(catalog, messages=tuple(messages))
    strangers += (unit for forms in by_message.values() for _, unit in forms.values() if unit.target)
    return TakenBack(changed, taken, tuple(conflicts), tuple(strangers))


def _answers(message: Message, returned: Mapping[int, tuple[str, Unit]]) -> dict[int, tuple[str, Unit]]:
    """The units that say something. Many tools fill an empty target with the source, or leave it so.

    Such a text is a translation only where the tool says that it is finished, and nobody here has written another.
    """
    answers = {}
    for index, (base, unit) in returned.items():
        text = message.translations[index] if index < len(message.translations) else ""
        if unit.target and (unit.target != unit.source or (not unit.fuzzy and text in ("", unit.target))):
            answers[index] = base, unit
    return answers


def _taken(message: Message, returned: Mapping[int, tuple[str, Unit]]) -> tuple[Message, bool]:
    """The message with the texts that came back, and whether it had been changed here as well."""
    texts = list(message.translations)
    for index, (_, unit) in returned.items():
        if index < len(texts):
            texts[index] = unit.target
    fuzzy = any(unit.fuzzy for _, unit in returned.values()) if returned else message.fuzzy
    if tuple(texts) == message.translations and (fuzzy == message.fuzzy or not message.has_text):
        return message, False
    flags = tuple(flag for flag in message.flags if flag != "fuzzy")
    theirs = replace(
        message,
        translations=tuple(texts),
        flags=("fuzzy", *flags) if fuzzy else flags,
        previous=message.previous if fuzzy else None,
    )
    unchanged_here = all(_state(message, index) == base for index, (base, _) in returned.items())
    if unchanged_here or not message.has_text:
        return theirs, False
    if theirs.translations == message.translations:
        return message, False  # the text is the same; how sure one is of it was decided here later
    return in_conflict(message, theirs), True


def _id(domain: str, message: Message, index: int) -> str:
    return f"m{_message_id(domain, message)}-{index}-{_state(message, index)}"


def _message_id(domain: str, message: Message) -> str:
    return _hash("\0".join((domain, "" if message.msgctxt is None else f"{message.msgctxt}\4", message.msgid)))[:16]


def _state(message: Message, index: int) -> str:
    text = message.translations[index] if index < len(message.translations) else ""
    return _hash(f"{message.fuzzy and bool(text)}\0{text}")[:8]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
