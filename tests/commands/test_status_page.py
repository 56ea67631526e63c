"""The state of a site as a page and as badges."""

from __future__ import annotations

import json
import re
import subprocess
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from pipeline.commands.formats.status_page import trend_line
from tests.conftest import Site

FIRST = "locales/de/articles/first.po"


def page(site: Site) -> LexborHTMLParser:
    result = site.run("status", "--format", "html")
    assert result.exit_code == 0
    return LexborHTMLParser(result.output)


def commit(site: Site, message: str) -> None:
    for arguments in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", message],
    ):
        subprocess.run(["git", *arguments], cwd=site.root, check=True, capture_output=True)


def test_the_matrix_says_what_is_withheld_and_why(good_site: Site) -> None:
    good_site.replace(FIRST, 'msgstr "Dies ist kein Rat."', 'msgstr ""')
    found = page(good_site)
    (link,) = found.css("table a")
    assert link.text() == "withheld"
    target = found.css_first(f'[id="{link.attributes["href"][1:]}"]')
    assert target.text() == "First steps, de"
    assert f"{FIRST}:" in found.body.text()
    assert [row.text() for row in found.css("tbody tr td.poor")] == ["2 of 3", "withheld"]


def test_a_complete_site_blocks_nothing(good_site: Site) -> None:
    assert "every page is published in every language" in page(good_site).body.text()


def test_the_page_needs_nothing_else_and_runs_nothing(good_site: Site) -> None:
    good_site.replace("source/articles/first.md", "Title: First steps", "Title: <script>alert(1)</script>")
    found = page(good_site)
    assert found.css("script, link, img, iframe") == []
    assert "url(" not in found.html
    assert "<script>alert(1)</script>" in found.body.text()


def test_the_trend_is_gits(good_site: Site) -> None:
    assert page(good_site).css("polyline") == []
    whole = good_site.read(FIRST)
    good_site.replace(FIRST, 'msgstr "Dies ist kein Rat."', 'msgstr ""')
    commit(good_site, "one")
    good_site.write(FIRST, whole)
    commit(good_site, "two")
    lines = [node.attributes["points"] for node in page(good_site).css("polyline")]
    assert len(lines) == 2
    (rising,) = [line for line in lines if line.split()[0].split(",")[1] != line.split()[1].split(",")[1]]
    (first, last) = (float(point.split(",")[1]) for point in rising.split())
    assert first > last  # SVG counts from the top


def test_a_line_needs_two_points() -> None:
    assert trend_line([]) == trend_line([0.5]) == ""
    assert trend_line([0, 1]) == "0.0,27.0 120.0,1.0"


def test_badges_are_pictures_with_a_name(good_site: Site) -> None:
    good_site.replace(FIRST, 'msgstr "Dies ist kein Rat."', 'msgstr ""')
    good_site.run("status", "--badges", str(good_site.root / "badges"))
    german = ElementTree.fromstring(good_site.read("badges/de.svg"))
    name = german.attrib["aria-label"]
    assert re.fullmatch(r"German: \d\d % translated, 1 page withheld", name)
    assert german[0].text == name
    arabic = ElementTree.fromstring(good_site.read("badges/ar.svg"))
    assert arabic.attrib["aria-label"] == "Arabic: 100 % translated"


def test_words_are_the_same_wherever_they_are_told(good_site: Site) -> None:
    good_site.replace(FIRST, 'msgstr "Dies ist kein Rat."', 'msgstr ""')
    good_site.replace(FIRST, 'msgid "Beginning"', '#, fuzzy\nmsgid "Beginning"')
    (told,) = json.loads(good_site.run("status", "--format", "json", "de").output)["locales"]
    to_do = told["words"] - told["words_translated"]
    assert (to_do, told["words_fuzzy"]) == (5, 1)
    assert re.search(rf" {to_do} words +{told['words_fuzzy']} words ", good_site.run("status", "de").output)
    (row,) = page(good_site).css("#languages ~ div tbody tr")[1:2] or [None]
    cells = [cell.text() for cell in row.css("td")]
    assert cells[1:3] == [str(to_do), str(told["words_fuzzy"])]


@pytest.mark.parametrize("folder", ["", "public/team", ".."])
def test_links_lead_to_files_of_the_project_from_wherever_the_page_is_in_it(good_site: Site, folder: str) -> None:
    good_site.replace(FIRST, 'msgstr "Dies ist kein Rat."', 'msgstr ""')
    path = good_site.root / folder / "state.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    assert good_site.run("status", "--format", "html", "--output", str(path)).exit_code == 0
    found = LexborHTMLParser(path.read_text(encoding="utf-8"))
    links = [link.attributes["href"] for link in found.css("li a")]
    if folder == "..":
        assert links == []
        assert found.css("li code")
    else:
        assert links
        assert all((path.parent / link).resolve() == good_site.root / FIRST for link in links)
