"""Who sees which translation: by its original's status, its own, and what the catalog has; with and without SITEURL."""

from __future__ import annotations

import re
import shutil
from itertools import product
from typing import NamedTuple

import polib
import pytest
from selectolax.lexbor import LexborHTMLParser

from pipeline.natives import least_public
from tests.conftest import SITES, Site

BASE = "https://tiny.example"
WORDS = {"published": "", "hidden": "Status: hidden\n", "draft": "Status: draft\n", "skip": "Status: skip\n"}


class Case(NamedTuple):
    """An article: its status, that of its translation by hand (none: there is none), whether the catalog has one."""

    original: str
    native: str
    catalog: str

    @property
    def slug(self) -> str:
        return "-".join(self)

    @property
    def shown(self) -> tuple[str, str] | None:
        """How German readers are shown the article, and in whose words; None if they are not."""
        original = self.original.replace("future", "draft")
        if self.native not in ("none", "skip"):
            status = least_public(self.native.replace("future", "draft"), original)
            if status != "draft" or original == "draft":
                return status, f"HAND {self.slug}"
        return (original, f"DE {self.slug}") if self.catalog == "yes" else None


CASES = [
    Case(*found)
    for found in product(
        ("published", "hidden", "draft", "future"),
        ("none", "published", "hidden", "draft", "skip", "future"),
        ("yes", "no"),
    )
]


def article(words: str, status: str) -> str:
    year = "2099" if status == "future" else "2026"
    return f"Title: {words}\nDate: {year}-01-02\nCategory: Care\n{WORDS.get(status, '')}\n{words}\n"


def untranslate(site: Site, locale: str) -> None:
    for path in (site.root / "locales" / locale).rglob("*.po"):
        catalog = polib.pofile(str(path))
        for entry in catalog:
            entry.msgstr, entry.msgstr_plural = "", dict.fromkeys(entry.msgstr_plural, "")
        catalog.save()


def put(site: Site) -> None:
    """The tiny site with all cases instead of its articles."""
    for name in ("first", "second"):
        (site.root / f"source/articles/{name}.md").unlink()
    conf = site.read("pelicanconf.py")
    conf = re.sub(r'"required_sections": .*', "", conf)
    site.write("pelicanconf.py", conf + 'WITH_FUTURE_DATES = False\nSLUGIFY_SOURCE = "basename"\n')
    site.write("source/pages/reach-us.md", "Title: Reach us\nSlug: reach-us\n\nSend a letter.\n")
    for case in CASES:
        site.write(f"source/articles/{case.slug}.md", article(f"SRC {case.slug}", case.original))
        if case.native != "none":
            site.write(f"source/articles/{case.slug}.de.md", article(f"HAND {case.slug}", case.native))
    assert site.run("update").exit_code == 0
    untranslate(site, "ar")
    for case in CASES:
        catalog = polib.pofile(str(site.root / f"locales/de/articles/{case.slug}.po"))
        for entry in catalog if case.catalog == "yes" else ():
            entry.msgstr = entry.msgid.replace("SRC", "DE")
        catalog.save()


@pytest.fixture(scope="module", params=[BASE, pytest.param("", marks=pytest.mark.long)])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = tmp_path_factory.mktemp("statuses") / "site"
    shutil.copytree(SITES / "good", root, ignore=shutil.ignore_patterns("output", "*.lock"))
    site = Site(root)
    put(site)
    site.replace("pelicanconf.py", f'SITEURL = "{BASE}"', f'SITEURL = "{request.param}"')
    result = site.run("build")
    assert "published output/de" in result.output, result.output
    return site


def has_address(site: Site) -> bool:
    return f'"{BASE}"' in site.read("pelicanconf.py")


def text_of(site: Site, path: str) -> str:
    return site.read(f"output/{path}") if (site.root / "output" / path).exists() else ""


def test_each_translation_is_where_its_readers_are_and_nowhere_else(built: Site) -> None:
    wrong = []
    for case in CASES:
        status, words = case.shown or ("", "")
        page, draft = text_of(built, f"de/{case.slug}.html"), text_of(built, f"de/drafts/{case.slug}.html")
        if status in ("published", "hidden"):
            facts = words in page and "noindex" not in page
        else:
            # A withheld page leads to an original that there is.
            leads = case.original in ("published", "hidden")
            facts = ("noindex" in page if leads else not page) and "HAND" not in page and f"DE {case.slug}" not in page
        if status == "draft":
            facts = facts and words in draft
        elif case.native in ("draft", "future"):
            facts = facts and f"HAND {case.slug}" in draft  # for its author
        else:
            facts = facts and not draft
        wrong += [] if facts else [case]
    assert wrong == []


def listed(built: Site, path: str) -> set[str]:
    return set(re.findall(r"(?:SRC|HAND|DE) (?:[a-z]+-[a-z]+-[a-z]+)", text_of(built, path)))


def test_lists_and_feeds_have_what_is_published_and_nothing_else(built: Site) -> None:
    german = {words for case in CASES if case.shown for status, words in [case.shown] if status == "published"}
    english = {f"SRC {case.slug}" for case in CASES if case.original == "published"}
    for name in ("index.html", "archives.html", "category/care.html", "feeds/all.atom.xml"):
        assert listed(built, f"de/{name}") == german, name
        assert listed(built, name) == english, name


def test_sitemaps_too(built: Site) -> None:
    if not has_address(built):
        assert not (built.root / "output/sitemap.xml").exists()
        return
    for folder, cases in (
        ("de/", {case.slug for case in CASES if case.shown and case.shown[0] == "published"}),
        ("", {case.slug for case in CASES if case.original == "published"}),
    ):
        name = f"{folder}sitemap-{folder.strip('/') or 'en'}.xml"
        found = re.findall(rf"<loc>{BASE}/{folder}([a-z]+-[a-z]+-[a-z]+).html", text_of(built, name))
        assert set(found) == cases
        versions = re.findall(rf'hreflang="de" href="{BASE}/de/([a-z]+-[a-z]+-[a-z]+).html', text_of(built, name))
        assert set(versions) == {
            case.slug for case in CASES if case.original == "published" and case.shown and case.shown[0] == "published"
        }


def test_an_original_offers_the_versions_that_as_many_may_see(built: Site) -> None:
    for case in CASES:
        if case.original not in ("published", "hidden"):
            continue
        tree = LexborHTMLParser(text_of(built, f"{case.slug}.html"))
        assert tree.css_first("h1").text() == f"SRC {case.slug}"
        offers = bool(case.shown) and case.shown[0] == case.original
        assert bool(tree.css("ul.languages a[hreflang=de]")) is offers, case
        in_head = offers and case.original == "published" and has_address(built)
        assert bool(tree.css("head link[hreflang=de]")) is in_head, case


def test_a_language_without_a_page_is_offered_nowhere(built: Site) -> None:
    assert not (built.root / "output/ar").exists()
    for path in (built.root / "output").rglob("*"):
        if path.is_file() and path.suffix in (".html", ".xml"):
            text = path.read_text(encoding="utf-8")
            assert 'hreflang="ar"' not in text, path
            assert "/ar/" not in text, path


def test_what_is_more_public_than_its_original_is_told(built: Site) -> None:
    output = built.run("-v", "check", "de").output
    for case in CASES:
        if case.native in ("none", "skip"):
            continue
        own, original = (found.replace("future", "draft") for found in (case.native, case.original))
        told = f"{case.slug}.de.md: warning: it is" in output
        assert told is (least_public(own, original) != own), case


@pytest.mark.parametrize("root", [pytest.param("source", marks=pytest.mark.long), "choose"])
def test_a_language_whose_pages_are_all_withheld_is_taken_away_and_comes_back(root: str, good_site: Site) -> None:
    """What it says may be out of date, its disclaimer too."""
    good_site.replace("pelicanconf.py", "GETTEXT = {", f'GETTEXT = {{"root": "{root}",')
    assert good_site.run("build").exit_code == 0
    before, catalogs = good_site.files("output"), good_site.files("locales/ar")
    untranslate(good_site, "ar")
    for is_first in (True, False):
        result = good_site.run("build")
        assert result.exit_code == 1
        assert ("as ar/first.html, finds nothing (404; 3 in all)" in result.output) is is_first
        assert "nothing   output/ar        Arabic, no page is published" in result.output
        assert "[no-page]" in result.output
        assert "published output/de" in result.output
        assert not (good_site.root / "output/ar").exists()
        for name, content in good_site.files("output").items():
            assert b'"ar"' not in content, name
            assert b"/ar/" not in content, name
    for name, content in catalogs.items():
        (good_site.root / "locales/ar" / name).write_bytes(content)
    assert good_site.run("build").exit_code == 0
    assert good_site.files("output") == before
