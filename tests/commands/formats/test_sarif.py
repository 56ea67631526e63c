"""Findings for code scanners (SARIF 2.1.0)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.commands.formats.report import Report
from pipeline.commands.formats.sarif import as_sarif
from tests.checking import FINDINGS


def test_sarif_names_rules_files_and_lines() -> None:
    document = json.loads(as_sarif(Report(FINDINGS)))
    (run,) = document["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["numbers", "length", "section-missing"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": "locales/de/a%20b.po", "uriBaseId": "REPOSITORY"},
        "region": {"startLine": 3},
    }
    moved = as_sarif(Report([replace(FINDINGS[0], line=9)]))
    assert json.loads(moved)["runs"][0]["results"][0]["partialFingerprints"] == run["results"][0]["partialFingerprints"]


@pytest.mark.skipif(shutil.which("Sarif.Multitool") is None, reason="Microsoft's SARIF multitool is not installed")
def test_sarif_follows_its_schema(tmp_path: Path) -> None:
    def errors(text: str) -> str:
        (tmp_path / "found.sarif").write_text(text, encoding="utf-8")
        command = ["Sarif.Multitool", "validate", "found.sarif", "--output", "said.sarif", "--log", "ForceOverwrite"]
        environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        return "\n".join(line for line in done.stdout.splitlines() if "error JSON" in line)

    assert errors(as_sarif(Report(FINDINGS))) == errors(as_sarif(Report([]))) == ""
    assert "driver" in errors(as_sarif(Report(FINDINGS)).replace('"driver"', '"dryver"'))
