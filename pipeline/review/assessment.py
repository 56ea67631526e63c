"""What one locale's catalogs are worth against the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.catalogs.plurals import PluralRule
from pipeline.config import Project
from pipeline.model import Catalog, Document, Finding, Key, Language, Message
from pipeline.reports import PageStatus
from pipeline.review.judgement import Judgement, Part
from pipeline.review.slugs import Settled
from pipeline.sources.extract import Extraction

#: Admissible translations: by domain, by key, one text per plural form.
Translations = Mapping[str, Mapping[Key, tuple[str, ...]]]


def critical_messages(
    project: Project, extraction: Extraction, assessment: Assessment, section: str | None = None
) -> Iterator[tuple[str, Message]]:
    """The admissible translations of required sections, or of one of them, each with its catalog's path, once."""
    seen: set[tuple[str, Key]] = set()
    for document in extraction.documents:
        admissible = assessment.translations[document.domain]
        messages = assessment.catalogs[document.domain].by_key()
        for segment in document.segments if document.kind == "article" else ():
            sections = project.critical_sections(segment.anchors)
            place = document.domain, segment.key
            if not sections or place in seen or segment.key not in admissible or section not in (None, *sections):
                continue
            seen.add(place)
            path = project.catalog_path(assessment.language.locale, document.domain)
            yield project.shown(path), messages[segment.key]


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one locale's catalogs are worth against the source: what may be used, and what is wrong.

    `decisions` are about all sources, `pages` those that are no drafts: what readers and reports know of. `unread` are
    the domains whose catalogs could not be read: of what is in them nothing is known. `settled` are the addresses of
    pages whose slug is translated, `titles` by source those that are, `plurals` is the rule of the theme's catalog.
    `parts` are by domain what its catalog adds, whose findings come last; these and `catalogs` are where it was made.
    `words_unapproved` are translated, and wait for their approval alone.
    """

    language: Language
    decisions: Sequence[PageStatus]
    findings: tuple[Finding, ...]
    translations: Translations
    catalogs: Mapping[str, Catalog]
    words: int
    words_translated: int
    words_fuzzy: int
    unread: frozenset[str] = frozenset()
    settled: Settled = field(default_factory=Settled)
    titles: Mapping[str, str] = field(default_factory=dict)
    plurals: PluralRule | None = None
    is_untouched: bool = False
    parts: Mapping[str, Part] = field(default_factory=dict)
    words_unapproved: int = 0

    def published(self) -> frozenset[str]:
        """The sources whose pages are published in this locale."""
        return frozenset(page.document.source for page in self.decisions if page.published)

    def again(self, judged: Iterable[Judgement], catalogs: Iterable[Catalog]) -> Assessment:
        """The same, where some catalogs are others, which are worth this."""
        news = {found.domain: found for found in judged}
        general = self.findings[: len(self.findings) - sum(len(part.findings) for part in self.parts.values())]
        decided = {source: page for found in news.values() for source, page in found.decisions.items()}
        translations = {domain: found.translations for domain, found in news.items()}
        parts = {**self.parts, **{domain: found.part for domain, found in news.items()}}
        known = {**self.catalogs, **{catalog.domain: catalog for catalog in catalogs}}
        titles = {source: title for source, title in self.titles.items() if source not in decided}
        return replace(
            self,
            titles={**titles, **titles_of((page.document for page in decided.values()), translations)},
            is_untouched=not any(map(has_text, known.values())),
            decisions=tuple(decided.get(page.document.source, page) for page in self.decisions),
            findings=(*general, *(finding for part in parts.values() for finding in part.findings)),
            translations={**self.translations, **translations},
            catalogs=known,
            words=sum(part.words for part in parts.values()),
            words_translated=sum(part.words_translated for part in parts.values()),
            words_fuzzy=sum(part.words_fuzzy for part in parts.values()),
            words_unapproved=sum(part.words_unapproved for part in parts.values()),
            parts=parts,
        )

    def without(self, faults: Mapping[str, tuple[Finding, ...]]) -> Assessment:
        """The same, with the pages of these sources withheld for what was found in them."""
        decisions = tuple(
            replace(page, published=False, stays=False, blockers=(*page.blockers, *found))
            if (found := faults.get(page.document.source))
            else page
            for page in self.decisions
        )
        return replace(self, decisions=decisions)

    @property
    def words_to_do(self) -> int:
        """Words that translators have to translate yet, with those that are fuzzy."""
        return self.words - self.words_translated - self.words_unapproved

    @property
    def share(self) -> float:
        """The share of words that translators have done, 0.0 to 1.0."""
        return (self.words - self.words_to_do) / self.words if self.words else 1.0

    @property
    def pages(self) -> tuple[PageStatus, ...]:
        """The decisions about what is published, or waits for that."""
        return tuple(page for page in self.decisions if not page.document.draft)


def has_text(catalog: Catalog) -> bool:
    """Whether anybody has translated anything of what a catalog is asked for."""
    return any(message.has_text and not message.obsolete for message in catalog.messages)


def titles_of(documents: Iterable[Document], translations: Translations) -> dict[str, str]:
    """The titles that are translated, by source."""
    titles = {}
    for document in documents:
        key = next((segment.key for segment in document.segments if segment.kind == "title"), None)
        if key is not None and (forms := translations.get(document.domain, {}).get(key)):
            titles[document.source] = forms[0]
    return titles
