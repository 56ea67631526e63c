"""Each language judged by itself, and its catalogs a portion at a time: none is held once it is judged."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Generic, Protocol, TypeVar

from pipeline.checks.checker import Rules
from pipeline.errors import PipelineError
from pipeline.filed import Filing, Place
from pipeline.model import Catalog, Language
from pipeline.reads import State
from pipeline.review.assess import Ask, as_one_failure, asked_about, is_much, portions_of, sizes
from pipeline.review.assessment import Assessment
from pipeline.review.gate import Gate
from pipeline.review.judgement import Judgement
from pipeline.review.kept_outlines import KeptOutlines
from pipeline.review.outline import Outline
from pipeline.review.remarks import ask_security
from pipeline.review.remembered import RememberingRules
from pipeline.review.texts import Texts
from pipeline.workers import Afar, cores, is_helped, map_on_all_cores

_Seen = TypeVar("_Seen")
_Says = TypeVar("_Says", covariant=True)
#: So many bytes of catalogs are worth an errand to another machine, and fewer errands than these are not.
_ERRAND, _SEVERAL = 1_000_000, 2


class Look(Protocol[_Says]):
    """Looks at a language where it is judged: what it says in the end is handed on."""

    def see(self, catalog: Catalog, judged: Judgement, rules: Rules) -> None:
        """Look at a catalog, and at what it is worth by these rules; they come in no order."""

    def end(self, outline: Outline, texts: Texts) -> _Says:
        """What is told of a language of which all has been seen."""


@dataclass(frozen=True, slots=True)
class Judged(Generic[_Seen]):
    """What a language is worth, without its catalogs, what is wrong with these, and what else was seen."""

    assessment: Assessment
    error: PipelineError | None
    seen: _Seen


def judge_each(
    gate: Gate,
    languages: Iterable[Language],
    rules: Mapping[Language, RememberingRules],
    ask: Ask,
    look: Callable[[Language], Look[_Seen]],
) -> list[Judged[_Seen]]:
    """Read each catalog of these languages once, and judge its messages, as `assess_all` does; in the order of these.

    Many languages are judged side by side, a few one after another on all cores. What the `rules` of a language have
    said is kept.
    """
    languages = list(languages)
    lent = {language: Filing().lend() for language in languages}
    work, heard = partial(_judged, gate, rules, ask, look, lent), partial(_heard, gate, lent)
    afar = _afar(gate, languages, rules)
    if afar.errands < _SEVERAL and (len(languages) < cores() or not is_much(gate, languages)):
        return [heard(work(language)) for language in languages]
    return map_on_all_cores(work, languages, worthwhile=2, then=heard, afar=afar)


def _afar(gate: Gate, languages: list[Language], rules: Mapping[Language, RememberingRules]) -> Afar:
    """How many errands are in what nothing is remembered of: what is, nobody is asked about, and it is not sent."""
    if not is_helped():
        return Afar(0)
    first = [label for label, _ in portions_of(gate)[:1]]

    def is_known(language: Language) -> bool:
        return any(_rules_of(gate, language, rules).portion(label).has_memory for label in first)

    return Afar(sum(sizes(gate, (language for language in languages if not is_known(language)))) // _ERRAND)


def _rules_of(gate: Gate, language: Language, rules: Mapping[Language, RememberingRules]) -> RememberingRules:
    return rules.get(language, RememberingRules(gate.checker))


@dataclass(frozen=True, slots=True)
class _Told(Generic[_Seen]):
    """What the process that judges a language tells: its texts are in the file that it was lent, or they are here."""

    language: Language
    outline: Outline
    texts: Mapping[str, Place | bytes]
    error: PipelineError | None
    seen: _Seen


def _judged(
    gate: Gate,
    rules: Mapping[Language, RememberingRules],
    ask: Ask,
    look: Callable[[Language], Look[_Seen]],
    lent: Mapping[Language, Filing],
    language: Language,
) -> _Told[_Seen]:
    looking, judged, filing = look(language), dict[str, Judgement](), lent[language]
    for portion in portions_of(gate):
        own = _rules_of(gate, language, rules).portion(portion[0])
        for (_, domain), found in asked_about(gate, [language], portion, {language: own}, ask).items():
            worth = gate.judge(language, domain, found, own)
            if isinstance(found, Catalog):
                looking.see(found, worth, own)
            judged[domain] = worth.packed(filing.put)
        own.save()
    domains = [template.domain for template in gate.extraction.templates]
    assessment = gate.together(language, {domain: judged[domain] for domain in domains})
    outline, texts = Outline.of(assessment), Texts.of(assessment.translations)
    errors = [error for domain in domains if (error := judged[domain].unread) is not None]
    told = {domain: filing.told(own) for domain, own in texts.domains.items()}
    return _Told(language, outline, told, as_one_failure(errors) if errors else None, looking.end(outline, texts))


def _heard(gate: Gate, lent: Mapping[Language, Filing], told: _Told[_Seen]) -> Judged[_Seen]:
    """What was told, where nothing of it has to be in memory."""
    filing = lent[told.language]
    texts = Texts({domain: filing.heard(own) for domain, own in told.texts.items()}).filed(filing)
    return Judged(told.outline.assessment(gate, told.language, texts, filing), told.error, told.seen)


def judge_anew(
    gate: Gate, languages: Iterable[Language], rules: Mapping[Language, RememberingRules], kept: KeptOutlines | None
) -> list[Judged[None]]:
    """The same where no more is asked than whether texts may be used: of those languages alone that have changed."""
    languages, known = list(languages), dict[Language, Judged[None]]()
    for language in languages if kept else ():
        filing = Filing()
        if kept and (found := kept.recall(language, filing)) is not None:
            outline, texts = found
            known[language] = Judged(outline.assessment(gate, language, texts, filing), None, None)
    others = [language for language in languages if language not in known]
    judged = dict(zip(others, judge_each(gate, others, rules, ask_security, partial(_Keep.of, kept)), strict=True))
    return [(judged | known)[language] for language in languages]


@dataclass(frozen=True, slots=True)
class _Keep:
    """Keeps an outline for the next build, by the states in which the catalogs were before they were read."""

    kept: KeptOutlines | None
    language: Language
    states: dict[str, State | None]
    at: int

    @classmethod
    def of(cls, kept: KeptOutlines | None, language: Language) -> _Keep:
        at = time.time_ns()
        return cls(kept, language, kept.states(language) if kept else {}, at)

    def see(self, catalog: Catalog, judged: Judgement, rules: Rules) -> None:
        """Nothing: the outline has it."""

    def end(self, outline: Outline, texts: Texts) -> None:
        if self.kept is not None:
            self.kept.keep(self.language, outline, texts, self.states, self.at)
