"""Findings for other programs: JSON, JUnit, SARIF, GitHub's annotations, a table in Markdown. Texts in, texts out."""

from __future__ import annotations

import hashlib
import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from itertools import groupby
from typing import Any
from urllib.parse import quote
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from pipeline.checks.rules import RULES
from pipeline.model import Finding, Severity

HOME = "https://github.com/pelican-gettext/pelican-gettext"
#: The schema of `check --format json`, as `check --schema` prints it.
SCHEMA: Mapping[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Findings of pelican-gettext check",
    "type": "object",
    "required": ["version", "findings"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": 1},
        "findings": {
            "type": "array",
            "items": {
                "type": "object",
                "required": [
                    *("rule", "severity", "path", "line", "message", "hint"),
                    *("locale", "msgid", "msgstr", "there", "here"),
                ],
                "additionalProperties": False,
                "properties": {
                    "rule": {"enum": list(RULES)},
                    "severity": {"enum": ["note", "warning", "error"]},
                    "path": {"type": "string", "description": "relative to the project, with forward slashes"},
                    "line": {"type": ["integer", "null"], "minimum": 1},
                    "message": {"type": "string"},
                    "hint": {"type": "string", "description": "the remedy"},
                    "locale": {"type": ["string", "null"]},
                    "msgid": {"type": "string", "description": "the source text the finding is about, or nothing"},
                    "msgstr": {"type": "string", "description": "its translation, or nothing"},
                    "there": {"type": "string", "description": "the part of the source that differs"},
                    "here": {"type": "string", "description": "the part of the translation that differs"},
                },
            },
        },
    },
}
_GITHUB_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_MOST_ROWS = 100
# SARIF 2.1.0, section 3.27.10.
_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def as_data(finding: Finding) -> dict[str, Any]:
    """A finding as an object of JSON."""
    return {**asdict(finding), "severity": finding.severity.name.lower()}


def as_json(findings: Iterable[Finding]) -> str:
    """Findings by the schema above."""
    data = {"version": 1, "findings": [as_data(finding) for finding in findings]}
    return json.dumps(data, ensure_ascii=False, indent=2)


def as_junit(findings: Iterable[Finding]) -> str:
    """JUnit's XML, as test reporters of CI servers read it: a suite for each file, a failed case for each finding.

    Only errors are failures; what weighs less is a case that was passed, with its text as output.
    """
    root = Element("testsuites", {"name": "pelican-gettext check"})
    total: Counter[str] = Counter()
    for path, group in groupby(sorted(findings, key=lambda finding: finding.path), key=lambda finding: finding.path):
        found = list(group)
        failures = sum(finding.severity is Severity.ERROR for finding in found)
        suite = SubElement(
            root,
            "testsuite",
            {"name": path or "project", "tests": str(len(found)), "failures": str(failures), "errors": "0"},
        )
        total += Counter(tests=len(found), failures=failures)
        for finding in found:
            name = f"{finding.rule}, line {finding.line}" if finding.line else finding.rule
            attributes = {"name": _xml(name), "classname": _xml(path or "project"), "file": _xml(path)}
            case = SubElement(suite, "testcase", attributes)
            lines = (f"{finding.place}: {finding.message}", finding.hint, finding.msgid, finding.msgstr)
            text = _xml("\n".join(filter(None, lines)))
            if finding.severity is Severity.ERROR:
                SubElement(case, "failure", {"type": finding.rule, "message": _xml(finding.message)}).text = text
            else:
                SubElement(case, "system-out").text = text
    if not total:
        suite = SubElement(root, "testsuite", {"name": "catalogs", "tests": "1", "failures": "0", "errors": "0"})
        SubElement(suite, "testcase", {"name": "nothing found", "classname": "catalogs"})
        total["tests"] = 1
    root.attrib.update({"tests": str(total["tests"]), "failures": str(total["failures"]), "errors": "0"})
    indent(root)
    stream = io.StringIO()
    ElementTree(root).write(stream, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{stream.getvalue()}\n'


def as_sarif(findings: Iterable[Finding], version: str) -> str:
    """SARIF 2.1.0, as code scanning reads it."""
    found = list(findings)
    used = [rule for rule in RULES if any(finding.rule == rule for finding in found)]
    rules = [
        {
            "id": rule.id,
            "shortDescription": {"text": rule.about},
            "help": {"text": rule.remedy},
            "helpUri": f"{HOME}/blob/main/docs/rules.md#{rule.id}",
            "defaultConfiguration": {"level": _SARIF_LEVELS[rule.severity]},
            "properties": {"tags": [rule.family.value]},
        }
        for rule in map(RULES.__getitem__, used)
    ]
    driver = {"name": "pelican-gettext", "version": version, "informationUri": HOME, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "originalUriBaseIds": {"PROJECT": {"description": {"text": "the folder of pelicanconf.py"}}},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(finding, used) for finding in found],
    }
    document = {"version": "2.1.0", "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=2)


def _sarif_result(finding: Finding, rules: list[str]) -> dict[str, Any]:
    text = f"{finding.message}. {finding.hint}" if finding.hint else finding.message
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rules.index(finding.rule),
        "level": _SARIF_LEVELS[finding.severity],
        "message": {"text": text},
        # The same finding in another line is still the same.
        "partialFingerprints": {"finding/v1": _fingerprint(finding)},
    }
    if finding.path:
        place: dict[str, Any] = {"artifactLocation": {"uri": quote(finding.path), "uriBaseId": "PROJECT"}}
        if finding.line is not None:
            place["region"] = {"startLine": finding.line}
        result["locations"] = [{"physicalLocation": place}]
    return result


def _fingerprint(finding: Finding) -> str:
    parts = (finding.rule, finding.path, finding.locale or "", finding.msgid or finding.message)
    return hashlib.sha256("\0".join(parts).encode("utf-8")).hexdigest()[:32]


def as_annotations(findings: Iterable[Finding]) -> str:
    """Workflow commands that GitHub shows beside the lines of a change."""
    lines = []
    for finding in findings:
        properties = f"file={_github(finding.path)}"
        if finding.line is not None:
            properties += f",line={finding.line}"
        text = f"{finding.message} {finding.hint}".strip()
        level = _GITHUB_LEVELS[finding.severity]
        lines.append(f"::{level} {properties},title={finding.rule}::{_github(text)}\n")
    return "".join(lines)


def _github(text: str) -> str:
    """Escaped for a workflow command (GitHub Actions, workflow commands)."""
    for character, escaped in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")):
        text = text.replace(character, escaped)
    return text


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
        lines += (f"| `{_cell(finding.place)}` | {_cell(finding.message)} |" for finding in errors[:_MOST_ROWS])
        if len(errors) > _MOST_ROWS:
            lines.append(f"| | and {len(errors) - _MOST_ROWS} more |")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    """A text that nothing in a table of Markdown, or HTML in it, is made of."""
    for character, escaped in (("&", "&amp;"), ("<", "&lt;"), ("|", "&#124;"), ("`", "&#96;"), ("\n", " ")):
        text = text.replace(character, escaped)
    return text


def _xml(text: str) -> str:
    """Without what XML cannot hold."""
    return "".join(c for c in text if c in "\t\n" or " " <= c < "\ud800" or "\ue000" <= c < "\ufffe" or c > "\uffff")
