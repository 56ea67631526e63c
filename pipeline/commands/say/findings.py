"""What is wrong, and what the rules are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from itertools import groupby

from pipeline.commands.say.reporter import MAX_WARNINGS, Reporter, Voice, level_of, plural
from pipeline.model import Finding, Severity
from pipeline.review import Survey
from pipeline.rules import RULES, Family, Rule

_AROUND = 60


def explained(to: Reporter, rule: Rule) -> None:
    """What a rule is about."""
    form = "[bold]{rule}[/] [dim]{family}, {severity}[/]"
    to.out.line(form, rule=rule.id, family=rule.family.value, severity=rule.severity.name.lower())
    to.out.line("{about}", about=rule.about)
    to.out.line("[dim]remedy:[/] {remedy}", remedy=rule.remedy)


def rules(to: Reporter, rules: Iterable[Rule]) -> None:
    """All rules, a line each."""
    rows = ((rule.id, rule.family.value, rule.severity.name.lower()) for rule in rules)
    to.out.table(("rule", "family", "severity"), rows)


def findings(to: Reporter, survey: Survey) -> None:
    """Findings grouped by file, then one line that sums up."""
    found = list(survey.findings())
    untouched = {assessment.language.locale for assessment in survey.assessments if assessment.is_untouched}
    waiting, told = _divided(found, untouched if not to.verbose else set())
    for locale, own in waiting.items():
        severity, count = max(finding.severity for finding in own), plural(len(own), "finding")
        if not to.quiet or severity is Severity.ERROR:
            form = "{locale}: {level} nothing is translated yet: {count}; -v shows all"
            (to.err if to.quiet else to.out).line(form, locale=locale, level=level_of(severity), count=count)
    by_path = sorted(told, key=lambda finding: finding.path)
    for path, group in groupby(by_path, key=lambda finding: finding.path):
        _file_findings(to, path, list(group))
    counts = Counter((finding.locale, finding.severity) for finding in found)
    errors, warnings = (
        sum(count for (_, level), count in counts.items() if level is severity)
        for severity in (Severity.ERROR, Severity.WARNING)
    )
    if not errors and not warnings:
        to.out.line("{locales} checked: nothing found", locales=plural(len(survey.assessments), "locale"))
        return
    rows = [
        (locale or "source", *(str(counts[locale, severity] or "–") for severity in (Severity.ERROR, Severity.WARNING)))
        for locale in (None, *survey.locales())
        if counts[locale, Severity.ERROR] or counts[locale, Severity.WARNING]
    ]
    to.out.table(("locale", "errors", "warnings"), rows)
    to.out.line("{errors}, {warnings}", errors=plural(errors, "error"), warnings=plural(warnings, "warning"))


def _divided(found: Iterable[Finding], untouched: Container[str]) -> tuple[dict[str, list[Finding]], list[Finding]]:
    """What waits for a translation in locales that nobody has begun, by locale, and all else."""
    waiting: dict[str, list[Finding]] = {}
    others = []
    for finding in found:
        if finding.locale in untouched and RULES[finding.rule].family is Family.COMPLETENESS:
            waiting.setdefault(finding.locale or "", []).append(finding)
        else:
            others.append(finding)
    return waiting, others


def _file_findings(to: Reporter, path: str, findings: list[Finding]) -> None:
    warnings = [finding for finding in findings if finding.severity is not Severity.ERROR]
    warnings.sort(key=lambda finding: finding.line or 0)
    hidden = 0 if to.verbose else max(0, len(warnings) - MAX_WARNINGS)
    shown = {id(finding) for finding in (warnings if not hidden else warnings[:MAX_WARNINGS])}
    # What is said of the whole file comes first.
    for finding in sorted(findings, key=lambda finding: finding.line or 0):
        if finding.severity is Severity.ERROR or id(finding) in shown:
            tell(to, finding)
    if hidden:
        form = "{path}: [dim]and {count}; -v shows all[/]"
        to.out.line(form, path=path, count=plural(hidden, "more warning"))


def tell(to: Reporter, finding: Finding) -> None:
    """One finding: where, what, the texts that differ, the remedy."""
    if to.quiet and finding.severity is not Severity.ERROR:
        return
    out = to.err if to.quiet else to.out
    place = f"{finding.place}: " if finding.path else ""
    form = "{place}{level} {message} [dim]\\[{rule}][/]"
    out.line(form, place=place, level=level_of(finding.severity), message=finding.message, rule=finding.rule)
    if (finding.there or finding.here) and (finding.msgid or finding.msgstr):
        _compared(out, "source", finding.msgid, finding.there)
        _compared(out, "translation", finding.msgstr, finding.here)
    if finding.hint:
        out.line("  [dim]remedy:[/] {remedy}", remedy=finding.hint)


def _compared(out: Voice, name: str, text: str, part: str) -> None:
    """A text with the part that differs marked, by more than colour."""
    before, found, after = text.partition(part) if part and part in text else ("", "", text)
    out.line(
        "  [dim]{name}[/]{before}[reverse bold]{part}[/]{after}",
        name=f"{name}:".ljust(13),
        before=_end_of(before, _AROUND),
        part=found,
        after=_beginning_of(after, _AROUND),
    )


def _end_of(text: str, length: int) -> str:
    return text if len(text) <= length else f"…{text[-length:]}"


def _beginning_of(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[:length]}…"
