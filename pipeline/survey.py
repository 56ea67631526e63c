"""The state of a whole site: what is translated, what is published, what is wrong. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.config import Project
from pipeline.errors import ExitCode, PipelineError
from pipeline.extract import Extraction
from pipeline.gates import Assessment, Gate
from pipeline.model import Finding, Language, Severity
from pipeline.update import current_templates, lagging_templates


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found: each locale whose catalogs could be read, each failure, and the source's own faults."""

    assessments: tuple[Assessment, ...]
    failures: tuple[tuple[Language, PipelineError], ...]
    source_findings: tuple[Finding, ...]

    def findings(self) -> Iterator[Finding]:
        """Everything that is wrong, the source first, then locale by locale."""
        yield from self.source_findings
        for language, error in self.failures:
            yield as_finding(error, language)
        for assessment in self.assessments:
            yield from assessment.findings
            for page in assessment.pages:
                yield from (finding for finding in page.blockers if finding.rule == "below-threshold")

    def exit_code(self, fail_on: Severity) -> ExitCode:
        """What the findings come to: broken input weighs more than findings."""
        codes = [error.exit_code for _, error in self.failures]
        if any(finding.severity >= fail_on for finding in self.findings()):
            codes.append(ExitCode.FINDINGS)
        return max(codes, default=ExitCode.FINE)


def survey(
    project: Project, settings: Mapping[str, Any], extraction: Extraction, languages: Iterable[Language]
) -> Survey:
    """Read all catalogs of these languages and hold them against the source."""
    gate = Gate(project, settings, extraction)
    assessments, failures = assess_each(gate, languages)
    return Survey(
        tuple(assessments),
        tuple(failures),
        (*gate.source_findings(), *_lagging_templates(project, extraction)),
    )


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
