"""Reviewers' words that critical translations are right, and how long they hold."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.catalogs.approvals import Approvals, read_approvals, record_approvals
from pipeline.catalogs.decisions import Verdict
from pipeline.commands.say.reporter import Reporter
from tests.checking import FIRST, configure, findings
from tests.conftest import Site
from tests.making import message, project_in


def test_one_section_may_be_approved_alone(good_site: Site) -> None:
    configure(good_site, '"require_approval": True')
    good_site.run("approve", "de", "--by", "Ada", "--section", "disclaimer", "--yes")
    assert all("'contact'" in finding["message"] for finding in findings(good_site, "de"))
    assert "there is no required section 'x'" in good_site.run("approve", "de", "--by", "A", "--section", "x").output


def test_a_language_may_be_named_in_any_usual_way(good_site: Site) -> None:
    configure(good_site, '"require_approval": True')
    assert good_site.run("approve", "DE", "--by", "Ada", "--yes").exit_code == 0
    assert findings(good_site, "de") == []


def test_inadmissible_and_fuzzy_text_cannot_be_approved(good_site: Site) -> None:
    good_site.replace(FIRST, "Dies ist kein Rat.", "Dies ist kein <script>Rat</script>.")
    assert "script" not in good_site.run("approve", "de", "--by", "Ada", "--yes").output


def test_a_ledger_of_approvals_that_is_none_is_refused_by_line(good_site: Site) -> None:
    configure(good_site, '"require_approval": True')
    good_site.write("locales/approvals.tsv", "locale\tmessage\ttranslation\treviewer\tdate\nde\tx\n")
    result = good_site.run("check")
    assert result.exit_code == 2
    assert "locales/approvals.tsv:2: error: a line has 2 fields, not 5" in result.output


def test_a_ledger_reads_back_as_it_was(tmp_path: Path) -> None:
    ledger = Approvals({}).with_approved("de", [message("a", "b"), message("c", "d")], 'A "da"', date(2026, 1, 2))
    (tmp_path / "locales").mkdir()
    (tmp_path / "locales" / "approvals.tsv").write_text(f"{ledger}", encoding="utf-8")
    assert read_approvals(project_in(tmp_path)) == ledger


def test_what_two_branches_say_of_one_text_stays(tmp_path: Path) -> None:
    project, path = project_in(tmp_path), tmp_path / "locales" / "approvals.tsv"
    both = [
        f"{Approvals({}).with_approved('de', [message('a', 'b')], name, date(2026, 1, 2))}" for name in ("Ada", "Bo")
    ]
    path.parent.mkdir()
    path.write_text("".join(both), encoding="utf-8")
    record_approvals(project, "de", [message("c", "d")], "Cy", date(2026, 1, 3))
    assert sorted(line.split("\t")[3] for line in path.read_text("utf-8").splitlines()[1:]) == ["Ada", "Bo", "Cy"]


def test_an_empty_line_that_an_editor_has_left_says_nothing(tmp_path: Path) -> None:
    ledger = Approvals({}).with_approved("de", [message("a", "b")], "Ada", date(2026, 1, 2))
    path = tmp_path / "locales" / "approvals.tsv"
    path.parent.mkdir()
    path.write_text(f"\n{ledger}\n", encoding="utf-8")
    assert read_approvals(project_in(tmp_path)) == ledger


def test_who_approved_first_stays_the_reviewer_and_a_new_translation_is_approved_beside_the_old() -> None:
    first = Approvals({}).with_approved("de", [message("a", "b")], "Ada", date(2026, 1, 2))
    again = first.with_approved("de", [message("a", "b"), message("a", "c")], "Bo", date(2026, 2, 3))
    assert [entry.reviewer for entry in again.entries.values()] == ["Ada", "Bo"]
    assert again.verdict("de", message("a", "b")) is again.verdict("de", message("a", "c")) is Verdict.VALID
    assert again.verdict("de", message("a", "d")) is Verdict.ENDED
    assert again.verdict("ar", message("a", "b")) is Verdict.NONE


def test_what_another_reviewer_records_while_one_reads_stays(good_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    assert good_site.run("approve", "ar", "--by", "Amal", "--yes").exit_code == 0
    theirs = good_site.read("locales/approvals.tsv")
    (good_site.root / "locales/approvals.tsv").unlink()

    def ask(*_: object, **__: object) -> bool:
        good_site.write("locales/approvals.tsv", theirs)
        return True

    monkeypatch.setattr(Reporter, "ask", ask)
    result = good_site.run("approve", "de", "--by", "Ada")
    assert result.exit_code == 0, result.output
    lines = good_site.read("locales/approvals.tsv").splitlines()
    assert {*theirs.splitlines()} < {*lines}
    ours = sum("\tAda\t" in line for line in lines)
    assert ours
    assert f"{ours} approvals recorded" in result.output


def test_what_another_reviewer_has_approved_meanwhile_stays_theirs_and_is_not_counted(
    good_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    good_site.run("approve", "de", "--by", "Amal", "--yes")
    theirs = good_site.read("locales/approvals.tsv")
    (good_site.root / "locales/approvals.tsv").unlink()
    monkeypatch.setattr(Reporter, "ask", lambda *_, **__: good_site.write("locales/approvals.tsv", theirs) or True)
    assert "0 approvals recorded" in good_site.run("approve", "de", "--by", "Ada").output
    assert good_site.read("locales/approvals.tsv") == theirs
