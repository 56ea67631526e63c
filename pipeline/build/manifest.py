"""What a build has published, remembered beside the output: the pages of each site, and which files are its own."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.build.seat import seat
from pipeline.config import Project
from pipeline.files import bytes_of, write_text
from pipeline.natives import STATUSES
from pipeline.path_sets import PathSet
from pipeline.paths import real


@dataclass(frozen=True, slots=True)
class Shown:
    """A page in a published site: who is to see it, as Pelican's statuses say, and its file below the output.

    Of records of old neither is known: then it is for everybody, and has no path.
    """

    status: str = "published"
    path: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The pages that the published site of each locale holds, by source, and all files that a build has written.

    What else is in the output was put there by somebody: a `.git`, a `CNAME`, what plain Pelican wrote. `site` is the
    way from beside the output to the project; nothing in records of old. `by_hand` are the sources that have been
    published as a translation by hand, each with its original, which may be gone.
    """

    pages: Mapping[str, Mapping[str, Shown]] = field(default_factory=dict)
    files: Set[str] = frozenset()
    site: str = ""
    by_hand: Mapping[str, str] = field(default_factory=dict)

    def followed_by(self, now: Manifest) -> Manifest:
        """What is known once the sites of `now` are published; of the others what was known before."""
        return Manifest({**self.pages, **now.pages}, now.files, now.site, now.by_hand)


@dataclass(frozen=True, slots=True)
class Publication:
    """What is being published: the files that go, and what is known once it is done.

    It is written down before the first file changes, so that the next build can finish one that was killed.
    """

    gone: Set[str]
    after: Manifest


def manifest_path(output: Path) -> Path:
    """Where it is remembered."""
    return seat(output).with_name(f".{output.name}.published.json")


def site_of(project: Project) -> str:
    """What tells a project from others that might publish into the same output, wherever both are moved together."""
    return Path(os.path.relpath(real(project.root), real(project.output).parent)).as_posix()


def read_manifest(output: Path) -> tuple[Manifest, Publication | None]:
    """What is remembered, and what was being published; nothing if there is no such file, or no sound one."""
    try:
        found = json.loads(bytes_of(manifest_path(output)) or b"{}")
        json.dumps(found, ensure_ascii=False).encode()  # half a character is in no name
        underway = found.get("publishing")
        publication = Publication(_paths(underway["gone"]), _manifest(underway)) if underway else None
        return _manifest(found), publication
    except (ValueError, AttributeError, TypeError, LookupError, RecursionError):
        return Manifest(), None


def write_manifest(output: Path, manifest: Manifest, publication: Publication | None = None) -> None:
    """Remember what is published, and what is being published. Raises PipelineError if it cannot be written."""
    found = _fields(manifest)
    if publication is not None:
        found["publishing"] = {**_fields(publication.after), "gone": sorted(publication.gone)}
    write_text(manifest_path(output), f"{json.dumps(found)}\n", output.parent)


def published_now(project: Project) -> dict[str, frozenset[str] | None]:
    """The sources in each locale's site as the last build left it."""
    manifest, underway = read_manifest(project.output)
    return standing_sites(project, underway.after if underway else manifest)


def known_by_hand(project: Project) -> Mapping[str, str]:
    """The sources that builds have published as translations by hand, each with its original."""
    manifest, underway = read_manifest(project.output)
    return (underway.after if underway else manifest).by_hand


def standing_sites(project: Project, manifest: Manifest) -> dict[str, frozenset[str] | None]:
    """The sources in each locale's site as it stands; None for a site of which nothing is remembered."""
    return {
        language.locale: frozenset(manifest.pages[language.locale]) if language.locale in manifest.pages else None
        for language in project.targets
        if (project.output / project.folder_of(language)).is_dir()
    }


def files_held(project: Project, manifest: Manifest) -> dict[str, dict[str, str]]:
    """The files of the pages in each locale's site, by source, below that site; of those that are known."""
    return {
        language.locale: {
            source: page.path.removeprefix(f"{language.path}/")
            for source, page in manifest.pages.get(language.locale, {}).items()
            if page.path.startswith(f"{language.path}/")
        }
        for language in project.targets
    }


def _manifest(found: Mapping[str, Any]) -> Manifest:
    pages = {str(locale): _shown(sources) for locale, sources in found.get("pages", {}).items()}
    by_hand = {str(source): str(original) for source, original in found.get("by_hand", {}).items()}
    return Manifest(pages, _paths(found.get("files", ())), str(found.get("site", "")), by_hand)


def _shown(found: Iterable[Any]) -> dict[str, Shown]:
    """The pages in a record. Raises ValueError for what no build has written."""
    if not isinstance(found, dict):  # a record of old
        return {str(source): Shown() for source in found}
    pages = {str(source): Shown(status, path) for source, (status, path) in found.items()}
    _paths(page.path for page in pages.values())
    if any(page.status not in STATUSES for page in pages.values()):
        raise ValueError("no status")
    return pages


def _paths(found: Iterable[Any]) -> PathSet:
    """The paths in a record. Raises ValueError for one that no build has written."""
    paths = PathSet(map(str, found))
    if any("\0" in path or ".." in path.split("/") or path.startswith("/") for path in paths):
        raise ValueError("a path that leads elsewhere")
    return paths


def _fields(manifest: Manifest) -> dict[str, Any]:
    pages = {
        locale: {source: [page.status, page.path] for source, page in sorted(shown.items())}
        for locale, shown in sorted(manifest.pages.items())
    }
    by_hand = dict(sorted(manifest.by_hand.items()))
    return {"site": manifest.site, "by_hand": by_hand, "pages": pages, "files": sorted(manifest.files)}
