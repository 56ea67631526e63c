"""Page by locale: publish or withhold, and why.

Everything is decided from the live source and the catalogs as they are: a translation counts only for
the very text it was made for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from pipeline.catalogs.addresses import Addresses, read_addresses
from pipeline.catalogs.plurals import effective_rule
from pipeline.catalogs.read import read_catalog
from pipeline.catalogs.store import missing_catalog
from pipeline.checks.checker import Checker, Rules
from pipeline.checks.render import Renderer
from pipeline.config import THEME_DOMAIN, Project
from pipeline.errors import PipelineError
from pipeline.model import Catalog, Document, Finding, Language
from pipeline.natives import Native
from pipeline.paths import is_there
from pipeline.reports import PageStatus
from pipeline.review.alone import alone_in, document_of, remark, what_was_lost
from pipeline.review.assessment import (
    Assessment,
    Part,
    Uses,
    as_segment,
    count_words,
    nobody_began,
    titles_of,
    uses_by_domain,
)
from pipeline.review.policy import Policy
from pipeline.review.slugs import Settled, settle
from pipeline.review.source_findings import missing_sections
from pipeline.review.verdicts import Verdicts
from pipeline.rules import found, found_unreadable
from pipeline.slugs import SlugRules
from pipeline.sources.extract import Extraction

#: By locale, the sources in its site as it stands; None where nobody knows them.
Standing = Mapping[str, frozenset[str] | None]


@dataclass(frozen=True, slots=True)
class Gate:
    """Decides for one site. Its checker renders each source text once for all locales.

    `standing` are the sources in the sites that are published now; `by_hand` those that were published as translations
    by hand, each with its original. `ledger` are the addresses that translated pages had.
    """

    project: Project
    extraction: Extraction
    policy: Policy
    checker: Checker
    uses: Mapping[str, Uses]
    standing: Standing = field(default_factory=dict)
    by_hand: Mapping[str, str] = field(default_factory=dict)
    ledger: Addresses = field(default_factory=Addresses)

    @classmethod
    def of(
        cls,
        project: Project,
        settings: Mapping[str, Any],
        extraction: Extraction,
        standing: Standing | None = None,
        by_hand: Mapping[str, str] | None = None,
    ) -> Gate:
        """The gate of a site. Raises PipelineError if its ledger of approvals, or of addresses, is not well-formed."""
        renderer = Renderer(settings["MARKDOWN"], dict(extraction.roles))
        slugs = SlugRules.of(settings)
        base = urlsplit(str(settings.get("SITEURL") or "")).path.rstrip("/")
        root, *roots = (
            f"{base}/{project.folder_of(known)}".rstrip("/") for known in (project.source, *project.targets)
        )
        of_locales = dict(zip((target.locale for target in project.targets), roots, strict=True))
        checker = Checker(
            renderer, project.source, project.invariants, project.allowed_hosts, slugs, root=root, roots=of_locales
        )
        uses = uses_by_domain(extraction)
        policy, ledger = Policy.of(project), read_addresses(project)
        return cls(project, extraction, policy, checker, uses, standing or {}, by_hand or {}, ledger)

    def assess(self, language: Language, catalogs: Mapping[str, Catalog | PipelineError], rules: Rules) -> Assessment:
        """Decide about each page of a locale by its catalogs, one for each domain, as `rules` judge their texts.

        In the place of one that could not be read is what is wrong with it: that is all that is said of its texts.
        """
        sound = {domain: catalog for domain, catalog in catalogs.items() if isinstance(catalog, Catalog)}
        unread = {domain: error for domain, error in catalogs.items() if isinstance(error, PipelineError)}
        verdicts = {
            domain: self._verdicts(language, sound.get(domain, Catalog(domain, language.locale, ())), rules)
            for domain in catalogs
        }
        by_hand = self._by_hand(language)
        decided = self._decided(self.extraction.documents, language, verdicts, unread)
        pages = tuple(decided[document.source] for document in self.extraction.documents)
        alone = {native: self._alone_page(native, language) for native in alone_in(self.extraction, language)}
        pages += tuple(alone.values())
        missing = [fault for page in pages if page.document.source in by_hand for fault in page.blockers]
        published = (native for native, page in alone.items() if page.published)
        remarks = (finding for native in published for finding in remark(self.project, native, language))
        theme = verdicts[THEME_DOMAIN]
        for message in self.extraction.theme:
            theme.judge(as_segment(message), message.references[0])
        settled = self._settle(language, verdicts)
        parts = {domain: _part(verdict, with_findings=domain in sound) for domain, verdict in verdicts.items()}
        translations = {domain: verdict.admissible for domain, verdict in verdicts.items()}
        catalog = sound.get(THEME_DOMAIN)
        return Assessment(
            language=language,
            decisions=pages,
            findings=(*missing, *remarks, *(finding for part in parts.values() for finding in part.findings)),
            translations=translations,
            catalogs=sound,
            words=sum(part.words for part in parts.values()),
            words_translated=sum(part.words_translated for part in parts.values()),
            words_fuzzy=sum(part.words_fuzzy for part in parts.values()),
            unread=frozenset(unread),
            settled=settled,
            titles=titles_of(self.extraction.documents, translations),
            plurals=effective_rule(catalog, language.locale) if catalog is not None else None,
            is_untouched=nobody_began(sound.values()),
            parts=parts,
            words_unapproved=sum(part.words_unapproved for part in parts.values()),
        )

    def documents_of(self, language: Language) -> list[Document]:
        """What is decided about in a language, in the order of its assessment's decisions."""
        alone = (document_of(self.project, native) for native in alone_in(self.extraction, language))
        return [*self.extraction.documents, *alone]

    def assess_again(self, before: Assessment, changed: Iterable[Catalog], rules: Rules) -> Assessment | None:
        """What `assess` decides where these catalogs are others than `before`; None if more than they is to be judged.

        The theme's texts are on all pages, and a translated slug may be what another page's is.
        """
        catalogs, language = {catalog.domain: catalog for catalog in changed}, before.language
        documents = [document for document in self.extraction.documents if document.domain in catalogs]
        has_slug = any(document.slug is not None for document in documents)
        if THEME_DOMAIN in catalogs or before.unread or has_slug or not catalogs.keys() <= before.parts.keys():
            return None
        verdicts = {domain: self._verdicts(language, catalog, rules) for domain, catalog in catalogs.items()}
        decided = self._decided(documents, language, verdicts, {})
        return before.again(
            decided.values(),
            {domain: verdict.admissible for domain, verdict in verdicts.items()},
            catalogs.values(),
            {domain: _part(verdict) for domain, verdict in verdicts.items()},
        )

    def settle(self, language: Language, catalogs: Iterable[Catalog]) -> Settled:
        """Where a locale's pages are by these catalogs of its, and nothing else of what they are worth."""
        verdicts = {catalog.domain: self._verdicts(language, catalog, self.checker) for catalog in catalogs}
        return self._settle(language, verdicts)

    def _decided(
        self,
        documents: Iterable[Document],
        language: Language,
        verdicts: Mapping[str, Verdicts],
        unread: Mapping[str, PipelineError],
    ) -> dict[str, PageStatus]:
        """What is decided of each page, by its source; what is no draft comes first, and is the first to be judged."""
        by_hand = self._by_hand(language)
        return {
            document.source: self._native_page(document, by_hand[document.source], language)
            if document.source in by_hand
            else self._page(document, language, verdicts[document.domain], unread.get(document.domain))
            for document in sorted(documents, key=lambda document: document.draft)
        }

    def _verdicts(self, language: Language, catalog: Catalog, rules: Rules) -> Verdicts:
        return Verdicts(self.policy, rules, language, catalog, self.uses.get(catalog.domain))

    def _by_hand(self, language: Language) -> dict[str, Native]:
        own = (native for native in self.extraction.natives if native.path == language.path)
        return {native.original: native for native in own if native.replaces}

    def _settle(self, language: Language, verdicts: Mapping[str, Verdicts]) -> Settled:
        """Where pages are whose slug is translated, but for those by hand, which have their own."""
        by_hand = self._by_hand(language)
        asking = {
            document.source: (document.slug, verdicts[document.domain])
            for document in self.extraction.documents
            if document.slug is not None and document.source not in by_hand and document.domain in verdicts
        }
        found = {source: own.slug(segment) for source, (segment, own) in asking.items()}
        slugs = {source: slug for source, slug in found.items() if slug is not None}
        settled = settle(self.extraction, language, self.ledger, slugs)
        for source, fault in settled.refused.items():
            segment, own = asking[source]
            own.refuse(segment, fault)
        return settled

    def _native_page(self, document: Document, native: Native, language: Language) -> PageStatus:
        """A translation by hand is published as it is, if it has the required sections."""
        path = self.project.shown(self.project.content / native.source)
        blockers = self._missing(document, path, native.anchors, language.locale)
        was = self._was_published(document, language)
        return PageStatus(document, language.locale, not blockers, 0, 0, blockers, was_published=was)

    def _alone_page(self, native: Native, language: Language) -> PageStatus:
        """What is in one language alone is published there, unless it is left of a page that is gone."""
        page = self._native_page(document_of(self.project, native), native, language)
        blockers = (*what_was_lost(self.project, native, language, self.by_hand), *page.blockers)
        return replace(page, published=not blockers, blockers=blockers)

    def _page(
        self, document: Document, language: Language, verdicts: Verdicts, unread: PipelineError | None
    ) -> PageStatus:
        missing = self._missing(document, document.path, document.anchors())
        blockers = list(missing)
        words = translated = unapproved = other_words = other_translated = 0
        withholds = self.policy.withholds(language)
        in_source: dict[str, None] = {}
        for segment in document.segments:
            finding = verdicts.judge(segment, document.path, is_draft=document.draft)
            sections = self.policy.sections_of(segment) if document.kind == "article" else ()
            count = count_words(segment.text)
            words += count
            translated += count * (finding is None)
            unapproved += count * (finding is not None and finding.rule == "critical-unapproved")
            if sections and finding is not None:
                blockers += [finding] * withholds
                in_source |= dict.fromkeys(sections)
            elif not sections:
                other_words += count
                other_translated += count * (finding is None)
        share = other_translated / other_words if other_words else 1.0
        was = self._was_published(document, language)
        # A page that readers know may be behind for a while, but not in what it has to say.
        needed = self.project.threshold(language.locale, stays=was and not in_source)
        if share < needed:
            blockers.append(self._below_threshold(document, language, share, needed))
        if unread is not None:
            blockers, in_source = [*missing, found_unreadable(unread, language.locale)], {}
        return PageStatus(
            document,
            language.locale,
            not blockers,
            words,
            translated,
            tuple(blockers),
            in_source=() if withholds else tuple(in_source),
            was_published=was,
            stays=not blockers and share < self.project.threshold(language.locale),
            words_unapproved=unapproved,
        )

    def _was_published(self, document: Document, language: Language) -> bool:
        return document.source in (self.standing.get(language.locale) or ())

    def _missing(
        self, document: Document, path: str, present: frozenset[str], locale: str | None = None
    ) -> tuple[Finding, ...]:
        return tuple(missing_sections(self.project, path, present, locale)) if document.kind == "article" else ()

    def _below_threshold(self, document: Document, language: Language, share: float, needed: float) -> Finding:
        path = self.project.catalog_path(language.locale, document.domain)
        return found(
            "below-threshold",
            self.project.shown(path),
            f"{int(share * 100)} % of the words are translated, {round(needed * 100)} % are needed to publish the page",
            locale=language.locale,
            remedy="all" if needed == 1 else "remedy",
        )


def catalog_of(project: Project, language: Language, domain: str) -> Catalog:
    """A catalog of a site's. Raises PipelineError if it is missing or malformed."""
    path = project.catalog_path(language.locale, domain)
    if not is_there(path):
        raise missing_catalog(project, language, domain)
    return read_catalog(path, project, domain=domain, locale=language.locale)


def _part(verdicts: Verdicts, *, with_findings: bool = True) -> Part:
    words = verdicts.words
    found = tuple(verdicts.findings()) if with_findings else ()
    return Part(found, words["all"], words["translated"], words["fuzzy"], words["unapproved"])
