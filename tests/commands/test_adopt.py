"""`adopt` looks at a site that is there already, and writes nothing until it is told to."""

from __future__ import annotations

import shutil
from importlib import import_module
from pathlib import Path

import pytest

from pipeline.errors import PipelineError
from pipeline.exchange import Adoption
from tests.conftest import Site
from tests.exchange.test_by_hand import NATIVE
from tests.exchange.third import FOREIGN, ORIGINAL
from tests.making import project_in

_OURS = 'PLUGINS = ["pipeline.plugin"]\nGETTEXT = {'


@pytest.fixture
def plain_site(good_site: Site) -> Site:
    """The tiny site as it was before it had this tool."""
    shutil.rmtree(good_site.root / "locales")
    text = good_site.read("pelicanconf.py")
    good_site.write("pelicanconf.py", text[: text.index(_OURS)] + "PLUGINS = []\n")
    return good_site


@pytest.fixture
def subsites(plain_site: Site) -> Site:
    """The same with i18n_subsites, translations by hand and catalogs."""
    plain_site.write("source/articles/third.md", ORIGINAL)
    plain_site.write("source/articles/third-de.md", NATIVE.replace("Nimm", "[A](https://a.example/x) Nimm"))
    plain_site.write("source/articles/neu.md", NATIVE.replace("Slug: third", "Slug: neu"))
    plain_site.write("locales/de/LC_MESSAGES/messages.po", FOREIGN + '\nmsgid "Articles"\nmsgstr "Beiträge"\n')
    plain_site.write(
        "pelicanconf.py",
        plain_site.read("pelicanconf.py")
        + 'PLUGINS = ["i18n_subsites"]\nI18N_GETTEXT_LOCALEDIR = "locales"\nARTICLE_URL = "{lang}/{slug}.html"\n'
        + 'ARTICLE_SAVE_AS = ARTICLE_URL\nI18N_SUBSITES = {"de": {"SITENAME": "Winzig", "STATIC_PATHS": []}, '
        + '"pt-BR": {}}\n',
    )
    return plain_site


def test_a_site_in_one_language_is_asked_which_ones_it_is_to_have(plain_site: Site) -> None:
    before = plain_site.files()
    result = plain_site.run("adopt")
    assert result.exit_code == 1, result.output
    assert "2 articles and 1 page in English" in result.output
    assert "pelican-gettext adopt de fr" in result.output
    assert plain_site.files() == before


def test_what_it_would_do_is_said_and_nothing_is_written(plain_site: Site) -> None:
    before = plain_site.files()
    result = plain_site.run("adopt", "de", "pt-br")
    assert result.exit_code == 0, result.output
    assert '"locales": ["de", "pt_BR"],' in result.output
    assert "in locales/, for German, Portuguese (Brazil)" in result.output
    assert plain_site.files() == before


def test_the_page_of_a_site_with_i18n_subsites_says_all_of_it(subsites: Site) -> None:
    before = subsites.files()
    result = subsites.run("adopt")
    assert result.exit_code == 0, result.output
    for line in (
        "by hand        1 translation into German",
        "1 in German alone",
        "i18n_subsites  I18N_SUBSITES for de, pt-BR",
        "catalog        pelicanconf.py (I18N_SUBSITES): 1 text",
        "catalog        locales/de/LC_MESSAGES/messages.po: ",
        "theme          theme, the site's own: ",
        "plugins        i18n_subsites",
        '"locales": ["de", "pt_BR"],',
        '"catalogs": "translations",',
        '"allowed_hosts": ["a.example"],',
        'ARTICLE_URL = "{slug}.html"',
        'PLUGINS = [*PLUGINS, "pipeline.plugin"]',
    ):
        assert line in result.output
    lines = result.output.splitlines()
    assert len(lines) <= 50
    assert max(map(len, lines)) <= 80
    assert subsites.files() == before


def test_what_cannot_stay_and_cannot_be_mended_is_named_all_at_once(plain_site: Site) -> None:
    settings = plain_site.read("pelicanconf.py").replace("https://tiny.example", "tiny.example")
    plain_site.write("pelicanconf.py", settings + "I18N_SUBSITES = []\n")
    result = plain_site.run("adopt", "de")
    assert result.exit_code == 2
    assert "I18N_SUBSITES must be a dict" in result.output
    assert "SITEURL is 'tiny.example'" in result.output


def test_what_cannot_be_read_is_told_and_to_be_mended_first(plain_site: Site) -> None:
    plain_site.write("source/articles/odd.md", "Date: 2026-01-01\n\nNo title.\n")
    before = plain_site.files()
    for arguments in (("adopt", "de"), ("adopt", "de", "--write")):
        result = plain_site.run(*arguments)
        assert result.exit_code == 2
        assert "not read       1 fault, to be mended first" in result.output
        assert "source/articles/odd.md: error: " in result.output
    assert plain_site.files() == before


def test_a_locale_that_nobody_knows_is_refused(plain_site: Site) -> None:
    result = plain_site.run("adopt", "geopolitics")
    assert result.exit_code == 2
    assert "CLDR does not know the locale 'geopolitics'" in result.output


def test_sources_that_only_the_command_line_of_pelican_names_are_found(plain_site: Site) -> None:
    (plain_site.root / "source").rename(plain_site.root / "content")
    plain_site.replace("pelicanconf.py", 'PATH = "source"\n', "")
    result = plain_site.run("adopt", "de")
    assert "2 articles and 1 page in English" in result.output, result.output
    assert '\n  PATH = "content"\n' in result.output


def test_a_site_that_has_all_is_told_so(good_site: Site) -> None:
    before = good_site.files()
    result = good_site.run("adopt")
    assert result.exit_code == 0, result.output
    assert "nothing: pelicanconf.py has all that is needed" in result.output
    assert good_site.files() == before


def test_a_language_is_added_to_those_that_are_there(good_site: Site) -> None:
    result = good_site.run("adopt", "fr")
    assert '**GETTEXT,\n      "locales": ["ar", "de", "fr"],' in result.output


def test_settings_that_cannot_be_read_with_the_lines_are_as_they_were(
    plain_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = plain_site.files()
    monkeypatch.setattr(import_module("pipeline.commands.adopt"), "with_lines", lambda data, _lines: data + b"A = (\n")
    result = plain_site.run("adopt", "de", "--write")
    assert result.exit_code == 2, result.output
    assert plain_site.files() == before


def test_settings_that_somebody_saves_while_builds_are_tried_stay(tmp_path: Path) -> None:
    add, project = import_module("pipeline.commands.adopt")._add, project_in(tmp_path)
    path, before = project.settings_path, b"A = 1\n"
    path.write_bytes(before)
    held = add(path, before, before, Adoption(gettext={"locales": ["de"]}), project)
    assert held.startswith(before)
    assert path.read_bytes() == held
    theirs = held + b"B = 2\n"
    path.write_bytes(theirs)
    with pytest.raises(PipelineError, match="changed by someone else"):
        add(path, before, held, Adoption(gettext={"severities": {"dead-link": "warning"}}), project)
    assert path.read_bytes() == theirs
