"""Catalogs on disk brought up to date with their templates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.catalogs.candidates import Memory
from pipeline.catalogs.merge import MergeReport, merge, unused_messages
from pipeline.catalogs.plurals import (
    FIELD,
    PluralRule,
    converted,
    effective_rule,
    has_plural_text,
    plural_rule,
    rule_in,
)
from pipeline.catalogs.read import read_catalog
from pipeline.catalogs.templates import Template, holds, orphans
from pipeline.catalogs.write import catalog_headers, format_catalog
from pipeline.clock import now
from pipeline.config import Project
from pipeline.files import NewText, bytes_of, exclusive, write_texts
from pipeline.model import Catalog, Key, Language, Message

#: The domain of imported translations that belong to no source: they only serve as memory.
MEMORY_DOMAIN = "memory"
#: Translations from elsewhere: by domain, by key.
Imported = Mapping[str, Mapping[Key, Message]]


@dataclass(frozen=True, slots=True)
class UpdateReport:
    """What `update` did for one locale: messages by fate, how many files changed, and what is in all of them now."""

    language: Language
    messages: MergeReport
    files_written: int
    catalogs: tuple[Catalog, ...]


def update_catalogs(
    project: Project,
    templates: list[Template],
    languages: Iterable[Language],
    imported: Mapping[str, Imported] | None = None,
) -> Iterator[UpdateReport]:
    """Merge the templates into the catalogs of these languages, creating those that are missing.

    All catalogs of a language are read before the first is written: a malformed one changes nothing, and raises
    PipelineError. `imported` holds, by locale, translations from elsewhere for messages that have none.
    """
    imported = imported or {}
    with exclusive(project.catalogs, project.root):
        merged = [
            (language, *_merged(project, templates, language, imported.get(language.locale, {})))
            for language in languages
        ]
        for language, texts, report, catalogs in merged:
            yield UpdateReport(language, report, len(write_texts(texts, project.root)), catalogs)


def lagging_catalogs(project: Project, templates: list[Template], languages: Iterable[Language]) -> Iterator[Path]:
    """The catalogs whose messages are not those of the source. Raises PipelineError for one that is malformed."""
    for language in languages:
        for item in _merged(project, templates, language, {})[0]:
            if not holds(item.path, item.text):
                yield item.path


def _merged(
    project: Project, templates: list[Template], language: Language, imported: Imported
) -> tuple[list[NewText], MergeReport, tuple[Catalog, ...]]:
    """The new text of each catalog of a language, what happens to its messages, and the catalogs themselves."""
    # A catalog whose source is gone keeps its texts, as obsolete ones; text that moved elsewhere takes them along.
    gone = [*orphans(project, templates, language.locale)]
    if MEMORY_DOMAIN in imported and MEMORY_DOMAIN not in gone:
        gone.append(MEMORY_DOMAIN)
    wanted = [*(template.catalog for template in templates), *(Catalog(domain, None, ()) for domain in gone)]
    # Before they are read: what is read later than this is, if it differs, refused when it is written.
    before = {template.domain: bytes_of(project.catalog_path(language.locale, template.domain)) for template in wanted}
    old = {template.domain: _read_or_empty(project, template.domain, language) for template in wanted}
    memories: dict[PluralRule, Memory] = {}
    total, texts, catalogs = MergeReport(), [], []
    for template in wanted:
        rule = effective_rule(old[template.domain], language.locale) or plural_rule(language.locale)
        if rule not in memories:
            memories[rule] = _memory(wanted, {domain: _with_rule(found, rule) for domain, found in old.items()})
        known = memory = memories[rule]
        own = imported.get(template.domain, {})
        if own:
            known = Memory({**memory.translations, **own}, memory.unused)
        catalog, report = merge(
            template, old[template.domain], plural_count=rule.count, memory=known, language=project.source.locale
        )
        if template.domain == MEMORY_DOMAIN:
            catalog = _remembering(catalog, own.values())
        catalog = _dated(project, language, catalog, old[template.domain], template)
        path = project.catalog_path(language.locale, template.domain)
        texts.append(NewText(path, format_catalog(catalog), before[template.domain]))
        catalogs.append(catalog)
        total += report
    return texts, total, tuple(catalogs)


def _remembering(catalog: Catalog, messages: Iterable[Message]) -> Catalog:
    """The memory with these messages more; like all that is in it, they are obsolete."""
    known = {message.key for message in catalog.messages}
    more = (replace(message, obsolete=True) for message in messages if message.key not in known)
    return replace(catalog, messages=(*catalog.messages, *more))


def _with_rule(catalog: Catalog, rule: PluralRule) -> Catalog:
    return replace(catalog, messages=tuple(converted(catalog, catalog.locale or "", rule)))


def _read_or_empty(project: Project, domain: str, language: Language) -> Catalog:
    path = project.catalog_path(language.locale, domain)
    if path.exists():
        return read_catalog(path, project, domain=domain, locale=language.locale)
    comment = f"Translations of {project.name} into {language.english}."
    return Catalog(domain, language.locale, (), comment=comment)


def _memory(templates: Iterable[Catalog], catalogs: Mapping[str, Catalog]) -> Memory:
    """All that a locale has translated; where domains differ, the first one's, and what is in use wins."""
    translations: dict[Key, Message] = {}
    for obsolete in (False, True):
        for catalog in catalogs.values():
            for message in catalog.messages:
                if message.obsolete is obsolete and all(message.translations) and not message.fuzzy:
                    translations.setdefault(message.key, message)
    # What became unused in this very run may have been moved and edited; what is obsolete already was not.
    unused = (
        message
        for template in templates
        for message in unused_messages(template, catalogs[template.domain])
        if not message.obsolete or template.domain == MEMORY_DOMAIN
    )
    return Memory(translations, tuple(unused))


def _dated(project: Project, language: Language, catalog: Catalog, old: Catalog, template: Catalog) -> Catalog:
    """The catalog with a complete header; its date is the template's as soon as a message changed."""
    required = catalog_headers(project, language, now())
    if not old.headers:
        return replace(catalog, headers=required)
    # What plural texts without a sound rule mean only a person knows: nothing is put in its place.
    unsound = rule_in(old.header(FIELD)) is None
    rule = {FIELD: dict(required)[FIELD]} if unsound and not has_plural_text(old) else {}
    known = dict(required)
    if unsound and not rule:
        del known[FIELD]
    headers = {**known, **dict(old.headers), **rule, "Language": language.locale}
    if catalog.messages != old.messages and template.headers:
        headers["POT-Creation-Date"] = template.header("POT-Creation-Date")
    return replace(catalog, headers=tuple(headers.items()))
