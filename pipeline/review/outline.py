"""What a locale is worth without its catalogs: what one process tells another, and a build the next one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from pipeline.catalogs.plurals import PluralRule
from pipeline.filed import FiledTexts, Filing
from pipeline.model import Document, Finding, Language
from pipeline.packed import Packed
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

    def about(self, document: Document, locale: str) -> PageStatus:
        """The status of this document's page."""
        return PageStatus(
            document,
            locale,
            self.published,
            self.words,
            self.words_translated,
            self.blockers,
            self.in_source,
            self.was_published,
            self.stays,
            self.words_unapproved,
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Decisions(Sequence[PageStatus]):
    """The decisions about these documents, packed: whoever plans a build has those of all languages."""

    documents: Sequence[Document]
    locale: str
    packed: Sequence[_Decision]

    def __iter__(self) -> Iterator[PageStatus]:
        pairs = zip(self.documents, self.packed, strict=True)
        return (found.about(document, self.locale) for document, found in pairs)

    def __len__(self) -> int:
        return len(self.documents)

    @overload
    def __getitem__(self, index: int) -> PageStatus: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[PageStatus, ...]: ...
    def __getitem__(self, index: int | slice) -> PageStatus | tuple[PageStatus, ...]:
        return tuple(self)[index]

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, tuple | _Decisions) else NotImplemented

    __hash__ = None  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Outline:
    """An assessment but for its translations: its decisions in the order of the gate's documents."""

    decisions: tuple[_Decision, ...]
    findings: tuple[Finding, ...]
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

    def assessment(self, gate: Gate, language: Language, texts: Texts, filing: Filing) -> Assessment:
        """The assessment of this language by this gate, with these texts and without its catalogs.

        What there is of each page waits in a file. Raises ValueError where the gate has other pages.
        """
        documents = gate.documents_of(language)
        if len(documents) != len(self.decisions):
            raise ValueError(f"{len(self.decisions)} decisions about {len(documents)} documents")
        return Assessment(
            language=language,
            decisions=_Decisions(documents, language.locale, Packed.of(self.decisions, _Decision, filing.put)),
            findings=self.findings,
            translations=texts,
            catalogs={},
            words=self.words,
            words_translated=self.words_translated,
            words_fuzzy=self.words_fuzzy,
            words_unapproved=self.words_unapproved,
            unread=self.unread,
            settled=self.settled,
            titles=FiledTexts.of(self.titles, filing),
            plurals=self.plurals,
            is_untouched=self.is_untouched,
        )
