"""What reports come to."""

from __future__ import annotations

from pipeline.reports import PageStatus, SiteReport
from pipeline.rules import found
from tests.making import DE, article


def test_a_page_without_words_is_all_translated() -> None:
    page = PageStatus(article(), "de", True, 0, 0)
    assert (page.share, page.is_partial) == (1.0, False)


def test_warnings_keep_no_site_from_being_published() -> None:
    problems = found("pelican", "a", "x", lowered=True), found("pelican", "a", "y")
    assert [finding.message for finding in SiteReport(DE, problems=problems).errors] == ["y"]
