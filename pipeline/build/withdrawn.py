"""Pages that readers are shown and are no longer to be: of a source that was deleted or hidden, of a stale text. Pure.

What is withdrawn is withdrawn in all languages: a site that has such a page is built anew, whichever languages were
asked for. Where it cannot be, the page is taken out of the site as it stands, and that is told.
What leads to it goes with it: pages that a build has written for that, and nothing else that a ledger names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, replace

from pipeline.build.manifest import Manifest, Shown
from pipeline.catalogs.addresses import NO_ADDRESSES, Addresses
from pipeline.config import Project
from pipeline.model import Finding, Language
from pipeline.natives import STATUSES
from pipeline.review import Assessment
from pipeline.rules import NO_REMEDY, found
from pipeline.sources.extract import Extraction

_NOBODY = STATUSES[0]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What each published site shows to more people than it is for: `pages` by language and source, their paths.

    `removable` are the pages that nobody is to see by their address either, as a hidden one is, `leading` the files
    that may lead to these from addresses that they had.
    """

    pages: Mapping[Language, Mapping[str, str]]
    removable: Mapping[Language, frozenset[str]]
    leading: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        project: Project,
        extraction: Extraction,
        assessments: Mapping[Language, Assessment],
        published: Mapping[str, Mapping[str, Shown]],
        ledger: Addresses = NO_ADDRESSES,
    ) -> Withdrawn:
        """What is to be withdrawn from the sites in which these pages are `published`, by locale and source.

        In the `ledger` is where they were before; the address of the original leads to them, too.
        """
        pages: dict[Language, dict[str, str]] = {}
        removable: dict[Language, frozenset[str]] = {}
        for language in project.languages():
            now = _statuses(extraction, language, assessments.get(language))
            own = {
                source: page.path
                for source, page in published.get(language.locale, {}).items()
                if _rank(now.get(source, _NOBODY)) < _rank(page.status)
            }
            if own:
                pages[language] = own
                removable[language] = frozenset(source for source in own if now.get(source) != "hidden")
        shown = {page.path for known in published.values() for page in known.values()}
        originals = published.get(project.source.locale, {})
        leading = {
            f"{project.folder_of(language)}/{address}".lstrip("/")
            for language, sources in removable.items()
            for source in sources
            for address in {originals.get(source, Shown()).path, *ledger.of(language.locale, source)}
            if address and language != project.source
        }
        return cls(pages, removable, frozenset(leading - shown))

    def leading_from(self, are_known: Callable[[str], bool]) -> Withdrawn:
        """The same, with those that `are_known` as pages which lead on: lists and others the ledger may name, too."""
        return replace(self, leading=frozenset(filter(are_known, self.leading)))

    def paths(self) -> frozenset[str]:
        """The files of all pages that can be removed, and of what leads to them."""
        return self.leading | frozenset(
            self.pages[language][source] for language, sources in self.removable.items() for source in sources
        )

    def without(self, manifest: Manifest, language: Language) -> dict[str, Shown]:
        """What a site has once the pages are taken out of it as it stands."""
        gone = self.removable.get(language, frozenset())
        return {source: page for source, page in manifest.pages[language.locale].items() if source not in gone}

    def told(self, language: Language, files: Set[str], folder: str) -> Iterator[Finding]:
        """What there is to say of a site that could not be built anew; `files` are those in the output."""
        for source, path in sorted(self.pages.get(language, {}).items()):
            if path and path not in files:
                message = (
                    f"{source} is withdrawn and its page removed, but lists and feeds in {language.english} still have "
                    "it: the site was not built anew"
                )
            else:
                message = (
                    f"{source} is withdrawn and still published in {language.english}: the site was not built anew"
                )
            yield found("still-published", path or folder, message, locale=language.locale)

    def built_as_well(self, language: Language, folder: str) -> Iterator[Finding]:
        """What there is to say of a site that nobody has asked for."""
        named = ", ".join(sorted(self.pages.get(language, {})))
        if named:
            message = f"the site in {language.english} was built as well, for it had what is withdrawn: {named}"
            yield found("built-as-well", folder, message, locale=language.locale, remedy=NO_REMEDY)


def removed_sites(project: Project, before: Manifest, files: Set[str]) -> Iterator[Finding]:
    """What there is to say of languages that the settings no longer name, and whose pages are not among the files."""
    named = {language.locale for language in project.languages()}
    for locale in sorted(before.pages.keys() - named):
        pages = {page.path for page in before.pages[locale].values()} & before.files
        if pages and pages.isdisjoint(files):
            message = f"the site in {Language.of(locale).english} is removed: the settings no longer name {locale!r}"
            path = project.settings_path.name
            yield found("no-longer-published", path, message, locale=locale, remedy="language")


def _statuses(extraction: Extraction, language: Language, assessment: Assessment | None) -> dict[str, str]:
    """Who is to see each page in a language, by its original; of the source language by that alone."""
    by_hand = {
        native.original: native.status
        for native in extraction.natives
        if native.path == language.path and native.replaces
    }
    withheld = set(_withheld(assessment)) if assessment else set()
    # What is in one language alone is by hand, and no document.
    known = {document.source: document.status for document in extraction.documents} | by_hand
    return {source: status for source, status in known.items() if source not in withheld}


def _withheld(assessment: Assessment) -> Iterator[str]:
    """The sources of pages that must not be shown as they were; one that is only behind may wait for the next build.

    Of one whose catalog cannot be read nobody knows.
    """
    for page in assessment.decisions:
        reasons = {finding.rule for finding in page.blockers} - {"below-threshold"}
        if not page.published and reasons and page.document.domain not in assessment.unread:
            yield page.document.source


def _rank(status: str) -> int:
    return STATUSES.index(status)
