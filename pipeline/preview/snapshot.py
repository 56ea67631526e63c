"""Everything that is known of a site at one time: read, judged and planned."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from urllib.parse import quote, urlsplit

from pipeline.build import Plan
from pipeline.catalogs.decisions import APPROVALS, WAIVERS
from pipeline.catalogs.marks import MarkedMessage, marked_as_they_are
from pipeline.catalogs.waivers import Waivers, read_waivers
from pipeline.config import Project
from pipeline.errors import PipelineError, errors_in
from pipeline.model import Document, Key, Language, Message, PageStatus, Segment
from pipeline.plugin.site import Site
from pipeline.review import Assessment, Gate, RememberingRules
from pipeline.sources.extract import Extraction

#: The folder of the sites themselves in a copy.
COPIED = "site"
#: Kinds of files that are texts and no pages.
_TEXTS = ("xml", "json", "text/plain")


def identity(domain: str, key: Key) -> str:
    """What a message is called in an address: it stays the same as long as its text does."""
    context, msgid = key
    name = "\0".join((domain, "" if context is None else f"={context}", msgid))
    return hashlib.blake2b(name.encode(), digest_size=9).hexdigest()


@dataclass(frozen=True)
class Snapshot:
    """Everything that is known of a site at one time.

    `revision` counts what changed, `epoch` what changed besides catalogs. `elsewhere` is the address that the site has
    where it is published, if its links name it. One that `is_copy` is shown as files: each path is that of one.
    `failures` are what is wrong with catalogs that cannot be read: their language is as it was before, if it was ever.
    """

    revision: int
    epoch: int
    project: Project
    extraction: Extraction
    gate: Gate
    assessments: Mapping[Language, Assessment]
    failures: Mapping[Language, PipelineError]
    published: Plan
    whole: Plan
    rules: Mapping[Language, RememberingRules] = field(default_factory=dict)
    elsewhere: str = ""
    is_copy: bool = False

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

    @cached_property
    def documents(self) -> dict[str, Document]:
        """The originals, by source."""
        return {document.source: document for document in self.extraction.documents}

    @cached_property
    def base(self) -> str:
        """What stands before the address of each language's site, on this host."""
        return urlsplit(self.published.base_url).path.rstrip("/")

    @cached_property
    def uses(self) -> dict[tuple[str, Key], list[tuple[Document, Segment]]]:
        """Where messages of sources stand: by domain and key, documents with their segments."""
        found: dict[tuple[str, Key], list[tuple[Document, Segment]]] = defaultdict(list)
        for document in self.extraction.documents:
            for segment in document.texts():
                found[document.domain, segment.key].append((document, segment))
        return found

    @cached_property
    def waivers(self) -> Waivers:
        """The findings that people have called right as they are. Raises PipelineError if their ledger is broken."""
        return read_waivers(self.project)

    @cached_property
    def names(self) -> dict[str, MarkedMessage]:
        """The messages by what they are called in addresses."""
        return {identity(known.domain, known.message.key): known for known in self.messages.values()}

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
        return self._pages.get((language, source))

    @cached_property
    def _pages(self) -> dict[tuple[Language, str], PageStatus]:
        """The pages by their sources; an overview asks for each."""
        return {
            (language, page.document.source): page
            for language, assessment in self.assessments.items()
            for page in reversed(assessment.decisions)
        }

    def address(self, language: Language, source: str) -> str:
        """The file of a page below its language's site."""
        assessment = self.assessments.get(language)
        own = assessment.settled.addresses.get(source) if assessment else None
        return own.save_as if own else self.documents[source].address

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
            if not page.published and page.document.source in self.documents
        }

    def site(self, language: Language, *, whole: bool, marked: bool) -> Site | None:
        """A language's site: as readers would get it or with all of its pages, and marked or not; if there is one."""
        site = (self.whole if whole else self.published).sites.get(language)
        if site is None or not marked or site.is_source:
            return site
        if (language, whole) not in self._marked:
            translations, _ = marked_as_they_are(self.extraction.templates, site.translations, site.plurals)
            self._marked[language, whole] = replace(
                site, translations=translations, in_source={}, untranslated=frozenset()
            )
        return self._marked[language, whole]

    @cached_property
    def _marked(self) -> dict[tuple[Language, bool], Site]:
        return {}

    @cached_property
    def messages(self) -> dict[int, MarkedMessage]:
        """The messages by the numbers that their marks have."""
        return marked_as_they_are(self.extraction.templates, {}, None)[1]
