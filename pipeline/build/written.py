"""What Pelican wrote of one language's site, and the files that are added to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pelican.contents import Content, Static
from pelican.generators import StaticGenerator

from pipeline.errors import PipelineError
from pipeline.files import link_file, put_text
from pipeline.model import BuiltPage
from pipeline.pelican_internals import static_files
from pipeline.plugin.chooser import chooser_page
from pipeline.plugin.page_context import NOT_FOUND
from pipeline.plugin.site import Site
from pipeline.plugin.sitemap import ROBOTS, Entry, robots
from pipeline.plugin.versions import default_address, versions_of

#: The staging folder for what belongs to no language's site alone; no language has this name.
TOP = "top-level"
_HOME = "index.html"


@dataclass(frozen=True, slots=True)
class SiteTask:
    """What a worker process is handed: a site, the folder to build it in, and the one for what all sites share."""

    site: Site
    folder: Path
    top: Path
    expected: Mapping[str, str]


@dataclass  # no slots: Pelican's signals hold on to methods weakly
class Written:
    """What Pelican wrote: pages of the site's own sources, files of drafts by source, the sitemap, shared files."""

    site: Site
    pages: list[BuiltPage] = field(default_factory=list)
    drafts: dict[str, str] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    files: list[Static] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)

    def others(self, folder: Path) -> frozenset[str]:
        """Everything that Pelican told of, below a folder."""
        root = folder.resolve()
        written = {path.resolve().relative_to(root).as_posix() for path in self.paths}
        return frozenset(written | {str(file.save_as) for file in self.files})

    def note_page(self, path: str, context: Mapping[str, Any]) -> None:
        """Told of each page when it is written."""
        self.paths.append(Path(path))
        if (entry := _entry(context, self.site)) is not None:
            self.entries.append(entry)
        for kind in ("article", "page"):
            content = context.get(kind)
            if not isinstance(content, Content) or content.lang != self.site.language.path:
                continue  # a list, or a translation that was written by hand
            source = str(content.relative_source_path)
            if content.status == "draft":
                self.drafts[source] = content.save_as
            else:
                hidden = content.status == "hidden" or content.save_as == NOT_FOUND
                self.pages.append(BuiltPage(source, kind, content.save_as, hidden))

    def note_files(self, generator: StaticGenerator) -> None:
        """Told of the files that are copied as they are."""
        # Not yet where they go: a file that a link attaches to a page goes with the page.
        self.files += static_files(generator)


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


def require_room(task: SiteTask, written: Written) -> None:
    """Refuse what would be written where another language's site is.

    Raises PipelineError, naming the source or setting that does so.
    """
    project = task.site.project
    for language in project.targets:
        folder = project.folder_of(language)
        if project.chooser or not (task.folder / folder).exists():
            continue
        sources = {page.save_as: page.source for page in written.pages}
        sources |= {str(file.save_as): str(file.relative_source_path) for file in written.files}
        owner = next((source for path, source in sources.items() if path.split("/")[0] == folder), None)
        raise PipelineError(
            f"something is written to /{folder}/, where the site in {language.english} is",
            path=project.shown(project.content / owner) if owner else project.settings_path.name,
            hint="give it another Save_as, folder or setting",
        )


def write_top(task: SiteTask, written: Written, *, relative: bool) -> None:
    """What is there once for all languages: robots.txt, unless the site has its own; the chooser.

    Raises PipelineError if a name leads out of the folder.
    """
    site, top = task.site, task.top
    texts: dict[str, str] = {}
    if site.has_address:
        texts[ROBOTS] = robots(site.base_url)
    if site.project.chooser:
        texts[_HOME] = chooser_page(site)
        top.mkdir()
        # Servers look for these at the root: favicon.ico and its like; 404.html if its links lead on from anywhere.
        names = [str(file.save_as) for file in written.files] + [NOT_FOUND] * (not relative)
        for name in names:
            if "/" not in name and (task.folder / name).is_file():
                link_file(task.folder / name, top / name)
    write_files(top, texts)


def write_files(folder: Path, texts: Mapping[str, str]) -> None:
    """Write what the site does not have already, as its own. Raises PipelineError if a name leads out of the folder."""
    for name, text in texts.items():
        if not (folder / name).exists():
            put_text(folder / name, text, folder)
