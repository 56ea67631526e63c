"""What is to be built, decided before the first page is written. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.build.manifest import Manifest
from pipeline.build.publish import TOP
from pipeline.build.written import SiteTask
from pipeline.catalogs.pseudo import accented_translations
from pipeline.config import THEME_DOMAIN, Project
from pipeline.model import Key, Language, Native, PageStatus
from pipeline.plugin.site import Site
from pipeline.review.assessment import Assessment
from pipeline.sources.extract import Extraction


def pseudo_assessment(language: Language, extraction: Extraction) -> Assessment:
    """What a pseudo-locale is worth: all of it, in a machine's words."""
    pages = tuple(PageStatus(document, language.locale, True, 0, 0) for document in extraction.documents)
    return Assessment(language, pages, (), accented_translations(extraction.templates, language), {}, 0, 0, 0)


def published_now(
    project: Project,
    extraction: Extraction,
    assessments: Mapping[Language, Assessment],
    wanted: Iterable[Language],
    remembered: Manifest,
) -> Iterator[tuple[str, frozenset[str]]]:
    """What each locale publishes: by its gate, or what its site holds if that is not built anew."""
    present = frozenset(document.source for document in extraction.documents)
    for language in project.targets:
        if language in wanted:
            yield language.locale, assessments[language].published()
        elif not (project.output / project.folder_of(language)).is_dir():
            continue
        elif language.locale in remembered.pages:
            yield language.locale, remembered.pages[language.locale] & present
        elif language in assessments:
            yield language.locale, assessments[language].published()


def task_of(
    project: Project,
    settings: Mapping[str, Any],
    extraction: Extraction,
    language: Language,
    assessments: Mapping[Language, Assessment],
    published: Mapping[str, frozenset[str]],
    titles: Mapping[str, Mapping[str, str]],
    staging: Path,
) -> SiteTask:
    """The site of one language, as its process is handed it."""
    translations = assessments[language].translations if language != project.source else {}
    natives: dict[str, dict[str, str]] = {}
    names: dict[str, dict[str, frozenset[tuple[str, str]]]] = {}
    theme = {found.path: assessments[found].translations[THEME_DOMAIN] for found in assessments}
    for native in extraction.natives:
        natives.setdefault(native.path, {})[native.original] = native.source
        names.setdefault(native.path, {})[native.original] = _names_of(native, theme.get(native.path, {}))
    pages = assessments[language].decisions if language != project.source else ()
    anchors = dict(project.required_sections)
    site = Site(
        project,
        language,
        str(settings["SITEURL"]).rstrip("/"),
        translations,
        published,
        natives,
        partial=frozenset(page.document.source for page in pages if page.is_partial),
        in_source={page.document.source: frozenset(anchors[name] for name in page.in_source) for page in pages},
        native_names=names,
        titles=titles,
        assets=extraction.assets.localized.get(language.locale, {}),
        kept_texts=frozenset() if language == project.source else _kept_texts(extraction, translations[THEME_DOMAIN]),
    )
    expected = {
        natives.get(language.path, {}).get(document.source, document.source): document.kind
        for document in extraction.documents
        if language == project.source or document.source in published[language.locale]
    }
    folder = staging / language.path
    return SiteTask(site, folder, staging / TOP if project.chooser else folder, expected)


def _names_of(native: Native, translations: Mapping[Key, tuple[str, ...]]) -> frozenset[tuple[str, str]]:
    """The names in a translation by hand, those that are the translation of one as the source has it."""
    sources = {(context, forms[0]): msgid for (context, msgid), forms in translations.items() if context}
    return frozenset((name.kind, sources.get((name.kind, name.text), name.text)) for name in native.names)


def _kept_texts(extraction: Extraction, translations: Mapping[Key, tuple[str, ...]]) -> frozenset[str]:
    """The texts of the theme that stay as they are, plural ones in both forms."""
    kept = [message for message in extraction.theme if message.key not in translations]
    return frozenset(text for message in kept for text in (message.msgid, message.msgid_plural) if text)


def titles_of(assessment: Assessment, extraction: Extraction) -> dict[str, str]:
    """The titles of the pages that a language publishes, by source."""
    titles = {native.original: native.title for native in extraction.natives if native.path == assessment.language.path}
    for page in assessment.decisions:
        document = page.document
        if page.published:
            keys = [segment.key for segment in document.segments if segment.kind == "title"]
            found = assessment.translations[document.domain].get(keys[0], ()) if keys else ()
            titles.setdefault(document.source, found[0] if found else document.title)
    return titles
