"""Files made for one language: `name.<locale>.svg` beside `name.svg` takes its place in that language's site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.model import Language

_LOCALIZED = re.compile(r"(?P<stem>.+)\.(?P<name>[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)(?P<suffix>\.[^./]+)")


@dataclass(frozen=True, slots=True)
class Assets:
    """Localized files, relative to the content folder: by locale, the original's path and its own.

    `orphans` have no original: their path, and the one they would replace.
    """

    localized: Mapping[str, Mapping[str, str]]
    orphans: tuple[tuple[str, str], ...]


def find_assets(content: Path, folders: Iterable[str], languages: Iterable[Language]) -> Assets:
    """The localized files below some folders (or among them: a setting may name a file) of the content."""
    locales = {
        name.lower(): language.locale
        for language in languages
        for name in (language.locale, language.tag, language.path)
    }
    localized: dict[str, dict[str, str]] = {locale: {} for locale in locales.values()}
    orphans = []
    for path in sorted(_files(content, folders)):
        match = _LOCALIZED.fullmatch(path.name)
        if match is None or match["name"].lower() not in locales:
            continue
        original = path.with_name(match["stem"] + match["suffix"])
        paths = original.relative_to(content).as_posix(), path.relative_to(content).as_posix()
        if original.is_file():
            localized[locales[match["name"].lower()]][paths[0]] = paths[1]
        else:
            orphans.append((paths[1], paths[0]))
    return Assets(localized, tuple(orphans))


def _files(content: Path, folders: Iterable[str]) -> set[Path]:
    found: set[Path] = set()
    for folder in folders:
        path = content / folder
        found |= {path} if path.is_file() else {file for file in path.rglob("*") if file.is_file()}
    return found
