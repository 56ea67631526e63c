"""The proof that nothing visible escapes: a marked pseudo-locale is built, and all that is built is read.

Every visible run of text must stand within a message's marks or be a declared invariant; and every
message must be seen somewhere. Like `verify`, this reads output alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.build.one_site import build_site
from pipeline.build.origins import Origins, names_of_days
from pipeline.build.written import SiteTask
from pipeline.catalogs.marks import MarkedMessage, marked_translations
from pipeline.catalogs.pseudo import pseudo_language
from pipeline.config import Project
from pipeline.errors import PipelineError
from pipeline.files import text_of
from pipeline.model import ADDRESS, Catalog, Finding, Language
from pipeline.notes import kinds_in
from pipeline.plugin.cldr import date_pattern
from pipeline.plugin.site import Site
from pipeline.reports import SiteReport
from pipeline.sources.extract import Extraction
from pipeline.verify import Leak, LeakReader
from pipeline.workers import ended

#: Written in Latin letters from left to right, and as unlike one another as can be.
_PROOF_LOCALES = ("cy", "eu", "lt", "fi")


@dataclass(frozen=True, slots=True)
class CoverageReport:
    """What the proof found.

    `unused` are the messages that appear nowhere; those of templates, extensions and settings
    (`conditional`) may wait for what the site does not have, such as a second page of a list, or for a
    theme that shows it. `problems` are what went wrong without ending the build.
    """

    leaks: tuple[Leak, ...]
    unused: tuple[MarkedMessage, ...]
    conditional: tuple[MarkedMessage, ...]
    pages: int
    messages: int
    problems: tuple[Finding, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether nothing escapes and nothing was extracted in vain."""
        return not self.leaks and not self.unused


def coverage(
    project: Project, settings: Mapping[str, Any], extraction: Extraction, executor: Executor, made: Path
) -> CoverageReport:
    """Build the marked pseudo-locale below a folder in which nothing is, and read all of it.

    Raises PipelineError if the pseudo-locale cannot be built.
    """
    language = proof_language(project.source)
    translations, messages = marked_translations(map(_prose, extraction.templates), language)
    expected = {document.source: document.kind for document in extraction.documents}
    base_url = str(settings["SITEURL"]).rstrip("/")
    # The only target, so that the language menu is there to be read.
    alone = replace(project, targets=(language,), chooser=False)
    published = {language.locale: frozenset(expected)}
    site = Site(
        alone,
        language,
        base_url,
        translations,
        published,
        template_words=extraction.template_words,
        constants=extraction.constants,
    )
    folder = made / language.path
    with ended(executor):
        report = executor.submit(build_site, SiteTask(site, folder, folder, expected)).result().report
    _require_built(report)
    languages = (language, *project.languages())
    endonyms = frozenset(known.endonym for known in languages)
    words = _days_of(language, project.source) | {known.tag.casefold() for known in languages}
    reader = LeakReader(frozenset(project.invariants) | endonyms, words, date_pattern(language), endonyms)
    pages = 0
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".html", ".xml") and path.is_file():
            pages += 1
            reader.read(path.relative_to(folder).as_posix(), text_of(path))
    origins = Origins(project, settings, [project.root / document.path for document in extraction.documents])
    causes = {text: origins.cause(text) for _, _, text in reader.leaks if not reader.is_code(text)}
    leaks = tuple(
        Leak(page, place, text, causes[text]) for page, place, text in dict.fromkeys(reader.leaks) if text in causes
    )
    unused = [marked for number, marked in messages.items() if number not in reader.seen]
    return CoverageReport(
        leaks,
        unused=tuple(marked for marked in unused if not _is_conditional(marked)),
        conditional=tuple(marked for marked in unused if _is_conditional(marked)),
        pages=pages,
        messages=len(messages),
        problems=tuple(finding for finding in report.problems if finding.rule == "pelican"),
    )


def _prose(template: Catalog) -> Catalog:
    """A template without addresses, which no page shows."""
    return replace(template, messages=tuple(message for message in template.messages if message.msgctxt != ADDRESS))


def _is_conditional(marked: MarkedMessage) -> bool:
    kinds = kinds_in(marked.message.extracted)
    return bool(kinds & {"template", "renderer", "notice"}) or any(kind.startswith("setting ") for kind in kinds)


def proof_language(source: Language) -> Language:
    """The pseudo-locale with the dates of a language whose names of months and days are none of the source's.

    So what is a date by CLDR is known from one that code writes in the source's language.
    """
    own = names_of_days(source.locale)
    other = min(_PROOF_LOCALES, key=lambda name: len(own & names_of_days(name)))
    return replace(pseudo_language(source), locale=other)


def _days_of(language: Language, source: Language) -> frozenset[str]:
    """Names of months and days that are the language's alone; one of the source's may be any word, as "May" is."""
    return names_of_days(language.locale) - names_of_days(source.locale)


def _require_built(report: SiteReport) -> None:
    for finding in report.errors:
        if finding.rule not in ("section", "page-language"):  # the proof is about text, not about languages
            raise PipelineError(finding.message, path=finding.path or None, line=finding.line, hint=finding.hint)
