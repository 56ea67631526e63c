"""One catalog's messages judged against the segments that ask for them."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.checker import Rules
from pipeline.checks.plural import pairs_of
from pipeline.checks.rules import RULES
from pipeline.model import Catalog, Finding, Key, Language, Message, Segment, Severity
from pipeline.review.assessment import count_words, headline
from pipeline.review.gate import Gate
from pipeline.sources.messages import oversize


class Verdicts:
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
