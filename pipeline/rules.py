"""The rules: what can be found wrong, how much it weighs and what to do about it. The one maker of findings.

A finding is a rule's id, a place and words. Its severity and its remedy are those of `rules.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from importlib.resources import files
from typing import Any

from pipeline.errors import ExitCode, PipelineError
from pipeline.model import Finding, Severity
from pipeline.options import did_you_mean

#: The remedy of a finding whose message says it all.
NO_REMEDY = "none"


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

    One that is `fixed` keeps its severity, whatever a site's settings say. `remedies` are what to do in particular
    cases, by name, with placeholders in braces. `translator` is what a translator does who has no more than the page
    before them, where that is something else.
    """

    id: str
    family: Family
    severity: Severity
    about: str
    remedy: str
    fixed: bool
    remedies: Mapping[str, str]
    translator: str


def found(
    rule: str,
    path: str,
    message: str,
    *,
    line: int | None = None,
    locale: str | None = None,
    lowered: bool = False,
    remedy: str = "remedy",
    msgid: str = "",
    msgstr: str = "",
    there: str = "",
    here: str = "",
    **words: str,
) -> Finding:
    """A finding of this rule at a place, in words.

    One that is `lowered` is less sure, or does less harm, than others of its rule: it weighs as a warning at most.
    `remedy` names one of the rule's remedies for particular cases, whose placeholders `words` fill in.
    """
    known = RULES[rule]
    severity = min(known.severity, Severity.WARNING) if lowered else known.severity
    hint = known.remedies[remedy].format(remedy=known.remedy, locale=locale, **words)
    return Finding(rule, severity, path, line, message, hint, locale, msgid, msgstr, there, here)


def found_unreadable(error: PipelineError, locale: str) -> Finding:
    """An error in what is read for a locale, as a finding: the remedy is the error's own."""
    rule = "missing-catalog" if error.exit_code is ExitCode.FINDINGS else "broken-input"
    finding = found(rule, error.path or "", error.message, line=error.line, locale=locale)
    return replace(finding, hint=error.hint)


def found_unread(error: PipelineError) -> Finding:
    """A source that cannot be read, as a finding: the remedy is the error's own."""
    finding = found("unread-source", error.path or "", error.message, line=error.line)
    return replace(finding, hint=error.hint or finding.hint)


def weighed(findings: Iterable[Finding], severities: Mapping[str, Severity | None]) -> Iterator[Finding]:
    """The findings with a site's own severities, without those that it has turned off."""
    for finding in findings:
        severity = finding.severity if RULES[finding.rule].fixed else severities.get(finding.rule, finding.severity)
        if severity is not None:
            yield replace(finding, severity=severity)


def told_translators(finding: Finding) -> str:
    """What a translator does about a finding who knows neither commands nor settings."""
    return RULES[finding.rule].translator or finding.hint


def require_rules(severities: Iterable[str]) -> None:
    """Raise PipelineError for the severity of a rule that does not exist, or that protects readers."""
    for name in severities:
        if name not in RULES:
            hint = did_you_mean(name, RULES) or "the rules are in docs/rules.md"
            raise PipelineError(f"GETTEXT['severities']: there is no rule {name!r}", hint=hint)
        if RULES[name].fixed:
            kind = "a rule of security" if RULES[name].family is Family.SECURITY else "what keeps a page from readers"
            raise PipelineError(f"GETTEXT['severities']: {name!r} is {kind} and cannot be changed")


def _rules() -> Iterator[Rule]:
    tables = tomllib.loads(files("pipeline").joinpath("rules.toml").read_text(encoding="utf-8"))
    common = tables.pop("remedies")
    for name, rule in tables.items():
        yield _rule(name, rule, common)


def _rule(name: str, rule: Mapping[str, Any], common: Mapping[str, str]) -> Rule:
    family, severity = Family(rule["family"]), Severity[rule["severity"].upper()]
    remedies = {**common, **rule.get("remedies", {}), "remedy": "{remedy}", NO_REMEDY: ""}
    fixed = rule.get("fixed", family is Family.SECURITY)
    return Rule(name, family, severity, rule["about"], rule["remedy"], fixed, remedies, rule.get("translator", ""))


#: All rules, by id, in the order of the documentation.
RULES: Mapping[str, Rule] = {rule.id: rule for rule in _rules()}
