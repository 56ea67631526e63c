"""Catalogs of other tools in the folder of catalogs are left as they are, and named."""

from __future__ import annotations

import subprocess
from pathlib import Path

import polib
import pytest

from pipeline.catalogs.ours import is_ours
from tests.conftest import SITES, Site

FOREIGN = """# German translations for a theme.
msgid ""
msgstr ""
"Project-Id-Version: PROJECT VERSION\\n"
"Language: de\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Generated-By: Babel 2.9.1\\n"

#: theme/templates/base.html:12
msgid "Made with love"
msgstr "Mit Liebe gemacht"

#: theme/templates/base.html:20
msgid "Home"
msgstr "Start"

#: theme/templates/list.html:3
msgid "Next"
msgstr "Weiter"
"""


@pytest.mark.parametrize(
    "path",
    ["locales/de/LC_MESSAGES/messages.po", "locales/de/messages.po", "locales/de/deep/er/x.po", "locales/de.po"],
)
@pytest.mark.heavy
def test_what_another_tool_has_made_is_left_alone_and_named_with_its_remedy(good_site: Site, path: str) -> None:
    good_site.write(path, FOREIGN)
    good_site.write("locales/de/LC_MESSAGES/messages.mo", "x")
    good_site.write("locales/messages.pot", FOREIGN)
    good_site.write("locales/templates/messages.pot", FOREIGN)
    before = good_site.files("locales")
    for command in (["update"], ["extract"], ["extract", "--check"], ["check"], ["import"], ["update", "de"]):
        result = good_site.run(*command)
        assert result.exit_code == 0, result.output
        assert good_site.files("locales") == before
        if command[0] == "update":
            assert f"{path}: another program has made it; it is left alone" in result.output
            assert f"import --locale de {path}" in result.output.replace("\n", " ")
    assert good_site.run("import", "--locale", "de", str(good_site.root / path)).exit_code == 0
    assert good_site.files("locales")[path.removeprefix("locales/")] == before[path.removeprefix("locales/")]


@pytest.mark.parametrize("text", ["x", 'msgid "a\n', "\x1b"])
def test_what_another_tool_has_made_need_not_be_readable(good_site: Site, text: str) -> None:
    good_site.write("locales/de/LC_MESSAGES/messages.po", FOREIGN + text)
    assert good_site.run("update").exit_code == 0
    assert good_site.run("export", "de", "--output", str(good_site.root / "x.xlf")).exit_code == 0


def test_another_tools_catalog_under_the_name_of_ours_is_not_emptied(good_site: Site) -> None:
    good_site.write("locales/de/theme.po", FOREIGN)
    before = good_site.files()
    for command in (["update"], ["update", "de"]):
        result = good_site.run(*command)
        assert result.exit_code == 2
        assert "locales/de/theme.po: error: another program has made it: 3 of its 3 texts" in result.output
        assert "import --locale de" in result.output
        assert good_site.files() == before
    (good_site.root / "locales/de/theme.po").rename(good_site.root / "old.po")
    assert good_site.run("import", "--locale", "de", str(good_site.root / "old.po")).exit_code == 0


def test_another_tools_template_is_not_overwritten(good_site: Site) -> None:
    good_site.write("locales/templates/theme.pot", FOREIGN)
    result = good_site.run("update")
    assert result.exit_code == 2
    assert "locales/templates/theme.pot: error: another program has made this template" in result.output
    assert good_site.read("locales/templates/theme.pot") == FOREIGN


def test_a_catalog_whose_source_is_gone_is_ours_whatever_program_has_saved_it(good_site: Site) -> None:
    path = good_site.root / "locales/de/articles/second.po"
    saved = polib.pofile(str(path))
    saved.metadata["X-Generator"] = "Poedit 3.4"
    saved.save()
    (good_site.root / "source/articles/second.md").unlink()
    assert good_site.run("update").exit_code == 0
    if path.exists():
        assert "#~ msgid" in good_site.read("locales/de/articles/second.po")


@pytest.mark.parametrize("generator", ["Poedit 3.4", "Weblate 5.8", ""])
@pytest.mark.parametrize("path", sorted((SITES / "good" / "locales").rglob("*.po*")), ids=lambda path: path.stem)
def test_ours_are_known_after_other_programs_have_saved_them(path: Path, generator: str) -> None:
    text = path.read_text(encoding="utf-8").replace("pelican-gettext", generator)
    assert is_ours(text.encode())
    done = subprocess.run(["msgcat", "--no-location", "--width=40", "-"], input=text, capture_output=True, text=True)
    assert is_ours(done.stdout.encode())
    assert not is_ours(FOREIGN.encode())


def test_import_finds_the_catalogs_where_i18n_subsites_is_told_to_look(good_site: Site) -> None:
    good_site.replace("pelicanconf.py", "PLUGINS", 'I18N_GETTEXT_LOCALEDIR = "locales"\nPLUGINS')
    good_site.write("locales/de/LC_MESSAGES/messages.po", FOREIGN.replace("Made with love", "Made with care"))
    good_site.write("locales/de/LC_MESSAGES/other.po", FOREIGN)
    good_site.replace("locales/de/theme.po", "Mit „Sorgfalt“ gemacht", "")
    result = good_site.run("import", "--accept")
    assert "locales/de/LC_MESSAGES/messages.po: 3 translations into German" in result.output
    assert "other.po" not in result.output
    assert "Mit Liebe gemacht" in good_site.read("locales/de/theme.po")
    good_site.replace("pelicanconf.py", "PLUGINS", 'I18N_GETTEXT_DOMAIN = "other"\nPLUGINS')
    assert "other.po: 3 translations into German" in good_site.run("import").output
