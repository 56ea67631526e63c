"""GETTEXT["root"] = "choose": a page at / that offers the languages, each of them in a folder of its own."""

from __future__ import annotations

import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.conftest import SITES, Shared, Site, made_once

BASE = "https://tiny.example"
FOLDERS = ["en", "ar", "de"]


@pytest.fixture
def site(good_site: Site) -> Site:
    good_site.replace("pelicanconf.py", "GETTEXT = {", 'GETTEXT = {\n    "root": "choose",')
    return good_site


@pytest.fixture
def built(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """It is built, to look at."""

    def make(root: Path) -> None:
        shutil.copytree(SITES / "good", root, ignore=shutil.ignore_patterns("output", "*.lock"))
        site = Site(root)
        site.replace("pelicanconf.py", "GETTEXT = {", 'GETTEXT = {\n    "root": "choose",')
        result = site.run("build")
        assert result.exit_code == 0, result.output
        assert "[sitemap]" not in result.output

    return made_once(tmp_path_factory, "choosing", make)


def page(site: Site, path: str) -> LexborHTMLParser:
    return LexborHTMLParser(site.read(f"output/{path}"))


def addresses(site: Site, path: str) -> dict[str, str]:
    links = page(site, path).css("link[rel=alternate][hreflang]")
    return {node.attributes["hreflang"] or "": node.attributes["href"] or "" for node in links}


def test_the_page_offers_each_language_by_its_own_name(built: Site) -> None:
    links = page(built, "index.html").css("a")
    assert [(node.text(), node.attributes["href"], node.attributes["lang"]) for node in links] == [
        ("English", "en/index.html", "en"),
        ("العربية", "ar/index.html", "ar"),
        ("Deutsch", "de/index.html", "de"),
    ]
    assert {path.name for path in (built.root / "output").iterdir()} == {
        "index.html",
        "sitemap.xml",
        "robots.txt",
        *FOLDERS,
    }
    assert [page(built, f"{folder}/first.html").css_first("h1").text() for folder in FOLDERS] == [
        "First steps",
        "الخطوات الأولى",
        "Erste Schritte",
    ]


def test_readers_of_other_languages_are_led_to_the_choice(built: Site) -> None:
    homes = {tag: f"{BASE}/{tag}/" for tag in ("en", "ar", "de")}
    for path in ("index.html", "en/index.html", "de/index.html"):
        assert addresses(built, path) == {**homes, "x-default": f"{BASE}/"}
    # Of other pages there is no choice: there it is the original.
    assert addresses(built, "de/first.html")["x-default"] == f"{BASE}/en/first.html"


def test_shared_files_are_found_from_every_language(built: Site) -> None:
    """The links in the built tree resolve: `build` itself verifies it."""
    assert page(built, "de/first.html").css_first("main img").attributes["src"] == "./../en/images/moon.svg"
    assert (built.root / "output/en/images/moon.svg").is_file()
    assert not (built.root / "output/images").exists()


def test_the_sitemap_is_at_the_root_and_names_all_languages(built: Site) -> None:
    root = ElementTree.fromstring(built.read("output/sitemap.xml"))
    found = [element.text for element in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert found == [f"{BASE}/{folder}/sitemap-{folder}.xml" for folder in FOLDERS]
    for folder in FOLDERS:
        assert f"<loc>{BASE}/{folder}/first.html</loc>" in built.read(f"output/{folder}/sitemap-{folder}.xml")


def test_what_servers_look_for_at_the_root_is_there_too(site: Site) -> None:
    site.write("source/extra/favicon.ico", "icon")
    site.replace("pelicanconf.py", 'STATIC_PATHS = ["images"]', 'STATIC_PATHS = ["images", "extra"]')
    site.replace(
        "pelicanconf.py",
        "RELATIVE_URLS = True",
        "RELATIVE_URLS = False\n"
        'EXTRA_PATH_METADATA = {"extra/favicon.ico": {"path": "favicon.ico"}}\n'
        'TEMPLATE_PAGES = {"missing.html": "404.html"}',
    )
    site.write("source/missing.html", "<title>not found</title>")
    result = site.run("build")
    assert result.exit_code == 0, result.output
    for name in ("favicon.ico", "404.html"):
        assert site.read(f"output/{name}") == site.read(f"output/en/{name}")


def test_a_theme_may_have_a_page_of_its_own(site: Site) -> None:
    site.write("theme/templates/choose.html", "{% for language, address in languages %}{{ address }} {% endfor %}")
    site.replace("pelicanconf.py", '"root":', '"severities": {"hreflang": "warning"}, "root":')  # it names no versions
    site.run("build")
    assert site.read("output/index.html").split() == [f"{folder}/index.html" for folder in FOLDERS]


def test_a_language_whose_build_fails_keeps_its_site_and_stays_on_offer(site: Site) -> None:
    site.run("build")
    before = site.files("output/de")
    site.replace("locales/de/articles/first.po", 'msgstr "Erste Schritte"', 'msgstr "Erste Schritte')
    result = site.run("build")
    assert result.exit_code == 2
    assert site.files("output/de") == before
    assert [node.attributes["hreflang"] for node in page(site, "index.html").css("a")] == FOLDERS


def test_another_choice_is_refused_with_those_there_are(site: Site) -> None:
    site.replace("pelicanconf.py", '"choose"', '"chose"')
    result = site.run("build")
    assert result.exit_code == 2
    assert "GETTEXT['root']" in result.output
    assert "choose" in result.output
