"""The catalogs of one language with the messages of their templates, one at a time, however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from pipeline.catalogs.candidates import Memory
from pipeline.catalogs.elsewhere import Elsewhere
from pipeline.catalogs.former import Former, OnDisk
from pipeline.catalogs.merge import MergeReport, merge
from pipeline.catalogs.merges import RULE, Merge, Text, doubted, why
from pipeline.catalogs.plurals import FIELD, PluralRule, effective_rule, has_plural_text, plural_rule, rule_in
from pipeline.catalogs.texts import Texts
from pipeline.catalogs.write import OPTIONAL_FIELDS, catalog_headers
from pipeline.clock import now
from pipeline.config import MEMORY_DOMAIN, Project
from pipeline.model import Catalog, Finding, Key, Language, Message, headline
from pipeline.rules import found

#: Translations from elsewhere: by domain, by key.
Imported = Mapping[str, Mapping[Key, Message]]


@dataclass(frozen=True, slots=True)
class Merged:
    """One catalog: as it is on disk, `whole` with all that has come to it and nothing gone, and its messages' fates.

    `number` is its place among those that are wanted; `lacking` are the texts of which it had no translation.
    """

    number: int
    before: OnDisk
    whole: Catalog
    report: MergeReport
    lacking: frozenset[Key]


def merged_catalogs(
    project: Project,
    former: Former,
    texts: Texts,
    language: Language,
    imported: Imported,
    unseen: Mapping[Text, Merge] | None = None,
) -> Iterator[Merged]:
    """Each catalog of a language, by itself. One for which others have something comes again, once all are known.

    What comes last counts. Texts that are `unseen`, made certain by a merge of git's, are fuzzy from now on. Raises
    PipelineError for the first catalog that is malformed.
    """
    elsewhere = Elsewhere(texts, language)
    waiting: dict[int, tuple[PluralRule, list[tuple[int, bool]]]] = {}

    def rule_of(before: OnDisk) -> PluralRule:
        return effective_rule(before.old, language.locale) or plural_rule(language.locale)

    def read(wanted: Catalog) -> tuple[OnDisk, tuple[Finding, ...]]:
        before = former.read(wanted)
        old, doubts = doubted(before.old, unseen or {})
        return replace(before, old=old), tuple(_unseen(project, language, before, *doubt) for doubt in doubts)

    def merged(number: int, wanted: Catalog, before: OnDisk, doubts: tuple[Finding, ...], memory: Memory) -> Merged:
        old, memory = before.old, memory.with_first(imported.get(wanted.domain, {}))
        there = {message.key for message in old.messages if message.has_text}
        lacking = frozenset(message.key for message in wanted.messages if message.key not in there)
        count, source = rule_of(before).count, project.source.locale
        whole, report = merge(wanted, old, plural_count=count, memory=memory, language=source)
        if wanted.domain == MEMORY_DOMAIN:
            whole = _remembering(whole, imported.get(MEMORY_DOMAIN, {}).values())
        whole = replace(whole, headers=_headers(project, language, old, wanted))
        return Merged(number, before, whole, replace(report, unseen=doubts), lacking)

    for number, template in enumerate(former.wanted):
        wanted = template.unpacked()
        before, doubts = read(wanted)
        elsewhere.note(wanted, before.old)
        alone = merged(number, wanted, before, doubts, Memory())
        if alone.lacking:
            pairs = zip(wanted.messages, alone.whole.messages, strict=False)  # what is obsolete comes after these
            places = [(at, got) for at, (asked, got) in enumerate(pairs) if asked.key in alone.lacking]
            waiting[number] = rule_of(before), [(at, not got.has_text) for at, got in places]
        yield alone
    for number in range(len(former.wanted)) if elsewhere.doubts else waiting:
        wanted = former.wanted[number].unpacked()
        is_asked = any(message.key in elsewhere.doubts for message in wanted.messages)
        if not is_asked and number in waiting:
            rule, lacking = waiting[number]
            serves = partial(elsewhere.memory(rule).serves, domain=wanted.domain)
            is_asked = any(serves(wanted.messages[at], is_new=is_new) for at, is_new in lacking)
        if is_asked:
            before, doubts = read(wanted)
            yield merged(number, wanted, before, doubts, elsewhere.memory(rule_of(before)))


def _unseen(project: Project, language: Language, before: OnDisk, message: Message, merge: Merge) -> Finding:
    """That a text is fuzzy now: in which line it will be nobody knows yet."""
    about, path = f"“{headline(message.msgid)}”: {why(merge)}", project.shown(before.path)
    return found(RULE, path, about, locale=language.locale, lowered=True, remedy="marked", msgid=message.msgid)


def _remembering(catalog: Catalog, messages: Iterable[Message]) -> Catalog:
    """The memory with these messages more; like all that is in it, they are obsolete."""
    known = {message.key for message in catalog.messages}
    more = (replace(message, obsolete=True) for message in messages if message.key not in known)
    return replace(catalog, messages=(*catalog.messages, *more))


def _headers(project: Project, language: Language, old: Catalog, template: Catalog) -> tuple[tuple[str, str], ...]:
    """A catalog's header. What is there stays as and where it is; what `msgfmt` asks for and is missing is added.

    A new one has its template's dates, so that two people who make it make the same one. They are not followed later:
    the line beside the translator's own date would be a conflict at each save.
    """
    required = dict(catalog_headers(project, language, now()))
    created = template.header("POT-Creation-Date")
    if created:
        required |= dict.fromkeys(("POT-Creation-Date", "PO-Revision-Date"), created)
    if not old.headers:
        return tuple(required.items())
    if rule_in(old.header(FIELD)) is None and has_plural_text(old):
        # What plural texts without a sound rule mean only a person knows: nothing is put in its place.
        required[FIELD] = old.header(FIELD)
    known = {name for name, _ in old.headers} | OPTIONAL_FIELDS
    headers = [(name, value or required.get(name, "")) for name, value in old.headers]
    headers += ((name, value) for name, value in required.items() if name not in known)
    if rule_in(dict(headers)[FIELD]) is None:
        headers = [(name, required[FIELD] if name == FIELD else value) for name, value in headers]
    return tuple((name, value) for name, value in headers if value or name != FIELD)
