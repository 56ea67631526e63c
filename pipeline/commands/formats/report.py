"""What a report for programs is made of."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import Finding, Severity


@dataclass(frozen=True, slots=True)
class Report:
    """Findings, what fails because of them, and the project's folder as seen from the repository's."""

    findings: Sequence[Finding]
    fail_on: Severity = Severity.ERROR
    folder: str = ""

    def fails(self, finding: Finding) -> bool:
        """Whether a check fails because of it."""
        return finding.severity >= self.fail_on

    def path_of(self, finding: Finding) -> str:
        """Where a server finds the file, which knows the repository alone; nothing for what is in no file."""
        return posixpath.join(self.folder, finding.path) if finding.path else ""


def told(finding: Finding) -> str:
    """What is wrong, and the remedy."""
    return f"{finding.message.removesuffix('.')}. {finding.hint}" if finding.hint else finding.message
