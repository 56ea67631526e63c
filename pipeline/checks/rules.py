"""The rules: each with its family, its weight, what it is about, and what to do. `examine` runs them on a pair."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from importlib.resources import files

from pipeline.checks.facts import fact_faults
from pipeline.checks.language import language_faults
from pipeline.checks.pair import Fault, Pair
from pipeline.checks.structure import structure_faults
from pipeline.checks.wording import wording_faults
from pipeline.model import Severity


class Family(Enum):
    """What a rule protects."""

    SECURITY = "security"
    STRUCTURE = "structure"
    FACTS = "facts"
    WORDING = "wording"
    CATALOG = "catalog"
    COMPLETENESS = "completeness"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's documentation: `about` says what it finds and why it matters, `remedy` what to do."""

    id: str
    family: Family
    severity: Severity
    about: str
    remedy: str


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


def _rules() -> Iterator[Rule]:
    text = files("pipeline.checks").joinpath("rules.toml").read_text(encoding="utf-8")
    for name, rule in tomllib.loads(text).items():
        severity = Severity[rule["severity"].upper()]
        yield Rule(name, Family(rule["family"]), severity, rule["about"], rule["remedy"])


#: All rules, by id, in the order of the documentation.
RULES = {rule.id: rule for rule in _rules()}
