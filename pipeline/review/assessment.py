"""What one locale's catalogs are worth against the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pipeline.config import Project
from pipeline.model import Catalog, Finding, Key, Language, Message, Notation, PageStatus, Segment
from pipeline.sources.extract import Extraction

_WORD = re.compile(r"\w+(?:['’-]\w+)*")

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

    `decisions` are about all sources, `pages` those that are no drafts: what readers and reports know of.
    """

    language: Language
    decisions: tuple[PageStatus, ...]
    findings: tuple[Finding, ...]
    translations: Translations
    catalogs: Mapping[str, Catalog]
    words: int
    words_translated: int
    words_fuzzy: int

    def published(self) -> frozenset[str]:
        """The sources whose pages are published in this locale."""
        return frozenset(page.document.source for page in self.decisions if page.published)

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
    def pages(self) -> tuple[PageStatus, ...]:
        """The decisions about what is published, or waits for that."""
        return tuple(page for page in self.decisions if not page.document.draft)


def count_words(text: str) -> int:
    """Words of a source text, as translators are paid by."""
    return len(_WORD.findall(text))


def as_segment(message: Message) -> Segment:
    """A message of the theme, as what asks for it."""
    return Segment(message.msgid, kind=message.extracted[0], notation=Notation.TEXT, context=message.msgctxt)
