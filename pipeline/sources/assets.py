"""Files made for one language: `name.<locale>.svg` beside `name.svg` takes its place in that language's site.

So does `name.<locale>.md` beside `name.md`: it is a translation by hand, and needs to say no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel import Locale, UnknownLocaleError

from pipeline.model import Language
from pipeline.paths import is_file

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
    languages = list(languages)
    localized: dict[str, dict[str, str]] = {language.locale: {} for language in languages}
    orphans = []
    for path in sorted(_files(content, folders)):
        named = localized_name(path, languages)
        if named is None:
            continue
        original, language = named
        paths = original.relative_to(content).as_posix(), path.relative_to(content).as_posix()
        if original.is_file():
            localized[language.locale][paths[0]] = paths[1]
        else:
            orphans.append((paths[1], paths[0]))
    return Assets(localized, tuple(orphans))


def own_file(path: Path, language: Language) -> Path | None:
    """The file beside this one that takes its place in a language, wherever both are."""
    names = dict.fromkeys((language.locale, language.tag, language.path))
    own = (path.with_name(f"{path.stem}.{name}{path.suffix}") for name in names)
    return next((file for file in own if path.suffix and is_file(file)), None)


def localized_name(path: Path, languages: Iterable[Language]) -> tuple[Path, Language] | None:
    """The file whose place this one takes by its name, and the language in which it does; None for any other file."""
    match = _LOCALIZED.fullmatch(path.name)
    if match is None:
        return None
    name = match["name"].lower()
    for language in languages:
        if name in (language.locale.lower(), language.tag.lower(), language.path):
            return path.with_name(match["stem"] + match["suffix"]), language
    return None


def name_for(path: str, language: Language) -> str:
    """What the file of a language is called that takes the place of this one there."""
    stem, dot, suffix = path.rpartition(".")
    return f"{stem}.{language.locale}.{suffix}" if dot else path


def language_of_name(path: Path) -> tuple[Path, Language] | None:
    """The same for any language that CLDR knows, one of the site's or not."""
    match = _LOCALIZED.fullmatch(path.name)
    if match is None:
        return None
    try:
        language = Language.of(str(Locale.parse(match["name"].replace("-", "_"))))
    except (ValueError, UnknownLocaleError):
        return None
    return path.with_name(match["stem"] + match["suffix"]), language


def _files(content: Path, folders: Iterable[str]) -> set[Path]:
    found: set[Path] = set()
    for folder in folders:
        path = content / folder
        found |= {path} if path.is_file() else {file for file in path.rglob("*") if file.is_file()}
    return found
