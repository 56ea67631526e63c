"""What is in one language alone: articles and pages without an original in the source's language. Pure, but for a look.

What is left of a page that was deleted or renamed looks the same. Where it is known that there was an original it is
published nowhere, until somebody says which of the two it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.config import Project
from pipeline.model import Document, Finding, Language
from pipeline.natives import Native
from pipeline.paths import is_there
from pipeline.rules import found
from pipeline.sources.extract import Extraction


def alone_in(extraction: Extraction, language: Language) -> Iterator[Native]:
    """What a language has without an original in the source's."""
    originals = {document.source for document in extraction.documents}
    own = (native for native in extraction.natives if native.path == language.path)
    return (native for native in own if native.original not in originals)


def document_of(project: Project, native: Native) -> Document:
    """What reports say of it as of all pages: it has no text for translators."""
    path, domain = project.shown(project.content / native.source), project.domain_of(native.source)
    return Document(path, native.original, native.kind, domain, native.title, (), native.status)


def what_was_lost(
    project: Project, native: Native, language: Language, by_hand: Mapping[str, str]
) -> Iterator[Finding]:
    """The finding that it is left of a page that is gone: it was published as its translation, or that has a template.

    `by_hand` are the sources that were published as translations by hand, each with its original.
    """
    if native.says_so:
        return
    gone = by_hand.get(native.source) or (native.missing if _has_template(project, native.missing) else "")
    if gone:
        message = f"it is published nowhere: its original {gone} is gone"
        path = project.shown(project.content / native.source)
        yield found("no-original", path, message, locale=language.locale, remedy="gone")


def _has_template(project: Project, source: str) -> bool:
    return bool(source) and project.domains == "file" and is_there(project.template_path(project.domain_of(source)))


def remark(project: Project, native: Native, language: Language) -> Iterator[Finding]:
    """What is said of one that is published, unless its file says itself that it is no translation."""
    path = project.shown(project.content / native.source)
    if native.missing:
        kind = "a page" if native.kind == "page" else "an article"
        message = f"there is no {native.missing}: it is taken for {kind} in {language.english} alone"
        yield found("no-original", path, message, locale=language.locale, lowered=True, remedy="named")
    elif native.is_original and not native.says_so:
        message = f"it is in {language.english} alone: {project.source.english} has none with its Slug"
        yield found("one-language", path, message, locale=language.locale)
