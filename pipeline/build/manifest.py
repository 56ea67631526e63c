"""What a build has published, remembered beside the output: the pages of each site, and which files are its own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.config import Project
from pipeline.files import bytes_of, write_text


@dataclass(frozen=True, slots=True)
class Manifest:
    """The sources that the published site of each locale holds, and all files that a build has written.

    What else is in the output was put there by somebody: a `.git`, a `CNAME`, what plain Pelican wrote.
    """

    pages: Mapping[str, frozenset[str]] = field(default_factory=dict)
    files: frozenset[str] = frozenset()


def read_manifest(output: Path) -> Manifest:
    """What is remembered; nothing if there is no such file, or no sound one."""
    try:
        found = json.loads(bytes_of(_path(output)) or b"{}")
        pages = {str(locale): frozenset(map(str, sources)) for locale, sources in found.get("pages", {}).items()}
        return Manifest(pages, frozenset(map(str, found.get("files", ()))))
    except (ValueError, AttributeError, TypeError):
        return Manifest()


def standing_sites(project: Project, manifest: Manifest) -> dict[str, frozenset[str] | None]:
    """The sources in each locale's site as it stands; None for a site of which nothing is remembered."""
    return {
        language.locale: manifest.pages.get(language.locale)
        for language in project.targets
        if (project.output / project.folder_of(language)).is_dir()
    }


def write_manifest(output: Path, before: Manifest, now: Manifest) -> None:
    """Remember what the sites that were published `now` hold; of the others what was known `before`.

    Raises PipelineError if it cannot be written.
    """
    pages = {locale: sorted(sources) for locale, sources in sorted({**before.pages, **now.pages}.items())}
    text = json.dumps({"pages": pages, "files": sorted(now.files)}, indent=1)
    write_text(_path(output), f"{text}\n", output.parent)


def _path(output: Path) -> Path:
    return output.with_name(f".{output.name}.published.json")
