"""What a locale is worth without its catalogs: what one process tells another, and a build the next one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.catalogs.plurals import PluralRule
from pipeline.model import Finding, Language
from pipeline.reports import PageStatus
from pipeline.review.assessment import Assessment
from pipeline.review.gate import Gate
from pipeline.review.slugs import Settled
from pipeline.review.texts import Texts


@dataclass(frozen=True, slots=True)
class _Decision:
    """A page's status but for its document, which whoever is told of it has."""

    published: bool
    words: int
    words_translated: int
    words_unapproved: int
    blockers: tuple[Finding, ...]
    in_source: tuple[str, ...]
    was_published: bool
    stays: bool

    @classmethod
    def of(cls, page: PageStatus) -> _Decision:
        return cls(
            page.published,
            page.words,
            page.words_translated,
            page.words_unapproved,
            page.blockers,
            page.in_source,
            page.was_published,
            page.stays,
        )


@dataclass(frozen=True, slots=True)
class Outline:
    """An assessment: its decisions in the order of the gate's documents, its translations packed."""

    decisions: tuple[_Decision, ...]
    findings: tuple[Finding, ...]
    texts: Texts
    words: int
    words_translated: int
    words_fuzzy: int
    words_unapproved: int
    unread: frozenset[str]
    settled: Settled
    titles: dict[str, str]
    plurals: PluralRule | None
    is_untouched: bool

    @classmethod
    def of(cls, assessment: Assessment) -> Outline:
        """What is told of an assessment."""
        return cls(
            tuple(map(_Decision.of, assessment.decisions)),
            assessment.findings,
            Texts.of(assessment.translations),
            assessment.words,
            assessment.words_translated,
            assessment.words_fuzzy,
            assessment.words_unapproved,
            assessment.unread,
            assessment.settled,
            dict(assessment.titles),
            assessment.plurals,
            assessment.is_untouched,
        )

    def filed(self) -> Outline:
        """The same, its translations in a file."""
        return replace(self, texts=self.texts.filed())

    def assessment(self, gate: Gate, language: Language) -> Assessment:
        """The assessment of this language by this gate, without its catalogs; its translations are still packed."""
        documents = gate.documents_of(language)
        decisions = tuple(
            PageStatus(
                document,
                language.locale,
                found.published,
                found.words,
                found.words_translated,
                found.blockers,
                found.in_source,
                found.was_published,
                found.stays,
                found.words_unapproved,
            )
            for document, found in zip(documents, self.decisions, strict=True)
        )
        return Assessment(
            language=language,
            decisions=decisions,
            findings=self.findings,
            translations=self.texts,
            catalogs={},
            words=self.words,
            words_translated=self.words_translated,
            words_fuzzy=self.words_fuzzy,
            words_unapproved=self.words_unapproved,
            unread=self.unread,
            settled=self.settled,
            titles=self.titles,
            plurals=self.plurals,
            is_untouched=self.is_untouched,
        )
