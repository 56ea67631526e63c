"""The witness: each way to lose a required section on a built page is seen."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from pipeline import verify
from pipeline.model import Language, Severity
from pipeline.reports import BuiltPage
from pipeline.verify.content_pages import verify_page, verify_site
from pipeline.verify.evidence import read_page
from pipeline.verify.links import verify_links
from pipeline.verify.pages import read_pages
from pipeline.verify.tree import Tree
from tests.folding import fold
from tests.making import PROJECT

GERMAN = Language.of("de")
PAGE = BuiltPage("articles/a.md", "article", "a.html")
GOOD = """<!DOCTYPE html><html lang="de" dir="ltr"><head><title>A</title></head><body><main>
<p>Text.</p>
<h2 id="contact">Kontakt</h2>
<p>Schreiben Sie <a href="b.html">uns</a>.</p>
<h2 id="disclaimer">Haftungsausschluss</h2>
<p>Dies ist <i lang="la">nullum</i> Rat.</p>
<div class="footnote"><p lang="en">A note.</p></div>
</main></body></html>"""


def faults(html: str) -> list[str]:
    return [finding.message for finding in verify_page(html, PAGE, GERMAN, PROJECT)]


def test_a_page_that_is_in_order_has_no_faults() -> None:
    assert faults(GOOD) == []


DISCLAIMER = '<h2 id="disclaimer">Haftungsausschluss</h2>\n<p>Dies ist <i lang="la">nullum</i> Rat.</p>'
MUTANTS = {
    "removed": ("", "is there 0 times"),
    "commented out": (f"<!-- {DISCLAIMER} -->", "is there 0 times"),
    "in a template": (f"<template>{DISCLAIMER}</template>", "is"),
    "twice": (DISCLAIMER + DISCLAIMER, "is there 2 times"),
    "empty": ('<h2 id="disclaimer">Haftungsausschluss</h2>', "is empty"),
    "only white space": (
        '<h2 id="disclaimer">Haftungsausschluss</h2><p> &nbsp;\u200b</p>'.replace("\u200b", ""),
        "is empty",
    ),
    "only a hidden text": ('<h2 id="disclaimer">H</h2><p hidden>Kein Rat.</p>', "is empty"),
    "of a class that hides": (f'<div class="post Sr-Only x">{DISCLAIMER}</div>', "is in an element of class 'sr-only'"),
    "hidden": (f"<div hidden>{DISCLAIMER}</div>", "is hidden"),
    "not displayed": (f'<div style="display : none">{DISCLAIMER}</div>', "is hidden"),
    "invisible": (f'<div style="VISIBILITY: hidden">{DISCLAIMER}</div>', "is hidden"),
    "hidden from assistive technology": (f'<div aria-hidden="true">{DISCLAIMER}</div>', "is hidden"),
    "folded away": (f"<details><summary>x</summary>{DISCLAIMER}</details>", "is hidden"),
    "not displayed, written oddly": (f'<div style="display:\t/**/none">{DISCLAIMER}</div>', "is hidden"),
    "transparent": (f'<div style="opacity: 0.0">{DISCLAIMER}</div>', "is hidden"),
    "transparent, written oddly": (f'<div style="opacity:.0">{DISCLAIMER}</div>', "is hidden"),
    "hidden from assistive technology in capitals": (f'<div aria-hidden="TRUE">{DISCLAIMER}</div>', "is hidden"),
    "inert": (f"<div inert>{DISCLAIMER}</div>", "is hidden"),
    "in a meter": (f"<meter>{DISCLAIMER}</meter>", "is hidden"),
    "only when asked for": (f"<div popover>{DISCLAIMER}</div>", "is hidden"),
    "in a picture": (f"<canvas>{DISCLAIMER}</canvas>", "is hidden"),
    "only a heading": ('<section id="disclaimer"><h2>Haftung</h2></section>', "is empty"),
    "only headings": ('<h2 id="disclaimer">Haftung</h2><h3>Kein Rat</h3><h2>x</h2>', "is empty"),
    "only what has no width": ('<h2 id="disclaimer">H</h2><p>\u200b.</p>', "is empty"),
    "only letters that show nothing": ('<h2 id="disclaimer">H</h2><p>\u3164\u115f \u1160\uffa0.</p>', "is empty"),
    "only a tooltip": ('<h2 id="disclaimer">H</h2><p><abbr title="Dies ist kein Rat.">\u3164.</abbr></p>', "is empty"),
    "smaller and smaller": (f'<h2 id="disclaimer">H</h2><p>{"<sub>" * 40}Kein Rat.{"</sub>" * 40}</p>', "is empty"),
    "small in turns": (f'<h2 id="disclaimer">H</h2><p>{"<sup><small>" * 4}Rat.{"</small></sup>" * 4}</p>', "is empty"),
    "only a name of a place": ('<p><span id="disclaimer">x</span> Dies ist kein Rat.</p>', "is only a <span>"),
    "without script only": (f"<noscript>{DISCLAIMER}</noscript>", "is"),
    "text in another language": (DISCLAIMER.replace("<p>", '<p lang="en" dir="ltr">'), "is in another language (en)"),
    "heading in another language": (DISCLAIMER.replace("<h2", '<h2 lang="en"'), "is in another language (en)"),
    "all in another language": (f'<section lang="en">{DISCLAIMER}</section>', "is in another language (en)"),
    "text kept within its block": (
        DISCLAIMER.replace("Dies", '<span lang="en">Dies').replace("Rat.", "Rat.</span>"),
        "is in another language (en)",
    ),
}


@pytest.mark.parametrize(("mutant", "fault"), MUTANTS.values(), ids=MUTANTS.keys())
def test_a_disclaimer_that_readers_do_not_get_is_reported(mutant: str, fault: str) -> None:
    found = faults(GOOD.replace(DISCLAIMER, mutant))
    assert any(f"the required section 'disclaimer' {fault}" in message for message in found), found


def test_a_section_may_be_an_element_around_its_text() -> None:
    wrapped = '<section id="disclaimer"><h2>Haftungsausschluss</h2><p>Kein Rat.</p></section>'
    assert faults(GOOD.replace(DISCLAIMER, wrapped)) == []
    assert faults(GOOD.replace(DISCLAIMER, wrapped.replace("<section", '<section style="opacity: 0.9"'))) == []


def test_a_page_in_the_wrong_direction_is_reported() -> None:
    assert faults(GOOD.replace('dir="ltr"', 'dir="rtl"'))


@pytest.mark.parametrize("named", ["", ' lang="xx"', ' lang="en" dir="rtl"'])
def test_what_the_source_sites_theme_says_of_its_language_is_a_warning_told_once(tmp_path: Path, named: str) -> None:
    english = Language.of("en")
    page = re.sub("<html[^>]*>", f"<html{named}>", GOOD)
    pages = [BuiltPage(f"articles/{name}.md", "article", f"{name}.html") for name in "ab"]
    for name in "ab":
        (tmp_path / f"{name}.html").write_text(page, encoding="utf-8")
    expected = {page.source: page.kind for page in pages}
    (finding,) = verify_site(tmp_path, english, PROJECT, pages, expected)
    assert (finding.rule, finding.severity, finding.path) == ("page-language", Severity.WARNING, "a.html")
    translated = list(verify_site(tmp_path, GERMAN, PROJECT, pages, expected))
    assert [(found.rule, found.severity) for found in translated if found.rule == "page-language"] == [
        ("page-language", Severity.ERROR)
    ] * 2


def test_a_section_of_the_source_language_may_still_not_be_in_another(tmp_path: Path) -> None:
    foreign = GOOD.replace('<html lang="de"', "<html").replace("<p>Dies ist", '<p lang="de">Dies ist')
    found = [finding.message for finding in verify_page(foreign, PAGE, Language.of("en"), PROJECT)]
    assert "the required section 'disclaimer' is in another language (de)" in found


def test_the_set_of_pages_equals_the_gates_decision(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(GOOD, encoding="utf-8")

    def rules(pages: list[BuiltPage], expected: dict[str, str]) -> list[tuple[str, str]]:
        return [(f.rule, f.path) for f in verify_site(tmp_path, GERMAN, PROJECT, pages, expected)]

    assert rules([PAGE], {"articles/a.md": "article"}) == []
    assert rules([PAGE], {"articles/a.md": "article", "articles/b.md": "article"}) == [
        ("page-missing", "articles/b.md")
    ]
    assert rules([PAGE], {}) == [("page-unexpected", "articles/a.md")]
    assert rules([BuiltPage("articles/a.md", "article", "c.html")], {"articles/a.md": "article"}) == [
        ("page-missing", "articles/a.md")
    ]


def test_a_link_that_leads_out_of_a_sites_folder_on_disk_is_reported(tmp_path: Path) -> None:
    (tmp_path / "evil").symlink_to("/etc")
    assert [finding.rule for finding in verify_site(tmp_path, GERMAN, PROJECT, [], {})] == ["outside"]


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("b.html", ""),
        ("./b.html#part", ""),
        ("sub/", ""),
        ("https://tiny.example/b.html", ""),
        ("https://elsewhere.example/x", ""),
        ("mailto:a@b.example", ""),
        ("#here", ""),
        ("b.html#nowhere", "names a place that the page does not have"),
        ("nowhere.html", "leads nowhere"),
        ("https://tiny.example/nowhere.html", "leads nowhere"),
        ("../x.html", "leads out of the site"),
    ],
)
def test_every_link_leads_somewhere(tmp_path: Path, address: str, fault: str) -> None:
    (tmp_path / "a.html").write_text(f'<p id="here"><a href="{address}">x</a>', encoding="utf-8")
    (tmp_path / "b.html").write_text('<p id="part">', encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "index.html").write_text("<p>", encoding="utf-8")
    tree = Tree(tmp_path, "https://tiny.example", read_pages(tmp_path), PROJECT)
    assert [finding.message for finding in verify_links(tree)] == ([f"{address!r} {fault}"] if fault else [])


@pytest.mark.parametrize(
    ("head", "links"),
    [
        ('<META HTTP-EQUIV=refresh CONTENT="0; URL=x.html">', ("x.html",)),
        ("<meta http-equiv='refresh' content=\"5;url='x.html'\">", ("x.html",)),
        ('<meta http-equiv="refresh" content="30">', ()),
        ('<base href="/sub/"><link rel="icon" href="x.png">', ("/sub/x.png",)),
    ],
)
def test_a_page_leads_on_from_its_head_too(head: str, links: tuple[str, ...]) -> None:
    assert read_page(f"<html><head>{head}</head></html>").links == links


def test_the_witness_imports_no_walker() -> None:
    modules = Path(verify.__file__ or "").parent.glob("*.py")
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in modules]
    imported = {node.module for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert "pipeline.model" in imported
    assert not [name for name in imported if name and ("walkers" in name or "extract" in name or "gates" in name)]


def test_pages_that_a_disk_takes_for_one_are_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One has taken the other's place, and what is read at both addresses is in order."""
    english = PROJECT.source
    pages = [
        BuiltPage(f"pages/{name}.md", "page", save_as) for name, save_as in (("a", "Über.html"), ("b", "über.html"))
    ]
    expected = {page.source: "page" for page in pages}

    def told() -> list[str]:
        found = verify_site(tmp_path, english, PROJECT, pages, expected, others=frozenset({"ÜBER.html", "x.html"}))
        return [finding.message for finding in found if finding.rule == "page-missing"]

    for name in ("Über.html", "über.html", "ÜBER.html"):
        (tmp_path / name).write_text(GOOD.replace('"de"', '"en"'), encoding="utf-8")
    assert told() == []
    for name in ("über.html", "ÜBER.html"):
        (tmp_path / name).unlink()
    fold(monkeypatch, tmp_path)
    assert told() == [
        f"{name} and Über.html are one file on this disk, so one page has taken the place of the other"
        for name in ("über.html", "ÜBER.html")
    ]
