"""Findings as SARIF 2.1.0 (OASIS)."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from pipeline.commands.formats.report import Report, told
from pipeline.commands.say.visible import as_json_text, visible
from pipeline.model import Finding, Severity
from pipeline.rules import RULES

HOME = "https://github.com/pelican-gettext/pelican-gettext"
# SARIF 2.1.0, section 3.27.10.
_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def as_sarif(report: Report) -> str:
    """SARIF 2.1.0, as code scanning reads it."""
    found = list(report.findings)
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
    driver = {"name": "pelican-gettext", "version": version("pelican-gettext"), "informationUri": HOME, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "originalUriBaseIds": {"REPOSITORY": {"description": {"text": "the folder of the repository"}}},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(finding, report.path_of(finding), used) for finding in found],
    }
    document = {"version": "2.1.0", "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "runs": [run]}
    return as_json_text(document)


def _sarif_result(finding: Finding, path: str, rules: list[str]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rules.index(finding.rule),
        "level": _SARIF_LEVELS[finding.severity],
        "message": {"text": _plain(told(finding))},
        # The same finding in another line is still the same.
        "partialFingerprints": {"finding/v1": _fingerprint(finding)},
    }
    if path:
        uri = quote(path, errors="surrogateescape")
        place: dict[str, Any] = {"artifactLocation": {"uri": uri, "uriBaseId": "REPOSITORY"}}
        if finding.line is not None:
            place["region"] = {"startLine": finding.line}
        result["locations"] = [{"physicalLocation": place}]
    return result


def _fingerprint(finding: Finding) -> str:
    parts = (finding.rule, finding.path, finding.locale or "", finding.msgid or finding.message)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _plain(text: str) -> str:
    """A text in which nothing is an embedded link (SARIF 2.1.0, section 3.11.6)."""
    return visible(text).replace("](", "] (")
