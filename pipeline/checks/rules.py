"""The rules: each with its family, its weight, what it is about, and what to do. `examine` runs them on a pair."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from importlib.resources import files

from pipeline.checks.facts import fact_faults
from pipeline.checks.language import language_faults
from pipeline.checks.pair import Fault, Pair
from pipeline.checks.structure import structure_faults
from pipeline.checks.wording import wording_faults
from pipeline.model import Finding, Severity


class Family(Enum):
    """What a rule protects."""

    SECURITY = "security"
    STRUCTURE = "structure"
    FACTS = "facts"
    WORDING = "wording"
    CATALOG = "catalog"
    COMPLETENESS = "completeness"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's documentation: `about` says what it finds and why it matters, `remedy` what to do.

    One that is `fixed` keeps its severity, whatever a site's settings say.
    """

    id: str
    family: Family
    severity: Severity
    about: str
    remedy: str
    fixed: bool


def examine(pair: Pair) -> Iterator[Fault]:
    """What is wrong with an admissible translation, each fault once."""
    seen: set[tuple[str, str]] = set()
    for rule in (structure_faults, fact_faults, wording_faults, language_faults):
        for fault in rule(pair):
            if (fault.rule, fault.message) not in seen:
                seen.add((fault.rule, fault.message))
                yield fault


def severity_of(fault: Fault) -> Severity:
    """How much a fault weighs before the site's own settings."""
    severity = RULES[fault.rule].severity
    return min(severity, Severity.WARNING) if fault.doubtful else severity


def weighed(findings: Iterable[Finding], severities: Mapping[str, Severity | None]) -> Iterator[Finding]:
    """The findings with a site's own severities, without those that it has turned off."""
    for finding in findings:
        severity = finding.severity if RULES[finding.rule].fixed else severities.get(finding.rule, finding.severity)
        if severity is not None:
            yield replace(finding, severity=severity)


def _rules() -> Iterator[Rule]:
    text = files("pipeline.checks").joinpath("rules.toml").read_text(encoding="utf-8")
    for name, rule in tomllib.loads(text).items():
        family, severity = Family(rule["family"]), Severity[rule["severity"].upper()]
        fixed = rule.get("fixed", family is Family.SECURITY)
        yield Rule(name, family, severity, rule["about"], rule["remedy"], fixed)


#: All rules, by id, in the order of the documentation.
RULES = {rule.id: rule for rule in _rules()}
