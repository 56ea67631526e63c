"""Everything that is wrong with translations which may be used: rules on pairs, and on catalogs as a whole.

What decides about publication is in gate.py; this is what a reviewer wants to know.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from pipeline.catalogs.decisions import Verdict
from pipeline.catalogs.merges import RULE, Unseen, merge_of, why
from pipeline.catalogs.plurals import PluralRule, effective_rule
from pipeline.catalogs.texts import Texts
from pipeline.catalogs.waivers import Waivers, unreadable_waivers
from pipeline.checks.checker import Rules
from pipeline.checks.glossary import Term, glossary_faults
from pipeline.checks.headers import header_faults
from pipeline.checks.pair import Fault
from pipeline.checks.plural import pairs_of, plural_faults
from pipeline.config import Project
from pipeline.errors import PipelineError
from pipeline.model import ADDRESS, Catalog, Finding, Key, Language, Message, Segment, headline
from pipeline.review.assessment import Translations
from pipeline.review.gate import catalog_of
from pipeline.review.same_texts import SameTexts
from pipeline.review.uses import Uses, refusals
from pipeline.rules import found


@dataclass(frozen=True, slots=True)
class Inspector:
    """The rules, with what people have decided about single findings.

    `uses` are all `texts` that are asked for, by domain; `unseen` are those that a merge has made certain, by locale.
    """

    project: Project
    waivers: Waivers
    uses: Mapping[str, Uses]
    texts: Texts
    now: datetime
    unseen: Unseen = field(default_factory=dict)

    def findings(self, locale: str, domain: str, message: Message, faults: Iterable[Fault]) -> Iterator[Finding]:
        """What is wrong with a message of a locale, but for what people have waived."""
        for fault in faults:
            verdict = self.waivers.verdict(locale, fault.rule, message)
            if verdict is Verdict.VALID:
                continue
            ended = "; its waiver has ended" if verdict is Verdict.ENDED else ""
            about = f"“{headline(message.msgid)}”: " if message.msgid else ""
            yield found(
                fault.rule,
                self.project.shown(self.project.catalog_path(locale, domain)),
                f"{about}{fault.message}{ended}",
                line=message.line,
                locale=locale,
                lowered=fault.doubtful,
                msgid=message.msgid,
                msgstr=message.translations[0],
                there=fault.there,
                here=fault.here,
            )


class Inspection:
    """The findings of one locale, whose catalogs are shown one after the other, and need not be held."""

    def __init__(self, inspector: Inspector, language: Language, glossary: tuple[Term, ...]) -> None:
        self._inspector, self._language, self._glossary = inspector, language, glossary
        self._found: dict[str, list[Finding]] = {}
        self._same = SameTexts(inspector.uses, inspector.texts)

    def see(self, catalog: Catalog, admissible: Container[Key], rules: Rules) -> None:
        """Inspect a catalog, of whose translations these may be used."""
        domain, locale = catalog.domain, self._language.locale
        rule = effective_rule(catalog, locale)
        uses, tell = self._inspector.uses.get(domain, {}), partial(self._inspector.findings, locale, domain)
        findings = self._found[domain] = list(tell(Message("", line=1), self._headers(catalog)))
        for number, message in enumerate(catalog.messages):
            if message.obsolete:
                self._same.left((domain, number), message)
                continue
            asking = uses.get(message.key)
            if asking is None:
                findings += tell(message, [_unknown()])
            elif message.translated and message.key in admissible:
                is_prose = asking[0].kind != ADDRESS
                if is_prose:
                    self._same.used((domain, number), message)
                faults = remarks_on(asking[0], message, self._language, rules, rule)
                faults += glossary_faults(message, self._glossary) if is_prose else ()
                faults += [Fault("waiver-without-reason", f"“{line}”") for line in unreadable_waivers(message)]
                faults += self._unseen(asking, message)
                findings += tell(message, faults)

    def findings(self, domains: Sequence[str], texts: Translations) -> Iterator[Finding]:
        """All findings, catalog by catalog in the order of these domains, those between catalogs last.

        `texts` are the translations that may be used.
        """
        for domain in domains:
            yield from self._found.get(domain, ())
        for domain, message, fault in self._same.faults(domains, texts, self._read):
            yield from self._inspector.findings(self._language.locale, domain, message, [fault])

    def _read(self, domain: str) -> Catalog | None:
        with suppress(PipelineError):  # it was read before, and is another one by now
            return catalog_of(self._inspector.project, self._language, domain)
        return None

    def _unseen(self, asking: Iterable[Segment], message: Message) -> Iterator[Fault]:
        """That a merge has made a message certain, and nobody has; what is critical is an error."""
        merge = merge_of(message, self._inspector.unseen.get(self._language.locale, {}))
        if merge is not None:
            critical = self._inspector.project.critical_sections
            is_critical = any(critical(segment.anchors) for segment in asking)
            yield Fault(RULE, why(merge), doubtful=not is_critical)

    def _headers(self, catalog: Catalog) -> Iterable[Fault]:
        return header_faults(catalog, self._language.locale, self._inspector.now)


def remarks_on(
    segment: Segment, message: Message, language: Language, rules: Rules, plurals: PluralRule | None
) -> list[Fault]:
    """What the rules say of a message, each fault once. `plurals` is its catalog's rule for plural forms."""
    faults: dict[Fault, None] = {}
    for source, translation in pairs_of(message, plurals, language.locale):
        faults |= dict.fromkeys(rules.remarks(source, translation, segment.notation, segment.kind, language))
    return list(faults)


def ask_security(uses: Uses, catalog: Catalog, language: Language, rules: Rules) -> None:
    """Ask whether a catalog's translations may be used: what is said is remembered by whoever is asked."""
    for _ in _admissible(uses, catalog, language, rules):
        pass


def ask_all(uses: Uses, catalog: Catalog, language: Language, rules: Rules) -> None:
    """Ask all rules, of a catalog's translations that may be used: what is said is remembered by whoever is asked."""
    rule = effective_rule(catalog, language.locale)
    for segment, message in _admissible(uses, catalog, language, rules):
        remarks_on(segment, message, language, rules, rule)


def _admissible(uses: Uses, catalog: Catalog, language: Language, rules: Rules) -> Iterator[tuple[Segment, Message]]:
    rule = effective_rule(catalog, language.locale)
    for message in catalog.messages:
        asking = uses.get(message.key)
        if asking is None or not message.translated or any(plural_faults(message, rule)):
            continue
        if not list(refusals(asking, message, rule, rules)):
            yield asking[0], message


def _unknown() -> Fault:
    return Fault("unknown-message", "no text of the source is this: the msgid was changed, or the source was")
