"""What a site has."""

from __future__ import annotations

from pathlib import Path

from pipeline.exchange.imports import from_site
from pipeline.exchange.inventory import Inventory, free_folder, inventory, prose_fields
from pipeline.settings import load_project, load_settings
from pipeline.sources.extract import extract
from tests.conftest import Site
from tests.exchange.test_by_hand import NATIVE
from tests.exchange.third import ORIGINAL


def inventory_of(site: Site) -> Inventory:
    path = site.root / "pelicanconf.py"
    settings = load_settings(path)
    project = load_project(path, settings)
    extraction = extract(project, settings)
    return inventory(project, settings, extraction, from_site(project, settings, extraction))


def test_sources_are_counted_by_kind_and_language(good_site: Site) -> None:
    good_site.write("source/articles/third.md", ORIGINAL)
    good_site.write("source/articles/third-de.md", NATIVE)
    good_site.write("source/articles/neu.md", NATIVE.replace("Slug: third", "Slug: neu"))
    good_site.write("source/articles/nuovo.md", NATIVE.replace("Slug: third", "Slug: nuovo").replace("de", "it"))
    found = inventory_of(good_site)
    assert found.sources == {"article": 3, "page": 1}
    assert found.elsewhere == {"it": 1}
    (by_hand,) = found.by_hand
    assert (by_hand.language.locale, by_hand.translations, by_hand.aligned, by_hand.alone) == ("de", 1, 1, 1)
    assert found.plugins == ()
    assert found.theme.is_own


def test_hosts_are_those_that_only_translations_lead_to(good_site: Site) -> None:
    good_site.write("source/articles/third.md", ORIGINAL.replace("Take", "[A](https://en.example/a) Take"))
    text = "<https://de.example/a> [B](https://en.example/b) http://localhost:8000 http://10.0.0.1/ Nimm"
    good_site.write("source/articles/third-de.md", NATIVE.replace("Nimm", text))
    assert inventory_of(good_site).hosts == ("de.example", "en.example")


def test_fields_are_prose_that_have_sentences_which_templates_show(good_site: Site) -> None:
    names = "article.subtitle", "page.metadata['blurb']", "article.place", "article.source", "page.template"
    good_site.write("theme/templates/extra.html", "".join(f"{{{{ {name} }}}}" for name in names))
    fields = "Subtitle: How to sleep\nPlace: Berlin\nSource: https://a.example/x y z\nNote: Nobody sees this one\n"
    good_site.write("source/articles/third.md", f"{fields}{ORIGINAL}")
    good_site.write(
        "source/articles/fourth.rst", "Fourth\n######\n\n:date: 2024-01-01\n:blurb: It is well known\n\nText.\n"
    )
    path = good_site.root / "pelicanconf.py"
    settings = load_settings(path)
    project = load_project(path, settings)
    assert prose_fields(project, settings, extract(project, settings)) == ["blurb", "subtitle"]


def test_a_folder_is_free_where_nothing_is_in_it(tmp_path: Path) -> None:
    assert free_folder(tmp_path, ("a", "b")) == "a"
    (tmp_path / "a").mkdir()
    assert free_folder(tmp_path, ("a", "b")) == "a"
    (tmp_path / "a/x").touch()
    assert free_folder(tmp_path, ("a", "b")) == "b"
