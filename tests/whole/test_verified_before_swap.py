"""The whole tree is verified before it takes the place of the output: what is an error in it never goes live."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Site

DEAD = 'MENUITEMS = (("Reach us", "pages/reach-us.html"), ("Gone", "gone.html"))\n'
GERMAN = 'I18N_SUBSITES = {"de": {"MENUITEMS": (("Kontakt", "gone.html"),)}}\n'


def configure(site: Site, text: str) -> None:
    site.write("pelicanconf.py", site.read("pelicanconf.py") + text)


def test_a_dead_link_of_the_theme_is_never_published(built_copy: Site) -> None:
    before = built_copy.files("output")
    built_copy.replace("theme/templates/base.html", "<main>", '<a href="gone.html">x</a><main>')
    result = built_copy.run("build")
    assert result.exit_code == 1
    assert "failed    output           English; what was published before stays" in result.output
    assert "first.html: error: 'gone.html' leads nowhere (on " in result.output
    assert built_copy.files("output") == before
    assert not (built_copy.root / ".output.staging").exists()


def test_nothing_is_published_where_nothing_was(good_site: Site) -> None:
    configure(good_site, DEAD)
    result = good_site.run("build")
    assert result.exit_code == 1
    assert not (good_site.root / "output").exists()
    assert result.output.count('or publish it as it is: GETTEXT["severities"] = {"dead-link": "warning"}') == 1


def test_an_error_in_one_language_keeps_that_language_as_it_stands(built_copy: Site) -> None:
    german = built_copy.files("output/de")
    configure(built_copy, GERMAN)
    built_copy.replace("source/articles/second.md", "Go on.", "Go on, slowly.")
    built_copy.run("update")
    result = built_copy.run("build")
    assert result.exit_code == 1
    assert "failed    output/de        German; what was published before stays" in result.output
    assert "de/pages/reach-us.html: error: " in result.output
    assert "published output/ar" in result.output
    assert built_copy.files("output/de") == german
    assert "Go on, slowly." in built_copy.read("output/second.html")


def test_the_others_do_not_offer_a_language_whose_first_site_is_not_sound(good_site: Site) -> None:
    configure(good_site, GERMAN)
    result = good_site.run("build")
    assert result.exit_code == 1
    assert not (good_site.root / "output/de").exists()
    for page in ("output/first.html", "output/ar/first.html"):
        assert "/de/" not in good_site.read(page)
        assert 'hreflang="ar"' in good_site.read(page)


def test_a_site_that_lowers_the_rule_is_published_with_its_fault(good_site: Site) -> None:
    configure(good_site, DEAD)
    good_site.replace("pelicanconf.py", "GETTEXT = {", 'GETTEXT = {"severities": {"dead-link": "warning"},')
    result = good_site.run("-v", "build")
    assert result.exit_code == 0, result.output
    assert "warning: './gone.html' leads nowhere (on " in result.output
    assert "gone.html" in good_site.read("output/first.html")


def test_what_others_keep_in_the_output_keeps_no_language_from_its_readers(built_copy: Site) -> None:
    built_copy.write("output/notes.html", '<a href="gone.html">mine</a>')
    result = built_copy.run("build")
    assert result.exit_code == 0, result.output
    assert built_copy.read("output/notes.html") == '<a href="gone.html">mine</a>'


FIRST = "locales/de/articles/first.po"


def drop_an_id(site: Site) -> None:
    site.replace("source/articles/first.md", "one tablet", '<span id="dose">one</span> tablet')
    site.run("update")
    text = site.read(FIRST)
    site.write(FIRST, text.replace("#, fuzzy, markdown-text", "#, markdown-text"))


def drop_a_footnote(site: Site) -> None:
    text = site.read("source/articles/first.md").replace("one tablet", "one tablet[^1]")
    site.write("source/articles/first.md", text + "\n[^1]: With water.\n")
    site.run("update")
    text = site.read(FIRST)
    text = text.replace("#, fuzzy, markdown-text", "#, markdown-text")
    site.write(FIRST, text.replace('msgid "With water."\nmsgstr ""', 'msgid "With water."\nmsgstr "Mit Wasser."'))


def copy_the_disclaimer(site: Site) -> None:
    text = site.read(FIRST)
    site.write(FIRST, text.replace('msgstr "Dies ist kein Rat."', 'msgstr "This is not advice."'))


def let_a_title_be_a_class_and_a_style(site: Site) -> None:
    title = "{% if 'first' in article.url %}{{ article.title }}{% endif %}"
    content = "{{ article.content }}"
    site.replace(
        "theme/templates/article.html", content, f'<div class="{title}" style="color: {title}">{content}</div>'
    )


@pytest.mark.parametrize(
    "fault",
    [
        drop_an_id,
        copy_the_disclaimer,
        # How each fault is found is tried in tests/verify.
        *(pytest.param(one, marks=pytest.mark.long) for one in (drop_a_footnote, let_a_title_be_a_class_and_a_style)),
    ],
)
def test_a_fault_of_one_translation_withholds_its_page_and_nothing_else(
    fault: Callable[[Site], None], built_copy: Site
) -> None:
    fault(built_copy)
    catalog = built_copy.read(FIRST)
    result = built_copy.run("build")
    assert result.exit_code == 1
    for folder in ("output   ", "output/ar", "output/de"):
        assert f"published {folder}" in result.output
    assert "“First steps” was published in German and is no longer: de/first.html: " in result.output
    page = built_copy.read("output/de/first.html")
    assert 'content="noindex"' in page
    assert "Dies ist kein Rat" not in page
    assert "Dies ist kein Rat" in built_copy.read("output/de/second.html")
    assert "first.html" not in built_copy.read("output/de/sitemap-de.xml")
    assert 'hreflang="de"' not in built_copy.read("output/first.html")
    assert 'hreflang="de"' in built_copy.read("output/second.html")
    assert built_copy.read(FIRST) == catalog
    if fault is let_a_title_be_a_class_and_a_style:
        told = " ".join(result.output.split())
        assert "“First steps” is “Erste Schritte” in locales/de/articles/first.po" in told


@pytest.mark.parametrize(
    "broken",
    [lambda site: configure(site, GERMAN), pytest.param(lambda site: configure(site, DEAD), marks=pytest.mark.long)],
)
def test_once_it_is_mended_the_site_is_the_one_that_never_had_the_fault(
    broken: Callable[[Site], None], built_copy: Site
) -> None:
    before, settings = built_copy.files("output"), built_copy.read("pelicanconf.py")
    broken(built_copy)
    assert built_copy.run("build").exit_code == 1
    built_copy.write("pelicanconf.py", settings)
    assert built_copy.run("build").exit_code == 0
    assert built_copy.files("output") == before
