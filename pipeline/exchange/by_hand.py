"""What a site has of translations itself: articles by hand, I18N_SUBSITES, catalogs in its theme."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.config import THEME_DOMAIN, Project
from pipeline.exchange.addresses import Texts, as_original_has_them
from pipeline.exchange.align import align
from pipeline.exchange.match import Origin
from pipeline.model import Document, Key, Language, Message, Segment, Source, headline
from pipeline.natives import Native
from pipeline.sources.extract import Extraction
from pipeline.sources.read_all import read_all, sound
from pipeline.sources.settings import walk_settings
from pipeline.sources.source_reader import collector
from pipeline.sources.walking_readers import site_reading


def from_natives(project: Project, settings: dict[str, Any], extraction: Extraction) -> Iterator[Origin]:
    """The articles and pages that were translated by hand, aligned with their originals.

    Raises PipelineError if one cannot be read.
    """
    documents = {document.source: document for document in extraction.documents}
    with site_reading(project, settings) as reading:
        for native in (native for native in extraction.natives if native.original in documents):
            kind = documents[native.original].kind
            both = [(kind, project.content / path) for path in (native.original, native.source)]
            original, translation = map(sound, read_all(project, reading, both))
            language = next(language for language in project.targets if language.path == native.path)
            files = _files(language, extraction)
            yield _aligned(project, documents[native.original], native, original, translation, language, files)


def _aligned(
    project: Project,
    document: Document,
    native: Native,
    original: Source,
    translation: Source,
    language: Language,
    files: Mapping[str, str],
) -> Origin:
    """Both documents walked and aligned; names of tags and the like go by their place."""
    alignment = align(original.segments, translation.segments)
    texts = _texts(native, files, alignment.pairs)
    messages, own_files = list[tuple[str, Message]](), list[tuple[str, str]]()
    for ours, theirs in alignment.pairs:
        text, own = as_original_has_them(ours.text, theirs.text, texts)
        messages.append((document.domain, _message(ours, text)))
        own_files += own
    if document.slug is not None and translation.slug != original.slug:
        messages.append((document.domain, _message(document.slug, translation.slug)))
    if document.kind == "article":
        messages += [(THEME_DOMAIN, _message(ours, theirs.text)) for ours, theirs in _names(original, translation)]
    return Origin(
        project.shown(project.content / native.source),
        language,
        tuple(messages),
        tuple(segment.text for segment in alignment.originals_left),
        tuple(segment.text for segment in alignment.translations_left),
        native=True,
        files=tuple(dict.fromkeys(own_files)),
        refused=tuple(_contradictions(messages)),
    )


def _contradictions(messages: Iterable[tuple[str, Message]]) -> Iterator[str]:
    """A text that stands on a page more than once has one translation in a catalog: the first."""
    first: dict[tuple[str, Key], str] = {}
    for domain, message in messages:
        (text,) = message.translations
        known = first.setdefault((domain, message.key), text)
        if known != text:
            yield f"“{headline(text)}”, as “{headline(message.msgid)}” is “{headline(known)}” already"


def _message(segment: Segment, translation: str) -> Message:
    return Message(segment.text, segment.context, translations=(translation,))


def _names(original: Source, translation: Source) -> Iterator[tuple[Segment, Segment]]:
    """Categories with categories and tags with tags, where there are as many of them."""
    for kind in ("category", "tag", "author"):
        ours, theirs = ([name for name in source.names if name.kind == kind] for source in (original, translation))
        if len(ours) == len(theirs):
            yield from zip(ours, theirs, strict=True)


def _texts(native: Native, files: Mapping[str, str], pairs: Iterable[tuple[Segment, Segment]]) -> Texts:
    """How a translation by hand names what its original names."""
    ids: dict[str, str] = {}
    for ours, theirs in pairs:
        if ours.kind.startswith("heading ") and len(ours.anchors) == len(theirs.anchors):
            ids |= zip(theirs.anchors, ours.anchors, strict=True)
    folder, original_folder = map(posixpath.dirname, (native.source, native.original))
    return Texts(folder, original_folder, lambda path: files.get(path, path), ids)


def _files(language: Language, extraction: Extraction) -> dict[str, str]:
    """What stands for another file in a language: translations by hand, and files made for it."""
    by_hand = {native.source: native.original for native in extraction.natives if native.path == language.path}
    return by_hand | {own: original for original, own in extraction.assets.localized[language.locale].items()}


def from_subsite(project: Project, settings: Mapping[str, Any], language: Language) -> Iterator[Origin]:
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


def subsite_catalogs(project: Project, settings: Mapping[str, Any], language: Language) -> list[Path]:
    """The catalogs of i18n_subsites: in the folder that its settings name, or with the theme; of the domain they name.

    Where there is none of that domain, all are taken.
    """
    subsites = settings.get("I18N_SUBSITES", {})
    own = {**settings, **(subsites.get(language.tag) or subsites.get(language.path) or {})}
    folder = own.get("I18N_GETTEXT_LOCALEDIR")
    # Pelican makes no path of a setting that it does not know.
    root = project.root / str(folder) if folder else project.theme / "translations"
    names = {language.locale, language.tag, language.path, language.path.replace("-", "_")}
    found = {path for name in names for path in (root / name / "LC_MESSAGES").glob("*.po")}
    domain = own.get("I18N_GETTEXT_DOMAIN", "messages")
    return sorted([path for path in found if path.stem == domain] or found)
