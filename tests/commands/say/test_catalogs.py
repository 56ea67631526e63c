"""What became of catalogs, as a person reads it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.catalogs.merge import MergeReport
from pipeline.catalogs.update import UpdateReport
from pipeline.commands.say.catalogs import (
    conflicts,
    exported,
    extracted,
    fixed,
    imported,
    lagging,
    to_approve,
    updated,
)
from pipeline.commands.say.reporter import Reporter
from pipeline.exchange import Origin, TakenBack
from pipeline.exchange.units import Unit
from pipeline.model import headline
from tests.commands.say.saying import said
from tests.making import AR, DE, PROJECT, message

LONG = "word " * 40


def test_what_was_extracted_is_counted_and_nothing_to_do_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, extracted, PROJECT, 2, 9, 1) == ["9 messages in 2 templates of locales: 1 written"]
    assert said(capsys, extracted, PROJECT, 2, 9, 0) == ["9 messages in 2 templates of locales: nothing to write"]


def test_each_file_that_lags_is_named_and_the_remedy_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, lagging, ["locales/de/[a].po", "locales/ar/a.po"]) == [
        "locales/de/[a].po: lags behind the source",
        "locales/ar/a.po: lags behind the source",
        "  remedy: run: pelican-gettext update",
    ]


def test_an_update_is_told_by_locale_and_none_is_a_dash(capsys: pytest.CaptureFixture[str]) -> None:
    reports = [
        UpdateReport(DE, MergeReport(kept=1, moved=2, adjusted=3, revived=4, fuzzy=5, new=6, obsolete=7), 8, None),
        UpdateReport(AR, MergeReport(kept=9), 0, None),
    ]
    heading, *rows = said(capsys, updated, reports)
    assert heading.split() == [
        "locale",
        "kept",
        "moved",
        "adjusted",
        "revived",
        "fuzzy",
        "missing",
        "obsolete",
        "files",
    ]
    assert [row.split() for row in rows] == [["de", *"12345678"], ["ar", "9", *"–––––––"]]


def test_a_text_that_was_adjusted_is_told_once_with_its_locales(capsys: pytest.CaptureFixture[str]) -> None:
    reports = [
        UpdateReport(DE, MergeReport(adjustments=("Take [2].", LONG)), 1, None),
        UpdateReport(AR, MergeReport(adjustments=("Take [2].",)), 1, None),
    ]
    assert said(capsys, updated, reports)[-2:] == [
        "adjusted in de, ar: “Take [2].”",
        f"adjusted in de: “{headline(LONG)}”",
    ]


def test_what_was_pruned_is_listed_and_counted_and_files_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    gone = (("locales/de/a.po", message("A", "B")), ("locales/de/a.po", message(LONG, "B")))
    report = UpdateReport(DE, MergeReport(), 1, None, gone, ("locales/de/old.po",))
    assert said(capsys, updated, [report])[-4:] == [
        "removed from locales/de/a.po: “A”",
        f"removed from locales/de/a.po: “{headline(LONG)}”",
        "de: 2 obsolete messages removed",
        "removed, as its source is gone and nothing is left in it: locales/de/old.po",
    ]


def test_what_was_imported_is_counted_with_what_came_back(capsys: pytest.CaptureFixture[str]) -> None:
    back = (Unit("m0", "One", "Eins"), Unit("m1", "Two", "Zwei"))
    origin = Origin("old/[de].po", DE, (("theme", message("Home", "Start")),), returned=back, read=3, translated=2)
    taken = TakenBack({}, 1, (), (), remarks=2)
    assert said(capsys, imported, [origin], {"old/[de].po": taken}) == [
        "old/[de].po: 3 texts read, 2 of them translated into German",
        "  1 change taken into the catalogs",
        "  2 new notes of translators, kept as comments in the catalogs",
    ]
    assert said(capsys, imported, [replace(origin, messages=(), returned=())], {}) == [
        "old/[de].po: 3 texts read, 2 of them translated into German"
    ]


def test_a_text_that_several_files_of_the_site_have_is_counted_once(capsys: pytest.CaptureFixture[str]) -> None:
    origin = Origin("a.po", DE, (("a", message("Home", "Start")), ("b", message("Home", "Start"))))
    assert said(capsys, imported, [origin], {}) == ["a.po: 1 translation into German"]


def test_what_found_no_partner_is_told_by_its_side(capsys: pytest.CaptureFixture[str]) -> None:
    origin = Origin("a.po", DE, (), originals_left=("One",), translations_left=("Eins", LONG))
    assert said(capsys, imported, [origin], {})[1:] == [
        "  no partner for the original: “One”",
        "  no partner for the translation: “Eins”",
        f"  no partner for the translation: “{headline(LONG)}”",
    ]


def test_that_an_article_by_hand_wins_is_told_once_and_only_of_such(capsys: pytest.CaptureFixture[str]) -> None:
    by_hand, other = Origin("a-de.md", DE, (), native=True), Origin("a.po", DE, ())
    assert not any("by hand wins" in line for line in said(capsys, imported, [other], {}))
    assert sum("by hand wins" in line for line in said(capsys, imported, [by_hand, other, by_hand], {})) == 1


def test_that_there_is_nothing_to_import_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = said(capsys, imported, [], {})
    assert line.startswith("nothing to import")


def test_where_exported_texts_are_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, exported, "[de].xlf", 3) == ["[de].xlf: 3 texts"]


def test_a_reviewer_reads_equal_texts_once_and_how_often_they_are_elsewhere(capsys: pytest.CaptureFixture[str]) -> None:
    group = [(f"{name}.po", message("One [1]", "Eins [1]", line=line)) for name, line in (("a", 3), ("b", 5), ("c", 7))]
    forms = message("Day", "Tag", "Tage", msgid_plural="Days", line=9)
    assert said(capsys, to_approve, [group, group[:2], [("d.po", forms)]]) == [
        "a.po:3 and in 2 more places",
        "One [1]",
        "Eins [1]",
        "",
        "a.po:3 and in 1 more place",
        "One [1]",
        "Eins [1]",
        "",
        "d.po:9",
        "Day",
        "Tag",
        "Tage",
        "",
    ]


def test_a_diff_is_shown_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    lines = ["--- a.po", "-msgstr [x]", "+msgstr [bold]x[/]", " context"]
    assert said(capsys, fixed, lines) == lines


def test_each_conflict_is_an_error_with_its_remedy_and_heard_by_the_quiet_too(
    capsys: pytest.CaptureFixture[str],
) -> None:
    conflicts(Reporter(quiet=True), [message("One [1]"), message(LONG)], "a.po")
    out, err = capsys.readouterr()
    assert out == ""
    assert "a.po: error: “One [1]” was translated differently on both sides [conflict]" in err
    assert headline(LONG) in err
    assert err.count("  remedy: choose between it and the version in its comment") == 2
