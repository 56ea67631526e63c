"""Settings: every key checked, every locale in CLDR's own spelling."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import plugin
from pipeline.errors import PipelineError, errors_in
from pipeline.model import Language
from pipeline.settings import load_project
from tests.conftest import Site

SETTINGS = {
    "SITENAME": "Tiny",
    "SITEURL": "",
    "DEFAULT_LANG": "en",
    "PATH": "/p/source",
    "OUTPUT_PATH": "/p/output",
    "THEME": "/p/theme",
    "PLUGINS": ["pipeline.plugin"],
}


def project(**options: Any):
    return load_project(Path("/p/pelicanconf.py"), {**SETTINGS, "GETTEXT": options})


def test_a_language_has_a_name_for_files_html_and_addresses() -> None:
    assert Language.of("pt_BR") == Language(
        "pt_BR", "pt-BR", "pt-br", "português (Brasil)", "Portuguese (Brazil)", "ltr"
    )
    assert Language.of("ar").dir == "rtl"


def test_digits_are_the_languages_own_or_latin_ones() -> None:
    def digits(**options: Any) -> list[str]:
        return [language.digits[0] for language in project(locales=["fa", "de", "bn"], **options).targets]

    assert digits() == ["۰", "0", "০"]
    assert digits(digits="latin") == ["0", "0", "0"]
    assert digits(digits={"fa": "latin"}) == ["0", "0", "০"]
    assert digits(digits={"default": "latin", "fa": "native"}) == ["۰", "0", "0"]
    with pytest.raises(PipelineError, match="names 'fr', which is not in"):
        digits(digits={"fr": "latin"})


def test_domains_mirror_the_source_files() -> None:
    assert project().domain_of("articles/x.md") == "articles/x"
    assert project(domains="folder").domain_of("articles/x.md") == "articles"
    assert project(domains="site").domain_of("articles/x.md") == "content"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"locales": "de"}, "GETTEXT['locales'] must be a list of texts, not 'de'"),
        ({"publish_at": 2}, "GETTEXT['publish_at'] must be a number from 0 to 1, or a dict"),
        ({"publish_at": True}, "GETTEXT['publish_at'] must be a number from 0 to 1, or a dict"),
        ({"domains": "all"}, "GETTEXT['domains'] must be one of file, folder, site, not 'all'"),
        ({"required_sections": {"a": ".b"}}, "GETTEXT['required_sections'] must be a dict of name and \"#id\""),
        ({"locales": ["xx"]}, "CLDR does not know the locale 'xx'"),
        ({"locales": ["no"]}, "write 'nb' instead of 'no'"),
        ({"locales": ["pt-BR"]}, "write 'pt_BR' instead of 'pt-BR'"),
        ({"locales": ["sr@latin"]}, "write 'sr_Latn' instead of 'sr@latin'"),
        ({"severities": {"length": []}}, "GETTEXT['severities'] must be a dict of rule and level"),
        ({"locales": ["de", "de"]}, "the locale 'de' is named twice"),
        ({"locales": ["en"]}, "the locale 'en' is DEFAULT_LANG's"),
        ({"policy": {"other": {"fr": "source"}}, "locales": ["de"]}, "GETTEXT['policy'] names 'fr', which is not in"),
        ({"publish_at": {"dee": 1}, "locales": ["de"]}, "GETTEXT['publish_at'] names 'dee', which is not in"),
        ({"catalogs": ""}, "GETTEXT['catalogs'] must be a text, not ''"),
        ({"locale": ["de"]}, "GETTEXT has no key 'locale'"),
    ],
)
def test_a_wrong_value_is_refused_by_key(options: dict[str, Any], message: str) -> None:
    with pytest.raises(PipelineError) as caught:
        project(**options)
    assert message in caught.value.message
    assert caught.value.path == "pelicanconf.py"


@pytest.mark.parametrize("plugins", [[], ["sitemap"]])
def test_settings_without_the_plugin_say_what_to_add(plugins: list[str]) -> None:
    with pytest.raises(PipelineError, match="PLUGINS does not name"):
        load_project(Path("/p/pelicanconf.py"), {**SETTINGS, "GETTEXT": {}, "PLUGINS": plugins})


@pytest.mark.parametrize("plugins", [[plugin], ["gettext"], ["pelican.plugins.gettext", "sitemap"], None])
def test_the_plugin_may_be_named_as_one_of_pelicans_own_and_need_not_be_named(plugins: Any) -> None:
    load_project(Path("/p/pelicanconf.py"), {**SETTINGS, "GETTEXT": {}, "PLUGINS": plugins})


def test_all_that_is_wrong_is_told_at_once() -> None:
    settings = {**SETTINGS, "PLUGINS": ["i18n_subsites"], "ARTICLE_URL": "{lang}/{slug}.html", "SITEURL": "example.org"}
    settings["PAGE_SAVE_AS"] = "{slug}.html"
    options = {"locales": ["pt-BR", "de", "xx", "de"], "publish_at": {"fr": 1}, "keep_at": 7, "local": 1}
    subsites = {"de": {"OUTPUT_PATH": "x", "PAGE_URL": "y"}}
    with pytest.raises(PipelineError) as caught:
        load_project(Path("/p/pelicanconf.py"), {**settings, "I18N_SUBSITES": subsites, "GETTEXT": options})
    said = [error.message for error in errors_in(caught.value)]
    wrong = ["'local'", "'pt_BR' instead", "'xx'", "named twice", "PLUGINS does not", "the plugin i18n_subsites"]
    wrong += ["has OUTPUT_PATH", "has PAGE_URL", "ARTICLE_URL has", "SITEURL is", "'keep_at'] must", "names 'fr'"]
    assert len(said) == len(wrong)
    assert all(any(part in message for message in said) for part in wrong), said


def test_settings_without_gettext_say_what_to_add() -> None:
    with pytest.raises(PipelineError, match="GETTEXT is missing"):
        load_project(Path("/p/pelicanconf.py"), SETTINGS)


@given(st.text(alphabet="de_/\\.~ \0:CON%éÜ-A19", min_size=1, max_size=40))
def test_no_locale_name_can_be_a_path(name: str) -> None:
    try:
        accepted = project(locales=[name]).targets[0].locale
    except PipelineError:
        return
    assert accepted == name
    assert not set(name) & set("/\\.~ \0:%-")


def test_where_no_language_is_named_that_is_told() -> None:
    for locales in ([], ["de"]):
        with pytest.raises(PipelineError, match="names no language to translate into") as caught:
            project(locales=[]).select(locales)
        assert (caught.value.path, '"locales": ["de", "fr"]' in caught.value.hint) == ("pelicanconf.py", True)


def test_a_language_that_is_named_twice_is_one() -> None:
    """Two processes would work on its catalogs at once."""
    found = project(locales=["de", "pt_BR"]).select(["pt_BR", "de", "pt-br"])
    assert [language.locale for language in found] == ["pt_BR", "de"]


@pytest.mark.parametrize(("folder", "name"), [("source", "PATH"), ("theme", "THEME")])
def test_a_folder_that_was_not_fetched_is_told_of_and_no_text_of_it_goes_out_of_use(
    good_site: Site, folder: str, name: str
) -> None:
    """As those of submodules are in a fresh clone."""
    shutil.rmtree(good_site.root / folder)
    (good_site.root / folder).mkdir()
    before = good_site.files()
    for command in ("update", "check", "extract"):
        result = good_site.run(command)
        assert result.exit_code == 2
        assert f"pelicanconf.py: error: {name} is {folder}, which is empty" in result.output
        assert "git submodule update --init" in result.output
    assert good_site.files() == before


def test_a_site_that_has_just_begun_may_have_no_source_yet(good_site: Site) -> None:
    shutil.rmtree(good_site.root / "source")
    shutil.rmtree(good_site.root / "locales")
    (good_site.root / "source").mkdir()
    for _ in range(2):
        assert good_site.run("update").exit_code == 0
