"""Which language of a site a file is in. What a file says of itself holds: nobody can say that it is another."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipeline.catalogs.language_field import is_locale, may_be_locale
from pipeline.config import Project
from pipeline.errors import PipelineError
from pipeline.model import Language


def language_named(name: str, languages: Iterable[Language]) -> Language | None:
    """The language that a tool's name for one means: the very same, else the one that CLDR knows by it.

    A name without a territory may mean a language with one, if there is only one such language.
    """
    languages = tuple(languages)
    for language in languages:
        if is_same(name, language):
            return language
    known = sorted((one for one in languages if is_locale(name.strip(), one.locale)), key=lambda one: len(one.locale))
    wider = [language for language in languages if may_be_locale(name.strip(), language.locale)]
    return known[0] if known else wider[0] if len(wider) == 1 else None


def is_same(name: str, language: Language) -> bool:
    """Whether a name is that of this very language, however it is written."""
    return name.strip().replace("_", "-").casefold() == language.path


def language_of(project: Project, named: Iterable[str], path: Path, wanted: Language | None) -> Language:
    """The language of the site that a file is in.

    `named` is what it says: a name is that of its language, or empty. Where it says nothing its name says it, as
    `export` gives one, or else `wanted` does. Raises PipelineError if it is in none, or in another than the one wanted.
    """
    shown, names = project.shown(path), sorted(set(filter(None, map(str.strip, named))))
    own_name = next((language for language in project.targets if is_same(path.stem, language)), None)
    if not names and own_name is not None:
        names = [path.stem]
    found: Language | None = None
    for name in names:
        language = language_named(name, project.targets)
        if language is None:
            raise PipelineError(
                f"it is in {name!r}, which is no language of this site",
                path=shown,
                hint=f"if it is in one of them, put that right in the file: {_listed(project)}",
            )
        if found not in (None, language):
            raise PipelineError(
                f"it holds several languages: {', '.join(names)}", path=shown, hint="make a file for each of them"
            )
        found = language
    if found is None and wanted is None:
        raise PipelineError(
            "it does not say what language it is in", path=shown, hint=f"name it with --locale: {_listed(project)}"
        )
    if found is not None and wanted is not None and found != wanted:
        remedy = f"if it is in {wanted.english}, put that right in the file, or in its name"
        raise PipelineError(
            f"it is in {found.english} ({', '.join(names)}), and is to be read as {wanted.english}",
            path=shown,
            hint=f"{remedy}; if not: --locale {found.locale}",
        )
    return found or wanted  # type: ignore[return-value]


def _listed(project: Project) -> str:
    return ", ".join(language.locale for language in project.targets)
