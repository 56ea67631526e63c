"""Every report for programs: those of `check` in one registry, and the status as JSON, as a page and as badges."""

from collections.abc import Callable, Mapping

from pipeline.commands.formats.github import as_annotations
from pipeline.commands.formats.json import as_json
from pipeline.commands.formats.junit import as_junit
from pipeline.commands.formats.report import Report
from pipeline.commands.formats.sarif import as_sarif

#: The formats of `check`, besides text for people.
FINDINGS: Mapping[str, Callable[[Report], str]] = {
    "json": as_json,
    "junit": as_junit,
    "sarif": as_sarif,
    "github": as_annotations,
}
