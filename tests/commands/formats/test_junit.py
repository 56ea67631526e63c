"""Findings for continuous integration."""

from __future__ import annotations

from xml.etree import ElementTree

from pipeline.commands.formats.junit import as_junit
from pipeline.commands.formats.report import Report
from pipeline.model import Severity
from tests.checking import FINDINGS


def test_junit_has_a_failure_for_each_error() -> None:
    root = ElementTree.fromstring(as_junit(Report(FINDINGS)))
    assert (root.get("tests"), root.get("failures")) == ("3", "2")
    assert len(root.findall("testsuite")) == 2
    assert len(root.findall(".//failure")) == 2
    assert ElementTree.fromstring(as_junit(Report([]))).get("tests") == "1"


def test_warnings_are_failures_where_the_check_fails_on_them() -> None:
    root = ElementTree.fromstring(as_junit(Report(FINDINGS, fail_on=Severity.WARNING)))
    assert (root.get("failures"), len(root.findall(".//failure"))) == ("3", 3)
