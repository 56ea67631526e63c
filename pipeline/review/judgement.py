"""What one catalog of a locale is worth by itself: what is told of it once it is no longer held."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import SupportsBytes

from pipeline.catalogs.plurals import PluralRule
from pipeline.errors import PipelineError
from pipeline.model import Finding, Key
from pipeline.reports import PageStatus
from pipeline.review.texts import PackedTexts
from pipeline.review.verdicts import Slug


@dataclass(frozen=True, slots=True)
class Part:
    """What one catalog adds to what its locale is worth: findings, and words of the source."""

    findings: tuple[Finding, ...]
    words: int
    words_translated: int
    words_fuzzy: int
    words_unapproved: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """The decisions about the pages of one domain, by source, and what its catalog adds to what its locale is worth.

    `translations` are those that may be used, but for `slugs`, by source: whether these do is decided beside those of
    all other pages. `unread` is what is wrong with a catalog that could not be read; `has_text` whether anybody has
    translated anything in it, `plurals` its rule for plural forms.
    """

    domain: str
    decisions: Mapping[str, PageStatus]
    part: Part
    translations: Mapping[Key, tuple[str, ...]]
    slugs: Mapping[str, Slug] = field(default_factory=dict)
    plurals: PluralRule | None = None
    has_text: bool = False
    unread: PipelineError | None = None

    def packed(self, put: Callable[[bytes], SupportsBytes]) -> Judgement:
        """The same, its translations packed and `put` somewhere."""
        return replace(self, translations=PackedTexts.of(self.translations, put))
