"""All sources to templates: documents by their walkers, templates and settings by Babel."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from markdown import Markdown
from pelican import DEFAULT_CONFIG_NAME
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator

from pipeline import notice
from pipeline.assets import Assets, find_assets, localized_name
from pipeline.config import THEME_DOMAIN, VISIBLE_SETTINGS, Project
from pipeline.errors import PipelineError
from pipeline.model import Catalog, Document, Key, Markup, Message, Native, Segment, Source, anchors_of
from pipeline.readers import site_readers
from pipeline.reading import read_all
from pipeline.sources import collector
from pipeline.theme import calls, require_texts, template_messages, walk_settings
from pipeline.walkers.markdown import walk_renderer
from pipeline.walkers.metadata import require_prose

#: The bounds of a segment: the longest text in characters, the deepest nesting of its marks.
MAX_TEXT, MAX_NESTING = 20_000, 50
_NESTING = re.compile(r"<(?!(?:br|hr|img|input|wbr)\b)(?=[A-Za-z])|</|\[|\]", re.I)


@dataclass(frozen=True, slots=True)
class Extraction:
    """The text of a site as it is now: what every decision about a translation is made against.

    `strays` are sources in other languages that translate nothing of the site, with the reason.
    """

    documents: tuple[Document, ...]
    natives: tuple[Native, ...]
    theme: tuple[Message, ...]
    theme_path: str
    assets: Assets
    strays: tuple[tuple[str, str], ...]
    templates: tuple[Catalog, ...]


def extract(project: Project, settings: dict[str, Any]) -> Extraction:
    """Read all sources of a site."""
    shown = project.shown(project.settings_path)
    require_prose(project.fields, shown)
    require_texts(settings, project.visible_settings[len(VISIBLE_SETTINGS) :], shown)
    taxonomy: list[Message] = []
    documents: list[Document] = []
    originals: dict[tuple[str, str], Document] = {}
    others: list[tuple[str, str, Source]] = []
    for kind, path, source in _named(project, _read(project, settings)):
        shown, relative = project.shown(path), path.relative_to(project.content).as_posix()
        if source.status == "skip":
            continue
        if source.language == project.source.path:
            domain = project.domain_of(relative)
            document = Document(shown, relative, kind, domain, source.title, source.segments, source.status == "draft")
            documents.append(document)
            originals[kind, source.slug] = document
            if kind == "article":
                taxonomy += (to_message(name, shown) for name in source.names)
        else:
            others.append((kind, relative, source))
    natives, strays = _natives(project, originals, others)
    _require_one_domain_each(documents, project)
    theme = merge_equal([*template_messages(project, settings), *_settings_messages(project, settings), *taxonomy])
    return Extraction(
        documents=tuple(documents),
        natives=natives,
        theme=theme,
        theme_path=project.shown(project.theme),
        assets=find_assets(project.content, settings["STATIC_PATHS"], project.targets),
        strays=strays,
        templates=_templates(project, documents, theme),
    )


def _named(project: Project, read: list[tuple[str, Path, Source]]) -> Iterator[tuple[str, Path, Source]]:
    """The sources, of which those that are named as translations by hand are ones: their language, their original."""
    sources = {path: source for _, path, source in read}
    for kind, path, source in read:
        original, language = localized_name(path, project.targets) or (path, project.source)
        if original != path and original in sources:
            source = replace(source, language=language.path, slug=sources[original].slug)
        yield kind, path, source


def _natives(
    project: Project, originals: Mapping[tuple[str, str], Document], others: Iterable[tuple[str, str, Source]]
) -> tuple[tuple[Native, ...], tuple[tuple[str, str], ...]]:
    """The translations written by hand, and what is in another language without being one."""
    targets = {language.path for language in project.targets}
    natives, strays = [], []
    for kind, relative, source in others:
        original = originals.get((kind, source.slug))
        if source.language not in targets:
            strays.append((relative, f"its language {source.language!r} is not one of the site's"))
        elif original is None:
            strays.append((relative, f"there is no {kind} in {project.source.english} with the slug {source.slug!r}"))
        else:
            anchors = anchors_of(source.segments)
            native = Native(relative, original.source, source.language, source.title, anchors, source.names)
            natives.append(native)
    return tuple(natives), tuple(strays)


def _read(project: Project, settings: dict[str, Any]) -> list[tuple[str, Path, Source]]:
    """Kind, path and content of each article and page."""
    with site_readers(settings) as reader_classes:
        files = source_files(project, settings, tuple(reader_classes))
        sources = read_all(project, settings, reader_classes, [path for _, path in files])
    return [(kind, path, source) for (kind, path), source in zip(files, sources, strict=True)]


def source_files(project: Project, settings: Mapping[str, Any], suffixes: tuple[str, ...]) -> list[tuple[str, Path]]:
    """Kind and path of each article and page, by Pelican's own rules for which files are sources."""
    found = []
    kinds: tuple[tuple[str, type[Generator]], ...] = (("article", ArticlesGenerator), ("page", PagesGenerator))
    for kind, generator_class in kinds:
        generator = generator_class(
            context={}, settings=settings, path=settings["PATH"], theme=settings["THEME"], output_path=""
        )
        paths = generator.get_files(
            settings[f"{kind}_PATHS".upper()], exclude=settings[f"{kind}_EXCLUDES".upper()], extensions=suffixes
        )
        found += [(kind, Path(os.path.normpath(project.content / path))) for path in sorted(paths)]
    return found


def _settings_messages(project: Project, settings: Mapping[str, Any]) -> list[Message]:
    # publishconf.py and the like build on this file: which one a command was given must not matter.
    usual = project.root / DEFAULT_CONFIG_NAME
    shown = project.shown(usual if usual.is_file() else project.settings_path)
    found: list[Segment] = []
    walk_settings(settings, project.visible_settings, collector(found))
    walk_renderer(Markdown(**settings["MARKDOWN"]), collector(found))
    told = (
        notice.REDIRECT_TEXTS if calls(notice.CALL, project, settings) else notice.NOTICE_TEXTS + notice.REDIRECT_TEXTS
    )
    found += [Segment(text, kind="notice", markup=Markup.TEXT) for text in told]
    return [to_message(segment, shown) for segment in found]


def to_message(segment: Segment, path: str, sections: Iterable[str] = ()) -> Message:
    """The message of a segment; `sections` names the required sections it belongs to."""
    notes = [segment.kind]
    if segment.headings:
        notes.append("in: " + " › ".join(segment.headings))
    notes += (f"critical: {section}" for section in sections)
    if segment.comment:
        notes.append(segment.comment)
    return Message(
        segment.text,
        msgctxt=segment.context,
        extracted=tuple(notes),
        # A space would end the reference.
        references=(path.replace(" ", "%20"),),
        flags=("markdown-text",) if segment.markup is Markup.MARKDOWN else (),
    )


def oversize(segment: Segment) -> str:
    """Why a segment is not given to translators, or nothing: no editor, and not every parser, can cope with it."""
    if len(segment.text) > MAX_TEXT:
        return f"{len(segment.text):,} characters in one block, more than {MAX_TEXT:,}"
    depth = deepest = 0
    for mark in _NESTING.finditer(segment.text):
        depth += 1 if mark[0] in ("<", "[") else -1
        deepest = max(deepest, depth)
    return f"marks nested {deepest} deep, more than {MAX_NESTING}" if deepest > MAX_NESTING else ""


def merge_equal(messages: Iterable[Message]) -> tuple[Message, ...]:
    """Messages of the same key become one, at the first one's place, with all notes and references."""
    merged: dict[Key, Message] = {}
    for message in messages:
        first = merged.get(message.key)
        if first is not None:
            plural = first if first.msgid_plural else message
            message = replace(
                first,
                msgid_plural=plural.msgid_plural,
                translations=plural.translations,
                extracted=_union(first.extracted, message.extracted),
                references=_union(first.references, message.references),
                flags=_union(first.flags, message.flags),
            )
        merged[message.key] = message
    return tuple(merged.values())


def _union(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _templates(project: Project, documents: Iterable[Document], theme: tuple[Message, ...]) -> tuple[Catalog, ...]:
    by_domain: dict[str, list[Message]] = {}
    for document in documents:
        by_domain.setdefault(document.domain, []).extend(
            to_message(segment, document.path, project.critical_sections(segment.anchors))
            for segment in document.segments
            if not oversize(segment)
        )
    templates = [Catalog(domain, None, merge_equal(messages)) for domain, messages in by_domain.items()]
    return (*templates, Catalog(THEME_DOMAIN, None, theme))


def _require_one_domain_each(documents: Iterable[Document], project: Project) -> None:
    owners: dict[str, Document] = {}
    for document in documents:
        owner = owners.setdefault(document.domain, document)
        clash = document.domain == THEME_DOMAIN or (project.domains == "file" and owner is not document)
        if clash:
            other = "the theme" if document.domain == THEME_DOMAIN else owner.path
            raise PipelineError(
                f"shares the domain {document.domain!r} with {other}",
                path=document.path,
                hint="rename the file, or set GETTEXT['domains'] to 'site'",
            )


def now() -> datetime:
    """The time that goes into headers: SOURCE_DATE_EPOCH where it is set, for reproducible files."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
