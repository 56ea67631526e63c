"""How a build went, as a person reads it."""

from __future__ import annotations

import pytest

from pipeline.build import Why
from pipeline.build.coverage import CoverageReport
from pipeline.catalogs.marks import MarkedMessage
from pipeline.commands.say.build import built, covered
from pipeline.reports import BuildReport, BuiltPage, SiteReport
from pipeline.rules import found
from pipeline.verify.leaks import Leak
from tests.commands.say.saying import said
from tests.making import AR, DE, EN, PROJECT, message

DEAD = found("dead-link", "a.html", "'x' leads nowhere")


def test_a_site_that_failed_says_that_the_old_one_stays(capsys: pytest.CaptureFixture[str]) -> None:
    pages = (BuiltPage("a.md", "article", "a.html"),)
    sites = SiteReport(EN, pages, published=True, seconds=1.25), SiteReport(DE, problems=(DEAD,))
    lines = said(capsys, built, BuildReport(sites, ()), PROJECT)
    assert lines[0].endswith("English, 1 page, 1.2 s")
    assert "German; what was published before stays" in lines[1]


def test_of_a_site_that_stood_it_is_told_how_much_is_new_and_why_it_was_built(
    capsys: pytest.CaptureFixture[str],
) -> None:
    pages, path = (BuiltPage("a.md", "article", "a.html"),), str(PROJECT.root / "theme/base.html")
    whys = ((Why.READS, path, 2), (Why.TEXTS, "", 0), (Why.UNHEARD, "runs a program (git)", 1))
    for (why, cause, news), wanted in zip(
        whys,
        (
            "1 page, 1.0 s: 2 of 9 files new; what it is made of has changed (theme/base.html)",
            "1 page, 1.0 s: none of 9 files new; its texts, a setting, or what others publish has changed,"
            " or the store was emptied",
            "1 page, 1.0 s: 1 of 9 files new; each time, for nobody knows what a plugin or template of it does"
            " (runs a program (git))",
        ),
        strict=True,
    ):
        site = SiteReport(EN, pages, published=True, seconds=1, news=(news, 9), why=(why, cause))
        assert said(capsys, built, BuildReport((site,), ()), PROJECT)[0].endswith(wanted)


def test_what_is_wrong_in_every_language_is_told_once_and_a_remedy_once(capsys: pytest.CaptureFixture[str]) -> None:
    other = found("dead-link", "b.html", "'y' leads nowhere")
    sites = tuple(SiteReport(language, problems=(DEAD, other)) for language in (DE, AR))
    lines = said(capsys, built, BuildReport(sites, ()), PROJECT)
    assert sum("leads nowhere" in line for line in lines) == 2
    assert sum("remedy:" in line for line in lines) == 1


def test_what_all_pages_of_a_site_that_failed_have_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    problems = tuple(found("other-address", f"{name}.html", "leads there", here="there") for name in "abc")
    report = BuildReport((SiteReport(DE, problems=problems),), ())
    lines = said(capsys, built, report, PROJECT)
    assert [line for line in lines if "leads there" in line] == [
        "a.html: error: leads there (on 3 pages) [other-address]"
    ]
    assert not any("translation:" in line for line in lines)
    assert sum("leads there" in line for line in said(capsys, built, report, PROJECT, verbose=True)) == 3


def test_beside_errors_warnings_are_told_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    warning = found("pelican", "conf", "odd", lowered=True)
    report = BuildReport((SiteReport(DE, problems=(DEAD, warning)),), ())
    assert not any("odd" in line for line in said(capsys, built, report, PROJECT))
    assert any("odd" in line for line in said(capsys, built, report, PROJECT, verbose=True))


def test_a_word_that_escapes_on_many_pages_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    leaks = tuple(Leak(f"{name}.html", "p", "Menu", "hard-coded") for name in "abc")
    report = CoverageReport(leaks, (), (), pages=3, messages=1)
    lines = said(capsys, covered, report)
    assert lines[:2] == ["a.html: error: “Menu” in p and in 2 more places; -v shows all", "  probably hard-coded"]
    assert lines[-1] == "3 pages and 1 message read: 3 faults"
    assert said(capsys, covered, CoverageReport((), (), (), 1, 2))[-1].endswith("nothing visible escapes")


def test_what_escapes_is_told_by_cause_and_element_the_most_frequent_first(capsys: pytest.CaptureFixture[str]) -> None:
    leaks = [Leak("a.html", "<p>", "rare", "code")]
    leaks += [Leak(f"{name}.html", "<p>", f"text {word}", "a setting") for word in "stuvw" for name in "ab"]
    leaks += [Leak(f"{name}.html", "<b>", "v1.2", "a template") for name in "abc"]
    report = CoverageReport(tuple(leaks), (), (), pages=3, messages=1)
    assert said(capsys, covered, report, 2) == [
        *(f"a.html: error: “text {word}” in <p> and in 1 more place; -v shows all" for word in "stu"),
        "  and 2 other texts in <p>; -v shows all",
        "  probably a setting",
        "a.html: error: “v1.2” in <b> and in 2 more places; -v shows all",
        "  probably a template",
        '  what is code or a name there: translate="no" on its element',
        "and 1 more cause; --limit 0 shows all",
        "3 pages and 1 message read: 14 faults",
    ]


def test_of_messages_that_were_not_seen_so_many_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    unseen = tuple(MarkedMessage("a", message(f"Text {n}", references=("a.md",))) for n in range(5))
    report = CoverageReport((), unseen, unseen, pages=3, messages=10)
    told = said(capsys, covered, report, 2)
    assert [sum(words in line for line in told) for words in ("appears nowhere", "did not appear")] == [2, 2]
    assert "and 6 more messages not seen; --limit 0 shows all" in told
    assert len(said(capsys, covered, report)) == 11
