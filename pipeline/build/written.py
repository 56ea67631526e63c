"""What Pelican wrote of one language's site, as it told of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pelican.contents import Content, Static
from pelican.generators import StaticGenerator

from pipeline.files import bytes_of
from pipeline.paths import real
from pipeline.pelican_internals import static_files
from pipeline.plugin.page_context import NOT_FOUND
from pipeline.plugin.site import Site
from pipeline.plugin.sitemap import Entries, Entry
from pipeline.plugin.versions import default_address, is_found, versions_of
from pipeline.reads import Reads
from pipeline.reports import BuiltPage, SiteReport

#: The staging folder for what belongs to no language's site alone; no language has this name.
TOP = "top-level"
_TAGS = re.compile(r"<!--.*?-->|<meta\b[^>]*>", re.I | re.S)
_NOT_LISTED = re.compile(
    r"""<meta\b(?=[^>]*\sname\s*=\s*["']?robots["'\s>])"""
    r"""(?=[^>]*\scontent\s*(?==)[^>]*(?<![\w-])(?:noindex|none)(?![\w-]))""",
    re.I,
)


@dataclass(frozen=True, slots=True)
class SiteTask:
    """What a worker process is handed: a site, the folder to build it in, and the one for what all sites share.

    One that is to be `fresh` is made of nothing that is remembered. Of the pages that would be kept the share `audit`
    is made all the same, and compared; without one none is kept. `shown` names the way in which the site is shown,
    where there are several. It is made by so many `hands`: processes that have a core each, as far as there are any.
    """

    site: Site
    folder: Path
    top: Path
    expected: Mapping[str, str]
    fresh: bool = False
    shown: str = ""
    audit: float | None = None
    hands: int = 1


@dataclass(frozen=True, slots=True)
class Built:
    """What a worker process hands back: what became of the site, and what it read; None where it failed.

    It is to be built `again`, as a whole, where pages were kept that are not what they would be.
    """

    report: SiteReport
    reads: Reads | None = None
    again: str = ""


@dataclass  # no slots: Pelican's signals hold on to methods weakly
class Written:
    """What Pelican wrote: pages of the site's own sources, files of drafts by source, the sitemap, shared files."""

    site: Site
    pages: list[BuiltPage] = field(default_factory=list)
    drafts: dict[str, str] = field(default_factory=dict)
    entries: Entries = field(default_factory=Entries)
    files: list[Static] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)

    def others(self, folder: Path) -> frozenset[str]:
        """Everything that Pelican told of, below a folder."""
        root = real(folder)
        written = {real(path).relative_to(root).as_posix() for path in self.paths}
        return frozenset(written | {str(file.save_as) for file in self.files})

    def note_page(self, path: str, context: Mapping[str, Any]) -> None:
        """Told of each page when it is written."""
        self.paths.append(Path(path))
        if (entry := _entry(context, self.site)) is not None and not _is_unlisted(Path(path)):
            self.entries.add(entry)
        for kind in ("article", "page"):
            content = context.get(kind)
            if not isinstance(content, Content) or content.lang != self.site.language.path:
                continue  # a list, or a translation that was written by hand
            source = str(content.relative_source_path)
            if content.status == "draft":
                self.drafts[source] = content.save_as
            else:
                hidden = not is_found(content) or content.save_as == NOT_FOUND
                original = self.site.original_of(source)
                translates = "" if original == source else original
                self.pages.append(BuiltPage(source, kind, content.save_as, hidden, translates))

    def note_files(self, generator: StaticGenerator) -> None:
        """Told of the files that are copied as they are."""
        # Not yet where they go: a file that a link attaches to a page goes with the page.
        self.files += static_files(generator)


def _is_unlisted(path: Path) -> bool:
    """Whether a page tells search engines not to list it, as some themes' lists do, or has nothing at all."""
    written = bytes_of(path)
    if written is not None and not written.strip():
        return True
    page = (written or b"").decode("utf-8", "replace")
    return "robots" in page.lower() and any(_NOT_LISTED.match(comment_or_tag) for comment_or_tag in _TAGS.findall(page))


def _entry(context: Mapping[str, Any], site: Site) -> Entry | None:
    """What the sitemap says of a page; nothing of drafts and hidden pages."""
    versions = versions_of(context, site)
    own = next((version.absolute_url for version in versions if version.current), None)
    if own is None:
        return None
    content = context.get("article") or context.get("page")
    changed = getattr(content, "modified", None) or getattr(content, "date", None)
    named = tuple((version.language.tag, version.absolute_url) for version in versions)
    return Entry(own, named, default_address(context, site, versions), changed.isoformat() if changed else None)
