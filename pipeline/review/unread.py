"""Files in the folder of catalogs that nobody reads, though they are named as if somebody should."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from pipeline.catalogs.decisions import ADDRESSES, APPROVALS, GLOSSARY, WAIVERS
from pipeline.config import TEMPLATES_FOLDER, Project
from pipeline.folders import files_in
from pipeline.locale_names import canonical, meant_by
from pipeline.model import Finding, Language
from pipeline.rules import found

_BESIDE = frozenset({WAIVERS, APPROVALS, ADDRESSES})


def unread_findings(project: Project) -> Iterator[Finding]:
    """Folders of languages under other names than CLDR's, or of none of the site's; catalogs and ledgers elsewhere.

    What another program has made among the catalogs of a language is told of by `update` (`catalogs.ours`).
    """
    if not project.catalogs.is_dir():
        return
    names = frozenset(os.listdir(project.catalogs))  # noqa: PTH208 - as the disk tells them
    locales = {language.locale for language in project.targets}
    told = set[str]()
    for way in sorted(map(PurePosixPath, files_in(project.catalogs))):
        first, path = way.parts[0], project.shown(project.catalogs / way)
        if any(part.startswith(".") for part in way.parts) or not _is_named_as_read(way.name):
            continue
        if len(way.parts) > 1 and first not in {*locales, TEMPLATES_FOLDER}:
            if first not in told:
                told.add(first)
                yield _folder(project, first, names)
        elif way.name.casefold() in {*_BESIDE, GLOSSARY}:
            place = way.name.casefold() if way.name.casefold() in _BESIDE else f"LOCALE/{GLOSSARY}"
            is_read = way.as_posix() == place or (len(way.parts) == 2 and first in locales and way.name == GLOSSARY)
            if not is_read:
                where = f"{project.shown(project.catalogs)}/{place}"
                yield _found(path, f"nobody reads it here: its place is {where}", "move", place=where)
        elif first not in locales and not _is_of_a_target(way, locales):
            yield _found(path, "nobody reads it here: a catalog is in the folder of its language", "language")
        elif way.suffix != ".po":
            place = f"{project.shown(project.catalogs)}/{way.with_suffix('.po')}"
            yield _found(path, "nobody reads it: the name of a catalog ends in .po", "rename", place=place)


def _folder(project: Project, name: str, names: frozenset[str]) -> Finding:
    path = project.shown(project.catalogs / name)
    try:
        locale = canonical(name)
    except ValueError:
        locale = ""
    if locale in {language.locale for language in project.targets}:
        place = project.shown(project.catalogs / locale)
        message = f"nobody reads its catalogs: those of {Language.of(locale).english} are in {place}"
        return _found(path, message, "import" if locale in names else "rename", place=place, name=locale)
    if locale == project.source.locale:
        return _found(path, f"nobody reads its catalogs: {project.source.english} is the sources' language", "remove")
    if locale:
        message = f"nobody reads its catalogs: {Language.of(locale).english} is not among GETTEXT['locales']"
        if name == locale and not _is_like_one(locale, project.targets):  # other settings may well publish it
            return found("unlisted-locale", path, message, remedy="add", name=locale)
        return _found(path, message, "add", name=locale)
    meant = meant_by(name)
    perhaps = f"; {meant} is meant, perhaps" if meant else ""
    return _found(path, f"nobody reads its catalogs: its name is no locale's{perhaps}", "language")


def _is_like_one(locale: str, targets: Iterable[Language]) -> bool:
    return locale.partition("_")[0] in {target.locale.partition("_")[0] for target in targets}


def _is_named_as_read(name: str) -> bool:
    return Path(name).suffix.lower() == ".po" or name.casefold() in {*_BESIDE, GLOSSARY}


def _is_of_a_target(way: PurePosixPath, locales: set[str]) -> bool:
    return len(way.parts) == 1 and way.stem in locales


def _found(path: str, message: str, remedy: str, *, place: str = "", name: str = "") -> Finding:
    return found("unread-file", path, message, remedy=remedy, place=place, name=name)
