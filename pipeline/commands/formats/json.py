"""Findings as JSON, and its schema."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from pipeline.commands.formats.report import Report
from pipeline.commands.say.visible import as_json_text, visible
from pipeline.model import Finding
from pipeline.review import Assessment, Survey
from pipeline.rules import RULES

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


def as_data(finding: Finding) -> dict[str, Any]:
    """A finding as an object of JSON: its sentences as people may read them, path and texts as they are."""
    sentences = {"message": visible(finding.message), "hint": visible(finding.hint)}
    return {**asdict(finding), **sentences, "severity": finding.severity.name.lower()}


def as_json(report: Report) -> str:
    """Findings by the schema above."""
    data = {"version": 1, "findings": [as_data(finding) for finding in report.findings]}
    return as_json_text(data)


def status_as_json(survey: Survey) -> str:
    """How far each locale is, and what becomes of each page."""
    data = {"locales": [_status_as_data(assessment) for assessment in survey.assessments]}
    return as_json_text(data)


def _status_as_data(assessment: Assessment) -> dict[str, Any]:
    return {
        "locale": assessment.language.locale,
        "unread": sorted(assessment.unread),
        "words": assessment.words,
        "words_translated": assessment.words_translated,
        "words_fuzzy": assessment.words_fuzzy,
        "words_unapproved": assessment.words_unapproved,
        "pages": [
            {
                "source": page.document.path,
                "title": page.document.title,
                "published": page.published,
                "words": page.words,
                "words_translated": page.words_translated,
                "words_unapproved": page.words_unapproved,
                "in_source": page.in_source,
                "blockers": [as_data(finding) for finding in page.blockers],
            }
            for page in assessment.pages
        ],
    }
