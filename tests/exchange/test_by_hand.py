"""Translations written by hand, and sites of another plugin, become catalogs."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.conftest import Site
from tests.exchange.third import FOREIGN, ORIGINAL, catalog

NATIVE = """\
Title: Drittes
Slug: third
Lang: de
Date: 2026-01-03
Category: Pflege
Tags: Ruhe, Schlaf
Summary: Ein *dritter* Anfang.

Nimm 5 mg, siehe [das erste]({filename}first.md).

- Eins
- Zwei

## Kontakt {#contact}

Schreib [uns]({filename}/pages/reach-us.md).

## Haftung {#disclaimer}

Dies ist kein Rat.
"""


def main_of(site: Site, path: str) -> str:
    """The page's own part. A tag by hand has an address of its own, one in a catalog that of its source."""
    found = LexborHTMLParser(site.read(path)).css_first("main").html or ""
    return re.sub(r"tag/\w+", "tag/…", found)


@pytest.fixture
def native_site(good_site: Site) -> Site:
    good_site.write("source/articles/third.md", ORIGINAL)
    good_site.write("source/articles/third-de.md", NATIVE)
    return good_site


def test_an_article_by_hand_becomes_a_catalog_of_fuzzy_messages(native_site: Site) -> None:
    result = native_site.run("import")
    assert result.exit_code == 0, result.output
    assert "source/articles/third-de.md: 13 translations into German" in result.output
    assert "no partner" not in result.output
    found = catalog(native_site, "articles/third")
    assert found["Take 5 mg, see [the first]({filename}first.md)."].msgstr.startswith("Nimm 5 mg")
    assert all(entry.fuzzy for entry in found.values() if entry.msgid != "Contact")


@pytest.mark.whole
def test_the_page_is_the_same_when_the_file_is_deleted(native_site: Site, tmp_path: Path) -> None:
    by_hand = Site(shutil.copytree(native_site.root, tmp_path / "by-hand"))
    by_hand.run("update")
    by_hand.run("build")
    before = main_of(by_hand, "output/de/third.html")
    native_site.run("import", "--accept")
    (native_site.root / "source/articles/third-de.md").unlink()
    result = native_site.run("build")
    assert main_of(native_site, "output/de/third.html") == before, result.output


def test_links_between_articles_by_hand_lead_to_the_originals(native_site: Site) -> None:
    native_site.write("source/articles/first-de.md", NATIVE.replace("Slug: third", "Slug: first"))
    native_site.replace("source/articles/third-de.md", "{filename}first.md", "{filename}first-de.md#contact")
    native_site.replace("source/articles/third.md", "{filename}first.md", "{filename}first.md#contact")
    native_site.run("import")
    (entry,) = [entry for entry in catalog(native_site, "articles/third").values() if "5 mg" in entry.msgid]
    assert "{filename}first.md#contact" in entry.msgstr


def test_what_is_in_one_language_alone_is_nothing_to_import(native_site: Site) -> None:
    native_site.write("source/articles/neu.md", NATIVE.replace("Slug: third", "Slug: neu"))
    result = native_site.run("import")
    assert result.exit_code == 0, result.output
    assert "neu.md" not in result.output


def test_what_a_catalog_has_is_not_replaced(native_site: Site) -> None:
    native_site.run("update")
    native_site.replace(
        "locales/de/articles/third.po", 'msgid "Third thing"\nmsgstr ""', 'msgid "Third thing"\nmsgstr "X"'
    )
    native_site.run("import", "--accept")
    assert catalog(native_site, "articles/third")["Third thing"].msgstr == "X"


def test_what_finds_no_partner_is_told(native_site: Site) -> None:
    native_site.replace("source/articles/third-de.md", "- Zwei\n", "")
    native_site.replace("source/articles/third-de.md", "Dies ist kein Rat.", "Dies ist kein Rat.\n\n> Ein Zusatz.")
    result = native_site.run("import")
    assert "no partner for the original: “Two”" in result.output
    assert "no partner for the translation: “Ein Zusatz.”" in result.output


def test_importing_again_changes_nothing(native_site: Site) -> None:
    native_site.run("import")
    before = native_site.files("locales")
    native_site.run("import")
    assert native_site.files("locales") == before
    native_site.run("import", "--accept")
    accepted = native_site.files("locales")
    assert accepted != before
    native_site.run("import", "--accept")
    assert native_site.files("locales") == accepted


def test_a_site_of_i18n_subsites_is_taken_over(good_site: Site) -> None:
    good_site.replace("locales/de/theme.po", 'msgstr "Tiny"', 'msgstr ""')
    good_site.replace("locales/de/theme.po", 'msgid "Articles"\nmsgstr "Artikel"', 'msgid "Articles"\nmsgstr ""')
    good_site.replace("pelicanconf.py", "SITENAME", 'I18N_SUBSITES = {"de": {"SITENAME": "Winzig"}}\nSITENAME')
    good_site.write(
        "theme/translations/de/LC_MESSAGES/messages.po", FOREIGN + '\nmsgid "Articles"\nmsgstr "Beiträge"\n'
    )
    result = good_site.run("import", "--accept")
    assert result.exit_code == 0, result.output
    found = catalog(good_site, "theme")
    assert found["Tiny"].msgstr == "Winzig"
    assert found["Articles"].msgstr == "Beiträge"


def test_what_a_theme_s_catalog_has_twice_is_told_and_the_rest_is_taken(good_site: Site) -> None:
    good_site.replace("locales/de/theme.po", 'msgid "Articles"\nmsgstr "Artikel"', 'msgid "Articles"\nmsgstr ""')
    good_site.replace("locales/de/theme.po", 'msgstr "So erreichen Sie uns"', 'msgstr ""')
    twice = (
        '\nmsgid "Articles"\nmsgstr "Beiträge"\n' * 2
        + '\nmsgid "Reach us"\nmsgstr "A"\n\nmsgid "Reach us"\nmsgstr "B"\n'
    )
    good_site.write("theme/translations/de/LC_MESSAGES/messages.po", FOREIGN + twice)
    result = good_site.run("import", "--accept")
    assert result.exit_code == 1, result.output
    assert "taken as fuzzy: line 29, “Reach us”: line 26 has another translation of it" in result.output
    found = catalog(good_site, "theme")
    assert (found["Articles"].msgstr, found["Articles"].fuzzy) == ("Beiträge", False)
    assert (found["Reach us"].msgstr, found["Reach us"].fuzzy) == ("A", True)


def test_a_theme_s_catalog_that_is_not_well_formed_is_told_and_the_others_are_taken(good_site: Site) -> None:
    good_site.replace("pelicanconf.py", "SITENAME", 'I18N_SUBSITES = {"de": {"SITENAME": "Winzig"}}\nSITENAME')
    good_site.replace("locales/de/theme.po", 'msgstr "Tiny"', 'msgstr ""')
    good_site.write("theme/translations/de/LC_MESSAGES/messages.po", FOREIGN + "\nmsgid Articles\n")
    result = good_site.run("import", "--accept")
    assert result.exit_code == 0, result.output
    assert (
        ": warning: nothing of it was taken\n  left out: all of it: line 20: 'Articles' is not a keyword"
        in result.output
    )
    assert catalog(good_site, "theme")["Tiny"].msgstr == "Winzig"


def test_a_picture_of_its_own_is_told_with_the_name_that_it_needs(native_site: Site) -> None:
    native_site.replace("source/articles/third.md", "Take", "![m]({static}/images/moon_en.svg) Take")
    native_site.replace("source/articles/third-de.md", "Nimm", "![m]({static}/images/moon_de.svg) Nimm")
    result = native_site.run("import")
    told = "it has {static}/images/moon_de.svg in place of {static}/images/moon_en.svg; called "
    assert told + "{static}/images/moon_en.de.svg" in result.output
    texts = [entry.msgstr for entry in catalog(native_site, "articles/third").values()]
    assert any("![m]({static}/images/moon_en.svg) Nimm" in text for text in texts)


def test_links_to_headings_of_its_own_lead_to_the_original_s(native_site: Site) -> None:
    native_site.replace("source/articles/third.md", "Take", "[See](#contact). Take")
    native_site.replace("source/articles/third-de.md", "Nimm", "[Siehe](#kontakt). Nimm")
    native_site.replace("source/articles/third-de.md", "{#contact}", "{#kontakt}")
    native_site.run("import")
    assert any("[Siehe](#contact)" in entry.msgstr for entry in catalog(native_site, "articles/third").values())


def test_a_second_translation_of_a_text_is_told(native_site: Site) -> None:
    native_site.replace("source/articles/third.md", "- Two", "- One")
    result = native_site.run("import")
    assert "left out: “Zwei”, as “One” is “Eins” already" in result.output
    assert catalog(native_site, "articles/third")["One"].msgstr == "Eins"
