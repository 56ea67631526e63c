"""The rules: severity and remedy come from one file, and every rule in it can be raised."""

from __future__ import annotations

import ast
import logging
import re
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.build.build import held_up, without_pages
from pipeline.build.kept import Shelf, unsteady
from pipeline.build.log import Log
from pipeline.build.one_site import without_address
from pipeline.build.plan import make_plan
from pipeline.build.run import run, silent
from pipeline.build.withdrawn import Withdrawn
from pipeline.build.witness import stale_site, unknown_pages
from pipeline.checks.render import Renderer
from pipeline.checks.security import security_faults
from pipeline.errors import PipelineError
from pipeline.model import Finding, Language, Notation, Segment, Severity
from pipeline.plugin.hands import difference
from pipeline.plugin.site import Site as LanguageSite
from pipeline.reports import BuiltPage, SiteReport
from pipeline.review import survey
from pipeline.rules import NO_REMEDY, RULES, Family, found, found_unreadable, require_rules, told_translators, weighed
from pipeline.settings import load_project, load_settings
from pipeline.sources.extract import extract
from pipeline.surroundings import Place, PlaceKind, Surroundings
from pipeline.verify import Tree, read_pages, verify_site, verify_tree
from tests.conftest import SITES, Site
from tests.defects import CHECKER, cases, locales
from tests.repository import Repository
from tests.trees import PIPELINE, tree

SETTINGS = SITES / "good" / "pelicanconf.py"
PROJECT = load_project(SETTINGS, load_settings(SETTINGS))
GERMAN = Language.of("de")

pytestmark = pytest.mark.usefixtures("trees")


def modules(*, without: tuple[str, ...] = ()) -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PIPELINE.rglob("*.py")):
        name = path.relative_to(PIPELINE).as_posix()
        if not name.startswith(without):
            yield name, tree(path)


#: What is found on sites and settings as a whole, and is nothing that a translator could do.
NOT_FOR_TRANSLATORS = {"no-longer-published", "no-original", "no-page", "theme-without-gettext"}


def test_a_translator_is_told_nothing_that_only_programmers_can_do() -> None:
    wanted = set(Family) - {Family.SITE, Family.CATALOG}
    rules = [rule for rule in RULES.values() if rule.family in wanted and rule.id not in NOT_FOR_TRANSLATORS]
    words = {
        rule.id: [rule.translator] if rule.translator else [rule.remedy, *rule.remedies.values()] for rule in rules
    }
    hard = re.compile(r"GETTEXT|pelican|author|template|msgid|# waive|run:", re.I)
    assert [name for name, all_of_it in words.items() if any(map(hard.search, all_of_it))] == []
    finding = found("numbers", "x.po", "7")
    assert told_translators(finding) == RULES["numbers"].translator != finding.hint


@pytest.mark.heavy
def test_findings_are_made_in_one_place() -> None:
    makers = {
        name
        for name, module in modules()
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding"
    }
    assert makers == {"rules.py"}


@pytest.mark.heavy
def test_no_level_of_a_rule_is_named_anywhere_but_in_the_file_of_rules() -> None:
    """Who raises a finding may say that it weighs less than others of its rule, and no more."""
    # What an error is, a person's own settings and how levels look are no rule's level.
    told = {
        f"{name}: {ast.unparse(node)}"
        for name, module in modules(without=("rules.py", "options.py", "commands/"))
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Severity"
    }
    assert told == {"reports.py: Severity.ERROR"}


@pytest.mark.heavy
def test_no_remedy_of_a_finding_is_written_anywhere_but_in_the_file_of_rules() -> None:
    allowed = set(Finding.__slots__) | {"lowered", "remedy", "language", "anchor", "heading", "place", "name"}
    for name, module in modules(without=("rules.py",)):
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "found":
                words = {keyword.arg for keyword in node.keywords}
                assert words <= allowed - {"hint", "severity"}, f"{name}:{node.lineno}"


def test_a_finding_has_its_rules_severity_and_remedy() -> None:
    for rule in RULES.values():
        finding = found(rule.id, "a.po", "x")
        assert (finding.severity, finding.hint) == (rule.severity, rule.remedy)
        assert found(rule.id, "a.po", "x", lowered=True).severity == min(rule.severity, Severity.WARNING)
        assert found(rule.id, "a.po", "x", remedy=NO_REMEDY).hint == ""


def test_a_remedy_for_a_particular_case_is_filled_in() -> None:
    finding = found("out-of-step", "a.po", "x", locale="de", remedy="catalog")
    assert finding.hint == "run: pelican-gettext update de"
    refused = found("markup", "a.po", "x", remedy="refused")
    assert refused.hint == f"{RULES['markup'].remedy} Until then it is not used."


def test_an_error_keeps_its_own_remedy_as_a_finding() -> None:
    finding = found_unreadable(PipelineError("no", path="a.po", line=3, hint="do this"), "de")
    assert (finding.rule, finding.place, finding.message, finding.hint) == ("broken-input", "a.po:3", "no", "do this")


def test_a_site_may_lower_a_rule_turn_it_off_and_not_touch_one_that_is_fixed() -> None:
    findings = [found(rule, "a", "x") for rule in ("dead-link", "lost-id", "section")]
    severities = {"dead-link": Severity.NOTE, "lost-id": None, "section": None}
    assert [(finding.rule, finding.severity) for finding in weighed(findings, severities)] == [
        ("dead-link", Severity.NOTE),
        ("section", Severity.ERROR),
    ]
    require_rules(["dead-link"])
    for name in ("dead-lnk", "section", "markup"):
        with pytest.raises(PipelineError):
            require_rules([name])


# --- Every rule can be raised -------------------------------------------------------------------

HOSTILE = {
    "bare-address": "www.evil.example",
    "emptied": "—",
    "look-alikes": "Thіs text",
    "pelican-links": "[x]({static}/a.png)",
    "size": "x" * 9000,
}
#: What may not stand in a place: the kind of place, and the translation.
PLACED = {
    "script-text": (PlaceKind.SCRIPT, "Ein Text"),
    "style-text": (PlaceKind.STYLE, "Ein Text"),
    "tag-text": (PlaceKind.UNQUOTED, "Ein Text"),
    "address-change": (PlaceKind.ADDRESS, "//evil.example"),
    "made-markup": (PlaceKind.MADE, "Ein Text"),
}
#: What is worded wrong, in languages that no catalog of defects is for: the rule, the locale, both texts.
WORDED = {
    "mixed-script": ("ru", "A server", "Cервер"),
    "designations": ("de", "Hepatitis B", "Hepatitis C"),
    "unfinished": ("de", "Cats and dogs", "Katzen und"),
    "shown-side": ("ar", "Group A+", "فصيلة A+"),
}
#: What is wrong with a site's texts: the rule, and the edit of the good site that breaks it.
SOURCES: dict[str, Callable[[Site], None]] = {
    "address": lambda site: _slug(site, "../x"),
    "address-unrecorded": lambda site: _slug(site, "zweite"),
    "address-changed": lambda site: (
        _slug(site, "zweite"),
        site.write("locales/addresses.tsv", "de\tarticles/second.md\talt.html\n"),
    ),
    "unread-source": lambda site: site.replace("source/articles/second.md", "Title: ", "Titel: "),
    "inconsistent": lambda site: site.replace("locales/de/articles/second.po", '"Kontakt"', '"Wir"'),
    "set-aside": lambda site: site.write(
        "locales/de/articles/second.po",
        site.read("locales/de/articles/second.po") + '\n#~ msgid "First steps"\n#~ msgstr "Die ersten Schritte"\n',
    ),
    "glossary": lambda site: site.write("locales/de/glossary.csv", "term,translation\ntablet,Pille\n"),
    "broken-input": lambda site: site.write("locales/de/theme.po", "msgid"),
    "missing-catalog": lambda site: (site.root / "locales/de/theme.po").unlink(),
    "out-of-step": lambda site: site.replace("source/articles/second.md", "Go on.", "Go on, now."),
    "header": lambda site: site.replace("locales/de/theme.po", "Language: de", "Language: fr"),
    "plural-forms": lambda site: site.replace("locales/de/theme.po", "nplurals=2;", "nplurals=INTEGER;"),
    "unknown-message": lambda site: site.replace("locales/de/articles/second.po", 'd "Go on."', 'd "Go on!"'),
    "merged-unseen": lambda site: _joined(site),
    "waiver-without-reason": lambda site: site.replace(
        "locales/de/articles/first.po", "#. title", "# waive: numbers\n#. title"
    ),
    "untranslated": lambda site: site.untranslate("locales/de/articles/second.po", "Go on."),
    "fuzzy": lambda site: site.replace(
        "locales/de/articles/second.po", '#, markdown-text\nmsgid "Go on."', '#, fuzzy, markdown-text\nmsgid "Go on."'
    ),
    "critical-untranslated": lambda site: site.untranslate("locales/de/articles/first.po", "This is not advice."),
    "critical-fuzzy": lambda site: site.replace(
        "locales/de/articles/first.po",
        '#, markdown-text\nmsgid "This is not advice."',
        '#, fuzzy, markdown-text\nmsgid "This is not advice."',
    ),
    "critical-unapproved": lambda site: site.replace(
        "pelicanconf.py", "GETTEXT = {", 'GETTEXT = {"require_approval": True,'
    ),
    "below-threshold": lambda site: site.untranslate("locales/de/articles/first.po", "Take one tablet"),
    "no-longer-published": lambda site: site.untranslate("locales/de/articles/first.po", "This is not advice."),
    "segment-too-large": lambda site: site.replace("source/articles/second.md", "Go on.", "Go on. " * 3000),
    "critical-segment-too-large": lambda site: site.replace(
        "source/articles/second.md", "Not even this.", "Not this. " * 3000
    ),
    "unread-file": lambda site: site.write("locales/deutsch/theme.po", ""),
    "unlisted-locale": lambda site: site.write("locales/fr/theme.po", ""),
    "asset-without-original": lambda site: site.write("source/images/sun.de.svg", "<svg/>"),
    "no-original": lambda site: site.write("source/pages/x.de.md", "Title: X\n\nX"),
    "one-language": lambda site: site.write(
        "source/articles/x.md",
        "Title: X\nSlug: x\nDate: 2026-01-01\nLang: de\n\n## a {#contact}\n\nX\n\n## b {#disclaimer}\n\nX",
    ),
    "other-status": lambda site: (
        site.replace("source/articles/second.md", "Slug: second", "Slug: second\nStatus: draft"),
        site.write("source/articles/second.de.md", "Title: Zwei\nDate: 2026-01-01\n\nX"),
    ),
    "section-missing": lambda site: site.replace("source/articles/second.md", " {#contact}", ""),
    "theme-without-gettext": lambda site: _mute(site),
    "template-unread": lambda site: (
        site.write("theme/templates/minified.html", "{% assets 'a.css' %}{% endassets %}"),
        site.replace(
            "theme/templates/page.html", "{{ page.title }}", "{% if ASSETS %}{% include 'minified.html' %}{% endif %}"
        ),
    ),
}


def _slug(site: Site, slug: str) -> None:
    site.replace("pelicanconf.py", '"locales"', '"slugs": True, "locales"')
    path, message = "locales/de/articles/second.po", f'msgctxt "address"\nmsgid "second"\nmsgstr "{slug}"\n'
    site.write(path, f"{site.read(path)}\n{message}")


def _joined(site: Site) -> None:
    """A merge of lines: one branch accepts a text, the other has another one."""
    path, mark = "locales/de/articles/second.po", '#, fuzzy, markdown-text\nmsgid "Go on."\nmsgstr "'
    site.replace(path, mark.replace("fuzzy, ", ""), mark)
    made = Repository.at(site.root)
    made.commit()
    made.branch("accepts", change=lambda: site.replace(path, mark, mark.replace("fuzzy, ", "")))
    made.branch("rewrites", change=lambda: site.replace(path, mark, f"{mark}Doch: "))
    made.merge("accepts")
    made.merge("rewrites")


def _mute(site: Site) -> None:
    for path in (site.root / "theme/templates").glob("*.html"):
        path.write_text("<p>x</p>", encoding="utf-8")
    site.replace("pelicanconf.py", '"locales"', '"template_words": False, "locales"')


#: What is published of the site, where a rule is about that.
STANDING = {"de": frozenset({"articles/first.md", "articles/second.md"})}


@pytest.mark.parametrize("rule", SOURCES)
def test_a_rule_on_texts_can_be_raised(rule: str, good_site: Site) -> None:
    SOURCES[rule](good_site)
    path = good_site.root / "pelicanconf.py"
    settings = load_settings(path)
    project = load_project(path, settings)
    report = survey(project, settings, extract(project, settings), project.targets, STANDING)
    assert rule in {finding.rule for finding in report.findings()}


def page(body: str, head: str = "", lang: str = "en") -> str:
    return f'<html lang="{lang}"><head>{head}</head><body>{body}</body></html>'


def _link(rel: str, address: str, more: str = "") -> str:
    return f'<link rel="{rel}" href="https://tiny.example/{address}"{more}>'


LONG = "<p>One long sentence has at least six words.</p>"
BOTH = '<link rel="alternate" hreflang="x-default" href="a.html">'
#: What is wrong in a tree of sites: the rule, and the files of it.
TREES: dict[str, dict[str, str]] = {
    "dead-link": {"a.html": page('<a href="b.html">x</a>')},
    "residue": {"a.html": page("wzxhzdk:0")},
    "lost-id": {"a.html": page('<p id="x">x</p>'), "de/a.html": page("<p>x</p>", lang="de")},
    "other-class": {
        "a.html": page('<p class="news">x</p>'),
        "de/a.html": page('<p class="neues">x</p>', lang="de"),
    },
    "other-style": {
        "a.html": page('<p id="disclaimer">x</p>'),
        "de/a.html": page('<p id="disclaimer" style="top: -9em">x</p>', lang="de"),
    },
    "other-address": {
        "a.html": page("x"),
        "de/a.html": page('<a href="https://other.example">x</a>', lang="de"),
    },
    "other-element": {"a.html": page("x"), "de/a.html": page("<script>x</script>", lang="de")},
    "mixed-language": {"a.html": page(LONG), "de/a.html": page(LONG, lang="de")},
    "canonical": {"a.html": page("x", _link("canonical", "de/a.html")), "de/a.html": page("x", lang="de")},
    "hreflang": {"a.html": page("x", _link("canonical", "a.html") + BOTH)},
    "sitemap": {"sitemap.xml": "<urlset"},
    "feed": {"feed.xml": "<feed"},
}


@pytest.mark.parametrize("rule", TREES)
def test_a_rule_on_all_sites_together_can_be_raised(rule: str, tmp_path: Path) -> None:
    for name, text in TREES[rule].items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    pages = (BuiltPage("articles/a.md", "article", "a.html"),)
    reports = tuple(SiteReport(Language.of(locale), pages, published=True) for locale in ("en", "de"))
    tree = Tree(tmp_path, "https://tiny.example", read_pages(tmp_path, ["disclaimer"]), PROJECT, reports)
    assert rule in {finding.rule for finding in verify_tree(tree)}


def _one_site(folder: Path, text: str, expected: dict[str, str]) -> Iterator[Finding]:
    (folder / "a.html").write_text(text, encoding="utf-8")
    pages = [BuiltPage("a.md", "article", "a.html")]
    yield from verify_site(folder, GERMAN, PROJECT, pages, expected)


def _outside(folder: Path) -> Iterator[Finding]:
    (folder / "b.html").symlink_to(folder.parent)
    yield from _one_site(folder, "", {})


def _logged(_: Path) -> list[Finding]:
    log = Log(PROJECT, GERMAN)
    log.emit(logging.LogRecord("pelican", logging.ERROR, "", 0, "no", None, None))
    return log.findings


class _Dying(Executor):
    def submit(self, *_: Any, **__: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(MemoryError())
        return future


def _crash(folder: Path) -> Iterator[Finding]:
    settings = load_settings(SETTINGS)
    plan = make_plan(PROJECT, "", extract(PROJECT, settings), {}, {}, [PROJECT.source])
    for report in run(plan, folder, _Dying(), silent, Shelf(PROJECT, settings)).values():
        yield from report.problems


WITHDRAWN = Withdrawn({GERMAN: {"a.md": "de/a.html"}}, {})
#: What is wrong with one language's site, or with how it was built.
SITE: dict[str, Callable[[Path], Any]] = {
    "page-missing": lambda folder: _one_site(folder, "", {"b.md": "article"}),
    "page-unexpected": lambda folder: _one_site(folder, "", {}),
    "page-language": lambda folder: _one_site(folder, "<p>x", {}),
    "section": lambda folder: _one_site(folder, "", {}),
    "outside": _outside,
    "pelican": _logged,
    "crash": _crash,
    "source-failed": lambda _: held_up(PROJECT, {GERMAN: SiteReport(GERMAN)})[GERMAN].problems,
    "unknown-pages": lambda _: unknown_pages(["a.html"]),
    "still-published": lambda _: WITHDRAWN.told(GERMAN, frozenset(), "de"),
    "built-as-well": lambda _: WITHDRAWN.built_as_well(GERMAN, "de"),
    "unsteady": lambda _: unsteady("de/a.html"),
    "kept-page": lambda _: [difference("de/a.html", "article.html", b"<p>1", b"<p>2")],
    "stale-site": lambda _: [stale_site(GERMAN, 2, PROJECT)],
    "no-page": lambda _: without_pages(GERMAN, PROJECT, {}).problems,
    "no-address": lambda _: without_address(LanguageSite(PROJECT, PROJECT.source, "")),
}


@pytest.mark.parametrize("rule", SITE)
def test_a_rule_on_one_site_can_be_raised(rule: str, tmp_path: Path) -> None:
    assert rule in {finding.rule for finding in SITE[rule](tmp_path)}


@pytest.mark.parametrize("rule", HOSTILE)
def test_a_rule_of_security_can_be_raised(rule: str) -> None:
    segment = Segment("A text", "paragraph")
    renderer = Renderer({"extensions": [], "extension_configs": {}, "output_format": "html5"})
    faults = security_faults(segment.text, HOSTILE[rule], *_how(segment), renderer)
    assert rule in {fault.rule for fault in faults}


@pytest.mark.parametrize("rule", PLACED)
def test_a_rule_on_a_place_can_be_raised(rule: str) -> None:
    kind, text = PLACED[rule]
    renderer = Renderer({"extensions": [], "extension_configs": {}, "output_format": "html5"})
    around = Surroundings(places=(Place(kind, "a.html:1"),))
    faults = security_faults("A text", text, Notation.TEXT, "template", renderer, surroundings=around)
    assert rule in {fault.rule for fault in faults}


@pytest.mark.parametrize("rule", WORDED)
def test_a_rule_on_wording_can_be_raised(rule: str) -> None:
    locale, source, text = WORDED[rule]
    faults = CHECKER.remarks(source, text, Notation.TEXT, "title", Language.of(locale))
    assert rule in {fault.rule for fault in faults}


def _how(segment: Segment) -> tuple[Any, str]:
    return segment.notation, segment.kind


@pytest.mark.heavy
def test_every_rule_can_be_raised() -> None:
    """Each rule has its example here, or among the defects that translations are tried with."""
    raised = {fault.rule for locale in locales() for case in cases(locale) for fault in case.faults(case.defect)}
    assert raised | {*HOSTILE, *PLACED, *WORDED, *SOURCES, *TREES, *SITE} == set(RULES)


def test_rules_are_named_as_what_they_find_and_documented() -> None:
    for rule in RULES.values():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.id)
        assert rule.about.endswith((".", "109."))
        assert rule.remedy
        assert rule.fixed or rule.family is not Family.SECURITY
    assert replace(RULES["links"], id="x") != RULES["links"]
