"""Everything that is known of a site at one time: read, judged and planned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import quote, urlsplit

from pipeline.build import Plan
from pipeline.catalogs.decisions import APPROVALS, WAIVERS
from pipeline.catalogs.waivers import Waivers, read_waivers
from pipeline.config import Project
from pipeline.errors import PipelineError, errors_in
from pipeline.model import Key, Language, Message
from pipeline.plugin.site import Site
from pipeline.preview.index import Index
from pipeline.reports import PageStatus
from pipeline.review import Assessment, Gate, RememberingRules
from pipeline.sources.extract import Extraction

#: The folder of the sites themselves in a copy.
COPIED = "site"
#: Kinds of files that are texts and no pages.
_TEXTS = ("xml", "json", "text/plain")


@dataclass(frozen=True)
class Snapshot:
    """Everything that is known of a site at one time.

    `revision` counts what changed, `edition` what changed in sources alone, `epoch` what changed besides these and
    catalogs. `complete` are the assessments as if all
    pages were published: of them the `whole` plan is made. `elsewhere` is the address that the site has where it is
    published, if its links name it. One that `is_copy` is shown as files: each path is that of one. `failures` are what
    is wrong with catalogs that cannot be read: their language is as it was before, if it was ever. Languages that are
    `coming` are not known yet.
    """

    revision: int
    epoch: int
    project: Project
    index: Index
    gate: Gate
    assessments: Mapping[Language, Assessment]
    failures: Mapping[Language, PipelineError]
    published: Plan
    whole: Plan
    complete: Mapping[Language, Assessment] = field(default_factory=dict)
    rules: Mapping[Language, RememberingRules] = field(default_factory=dict)
    elsewhere: str = ""
    is_copy: bool = False
    coming: tuple[Language, ...] = ()
    edition: int = 0

    def as_published(self, data: bytes, kind: str) -> bytes:
        """A file that no browser follows, such as a feed, with the site's own address: there is none of this server.

        Links of pages lead here, so that one can go from one to the next.
        """
        here = urlsplit(self.published.base_url)
        if not self.elsewhere or not kind.endswith(_TEXTS):
            return data
        there = urlsplit(self.elsewhere)
        data = data.replace(f"{here.scheme}://{here.netloc}".encode(), f"{there.scheme}://{there.netloc}".encode())
        return data.replace(f"tag:{here.hostname},".encode(), f"tag:{there.hostname},".encode())  # RFC 4151

    @property
    def extraction(self) -> Extraction:
        """What was read of the sources."""
        return self.index.extraction

    @cached_property
    def base(self) -> str:
        """What stands before the address of each language's site, on this host."""
        return urlsplit(self.published.base_url).path.rstrip("/")

    @cached_property
    def waivers(self) -> Waivers:
        """The findings that people have called right as they are. Raises PipelineError if their ledger is broken."""
        return read_waivers(self.project)

    @cached_property
    def _by_key(self) -> dict[tuple[Language, str], dict[Key, Message]]:
        return {}

    def message(self, language: Language, domain: str, key: Key) -> Message | None:
        """A message as a language's catalog has it."""
        place = language, domain
        if place not in self._by_key:
            catalog = self.assessments[language].catalogs.get(domain)
            self._by_key[place] = catalog.by_key() if catalog else {}
        return self._by_key[place].get(key)

    def language(self, locale: str) -> Language | None:
        """The language of the site with this name."""
        return next((known for known in self.languages() if known.locale == locale), None)

    def languages(self) -> tuple[Language, ...]:
        """The source's language, and those that are shown."""
        return (self.project.source, *self.assessments)

    def page(self, language: Language, source: str) -> PageStatus | None:
        """What was decided of the page in a language of a source, or of one that was translated by hand."""
        site = self.whole.sites.get(language)
        source = site.original_of(source) if site else source
        if language not in self._pages:  # an overview asks for each
            assessment = self.assessments.get(language)
            decided = reversed(assessment.decisions) if assessment else ()
            self._pages[language] = {page.document.source: page for page in decided}
        return self._pages[language].get(source)

    @cached_property
    def _pages(self) -> dict[Language, dict[str, PageStatus]]:
        return {}

    def address(self, language: Language, source: str) -> str:
        """The file of a page below its language's site."""
        assessment = self.assessments.get(language)
        own = assessment.settled.addresses.get(source) if assessment else None
        return own.save_as if own else self.index.documents[source].address

    def faults(self) -> list[PipelineError]:
        """What cannot be read: sources, and catalogs."""
        return [*self.extraction.faults, *(one for failure in self.failures.values() for one in errors_in(failure))]

    def files(self) -> dict[str, Path]:
        """The files that translators and reviewers write, by their names in the project."""
        project = self.project
        catalogs = (
            project.catalog_path(language.locale, domain)
            for language, assessment in self.assessments.items()
            for domain in assessment.catalogs
        )
        paths = (*catalogs, *(project.catalogs / name for name in (APPROVALS, WAIVERS)))
        return {project.shown(path): path for path in paths}

    def path(self, language: Language, name: str) -> str:
        """The address on this host of a file of a language's site; the way to it, if this is a copy."""
        folder = self.project.folder_of(language)
        if self.is_copy:
            return quote("/".join(filter(None, (COPIED, folder, name))))
        return quote("/".join((self.base, *((folder,) if folder else ()), name)).removesuffix("index.html"))

    def withheld(self, language: Language) -> dict[str, str]:
        """By their files, the sources whose pages readers do not get in a language."""
        assessment = self.assessments.get(language)
        pages = assessment.decisions if assessment else ()
        return {
            self.address(language, page.document.source): page.document.source
            for page in pages
            if not page.published and page.document.source in self.index.documents
        }

    def site(self, language: Language, *, whole: bool, marked: bool) -> Site | None:
        """A language's site: as readers would get it or with all of its pages, and marked or not; if there is one."""
        site = (self.whole if whole else self.published).sites.get(language)
        if site is None or not marked or site.is_source:
            return site
        if (language, whole) not in self._marked:
            self._marked[language, whole] = self.index.marked(site)
        return self._marked[language, whole]

    @cached_property
    def _marked(self) -> dict[tuple[Language, bool], Site]:
        return {}
