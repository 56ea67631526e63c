"""What the witness says of a tree, given to the languages that it concerns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.build.assemble import Assembled
from pipeline.build.plan import Plan
from pipeline.build.witness import stale_site, unknown_pages, verify
from pipeline.model import Finding, Language, Severity
from pipeline.reports import BuiltPage, SiteReport
from pipeline.rules import found
from tests.making import AR, DE, EN, PROJECT
from tests.verify.trees import put

DEAD = "'gone.html' leads nowhere"
Verify = Callable[..., dict[Language, SiteReport]]


def page(language: Language, *links: str) -> str:
    anchors = "".join(f'<a href="{link}">x</a>' for link in links)
    return f'<html lang="{language.tag}" dir="{language.dir}"><body>{anchors}</body></html>'


@pytest.fixture
def verified(tmp_path: Path) -> Verify:
    """The reports of all languages on a tree of these files; new are the sites of these languages."""

    def reports(
        files: dict[str, str],
        *anew: Language,
        foreign: tuple[str, ...] = (),
        known: dict[Language, SiteReport] | None = None,
        **changes: Any,
    ) -> dict[Language, SiteReport]:
        put(tmp_path, files)
        tree = Assembled(tmp_path, frozenset(anew), frozenset(files), frozenset(foreign), frozenset())
        before = known or {language: SiteReport(language) for language in PROJECT.languages()}
        return verify(Plan(replace(PROJECT, **changes), "", {}, {}, {}), tree, before)

    return reports


def told(report: SiteReport) -> list[tuple[str, str, str]]:
    return [(finding.rule, finding.path, finding.message) for finding in report.problems]


def test_a_finding_is_given_to_the_language_in_whose_site_it_is(verified: Verify) -> None:
    found = verified({"a.html": page(EN, "gone.html"), "de/a.html": page(DE, "gone.html", "b.html")}, EN, DE, AR)
    assert told(found[EN]) == [("dead-link", "a.html", f"{DEAD} (on 2 pages)")]
    assert told(found[DE]) == [("dead-link", "de/a.html", "'b.html' leads nowhere")]
    assert told(found[AR]) == []


def test_what_was_found_before_comes_first_and_stays(verified: Verify) -> None:
    warning = found("pelican", "conf", "odd", lowered=True)
    known = {EN: SiteReport(EN, problems=(warning,), seconds=2.0)}
    report = verified({"a.html": page(EN, "gone.html")}, EN, known=known)[EN]
    assert report.problems[0] == warning
    assert [finding.rule for finding in report.problems[1:]] == ["dead-link"]
    assert report.seconds == 2.0


def test_published_are_the_sites_that_are_new_in_the_tree(verified: Verify) -> None:
    known = {EN: SiteReport(EN), DE: SiteReport(DE, published=True)}
    found = verified({"a.html": page(EN)}, EN, known=known)
    assert {language: report.published for language, report in found.items()} == {EN: True, DE: False}


@pytest.mark.parametrize("reported", [(EN, DE), (EN, DE, AR)])
def test_a_site_that_stays_is_told_of_once_with_the_source_language_however_much_is_stale(
    verified: Verify, reported: tuple[Language, ...]
) -> None:
    files = {"ar/a.html": page(AR, "gone.html", "b.html"), "ar/c.html": page(AR, "gone.html")}
    known = {language: SiteReport(language) for language in reported}
    found = verified(files, EN, DE, known=known)
    assert found[EN].problems == (stale_site(AR, 3, PROJECT),)
    assert [told(found[language]) for language in reported[1:]] == [[]] * (len(reported) - 1)


def test_several_sites_that_stay_are_told_of_each(verified: Verify) -> None:
    found = verified({"ar/a.html": page(AR, "gone.html"), "de/a.html": page(DE, "gone.html", "b.html")}, EN)
    assert set(found[EN].problems) == {stale_site(AR, 1, PROJECT), stale_site(DE, 2, PROJECT)}


def test_a_stale_site_is_named_with_its_folder_and_one_place_is_no_plural() -> None:
    one, two = stale_site(AR, 1, PROJECT), stale_site(AR, 2, PROJECT)
    assert (one.rule, one.path) == ("stale-site", "ar")
    assert "in Arabic was not built anew; in 1 place it says" in one.message
    assert "in 2 places it says" in two.message


@pytest.mark.parametrize("link", ["mine.html", "mine", "folder/", "files/a.pdf", "docs/any/thing.html"])
def test_what_others_keep_in_the_output_is_there_for_links_and_is_not_looked_at(verified: Verify, link: str) -> None:
    """What is below a link of theirs, as `docs` is one, is taken to be there."""
    foreign = ("mine.html", "folder/index.html", "files/a.pdf", "docs")
    assert told(verified({"a.html": page(EN, link)}, EN, DE, foreign=foreign)[EN]) == []
    assert told(verified({"a.html": page(EN, link)}, EN, DE)[EN]) != []


def test_where_nothing_is_remembered_pages_that_stay_are_named_once() -> None:
    (told_of,) = unknown_pages([f"old/{number}.html" for number in range(7)] + ["CNAME", "a.pdf"])
    assert told_of.path == "old/0.html"
    assert told_of.message.endswith("old/0.html, old/1.html, old/2.html, old/3.html, old/4.html and 2 more")
    assert list(unknown_pages(["CNAME"])) == []


def severities(findings: tuple[Finding, ...]) -> list[tuple[str, Severity]]:
    return [(finding.rule, finding.severity) for finding in findings]


def test_a_sites_own_severities_hold(verified: Verify) -> None:
    files = {"a.html": page(EN, "gone.html")}
    assert severities(verified(files, EN)[EN].problems) == [("dead-link", Severity.ERROR)]
    lowered = verified(files, EN, severities={"dead-link": Severity.NOTE})
    assert severities(lowered[EN].problems) == [("dead-link", Severity.NOTE)]


def test_a_rule_that_is_turned_off_is_nothing_in_a_stale_site_too(verified: Verify) -> None:
    files = {"a.html": page(EN, "gone.html"), "ar/a.html": page(AR, "gone.html")}
    assert told(verified(files, EN, severities={"dead-link": None})[EN]) == []


def test_required_sections_are_read(verified: Verify) -> None:
    text = '<section id="disclaimer"><p>This is not advice for anybody.</p></section>'
    content = (BuiltPage("articles/a.md", "article", "a.html"),)
    known = {language: SiteReport(language, content) for language in (EN, DE)}
    files = {"a.html": f'<html lang="en">{text}</html>', "de/a.html": f'<html lang="de">{text}</html>'}
    found = verified(files, EN, DE, known=known)
    assert ("section", "de/a.html", "the required section 'disclaimer' has the original's words") in told(found[DE])
    assert told(found[EN]) == []
