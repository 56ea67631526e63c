"""All languages' sites as they lie below one folder, and where an address within them leads."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePosixPath
from urllib.parse import SplitResult, unquote, urlsplit

from pipeline.config import Project
from pipeline.model import Language
from pipeline.paths import is_file
from pipeline.reports import BuiltPage, SiteReport
from pipeline.verify.evidence import Evidence
from pipeline.verify.memory import Memory
from pipeline.verify.outline import Outline
from pipeline.verify.pages import Pages


@dataclass(frozen=True, slots=True)
class Tree:
    """What is below a folder: its pages by their path, and reports of the sites, those that stay as they were too.

    `others` are the paths at which there will be files, or links, that are not ours to judge. What is read of it
    besides is kept in a `memory`. Who `looks_at` some languages alone has the evidence of these and of the source's
    pages, and outlines of all others.
    """

    root: Path
    base_url: str
    pages: Pages
    project: Project
    sites: tuple[SiteReport, ...] = ()
    others: Set[str] = frozenset()
    memory: Memory = field(default_factory=Memory)
    looks_at: frozenset[Language] | None = None

    def is_looked_at(self, language: Language) -> bool:
        """Whether what is wrong with a language's pages is to be found."""
        return self.looks_at is None or language in self.looks_at

    def said(self, paths: Iterable[str]) -> Iterator[tuple[str, Evidence]]:
        """What those of these pages say that were read."""
        for path in paths:
            if (page := self.evidence_of(path)) is not None:
                yield path, page

    def to_look_at(self) -> Iterator[str]:
        """The pages that were read and of which what is wrong is to be found."""
        return (path for path in self.pages.packed if self.is_looked_at(self.language_at(path)))

    def looked_at(self) -> Iterator[tuple[str, Evidence]]:
        """The same, with what they say."""
        return self.said(self.to_look_at())

    def evidence_of(self, path: str) -> Evidence | None:
        """What a page says, if there is such a page, and it was read."""
        return self.pages.evidence(path)

    @property
    def has_address(self) -> bool:
        """Whether it is known where the sites will be; without that there are no absolute addresses."""
        return "://" in self.base_url

    def target(self, place: str, address: str) -> tuple[str | None, str]:
        """The path and the fragment that an address in a file leads to; no path if it leads elsewhere."""
        is_elsewhere, is_ours, path, fragment = _parts(self.base_url, address)
        if is_elsewhere:
            return None, ""
        if not path and not is_ours:
            return place, fragment
        folder, way, base = posixpath.dirname(place), path, urlsplit(self.base_url)
        if is_ours or way.startswith("/"):
            if not f"{way}/".startswith(f"{base.path}/"):
                return None, ""  # on the same host, beside these sites
            folder, way = "", way.removeprefix(base.path).lstrip("/")
        return self._file(posixpath.normpath(posixpath.join(folder, way)), is_folder=way[-1:] in ("", "/")), fragment

    def _file(self, path: str, *, is_folder: bool) -> str:
        """What a server sends for a path: of a folder its index, and a page by its name without `.html`, too."""
        index = posixpath.normpath(f"{path}/index.html")
        if is_folder:
            return index
        return next((name for name in (path, index, f"{path}.html") if name in self.pages or name in self.others), path)

    def page_at(self, place: str, address: str) -> tuple[str, Outline] | None:
        """The page that an address in a file leads to, with its path."""
        path, _ = self.target(place, address)
        return (path, self.pages[path]) if path is not None and path in self.pages else None

    def fault(self, place: str, address: str) -> str:
        """Why an address in a file leads nowhere; nothing if it leads somewhere, or out of the sites."""
        return self.fault_of(*self.target(place, address))

    def fault_of(self, path: str | None, fragment: str) -> str:
        """The same of what is a `target`."""
        if path is None:
            return ""
        if path.startswith(".."):
            return "leads out of the site"
        if path not in self.pages and not self.has(path):
            return "leads nowhere"
        # The top of a page needs no element (HTML, fragments).
        if fragment and fragment.lower() != "top" and path in self.pages and fragment not in self.pages[path].ids:
            return "names a place that the page does not have"
        return ""

    def has(self, path: str) -> bool:
        """Whether there is such a file, or others have it; what is below a link of theirs is taken to be there."""
        return is_file(self.root / path) or any(str(way) in self.others for way in (path, *PurePosixPath(path).parents))

    def path_of(self, language: Language, save_as: str) -> str:
        """The path of a language's file."""
        return posixpath.join(self.project.folder_of(language), save_as)

    def language_at(self, path: str) -> Language:
        """The language of the site that a file belongs to."""
        folder, languages = path.split("/")[0], self.project.languages()
        named = (language for language in languages if self.project.folder_of(language) == folder)
        return next(named, self.project.source)

    def says(self, path: str) -> str:
        """The language that a page says it is in; the source language's is as its theme has it, right or wrong."""
        source = self.project.source
        return source.path if self.language_at(path) == source else self.pages[path].lang

    def is_new(self, path: str) -> bool:
        """Whether a file belongs to a site that was built anew."""
        language = self.language_at(path)
        return any(site.published for site in self.sites if site.language == language)

    def published(self) -> Iterator[tuple[Language, BuiltPage, str]]:
        """The sites' own pages that were built anew, each with its path."""
        for site in self.sites:
            for page in site.pages if site.published else ():
                yield site.language, page, self.path_of(site.language, page.save_as)

    def drafts(self) -> frozenset[str]:
        """The paths of the sites' drafts, which are for authors alone."""
        return frozenset(self.path_of(site.language, name) for site in self.sites for name in site.drafts)

    def counterparts(self) -> Iterator[tuple[Language, str, str]]:
        """The paths of each original, and of its translation in a language; not of one written by hand."""
        source = self.project.source
        originals = {page.source: path for language, page, path in self.published() if language == source}
        for language, page, path in self.published():
            if language != source and page.source in originals and self.is_looked_at(language):
                yield language, originals[page.source], path


@lru_cache(4096)
def _parts(base_url: str, address: str) -> tuple[bool, bool, str, str]:
    """Whether an address leads elsewhere or names the host of these sites, its path and its fragment."""
    try:
        parts = urlsplit(address.strip())
        is_named = bool(parts.scheme or parts.netloc)
        is_ours = (
            bool(parts.netloc) and parts.scheme in ("", "http", "https") and _host(parts) == _host(urlsplit(base_url))
        )
    except ValueError:  # such as "http://[": no address at all
        return True, False, "", ""
    # What follows is for browsers alone (URL Fragment Text Directives).
    return is_named and not is_ours, is_ours, unquote(parts.path), unquote(parts.fragment.partition(":~:")[0])


def _host(address: SplitResult) -> tuple[str | None, int | None]:
    """A host and its port, none if it is the usual one."""
    return address.hostname, address.port if address.port not in (80, 443) else None
