"""Templates and catalogs on disk brought up to date with the source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.catalog import (
    catalog_headers,
    find_catalogs,
    format_catalog,
    read_catalog,
    read_foreign_catalog,
    template_headers,
)
from pipeline.config import Project
from pipeline.errors import PipelineError
from pipeline.extract import Extraction, now
from pipeline.files import NewText, bytes_of, exclusive, remove_file, write_text, write_texts
from pipeline.ledgers import WAIVERS, read_waivers
from pipeline.merge import Memory, MergeReport, merge, unused_messages
from pipeline.model import Catalog, Key, Language, Message
from pipeline.plurals import plural_rule
from pipeline.three_way import merge_versions

#: The domain of imported translations that belong to no source: they only serve as memory.
MEMORY_DOMAIN = "memory"
#: Translations from elsewhere: by domain, by key.
Imported = Mapping[str, Mapping[Key, Message]]
_CREATION_DATE = re.compile(r'^"POT-Creation-Date: (.*?)\\n"$', re.M)


@dataclass(frozen=True, slots=True)
class Template:
    """A template with the file it belongs in and that file's text."""

    catalog: Catalog
    path: Path
    text: str


@dataclass(frozen=True, slots=True)
class UpdateReport:
    """What `update` did for one locale: messages by fate, and how many files changed."""

    language: Language
    messages: MergeReport
    files_written: int


def current_templates(project: Project, extraction: Extraction) -> list[Template]:
    """The templates of the source as it is; a template whose messages are unchanged keeps its date."""
    headers = template_headers(project, now())
    comment = f"Texts of {project.name}, collected from its sources. Translate the .po files, not this one."
    return [
        _dated_template(project, replace(template, headers=headers, comment=comment))
        for template in extraction.templates
    ]


def _dated_template(project: Project, catalog: Catalog) -> Template:
    path, text = project.template_path(catalog.domain), format_catalog(catalog)
    if path.is_file():
        existing = path.read_text(encoding="utf-8", errors="replace")
        date = _CREATION_DATE.search(existing)
        if date is not None and _body(existing) == _body(text):
            catalog = replace(catalog, headers=_with(catalog.headers, "POT-Creation-Date", date[1]))
            text = _CREATION_DATE.sub(lambda _: date[0], text, count=1)
    return Template(catalog, path, text)


def _body(text: str) -> str:
    """A catalog's text without its header."""
    return text.partition("\n\n")[2]


def write_templates(project: Project, templates: list[Template]) -> list[Path]:
    """Write the templates that changed and remove those whose source is gone; the paths touched."""
    with exclusive(project.catalogs, project.root):
        written = write_texts(
            (NewText(template.path, template.text, bytes_of(template.path)) for template in templates), project.root
        )
        gone = _orphans(project, templates, None)
        for path in gone.values():
            remove_file(path, project.root)
    return [*written, *gone.values()]


def lagging_templates(project: Project, templates: list[Template]) -> list[Path]:
    """The templates that `write_templates` would touch."""
    lagging = [template.path for template in templates if not _holds(template.path, template.text)]
    return [*lagging, *_orphans(project, templates, None).values()]


def update_catalogs(
    project: Project,
    templates: list[Template],
    languages: Iterable[Language],
    imported: Mapping[str, Imported] | None = None,
) -> Iterator[UpdateReport]:
    """Merge the templates into the catalogs of these languages, creating those that are missing.

    All catalogs of a language are read before the first is written: a malformed one changes nothing.
    `imported` holds, by locale, translations from elsewhere for messages that have none.
    """
    imported = imported or {}
    with exclusive(project.catalogs, project.root):
        merged = [
            (language, *_merged(project, templates, language, imported.get(language.locale, {})))
            for language in languages
        ]
        for language, catalogs, report in merged:
            written = write_texts(catalogs, project.root)
            yield UpdateReport(language, report, len(written))


def record_waivers(project: Project, languages: Iterable[Language]) -> bool:
    """Write what translators waive in comments into the ledger, which no tool drops. Whether it had to change."""
    path = project.catalogs / WAIVERS
    with exclusive(project.catalogs, project.root):
        before = bytes_of(path)
        ledger = read_waivers(project)
        messages = {
            language.locale: [
                message
                for catalog in read_catalogs(project, language).values()
                for message in catalog.messages
                if not message.obsolete
            ]
            for language in languages
        }
        recorded = ledger.with_comments(messages)
        if recorded.entries == ledger.entries:
            return False
        return bool(write_texts([NewText(path, f"{recorded}", before)], project.root))


def read_catalogs(project: Project, language: Language) -> dict[str, Catalog]:
    """All catalogs of a language that are on disk, by domain."""
    return {
        domain: read_catalog(path, project, domain=domain, locale=language.locale)
        for domain, path in find_catalogs(project, language.locale).items()
    }


def change_catalogs(
    project: Project, language: Language, change: Callable[[dict[str, Catalog]], Mapping[str, Catalog]]
) -> list[Path]:
    """Write what a pure function makes of all catalogs of a language; the paths of those that changed."""
    with exclusive(project.catalogs, project.root):
        before = {domain: bytes_of(path) for domain, path in find_catalogs(project, language.locale).items()}
        old = read_catalogs(project, language)
        new = change(old)
        texts = [
            NewText(project.catalog_path(language.locale, domain), format_catalog(catalog), before[domain])
            for domain, catalog in new.items()
            if catalog != old[domain]
        ]
        return write_texts(texts, project.root)


def lagging_catalogs(project: Project, templates: list[Template], languages: Iterable[Language]) -> Iterator[Path]:
    """The catalogs whose messages are not those of the source."""
    for language in languages:
        for item in _merged(project, templates, language, {})[0]:
            if not _holds(item.path, item.text):
                yield item.path


def _merged(
    project: Project, templates: list[Template], language: Language, imported: Imported
) -> tuple[list[NewText], MergeReport]:
    """The new text of each catalog of a language, and what happens to its messages."""
    # A catalog whose source is gone keeps its texts, as obsolete ones; text that moved elsewhere takes them along.
    gone = [*_orphans(project, templates, language.locale)]
    if MEMORY_DOMAIN in imported and MEMORY_DOMAIN not in gone:
        gone.append(MEMORY_DOMAIN)
    wanted = [*(template.catalog for template in templates), *(Catalog(domain, None, ()) for domain in gone)]
    # Before they are read: what is read later than this is, if it differs, refused when it is written.
    before = {template.domain: bytes_of(project.catalog_path(language.locale, template.domain)) for template in wanted}
    old = {template.domain: _read_or_empty(project, template.domain, language) for template in wanted}
    memory = _memory(wanted, old)
    count = plural_rule(language.locale).count
    total, texts = MergeReport(), []
    for template in wanted:
        known, own = memory, imported.get(template.domain, {})
        if own:
            known = Memory({**memory.translations, **own}, memory.unused)
        catalog, report = merge(
            template, old[template.domain], plural_count=count, memory=known, language=project.source.locale
        )
        if template.domain == MEMORY_DOMAIN:
            catalog = _remembering(catalog, own.values())
        catalog = _dated(project, language, catalog, old[template.domain], template)
        path = project.catalog_path(language.locale, template.domain)
        texts.append(NewText(path, format_catalog(catalog), before[template.domain]))
        total += report
    return texts, total


def _remembering(catalog: Catalog, messages: Iterable[Message]) -> Catalog:
    """The memory with these messages more; like all that is in it, they are obsolete."""
    known = {message.key for message in catalog.messages}
    more = (replace(message, obsolete=True) for message in messages if message.key not in known)
    return replace(catalog, messages=(*catalog.messages, *more))


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
    headers = {**dict(required), **dict(old.headers), "Language": language.locale}
    if catalog.messages != old.messages and template.headers:
        headers["POT-Creation-Date"] = template.header("POT-Creation-Date")
    if headers["Plural-Forms"].strip().rstrip(";") != dict(required)["Plural-Forms"].rstrip(";"):
        headers["Plural-Forms"] = dict(required)["Plural-Forms"]
    return replace(catalog, headers=tuple(headers.items()))


def _orphans(project: Project, templates: Iterable[Template], locale: str | None) -> dict[str, Path]:
    """Catalogs of a locale, or templates, that are on disk and have no source any more, by domain."""
    known = {template.catalog.domain for template in templates}
    return {domain: path for domain, path in find_catalogs(project, locale).items() if domain not in known}


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode("utf-8")


def _with(headers: tuple[tuple[str, str], ...], name: str, value: str) -> tuple[tuple[str, str], ...]:
    return tuple((key, value if key == name else old) for key, old in headers)


def fault_of(path: Path, project: Project) -> PipelineError | None:
    """What is wrong with a catalog on disk as such, or nothing."""
    parts = path.relative_to(project.catalogs).parts if path.is_relative_to(project.catalogs) else ()
    locale = parts[0] if parts and parts[0] in {language.locale for language in project.targets} else None
    try:
        read_catalog(path, project, domain=path.stem, locale=locale)
    except PipelineError as error:
        return error
    return None


def merge_files(base: Path, ours: Path, theirs: Path, name: str) -> tuple[Message, ...]:
    """Merge two versions of a catalog into the file `ours`; the messages in conflict. `name` is for errors."""
    versions = (
        read_foreign_catalog(path, f"{name} ({side})")
        for path, side in ((base, "base"), (ours, "ours"), (theirs, "theirs"))
    )
    merged = merge_versions(*versions)
    write_text(ours, format_catalog(merged.catalog), ours.parent)
    return merged.conflicts
