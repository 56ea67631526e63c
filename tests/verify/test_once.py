"""A theme's faults are told once, and those of single pages each."""

from __future__ import annotations

from pipeline.model import Finding
from pipeline.rules import found
from pipeline.verify.once import once


def told(*findings: Finding) -> list[tuple[str, str]]:
    return [(finding.path, finding.message) for finding in once(findings, lambda path: path.split("/")[0])]


def test_what_is_the_same_on_all_pages_of_a_site_is_told_once_with_their_number() -> None:
    pages = [found("lost-id", f"{folder}/{name}.html", "lost") for folder in ("de", "fr") for name in "abc"]
    assert told(*pages, pages[0]) == [("de/a.html", "lost (on 3 pages)"), ("fr/a.html", "lost (on 3 pages)")]


def test_what_differs_is_told_of_each() -> None:
    assert told(found("lost-id", "de/a.html", "x"), found("lost-id", "de/b.html", "y")) == [
        ("de/a.html", "x"),
        ("de/b.html", "y"),
    ]


def test_a_required_section_is_told_of_each_page() -> None:
    pages = [found("section", f"de/{name}.html", "is empty") for name in "ab"]
    assert told(*pages) == [("de/a.html", "is empty"), ("de/b.html", "is empty")]
