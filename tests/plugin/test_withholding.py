"""Which contents a site shows, and at what address."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pelican.contents import Article

from pipeline.errors import PipelineError
from pipeline.model import Language
from pipeline.plugin.page_context import address_in, withheld
from pipeline.plugin.site import Site
from pipeline.plugin.withholding import _address, _published, name_translations, require_own_files
from tests.making import AR, BASE, DE, EN, PROJECT
from tests.plugin.pages import content

A, B, BY_HAND = "articles/a.md", "articles/b.md", "articles/a.de.md"
TITLES = {"en": {A: "A", B: "B"}}


def site(language: Any, *published: str, **fields: Any) -> Site:
    return Site(PROJECT, language, BASE, published={language.locale: frozenset(published)}, titles=TITLES, **fields)


def test_links_to_a_withheld_article_lead_to_the_original_and_the_page_is_known_as_withheld() -> None:
    german = site(DE, A)
    articles = [content(german, "a"), content(german, "b")]
    _address(articles, german)
    assert [article.url for article in articles] == ["a.html", "../b.html"]
    assert withheld(articles[1]._context) == {EN: {"b.html"}}
    assert articles[1].save_as == "b.html"


def test_links_to_what_is_in_none_of_the_sites_languages_lead_to_the_sources_site() -> None:
    german = site(DE, A)
    foreign = content(german, "x", lang="it")
    _address([content(german), foreign], german)
    assert foreign.url == "../x-it.html"


def test_the_sources_site_withholds_nothing() -> None:
    english = site(EN)
    article = content(english)
    _address([article], english)
    assert article.url == "a.html"


def test_a_translation_by_hand_has_its_originals_address_in_its_language_and_leads_there_from_others() -> None:
    natives = {"de": {A: BY_HAND}}
    german = site(DE, A, natives=natives)
    original, by_hand = content(german), content(german, "a.de")
    _address([original, by_hand], german)
    assert (by_hand.url, by_hand.save_as) == ("a.html", "a.html")
    published = {"de": frozenset({A}), "ar": frozenset({A})}
    arabic = Site(PROJECT, AR, BASE, published=published, titles=TITLES, natives=natives)
    original, by_hand = content(arabic), content(arabic, "a.de")
    _address([original, by_hand], arabic)
    assert by_hand.url == "../de/a.html"


@pytest.mark.parametrize(
    ("language", "urls"),
    [
        (EN, ("a.html", "de/eins.html")),
        (DE, ("eins.html", "eins.html")),
        (AR, ("a.html", "../de/eins.html")),
    ],
)
def test_one_that_has_another_slug_has_its_own_address_and_all_languages_know_it(
    language: Language, urls: tuple[str, str]
) -> None:
    own = Site(
        PROJECT,
        language,
        BASE,
        published={"de": frozenset({A}), "ar": frozenset({A})},
        titles=TITLES,
        natives={"de": {A: "articles/eins.md"}},
        own_addresses=frozenset({"articles/eins.md"}),
    )
    original, by_hand = content(own), content(own, "eins")
    by_hand._context = original._context
    _address([original, by_hand], own)
    assert (original.url, by_hand.url) == urls
    shown = by_hand if language == DE else original
    wanted = {EN: "a.html", AR: "a.html", DE: "eins.html"}
    assert {known: address_in(shown._context, own, shown, known) for known in wanted} == wanted


def test_what_is_withheld_is_in_no_list_and_a_page_that_leads_on_is_in_its_place(tmp_path: Path) -> None:
    german = site(DE, A)
    articles = [content(german, name) for name in ("a", "b")]
    articles.append(content(german, "c", status="draft"))
    for article in articles:
        article.settings["OUTPUT_PATH"] = str(tmp_path)
    _address(articles, german)
    assert [article.slug for article in _published(articles, german)] == ["a"]
    assert [path.name for path in tmp_path.iterdir()] == ["b.html"]
    assert "url=../b.html" in (tmp_path / "b.html").read_text(encoding="utf-8")


class _Generated:
    """What two generators have."""

    def __init__(self, *articles: Article) -> None:
        self.articles, self.settings = list(articles), articles[0].settings


def own_files(monkeypatch: pytest.MonkeyPatch, *articles: Article) -> None:
    monkeypatch.setattr("pipeline.plugin.withholding._contents", lambda generator: generator.articles)
    require_own_files([_Generated(*articles)])  # type: ignore[list-item]


def test_two_sources_of_one_file_are_refused_and_so_is_a_way_up(monkeypatch: pytest.MonkeyPatch) -> None:
    english = site(EN)
    own_files(monkeypatch, content(english, "a"), content(english, "b"))
    with pytest.raises(PipelineError, match=r"as source/articles/a\.md is") as caught:
        own_files(monkeypatch, content(english, "a"), content(english, "b", slug="a"))
    assert caught.value.path == "source/articles/b.md"
    with pytest.raises(PipelineError, match="by a way up out of a folder"):
        own_files(monkeypatch, content(english, "a", save_as="../de/a.html"))


def test_a_title_from_another_languages_catalog_is_inert_and_those_that_authors_wrote_are_not() -> None:
    titles = {"en": {A: '"A"'}, "de": {A: 'Ä"'}, "ar": {A: '"B"'}}
    published = {"de": frozenset({A}), "ar": frozenset({A})}
    for language, wanted in ((EN, ["Ä\ufdd6", '"B"']), (DE, ['"A"', '"B"'])):
        own = Site(PROJECT, language, BASE, published=published, titles=titles, natives={"ar": {A: "articles/a.ar.md"}})
        article = content(own)
        name_translations(SimpleNamespace(settings=article.settings), article)  # type: ignore[arg-type]
        assert {version.title for version in article.translations} == set(wanted)
