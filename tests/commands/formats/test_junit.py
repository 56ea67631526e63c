"""Findings for continuous integration."""

from __future__ import annotations

from xml.etree import ElementTree

from pipeline.commands.formats.junit import as_junit
from tests.checking import FINDINGS


def test_junit_has_a_failure_for_each_error() -> None:
    root = ElementTree.fromstring(as_junit(FINDINGS))
    assert (root.get("tests"), root.get("failures")) == ("3", "2")
    assert len(root.findall("testsuite")) == 2
    assert len(root.findall(".//failure")) == 2
    assert ElementTree.fromstring(as_junit([])).get("tests") == "1"
