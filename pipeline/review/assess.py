"""Catalogs read and judged against the source, on all cores: the same way for a report and for a build."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipeline.checks.checker import Rules
from pipeline.errors import PipelineError
from pipeline.model import Catalog, Language
from pipeline.review.assessment import Assessment, Uses
from pipeline.review.gate import Gate
from pipeline.review.remarks import ask_security
from pipeline.review.remembered import RememberingRules
from pipeline.workers import map_on_all_cores

#: Asks rules about the messages of a catalog, by the uses of its domain.
Ask = Callable[[Uses, Catalog, Language, Rules], None]
#: So many messages are asked about at a time.
_PART = 250
#: Up to so many bytes of catalogs, and so many messages, other processes are not worth their start.
_LIGHT, _FEW = 100_000, 400


@dataclass(frozen=True, slots=True)
class Assessed:
    """Each locale whose catalogs could be read, and the error of each whose catalogs could not."""

    assessments: tuple[Assessment, ...]
    failures: tuple[tuple[Language, PipelineError], ...]


def assess_all(
    gate: Gate,
    languages: Iterable[Language],
    rules: Mapping[Language, RememberingRules] | None = None,
    ask: Ask = ask_security,
) -> Assessed:
    """Read each catalog of these languages once, and judge its messages; one language does not hold up the others.

    `rules` are those of each language, which remember; without them everything is judged anew. What `ask` asks them
    is asked on all cores, before it is needed.
    """
    languages = list(languages)
    rules = rules or {language: RememberingRules(gate.checker) for language in languages}
    catalogs = _read(gate, languages)
    _ask(gate, catalogs, rules, ask)
    assessments, failures = [], []
    for language in languages:
        own = {domain: found for (owner, domain), found in catalogs.items() if owner == language}
        error = next((found for found in own.values() if isinstance(found, PipelineError)), None)
        if error is not None:
            failures.append((language, error))
        else:
            sound = {domain: found for domain, found in own.items() if isinstance(found, Catalog)}
            assessments.append(gate.assess(language, sound, rules[language]))
    return Assessed(tuple(assessments), tuple(failures))


def assess(gate: Gate, language: Language) -> Assessment:
    """Read and judge one locale. Raises PipelineError for the first catalog that is missing or malformed."""
    assessed = assess_all(gate, [language])
    for _, error in assessed.failures:
        raise error
    return assessed.assessments[0]


def _read(gate: Gate, languages: list[Language]) -> Mapping[tuple[Language, str], Catalog | PipelineError]:
    """Each catalog, or what is wrong with it, by language and domain."""

    def read(task: tuple[Language, str]) -> Catalog | PipelineError:
        try:
            return gate.read(*task)
        except PipelineError as error:
            return error

    tasks = [(language, template.domain) for language in languages for template in gate.extraction.templates]
    paths = [gate.project.catalog_path(language.locale, domain) for language, domain in tasks]
    weight = sum(path.stat().st_size for path in paths if path.is_file())
    return dict(zip(tasks, map_on_all_cores(read, tasks, worthwhile=_from(tasks, weight > _LIGHT)), strict=True))


def _ask(
    gate: Gate,
    catalogs: Mapping[tuple[Language, str], Catalog | PipelineError],
    rules: Mapping[Language, RememberingRules],
    ask: Ask,
) -> None:
    """Let the rules find out on all cores what they will be asked."""

    def find_out(task: tuple[Language, Catalog]) -> dict[str, Any]:
        language, part = task
        ask(gate.uses.get(part.domain, {}), part, language, rules[language])
        return rules[language].news()

    parts = [
        (language, part)
        for (language, _), catalog in catalogs.items()
        if isinstance(catalog, Catalog)
        for part in _parts(catalog)
    ]
    many = sum(len(part.messages) for _, part in parts) > _FEW
    for (language, _), news in zip(
        parts, map_on_all_cores(find_out, parts, worthwhile=_from(parts, many)), strict=True
    ):
        rules[language].learn(news)


def _from(items: Sequence[object], is_much: bool) -> int:
    """From how many items on all cores are worth it: from two, or never."""
    return 2 if is_much else len(items) + 1


def _parts(catalog: Catalog) -> Iterator[Catalog]:
    """Pieces of a catalog, so that one large catalog keeps all cores busy."""
    for start in range(0, len(catalog.messages), _PART):
        yield replace(catalog, messages=catalog.messages[start : start + _PART])
