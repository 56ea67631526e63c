"""What a site asks of its critical texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from pipeline.catalogs.approvals import Approvals
from pipeline.review.policy import Policy
from tests.making import AR, DE, PROJECT, message, project_in, section

SHOWS = replace(PROJECT, policy={**PROJECT.policy, "critical": {"default": "withhold", "de": "source"}})


def test_a_segment_is_critical_by_the_ids_around_it() -> None:
    policy = Policy(PROJECT, None)
    assert policy.sections_of(section("x", "intro", "disclaimer")) == ("disclaimer",)
    assert policy.sections_of(section("x", "intro")) == ()


def test_what_becomes_of_a_page_is_said_by_locale() -> None:
    policy = Policy(SHOWS, None)
    assert (policy.withholds(DE), policy.remedy(DE)) == (False, "shown-in-source")
    assert (policy.withholds(AR), policy.remedy(AR)) == (True, "withheld")


def test_a_site_that_asks_for_no_approval_misses_none() -> None:
    assert Policy(PROJECT, None).lacks_approval(DE, message("a", "b")) == ""


def test_an_approval_holds_for_one_text_one_translation_and_one_locale() -> None:
    approved = message("a", "b")
    policy = Policy(PROJECT, Approvals({}).with_approved("de", [approved], "Ada", date(2026, 1, 2)))
    assert policy.lacks_approval(DE, approved) == ""
    assert policy.lacks_approval(DE, message("a", "c")) == "it changed since it was approved"
    assert policy.lacks_approval(DE, message("d", "b")) == "no reviewer has approved it"
    assert policy.lacks_approval(AR, approved) == "no reviewer has approved it"


def test_the_ledger_is_read_only_where_the_site_asks_for_approval(tmp_path: Path) -> None:
    (tmp_path / "locales").mkdir()
    (tmp_path / "locales" / "approvals.tsv").write_text("no ledger\n", encoding="utf-8")
    assert Policy.of(project_in(tmp_path)).approvals is None
