"""Messages from elsewhere given to ours that have their text, or at least their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.catalogs.edits import bare
from pipeline.catalogs.language_field import FIELD, OTHER_FIELDS
from pipeline.catalogs.plurals import PluralRule, own_rule, unclear
from pipeline.catalogs.read import read_catalog_of_others
from pipeline.catalogs.three_way import in_conflict
from pipeline.characters import blank, ended_as, forbidden, named, spaced
from pipeline.config import MEMORY_DOMAIN, Project
from pipeline.exchange.languages import language_of
from pipeline.exchange.units import Unit
from pipeline.model import Key, Language, Message, headline
from pipeline.sources.extract import Extraction


@dataclass(frozen=True, slots=True)
class Origin:
    """What came from one file: messages by domain, and the texts on either side that found no partner.

    `read` counts the texts of a file that `export` may have written, `translated` those with a translation; `remarked`
    are those of ours with notes.
    `originals_left` and `translations_left` are texts; `native` says that the file is a source of the site,
    which wins over the catalog as long as it is there; `returned` are units of a file that `export` wrote. `plurals`
    is the rule that plural messages have their forms by; `refused` says what cannot be read, and where, `doubts` what
    was taken for somebody to look at, `outdone` what was not, as the catalogs have another translation, `beside` what
    is kept in a comment, as that one is fuzzy. `files` are
    the addresses of the original's pictures and downloads that a translation by hand has others for, and those.
    """

    path: str
    language: Language
    messages: tuple[tuple[str, Message], ...]
    originals_left: tuple[str, ...] = ()
    translations_left: tuple[str, ...] = ()
    native: bool = False
    returned: tuple[Unit, ...] = ()
    plurals: PluralRule | None = None
    refused: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    outdone: tuple[Message, ...] = ()
    beside: tuple[Message, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    read: int = 0
    translated: int = 0
    remarked: tuple[Unit, ...] = ()


def messages_of(units: Iterable[Unit]) -> Iterator[Message]:
    """What came back, as messages; units without a translation are none."""
    for unit in units:
        if not blank(unit.target):
            unsure = unit.fuzzy or unit.target == unit.source
            yield Message(unit.source, unit.context, translations=(unit.target,), flags=("fuzzy",) * unsure)


def from_catalog(project: Project, extraction: Extraction, path: Path, language: Language | None = None) -> Origin:
    """The messages of a catalog of another tool (mdpo, po4a, sphinx-intl, a compendium), found by their words.

    Raises PipelineError if it is malformed, in no language of the site, or in another than it is to be read as.
    """
    catalog = read_catalog_of_others(path, project)
    names = [catalog.header(name) for name in (FIELD, *OTHER_FIELDS)]
    language = language_of(project, names, path, language)
    rule, messages = own_rule(catalog), []
    refused, doubts = [], []
    first: dict[Key, Message] = {}
    for message in map(_spaced, catalog.messages):
        texts = (message.msgid, message.msgctxt, message.msgid_plural, *message.translations, message.comment)
        character = forbidden("".join(filter(None, texts)))
        why = named(character) if character else "" if message.obsolete else unclear(message, rule) or _lacks(message)
        place = f"line {message.line}, “{headline(message.msgid)}”"
        if why:
            refused.append(f"{place}: {why}")
            continue
        messages.append(message)
        other = first.setdefault(message.key, message)
        if message.complete and other.complete and message.translations != other.translations:
            doubts.append(f"{place}: line {other.line} has another translation of it")
    origin = match(extraction, messages, project.shown(path), language)
    return replace(origin, plurals=rule, refused=(*refused, *origin.refused), doubts=tuple(doubts))


def _lacks(message: Message) -> str:
    """What a translation that somebody has begun lacks to be taken, or nothing."""
    return "not all of its plural forms are translated" if message.has_text and not message.complete else ""


def _spaced(message: Message) -> Message:
    return replace(
        message,
        msgid=spaced(message.msgid),
        msgctxt=message.msgctxt and spaced(message.msgctxt),
        msgid_plural=message.msgid_plural and spaced(message.msgid_plural),
        translations=tuple(map(spaced, message.translations)),
        comment=spaced(message.comment),
    )


def match(extraction: Extraction, messages: Iterable[Message], shown: str, language: Language) -> Origin:
    """Give each message to those of ours that have its text, or at least its words; the rest is for the memory."""
    exact: dict[Key, list[str]] = {}
    by_words: dict[str, list[tuple[str, Message]]] = {}
    for template in extraction.templates:
        for ours in template.messages:
            exact.setdefault(ours.key, []).append(template.domain)
            by_words.setdefault(bare(ours.msgid), []).append((template.domain, ours))
    messages_of_ours = [message for template in extraction.templates for message in template.messages]
    in_forms = {text for ours in messages_of_ours if ours.msgid_plural for text in (ours.msgid, ours.msgid_plural)}
    found: list[tuple[str, Message]] = []
    refused = []
    for message in _one_of_each(messages):
        if message.msgid_plural is None and message.msgid in in_forms:
            refused.append(f"“{headline(message.msgid)}”: a single form of a text with plural forms")
            continue
        plain = Message(
            message.msgid,
            message.msgctxt,
            message.msgid_plural,
            tuple(ended_as(message.msgid, text) for text in message.translations),
            comment=message.comment,
            # Many tools fill what is not translated with the source.
            flags=("fuzzy",) * (message.fuzzy or set(message.translations) <= {message.msgid, message.msgid_plural}),
        )
        domains = exact.get(message.key, [])
        similar = [] if domains else by_words.get(bare(message.msgid), [])
        found += ((domain, plain) for domain in domains)
        # The words are ours, the marks are not: somebody has to look at it, accepted or not.
        found += (
            (domain, _as(ours, plain))
            for domain, ours in similar
            if ours.msgid_plural is None and message.msgid_plural is None
        )
        if not domains and not similar:
            if message.msgid_plural is None:
                found.append((MEMORY_DOMAIN, plain))
            else:
                refused.append(f"“{headline(message.msgid)}”: the site has no such text with plural forms")
    return Origin(shown, language, tuple(found), refused=tuple(refused))


def _as(ours: Message, theirs: Message) -> Message:
    """Our message, to be looked at, with the translation of theirs."""
    texts = tuple(ended_as(ours.msgid, text) for text in theirs.translations)
    return replace(theirs, msgid=ours.msgid, msgctxt=ours.msgctxt, translations=texts, flags=("fuzzy",))


def _one_of_each(messages: Iterable[Message]) -> Iterator[Message]:
    """The messages that have a translation; of several for one text the surest, fuzzy if there are others as sure."""
    by_key: dict[Key, list[Message]] = {}
    for message in messages:
        if message.msgid and message.complete:
            by_key.setdefault(message.key, []).append(message)
    for same in by_key.values():
        best = min((message.fuzzy, message.obsolete) for message in same)
        first, *others = (message for message in same if (message.fuzzy, message.obsolete) == best)
        different = [other for other in others if other.translations != first.translations]
        yield in_conflict(first, *different) if different else first
