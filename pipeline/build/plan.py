"""What is to be built, decided before the first page is written. Pure.

The sites of all languages have to agree on what each of them publishes: they link to one another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from pipeline.config import THEME_DOMAIN, Project
from pipeline.filed import FiledTexts, Filing
from pipeline.model import Address, Key, Language
from pipeline.natives import Native
from pipeline.plugin.site import Site
from pipeline.review import Assessment, its_own
from pipeline.slugs import as_known_to_hosts
from pipeline.sources.extract import Extraction


@dataclass(frozen=True, slots=True)
class Plan:
    """The sites that are to be built, and what all languages will publish once they are, by locale.

    `expected` are, by language, the sources whose pages its site is to have, with their kinds; `empty` are the
    languages that are wanted and have no page to which a list could lead: they have no site, and nothing offers them.
    `addresses` are, by locale and source, those of pages that are not at their source's.
    """

    project: Project
    base_url: str
    sites: Mapping[Language, Site]
    published: Mapping[str, frozenset[str]]
    expected: Mapping[Language, Mapping[str, str]]
    empty: frozenset[Language] = frozenset()
    addresses: Mapping[str, Mapping[str, Address]] = field(default_factory=dict)

    @property
    def has_address(self) -> bool:
        """Whether SITEURL says where the sites will be."""
        return "://" in self.base_url


def make_plan(
    project: Project,
    base_url: str,
    extraction: Extraction,
    assessments: Mapping[Language, Assessment],
    standing: Mapping[str, frozenset[str] | None],
    wanted: Iterable[Language],
    files: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
) -> Plan:
    """Plan the sites of the languages that are `wanted`, the source language among them.

    `standing` are, by locale, the sources in the sites that are published now; None where nobody knows them. `files`
    are those that these pages are in, below their language's site.
    """
    wanted = frozenset(wanted)
    hidden = _hidden(project, extraction)
    held = dict(_published(project, extraction, assessments, standing, wanted))
    in_lists = frozenset(document.source for document in extraction.documents if document.status == "published")
    in_lists |= {native.source for native in extraction.natives if native.is_original and native.status == "published"}
    same: dict[frozenset[str], frozenset[str]] = {}  # most languages publish the same
    published = {
        locale: same.setdefault(sources, sources)
        for locale, sources in held.items()
        if (sources & in_lists) - hidden[locale]
    }
    languages = [
        language
        for language in project.languages()
        if language in wanted and (language == project.source or language.locale in published)
    ]
    natives = _natives(extraction)
    addresses = dict(_addresses(project, extraction, assessments, published, wanted, files))
    source = Site(
        project,
        project.source,
        base_url,
        published=published,
        natives=natives,
        homes=_homes(extraction),
        own_addresses=frozenset(native.source for native in extraction.natives if native.has_own_address),
        native_names=_native_names(extraction, assessments),
        drafts=_drafts(extraction),
        hidden=hidden,
        statuses=_statuses(extraction),
        addresses=addresses,
        titles=_titles(project, extraction, assessments),
        template_words=extraction.template_words,
        constants=extraction.constants,
    )
    sites = {
        language: source
        if language == project.source
        else _translated(source, extraction, assessments[language], files.get(language.locale, {}))
        for language in languages
    }
    expected = dict(_expected(project, extraction, natives, published, languages))
    return Plan(project, base_url, sites, published, expected, wanted - frozenset(languages), addresses)


def _expected(
    project: Project,
    extraction: Extraction,
    natives: Mapping[str, Mapping[str, str]],
    published: Mapping[str, frozenset[str]],
    languages: Iterable[Language],
) -> Iterator[tuple[Language, Mapping[str, str]]]:
    """The sources whose pages a language's site is to have, with their kinds; of many languages it is the same."""
    kinds = {document.source: document.kind for document in extraction.documents}
    alone = {native.source: native.kind for native in extraction.natives if native.is_original}
    by_catalogs: dict[frozenset[str], dict[str, str]] = {}
    for language in languages:
        if language == project.source:
            yield language, kinds
            continue
        sources, by_hand = published[language.locale], natives.get(language.path)
        if sources not in by_catalogs:
            by_catalogs[sources] = {source: kind for source, kind in (kinds | alone).items() if source in sources}
        own = by_catalogs[sources]
        yield language, {by_hand.get(source, source): kind for source, kind in own.items()} if by_hand else own


def with_texts(plan: Plan, extraction: Extraction, before: Assessment, now: Assessment) -> Plan | None:
    """The same plan where a language's texts are others than `before`; None if more of it may be another.

    That is which pages there are and where, and what the theme says, which is on all of them.
    """
    language, names = now.language, set(before.catalogs)
    theme = before.translations[THEME_DOMAIN], now.translations[THEME_DOMAIN]
    if before.published() != now.published() or before.settled != now.settled or theme[0] != theme[1]:
        return None
    if names != set(now.catalogs) or before.translations.keys() != now.translations.keys():
        return None
    known = next(iter(plan.sites.values())).titles
    own = _titles(plan.project, extraction, {language: now})[language.locale]
    titles = known if known.get(language.locale) == own else {**known, language.locale: own}
    sites = {other: site if titles is known else replace(site, titles=titles) for other, site in plan.sites.items()}
    if language in sites:
        sites[language] = replace(sites[language], **_shown(plan.project, now))
    return replace(plan, sites=sites)


def _addresses(
    project: Project,
    extraction: Extraction,
    assessments: Mapping[Language, Assessment],
    published: Mapping[str, frozenset[str]],
    wanted: frozenset[Language],
    held: Mapping[str, Mapping[str, str]],
) -> Iterator[tuple[str, dict[str, Address]]]:
    """The addresses of pages that are not at their source's; in a site that is not built anew they are as they were."""
    documents = {document.source: document for document in extraction.documents if not document.draft}
    natives = _natives(extraction)
    for language in project.targets:
        own = assessments[language].settled.addresses if language in assessments else {}
        pages = published.get(language.locale, frozenset())
        if language in wanted:
            yield (
                language.locale,
                {source: address for source, address in own.items() if source in pages and source in documents},
            )
        elif project.slugs:
            by_hand, known = natives.get(language.path, {}), held.get(language.locale, {})
            yield (
                language.locale,
                {
                    source: own[source] if source in own and own[source].save_as == path else Address(path, path)
                    for source, path in known.items()
                    if source in pages
                    and source in documents
                    and source not in by_hand
                    and path != documents[source].address
                },
            )


def _published(
    project: Project,
    extraction: Extraction,
    assessments: Mapping[Language, Assessment],
    standing: Mapping[str, frozenset[str] | None],
    wanted: frozenset[Language],
) -> Iterator[tuple[str, frozenset[str]]]:
    """What each locale publishes: by its gate, or what its site holds if that is not built anew."""
    present = frozenset(document.source for document in extraction.documents) | _homes(extraction).keys()
    for language in project.targets:
        held = standing.get(language.locale)
        if language in wanted:
            yield language.locale, assessments[language].published()
        elif held is not None:
            yield language.locale, held & present
        elif language.locale in standing and language in assessments:
            yield language.locale, assessments[language].published()


def _translated(source: Site, extraction: Extraction, assessment: Assessment, held: Mapping[str, str]) -> Site:
    """The site of another language beside the source's, whose pages are `held` in these files until now."""
    theme = assessment.translations[THEME_DOMAIN]
    return replace(
        source,
        language=assessment.language,
        **_shown(source.project, assessment),
        plurals=assessment.plurals,
        assets=extraction.assets.localized.get(assessment.language.locale, {}),
        former=_former(source.project, extraction, assessment, held),
        untranslated=frozenset(message.key for message in extraction.theme if message.key not in theme),
    )


def _shown(project: Project, assessment: Assessment) -> dict[str, Any]:
    """What a site shows of a language's texts, as fields of it."""
    anchors, pages = dict(project.required_sections), assessment.decisions
    return {
        "translations": assessment.translations,
        "partial": frozenset(page.document.source for page in pages if page.is_partial),
        "in_source": {
            page.document.source: frozenset(anchors[name] for name in page.in_source)
            for page in pages
            if page.in_source
        },
    }


def _former(
    project: Project, extraction: Extraction, assessment: Assessment, held: Mapping[str, str]
) -> dict[str, frozenset[str]]:
    """The files at which each page was, by source, other than the one at which it is, or its original is."""
    settled, published, found = assessment.settled, assessment.published(), dict[str, frozenset[str]]()
    owners: dict[str, set[str]] = defaultdict(set)
    by_hand = {
        native.original: native.address
        for native in extraction.natives
        if native.path == assessment.language.path and native.replaces and native.has_own_address
    }
    for document in extraction.documents:
        source = document.source
        address = settled.addresses.get(source)
        own = address.save_as if address else by_hand.get(source, document.address)
        now = own if source in published else document.address
        for path in (own, document.address):
            owners[as_known_to_hosts(path)].add(source)
        before = {held[source]} if project.slugs and held.get(source) else set()
        former = (settled.former.get(source, frozenset()) | before | {own}) - {now, ""}
        if former and document.status != "draft":
            found[source] = former
    return its_own(found, owners, extraction.lists)


def _natives(extraction: Extraction) -> dict[str, dict[str, str]]:
    """The translations by hand: by the language's path, original to translation."""
    natives: dict[str, dict[str, str]] = {}
    for native in extraction.natives:
        if native.replaces:
            natives.setdefault(native.path, {})[native.original] = native.source
    return natives


def _homes(extraction: Extraction) -> dict[str, str]:
    """The originals that are not in the source's language, with the path of theirs."""
    return {native.source: native.path for native in extraction.natives if native.is_original}


def _drafts(extraction: Extraction) -> dict[str, frozenset[str]]:
    """The translations by hand that stand for nothing yet: by the language's path."""
    drafts: dict[str, frozenset[str]] = {}
    for native in extraction.natives:
        if not native.replaces:
            drafts[native.path] = drafts.get(native.path, frozenset()) | {native.source}
    return drafts


def _hidden(project: Project, extraction: Extraction) -> dict[str, frozenset[str]]:
    """The sources to whose page nothing leads in a language alone, by locale."""
    return {
        language.locale: frozenset(
            native.original for native in extraction.natives if native.path == language.path and native.is_hidden_alone
        )
        for language in project.targets
    }


def _statuses(extraction: Extraction) -> dict[str, str]:
    """What counts, whatever the files say: of drafts and translations by hand, and what has no place is passed over.

    A draft may be one for its date, which Pelican sees only once it has made a content: too late for its address.
    """
    drafts = {document.source: document.status for document in extraction.documents if document.draft}
    strays = {stray.source: "skip" for stray in extraction.strays if stray.withheld}
    return drafts | {native.source: native.status for native in extraction.natives} | strays


def _native_names(
    extraction: Extraction, assessments: Mapping[Language, Assessment]
) -> dict[str, dict[str, frozenset[tuple[str, str]]]]:
    """The names in translations by hand: by the language's path and the original."""
    theme = {language.path: found.translations[THEME_DOMAIN] for language, found in assessments.items()}
    names: dict[str, dict[str, frozenset[tuple[str, str]]]] = {}
    for native in (native for native in extraction.natives if native.replaces):
        names.setdefault(native.path, {})[native.original] = _names_of(native, theme.get(native.path, {}))
    return names


def _names_of(native: Native, translations: Mapping[Key, tuple[str, ...]]) -> frozenset[tuple[str, str]]:
    """The names in a translation by hand, those that are the translation of one as the source has it."""
    sources = {(context, forms[0]): msgid for (context, msgid), forms in translations.items() if context}
    return frozenset((name.kind, sources.get((name.kind, name.text), name.text)) for name in native.names)


def _titles(
    project: Project, extraction: Extraction, assessments: Mapping[Language, Assessment]
) -> dict[str, FiledTexts]:
    """The titles of the pages that each language publishes, by locale and source; each site has those of all."""
    filing = Filing()
    own = {document.source: document.title for document in extraction.documents}
    titles = {project.source.locale: FiledTexts.of(own, filing)}
    for language, assessment in assessments.items():
        by_hand = (native for native in extraction.natives if native.path == language.path and native.replaces)
        own = {native.original: native.title for native in by_hand}
        translated = dict(assessment.titles)
        for page in assessment.decisions:
            document = page.document
            if page.published:
                own.setdefault(document.source, translated.get(document.source, document.title))
        titles[language.locale] = FiledTexts.of(own, filing)
    return titles
