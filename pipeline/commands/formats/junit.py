"""Findings as JUnit XML."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from pipeline.commands.formats.report import Report
from pipeline.commands.say.visible import visible
from pipeline.model import Finding


def as_junit(report: Report) -> str:
    """JUnit's XML, as test reporters of CI servers read it: a suite for each file, a failed case for each finding.

    What weighs less than what the check fails on is a case that was passed, with its text as output.
    """
    root = Element("testsuites", {"name": "pelican-gettext check"})
    total: Counter[str] = Counter()
    for path, group in groupby(sorted(report.findings, key=report.path_of), key=report.path_of):
        found = list(group)
        failures = sum(map(report.fails, found))
        suite = SubElement(
            root,
            "testsuite",
            {"name": visible(path) or "project", "tests": str(len(found)), "failures": str(failures), "errors": "0"},
        )
        total += Counter(tests=len(found), failures=failures)
        for finding in found:
            name = f"{finding.rule}, line {finding.line}" if finding.line else finding.rule
            attributes = {"name": name, "classname": visible(path) or "project", "file": visible(path)}
            case = SubElement(suite, "testcase", attributes)
            text = "\n".join(_lines(finding))
            if report.fails(finding):
                SubElement(case, "failure", {"type": finding.rule, "message": visible(finding.message)}).text = text
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


def _lines(finding: Finding) -> Iterator[str]:
    """What is said of a finding. No line begins with a text of others: a report is often printed into a CI's log."""
    yield f"finding: {visible(f'{finding.place}: {finding.message}')}"
    for name, text in (("remedy", finding.hint), ("source", finding.msgid), ("translation", finding.msgstr)):
        if text:
            yield f"{name}: {visible(text)}"
