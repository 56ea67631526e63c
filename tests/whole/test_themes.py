"""Themes and plugins that know nothing of us: the tiny site with each of them, in two more languages."""

from __future__ import annotations

import importlib.util
import json
import shutil
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

import pelican
import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.conftest import SITES, Shared, Site, made_once

BASE = "https://tiny.example"
OWN = Path(pelican.__file__).parent / "themes"
# Theme, a word that is hard-coded in it if there is one, and whether it shows a page's other languages.
THEMES = {
    "simple": ("Proudly powered by", True),
    "notmyidea": ("The theme is by", True),
    "pelican.themes.reflex": ("", False),
    "pelican.themes.smallweb": ("Published with", False),
    "pelican.themes.themeless": ("Title", False),
}


def theme_folder(name: str) -> Path:
    if "." not in name:
        return OWN / name
    try:
        found = importlib.util.find_spec(name)
    except ModuleNotFoundError:
        found = None
    if found is None or not found.submodule_search_locations:
        pytest.skip(f"pip install {name.replace('pelican.themes.', 'pelican-theme-')}")
    return Path(next(iter(found.submodule_search_locations)))


def page(site: Site, path: str) -> LexborHTMLParser:
    return LexborHTMLParser(site.read(f"output/{path}"))


@pytest.fixture
def themed(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Shared:
    """The good site with a theme, built, to look at."""
    folder = theme_folder(request.param)
    return made_once(tmp_path_factory, request.param, lambda root: built_with(folder, root))


def built_with(theme: Path, root: Path) -> None:
    shutil.copytree(SITES / "good", root, ignore=shutil.ignore_patterns("output", "*.lock", "theme"))
    site = Site(root)
    site.replace("pelicanconf.py", 'THEME = "theme"', f"THEME = {str(theme)!r}\nCC_LICENSE = {{}}\n")
    # Existing themes write an item's address as it is; pages are in their menus anyway.
    month = 'MENUITEMS = ()\nMONTH_ARCHIVE_SAVE_AS = MONTH_ARCHIVE_URL = "{date:%Y}/{date:%b}.html"'
    site.replace("pelicanconf.py", 'MENUITEMS = (("Reach us", "pages/reach-us.html"),)', month)
    assert site.run("update").exit_code == 0
    result = site.run("build")
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("themed", THEMES, indirect=True)
def test_a_theme_that_knows_nothing_of_us_says_which_language_its_pages_are_in(themed: Site) -> None:
    for folder, tag, direction in (("", "en", "ltr"), ("ar/", "ar", "rtl"), ("de/", "de", "ltr")):
        for name in ("index.html", "first.html", "category/care.html", "tag/sleep.html", "archives.html"):
            tree = page(themed, f"{folder}{name}")
            root = tree.css_first("html").attributes
            assert (root["lang"], root.get("dir", "ltr")) == (tag, direction), name
            if name == "first.html":
                own = tree.css_first("link[rel=canonical]").attributes["href"]
                assert urljoin(f"{BASE}/{folder}{name}", own) == f"{BASE}/{folder}{name}"
            assert [node.attributes["hreflang"] for node in tree.css("head link[rel=alternate][hreflang]")] == [
                "en",
                "ar",
                "de",
                "x-default",
            ]


@pytest.mark.parametrize("themed", THEMES, indirect=True)
def test_its_texts_dates_and_links_are_the_languages(themed: Site) -> None:
    text = page(themed, "de/first.html").body.text()
    for wanted in ("Erste Schritte", "Dies ist kein Rat."):
        assert wanted in text
    whole = "".join(path.read_text() for path in (themed.root / "output/de").rglob("*.html"))
    assert "January" not in whole
    assert "Pflege" in whole
    assert "./second.html" in themed.read("output/de/index.html")


@pytest.mark.parametrize("themed", [name for name, (_, shows) in THEMES.items() if shows], indirect=True)
def test_its_own_links_between_languages_work(themed: Site) -> None:
    links = {
        node.attributes["hreflang"]: node.attributes["href"]
        for node in page(themed, "de/first.html").css("body a[hreflang]")
    }
    assert {tag: links[tag] for tag in ("en", "ar")} == {"en": "./../first.html", "ar": "./../ar/first.html"}


@pytest.mark.parametrize(
    ("themed", "word"), [(name, word) for name, (word, _) in THEMES.items() if word], indirect=["themed"]
)
def test_coverage_lists_the_words_that_are_hard_coded_in_it_where_words_are_no_messages(
    themed: Shared, word: str, tmp_path: Path
) -> None:
    site = Site(tmp_path / "site")
    shutil.copytree(themed.root, site.root, ignore=shutil.ignore_patterns("*.lock"))
    site.replace("pelicanconf.py", "GETTEXT = {", 'GETTEXT = {"template_words": False,')
    result = site.run("coverage")
    assert result.exit_code == 1
    _, _, behind = result.output.partition(f"“{word}")
    cause = next(line for line in behind.split("\n") if "probably" in line)
    assert "probably hard-coded in" in cause
    assert ".html:" in cause
    assert "January" not in result.output  # dates are CLDR's


# Plugins


def with_plugin(site: Site, name: str, settings: str = "") -> Site:
    if importlib.util.find_spec("pelican.plugins") is None or importlib.util.find_spec(name) is None:
        pytest.skip(f"pip install {name.replace('pelican.plugins.', 'pelican-').replace('_', '-')}")
    site.replace("pelicanconf.py", 'PLUGINS = ["pipeline.plugin"]', f'PLUGINS = ["pipeline.plugin", "{name}"]')
    site.write("pelicanconf.py", site.read("pelicanconf.py") + settings)
    return site


def built(site: Site) -> Site:
    assert site.run("update").exit_code == 0
    result = site.run("build")
    assert result.exit_code == 0, result.output
    return site


def in_article(site: Site, template: str) -> None:
    site.replace("theme/templates/article.html", "{{ article.content }}", "{{ article.content }}" + template)


def test_neighbours_are_those_of_the_language(good_site: Site) -> None:
    with_plugin(good_site, "pelican.plugins.neighbors")
    in_article(
        good_site,
        "{% if article.next_article %}<a class='n' href='{{ SITEURL }}/{{ article.next_article.url }}'>"
        "{{ article.next_article.title }}</a>{% endif %}",
    )
    link = page(built(good_site), "de/first.html").css_first("a.n")
    assert (link.text(), link.attributes["href"]) == ("Zweite Schritte", "./second.html")


def test_related_posts_are_those_of_the_language_that_are_published(good_site: Site) -> None:
    with_plugin(good_site, "pelican.plugins.related_posts")
    in_article(
        good_site,
        "{% for other in article.related_posts|default([]) %}<a class='r' href='{{ SITEURL }}/{{ other.url }}'>"
        "{{ other.title }}</a>{% endfor %}",
    )
    built(good_site)
    assert [node.text() for node in page(good_site, "de/first.html").css("a.r")] == ["Zweite Schritte"]
    good_site.replace("locales/de/articles/second.po", 'msgstr "Nicht einmal dies."', 'msgstr ""')
    good_site.run("build")
    assert page(good_site, "de/first.html").css("a.r") == []


def test_mathematics_goes_through_untouched_and_is_never_for_translators(good_site: Site) -> None:
    with_plugin(good_site, "pelican.plugins.render_math", 'GETTEXT["publish_at"] = 0\n')
    good_site.replace("source/articles/first.md", "Take one tablet", "Take $a_1 * b_2 * c$ tablets")
    good_site.replace("source/articles/first.md", "## Contact", "$$E = mc^2$$\n\n## Contact")
    good_site.run("update")
    catalog = good_site.read("locales/de/articles/first.po")
    assert "E = mc" not in catalog
    text = 'msgstr "Nehmen Sie eine Tablette'
    good_site.write(
        "locales/de/articles/first.po",
        catalog.replace(text, 'msgstr "Nehmen Sie $a_1 * b_2 * c$ Tabletten').replace(", fuzzy", ""),
    )
    assert good_site.run("build").exit_code == 0
    for path in ("first.html", "de/first.html"):
        tree = page(good_site, path)
        assert tree.css_first("span.math").text() == r"\(a_1 * b_2 * c\)"
        assert tree.css_first("div.math").text() == "$$E = mc^2$$"


def test_a_series_is_translated_where_the_settings_name_its_field(good_site: Site) -> None:
    with_plugin(good_site, "pelican.plugins.series", 'GETTEXT["fields"] = ["series"]\n')
    for number, name in enumerate(("first", "second"), start=1):
        path = f"source/articles/{name}.md"
        good_site.replace(path, "Category:", f"Series: Start\nSeries_index: {number}\nCategory:")
    in_article(good_site, "<b class='s'>{{ article.series.name }} {{ article.series.all|length }}</b>")
    good_site.run("update")
    for name in ("first", "second"):
        path = f"locales/de/articles/{name}.po"
        good_site.replace(path, 'msgid "Start"\nmsgstr ""', 'msgid "Start"\nmsgstr "Anfang"')
    assert good_site.run("build").exit_code == 0
    assert page(good_site, "de/first.html").css_first("b.s").text() == "Anfang 2"


def test_the_seo_plugin_finds_each_languages_own_pages(good_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(good_site.root)  # it writes its report where it is run
    with_plugin(good_site, "pelican.plugins.seo", "SEO_ENHANCER = True\nSEO_REPORT = False\n")
    tree = page(built(good_site), "de/first.html")
    assert {node.attributes["href"] for node in tree.css("link[rel=canonical]")} == {f"{BASE}/de/first.html"}
    data = [json.loads(node.text()) for node in tree.css('script[type="application/ld+json"]')]
    assert any(item.get("headline") == "Erste Schritte" for item in data)


def test_a_sitemap_of_one_language_is_told_of(good_site: Site) -> None:
    """Ours gives way to one that is there; but it has no versions, and the other languages are not in it."""
    with_plugin(good_site, "pelican.plugins.sitemap")
    result = good_site.run("build")
    assert result.exit_code == 0
    assert "sitemap.xml: warning: it leaves out" in result.output
    assert "remove the plugin" in result.output
    ElementTree.fromstring(good_site.read("output/de/sitemap.xml"))


def test_search_without_its_program_says_what_is_missing(good_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with_plugin(good_site, "pelican.plugins.search")
    result = good_site.run("build")
    assert result.exit_code == 2
    assert "Stork must be installed" in result.output


@pytest.mark.parametrize("themed", THEMES, indirect=True)
def test_every_page_leads_to_its_other_languages(themed: Site) -> None:
    for name in ("index.html", "tags.html", "first.html", "2026/Jan.html"):
        addresses = {tag: f"{BASE}/{folder}{name}" for tag, folder in (("en", ""), ("ar", "ar/"), ("de", "de/"))}
        for here in addresses.values():
            links = page(themed, here.removeprefix(f"{BASE}/")).css("body a[href]")
            led = {urljoin(here, str(link.attributes["href"])) for link in links}
            assert set(addresses.values()) - {here} <= led, here


@pytest.mark.parametrize("themed", ["simple"], indirect=True)
def test_archives_of_months_have_their_names_and_one_address(themed: Site) -> None:
    headings = [page(themed, f"{folder}2026/Jan.html").css_first("h2").text() for folder in ("", "de/", "ar/")]
    assert headings == ["Archives for January 2026", "Archiv: Januar 2026", "أرشيف يناير 2026"]
    assert "2. Januar 2026" in themed.read("output/de/2026/Jan.html")


def test_digits_are_the_readers_in_texts_and_latin_in_addresses_and_for_machines(good_site: Site) -> None:
    options = '"policy": {"critical": "source"}, "publish_at": 0,\n    "locales": ["fa"]'
    good_site.replace("pelicanconf.py", '"locales": ["ar", "de"]', options)
    good_site.write(
        "theme/templates/index.html",
        "<!DOCTYPE html><html><title>x</title><body>{% for article in articles[:1] %}"
        "{% set year = article.date|strftime('%Y') %}"
        "<a id='y{{ year }}' href='#y{{ year }}'>{{ year }}</a>"
        "<time datetime=\"{{ article.date.strftime('%Y-%m-%d') }}\">"
        "{{ article.locale_date }}, {{ article.date.strftime('%d/%m') }}</time>"
        "<script>[{{ year }}]</script>{% endfor %}",
    )
    assert good_site.run("update").exit_code == 0
    result = good_site.run("build")
    assert "published output/fa" in result.output, result.output
    text = good_site.read("output/fa/index.html")
    assert "<a id='y2026' href='#y2026'>۲۰۲۶</a>" in text
    assert '<time datetime="2026-01-03">۳ ' in text
    assert " ۲۰۲۶, ۰۳/۰۱</time><script>[2026]</script>" in text
    assert "<a id='y2026' href='#y2026'>2026</a>" in good_site.read("output/index.html")
