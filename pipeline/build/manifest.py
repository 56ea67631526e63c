"""What a build has published, remembered beside the output: the pages of each site, and which files are its own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.files import bytes_of, write_text
from pipeline.model import SiteReport


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


def write_manifest(
    output: Path,
    before: Manifest,
    now: Mapping[str, frozenset[str]],
    sites: Iterable[SiteReport],
    files: Iterable[str],
) -> None:
    """Remember what the sites that were published `now` hold; of the others what was known `before`."""
    swapped = {site.language.locale for site in sites if site.swapped}
    held = {**before.pages, **{locale: sources for locale, sources in now.items() if locale in swapped}}
    pages = {locale: sorted(sources) for locale, sources in sorted(held.items())}
    text = json.dumps({"pages": pages, "files": sorted(files)}, indent=1)
    write_text(_path(output), f"{text}\n", output.parent)


def _path(output: Path) -> Path:
    return output.with_name(f".{output.name}.published.json")
