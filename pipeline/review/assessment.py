"""What one locale's catalogs are worth against the source."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from pipeline.catalogs.plurals import PluralRule
from pipeline.checks.checker import Rules
from pipeline.checks.pair import Fault
from pipeline.checks.plural import pairs_of
from pipeline.config import THEME_DOMAIN, Project
from pipeline.model import Catalog, Document, Finding, Key, Language, Message, Notation, Segment
from pipeline.notes import kind_in
from pipeline.reports import PageStatus
from pipeline.review.slugs import Settled
from pipeline.sources.extract import Extraction
from pipeline.sources.own_texts import COMES_TRANSLATED
from pipeline.surroundings import Place, Surroundings

# Code, tags, references, addresses, placeholders, what has a digit in it, numbers as Romans wrote them; the names of
# standards and registers before a number, of languages such as C++, and formulas such as CO₂.
_NO_WORDS = re.compile(
    r"`[^`]*`|<code\b[^<]*</code>|<[^<>]*>|\]\([^()\s]*\)|&\w+;|https?://\S+|(?<![\w.+-])[\w.+-]++@[\w.-]+|%\(\w+\)\w|\{[^{}]*\}"
    r"|(?<![\w./:+-])[a-zA-Z0-9_./:+-]*\d[a-zA-Z0-9_./:+-]*(?![^\W\d_])|\b[IVXLCDM]{2,}\b"
    r"|\b(?:ISO|IEC|EN|DIN|BS|ANSI|ASTM|IEEE|RFC|ISBN|ISSN|DOI|PMID|CAS|CVE|IBAN|BIC|ICD|ATC)\b[ \u00a0:/-]?(?=[\dA-Z])"
    r"|\b[A-Z][+#]{1,2}(?!\w)|\b[A-Za-z]{0,3}[₀-₉][A-Za-z₀-₉]*"
)
_WORD = re.compile(r"\w+(?:['’-]\w+)*")

#: The segments that ask for each message, the first one first.
Uses = Mapping[Key, tuple[Segment, ...]]
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
class Part:
    """What one catalog adds to what its locale is worth: findings, and words of the source."""

    findings: tuple[Finding, ...]
    words: int
    words_translated: int
    words_fuzzy: int
    words_unapproved: int


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
    decisions: tuple[PageStatus, ...]
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

    def again(
        self,
        decisions: Iterable[PageStatus],
        translations: Translations,
        catalogs: Iterable[Catalog],
        parts: Mapping[str, Part],
    ) -> Assessment:
        """The same, where some catalogs are others: with what they add, and what is decided of their pages."""
        general = self.findings[: len(self.findings) - sum(len(part.findings) for part in self.parts.values())]
        decided = {page.document.source: page for page in decisions}
        parts, known = {**self.parts, **parts}, {**self.catalogs, **{catalog.domain: catalog for catalog in catalogs}}
        titles = {source: title for source, title in self.titles.items() if source not in decided}
        return replace(
            self,
            titles=titles | titles_of((page.document for page in decided.values()), translations),
            is_untouched=nobody_began(known.values()),
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


def nobody_began(catalogs: Iterable[Catalog]) -> bool:
    """Whether there are catalogs, and nobody has translated anything yet."""
    found = list(catalogs)
    messages = (message for catalog in found for message in catalog.messages)
    return bool(found) and not any(message.has_text and not message.obsolete for message in messages)


def titles_of(documents: Iterable[Document], translations: Translations) -> dict[str, str]:
    """The titles that are translated, by source."""
    titles = {}
    for document in documents:
        key = next((segment.key for segment in document.segments if segment.kind == "title"), None)
        if key is not None and (forms := translations.get(document.domain, {}).get(key)):
            titles[document.source] = forms[0]
    return titles


@lru_cache(100_000)  # each language asks for each text
def count_words(text: str) -> int:
    """Words of a source text, as translators are paid by."""
    return len(_WORD.findall(text))


def has_words(text: str, names: Iterable[str] = ()) -> bool:
    """Whether there is anything to translate in a text: not in numbers, codes, addresses, and such names."""
    for name in names:
        text = text.replace(name, " ")
    return any(map(str.isalpha, _NO_WORDS.sub(" ", text)))


def as_segment(message: Message, places: tuple[Place, ...] = ()) -> Segment:
    """A message of the theme, as what asks for it."""
    around = Surroundings(places=places)
    kind, context = kind_in(message.extracted), message.msgctxt
    comment = COMES_TRANSLATED if COMES_TRANSLATED in message.extracted else ""
    return Segment(message.msgid, kind, Notation.TEXT, context=context, comment=comment, surroundings=around)


def uses_by_domain(extraction: Extraction) -> Mapping[str, Uses]:
    """The segments that ask for each text, by domain: those that are judged alike once."""
    found: dict[str, dict[Key, dict[object, Segment]]] = defaultdict(lambda: defaultdict(dict))

    def add(domain: str, segment: Segment) -> None:
        way = segment.notation, segment.kind, segment.surroundings
        found[domain][segment.key].setdefault(way, segment)

    for document in extraction.documents:
        for segment in document.texts():
            add(document.domain, segment)
    for message in extraction.theme:
        add(THEME_DOMAIN, as_segment(message, extraction.places.get(message.key, ())))
    return {domain: {key: tuple(segments.values()) for key, segments in uses.items()} for domain, uses in found.items()}


def refusals(uses: Iterable[Segment], message: Message, rule: PluralRule | None, rules: Rules) -> Iterator[Fault]:
    """Why a translation, with forms by this plural rule, may not be used, for any of the segments that ask for it."""
    for source, translation in pairs_of(message, rule):
        for use in uses:
            yield from rules.security(source, translation, use.notation, use.kind, use.surroundings)
