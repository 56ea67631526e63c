"""What a site has and needs: a page of a terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.commands.say.adopting import adopted, found_on_site, left_to_do, to_mend_first, would_adopt
from pipeline.errors import PipelineError
from pipeline.exchange import Adoption, Inventory
from pipeline.exchange.inventory import ByHand, Theme
from pipeline.exchange.match import Origin
from pipeline.reports import BuildReport, BuiltPage, SiteReport
from pipeline.rules import found
from tests.commands.say.saying import said
from tests.making import DE, EN, PROJECT

SITE = Inventory(
    language=EN,
    sources={"article": 194, "page": 1},
    by_hand=(ByHand(DE, 162, 140, 2),),
    elsewhere={"it": 3, "geopolitics": 1},
    unread=0,
    catalogs=tuple(Origin(f"theme/translations/{number}/LC_MESSAGES/messages.po", DE, ()) for number in range(9)),
    subsites=("de",),
    theme=Theme("theme", True, 45, ("new style",), False),
    plugins=tuple(f"plugin_{number}" for number in range(17)),
    hosts=(),
)


def test_all_of_a_large_site_is_on_one_page(capsys: pytest.CaptureFixture[str]) -> None:
    hosts = [f"host{number}.example.org" for number in range(200)]
    adoption = Adoption.of({"PLUGINS": ["i18n_subsites"]}, {"locales": ["de"], "allowed_hosts": hosts})
    lines = said(capsys, found_on_site, SITE) + said(capsys, would_adopt, PROJECT, adoption, SITE)
    assert len(lines) <= 45
    assert max(map(len, lines)) <= 80
    assert "sources        194 articles and 1 page in English" in lines
    assert any(line.startswith("elsewhere      1 in 'geopolitics', 3 in Italian") for line in lines)


def test_a_catalog_of_which_not_all_is_taken_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    catalog = Origin("x.po", DE, (), doubts=("line 9, “One”: line 5 has another translation of it",))
    text = " ".join(" ".join(said(capsys, found_on_site, replace(SITE, catalogs=(catalog,)))).split())
    assert "x.po: 0 texts; 1 not taken as they are: line 9, “One”: line 5 has another translation of it" in text


def test_of_many_faults_the_first_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    faults = [PipelineError("cannot be read", path=f"{number}.md") for number in range(131)]
    lines = said(capsys, to_mend_first, faults)
    assert lines == [
        *(f"{number}.md: error: cannot be read" for number in range(3)),
        "and 128 more faults; -v shows all",
    ]
    assert len(said(capsys, to_mend_first, faults, verbose=True)) == 131


def test_a_trial_says_by_language_what_stops_it(capsys: pytest.CaptureFixture[str]) -> None:
    dead = found("dead-link", "a.html", "'x' leads nowhere")
    sites = SiteReport(EN, problems=(dead,)), SiteReport(DE, (BuiltPage("a.md", "article", "a.html"),))
    adoption = Adoption.of({"PLUGINS": []}, {"locales": ["de"]})
    lines = said(capsys, adopted, PROJECT, adoption, BuildReport(sites, ()), ["feed"])
    assert "English        not published: dead-link (1)" in lines
    assert "German         1 page" in lines
    assert any(line.startswith("settings       feed: the source's site has such already") for line in lines)
    assert any("leads nowhere" in line for line in lines)


def test_what_stops_several_languages_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    stopped = found("broken-input", "", "Pelican stopped")
    brazilian = replace(DE, english="Portuguese (Brazil)")
    sites = tuple(SiteReport(language, problems=(stopped,)) for language in (EN, brazilian))
    lines = said(
        capsys, adopted, PROJECT, Adoption.of({"PLUGINS": []}, {"locales": ["de"]}), BuildReport(sites, ()), []
    )
    assert "Portuguese (Brazil) not published: broken-input (1)" in lines
    assert sum("Pelican stopped" in line for line in lines) == 1


def test_what_is_left_names_each_plugin_that_goes(capsys: pytest.CaptureFixture[str]) -> None:
    adoption = Adoption.of({"PLUGINS": ["i18n_subsites"], "ARTICLE_URL": "{lang}/{slug}"}, {})
    text = "\n".join(said(capsys, left_to_do, PROJECT, adoption, SITE))
    assert "i18n_subsites is left out by the new lines" in text
    assert "ARTICLE_URL lose their {lang}" in text
    assert ".gitignore     output*/ .output* .locales.lock" in text
