"""Catalogs read and judged against the source, on all cores: the same way for a report and for a build."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import Any

from pipeline.catalogs.remembered import CatalogCache
from pipeline.checks.checker import Rules
from pipeline.config import Project
from pipeline.errors import ExitCode, PipelineError, as_one, errors_in
from pipeline.model import Catalog, Language
from pipeline.portions import divided
from pipeline.review.assessment import Assessment
from pipeline.review.gate import Gate, catalog_of
from pipeline.review.remarks import ask_security
from pipeline.review.remembered import RememberingRules
from pipeline.review.uses import Uses
from pipeline.workers import has_help, map_on_all_cores

#: Asks rules about the messages of a catalog, by the uses of its domain.
Ask = Callable[[Uses, Catalog, Language, Rules], None]
#: The catalogs that could be read, and what is wrong with the others, by language and domain.
Catalogs = Mapping[tuple[Language, str], Catalog | PipelineError]
#: Domains that are read together, and their label.
Portion = tuple[str, list[str]]
#: So many messages are asked about at a time.
_PART = 250
#: Up to so many bytes of catalogs, and so many messages, other processes are not worth their start.
_LIGHT, _FEW = 100_000, 400
#: From so many bytes of catalogs on it is kept what was read of them.
_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Assessed:
    """Each locale whose catalogs could be read; each other one as far as they could be, and what is wrong with them."""

    assessments: tuple[Assessment, ...]
    partial: tuple[Assessment, ...]
    failures: tuple[tuple[Language, PipelineError], ...]


def assess_all(
    gate: Gate,
    languages: Iterable[Language],
    rules: Mapping[Language, RememberingRules] | None = None,
    ask: Ask = ask_security,
) -> Assessed:
    """Read each catalog of these languages once, and judge its messages; one does not hold up the others.

    `rules` are those of each language, which remember; without them everything is judged anew. What `ask` asks them
    is asked on all cores, before it is needed, of what they do not know from before.
    """
    languages = list(languages)
    rules = rules or {language: RememberingRules(gate.checker) for language in languages}
    catalogs: dict[tuple[Language, str], Catalog | PipelineError] = {}
    for portion in portions_of(gate):
        catalogs |= asked_about(gate, languages, portion, rules, ask)
    assessments, partial, failures = [], [], []
    for language in languages:
        own = {template.domain: catalogs[language, template.domain] for template in gate.extraction.templates}
        assessment = gate.assess(language, own, rules[language])
        if errors := [found for found in own.values() if isinstance(found, PipelineError)]:
            partial.append(assessment)
            failures.append((language, as_one_failure(errors)))
        else:
            assessments.append(assessment)
    return Assessed(tuple(assessments), tuple(partial), tuple(failures))


def assess(gate: Gate, language: Language) -> Assessment:
    """Read and judge one locale. Raises PipelineError if catalogs are missing or malformed."""
    assessed = assess_all(gate, [language])
    for _, error in assessed.failures:
        raise error
    return assessed.assessments[0]


def as_one_failure(errors: Iterable[PipelineError]) -> PipelineError:
    """All errors of a language's catalogs, the worst first; missing ones are one error, for one command makes them."""
    missing = [error for error in errors if error.exit_code is ExitCode.FINDINGS]
    found = [one for error in errors if error not in missing for one in errors_in(error)]
    if missing:
        first, others = missing[0], len(missing) - 1
        more = f", and so {'are' if others > 1 else 'is'} {others} more" if others else ""
        found.append(
            PipelineError(first.message + more, path=first.path, hint=first.hint, exit_code=first.exit_code),
        )
    return as_one(found)


def portions_of(gate: Gate) -> list[Portion]:
    """The portions in which a site's catalogs are read, and remembered: each its label, and its domains."""
    domains = [template.domain for template in gate.extraction.templates]
    return list(divided(domains, len(domains)).items())


def asked_about(
    gate: Gate,
    languages: list[Language],
    portion: Portion,
    rules: Mapping[Language, RememberingRules],
    ask: Ask,
) -> Catalogs:
    """Each catalog of a portion, or what is wrong with it, read; its `rules` know what they will be asked about it."""
    catalogs, same = _read(gate, languages, portion)
    # A catalog that is as it was has been asked about, but for what is new in the source.
    known = {task for task in same if rules[task[0]].has_memory}
    _ask(gate, {task: found for task, found in catalogs.items() if task not in known}, rules, ask)
    return catalogs


def _read(gate: Gate, languages: list[Language], portion: Portion) -> tuple[Catalogs, frozenset[tuple[Language, str]]]:
    """Each catalog, or what is wrong with it; those that are as they were, which are not parsed again."""
    label, domains = portion
    tasks = [(language, domain) for language in languages for domain in domains]
    paths = [gate.project.catalog_path(language.locale, domain) for language, domain in tasks]
    is_kept = is_much(gate, languages, _KEPT)
    caches = {language: CatalogCache(gate.project, language.locale, label) for language in languages} if is_kept else {}
    known = {
        task: catalog
        for task, path in zip(tasks, paths, strict=True)
        if caches and (catalog := _known(gate.project, path, task[1], caches[task[0]])) is not None
    }
    unknown = [task for task in tasks if task not in known]
    news = map_on_all_cores(
        partial(_catalog, gate.project), unknown, worthwhile=_from(unknown, is_much(gate, languages))
    )
    found = known | dict(zip(unknown, news, strict=True))
    for language, cache in caches.items():
        sound = {domain: found[language, domain] for domain in domains}
        cache.replace({domain: catalog for domain, catalog in sound.items() if isinstance(catalog, Catalog)})
    return {task: found[task] for task in tasks}, frozenset(known)


def is_much(gate: Gate, languages: Iterable[Language], least: int | None = None) -> bool:
    """Whether there is so much in these languages' catalogs that other processes are worth their start."""
    size, least = 0, _LIGHT if least is None else least
    for one in sizes(gate, languages):
        size += one
        if size > least:
            return True
    return False


def sizes(gate: Gate, languages: Iterable[Language]) -> Iterator[int]:
    """How many bytes are in each of these languages' catalogs."""
    for language in languages:
        for template in gate.extraction.templates:
            with suppress(OSError):
                yield gate.project.catalog_path(language.locale, template.domain).stat().st_size


def _catalog(project: Project, task: tuple[Language, str]) -> Catalog | PipelineError:
    try:
        return catalog_of(project, *task)
    except PipelineError as error:
        return error


def _known(project: Project, path: Path, domain: str, cache: CatalogCache) -> Catalog | None:
    """What was read of a catalog that is as it was; what cannot be read is told by whoever reads it."""
    with suppress(PipelineError):
        return cache.get(domain, project.read(path))
    return None


def _ask(
    gate: Gate,
    catalogs: Catalogs,
    rules: Mapping[Language, RememberingRules],
    ask: Ask,
) -> None:
    """Let the rules find out on all cores what they will be asked."""
    find_out = partial(_find_out, gate.uses, rules, ask)
    parts = list(_by_source(catalogs))
    if sum(len(part.messages) for _, part in parts) <= _FEW or not has_help():
        return  # whoever needs to know will ask
    # What has to be known of a language is found out here, and so once for all processes.
    first = {language: (language, part) for language, part in reversed(parts)}
    for task in first.values():
        rules[task[0]].learn(find_out(task))
    parts = [task for task in parts if task is not first.get(task[0])]
    for (language, _), news in zip(parts, map_on_all_cores(find_out, parts, worthwhile=2), strict=True):
        rules[language].learn(news)


def _find_out(
    uses: Mapping[str, Uses], rules: Mapping[Language, RememberingRules], ask: Ask, task: tuple[Language, Catalog]
) -> dict[str, Any]:
    language, part = task
    ask(uses.get(part.domain, {}), part, language, rules[language])
    return rules[language].news()


def _by_source(catalogs: Catalogs) -> Iterator[tuple[Language, Catalog]]:
    """All parts, those of the same texts beside each other: what is known of a source text serves all languages."""
    by_domain: dict[str, list[list[tuple[Language, Catalog]]]] = {}
    for (language, domain), catalog in catalogs.items():
        if isinstance(catalog, Catalog):
            by_domain.setdefault(domain, []).append([(language, part) for part in _parts(catalog)])
    for each in by_domain.values():
        for row in zip_longest(*each):
            yield from (task for task in row if task is not None)


def _from(items: Sequence[object], is_much: bool) -> int:
    """From how many items on all cores are worth it: from two, or never."""
    return 2 if is_much else len(items) + 1


def _parts(catalog: Catalog) -> Iterator[Catalog]:
    """Pieces of a catalog, so that one large catalog keeps all cores busy."""
    for start in range(0, len(catalog.messages), _PART):
        yield replace(catalog, messages=catalog.messages[start : start + _PART])
