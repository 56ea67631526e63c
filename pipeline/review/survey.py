"""The state of a whole site: what is translated, what is published, what is wrong. Changes nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

from pipeline.catalogs.templates import current_templates, lagging_templates
from pipeline.catalogs.waivers import read_waivers
from pipeline.catalogs.write import now
from pipeline.checks.glossary import read_glossary
from pipeline.checks.rules import RULES, Family, weighed
from pipeline.config import Project
from pipeline.errors import ExitCode, PipelineError
from pipeline.fingerprints import fingerprint
from pipeline.model import Catalog, Finding, Language, Severity
from pipeline.options import did_you_mean
from pipeline.review.assessment import Assessment
from pipeline.review.gate import Gate
from pipeline.review.inspect import Inspector, ask_all, segments_by_domain
from pipeline.review.remembered import RememberingRules
from pipeline.sources.extract import Extraction
from pipeline.workers import map_on_all_cores

#: So many messages are asked about at a time.
_PART = 250


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found: each locale whose catalogs could be read, each failure, and the source's own faults.

    `remarks` are what the rules say of translations that may be used, `severities` the site's own.
    """

    assessments: tuple[Assessment, ...]
    failures: tuple[tuple[Language, PipelineError], ...]
    source_findings: tuple[Finding, ...]
    remarks: tuple[Finding, ...]
    severities: Mapping[str, Severity | None]

    def findings(self) -> Iterator[Finding]:
        """Everything that is wrong, by the site's severities, the source first, then locale by locale."""
        return weighed(self._findings(), self.severities)

    def _findings(self) -> Iterator[Finding]:
        yield from self.source_findings
        for language, error in self.failures:
            yield as_finding(error, language)
        for assessment in self.assessments:
            yield from assessment.findings
            for page in assessment.pages:
                yield from (finding for finding in page.blockers if finding.rule == "below-threshold")
        yield from self.remarks

    def locales(self) -> Iterator[str]:
        """The locales that were looked at."""
        yield from (assessment.language.locale for assessment in self.assessments)
        yield from (language.locale for language, _ in self.failures)

    def exit_code(self, fail_on: Severity) -> ExitCode:
        """What the findings come to: broken input weighs more than findings."""
        codes = [error.exit_code for _, error in self.failures]
        if any(finding.severity >= fail_on for finding in self.findings()):
            codes.append(ExitCode.FINDINGS)
        return max(codes, default=ExitCode.FINE)


def survey(
    project: Project, settings: Mapping[str, Any], extraction: Extraction, languages: Iterable[Language]
) -> Survey:
    """Read all catalogs of these languages, hold them against the source, and inspect them by all rules."""
    require_rules(project)
    gate = Gate(project, settings, extraction)
    inspector = Inspector(project, read_waivers(project), segments_by_domain(extraction), now())
    code = fingerprint(settings, ("MARKDOWN", "GETTEXT", "DEFAULT_LANG"), _modules_of_rules())
    languages = list(languages)
    rules = {
        language: RememberingRules(gate.checker, project.settings_path, language.locale, code) for language in languages
    }

    def read(task: tuple[Language, str]) -> Catalog | PipelineError:
        try:
            return gate.read(*task)
        except PipelineError as error:
            return error

    def ask(task: tuple[Language, Catalog]) -> dict[str, Any]:
        language, part = task
        ask_all(inspector.segments.get(part.domain, {}), part, language, rules[language])
        return rules[language].news()

    tasks = [(language, template.domain) for language in languages for template in extraction.templates]
    catalogs = dict(zip(tasks, map_on_all_cores(read, tasks, worthwhile=2), strict=True))
    parts = [
        (language, part)
        for (language, _), catalog in catalogs.items()
        if isinstance(catalog, Catalog)
        for part in _parts(catalog)
    ]
    for (language, _), news in zip(parts, map_on_all_cores(ask, parts, worthwhile=2), strict=True):
        rules[language].learn(news)
    examined, failures = [], []
    for language in languages:
        found = {domain: catalog for (owner, domain), catalog in catalogs.items() if owner == language}
        try:
            examined.append(_examined(gate, inspector, language, rules[language], found))
        except PipelineError as error:
            failures.append((language, error))
    return Survey(
        tuple(assessment for assessment, _ in examined),
        tuple(failures),
        (*gate.source_findings(), *_lagging_templates(project, extraction)),
        tuple(finding for _, remarks in examined for finding in remarks),
        project.severities,
    )


def _parts(catalog: Catalog) -> Iterator[Catalog]:
    """Pieces of a catalog, so that one large catalog keeps all cores busy."""
    for start in range(0, len(catalog.messages), _PART):
        yield replace(catalog, messages=catalog.messages[start : start + _PART])


def _examined(
    gate: Gate,
    inspector: Inspector,
    language: Language,
    rules: RememberingRules,
    found: Mapping[str, Catalog | PipelineError],
) -> tuple[Assessment, list[Finding]]:
    """A locale put together from what was found out about its catalogs. Raises its first error."""
    catalogs = {}
    for domain, catalog in found.items():
        if isinstance(catalog, PipelineError):
            raise catalog
        catalogs[domain] = catalog
    assessment = gate.assess(language, catalogs, rules)
    findings = list(inspector.inspect(assessment, read_glossary(inspector.project, language.locale), rules))
    rules.save()
    return assessment, findings


def require_rules(project: Project) -> None:
    """Refuse severities for rules that do not exist, or that protect readers."""
    for name in project.severities:
        if name not in RULES:
            hint = did_you_mean(name, RULES) or "the rules are in docs/rules.md"
            raise PipelineError(f"GETTEXT['severities']: there is no rule {name!r}", hint=hint)
        if RULES[name].fixed:
            kind = "a rule of security" if RULES[name].family is Family.SECURITY else "what keeps a page from readers"
            raise PipelineError(f"GETTEXT['severities']: {name!r} is {kind} and cannot be changed")


def _modules_of_rules() -> Iterator[ModuleType]:
    """The code that a verdict depends on."""
    for name, module in list(sys.modules.items()):
        if name.startswith(
            ("pipeline.checks", "pipeline.sources.walkers", "markdown", "pymdownx", "ftfy", "py3langid")
        ):
            yield module


def assess_each(
    gate: Gate, languages: Iterable[Language]
) -> tuple[list[Assessment], list[tuple[Language, PipelineError]]]:
    """Assess each language; one whose catalogs cannot be read does not hold up the others."""
    assessments, failures = [], []
    for language in languages:
        try:
            assessments.append(gate.assess(language))
        except PipelineError as error:
            failures.append((language, error))
    return assessments, failures


def as_finding(error: PipelineError, language: Language) -> Finding:
    """A catalog's error as a finding."""
    rule = "missing-catalog" if error.exit_code is ExitCode.FINDINGS else "broken-input"
    return Finding(rule, Severity.ERROR, error.path or "", error.line, error.message, error.hint, language.locale)


def _lagging_templates(project: Project, extraction: Extraction) -> Iterator[Finding]:
    for path in lagging_templates(project, current_templates(project, extraction)):
        yield Finding(
            "out-of-step",
            Severity.ERROR,
            project.shown(path),
            None,
            "the template lags behind the source",
            "run: pelican-gettext update",
        )
