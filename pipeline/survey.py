"""The state of a whole site: what is translated, what is published, what is wrong. Changes nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

from pipeline.cache import FaultCache, fingerprint
from pipeline.checks.rules import RULES, Family
from pipeline.config import Project, did_you_mean
from pipeline.errors import ExitCode, PipelineError
from pipeline.extract import Extraction
from pipeline.gates import Assessment, Gate
from pipeline.inspection import Inspector
from pipeline.ledgers import read_glossary, read_waivers
from pipeline.model import Finding, Language, Severity
from pipeline.update import current_templates, lagging_templates
from pipeline.workers import map_on_all_cores


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found: each locale whose catalogs could be read, each failure, and the source's own faults.

    `remarks` are what the rules say of translations that may be used.
    """

    assessments: tuple[Assessment, ...]
    failures: tuple[tuple[Language, PipelineError], ...]
    source_findings: tuple[Finding, ...]
    remarks: tuple[Finding, ...] = ()

    def findings(self) -> Iterator[Finding]:
        """Everything that is wrong, the source first, then locale by locale."""
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
    inspector = Inspector(project, gate.checker, read_waivers(project))
    code = fingerprint(settings, ("MARKDOWN", "GETTEXT", "DEFAULT_LANG"), _modules_of_rules())

    def examine(language: Language) -> tuple[Assessment, tuple[Finding, ...]] | PipelineError:
        try:
            assessment = gate.assess(language)
            cache = FaultCache(project.settings_path, language.locale, code)
            glossary = read_glossary(project, language.locale)
            found = tuple(inspector.inspect(extraction, assessment, glossary, cache))
        except PipelineError as error:
            return error
        cache.save()
        # What only the rules need does not have to cross the border of the process.
        return replace(assessment, catalogs={}, translations={}), found

    languages = list(languages)
    results = list(zip(languages, map_on_all_cores(examine, languages, worthwhile=2), strict=True))
    examined = [result for _, result in results if not isinstance(result, PipelineError)]
    return Survey(
        tuple(assessment for assessment, _ in examined),
        tuple((language, result) for language, result in results if isinstance(result, PipelineError)),
        (*gate.source_findings(), *_lagging_templates(project, extraction)),
        tuple(finding for _, found in examined for finding in found),
    )


def require_rules(project: Project) -> None:
    """Refuse severities for rules that do not exist, or that protect readers from attacks."""
    for name in project.severities:
        if name not in RULES:
            hint = did_you_mean(name, RULES) or "the rules are in docs/rules.md"
            raise PipelineError(f"GETTEXT['severities']: there is no rule {name!r}", hint=hint)
        if RULES[name].family is Family.SECURITY:
            raise PipelineError(f"GETTEXT['severities']: {name!r} is a rule of security and cannot be changed")


def _modules_of_rules() -> Iterator[ModuleType]:
    """The code that a verdict depends on."""
    for name, module in list(sys.modules.items()):
        if name.startswith(("pipeline.checks", "pipeline.walkers", "markdown", "pymdownx", "ftfy", "py3langid")):
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
