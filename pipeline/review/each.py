"""Each language judged by itself: its catalogs and texts are held by the process that judges it, and no longer."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from pipeline.errors import PipelineError
from pipeline.model import Language
from pipeline.review.assess import Ask, assess_all, is_much
from pipeline.review.assessment import Assessment
from pipeline.review.gate import Gate
from pipeline.review.kept_outlines import KeptOutlines
from pipeline.review.outline import Outline
from pipeline.review.remarks import ask_security
from pipeline.review.remembered import RememberingRules
from pipeline.workers import cores, map_on_all_cores

_Seen = TypeVar("_Seen")
#: Told of a whole assessment, its outline and its rules, where it is made: what it says of that is handed on.
Look = Callable[[Assessment, Outline, RememberingRules], _Seen]


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
    look: Look[_Seen],
) -> list[Judged[_Seen]]:
    """Read each catalog of these languages once, and judge its messages, as `assess_all` does; in the order of these.

    Many languages are judged side by side, a few one after another on all cores. What the `rules` of a language have
    said is kept.
    """
    languages = list(languages)
    work = partial(_judged, gate, rules, ask, look)
    if len(languages) < cores() or not is_much(gate, languages):
        found = [work(language) for language in languages]
    else:
        found = map_on_all_cores(work, languages, worthwhile=2)
    return [
        Judged(outline.assessment(gate, language), error, seen)
        for language, (outline, error, seen) in zip(languages, found, strict=True)
    ]


def _judged(
    gate: Gate,
    rules: Mapping[Language, RememberingRules],
    ask: Ask,
    look: Look[_Seen],
    language: Language,
) -> tuple[Outline, PipelineError | None, _Seen]:
    own = rules.get(language) or RememberingRules(gate.checker)
    assessed = assess_all(gate, [language], {language: own}, ask)
    (assessment,) = (*assessed.assessments, *assessed.partial)
    outline = Outline.of(assessment)
    seen = look(assessment, outline, own)
    own.save()
    return outline, dict(assessed.failures).get(language), seen


def judge_anew(
    gate: Gate, languages: Iterable[Language], rules: Mapping[Language, RememberingRules], kept: KeptOutlines | None
) -> list[Judged[None]]:
    """The same where no more is asked than whether texts may be used: of those languages alone that have changed."""
    languages = list(languages)
    known = {language: found for language in languages if kept and (found := kept.recall(language)) is not None}
    others = [language for language in languages if language not in known]
    at, states = time.time_ns(), {language: kept.states(language) for language in others} if kept else {}

    def keep(assessment: Assessment, outline: Outline, _: RememberingRules) -> None:
        if kept is not None:
            kept.keep(assessment.language, outline, states[assessment.language], at)

    judged = dict(zip(others, judge_each(gate, others, rules, ask_security, keep), strict=True))
    judged |= {language: Judged(found.assessment(gate, language), None, None) for language, found in known.items()}
    return [judged[language] for language in languages]
