"""`extract` and `update` on a real site: only what changed is written, and nothing is lost."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import polib
import pytest

from tests.conftest import Site


def catalog(site: Site, locale: str, domain: str) -> polib.POFile:
    return polib.pofile(str(site.root / "locales" / locale / f"{domain}.po"))


def test_running_extract_and_update_again_changes_no_byte_and_touches_no_file(good_site: Site) -> None:
    assert good_site.run("update").exit_code == 0
    before = good_site.files("locales")
    for path in (good_site.root / "locales").rglob("*.po*"):
        os.utime(path, (1, 1))
    assert good_site.run("extract").exit_code == 0
    assert good_site.run("update").exit_code == 0
    assert good_site.files("locales") == before
    assert {path.stat().st_mtime for path in (good_site.root / "locales").rglob("*.po*")} == {1}


def test_an_edited_disclaimer_is_fuzzy_in_every_locale_with_the_text_it_was_made_for(good_site: Site) -> None:
    good_site.replace("source/articles/second.md", "Not even this.", "Not ever this.")
    good_site.run("update")
    for locale in ("ar", "de"):
        (entry,) = [entry for entry in catalog(good_site, locale, "articles/second") if entry.msgid == "Not ever this."]
        assert entry.fuzzy
        assert entry.previous_msgid == "Not even this."
        assert entry.msgstr


def test_the_date_of_a_catalog_moves_only_with_its_messages(good_site: Site) -> None:
    before = {
        domain: catalog(good_site, "de", domain).metadata["POT-Creation-Date"] for domain in ("articles/first", "theme")
    }
    good_site.replace("source/articles/first.md", "Take one tablet", "Take two tablets")
    good_site.run("update")
    assert catalog(good_site, "de", "articles/first").metadata["POT-Creation-Date"] != before["articles/first"]
    assert catalog(good_site, "de", "theme").metadata["POT-Creation-Date"] == before["theme"]


def test_rewrapping_a_source_changes_nothing(good_site: Site) -> None:
    good_site.run("update")
    before = good_site.files("locales")
    good_site.replace("source/articles/first.md", "Take one tablet, see", "Take one\ntablet,\nsee")
    good_site.run("update")
    assert good_site.files("locales") == before


def test_what_a_tool_has_rewrapped_and_reordered_becomes_canonical_again(good_site: Site) -> None:
    good_site.run("update")
    before = good_site.files("locales/de")
    for path in (good_site.root / "locales" / "de").rglob("*.po"):
        subprocess.run(["msgcat", "--width=50", "--sort-output", "-o", path, path], check=True)
    good_site.run("update")
    assert good_site.files("locales/de") == before


def test_a_translation_follows_an_article_that_is_renamed(good_site: Site) -> None:
    (good_site.root / "source/articles/second.md").rename(good_site.root / "source/articles/later.md")
    good_site.replace("source/articles/first.md", "second.md", "later.md")
    good_site.run("update", "de")
    entries = {entry.msgid: entry.msgstr for entry in catalog(good_site, "de", "articles/later")}
    assert entries["Go on."] == "Gehen Sie weiter."


def test_templates_and_catalogs_are_accepted_by_msgfmt(good_site: Site) -> None:
    good_site.run("update")
    for path in (good_site.root / "locales").rglob("*.po*"):
        done = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", path], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr


def test_a_new_locale_gets_complete_catalogs(good_site: Site) -> None:
    good_site.replace("pelicanconf.py", '"ar", "de"', '"ar", "de", "pl"')
    assert good_site.run("update", "pl").exit_code == 0
    theme = catalog(good_site, "pl", "theme")
    assert theme.metadata["Language"] == "pl"
    assert theme.metadata["Plural-Forms"].startswith("nplurals=3;")
    (plural,) = [entry for entry in theme if entry.msgid_plural]
    assert sorted(plural.msgstr_plural) == [0, 1, 2]


def test_a_file_name_with_a_space_is_one_reference_and_stays_it(good_site: Site) -> None:
    (good_site.root / "source/pages/reach-us.md").rename(good_site.root / "source/pages/reach us.md")
    for path in ("first.md", "second.md"):
        text = good_site.read(f"source/articles/{path}")
        good_site.write(f"source/articles/{path}", text.replace("/pages/reach-us.md", "/pages/reach%20us.md"))
    good_site.run("update")
    before = good_site.files("locales")
    good_site.run("update")
    assert good_site.files("locales") == before
    assert "#: source/pages/reach%20us.md\n" in good_site.read("locales/templates/pages/reach us.pot")


@pytest.mark.parametrize("flag", [[], ["--check"]])
def test_extract_check_is_silent_and_fine_when_all_is_in_step(good_site: Site, flag: list[str]) -> None:
    good_site.run("update")
    result = good_site.run("extract", *flag)
    assert result.exit_code == 0
    if flag:
        assert result.output == ""


def test_templates_tell_translators_what_a_message_is_and_where(good_site: Site) -> None:
    text = good_site.read("locales/templates/articles/first.pot")
    assert "#. paragraph\n#. in: Disclaimer\n#. critical: disclaimer\n" in text
    assert '#. title\n#: source/articles/first.md\nmsgid "First steps"' in text
    theme = good_site.read("locales/templates/theme.pot")
    assert "#. template\n#. heading of a list\n" in theme
    assert '#. tag\n#: source/articles/first.md source/articles/second.md\nmsgctxt "tag"\nmsgid "sleep"' in theme
    assert Path(good_site.root / "locales/templates/pages/reach-us.pot").is_file()
