"""What Pelican's own settings and those of other plugins have to be."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.conditions import condition_faults


def faults(**settings: Any) -> list[str]:
    return [fault.message for fault in condition_faults({"PLUGINS": ["pipeline.plugin"], **settings}, "pelicanconf.py")]


def test_what_a_plain_site_has_may_stay() -> None:
    assert faults(ARTICLE_URL="{slug}.html", I18N_SUBSITES={"de": {"SITENAME": "Luna"}}) == []


@pytest.mark.parametrize("name", ["i18n_subsites", "pelican.plugins.i18n_subsites", "po4a"])
def test_another_plugin_that_builds_sites_cannot_stay_beside(name: str) -> None:
    assert faults(PLUGINS=["gettext", name]) == [
        f"the plugin {name} builds a site for each language too, into the same folders"
    ]


def test_the_language_cannot_be_in_addresses_but_in_those_of_other_languages() -> None:
    assert len(faults(ARTICLE_URL="{lang}/{slug}.html", PAGE_SAVE_AS="{lang}/x.html")) == 2
    assert faults(ARTICLE_LANG_URL="{lang}/{slug}.html") == []


@pytest.mark.parametrize("subsites", [[], {"de": "x"}, "de"])
def test_subsites_are_settings_by_language(subsites: object) -> None:
    (fault,) = faults(I18N_SUBSITES=subsites)
    assert fault.startswith("I18N_SUBSITES must be a dict")


@pytest.mark.parametrize("name", ["ARTICLE_URL", "ARTICLE_SAVE_AS", "PAGE_PATHS", "FEED_ALL_ATOM_URL", "SITEURL"])
def test_a_language_has_no_addresses_of_its_own_for_the_sites_pages(name: str) -> None:
    own = {"de": {name: "x"}}
    (fault,) = faults(ARTICLE_URL="a", ARTICLE_SAVE_AS="a", I18N_SUBSITES=own)
    assert fault == f"I18N_SUBSITES['de'] has {name}, which is the same for all languages"


def test_but_it_may_have_one_of_a_service_that_its_theme_asks() -> None:
    assert faults(I18N_SUBSITES={"de": {"PIWIK_URL": "count.example/de", "SEARCH_URL": "find.example"}}) == []


@pytest.mark.parametrize("name", ["GETEXT", "GETTEX", "GET_TEXT", "GETTXET", "GETTEXTS"])
def test_a_dict_that_is_nearly_called_gettext_is_one_that_nobody_reads(name: str) -> None:
    assert faults(**{name: {"locales": ["ja"]}, "GETTEXT": {}}) == [f"{name} is a setting that nobody reads"]
    assert faults(GETTEXT={}, I18N_GETTEXT_DOMAIN={}, **{name: "a text"}) == []
