"""Which errors of a built tree are one page's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.build.faulty_pages import faulty_pages
from pipeline.build.plan import Plan
from pipeline.model import Finding, Language
from pipeline.plugin.site import Site
from pipeline.reports import BuiltPage, SiteReport
from pipeline.rules import found
from tests.making import BASE, DE, EN, PROJECT

A, BY_HAND = "articles/a.md", "articles/a.de.md"
SITE = Site(PROJECT, DE, BASE, natives={"de": {A: BY_HAND}})
NAMES = "bcd"


def faults(*findings: Finding, language: Language = DE, names: str = NAMES, site: Site = SITE) -> dict[str, list[str]]:
    """What is found faulty in a German site of an article by hand and others: messages by source."""
    pages = [BuiltPage(BY_HAND, "article", "a.html")]
    pages += [BuiltPage(f"articles/{name}.md", "article", f"{name}.html") for name in names]
    plan = Plan(PROJECT, BASE, {EN: Site(PROJECT, EN, BASE), DE: site}, {}, {})
    reports = {other: SiteReport(other) for other in (EN, DE)} | {
        language: SiteReport(language, tuple(pages), problems=findings)
    }
    wrong = faulty_pages(plan, reports).get(language, {})
    return {source: [finding.message for finding in found] for source, found in wrong.items()}


@pytest.mark.parametrize("path", ["de/b.html", "b.html"])
@pytest.mark.parametrize("rule", ["section", "lost-id", "residue", "other-address", "other-element", "dead-link"])
def test_an_error_on_the_page_of_a_translation_is_that_pages(rule: str, path: str) -> None:
    assert faults(found(rule, path, "x")) == {"articles/b.md": ["x"]}


def test_a_page_by_hand_is_its_originals() -> None:
    assert faults(found("lost-id", "de/a.html", "x"), found("section", "de/a.html", "y")) == {A: ["x", "y"]}


@pytest.mark.parametrize(
    "finding",
    [
        found("lost-id", "de/b.html", "x", lowered=True),
        found("dead-link", "de/index.html", "x"),
        found("page-language", "de/b.html", "x"),
        found("feed", "de/feed.xml", "x"),
        found("crash", "", "x"),
    ],
)
def test_a_warning_and_what_is_wrong_elsewhere_or_with_the_whole_site_is_none(finding: Finding) -> None:
    assert faults(finding) == {}


def test_the_source_languages_pages_are_never_withheld() -> None:
    assert faults(found("lost-id", "b.html", "x"), language=EN) == {}


@pytest.mark.parametrize(("names", "is_theme"), [("b", False), ("bc", False), ("bcd", True)])
def test_what_most_pages_have_is_their_themes_fault(names: str, is_theme: bool) -> None:
    findings = [found("lost-id", f"de/{name}.html", "x") for name in names]
    expected = {} if is_theme else {f"articles/{name}.md": ["x"] for name in names}
    assert faults(*findings) == expected


def test_what_a_name_does_to_its_pages_is_told_with_the_name_and_withholds_them_alone() -> None:
    site = replace(SITE, translations={"theme": {(None, "Care"): ("Pflege",), (None, "News"): ("Screen Reader",)}})
    for here, told in (
        ("screen", True),
        ("screen-reader", True),
        ("color:screenreader", True),
        ("x", False),
    ):
        finding = found("other-class", "de/{}.html", "m", here=here)
        findings = [replace(finding, path=f"de/{name}.html") for name in NAMES]
        cause = "; “News” is “Screen Reader” in locales/de/theme.po" if told else ""
        assert faults(*findings, site=site) == {f"articles/{name}.md": [f"m{cause}"] for name in NAMES}


def test_a_link_may_be_dead_for_anothers_fault_which_is_mended_first() -> None:
    findings = found("dead-link", "de/c.html", "x"), found("lost-id", "de/b.html", "y")
    assert faults(*findings) == {"articles/b.md": ["y"]}
    assert faults(findings[0]) == {"articles/c.md": ["x"]}
