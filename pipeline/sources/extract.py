"""All sources to templates: documents by their walkers, templates and settings by Babel."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from markdown import Markdown

from pipeline.config import THEME_DOMAIN, VISIBLE_SETTINGS, Project
from pipeline.errors import PipelineError
from pipeline.model import Catalog, Document, Message, Native, Notation, Segment, Source, anchors_of
from pipeline.pelican_internals import DEFAULT_CONFIG_NAME, source_paths
from pipeline.sources.assets import Assets, find_assets, localized_name
from pipeline.sources.messages import merge_equal, templates_of, to_message
from pipeline.sources.own_texts import CALL, NOTICE_TEXTS, REDIRECT_TEXTS
from pipeline.sources.read_all import read_all
from pipeline.sources.settings import require_texts, walk_settings
from pipeline.sources.source_reader import collector
from pipeline.sources.theme_templates import calls, template_messages
from pipeline.sources.walkers.markdown_extension import walk_renderer
from pipeline.sources.walkers.metadata import require_prose
from pipeline.sources.walking_readers import site_readers


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
    """Read all sources of a site.

    Raises PipelineError for the first source, template or setting that cannot be read or extracted.
    """
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
        templates=templates_of(project, documents, theme),
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


def source_files(project: Project, settings: dict[str, Any], suffixes: tuple[str, ...]) -> list[tuple[str, Path]]:
    """Kind and path of each article and page, by Pelican's own rules for which files are sources."""
    return [
        (kind, Path(os.path.normpath(project.content / path)))
        for kind in ("article", "page")
        for path in source_paths(settings, kind, suffixes)
    ]


def _settings_messages(project: Project, settings: Mapping[str, Any]) -> list[Message]:
    # publishconf.py and the like build on this file: which one a command was given must not matter.
    usual = project.root / DEFAULT_CONFIG_NAME
    shown = project.shown(usual if usual.is_file() else project.settings_path)
    found: list[Segment] = []
    walk_settings(settings, project.visible_settings, collector(found))
    walk_renderer(Markdown(**settings["MARKDOWN"]), collector(found))
    told = REDIRECT_TEXTS if calls(CALL, project, settings) else NOTICE_TEXTS + REDIRECT_TEXTS
    found += [Segment(text, kind="notice", notation=Notation.TEXT) for text in told]
    return [to_message(segment, shown) for segment in found]


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
