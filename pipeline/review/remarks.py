"""Everything that is wrong with translations which may be used: rules on pairs, and on catalogs as a whole.

What decides about publication is in gate.py; this is what a reviewer wants to know.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from pipeline.catalogs.decisions import Verdict
from pipeline.catalogs.plurals import PluralRule, effective_rule
from pipeline.catalogs.waivers import Waivers, unreadable_waivers
from pipeline.checks.checker import Rules
from pipeline.checks.consistency import inconsistent, set_aside
from pipeline.checks.glossary import Term, glossary_faults
from pipeline.checks.headers import header_faults
from pipeline.checks.pair import Fault
from pipeline.checks.plural import pairs_of, plural_faults
from pipeline.config import Project
from pipeline.model import ADDRESS, Catalog, Finding, Key, Language, Message, Segment, headline
from pipeline.review.assessment import Assessment, Uses, refusals
from pipeline.rules import found


@dataclass(frozen=True, slots=True)
class Inspector:
    """The rules, with what people have decided about single findings."""

    project: Project
    waivers: Waivers
    uses: Mapping[str, Uses]
    now: datetime

    def inspect(self, assessment: Assessment, glossary: tuple[Term, ...], rules: Rules) -> Iterator[Finding]:
        """The findings of one locale, catalog by catalog."""
        uses: dict[Key, list[tuple[str, Message]]] = defaultdict(list)
        obsolete: dict[Key, list[tuple[str, Message]]] = defaultdict(list)
        for domain, catalog in assessment.catalogs.items():
            admissible, rule = assessment.translations[domain], effective_rule(catalog, assessment.language.locale)
            uses_of = self.uses.get(domain, {})
            header = Message("", line=1)
            wrong = header_faults(catalog, assessment.language.locale, self.now)
            yield from self._findings(assessment, domain, header, wrong)
            for message in catalog.messages:
                if message.obsolete:
                    obsolete[message.key].append((domain, message))
                    continue
                asking = uses_of.get(message.key)
                if asking is None:
                    yield from self._findings(assessment, domain, message, [_unknown()])
                elif message.translated and message.key in admissible:
                    if asking[0].kind != ADDRESS:
                        uses[message.key].append((domain, message))
                    faults = remarks_on(asking[0], message, assessment.language, rules, rule)
                    faults += glossary_faults(message, glossary) if asking[0].kind != ADDRESS else ()
                    faults += [Fault("waiver-without-reason", f"“{line}”") for line in unreadable_waivers(message)]
                    yield from self._findings(assessment, domain, message, faults)
        for key, same in uses.items():
            for domain, message, fault in (*inconsistent(same), *set_aside(same, obsolete.get(key, ()))):
                yield from self._findings(assessment, domain, message, [fault])

    def _findings(
        self, assessment: Assessment, domain: str, message: Message, faults: Iterable[Fault]
    ) -> Iterator[Finding]:
        locale = assessment.language.locale
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
