"""Files made for one language take the place of those that all languages share."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from pipeline.model import Language
from pipeline.sources.assets import find_assets, own_file
from tests.conftest import Site

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


def picture(site: Site, path: str) -> str | None:
    return LexborHTMLParser(site.read(f"output/{path}")).css_first("main img").attributes["src"]


@pytest.mark.whole
def test_a_localized_picture_is_shown_in_its_language_alone(good_site: Site) -> None:
    good_site.write("source/images/moon.de.svg", SVG)
    result = good_site.run("build")
    assert result.exit_code == 0, result.output
    assert picture(good_site, "first.html") == "./images/moon.svg"
    assert picture(good_site, "de/first.html") == "./../images/moon.de.svg"
    assert picture(good_site, "ar/first.html") == "./../images/moon.svg"
    assert (good_site.root / "output/images/moon.de.svg").is_file()


@pytest.mark.whole
def test_templates_get_the_localized_file_from_asset(good_site: Site) -> None:
    good_site.write("source/images/moon.de.svg", SVG)
    good_site.replace("theme/templates/base.html", "<nav>", "<nav><img alt='' src='{{ asset('images/moon.svg') }}'>")
    good_site.run("build")
    nav = LexborHTMLParser(good_site.read("output/de/first.html")).css_first("nav img")
    assert nav.attributes["src"] == "../images/moon.de.svg"


def test_a_localized_file_without_original_is_told(good_site: Site) -> None:
    good_site.write("source/images/sun.de.svg", SVG)
    result = good_site.run("check", "--fail-on", "warning")
    assert result.exit_code == 1
    assert "source/images/sun.de.svg: warning: it is made for one language" in result.output
    assert "images/sun.svg is missing" in result.output
    assert "[asset-without-original]" in result.output


@pytest.mark.parametrize("name", ["leaflet.min.js", "v1.de", "photo.it.svg", ".de.svg", "de.svg"])
def test_a_name_that_only_looks_localized_is_left_alone(good_site: Site, name: str) -> None:
    good_site.write(f"source/images/{name}", SVG)
    found = find_assets(good_site.root / "source", ["images"], [Language.of("de"), Language.of("pt_BR")])
    assert found.localized == {"de": {}, "pt_BR": {}}
    assert found.orphans == ()


@pytest.mark.parametrize("name", ["moon.pt_BR.svg", "moon.pt-BR.svg", "moon.pt-br.svg"])
def test_a_files_own_in_a_language_is_beside_it_wherever_that_is(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(SVG, encoding="utf-8")
    assert own_file(tmp_path / "moon.svg", Language.of("pt_BR")) == tmp_path / name
    assert own_file(tmp_path / "moon.svg", Language.of("de")) is None
    assert own_file(tmp_path / "moon", Language.of("pt_BR")) is None


@pytest.mark.parametrize("name", ["moon.pt_BR.svg", "moon.pt-BR.svg", "moon.pt-br.svg"])
def test_a_locale_is_known_in_each_of_its_spellings(good_site: Site, name: str) -> None:
    good_site.write(f"source/images/{name}", SVG)
    found = find_assets(good_site.root / "source", ["images"], [Language.of("pt_BR")])
    assert found.localized == {"pt_BR": {"images/moon.svg": f"images/{name}"}}


def test_a_folder_that_is_not_there_holds_nothing(good_site: Site) -> None:
    assert find_assets(good_site.root / "source", ["none"], [Language.of("de")]).orphans == ()


def test_a_translation_by_hand_without_original_is_told(good_site: Site) -> None:
    article = "Title: Allein\nSlug: allein\nDate: 2026-01-05\nLang: {}\n\nText.\n"
    good_site.write("source/articles/alone.md", f"Translation: true\n{article.format('de')}")
    good_site.write("source/articles/foreign.md", article.format("it").replace("allein", "solo"))
    result = good_site.run("check", "--fail-on", "warning")
    assert "source/articles/alone.md: error: it is published nowhere" in result.output
    assert "it says Translation: true, and there is no article in English with the slug 'allein'" in result.output
    assert "foreign.md: warning: it is published as English pages are" in result.output
    assert "its language 'it' is not one of the site's" in result.output


def test_what_has_too_long_a_name_has_no_file_beside_it(tmp_path: Path) -> None:
    assert own_file(tmp_path / f"{'a' * 300}.png", Language.of("de")) is None
