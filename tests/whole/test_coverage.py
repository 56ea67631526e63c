"""The proof that nothing visible escapes sees each way in which a word can."""

from __future__ import annotations

import pytest

from tests.conftest import Site


def test_a_site_from_which_nothing_escapes_passes(good_site: Site) -> None:
    result = good_site.run("coverage")
    assert result.exit_code == 0, result.output
    assert "nothing visible escapes" in result.output
    assert "Jump back to footnote {} in the text” did not appear" in result.output


LEAKS = {
    "a word in a template": (
        "<main>",
        "<main>Hello there",
        "index.html",
        "“Hello there” in <main>",
        "hard-coded in theme/templates/base.html:",
    ),
    "a word beside a message": (
        "{{ _('Made with care') }}\">",
        "{{ _('Made with care') }}\">Since ",
        "index.html",
        "“Since” in <p>",
        "base.html",
    ),
    "an attribute": (
        "<main>",
        '<main aria-label="Content">',
        "index.html",
        "“Content” in <main aria-label>",
        "base.html",
    ),
    "an alternative text": (
        "<main>",
        '<main><img src="x" alt="A cat">',
        "first.html",
        "“A cat” in <img alt>",
        "base.html",
    ),
    "a page title": ("<title>", "<title>Welcome: ", "first.html", "“Welcome:” in <title>", "base.html"),
    "a description": (
        "<title>",
        '<meta name="description" content="About us"><title>',
        "index.html",
        "“About us” in <meta content>",
        "base.html",
    ),
    "an OpenGraph title": (
        "<title>",
        '<meta property="og:title" content="Shared"><title>',
        "index.html",
        "“Shared” in <meta content>",
        "base.html",
    ),
    "a button": (
        "<main>",
        '<main><input type="submit" value="Go on">',
        "index.html",
        "“Go on” in <input value>",
        "base.html",
    ),
    "structured data": (
        "<title>",
        '<script type="application/ld+json">{"@type": "Article", "headline": "Big news"}</script><title>',
        "index.html",
        "“Big news” in JSON-LD headline",
        "base.html",
    ),
    "a date that Python writes": (
        "<main>",
        "<main>{{ articles[0].date.ctime() }}",
        "index.html",
        "“Sat Jan” in <main>",
        "a date that code writes in the source's language",
    ),
    "a setting that is not named": (
        "<main>",
        "<main>{{ AUTHOR }}",
        "index.html",
        "“Ada” in <main>",
        "the setting AUTHOR",
    ),
}


@pytest.mark.parametrize(("old", "new", "page", "leak", "cause"), LEAKS.values(), ids=LEAKS.keys())
def test_a_visible_word_that_no_catalog_can_translate_is_found(
    good_site: Site, old: str, new: str, page: str, leak: str, cause: str
) -> None:
    good_site.replace("theme/templates/base.html", old, new)
    result = good_site.run("-v", "coverage")
    assert result.exit_code == 1
    assert f"{page}: error: {leak}" in result.output, result.output
    assert cause in result.output


def test_what_is_the_same_in_every_language_is_no_word(good_site: Site) -> None:
    alike = ("2026-03-01T10:00:00+01:00", "2026-03-01T10:00:00Z", "de", "https://a.example/x")
    abbreviations = "".join(f'<abbr title="{same}">{same}</abbr>' for same in alike)
    days = """{% for one in articles %}<i>{{ one.date|strftime("%A") }}</i> {{ one.date|date("MMMM") }}{% endfor %}"""
    good_site.replace("theme/templates/base.html", "<main>", f"<main>{abbreviations}{days}")
    result = good_site.run("-v", "coverage")
    assert result.exit_code == 0, result.output


def test_words_that_are_the_same_in_every_language_are_declared(good_site: Site) -> None:
    good_site.replace("theme/templates/base.html", "<main>", "<main>Luna 24 https://luna.example ada@luna.example")
    assert good_site.run("coverage").exit_code == 1
    good_site.replace(
        "pelicanconf.py", '"locales"', '"invariants": ["Luna", "https://luna.example", "ada@luna.example"], "locales"'
    )
    assert good_site.run("coverage").exit_code == 0


def test_a_message_that_no_page_shows_is_found(good_site: Site) -> None:
    good_site.replace("theme/templates/article.html", "{{ article.category }}", "")
    good_site.replace("theme/templates/article.html", "{{ tag }}", "")
    result = good_site.run("coverage")
    assert result.exit_code == 0  # the feed still shows them
    good_site.replace("pelicanconf.py", "FEED_ALL_ATOM = ", "FEED_ALL_ATOM = None\nIGNORED = ")
    result = good_site.run("coverage")
    assert result.exit_code == 1
    assert "source/articles/first.md: error: “rest” appears nowhere" in result.output


def test_the_proof_leaves_no_trace(good_site: Site) -> None:
    before = good_site.files()
    good_site.run("coverage")
    assert good_site.files() == before


NOISY = """
import logging

from pelican import signals


def complain(generator):
    if generator.settings["DEFAULT_LANG"].endswith(("XA", "XB")):
        logging.getLogger(__name__).error("I do not speak %s", generator.settings["DEFAULT_LANG"])


def register():
    signals.article_generator_finalized.connect(complain)
"""


@pytest.mark.parametrize(("language", "tag"), [pytest.param("tr", "tr-XA", marks=pytest.mark.long), ("ar", "ar-XA")])
def test_the_proof_is_made_in_every_language_and_no_plugin_ends_it(good_site: Site, language: str, tag: str) -> None:
    good_site.replace("pelicanconf.py", 'DEFAULT_LANG = "en"', f'DEFAULT_LANG = "{language}"\nPLUGIN_PATHS = ["."]')
    good_site.replace("pelicanconf.py", '["ar", "de"]', '["de"]')
    good_site.replace("pelicanconf.py", '["pipeline.plugin"]', '["pipeline.plugin", "noisy"]')
    good_site.write("noisy.py", NOISY)
    result = good_site.run("-v", "coverage")
    assert "nothing visible escapes" in result.output, result.output
    assert result.exit_code == 0
    assert f"warning: Pelican: I do not speak {tag}" in result.output
    result = good_site.run("build", "--pseudo")
    assert result.exit_code == 0, result.output
    direction, other = ("rtl", "ltr") if language == "ar" else ("ltr", "rtl")
    assert f'<html lang="{tag}" dir="{direction}">' in good_site.read(f"output-pseudo/{tag.lower()}/first.html")
    mirrored = good_site.read(f"output-pseudo/{language}-xb/first.html")
    assert f'<html lang="{language}-XB" dir="{other}">' in mirrored


def test_pseudo_sites_are_built_beside_the_published_ones(built_copy: Site) -> None:
    before = built_copy.files("output")
    result = built_copy.run("build", "--pseudo")
    assert result.exit_code == 0, result.output
    assert built_copy.files("output") == before
    accented = built_copy.read("output-pseudo/en-xa/first.html")
    assert '<html lang="en-XA" dir="ltr">' in accented
    assert "<h1>⟦Fïršt štéþš".replace("þ", "p") in accented
    assert '<html lang="en-XB" dir="rtl">' in built_copy.read("output-pseudo/en-xb/first.html")


def test_a_word_that_is_on_every_page_is_told_once(good_site: Site) -> None:
    good_site.replace("theme/templates/base.html", "<main>", "<main>Hello there")
    output = good_site.run("coverage").output
    assert output.count("Hello there") == 1
    assert "“Hello there” in <main> and in 11 more places; -v shows all" in output
