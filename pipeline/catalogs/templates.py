"""Templates on disk brought up to date with the source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pipeline.catalogs.ours import is_ours, is_surely_ours
from pipeline.catalogs.read import parse_catalog
from pipeline.catalogs.store import find_catalogs, new_text
from pipeline.catalogs.write import format_catalog, template_headers
from pipeline.clock import now
from pipeline.config import TEMPLATES_FOLDER, Project
from pipeline.errors import PipelineError
from pipeline.files import bytes_of, exclusive, remove_file, write_texts
from pipeline.folders import in_any_case, respell
from pipeline.model import Catalog
from pipeline.paths import is_there

_CREATION_DATE = re.compile(r'^"POT-Creation-Date: (.*?)\\n"$', re.M)


@dataclass(frozen=True, slots=True)
class Template:
    """A template with the file it belongs in."""

    catalog: Catalog
    path: Path

    @property
    def text(self) -> str:
        """That file's text, made anew each time: of a large site's templates it is as much as they are."""
        return format_catalog(self.catalog)


def current_templates(project: Project, extracted: Iterable[Catalog]) -> list[Template]:
    """The templates of the source as it is; a template whose messages are unchanged keeps its date."""
    headers = template_headers(project, now())
    comment = f"Texts of {project.name}, collected from its sources. Translate the .po files, not this one."
    return [_dated_template(project, replace(template, headers=headers, comment=comment)) for template in extracted]


def _dated_template(project: Project, catalog: Catalog) -> Template:
    path, text = project.template_path(catalog.domain), format_catalog(catalog)
    existing = _held(path)
    date = _CREATION_DATE.search(existing)
    if date is not None and _says_the_same(existing, text):
        catalog = replace(catalog, headers=_with(catalog.headers, "POT-Creation-Date", date[1]))
    return Template(catalog, path)


def _held(path: Path) -> str:
    """What a template on disk holds; nothing if there is none."""
    return (bytes_of(path) or b"").decode("utf-8", "replace").replace("\r\n", "\n")


def _says_the_same(existing: str, text: str) -> bool:
    """Whether two templates have the same messages, whoever wrote them: wrapped or not, with whatever header."""
    if existing.partition("\n\n")[2] == text.partition("\n\n")[2]:
        return True
    try:
        return _messages(existing) == _messages(text)
    except PipelineError:
        return False


def _messages(text: str) -> list[tuple[object, ...]]:
    """What a template says of each message; flags are left out, which some programs drop."""
    messages = parse_catalog(text, "template", domain="", locale=None).messages
    return [(m.key, m.msgid_plural, m.extracted, m.references) for m in messages]


def write_templates(project: Project, templates: list[Template]) -> list[Path]:
    """Write the templates that changed and remove those whose source is gone; the paths touched.

    Raises PipelineError if a file cannot be written, or was changed meanwhile.
    """
    with exclusive(project.catalogs, project.root):
        respell_files(project, templates, None)
        for template in templates:
            if not is_ours(bytes_of(template.path) or b""):
                shown = project.shown(template.path)
                raise PipelineError("another program has made this template", path=shown, hint="move it elsewhere")
        texts = (
            new_text(template.path, template.catalog, bytes_of(template.path), project.shown(template.path))
            for template in templates
        )
        written = write_texts(texts, project.root)
        gone = _without_source(project, templates)
        for path in gone:
            remove_file(path, project.root)
    return [*written, *gone]


def lagging_templates(project: Project, templates: list[Template]) -> list[Path]:
    """The templates whose messages are not those of the source, and those whose source is gone."""
    lagging = [template.path for template in templates if not _says_the_same(_held(template.path), template.text)]
    return [*lagging, *_without_source(project, templates)]


def _without_source(project: Project, templates: Iterable[Template]) -> list[Path]:
    """The templates of ours whose source is gone. What does not say that it is ours somebody may have written."""
    paths = orphans(project, templates, None).values()
    return [path for path in paths if is_surely_ours(bytes_of(path) or b"")]


def orphans(project: Project, templates: Iterable[Template], locale: str | None) -> dict[str, Path]:
    """Catalogs of a locale, or templates, that are on disk and have no source any more, by domain."""
    found, known = find_catalogs(project, locale), {template.catalog.domain for template in templates}
    renamed = _renamed_in_case(project, found, known, locale)
    return {domain: path for domain, path in found.items() if domain not in known and domain not in renamed}


def respell_files(project: Project, templates: Iterable[Template], locale: str | None) -> None:
    """Give the catalogs of a locale, or the templates, the names of their sources, letter by letter.

    A disk without cases goes on telling the former name of one whose source was renamed in its case alone.
    """
    folder = project.catalogs / (locale or TEMPLATES_FOLDER)
    respell(folder, project.catalogs)
    found, known = find_catalogs(project, locale), {template.catalog.domain for template in templates}
    for domain, name in _renamed_in_case(project, found, known, locale).items():
        respell(folder / f"{name}{found[domain].suffix}", folder)


def _renamed_in_case(
    project: Project, found: Mapping[str, Path], known: Iterable[str], locale: str | None
) -> dict[str, str]:
    """The domains found that a disk without cases takes for others that are known, which have no files but theirs."""
    path_of = partial(project.catalog_path, locale) if locale else project.template_path
    unseen = {in_any_case(domain): domain for domain in known if domain not in found and is_there(path_of(domain))}
    return {domain: unseen[name] for domain in found if (name := in_any_case(domain)) in unseen}


def _with(headers: tuple[tuple[str, str], ...], name: str, value: str) -> tuple[tuple[str, str], ...]:
    return tuple((key, value if key == name else old) for key, old in headers)
