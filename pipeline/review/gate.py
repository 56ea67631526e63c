"""Page by locale: publish or withhold, and why.

Everything is decided from the live source and the catalogs as they are: a translation counts only for
the very text it was made for.
"""

from __future__ import annotations

from collections import defaultdict
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
from pipeline.model import Catalog, Document, Finding, Language, anchors_of
from pipeline.natives import Native
from pipeline.paths import is_there
from pipeline.reports import PageStatus
from pipeline.review.alone import alone_in, document_of, remark, what_was_lost
from pipeline.review.assessment import Assessment, has_text, titles_of
from pipeline.review.judgement import Judgement, Part
from pipeline.review.policy import Policy
from pipeline.review.slugs import Settled, settle
from pipeline.review.source_findings import missing_sections
from pipeline.review.text_findings import TextFindings
from pipeline.review.uses import UsesByDomain, as_segment, count_words
from pipeline.review.verdicts import Slug, Verdicts
from pipeline.rules import found, found_unreadable
from pipeline.slugs import SlugRules
from pipeline.sources.extract import Extraction
from pipeline.sources.messages import documents_by_domain

#: By locale, the sources in its site as it stands; None where nobody knows them.
Standing = Mapping[str, frozenset[str] | None]


@dataclass(frozen=True, slots=True)
class Gate:
    """Decides for one site. Its checker renders each source text once for all locales.

    `standing` are the sources in the sites that are published now; `by_hand` those that were published as translations
    by hand, each with its original. `ledger` are the addresses that translated pages had. `documents` are the source's
    by their domain, `natives` those that stand for one of these, by the language's path and the original.
    """

    project: Project
    extraction: Extraction
    policy: Policy
    checker: Checker
    uses: UsesByDomain
    documents: Mapping[str, tuple[Document, ...]]
    natives: Mapping[str, Mapping[str, Native]]
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
        policy, ledger = Policy.of(project), read_addresses(project)
        documents = documents_by_domain(extraction.documents)
        uses, natives = UsesByDomain(extraction, documents), defaultdict[str, dict[str, Native]](dict)
        for native in extraction.natives:
            if native.replaces:
                natives[native.path][native.original] = native
        known = extraction, policy, checker, uses, documents, dict(natives)
        return cls(project, *known, standing or {}, by_hand or {}, ledger)

    def with_sources(self, extraction: Extraction) -> Gate:
        """The same gate for other texts of the same documents."""
        documents = documents_by_domain(extraction.documents)
        return replace(self, extraction=extraction, uses=UsesByDomain(extraction, documents), documents=documents)

    def assess(self, language: Language, catalogs: Mapping[str, Catalog | PipelineError], rules: Rules) -> Assessment:
        """Decide about each page of a locale by its catalogs, one for each domain, as `rules` judge their texts.

        In the place of one that could not be read is what is wrong with it: that is all that is said of its texts.
        """
        judged = {domain: self.judge(language, domain, found, rules) for domain, found in catalogs.items()}
        sound = {domain: catalog for domain, catalog in catalogs.items() if isinstance(catalog, Catalog)}
        return replace(self.together(language, judged), catalogs=sound)

    def judge(self, language: Language, domain: str, found: Catalog | PipelineError, rules: Rules) -> Judgement:
        """Decide about the pages of one domain by its catalog, or by what is wrong with that."""
        is_sound = isinstance(found, Catalog)
        catalog = found if isinstance(found, Catalog) else Catalog(domain, language.locale, ())
        unread = None if isinstance(found, Catalog) else found
        verdicts = Verdicts(self.policy, rules, language, catalog, self.uses.get(domain))
        decisions = self._decided(language, domain, verdicts, unread)
        for message in self.extraction.theme if domain == THEME_DOMAIN else ():
            verdicts.judge(as_segment(message), message.references[0])
        slugs = self._slugs(language, domain, verdicts)
        words, findings = verdicts.words, tuple(verdicts.findings()) if is_sound else ()
        return Judgement(
            domain,
            decisions,
            Part(findings, words["all"], words["translated"], words["fuzzy"], words["unapproved"]),
            verdicts.admissible,
            slugs,
            effective_rule(catalog, language.locale) if is_sound else None,
            has_text(catalog),
            unread,
        )

    def together(self, language: Language, judged: Mapping[str, Judgement]) -> Assessment:
        """What a locale is worth whose catalogs, one for each domain, are worth this; its catalogs are not in it."""
        by_hand = self._by_hand(language)
        slugs = {source: slug for found in judged.values() for source, slug in found.slugs.items()}
        settled = self._settled(language, slugs)
        judged = {domain: self._with_slugs(language, found, settled) for domain, found in judged.items()}
        decided = {source: page for found in judged.values() for source, page in found.decisions.items()}
        pages = tuple(decided[document.source] for document in self.extraction.documents)
        alone = {native: self._alone_page(native, language) for native in alone_in(self.extraction, language)}
        pages += tuple(alone.values())
        missing = [fault for page in pages if page.document.source in by_hand for fault in page.blockers]
        published = (native for native, page in alone.items() if page.published)
        remarks = (finding for native in published for finding in remark(self.project, native, language))
        parts = {domain: found.part for domain, found in judged.items()}
        translations = {domain: found.translations for domain, found in judged.items()}
        sound = [found for found in judged.values() if found.unread is None]
        return Assessment(
            language=language,
            decisions=pages,
            findings=(*missing, *remarks, *(finding for part in parts.values() for finding in part.findings)),
            translations=translations,
            catalogs={},
            words=sum(part.words for part in parts.values()),
            words_translated=sum(part.words_translated for part in parts.values()),
            words_fuzzy=sum(part.words_fuzzy for part in parts.values()),
            unread=frozenset(domain for domain, found in judged.items() if found.unread is not None),
            settled=settled,
            titles=titles_of(self.extraction.documents, translations),
            plurals=judged[THEME_DOMAIN].plurals,
            is_untouched=bool(sound) and not any(found.has_text for found in sound),
            parts=parts,
            words_unapproved=sum(part.words_unapproved for part in parts.values()),
        )

    def documents_of(self, language: Language) -> tuple[Document, ...]:
        """What is decided about in a language, in the order of its assessment's decisions."""
        alone = (document_of(self.project, native) for native in alone_in(self.extraction, language))
        return self.extraction.documents + tuple(alone)

    def assess_again(self, before: Assessment, changed: Iterable[Catalog], rules: Rules) -> Assessment | None:
        """What `assess` decides where these catalogs are others than `before`; None if more than they is to be judged.

        The theme's texts are on all pages, and a translated slug may be what another page's is.
        """
        catalogs, language = {catalog.domain: catalog for catalog in changed}, before.language
        documents = [document for document in self.extraction.documents if document.domain in catalogs]
        has_slug = any(document.slug is not None for document in documents)
        if THEME_DOMAIN in catalogs or before.unread or has_slug or not catalogs.keys() <= before.parts.keys():
            return None
        judged = [self.judge(language, domain, catalog, rules) for domain, catalog in catalogs.items()]
        return before.again(judged, catalogs.values())

    def settle(self, language: Language, catalogs: Iterable[Catalog]) -> Settled:
        """Where a locale's pages are by these catalogs of its, and nothing else of what they are worth."""
        slugs = dict[str, Slug]()
        for catalog in catalogs:
            verdicts = Verdicts(self.policy, self.checker, language, catalog, self.uses.get(catalog.domain))
            slugs |= self._slugs(language, catalog.domain, verdicts)
        return self._settled(language, slugs)

    def _decided(
        self, language: Language, domain: str, verdicts: Verdicts, unread: PipelineError | None
    ) -> dict[str, PageStatus]:
        """What is decided of each page, by its source; what is no draft comes first, and is the first to be judged."""
        by_hand = self._by_hand(language)
        documents = self.documents.get(domain, ())
        return {
            document.source: self._native_page(document, by_hand[document.source], language)
            if document.source in by_hand
            else self._page(document, language, verdicts, unread)
            for document in sorted(documents, key=lambda document: document.draft)
        }

    def _by_hand(self, language: Language) -> Mapping[str, Native]:
        return self.natives.get(language.path, {})

    def _slugs(self, language: Language, domain: str, verdicts: Verdicts) -> dict[str, Slug]:
        """What the slugs of a domain's pages are, by source, but for those by hand, which have their own."""
        by_hand = self._by_hand(language)
        return {
            document.source: verdicts.slug(document.slug)
            for document in self.documents.get(domain, ())
            if document.slug is not None and document.source not in by_hand
        }

    def _settled(self, language: Language, slugs: Mapping[str, Slug]) -> Settled:
        """Where pages are whose slug is translated."""
        texts = {source: slug.message.translations[0] for source, slug in slugs.items() if slug.message is not None}
        return settle(self.extraction, language, self.ledger, texts)

    def _with_slugs(self, language: Language, found: Judgement, settled: Settled) -> Judgement:
        """With the slugs that may be used among the others', and what is said of those that may not."""
        if not found.slugs:
            return found
        told = TextFindings(self.policy, language, found.domain)
        refused = {slug.segment.key: slug.refused for slug in found.slugs.values() if slug.refused is not None}
        for source, slug in found.slugs.items():
            if fault := settled.refused.get(source):
                refused[slug.segment.key] = told.faulty("address", fault, slug.segment, (), slug.message, "refused")
        known = {slug.segment.key: slug.message for slug in found.slugs.values()}
        texts = {key: one.translations for key, one in known.items() if one is not None and key not in refused}
        findings = (refused[key] for key in known if key in refused)
        part = replace(found.part, findings=(*found.part.findings, *findings))
        return replace(found, part=part, translations={**found.translations, **texts})

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
        segments = tuple(document.segments)
        missing = self._missing(document, document.path, anchors_of(segments))
        blockers = list(missing)
        words = translated = unapproved = other_words = other_translated = 0
        withholds = self.policy.withholds(language)
        in_source: dict[str, None] = {}
        for segment in segments:
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
