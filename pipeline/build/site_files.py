"""Files that all languages share (the choice of languages, robots.txt), and room for each language's folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipeline.build.written import SiteTask, Written
from pipeline.errors import PipelineError
from pipeline.files import put_bytes
from pipeline.folders import fresh_folder, link_file
from pipeline.plugin.chooser import chooser_page
from pipeline.plugin.page_context import NOT_FOUND
from pipeline.plugin.sitemap import ROBOTS, robots

_HOME = "index.html"


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

    Raises PipelineError if a name leads out of the folder, or is that of a language's.
    """
    site, top = task.site, task.top
    texts: dict[str, str] = {}
    if site.has_address:
        texts[ROBOTS] = robots(site.base_url)
    if site.project.chooser:
        texts[_HOME] = chooser_page(site)
        fresh_folder(top)
        # Servers look for these at the root: favicon.ico and its like; 404.html if its links lead on from anywhere.
        names = [str(file.save_as) for file in written.files] + [NOT_FOUND] * (not relative)
        folders = {site.project.folder_of(language) for language in site.project.languages()}
        for name in names:
            if name in folders:
                raise PipelineError(
                    f"a file is named {name}, as the folder of a language's site is",
                    path=site.project.settings_path.name,
                    hint="give it another name (EXTRA_PATH_METADATA, or the file's own)",
                )
            if "/" not in name and (task.folder / name).is_file():
                link_file(task.folder / name, top / name)
    write_files(top, ((name, text.encode()) for name, text in texts.items()))


def write_files(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write what the site does not have already, as its own. Raises PipelineError if a name leads out of the folder."""
    for name, data in files:
        if not (folder / name).exists():
            put_bytes(folder / name, data, folder)
