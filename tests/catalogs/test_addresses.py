"""The ledger of addresses: lines only ever come to it, and it names nothing but pages of a language's site."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from pipeline.catalogs.addresses import Addresses, read_addresses, record_addresses
from pipeline.errors import PipelineError
from pipeline.paths import is_there
from tests.making import project_in

OLD, NEW, OTHER = ("de", "a.md", "alt.html"), ("de", "a.md", "neu.html"), ("ar", "a.md", "ب.html")
HEAD = "locale\tsource\taddress\n"


def test_what_is_recorded_is_added_and_read_back_in_one_order_whoever_writes_it(tmp_path: Path) -> None:
    project = project_in(tmp_path)
    (tmp_path / "locales").mkdir()
    assert record_addresses(project, []) == 0
    assert not is_there(tmp_path / "locales/addresses.tsv")
    assert record_addresses(project, [NEW, OTHER]) == 2
    assert record_addresses(project, [OLD, NEW]) == 1
    text = (tmp_path / "locales/addresses.tsv").read_text(encoding="utf-8")
    assert text == HEAD + "ar\ta.md\tب.html\nde\ta.md\talt.html\nde\ta.md\tneu.html\n"
    assert read_addresses(project) == Addresses(frozenset({OLD, NEW, OTHER}))


def test_the_former_addresses_of_a_page_are_all_but_the_one_that_it_has() -> None:
    ledger = Addresses(frozenset({OLD, NEW, OTHER, ("de", "b.md", "b.html")}))
    assert ledger.former("de", "a.md", "neu.html", {"a.md", "b.md"}) == {"alt.html"}
    assert ledger.former("de", "a.md", "a.html", {"a.md", "b.md"}) == {"alt.html", "neu.html"}
    assert ledger.former("de", "c.md", "c.html", {"c.md"}) == set()


def test_a_source_that_was_renamed_keeps_its_lines_by_its_address() -> None:
    ledger = Addresses(frozenset({OLD, NEW}))
    assert ledger.former("de", "b.md", "neu.html", {"b.md"}) == {"alt.html"}
    assert ledger.former("de", "b.md", "neu.html", {"a.md", "b.md"}) == set()
    assert ledger.former("ar", "b.md", "neu.html", {"b.md"}) == set()


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("de\tx", "a line has 2 fields, not 3"),
        ("<<<<<<< HEAD", "a line has 1 fields, not 3"),
        *(
            (f"de\ta.md\t{path}", "is no file of a page")
            for path in ("", "../x.html", "/x.html", "a//b.html", "a/", ".")
        ),
        *((f"de\ta.md\t{path}", "is no file of a page") for path in ("a\\b.html", "a\u202e.html", "a/../../b.html")),
        *(
            (f"de\ta.md\t{path}", why)
            for path, why in {
                "index.html/x.html": "“index.html” has “.”",
                "feeds/all.atom.xml/x.html": "“all.atom.xml” has “.”",
                ".well-known/x.html": "has “.”",
                "<img src=x onerror=alert(1)>.html": "has “<”",
                "javascript:alert(1).html": "has “:”",
                "a?b#c.html": "has “?”",
                "%2e%2e/x.html": "has “%”",
                "\u00a0.html": "is empty",
                "x.html ": "has “.”",
                "con.html": "is a name that hosts",
                "cgi-bin/x.html": "is a name that hosts",
                "index.html": "is a name that hosts",
                "404.html": "is a name that hosts",
                "-x.html": "begins or ends",
                f"{'a' * 300}.html": "is longer than 200 bytes",
                f"{'a/' * 400}x.html": "it is longer than 600 bytes",
            }.items()
        ),
    ],
)
def test_a_line_that_no_build_has_written_is_refused_by_its_number(tmp_path: Path, line: str, fault: str) -> None:
    (tmp_path / "locales").mkdir()
    (tmp_path / "locales/addresses.tsv").write_text(f"{HEAD}{line}\n", encoding="utf-8")
    with pytest.raises(PipelineError) as raised:
        read_addresses(project_in(tmp_path))
    assert fault in raised.value.message
    assert (raised.value.path, raised.value.line) == ("locales/addresses.tsv", 2)


@pytest.mark.parametrize("base", ["", HEAD])
def test_a_ledger_is_merged_by_git_with_the_lines_of_both_sides(tmp_path: Path, base: str) -> None:
    """As `merge=union` in .gitattributes has it."""
    project = project_in(tmp_path)
    for name, text in (
        ("ours", f"{HEAD}de\ta.md\tneu.html\n"),
        ("base", base),
        ("theirs", f"{HEAD}ar\ta.md\tب.html\n"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "locales").mkdir()
    merged = subprocess.run(
        ["git", "merge-file", "--union", "-p", "ours", "base", "theirs"], cwd=tmp_path, check=True, capture_output=True
    )
    (tmp_path / "locales/addresses.tsv").write_bytes(merged.stdout + HEAD.encode())
    assert read_addresses(project) == Addresses(frozenset({NEW, OTHER}))
    record_addresses(project, [OLD])
    assert (tmp_path / "locales/addresses.tsv").read_text(encoding="utf-8").count(HEAD) == 1


@pytest.mark.parametrize(
    "path", ["über-uns.html", "2026/05/x/index.html", "pages/猫.html", "x", "v1.2/x.htm", "x.php", "A_b.html"]
)
def test_a_file_of_any_pattern_of_slugs_is_kept_whatever_the_site_has_now(tmp_path: Path, path: str) -> None:
    project = project_in(tmp_path)
    (tmp_path / "locales").mkdir()
    assert record_addresses(project, [("de", "a.md", path), ("de", "a.md", "a b/x.html")]) == 1
    assert read_addresses(project).of("de", "a.md") == {path}


def test_an_empty_line_that_an_editor_has_left_says_nothing(tmp_path: Path) -> None:
    known = Addresses(frozenset({("de", "a.md", "a.html")}))
    (tmp_path / "locales").mkdir()
    (tmp_path / "locales" / "addresses.tsv").write_text(f"\n{known}\n", encoding="utf-8")
    assert read_addresses(project_in(tmp_path)) == known
