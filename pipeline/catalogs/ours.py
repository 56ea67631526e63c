"""Which catalogs in the folder of catalogs are this tool's: what others have made there is never changed or removed.

Editors put their own name into X-Generator and drop what they do not know, so one sign of several is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.catalogs.write import GENERATOR
from pipeline.config import TEMPLATES_FOLDER, Project
from pipeline.errors import PipelineError
from pipeline.files import bytes_of
from pipeline.model import Catalog, Language
from pipeline.notes import begins_notes

_GENERATED = re.compile(rb'^"X-Generator: ' + GENERATOR.encode() + rb"\b|^#,.*\bmarkdown-text\b", re.M)
_NOTE = re.compile(rb"^#\. (.*?)\r?$", re.M)
_IN_USE = re.compile(rb'^msgid "', re.M)


def is_ours(data: bytes) -> bool:
    """Whether a catalog or template was made by this tool, by what is written in it; one without texts may be."""
    return len(_IN_USE.findall(data)) <= 1 or is_surely_ours(data)


def is_surely_ours(data: bytes) -> bool:
    """Whether something in a catalog or template says that this tool has made it; else it may be anybody's."""
    if _GENERATED.search(data):
        return True
    return any(begins_notes(note[1].decode("utf-8", "replace")) for note in _NOTE.finditer(data))


def paths_in(project: Project, locale: str | None) -> dict[str, Path]:
    """All catalogs of a locale, or all templates, that are on disk, by domain, whoever made them."""
    folder = project.catalogs / (locale or TEMPLATES_FOLDER)
    paths = sorted(folder.rglob("*.po" if locale else "*.pot"))
    return {path.relative_to(folder).with_suffix("").as_posix(): path for path in paths}


def has_template(project: Project, domain: str) -> bool:
    """Whether this tool has made a template for a domain."""
    data = bytes_of(project.template_path(domain))
    return data is not None and is_ours(data)


def strangers(
    project: Project, languages: Iterable[Language], domains: Iterable[str]
) -> Iterator[tuple[Language, Path]]:
    """The catalogs of other tools: those that are of none of these domains, and that this tool has not made."""
    known = set(domains)
    for language in languages:
        paths = paths_in(project, language.locale)
        for domain, path in paths.items():
            if domain not in known and not is_ours(bytes_of(path) or b""):
                yield language, path
        single = project.catalogs / f"{language.locale}.po"
        if single.is_file():
            yield language, single


def require_ours(project: Project, template: Catalog, found: Catalog, data: bytes | None) -> None:
    """Refuse to bring up to date what another tool has made under the name of one of our catalogs.

    Raises PipelineError if fewer than half of its texts are in the source: the others would go out of use.
    """
    texts = {message.key for message in found.messages if message.has_text and not message.obsolete}
    ours = texts & {message.key for message in template.messages}
    if data is not None and len(ours) * 2 < len(texts) and not is_ours(data) and found.locale is not None:
        path = project.catalog_path(found.locale, found.domain)
        raise PipelineError(
            f"another program has made it: {len(texts) - len(ours)} of its {len(texts)} texts are not in the source",
            path=project.shown(path),
            hint=f"move it elsewhere, then run: pelican-gettext import --locale {found.locale} {path.name}",
        )
