"""Translated slugs: a language's own address of a page, which all languages know, and old addresses that lead on."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import polib
import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.checking import configure
from tests.conftest import SITES, Site

BASE = "https://tiny.example"
FOLDERS = 'ARTICLE_URL = "{slug}/"\nARTICLE_SAVE_AS = "{slug}/index.html"\n'


def translate(site: Site, domain: str, slug: str, locale: str = "de") -> None:
    path = str(site.root / f"locales/{locale}/{domain}.po")
    catalog = polib.pofile(path, wrapwidth=0)
    (entry,) = (entry for entry in catalog if entry.msgctxt == "address" and not entry.obsolete)
    entry.msgstr, entry.flags = slug, []
    catalog.save(path)


def built(site: Site, *locales: str) -> str:
    result = site.run("build", *locales)
    assert result.exit_code == 0, result.output
    return result.output


def page(site: Site, path: str) -> LexborHTMLParser:
    return LexborHTMLParser(site.read(f"output/{path}"))


def versions(site: Site, path: str) -> dict[str | None, str | None]:
    links = page(site, path).css("head link[hreflang]")
    return {node.attributes["hreflang"]: node.attributes["href"] for node in links}


def leads_to(site: Site, path: str) -> str | None:
    """Where a page leads that says nothing but that."""
    tree = page(site, path)
    assert tree.css_first("meta[name=robots]").attributes["content"] == "noindex"
    (refresh,) = (node.attributes["content"] for node in tree.css("meta[http-equiv=refresh]"))
    target = str(refresh).partition("url=")[2]
    assert tree.css_first("main a").attributes["href"] == target
    canonical = tree.css_first("link[rel=canonical]")
    return canonical.attributes["href"] if canonical else target


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The tiny site, with articles in folders, built once before slugs are translated, and once after."""
    site = Site(tmp_path_factory.mktemp("slugs") / "site")
    shutil.copytree(SITES / "good", site.root, ignore=shutil.ignore_patterns("output", "*.lock"))
    configure(site, '"slugs": True')
    site.write("pelicanconf.py", site.read("pelicanconf.py") + FOLDERS)
    site.write("source/articles/plan.png", "PNG")
    site.replace("source/articles/second.md", "Go on.", "Go on. ![Plan]({attach}plan.png)")
    assert site.run("update").exit_code == 0
    for locale, words in (("de", "Weiter. ![Plan]"), ("ar", "تابع. ![خطة]")):
        catalog = polib.pofile(str(site.root / f"locales/{locale}/articles/second.po"))
        (entry,) = (entry for entry in catalog if entry.msgid.startswith("Go on. !"))
        entry.msgstr, entry.flags = f"{words}({{attach}}plan.png)", []
        catalog.save()
    built(site)
    translate(site, "articles/second", "zweite")
    translate(site, "pages/reach-us", "kontakt")
    built(site)
    return site


@pytest.fixture(scope="module")
def readdressed(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The same, whose address was translated otherwise since."""
    later = copy_of(site, tmp_path_factory.mktemp("readdressed"))
    translate(later, "articles/second", "die-zweite")
    assert later.run("update").exit_code == 0
    built(later)
    return later


@pytest.fixture
def own(readdressed: Site, tmp_path: Path) -> Site:
    """A copy that a test may change."""
    return copy_of(readdressed, tmp_path)


def copy_of(site: Site, place: Path) -> Site:
    shutil.copytree(site.root, place / "site", symlinks=True)
    return Site(place / "site")


def test_all_languages_know_the_address(site: Site) -> None:
    wanted = {"en": f"{BASE}/second/", "ar": f"{BASE}/ar/second/", "de": f"{BASE}/de/zweite/"}
    for path in ("second/index.html", "ar/second/index.html", "de/zweite/index.html"):
        assert versions(site, path) == {**wanted, "x-default": wanted["en"]}, path
        menu = {node.attributes["hreflang"]: node.attributes["href"] for node in page(site, path).css(".languages a")}
        assert str(menu["de"]).endswith("/zweite/"), path
    assert page(site, "de/zweite/index.html").css_first("link[rel=canonical]").attributes["href"] == wanted["de"]
    assert not (site.root / "output/zweite").exists()


def test_lists_links_menus_feeds_and_sitemaps_lead_there(site: Site) -> None:
    for path in ("de/first/index.html", "de/index.html", "de/feeds/all.atom.xml", "de/sitemap-de.xml"):
        text = site.read(f"output/{path}")
        assert "/zweite/" in text, path
        assert "/second/" not in re.sub(f"{BASE}/(?:ar/)?second/|second/plan.png", "", text), path
    assert f"{BASE}/de/zweite/" in site.read("output/sitemap-en.xml")
    assert page(site, "de/index.html").css_first("nav a").attributes["href"] == "./pages/kontakt.html"  # of MENUITEMS


def test_a_file_that_it_attaches_is_where_the_source_has_it(site: Site) -> None:
    (picture,) = (node.attributes["src"] for node in page(site, "de/zweite/index.html").css("main img"))
    assert (site.root / "output/de/zweite" / str(picture)).resolve() == site.root / "output/second/plan.png"


def test_the_sources_address_leads_on_in_the_readers_language(site: Site) -> None:
    assert leads_to(site, "de/second/index.html") == f"{BASE}/de/zweite/"
    assert leads_to(site, "de/pages/reach-us.html") == f"{BASE}/de/pages/kontakt.html"
    assert page(site, "de/second/index.html").root.attributes["lang"] == "de"


def test_what_it_was_translated_with_before_leads_on_as_long_as_the_ledger_has_it(site: Site, tmp_path: Path) -> None:
    own = copy_of(site, tmp_path)
    translate(own, "articles/second", "die-zweite")
    told = (
        "articles/second.md is at /de/die-zweite/index.html now; /de/second/index.html and /de/zweite/index.html lead"
    )
    assert told in own.run("-v", "check", "de").output
    assert told in own.run("update").output
    assert "address-" not in own.run("-v", "check", "de").output
    built(own)
    assert leads_to(own, "de/zweite/index.html") == f"{BASE}/de/die-zweite/"
    ledger, line = own.read("locales/addresses.tsv"), "de\tarticles/second.md\tzweite/index.html\n"
    assert line in ledger
    own.write("locales/addresses.tsv", ledger.replace(line, ""))
    built(own)
    assert not (own.root / "output/de/zweite").exists()


def test_a_language_that_is_not_built_anew_stays_where_it_is(own: Site) -> None:
    translate(own, "articles/second", "noch-eine")
    built(own, "ar")
    assert versions(own, "ar/second/index.html")["de"] == f"{BASE}/de/die-zweite/"


def test_an_address_is_no_leak_and_pseudo_locales_have_the_sources(own: Site) -> None:
    assert "second" not in own.run("coverage").output
    built(own, "--pseudo")
    assert (own.root / "output-pseudo/en-xa/second/index.html").is_file()
    assert "\nen\t" not in own.read("locales/addresses.tsv")


def test_the_old_addresses_of_a_page_that_is_withheld_lead_to_the_original(own: Site) -> None:
    own.untranslate("locales/de/articles/second.po", "Not even this.")
    assert own.run("build", "de").exit_code == 1
    for name in ("zweite", "die-zweite", "second"):
        assert leads_to(own, f"de/{name}/index.html") == "../../second/", name


def test_without_the_setting_it_is_at_the_sources_address_and_no_translation_is_lost(own: Site) -> None:
    own.replace("pelicanconf.py", '"slugs": True', '"slugs": False')
    assert own.run("extract", "--check").exit_code == 1
    assert own.run("update").exit_code == 0
    assert own.run("extract", "--check").exit_code == 0
    built(own)
    assert leads_to(own, "de/die-zweite/index.html") == f"{BASE}/de/second/"
    own.replace("pelicanconf.py", '"slugs": False', '"slugs": True')
    assert own.run("update").exit_code == 0
    assert own.run("extract", "--check").exit_code == 0
    built(own)
    assert leads_to(own, "de/second/index.html") == f"{BASE}/de/die-zweite/"


def test_those_of_one_that_is_gone_lead_nowhere(own: Site) -> None:
    (own.root / "source/articles/second.md").unlink()
    own.replace("source/articles/first.md", "{filename}second.md", "{filename}first.md")
    own.run("build", "ar")
    assert not list((own.root / "output/de").rglob("*zweite*"))
