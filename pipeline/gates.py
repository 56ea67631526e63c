"""Page by locale: publish or withhold, and why.

Everything is decided from the live source and the catalogs as they are: a translation counts only for
the very text it was made for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.catalog import missing_catalog, read_catalog
from pipeline.checks.checker import Checker, Rules
from pipeline.checks.plural import pairs_of
from pipeline.checks.render import Renderer
from pipeline.checks.rules import RULES
from pipeline.config import THEME_DOMAIN, Project
from pipeline.extract import Extraction, oversize
from pipeline.ledgers import Verdict, read_approvals
from pipeline.model import (
    Catalog,
    Document,
    Finding,
    Key,
    Language,
    Markup,
    Message,
    Native,
    PageStatus,
    Segment,
    Severity,
)

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_HEADLINE = 60

#: Admissible translations: by domain, by key, one text per plural form.
Translations = Mapping[str, Mapping[Key, tuple[str, ...]]]


def critical_messages(
    project: Project, extraction: Extraction, assessment: Assessment, section: str | None = None
) -> Iterator[tuple[str, Message]]:
    """The admissible translations of required sections, or of one of them, each with its catalog's path, once."""
    seen: set[tuple[str, Key]] = set()
    for document in extraction.documents:
        admissible = assessment.translations[document.domain]
        messages = assessment.catalogs[document.domain].by_key()
        for segment in document.segments if document.kind == "article" else ():
            sections = project.critical_sections(segment.anchors)
            place = document.domain, segment.key
            if not sections or place in seen or segment.key not in admissible or section not in (None, *sections):
                continue
            seen.add(place)
            path = project.catalog_path(assessment.language.locale, document.domain)
            yield project.shown(path), messages[segment.key]


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one locale's catalogs are worth against the source: what may be used, and what is wrong.

    `decisions` are about all sources, `pages` those that are no drafts: what readers and reports know of.
    """

    language: Language
    decisions: tuple[PageStatus, ...]
    findings: tuple[Finding, ...]
    translations: Translations
    catalogs: Mapping[str, Catalog]
    words: int
    words_translated: int
    words_fuzzy: int

    def published(self) -> frozenset[str]:
        """The sources whose pages are published in this locale."""
        return frozenset(page.document.source for page in self.decisions if page.published)

    @property
    def pages(self) -> tuple[PageStatus, ...]:
        """The decisions about what is published, or waits for that."""
        return tuple(page for page in self.decisions if not page.document.draft)


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
        verdicts = {domain: _Verdicts(self, rules, language, catalog) for domain, catalog in catalogs.items()}
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

    def _page(self, document: Document, language: Language, verdicts: _Verdicts) -> PageStatus:
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


class _Verdicts:
    """One catalog's messages judged against the segments that ask for them, each key once."""

    def __init__(self, gate: Gate, rules: Rules, language: Language, catalog: Catalog) -> None:
        self._gate = gate
        self._rules = rules
        self._language = language
        self._path = gate.shown(language, catalog.domain)
        self._messages = catalog.by_key()
        self._judged: dict[Key, Finding | None] = {}
        self._faults: list[Finding] = []
        self._lagging = 0
        self.admissible: dict[Key, tuple[str, ...]] = {}
        self.words = {"all": 0, "translated": 0, "fuzzy": 0}

    def judge(self, segment: Segment, source_path: str) -> Finding | None:
        """What keeps this segment from being shown in the locale's language; None if nothing does."""
        sections = self._gate.is_critical(segment)
        if segment.key not in self._judged or (sections and self._judged[segment.key] is not None):
            self._judged[segment.key] = self._verdict(segment, sections, source_path)
        return self._judged[segment.key]

    def findings(self) -> Iterator[Finding]:
        """All that was found, the catalog's lag first."""
        if self._lagging:
            yield Finding(
                "out-of-step",
                Severity.ERROR,
                self._path,
                None,
                f"{self._lagging} message{'s' * (self._lagging > 1)} of the source not in the catalog yet",
                f"run: pelican-gettext update {self._language.locale}",
                self._language.locale,
            )
        yield from (finding for finding in self._judged.values() if finding is not None)

    def _verdict(self, segment: Segment, sections: tuple[str, ...], source_path: str) -> Finding | None:
        if oversize(segment):
            fault = f"{oversize(segment)} (in {source_path})"
            return self._finding("segment-too-large", segment, sections, None, fault)
        message = self._messages.get(segment.key)
        first_time = segment.key not in self._judged
        words = count_words(segment.text) * first_time
        self.words["all"] += words
        if message is None:
            self._lagging += first_time
            return self._finding(
                "untranslated", segment, sections, None, f"not in the catalog yet (from {source_path})"
            )
        if message.fuzzy:
            self.words["fuzzy"] += words
            return self._finding(
                "fuzzy", segment, sections, message, "the source changed: the translation is to be looked at"
            )
        if not message.translated:
            return self._finding("untranslated", segment, sections, message, "no translation")
        for source, translation in pairs_of(message, self._language.locale):
            for found in self._rules.security(source, translation, segment.markup, segment.kind):
                return self._finding(found.rule, segment, sections, message, found.message, inadmissible=True)
        if sections and (fault := self._gate.lacks_approval(self._language, message)):
            return self._finding("unapproved", segment, sections, message, fault)
        self.words["translated"] += words
        self.admissible[segment.key] = message.translations
        return None

    def _finding(
        self,
        rule: str,
        segment: Segment,
        sections: tuple[str, ...],
        message: Message | None,
        fault: str,
        *,
        inadmissible: bool = False,
    ) -> Finding:
        where = f"required section {sections[0]!r}, " if sections else ""
        hint = f"{RULES[rule].remedy} Until then it is not used." if inadmissible else ""
        if sections:
            what = self._gate.shown_instead(self._language)
            hint = f"{what} until this is mended"
            if rule == "unapproved":
                hint = f"run: pelican-gettext approve {self._language.locale} --by NAME; {what} until then"
        withheld = sections and self._gate.withholds(self._language)
        severity = Severity.ERROR if withheld or inadmissible else Severity.WARNING
        return Finding(
            f"critical-{rule}" if sections and not inadmissible else rule,
            severity,
            self._path,
            message.line if message else None,
            f"{where}{segment.kind} “{headline(segment.text)}”: {fault}",
            hint,
            self._language.locale,
            segment.text,
            message.translations[0] if message else "",
        )


def headline(text: str) -> str:
    """A text as findings quote it."""
    return text if len(text) <= _HEADLINE else text[: _HEADLINE - 1] + "…"


def count_words(text: str) -> int:
    """Words of a source text, as translators are paid by."""
    return len(_WORD.findall(text))


def as_segment(message: Message) -> Segment:
    """A message of the theme, as what asks for it."""
    return Segment(message.msgid, kind=message.extracted[0], markup=Markup.TEXT, context=message.msgctxt)
