"""The catalogs of a project on disk: found, read and changed, a language at a time."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from itertools import zip_longest
from pathlib import Path

from pipeline.catalogs.ours import has_template, is_ours, paths_in
from pipeline.catalogs.plurals import own_rule, unclear
from pipeline.catalogs.read import parse_catalog, read_catalog, read_foreign_catalog
from pipeline.catalogs.three_way import Merged, merge_versions
from pipeline.catalogs.write import format_catalog
from pipeline.config import Project
from pipeline.errors import ExitCode, PipelineError
from pipeline.files import NewText, bytes_of, exclusive, text_of, write_text, write_texts
from pipeline.model import Catalog, Language, headline
from pipeline.paths import is_there, relative

#: From this exit code on `git merge-file` has not merged; below it are as many conflicts.
_FAILED = 128


def missing_catalog(project: Project, language: Language, domain: str) -> PipelineError:
    """What to say when a locale has no catalog for a domain."""
    return PipelineError(
        "the catalog is missing",
        path=project.shown(project.catalog_path(language.locale, domain)),
        hint=f"run: pelican-gettext update {language.locale}",
        exit_code=ExitCode.FINDINGS,
    )


def find_catalogs(project: Project, locale: str | None) -> dict[str, Path]:
    """All catalogs of a locale, or all templates, that are on disk, by domain; without those of other tools."""
    return {
        domain: path
        for domain, path in paths_in(project, locale).items()
        if (locale and has_template(project, domain)) or is_ours(bytes_of(path) or b"")
    }


def read_catalogs(project: Project, language: Language) -> dict[str, Catalog]:
    """All catalogs of a language that are on disk, by domain. Raises PipelineError for the first that is malformed."""
    return {
        domain: read_catalog(path, project, domain=domain, locale=language.locale)
        for domain, path in find_catalogs(project, language.locale).items()
    }


def change_catalogs(
    project: Project, language: Language, change: Callable[[dict[str, Catalog]], Mapping[str, Catalog]]
) -> list[Path]:
    """Write what a pure function makes of all catalogs of a language; the paths of those that changed.

    Raises PipelineError if one is malformed, or was changed meanwhile: then none is written.
    """
    with exclusive(project.catalogs, project.root):
        before = {domain: bytes_of(path) for domain, path in find_catalogs(project, language.locale).items()}
        old = read_catalogs(project, language)
        new = change(old)
        texts = [
            new_text(path, catalog, before[domain], project.shown(path))
            for domain, catalog in new.items()
            if catalog != old[domain] and (path := project.catalog_path(language.locale, domain))
        ]
        return write_texts(texts, project.root)


def change_catalog(project: Project, language: Language, domain: str, change: Callable[[Catalog], Catalog]) -> bool:
    """Write what a pure function makes of one catalog; whether it changed.

    Raises PipelineError as `change` does, or if the catalog is missing, malformed, or was changed meanwhile.
    """
    path = project.catalog_path(language.locale, domain)
    with exclusive(project.catalogs, project.root):
        if not is_there(path):
            raise missing_catalog(project, language, domain)
        before = bytes_of(path)
        old = read_catalog(path, project, domain=domain, locale=language.locale)
        new = change(old)
        return new != old and bool(write_texts([new_text(path, new, before, project.shown(path))], project.root))


def contents(project: Project) -> dict[Path, bytes | None]:
    """What the catalogs of all languages hold, by their paths. Raises PipelineError if one cannot be read."""
    paths = (path for language in project.targets for path in find_catalogs(project, language.locale).values())
    return {path: bytes_of(path) for path in paths}


def new_text(path: Path, catalog: Catalog, before: bytes | None, shown: str) -> NewText:
    """A catalog's text for its file, which held `before`.

    Raises PipelineError if it would not be read back as the very catalog that it is: nothing unreadable is written.
    """
    text = format_catalog(catalog)
    if text.encode("utf-8", "replace") != before:
        _require_read_back(catalog, text, shown)
    return NewText(path, text, before)


def _require_read_back(catalog: Catalog, text: str, shown: str) -> None:
    hint = "this is a fault of pelican-gettext, or a character that no catalog can have; the file on disk is untouched"
    try:
        read = parse_catalog(text, shown, domain=catalog.domain, locale=catalog.locale)
    except PipelineError as error:
        what = f"it would not be readable any more: {error.message}"
        raise PipelineError(what, path=shown, hint=hint) from None
    for message, found in zip_longest(catalog.messages, read.messages):
        if message != found:
            about = headline((message or found).msgid)
            where = message.references[0] if message and message.references else shown
            raise PipelineError(f"“{about}” would not be read back as it is written", path=where, hint=hint)
    if read.headers != catalog.headers:
        raise PipelineError("its header would not be read back as it is written", path=shown, hint=hint)


def fault_of(path: Path, root: Path) -> PipelineError | None:
    """What is wrong with a catalog on disk as such, or nothing. One in the folder `root` may not lead out of it."""
    shown = relative(path, root)
    try:
        catalog = read_foreign_catalog(path, shown, (root,))
    except PipelineError as error:
        return error
    rule = own_rule(catalog)
    for message in catalog.messages:
        if not message.obsolete and (why := unclear(message, rule)):
            hint = "write the rule by which the forms were translated, and all forms that it names"
            return PipelineError(why, path=shown, line=message.line, hint=hint)
    return None


def merge_files(base: Path, ours: Path, theirs: Path, name: str) -> Merged:
    """Merge two versions of a catalog into the file `ours`; what became of them. `name` is for errors.

    Where both sides made the file, git hands over an empty base. Raises PipelineError if one of them is malformed: its
    exit code says that git has merged the lines, with conflict markers where they differ, so that none is lost; with
    another one nothing is merged.
    """
    try:
        before = Catalog("", None, ()) if not text_of(base).strip() else None
        versions = (
            read_foreign_catalog(path, f"{name} ({side})")
            for path, side in ((base, "base"), (ours, "ours"), (theirs, "theirs"))
            if path != base or before is None
        )
        merged = merge_versions(*filter(None, (before, *versions)))
    except PipelineError as error:
        if _merge_lines(base, ours, theirs):
            error.exit_code = ExitCode.TO_BE_SETTLED
        raise
    write_text(ours, new_text(ours, merged.catalog, None, name).text, ours.parent)
    return merged


def _merge_lines(base: Path, ours: Path, theirs: Path) -> bool:
    """Let git merge two files into `ours` as it does without a driver; whether it has."""
    labels = ("-L", "ours", "-L", "base", "-L", "theirs")
    command: list[str | Path] = ["git", "merge-file", "--quiet", *labels, ours, base, theirs]
    return subprocess.run(command, check=False).returncode < _FAILED  # noqa: S603
