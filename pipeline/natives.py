"""Translations that were written by hand, what is in one language alone, and who is to see them."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Segment

#: What Pelican knows of who is to see a content, from the authors alone to everybody; "skip" is for nobody.
STATUSES = ("skip", "draft", "hidden", "published")


def least_public(*statuses: str) -> str:
    """The one of these statuses that shows a content to the fewest."""
    return min(statuses, key=STATUSES.index)


@dataclass(frozen=True, slots=True)
class Native:
    """A translation that was written by hand, as Pelican has them (same slug, another `lang`).

    `source` and `original` are relative to the content folder, `path` is the language's. `anchors` are as a document's,
    `names` those of its category, tags and authors. `own_status` is what its file says; its `status` is never more
    public than its original's.

    What has none in the source's language is its own original, or that of others like it in further languages.
    `missing` is the one that its name tells of, which is not there. It `says_so` where its file says that it is no
    translation. It `has_own_address` where it has another slug than its original: what they have in common is another
    field then (ARTICLE_TRANSLATION_ID); `address` is the file that such a one is built into once it is published.
    """

    source: str
    original: str
    path: str
    title: str
    anchors: frozenset[str] = frozenset()
    names: tuple[Segment, ...] = ()
    own_status: str = "published"
    status: str = "published"
    original_status: str = "published"
    kind: str = "article"
    missing: str = ""
    says_so: bool = False
    has_own_address: bool = False
    address: str = ""

    @property
    def is_original(self) -> bool:
        """Whether it translates nothing: it is in its language alone, or others translate it."""
        return self.source == self.original

    @property
    def replaces(self) -> bool:
        """Whether it stands in its language for the original; a draft of what readers have is for its authors alone."""
        return self.status != "draft" or self.original_status == "draft"

    @property
    def is_hidden_alone(self) -> bool:
        """Whether nothing leads to it, although its original is in lists."""
        return self.status == "hidden" and self.original_status == "published"


@dataclass(frozen=True, slots=True)
class Stray:
    """A source in another language that translates nothing of the site, relative to the content folder.

    One that is `withheld` is published nowhere, others in the source language's site, as Pelican does. `remedy` is the
    name of what to do; `language` is its own, where the site does not have it.
    """

    source: str
    reason: str
    withheld: bool = True
    remedy: str = "remedy"
    language: str = ""
