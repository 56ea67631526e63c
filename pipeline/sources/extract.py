"""All sources to templates: documents by their walkers, templates and settings by Babel."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from jinja2 import Environment
from markdown import Markdown

from pipeline.config import MEMORY_DOMAIN, THEME_DOMAIN, VISIBLE_SETTINGS, Project
from pipeline.errors import PipelineError, errors_in
from pipeline.folders import in_any_case, takes_any_case
from pipeline.model import ADDRESS, Catalog, Document, Key, Message, Notation, Segment, Source, anchors_of
from pipeline.natives import Native, Stray, least_public
from pipeline.pelican_internals import DEFAULT_CONFIG_NAME, Reading, source_paths, status_of
from pipeline.rounds import require_no_rounds
from pipeline.slugs import SlugRules, is_reserved
from pipeline.sources.assets import Assets, find_assets, language_of_name, localized_name
from pipeline.sources.lists import list_files
from pipeline.sources.messages import merge_equal, templates_of, to_message
from pipeline.sources.own_texts import ASKED_BY, COMES_TRANSLATED, PARSERS_TEXTS, REDIRECT_TEXTS
from pipeline.sources.read_all import read_all
from pipeline.sources.settings import require_texts, walk_settings
from pipeline.sources.source_reader import collector
from pipeline.sources.theme_files import Templates, read_templates
from pipeline.sources.theme_templates import calls, template_messages, template_places
from pipeline.sources.told import as_error, errors_told
from pipeline.sources.walkers.markdown_extension import walk_renderer
from pipeline.sources.walkers.metadata import require_prose
from pipeline.sources.walkers.roles import merged
from pipeline.sources.walking_readers import site_reading
from pipeline.surroundings import Place, PlaceKind


@dataclass(frozen=True, slots=True)
class Extraction:
    """The text of a site as it is now: what every decision about a translation is made against.

    `strays` are sources in other languages that translate nothing of the site; `places` are where templates put the
    theme's messages, `template_words` whether words that no call marks are among these, and `constants` which constants
    are; `unread` are templates with
    tags that no extension knows. `roles` are those that
    documents in reStructuredText define, each with the one it is based on; `faults` are the files that cannot be read,
    or of which Pelican would build nothing; nothing else is of them. `lists` are the files that lists are built into.
    """

    documents: tuple[Document, ...]
    natives: tuple[Native, ...]
    theme: tuple[Message, ...]
    theme_path: str
    assets: Assets
    strays: tuple[Stray, ...]
    templates: tuple[Catalog, ...]
    places: Mapping[Key, tuple[Place, ...]] = field(default_factory=dict)
    template_words: bool = False
    constants: frozenset[str] = frozenset()
    unread: tuple[PipelineError, ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    faults: tuple[PipelineError, ...] = ()
    lists: frozenset[str] = frozenset()


def extract(project: Project, settings: dict[str, Any]) -> Extraction:
    """Read all sources of a site, with all its plugins, whose changes of the settings last.

    Raises PipelineError for the first template or setting that cannot be read or extracted.
    """
    shown = project.shown(project.settings_path)
    require_prose(project.fields, shown)
    require_texts(settings, project.visible_settings[len(VISIBLE_SETTINGS) :], shown)
    taxonomy: list[Message] = []
    documents: list[Document] = []
    originals: dict[tuple[str, ...], Document] = {}
    slugs: dict[str, str] = {}
    others: list[_Other] = []
    note = SlugRules.of(settings).note()
    read, faults, environment = _read(project, settings)
    faults += _same_addresses(project, read)
    for kind, path, source, original in _named(project, read):
        shown, relative = project.shown(path), path.relative_to(project.content).as_posix()
        date = datetime.fromisoformat(source.date) if source.date else None
        status = status_of(source.status, date, kind, settings)
        if source.language != project.source.path:
            others.append(_Other(kind, relative, source, status, original))
            continue
        domain = project.domain_of(relative)
        document = Document(
            shown,
            relative,
            kind,
            domain,
            source.title,
            source.segments,
            status,
            source.address,
            _slug(source, note) if project.slugs else None,
            source.pattern,
        )
        originals[kind, *(source.identity or (relative,))] = document
        slugs[relative] = source.slug
        if status != "skip":
            documents.append(document)
            if kind == "article":
                taxonomy += (to_message(name, shown) for name in source.names)
    natives, strays = _natives(project, originals, [other for other in others if other.status != "skip"], slugs)
    faults += _same_domains(documents, project)
    templates = read_templates(project, settings, environment)
    places, constants = template_places(templates)
    shown_settings = _settings_messages(project, settings, templates)
    theme = merge_equal([*template_messages(templates, places, constants), *shown_settings, *taxonomy])
    for message in shown_settings:  # a template may put a setting anywhere
        place = Place(PlaceKind.VARIABLE, message.references[0])
        places[message.key] = (*places.get(message.key, ()), place)
    return Extraction(
        documents=tuple(documents),
        natives=natives,
        theme=theme,
        theme_path=project.shown(project.theme),
        assets=find_assets(project.content, settings["STATIC_PATHS"], project.targets),
        strays=strays,
        templates=templates_of(project, documents, theme),
        places=places,
        template_words=templates.have_words,
        constants=constants,
        unread=templates.unread,
        roles=tuple(merged(role for _, _, source in read for role in source.roles).items()),
        faults=tuple(faults),
        lists=list_files(settings, (source for kind, _, source in read if kind == "article" and project.slugs)),
    )


def _slug(source: Source, note: str) -> Segment | None:
    """The slug of a source as what translators are offered, if its address is made of it."""
    if source.pattern is None or not source.slug or is_reserved(source.slug):
        return None
    return Segment(source.slug, ADDRESS, context=ADDRESS, comment=note)


@dataclass(frozen=True, slots=True)
class _Other:
    """A source in another language: its path below the content folder, and the original's that its name tells of."""

    kind: str
    path: str
    source: Source
    status: str
    original: str | None


@dataclass(frozen=True, slots=True)
class _Original:
    """What a source translates, or itself: its path below the content folder, its status, and what it says of that."""

    source: str
    status: str
    says_so: bool = False


def _named(project: Project, read: list[tuple[str, Path, Source]]) -> Iterator[tuple[str, Path, Source, str | None]]:
    """The sources; of those that are named as translations by hand the original, too, and their language is that.

    A name such as `name.de.md` is one of a translation if its language is one of the site's, or there is a `name.md`.
    """
    sources = {path: source for _, path, source in read}
    for kind, path, source in read:
        known = localized_name(path, project.targets)
        original, language = known or language_of_name(path) or (path, project.source)
        if language == project.source or (known is None and original not in sources):
            yield kind, path, source, None
            continue
        named = original.relative_to(project.content).as_posix()
        if original in sources:
            known_by = sources[original].identity or (named,)
            yield kind, path, replace(source, language=language.path, identity=known_by), named
        else:  # what it says itself counts
            own = source.language if source.language != project.source.path else language.path
            yield kind, path, replace(source, language=own), named


def _natives(
    project: Project,
    originals: Mapping[tuple[str, ...], Document],
    others: Sequence[_Other],
    slugs: Mapping[str, str],
) -> tuple[tuple[Native, ...], tuple[Stray, ...]]:
    """The translations written by hand, what is in one language alone, and what has no place in the site.

    `slugs` are those of the originals in the source's language.
    """
    slugs = {**{other.path: other.source.slug for other in others}, **slugs}
    targets = {language.path: language for language in project.targets}
    natives: dict[tuple[str, str], Native] = {}
    strays = []
    alone = _alone(project, originals, others)
    for other in others:
        source, original = other.source, originals.get((other.kind, *other.source.identity))
        language = targets.get(source.language)
        found = alone.get(other.path) if original is None else _Original(original.source, original.status)
        if language is None:
            reason = f"its language {source.language!r} is not one of the site's"
            withheld = other.original is not None
            strays.append(Stray(other.path, reason, withheld=withheld, remedy="language", language=source.language))
        elif found is None:
            wanted = other.original or f"{other.kind} in {project.source.english} with the slug {source.slug!r}"
            strays.append(Stray(other.path, f"it says Translation: true, and there is no {wanted}"))
        elif found.status == "skip":
            strays.append(Stray(other.path, f"its original {found.source} is published nowhere", remedy="skipped"))
        elif known := natives.get((source.language, found.source)):
            reason = f"{known.source} is the translation of {found.source} into {language.english} already"
            strays.append(Stray(other.path, reason, remedy="twice"))
        else:
            natives[source.language, found.source] = Native(
                other.path,
                found.source,
                source.language,
                source.title,
                anchors_of(source.segments),
                source.names,
                own_status=other.status,
                status=least_public(other.status, found.status),
                original_status=found.status,
                kind=other.kind,
                missing=other.original or "" if original is None and source.is_translation is None else "",
                says_so=source.is_translation is False or found.says_so,
                # One that is named as a translation is known by that.
                has_own_address=other.original is None and source.slug != slugs[found.source],
                address=source.address,
            )
    return tuple(natives.values()), tuple(strays)


def _alone(
    project: Project, originals: Mapping[tuple[str, ...], Document], others: Iterable[_Other]
) -> dict[str, _Original]:
    """What stands for the original of each source that has none in the source's language, by its path.

    That is one of those which belong together by their name or slug: itself, if there is only one.
    """
    order = [language.path for language in project.targets]
    groups: dict[tuple[str, ...], list[_Other]] = {}
    for other in others:
        if other.source.language in order and (other.kind, *other.source.identity) not in originals:
            known_by = (other.original,) if other.original else other.source.identity or (other.path,)
            groups.setdefault((other.kind, *known_by), []).append(other)
    found: dict[str, _Original] = {}
    for group in groups.values():
        # Where all say that they are translations, the original is lost.
        candidates = [other for other in group if not other.source.is_translation]
        if candidates:
            first = min(candidates, key=lambda other: order.index(other.source.language))
            original = _Original(first.path, first.status, first.source.is_translation is False)
            found |= {other.path: original for other in group}
    return found


def _read(
    project: Project, settings: dict[str, Any]
) -> tuple[list[tuple[str, Path, Source]], list[PipelineError], Environment]:
    """Kind, path and content of each article and page, why some cannot be read, and what reads templates."""
    with errors_told() as records, site_reading(project, settings) as reading:
        faults = [as_error(record, project) for record in records]
        files = source_files(project, reading)
        found = read_all(project, reading, files)
    read = [
        (kind, path, source) for (kind, path), source in zip(files, found, strict=True) if isinstance(source, Source)
    ]
    faults += (one for error in found if isinstance(error, PipelineError) for one in errors_in(error))
    return read, faults, reading.environment


def source_files(project: Project, reading: Reading) -> list[tuple[str, Path]]:
    """Kind and path of each article and page, by Pelican's own rules for which files are sources.

    Raises PipelineError for links between folders that lead round in a circle.
    """
    require_no_rounds(reading.settings, project.shown)
    return [
        (kind, Path(os.path.normpath(project.content / path)))
        for kind, generator in reading.generators.items()
        for path in source_paths(generator, kind)
    ]


def _same_addresses(project: Project, read: list[tuple[str, Path, Source]]) -> Iterator[PipelineError]:
    """Originals that a build refuses (`require_own_files`): two that are built into one file, or a way up to it."""
    owners: dict[str, Path] = {}
    for _, path, source, _ in _named(project, read):
        if source.language != project.source.path or not source.save_as:
            continue
        if ".." in PurePosixPath(source.save_as).parts:
            yield PipelineError(
                f"would be written to {source.save_as!r}, by a way up out of a folder",
                path=project.shown(path),
                hint="write Slug and Save_as without '..'",
            )
        owner = owners.setdefault(source.save_as, path)
        if owner is not path:
            yield PipelineError(
                f"would be written to {source.save_as!r}, as {project.shown(owner)} is",
                path=project.shown(path),
                hint="give one of them another Slug",
            )


def _settings_messages(project: Project, settings: Mapping[str, Any], templates: Templates) -> list[Message]:
    # publishconf.py and the like build on this file: which one a command was given must not matter.
    usual = project.root / DEFAULT_CONFIG_NAME
    shown = project.shown(usual if usual.is_file() else project.settings_path)
    found: list[Segment] = []
    walk_settings(settings, project.visible_settings, collector(found))
    walk_renderer(Markdown(**settings["MARKDOWN"]), collector(found))
    told = [text for name, texts in ASKED_BY.items() if not calls(name, templates) for text in texts]
    found += [Segment(text, kind="notice", notation=Notation.TEXT) for text in (*told, *REDIRECT_TEXTS)]
    return [to_message(replace(segment, comment=_note_on(segment)), shown) for segment in found]


def _note_on(segment: Segment) -> str:
    own = segment.kind == "notice" or (segment.kind == "renderer" and segment.text in PARSERS_TEXTS)
    return COMES_TRANSLATED if own else segment.comment


_OURS = {THEME_DOMAIN: "the theme", MEMORY_DOMAIN: "what was imported for later"}


def _same_domains(documents: Iterable[Document], project: Project) -> Iterator[PipelineError]:
    """Documents that share the name of a catalog with one of ours or, where each has its own, with each other.

    Some file systems take names in other capitals for the same; where this one does, so do catalogs.
    """
    owners, alike = dict[str, Document](), dict[str, Document]()
    for document in documents:
        owner = owners.setdefault(document.domain, document)
        near = alike.setdefault(in_any_case(document.domain), document)
        if owner is document is not near and takes_any_case(project.root / document.path):
            owner = near
        other = _OURS.get(document.domain.casefold())
        if other is None and project.domains == "file" and owner is not document:
            other = owner.path
        if other is not None:
            yield PipelineError(
                f"shares the domain {document.domain!r} with {other}",
                path=document.path,
                hint="rename the file (or its folder, if that names the domain), or set GETTEXT['domains'] to 'site'",
            )
