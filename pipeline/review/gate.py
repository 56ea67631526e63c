"""Page by locale: publish or withhold, and why.

Everything is decided from the live source and the catalogs as they are: a translation counts only for
the very text it was made for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.catalogs.approvals import read_approvals
from pipeline.catalogs.decisions import Verdict
from pipeline.catalogs.read import read_catalog
from pipeline.catalogs.store import missing_catalog
from pipeline.checks.checker import Checker, Rules
from pipeline.checks.render import Renderer
from pipeline.config import THEME_DOMAIN, Project
from pipeline.model import Catalog, Document, Finding, Language, Message, Native, PageStatus, Segment, Severity
from pipeline.review.assessment import Assessment, as_segment, count_words, headline
from pipeline.review.verdicts import Verdicts
from pipeline.sources.extract import Extraction
from pipeline.sources.messages import oversize


class Gate:
    """Decides for one site; it renders each source text once for all locales."""

    def __init__(self, project: Project, settings: Mapping[str, Any], extraction: Extraction) -> None:
        self._project = project
        self._extraction = extraction
        self.checker = Checker(
            Renderer(settings["MARKDOWN"]), project.source, project.invariants, project.allowed_hosts
        )
        self._approvals = read_approvals(project) if project.require_approval else None

    def source_findings(self) -> Iterator[Finding]:
        """What is wrong with the source itself: required sections that articles lack, a mute theme."""
        for document in self._extraction.documents:
            if document.kind == "article":
                yield from self._missing_sections(document.path, document.anchors())
            for segment in document.segments:
                if too_large := oversize(segment):
                    yield Finding(
                        "segment-too-large",
                        Severity.WARNING,
                        document.path,
                        None,
                        f"{segment.kind} “{headline(segment.text)}”: {too_large}; it stays in the source language",
                        "divide it with blank lines, or leave it out of translation: <!-- i18n:skip -->",
                    )
        for path, original in self._extraction.assets.orphans:
            yield Finding(
                "asset-without-original",
                Severity.WARNING,
                self._project.shown(self._project.content / path),
                None,
                f"it is made for one language, but {original} is missing, which it would replace there",
                "add the file for all other languages, or rename this one",
            )
        for path, reason in self._extraction.strays:
            yield Finding(
                "no-original",
                Severity.WARNING,
                self._project.shown(self._project.content / path),
                None,
                f"it is published as {self._project.source.english} pages are: {reason}",
                "give it the Slug of its original, add the language to GETTEXT['locales'], or remove the file",
            )
        if not any("template" in message.extracted for message in self._extraction.theme):
            yield Finding(
                "theme-without-gettext",
                Severity.WARNING,
                self._extraction.theme_path,
                None,
                "no template calls gettext, so all words of the theme stay in the source language",
                "in a copy of the theme within the project, write {{ _('...') }} around each of them",
            )

    def _missing_sections(self, path: str, present: frozenset[str], locale: str | None = None) -> Iterator[Finding]:
        for name, anchor in self._project.required_sections:
            if anchor not in present:
                written = f"## ... {{#{anchor}}}"
                if path.endswith((".html", ".htm")):
                    written = f'<h2 id="{anchor}">'
                elif path.endswith(".rst"):
                    written = f"a heading with the words of it: {anchor.replace('-', ' ').capitalize()}"
                yield Finding(
                    "section-missing",
                    Severity.ERROR,
                    path,
                    None,
                    f"the required section {name!r} is missing",
                    f"give the section's heading the id: {written}",
                    locale,
                )

    def assess(
        self, language: Language, catalogs: Mapping[str, Catalog] | None = None, rules: Rules | None = None
    ) -> Assessment:
        """Decide about each page of a locale by its catalogs, which are read if they are not given.

        Raises PipelineError for the first catalog that is missing or malformed.
        """
        if catalogs is None:
            catalogs = {found.domain: self.read(language, found.domain) for found in self._extraction.templates}
        rules = rules or self.checker
        verdicts = {domain: Verdicts(self, rules, language, catalog) for domain, catalog in catalogs.items()}
        by_hand = {native.original: native for native in self._extraction.natives if native.path == language.path}
        pages = tuple(
            self._native_page(document, by_hand[document.source], language)
            if document.source in by_hand
            else self._page(document, language, verdicts[document.domain])
            for document in self._extraction.documents
        )
        missing = [found for page in pages if page.document.source in by_hand for found in page.blockers]
        theme = verdicts[THEME_DOMAIN]
        for message in self._extraction.theme:
            theme.judge(as_segment(message), message.references[0])
        return Assessment(
            language=language,
            decisions=pages,
            findings=(*missing, *(finding for verdict in verdicts.values() for finding in verdict.findings())),
            translations={domain: verdict.admissible for domain, verdict in verdicts.items()},
            catalogs=catalogs,
            words=sum(verdict.words["all"] for verdict in verdicts.values()),
            words_translated=sum(verdict.words["translated"] for verdict in verdicts.values()),
            words_fuzzy=sum(verdict.words["fuzzy"] for verdict in verdicts.values()),
        )

    def read(self, language: Language, domain: str) -> Catalog:
        """A catalog of the source's. Raises PipelineError if it is missing or malformed."""
        path = self._project.catalog_path(language.locale, domain)
        if not path.exists():
            raise missing_catalog(self._project, language, domain)
        return read_catalog(path, self._project, domain=domain, locale=language.locale)

    def _native_page(self, document: Document, native: Native, language: Language) -> PageStatus:
        """A translation by hand is published as it is, if it has the required sections."""
        path = self._project.shown(self._project.content / native.source)
        sections = self._missing_sections(path, native.anchors, language.locale) if document.kind == "article" else ()
        blockers = tuple(sections)
        return PageStatus(document, language.locale, not blockers, words=0, words_translated=0, blockers=blockers)

    def _page(self, document: Document, language: Language, verdicts: Verdicts) -> PageStatus:
        blockers = list(self._missing_sections(document.path, document.anchors())) if document.kind == "article" else []
        words = translated = other_words = other_translated = 0
        withholds = self.withholds(language)
        in_source: dict[str, None] = {}
        for segment in document.segments:
            finding = verdicts.judge(segment, document.path)
            sections = self._project.critical_sections(segment.anchors) if document.kind == "article" else ()
            count = count_words(segment.text)
            words += count
            translated += count * (finding is None)
            if sections and finding is not None:
                blockers += [finding] * withholds
                in_source |= dict.fromkeys(sections)
            elif not sections:
                other_words += count
                other_translated += count * (finding is None)
        share = other_translated / other_words if other_words else 1.0
        if share < self._project.threshold(language.locale):
            blockers.append(self._below_threshold(document, language, share))
        shown = () if withholds else tuple(in_source)
        return PageStatus(document, language.locale, not blockers, words, translated, tuple(blockers), shown)

    def _below_threshold(self, document: Document, language: Language, share: float) -> Finding:
        path = self._project.catalog_path(language.locale, document.domain)
        needed = self._project.threshold(language.locale)
        return Finding(
            "below-threshold",
            Severity.WARNING,
            self._project.shown(path),
            None,
            f"{int(share * 100)} % of the words are translated, {round(needed * 100)} % are needed to publish the page",
            "translate more of it, or lower GETTEXT['publish_at']"
            if needed < 1
            else "translate all of it: GETTEXT['publish_at'] or GETTEXT['policy'] asks for that",
            language.locale,
        )

    def lacks_approval(self, language: Language, message: Message) -> str:
        """Why a critical text may not be published although it is translated; nothing if it may."""
        verdict = Verdict.VALID if self._approvals is None else self._approvals.verdict(language.locale, message)
        if verdict is Verdict.VALID:
            return ""
        return "no reviewer has approved it" if verdict is Verdict.NONE else "it changed since it was approved"

    def withholds(self, language: Language) -> bool:
        """Whether an article waits for its required sections in a language."""
        return self._project.withholds("critical", language.locale)

    def shown_instead(self, language: Language) -> str:
        """What becomes of a required section that is not current."""
        if self.withholds(language):
            return "the article is withheld in this language"
        return f"the whole section is shown in {self._project.source.english}"

    def is_critical(self, segment: Segment) -> tuple[str, ...]:
        """The required sections a segment belongs to."""
        return self._project.critical_sections(segment.anchors)

    def shown(self, language: Language, domain: str) -> str:
        """The catalog's path as findings show it."""
        return self._project.shown(self._project.catalog_path(language.locale, domain))
