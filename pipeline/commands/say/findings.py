"""What is wrong, and what the rules are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from rich.console import Console
from rich.markup import escape
from rich.text import Text

from pipeline.commands.say.reporter import MAX_WARNINGS, STYLES, Reporter, new_table, plural
from pipeline.model import Finding, Severity
from pipeline.review import Survey
from pipeline.rules import Rule

_AROUND = 60


def explained(to: Reporter, rule: Rule) -> None:
    """What a rule is about."""
    to.out.print(f"[bold]{rule.id}[/] [dim]{rule.family.value}, {rule.severity.name.lower()}[/]")
    to.out.print(rule.about, markup=False, highlight=False)
    to.out.print(f"[dim]remedy:[/] {escape(rule.remedy)}")


def rules(to: Reporter, rules: Iterable[Rule]) -> None:
    """All rules, a line each."""
    table = new_table("rule", "family", "severity")
    for rule in rules:
        table.add_row(rule.id, rule.family.value, rule.severity.name.lower())
    to.out.print(table)


def findings(to: Reporter, survey: Survey) -> None:
    """Findings grouped by file, then one line that sums up."""
    found = list(survey.findings())
    by_path = sorted(found, key=lambda finding: finding.path)
    for path, group in groupby(by_path, key=lambda finding: finding.path):
        _file_findings(to, path, list(group))
    counts = Counter((finding.locale, finding.severity) for finding in found)
    errors, warnings = (
        sum(count for (_, level), count in counts.items() if level is severity)
        for severity in (Severity.ERROR, Severity.WARNING)
    )
    if not errors and not warnings:
        to.out.print(f"{plural(len(survey.assessments), 'locale')} checked: nothing found")
        return
    table = new_table("locale", "errors", "warnings")
    for locale in (None, *survey.locales()):
        row = [counts[locale, severity] for severity in (Severity.ERROR, Severity.WARNING)]
        if any(row):
            table.add_row(locale or "source", *(str(count or "–") for count in row))
    to.out.print(table)
    to.out.print(f"{plural(errors, 'error')}, {plural(warnings, 'warning')}")


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
        to.out.print(f"{escape(path)}: [dim]and {plural(hidden, 'more warning')}; -v shows all[/]")


def tell(to: Reporter, finding: Finding) -> None:
    """One finding: where, what, the texts that differ, the remedy."""
    if to.quiet and finding.severity is not Severity.ERROR:
        return
    out = to.err if to.quiet else to.out
    style = STYLES[finding.severity]
    place = f"{escape(finding.place)}: " if finding.path else ""
    level = finding.severity.name.lower()
    out.print(f"{place}[{style}]{level}:[/] {escape(finding.message)} [dim]\\[{finding.rule}][/]")
    if finding.there or finding.here:
        _compared(out, "source", finding.msgid, finding.there)
        _compared(out, "translation", finding.msgstr, finding.here)
    if finding.hint:
        out.print(f"  [dim]remedy:[/] {escape(finding.hint)}")


def _compared(out: Console, name: str, text: str, part: str) -> None:
    """A text with the part that differs marked, by more than colour."""
    before, found, after = text.partition(part) if part and part in text else ("", "", text)
    line = Text.assemble(("  " + f"{name}:".ljust(13), "dim"), _end_of(before, _AROUND))
    line.append(found, "reverse bold")
    line.append(_beginning_of(after, _AROUND))
    out.print(line)


def _end_of(text: str, length: int) -> str:
    return text if len(text) <= length else f"…{text[-length:]}"


def _beginning_of(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[:length]}…"
