"""What is wrong with the source itself, whatever its translations are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from pipeline.config import Project
from pipeline.model import Finding, headline
from pipeline.notes import kinds_in
from pipeline.rules import found
from pipeline.sources.extract import Extraction
from pipeline.sources.messages import oversize

# How a section's id is written; in other formats it is as in Markdown.
_SHOWN = {"draft": "a draft", "hidden": "hidden"}
_REMEDIES = {".html": "html", ".htm": "html", ".rst": "rst"}


def source_findings(project: Project, extraction: Extraction) -> Iterator[Finding]:
    """Sections that articles lack, blocks too large for a catalog, files for nothing, statuses, a mute theme."""
    for document in extraction.documents:
        if document.kind == "article" and not document.draft:
            yield from missing_sections(project, document.path, document.anchors())
        for segment in document.segments:
            if too_large := oversize(segment):
                message = f"{segment.kind} “{headline(segment.text)}”: {too_large}; it stays in the source language"
                yield found("segment-too-large", document.path, message)
    for path, original in extraction.assets.orphans:
        message = f"it is made for one language, but {original} is missing, which it would replace there"
        yield found("asset-without-original", project.shown(project.content / path), message)
    yield from stray_findings(project, extraction)
    yield from _status_findings(project, extraction)
    for error in extraction.unread:
        yield found("template-unread", error.path or extraction.theme_path, error.message, line=error.line)
    has_calls = any("template" in kinds_in(message.extracted) for message in extraction.theme)
    if not extraction.template_words and not has_calls:
        message = "no template calls gettext, so all words of the theme stay in the source language"
        yield found("theme-without-gettext", extraction.theme_path, message)


def stray_findings(project: Project, extraction: Extraction) -> Iterator[Finding]:
    """The sources in other languages that translate nothing of the site."""
    for stray in extraction.strays:
        fate = "published nowhere" if stray.withheld else f"published as {project.source.english} pages are"
        lowered = not stray.withheld or stray.remedy == "skipped"
        path = project.shown(project.content / stray.source)
        yield found("no-original", path, f"it is {fate}: {stray.reason}", lowered=lowered, remedy=stray.remedy)


def _status_findings(project: Project, extraction: Extraction) -> Iterator[Finding]:
    for native in extraction.natives:
        if native.status != native.own_status:
            message = f"it is {_SHOWN[native.status]}, as its original {native.original} is"
            yield found("other-status", project.shown(project.content / native.source), message)


def missing_sections(
    project: Project, path: str, present: frozenset[str], locale: str | None = None
) -> Iterator[Finding]:
    """The required sections that an article with these ids lacks; `path` is its file's, as findings show it."""
    for name, anchor in project.required_sections:
        if anchor not in present:
            yield found(
                "section-missing",
                path,
                f"the required section {name!r} is missing",
                locale=locale,
                remedy=_REMEDIES.get(PurePosixPath(path).suffix, "markdown"),
                anchor=anchor,
                heading=anchor.replace("-", " ").capitalize(),
            )
