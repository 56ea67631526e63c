"""Reviewers' words that critical translations are right, and how long they hold."""

from __future__ import annotations

from tests.checking import FIRST, configure, findings
from tests.conftest import Site


def test_one_section_may_be_approved_alone(good_site: Site) -> None:
    configure(good_site, '"require_approval": True')
    good_site.run("approve", "de", "--by", "Ada", "--section", "disclaimer", "--yes")
    assert all("'contact'" in finding["message"] for finding in findings(good_site, "de"))
    assert "there is no required section 'x'" in good_site.run("approve", "de", "--by", "A", "--section", "x").output


def test_inadmissible_and_fuzzy_text_cannot_be_approved(good_site: Site) -> None:
    good_site.replace(FIRST, "Dies ist kein Rat.", "Dies ist kein <script>Rat</script>.")
    assert "script" not in good_site.run("approve", "de", "--by", "Ada", "--yes").output


def test_a_ledger_of_approvals_that_is_none_is_refused_by_line(good_site: Site) -> None:
    configure(good_site, '"require_approval": True')
    good_site.write("locales/approvals.tsv", "locale\tmessage\ttranslation\treviewer\tdate\nde\tx\n")
    result = good_site.run("check")
    assert result.exit_code == 2
    assert "locales/approvals.tsv:2: error: a line has 2 fields, not 5" in result.output
