"""What became of pages and sites: decided by a gate, and built."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.model import Document, Finding, Language, Severity


@dataclass(frozen=True, slots=True)
class PageStatus:
    """The gate's decision for one document in one locale. Words are words of the source.

    `words_unapproved` are translated, too, and wait for their approval alone. `in_source` are sections that are shown
    in the source's language. One that `stays` does as it `was_published`.
    """

    document: Document
    locale: str
    published: bool
    words: int
    words_translated: int
    blockers: tuple[Finding, ...] = ()
    in_source: tuple[str, ...] = ()
    was_published: bool = False
    stays: bool = False
    words_unapproved: int = 0

    @property
    def is_lost(self) -> bool:
        """Whether readers will look for it in vain: it was published, and is no longer."""
        return self.was_published and not self.published

    @property
    def words_to_do(self) -> int:
        """Words that a translator has to translate yet, or to look at again."""
        return self.words - self.words_translated - self.words_unapproved

    @property
    def share(self) -> float:
        """The share of the page that translators have done, 0.0 to 1.0."""
        return (self.words - self.words_to_do) / self.words if self.words else 1.0

    @property
    def is_partial(self) -> bool:
        """Whether some of the page's text is in the source's language: what waits for its approval is, too."""
        return self.words_translated < self.words


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """A page that Pelican wrote: its source and its file below the site's root; a hidden one is in no list.

    `translates` is the original of one that was translated by hand; of any other it is nothing.
    """

    source: str
    kind: str
    save_as: str
    hidden: bool = False
    translates: str = ""


@dataclass(frozen=True, slots=True)
class SiteReport:
    """What became of one language's site: its pages, and the files of its drafts.

    One that is `published` is in the tree that takes the output's place; one that is `empty` has no page. One that is
    `kept` stood, and would come out the same. Of another, `news` are as many files as are not what they were, of so
    many; `why` is why it was built; `pages_kept` stood, `whole` says why none could, `amiss` which would be wrong.
    """

    language: Language
    pages: Sequence[BuiltPage] = ()
    drafts: frozenset[str] = frozenset()
    problems: tuple[Finding, ...] = ()
    published: bool = False
    empty: bool = False
    kept: bool = False
    seconds: float = 0.0
    news: tuple[int, int] = field(default=(0, 0), compare=False)
    why: tuple[str, str] = field(default=("", ""), compare=False)
    pages_kept: int = field(default=0, compare=False)
    whole: str = field(default="", compare=False)
    amiss: tuple[Finding, ...] = ()

    @property
    def errors(self) -> list[Finding]:
        """The problems that keep the site from being published."""
        return [finding for finding in self.problems if finding.severity is Severity.ERROR]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What became of a build: one report per site, and the decisions that led to it.

    `refused` are unsafe translations, and sources that have no place in the sites; `lost` are pages published before.
    """

    sites: tuple[SiteReport, ...]
    pages: tuple[PageStatus, ...]
    refused: tuple[Finding, ...] = ()
    lost: tuple[Finding, ...] = ()

    def withheld(self) -> Iterator[PageStatus]:
        """The pages that were held back, locale by locale."""
        return (page for page in self.pages if not page.published)
