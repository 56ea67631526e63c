"""Findings as annotations and as a job's summary on GitHub."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from pipeline.commands.formats.report import Report, told
from pipeline.commands.say.visible import code, visible
from pipeline.model import Finding, Severity

_GITHUB_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_MOST_ROWS = 100


def as_annotations(report: Report) -> str:
    """Workflow commands that GitHub shows beside the lines of a change."""
    lines = []
    for finding in report.findings:
        properties = f"file={_property(visible(report.path_of(finding)))}"
        if finding.line is not None:
            properties += f",line={finding.line}"
        level = _GITHUB_LEVELS[finding.severity]
        lines.append(f"::{level} {properties},title={finding.rule}::{_data(visible(told(finding)))}\n")
    return "".join(lines)


def _data(text: str) -> str:
    """One line as the data of a workflow command (GitHub Actions, workflow commands)."""
    return text.replace("%", "%25")


def _property(text: str) -> str:
    """One line as a property of a workflow command, which a colon would end, or a comma."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_markdown(findings: Iterable[Finding], locales: Iterable[str]) -> str:
    """A table of findings by locale and weight, then the errors, for a summary of a CI run."""
    found = list(findings)
    counts = Counter((finding.locale, finding.severity) for finding in found)
    lines = ["### Translations", "", "| locale | errors | warnings |", "|---|---:|---:|"]
    for locale in (None, *locales):
        row = [counts[locale, severity] for severity in (Severity.ERROR, Severity.WARNING)]
        if locale is not None or any(row):
            lines.append(f"| {locale or 'source'} | {row[0] or '–'} | {row[1] or '–'} |")
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    if errors:
        lines += ["", "| where | what |", "|---|---|"]
        lines += (f"| {_cell(finding.place)} | {_cell(finding.message)} |" for finding in errors[:_MOST_ROWS])
        if len(errors) > _MOST_ROWS:
            lines.append(f"| | and {len(errors) - _MOST_ROWS} more |")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    """A text as code in a cell of a table: nothing else in Markdown keeps links, mentions, marks and HTML from working.

    A span of code ends at as many backticks as it begins with (CommonMark 6.1); a bar would end the cell (GFM 4.10).
    """
    shown = visible(text).replace("|", code("|"))
    fence = "`" * (1 + max(map(len, re.findall("`+", shown)), default=0))
    return f"{fence} {shown} {fence}" if shown.strip() else ""
