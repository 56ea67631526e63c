"""Catalogs on disk brought up to date with their templates."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from pipeline.catalogs.candidates import Memory
from pipeline.catalogs.language_field import other_languages
from pipeline.catalogs.merge import MergeReport, merge, says_the_same, unused_messages
from pipeline.catalogs.ours import require_ours
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
from pipeline.catalogs.store import new_text
from pipeline.catalogs.templates import Template, orphans, respell_files
from pipeline.catalogs.write import OPTIONAL_FIELDS, catalog_headers, format_catalog
from pipeline.clock import now
from pipeline.config import MEMORY_DOMAIN, Project
from pipeline.encoding import with_line_ends_of
from pipeline.files import NewText, bytes_of, exclusive, remove_file, write_texts
from pipeline.model import Catalog, Key, Language, Message
from pipeline.paths import is_there

#: Translations from elsewhere: by domain, by key.
Imported = Mapping[str, Mapping[Key, Message]]


@dataclass(frozen=True, slots=True)
class UpdateReport:
    """What `update` did for one locale: messages by fate, how many files changed, and what is in all of them now.

    `pruned` are the obsolete messages that were removed, each with its file; `removed` the files that went, because
    nothing was left in them. Files are relative to the project.
    """

    language: Language
    messages: MergeReport
    files_written: int
    catalogs: tuple[Catalog, ...]
    pruned: tuple[tuple[str, Message], ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Catalog:
    """One catalog that is brought up to date: as it is on disk (`held` its bytes), and as it will be.

    `whole` is the new one with what is to go from it, as others have it by then.
    """

    path: Path
    held: bytes | None
    old: Catalog
    new: Catalog
    whole: Catalog
    pruned: tuple[Message, ...] = ()
    goes: bool = False


def update_catalogs(
    project: Project,
    templates: list[Template],
    languages: Iterable[Language],
    imported: Mapping[str, Imported] | None = None,
    *,
    prune: bool = False,
) -> Iterator[UpdateReport]:
    """Merge the templates into the catalogs of these languages, creating those that are missing.

    All catalogs of a language are read before the first is written: a malformed one changes nothing, and raises
    PipelineError. `imported` holds, by locale, translations from elsewhere for messages that have none. With `prune`,
    messages that were obsolete already are removed. What moves from one catalog to another goes from the first when it
    is in the second, so that wherever it is broken off all texts are in one of them.
    """
    imported, languages = imported or {}, list(languages)
    with exclusive(project.catalogs, project.root):
        for language in languages:
            respell_files(project, templates, language.locale)
        merged = [
            (language, *_merged(project, templates, language, imported.get(language.locale, {}), prune=prune))
            for language in languages
        ]
        texts = [(list(_coming(project, catalogs)), list(_going(project, catalogs))) for _, catalogs, _ in merged]
        for (language, catalogs, report), (coming, going) in zip(merged, texts, strict=True):
            written = {*write_texts(coming, project.root), *write_texts(going, project.root)}
            removed = [item.path for item in catalogs if item.goes and bytes_of(item.path) == item.held]
            for path in removed:
                remove_file(path, project.root)
            yield UpdateReport(
                language,
                report,
                len(written) + len(removed),
                tuple(item.new for item in catalogs if not item.goes),
                tuple((project.shown(item.path), message) for item in catalogs for message in item.pruned),
                tuple(map(project.shown, removed)),
            )


def _coming(project: Project, catalogs: Iterable[_Catalog]) -> Iterator[NewText]:
    """The catalogs with all that has come to them."""
    for item in catalogs:
        if not item.goes and (item.held is None or item.whole != item.old):
            yield new_text(item.path, item.whole, item.held, project.shown(item.path))


def _going(project: Project, catalogs: Iterable[_Catalog]) -> Iterator[NewText]:
    """Those, as they are then, from which something goes."""
    for item in catalogs:
        if not item.goes and item.new != item.whole:
            held = item.held
            if held is None or item.whole != item.old:
                held = with_line_ends_of(format_catalog(item.whole).encode(), held)
            yield new_text(item.path, item.new, held, project.shown(item.path))


def lagging_catalogs(project: Project, templates: list[Template], languages: Iterable[Language]) -> Iterator[Path]:
    """The catalogs whose messages are not those of the source. Raises PipelineError for one that is malformed.

    How a program has written them does not matter, nor what it has left out of what comes from the template.
    """
    for language in languages:
        for item in _merged(project, templates, language, {})[0]:
            if _in_use(item.new) != _in_use(item.old) or (item.held is None and not item.goes):
                yield item.path


def _in_use(catalog: Catalog) -> dict[Key, tuple[object, ...]]:
    """What a site is built from, and what translators are asked."""
    return {
        message.key: (
            message.msgid_plural,
            message.translations,
            message.fuzzy,
            message.previous if message.fuzzy else None,
        )
        for message in catalog.messages
        if not message.obsolete
    }


def _merged(
    project: Project, templates: list[Template], language: Language, imported: Imported, *, prune: bool = False
) -> tuple[list[_Catalog], MergeReport]:
    """What becomes of each catalog of a language, and of its messages."""
    # A catalog whose source is gone keeps its texts, as obsolete ones; text that moved elsewhere takes them along.
    gone = [*orphans(project, templates, language.locale)]
    if MEMORY_DOMAIN in imported and MEMORY_DOMAIN not in gone:
        gone.append(MEMORY_DOMAIN)
    wanted = [*(template.catalog for template in templates), *(Catalog(domain, None, ()) for domain in gone)]
    # Before they are read: what is read later than this is, if it differs, refused when it is written.
    held = {template.domain: bytes_of(project.catalog_path(language.locale, template.domain)) for template in wanted}
    found = {template.domain: _read_or_empty(project, template.domain, language) for template in wanted}
    for template in wanted[: len(templates)]:
        require_ours(project, template, found[template.domain], held[template.domain])
    old = dict(found)
    ours = {d for d in gone if d != MEMORY_DOMAIN and _is_of_a_source(project, language, found[d])}
    for domain, former in _renamed(wanted, found, ours).items():
        old[domain] = replace(found[former], domain=domain)
        old[former] = replace(found[former], messages=(), closing="", comment="")
    memories: dict[PluralRule, Memory] = {}
    total, catalogs = MergeReport(), []
    for template in wanted:
        rule = effective_rule(old[template.domain], language.locale) or plural_rule(language.locale)
        if rule not in memories:
            memories[rule] = _memory(wanted, {d: _with_rule(known, rule) for d, known in old.items()}, language)
        known = memory = memories[rule]
        own = imported.get(template.domain, {})
        if own:
            known = Memory({**memory.translations, **own}, memory.unused)
        catalog, report = merge(
            template, old[template.domain], plural_count=rule.count, memory=known, language=project.source.locale
        )
        if template.domain == MEMORY_DOMAIN:
            catalog = _remembering(catalog, own.values())
        catalog = replace(catalog, headers=_headers(project, language, old[template.domain], template))
        path = project.catalog_path(language.locale, template.domain)
        catalogs.append(_Catalog(path, held[template.domain], found[template.domain], catalog, catalog))
        total += report
    in_use = _in_step(catalogs)
    cleared = [_cleared(item, in_use, prune=prune) for item in catalogs]
    own_words = {"", _heading(project, language)}
    for index, item in enumerate(cleared):
        left = item.new.messages or item.new.closing or item.new.comment not in own_words
        if item.new.domain in ours and (not left or (prune and not item.new.messages)):
            cleared[index] = replace(item, goes=True)
    return cleared, total


def _renamed(wanted: Iterable[Catalog], found: Mapping[str, Catalog], gone: Iterable[str]) -> dict[str, str]:
    """New domains by the former name of their source: most texts of a catalog that has none any more are there.

    `wanted` are the templates, `found` the catalogs, `gone` the domains of those without a source.
    """
    keys = {domain: [message.key for message in found[domain].messages if message.has_text] for domain in gone}
    domains: dict[Key, list[str]] = defaultdict(list)
    for domain in sorted(keys):
        for key in keys[domain]:
            domains[key].append(domain)
    names: dict[str, str] = {}
    for template in wanted:
        if found[template.domain].headers:
            continue
        shared = Counter(domain for message in template.messages for domain in domains.get(message.key, ()))
        for domain, count in shared.most_common():
            if count * 2 > len(keys[domain]) and domain not in names.values():
                names[template.domain] = domain
                break
    return names


def _is_of_a_source(project: Project, language: Language, catalog: Catalog) -> bool:
    """Whether a catalog was made for a file of the content folder: another program's catalogs are not ours to move."""
    if catalog.comment == _heading(project, language) or project.template_path(catalog.domain).is_file():
        return True
    paths = {project.root / unquote(place) for message in catalog.messages for place in message.references}
    sources = (path.relative_to(project.content) for path in paths if path.is_relative_to(project.content))
    return any(project.domain_of(source.as_posix()) == catalog.domain for source in sources)


def _in_step(catalogs: Iterable[_Catalog]) -> dict[Key, list[Message]]:
    """All translations of a language that are in use."""
    found: dict[Key, list[Message]] = defaultdict(list)
    for item in catalogs:
        for message in item.new.messages:
            if not message.obsolete:
                found[message.key].append(message)
    return found


def _cleared(item: _Catalog, in_use: Mapping[Key, list[Message]], *, prune: bool) -> _Catalog:
    """A catalog without obsolete messages that are in use elsewhere just the same.

    With `prune` also without those that were obsolete before. The memory is left alone.
    """
    if item.new.domain == MEMORY_DOMAIN:
        return item
    before = {message.key for message in item.old.messages if message.obsolete}
    pruned = tuple(message for message in item.new.messages if prune and message.obsolete and message.key in before)
    kept = tuple(
        message
        for message in item.new.messages
        if not message.obsolete
        or (message not in pruned and not any(says_the_same(other, message) for other in in_use.get(message.key, ())))
    )
    return replace(item, new=replace(item.new, messages=kept), pruned=pruned)


def _remembering(catalog: Catalog, messages: Iterable[Message]) -> Catalog:
    """The memory with these messages more; like all that is in it, they are obsolete."""
    known = {message.key for message in catalog.messages}
    more = (replace(message, obsolete=True) for message in messages if message.key not in known)
    return replace(catalog, messages=(*catalog.messages, *more))


def _with_rule(catalog: Catalog, rule: PluralRule) -> Catalog:
    return replace(catalog, messages=tuple(converted(catalog, catalog.locale or "", rule)))


def _read_or_empty(project: Project, domain: str, language: Language) -> Catalog:
    path = project.catalog_path(language.locale, domain)
    if is_there(path):
        return read_catalog(path, project, domain=domain, locale=language.locale)
    return Catalog(domain, language.locale, (), comment=_heading(project, language))


def _heading(project: Project, language: Language) -> str:
    return f"Translations of {project.name} into {language.english}."


def _memory(templates: Iterable[Catalog], catalogs: Mapping[str, Catalog], language: Language) -> Memory:
    """All that a locale has translated; where domains differ, the first one's, and what is in use wins."""
    # What says it is in another language may well be: it is not spread to the others.
    known = {
        domain: catalog for domain, catalog in catalogs.items() if not any(other_languages(catalog, language.locale))
    }
    translations: dict[Key, Message] = {}
    for obsolete in (False, True):
        for catalog in known.values():
            for message in catalog.messages:
                if message.obsolete is obsolete and message.complete and not message.fuzzy:
                    translations.setdefault(message.key, message)
    # What became unused in this very run may have been moved and edited; what is obsolete already was not.
    unused = (
        message
        for template in templates
        if template.domain in known
        for message in unused_messages(template, known[template.domain])
        if not message.obsolete or template.domain == MEMORY_DOMAIN
    )
    return Memory(translations, tuple(unused))


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
    headers = {name: value or required.get(name, "") for name, value in old.headers}
    headers |= {name: value for name, value in required.items() if name not in headers and name not in OPTIONAL_FIELDS}
    if rule_in(headers[FIELD]) is None:
        headers[FIELD] = required[FIELD]
    return tuple((name, value) for name, value in headers.items() if value or name != FIELD)
