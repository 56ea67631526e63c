"""Translations that exist already, brought into the catalogs: never over a text that is there.

They come from the site itself (articles translated by hand, I18N_SUBSITES, catalogs of the theme) or from
files (catalogs of other tools, memories). What is brought in is fuzzy until a person has looked at it,
unless it is accepted; what finds no place is remembered or reported, and never lost in silence.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.align import align
from pipeline.catalog import MAX_BYTES, read_foreign_catalog
from pipeline.config import THEME_DOMAIN, Project
from pipeline.edits import bare, replace_targets
from pipeline.errors import PipelineError
from pipeline.exchange import TakenBack, Unit, take_back
from pipeline.exchange_formats import XML_SUFFIXES, read_csv, read_tmx, read_xliff
from pipeline.extract import Extraction
from pipeline.files import read_text
from pipeline.model import Catalog, Document, Key, Language, Message, Native, Segment, Source
from pipeline.readers import site_readers
from pipeline.sources import SourceReader, collector
from pipeline.theme import walk_settings
from pipeline.update import MEMORY_DOMAIN, change_catalogs


@dataclass(frozen=True, slots=True)
class Origin:
    """What came from one file: messages by domain, and the texts on either side that found no partner.

    `originals_left` and `translations_left` are texts; `native` says that the file is a source of the site,
    which wins over the catalog as long as it is there; `returned` are units of a file that `export` wrote.
    """

    path: str
    language: Language
    messages: tuple[tuple[str, Message], ...]
    originals_left: tuple[str, ...] = ()
    translations_left: tuple[str, ...] = ()
    native: bool = False
    returned: tuple[Unit, ...] = ()


def by_locale(origins: Iterable[Origin], *, accept: bool) -> dict[str, dict[str, dict[Key, Message]]]:
    """What `update` is to know: by locale, by domain, by key. Of several translations the first one counts."""
    known: dict[str, dict[str, dict[Key, Message]]] = {}
    for origin in origins:
        for domain, message in origin.messages:
            if not accept and not message.fuzzy:
                message = replace(message, flags=("fuzzy", *message.flags))
            known.setdefault(origin.language.locale, {}).setdefault(domain, {}).setdefault(message.key, message)
    return known


def from_site(project: Project, settings: dict[str, Any], extraction: Extraction) -> Iterator[Origin]:
    """All that the site itself has: articles by hand, settings per language, catalogs of the theme."""
    yield from _from_natives(project, settings, extraction)
    for language in project.targets:
        yield from _from_subsite(project, settings, language)
        for path in _theme_catalogs(project, language):
            yield from_catalog(project, extraction, path, language)


def from_file(
    project: Project, extraction: Extraction, path: Path, language: Language | None = None
) -> Iterator[Origin]:
    """The translations in a file: a catalog of another tool, a translation memory, or what `export` wrote."""
    shown, suffix = project.shown(path), path.suffix.lower()
    if suffix == ".po":
        yield from_catalog(project, extraction, path, language)
        return
    if suffix not in (*XML_SUFFIXES, ".csv", ".tmx"):
        raise PipelineError(f"{suffix or 'this'} is no known format", path=shown, hint="known: .po .xlf .csv .tmx")
    if path.stat().st_size > MAX_BYTES:
        raise PipelineError(f"larger than {MAX_BYTES // 1024**2} MiB", path=shown, hint="split the file")
    text = read_text(path, shown)
    if suffix == ".tmx":
        for exchange in read_tmx(text, shown, project.source):
            if found := _language_of(project, exchange.language, language):
                yield match(extraction, _messages(exchange.units), shown, found)
        return
    exchange = read_csv(text, shown) if suffix == ".csv" else read_xliff(text, shown)
    language = language or target_language(project, exchange.language, shown)
    strangers = (unit for unit in exchange.units if not unit.is_ours)
    origin = match(extraction, _messages(strangers), shown, language)
    yield replace(origin, returned=tuple(unit for unit in exchange.units if unit.is_ours))


def take_back_from(project: Project, extraction: Extraction, origin: Origin) -> tuple[TakenBack, Origin]:
    """Put into the catalogs what came back from people; the units whose message is gone are given as an origin."""
    results: list[TakenBack] = []

    def change(catalogs: Mapping[str, Catalog]) -> Mapping[str, Catalog]:
        results.append(take_back(catalogs, origin.returned))
        return results[-1].catalogs

    change_catalogs(project, origin.language, change)
    rest = match(extraction, _messages(results[-1].strangers), origin.path, origin.language)
    return results[-1], rest


def _messages(units: Iterable[Unit]) -> Iterator[Message]:
    for unit in units:
        if unit.target:
            yield Message(
                unit.source, unit.context, translations=(unit.target,), flags=("fuzzy",) if unit.fuzzy else ()
            )


def _language_of(project: Project, name: str, wanted: Language | None) -> Language | None:
    """The language of the site that a memory's language is, if it is the wanted one; a memory may hold others."""
    tag = name.replace("_", "-").lower()
    for language in (wanted,) if wanted else project.targets:
        if tag in (language.path, language.path.partition("-")[0]) or tag.partition("-")[0] == language.path:
            return language
    return None


def from_catalog(project: Project, extraction: Extraction, path: Path, language: Language | None = None) -> Origin:
    """The messages of a catalog of another tool (mdpo, po4a, sphinx-intl, a compendium), found by their words."""
    catalog = read_foreign_catalog(path, project.shown(path))
    language = language or target_language(project, catalog.header("Language"), project.shown(path))
    return match(extraction, catalog.messages, project.shown(path), language)


def match(extraction: Extraction, messages: Iterable[Message], shown: str, language: Language) -> Origin:
    """Give each message to those of ours that have its text, or at least its words; the rest is for the memory."""
    exact: dict[Key, list[str]] = {}
    by_words: dict[str, list[tuple[str, Message]]] = {}
    for template in extraction.templates:
        for ours in template.messages:
            exact.setdefault(ours.key, []).append(template.domain)
            by_words.setdefault(bare(ours.msgid), []).append((template.domain, ours))
    found: list[tuple[str, Message]] = []
    for message in messages:
        if not message.msgid or not all(message.translations):
            continue
        plain = Message(
            message.msgid,
            message.msgctxt,
            message.msgid_plural,
            message.translations,
            comment=message.comment,
            flags=("fuzzy",) * message.fuzzy,
        )
        domains = exact.get(message.key, [])
        similar = [] if domains else by_words.get(bare(message.msgid), [])
        found += ((domain, plain) for domain in domains)
        # The words are ours, the marks are not: somebody has to look at it, accepted or not.
        found += (
            (domain, replace(plain, msgid=ours.msgid, msgctxt=ours.msgctxt, flags=("fuzzy",)))
            for domain, ours in similar
            if ours.msgid_plural is None and message.msgid_plural is None
        )
        if not domains and not similar and message.msgid_plural is None:
            found.append((MEMORY_DOMAIN, plain))
    return Origin(shown, language, tuple(found))


def target_language(project: Project, name: str, shown: str) -> Language:
    """The language of the site that a file names."""
    wanted = name.strip().replace("-", "_").lower()
    for language in project.targets:
        if language.locale.lower() == wanted:
            return language
    raise PipelineError(
        f"it is in {name!r}, which is no language of this site" if name else "it does not say what language it is in",
        path=shown,
        hint="name the language: --locale de",
    )


def _from_natives(project: Project, settings: dict[str, Any], extraction: Extraction) -> Iterator[Origin]:
    documents = {document.source: document for document in extraction.documents}
    with site_readers(settings) as reader_classes:
        reader = SourceReader(project, settings, reader_classes)
        for native in extraction.natives:
            original, translation = (reader.read(project.content / path) for path in (native.original, native.source))
            language = next(language for language in project.targets if language.path == native.path)
            yield _aligned(project, documents[native.original], original, translation, language, extraction.natives)


def _aligned(
    project: Project,
    document: Document,
    original: Source,
    translation: Source,
    language: Language,
    natives: tuple[Native, ...],
) -> Origin:
    """Both documents walked and aligned; names of tags and the like go by their place."""
    native = next(native for native in natives if (native.original, native.path) == (document.source, language.path))
    alignment = align(original.segments, translation.segments)
    to_original = _target_map(native, natives)
    messages = [
        (document.domain, _message(ours, replace_targets(theirs.text, to_original))) for ours, theirs in alignment.pairs
    ]
    if document.kind == "article":
        messages += [(THEME_DOMAIN, _message(ours, theirs.text)) for ours, theirs in _names(original, translation)]
    return Origin(
        project.shown(project.content / native.source),
        language,
        tuple(messages),
        tuple(segment.text for segment in alignment.originals_left),
        tuple(segment.text for segment in alignment.translations_left),
        native=True,
    )


def _message(segment: Segment, translation: str) -> Message:
    return Message(segment.text, segment.context, translations=(translation,))


def _names(original: Source, translation: Source) -> Iterator[tuple[Segment, Segment]]:
    """Categories with categories and tags with tags, where there are as many of them."""
    for kind in ("category", "tag", "author"):
        ours, theirs = ([name for name in source.names if name.kind == kind] for source in (original, translation))
        if len(ours) == len(theirs):
            yield from zip(ours, theirs, strict=True)


def _target_map(native: Native, natives: tuple[Native, ...]) -> Callable[[str], str]:
    """Links from one translated article to another, as the original has them."""
    originals = {other.source: other.original for other in natives if other.path == native.path}
    folder = posixpath.dirname(native.source)

    def to_original(target: str) -> str:
        marker, brace, path = target.partition("}") if target.startswith("{filename}") else ("", "", "")
        if not brace:
            return target
        path, hash_mark, fragment = path.partition("#")
        absolute = path.startswith("/")
        source = path[1:] if absolute else posixpath.normpath(posixpath.join(folder, path))
        original = originals.get(source)
        if original is None:
            return target
        shown = f"/{original}" if absolute else posixpath.relpath(original, folder or ".")
        return f"{marker}{brace}{shown}{hash_mark}{fragment}"

    return to_original


def _from_subsite(project: Project, settings: Mapping[str, Any], language: Language) -> Iterator[Origin]:
    """The visible settings that I18N_SUBSITES has in a language."""
    subsites = settings.get("I18N_SUBSITES", {})
    override = subsites.get(language.tag) or subsites.get(language.path) or {}
    messages: list[tuple[str, Message]] = []
    left: list[str] = []
    for name in project.visible_settings:
        if name not in override:
            continue
        ours, theirs = ([], [])  # type: tuple[list[Segment], list[Segment]]
        walk_settings(settings, [name], collector(ours))
        walk_settings({**settings, **override}, [name], collector(theirs))
        if len(ours) == len(theirs):
            pairs = zip(ours, theirs, strict=True)
            messages += [(THEME_DOMAIN, _message(one, other.text)) for one, other in pairs]
        else:
            left += [segment.text for segment in theirs]
    if messages or left:
        shown = f"{project.shown(project.settings_path)} (I18N_SUBSITES)"
        yield Origin(shown, language, tuple(messages), translations_left=tuple(left))


def _theme_catalogs(project: Project, language: Language) -> list[Path]:
    """The catalogs that i18n_subsites keeps with a theme."""
    folder = project.theme / "translations"
    names = {language.locale, language.tag, language.path}
    return sorted(path for name in names for path in (folder / name / "LC_MESSAGES").glob("*.po"))
