"""A page in its several languages: which have it, at what address, and how it says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from pelican.contents import Page
from pelican.urlwrappers import Author, Category, Tag, URLWrapper

from pipeline.model import Language
from pipeline.plugin.page_context import withhold
from pipeline.plugin.site import Site
from pipeline.plugin.versions import (
    ALTERNATES,
    LISTS,
    Alternates,
    Lists,
    alternate_links,
    alternates_of,
    canonical_link,
    default_address,
    is_found,
    link_language,
    versions_of,
)
from tests.making import AR, BASE, DE, EN, PROJECT, SETTINGS

A, B = "articles/a.md", "articles/b.md"
CHOOSER = replace(PROJECT, chooser=True)
TITLES = {"en": {A: "A", B: "B"}}


def site(language: Language = EN, base_url: str = BASE, **fields: Any) -> Site:
    known = {"published": {"ar": frozenset(), "de": frozenset({A})}, "titles": TITLES}
    return Site(fields.pop("project", PROJECT), language, base_url, **{**known, **fields})


def article(source: str = A, url: str = "a.html", status: str = "published", **fields: Any) -> SimpleNamespace:
    return SimpleNamespace(relative_source_path=source, url=url, save_as=url, status=status, **fields)


def on(shown: SimpleNamespace, siteurl: str = ".", **more: Any) -> dict[str, Any]:
    """What the page of an article is rendered with."""
    return {"SITEURL": siteurl, "output_file": shown.save_as, "article": shown, **more}


def listing(number: int | None = None, siteurl: str = ".", name: str = "tags.html", **more: Any) -> dict[str, Any]:
    """What a list is rendered with, or a page of one that has several."""
    known: dict[str, Any] = {"SITEURL": siteurl, "output_file": name, **more}
    if number is None:
        return known
    own = name if number == 1 else name.replace(".", f"{number}.")
    pages = {"articles_page": SimpleNamespace(number=number, url=own), "articles_paginator": SimpleNamespace(name=name)}
    return {**known, "output_file": own, **pages}


def wrapper(kind: type[URLWrapper], name: str) -> URLWrapper:
    return kind(name, SETTINGS)


def urls(context: Mapping[str, Any], of: Site) -> dict[str, str]:
    return {version.language.locale: version.url for version in alternates_of(context, of)}


def addresses(context: Mapping[str, Any], of: Site) -> dict[str, str]:
    return {version.language.locale: version.absolute_url for version in versions_of(context, of)}


# --- The versions of a page


def test_an_article_is_in_the_languages_that_publish_it_the_original_first() -> None:
    assert urls(on(article()), site()) == {"en": "./a.html", "de": "./de/a.html"}
    assert urls(on(article(), ".."), site(DE)) == {"en": "../../a.html", "de": "../../de/a.html"}
    assert list(urls(on(article(B, "b.html")), site())) == ["en"]
    everywhere = {"ar": frozenset({A}), "de": frozenset({A})}
    assert list(urls(on(article(), ".."), site(DE, published=everywhere))) == ["en", "ar", "de"]


def test_the_page_itself_is_the_one_in_the_sites_language() -> None:
    for language in (EN, DE):
        current = [version.language for version in alternates_of(on(article()), site(language)) if version.current]
        assert current == [language]


def test_a_folders_page_has_the_folders_address_and_the_link_names_the_file() -> None:
    for url, address in (("x/index.html", "x/"), ("index.html", ""), ("myindex.html", "myindex.html")):
        (version, *_) = alternates_of(on(article(url=url)), site())
        assert (version.url, version.absolute_url) == (f"./{url}", f"{BASE}/{address}")


def test_an_address_is_encoded_once() -> None:
    context = on(article(url="schlaf%20gut/müde.html"))
    assert addresses(context, site())["de"] == f"{BASE}/de/schlaf%20gut/m%C3%BCde.html"


def test_versions_are_worked_out_once_for_each_page() -> None:
    memory, home = Alternates(), site()
    context = {**on(article()), ALTERNATES: memory}
    first = alternates_of(context, home)
    assert alternates_of({**context}, home) is first
    assert urls({**context, "output_file": "other.html", "article": article(B, "b.html")}, home) == {"en": "./b.html"}
    assert alternates_of(context, home) == first


@pytest.mark.parametrize(
    "changes",
    [
        {"output_file": "drafts/a.html"},
        {"article": article(B)},
        {"articles_page": SimpleNamespace(number=2, url="a2.html")},
    ],
    ids=str,
)
def test_another_file_content_or_page_of_a_list_is_another_page(changes: dict[str, Any]) -> None:
    memory, home = Alternates(), site()
    first = memory.of(on(article()), home)
    assert memory.of({**on(article()), **changes}, home) is not first


# --- Lists


def test_the_list_of_all_is_in_every_language_that_has_a_site() -> None:
    assert urls(listing(), site()) == {"en": "./tags.html", "ar": "./ar/tags.html", "de": "./de/tags.html"}
    assert list(urls(listing(), site(published={"de": frozenset()}))) == ["en", "de"]


def test_of_a_lists_further_page_other_languages_have_the_first() -> None:
    context = listing(2, "..", "index.html")
    assert urls(context, site(DE)) == {
        "en": "../../index.html",
        "ar": "../../ar/index.html",
        "de": "../../de/index2.html",
    }
    assert urls(listing(1, name="index.html"), site())["de"] == "./de/index.html"


def test_search_engines_are_told_of_a_lists_further_page_alone() -> None:
    assert addresses(listing(2, name="index.html"), site(DE)) == {"de": f"{BASE}/de/index2.html"}
    assert list(addresses(listing(1, name="index.html"), site(DE))) == ["en", "ar", "de"]


def test_a_named_list_begins_where_its_name_leads() -> None:
    tag = wrapper(Tag, "rest")
    lists = Lists({A: article(tags=[tag])}, site())
    context = listing(2, name="tag/rest.html", tag=tag, **{LISTS: lists})
    assert urls(context, site()) == {"en": "./tag/rest2.html", "de": f"./de/{tag.url}"}


def test_a_named_list_has_the_address_of_its_name_whatever_its_file_is_called() -> None:
    tag = Tag("rest", {**SETTINGS, "TAG_URL": "tag/{slug}/"})
    known = {"name": "tag/rest/index.html", "tag": tag, LISTS: Lists({A: article(tags=[tag])}, site())}
    for number in (None, 1):
        assert urls(listing(number, **known), site()) == {"en": "./tag/rest/", "de": "./de/tag/rest/"}
    assert urls(listing(2, **known), site()) == {"en": "./tag/rest/index2.html", "de": "./de/tag/rest/"}


def test_of_a_list_the_first_page_is_its_file_and_others_are_where_the_pattern_of_pages_says() -> None:
    context = {**listing(1, name="blog/index.html"), "articles_page": SimpleNamespace(number=1, url="blog/page/1/")}
    assert urls(context, site(published={})) == {"en": "./blog/index.html"}
    further = {**context, "articles_page": SimpleNamespace(number=2, url="blog/page/2/")}
    assert urls(further, site(published={})) == {"en": "./blog/page/2/"}


def test_a_list_of_a_period_is_in_the_pages_language_alone() -> None:
    assert list(urls(listing(period=(2026,)), site(DE))) == ["de"]


def test_without_knowledge_of_lists_a_named_one_is_in_the_pages_language_alone() -> None:
    assert list(urls(listing(category=wrapper(Category, "news")), site(DE))) == ["de"]


def test_a_language_has_the_lists_of_what_it_publishes_and_the_source_language_of_all() -> None:
    both, first, second = wrapper(Tag, "both"), wrapper(Category, "first"), wrapper(Author, "second")
    lists = Lists({A: article(category=first, tags=[both]), B: article(B, tags=[both], authors=[second])}, site())
    assert [lists.has(EN, name) for name in (both, first, second)] == [True, True, True]
    assert [lists.has(DE, name) for name in (both, first, second)] == [True, True, False]
    assert [lists.has(AR, name) for name in (both, first, second)] == [False, False, False]


def test_a_name_is_known_by_its_kind_and_slug() -> None:
    lists = Lists({A: article(tags=[wrapper(Tag, "Good Sleep")])}, site())
    assert lists.has(DE, wrapper(Tag, "good sleep"))
    assert not lists.has(DE, wrapper(Category, "Good Sleep"))
    assert not lists.has(DE, wrapper(Tag, "sleep"))


def test_what_is_no_source_of_the_site_has_no_list() -> None:
    lists = Lists({A: article(tags=[wrapper(Tag, "rest")])}, site(titles={"en": {B: "B"}}))
    assert not lists.has(EN, wrapper(Tag, "rest"))


@pytest.mark.parametrize(("kind", "key"), [(Category, "category"), (Tag, "tag"), (Author, "author")])
def test_a_page_of_a_category_tag_or_author_is_that_of_a_named_list(kind: type[URLWrapper], key: str) -> None:
    context = listing(**{key: wrapper(kind, "rest"), LISTS: Lists({}, site())})
    assert list(urls(context, site())) == ["en"]


def test_a_translation_by_hand_is_in_the_lists_of_its_own_names_in_its_language_alone() -> None:
    by_hand = {"de": {A: frozenset({("tag", "other"), ("category", "own"), ("author", "Bo")})}}
    original = article(tags=[wrapper(Tag, "rest")], category=wrapper(Category, "news"), settings=SETTINGS)
    lists = Lists({A: original}, site(native_names=by_hand))
    own = wrapper(Tag, "other"), wrapper(Category, "own"), wrapper(Author, "Bo")
    theirs = wrapper(Tag, "rest"), wrapper(Category, "news")
    assert [lists.has(DE, name) for name in (*own, *theirs)] == [True, True, True, False, False]
    assert [lists.has(EN, name) for name in (*own, *theirs)] == [False, False, False, True, True]


# --- What a page says of itself


@pytest.mark.parametrize(
    "context",
    [
        on(article(status="hidden")),
        on(article(status="draft")),
        on(article(url="404.html")),
        listing(name="404.html"),
    ],
    ids=["hidden", "draft", "not found", "not found, of a template"],
)
def test_what_nobody_is_to_find_has_no_versions(context: dict[str, Any]) -> None:
    assert versions_of(context, site()) == ()
    assert canonical_link(context, site()) == alternate_links(context, site()) == ""


def test_a_page_names_its_own_address() -> None:
    assert canonical_link(on(article()), site(DE)) == f'<link rel="canonical" href="{BASE}/de/a.html">\n'
    assert 'href="https://tiny.example/a.html?x=1&amp;y"' in canonical_link(on(article(url="a.html?x=1&y")), site())


def test_a_page_that_its_language_does_not_publish_names_none() -> None:
    assert canonical_link(on(article(B, "b.html")), site(DE)) == ""


def test_a_page_names_all_its_versions_and_the_original_for_everybody_else() -> None:
    assert alternate_links(on(article()), site(DE)).splitlines() == [
        f'<link rel="alternate" hreflang="{tag}" href="{BASE}/{address}">'
        for tag, address in (("en", "a.html"), ("de", "de/a.html"), ("x-default", "a.html"))
    ]


def test_a_page_in_one_language_names_no_versions() -> None:
    assert alternate_links(on(article(B, "b.html")), site()) == ""
    assert alternate_links(listing(2), site()) == ""


@pytest.mark.parametrize("base_url", ["", "/blog"])
def test_without_an_address_a_page_names_nothing(base_url: str) -> None:
    assert canonical_link(on(article()), site(base_url=base_url)) == ""
    assert alternate_links(on(article()), site(base_url=base_url)) == ""


def default(context: dict[str, Any], of: Site) -> str:
    return default_address(context, of, versions_of(context, of))


def test_everybody_else_is_led_to_the_original_or_from_a_home_page_to_the_choice_of_languages() -> None:
    home, chosen = listing(name="index.html"), site(DE, project=CHOOSER)
    assert default(home, site(DE)) == f"{BASE}/"
    assert default(home, chosen) == f"{BASE}/"
    assert default(on(article()), chosen) == f"{BASE}/en/a.html"
    assert addresses(home, chosen)["en"] == f"{BASE}/en/"


# --- Links to a page that is withheld


@pytest.mark.parametrize(
    ("siteurl", "address"),
    [
        ("..", "../../b.html"),
        (".", "./../b.html"),
        (".", "../b.html"),
        ("..", "../../b.html?x#part"),
        (f"{BASE}/de", f"{BASE}/b.html"),
        ("..", f"{BASE}/b.html#part"),
    ],
)
def test_a_link_to_the_original_of_a_withheld_page_says_its_language(siteurl: str, address: str) -> None:
    context: dict[str, Any] = {"SITEURL": siteurl}
    withhold(context, "b.html", EN)
    assert link_language(context, site(DE), siteurl, address) == ' hreflang="en"'


@pytest.mark.parametrize(
    "address", ["../b.html", "../../a.html", "b.html", "https://x.example/b.html", "../../x/b.html"]
)
def test_any_other_link_does_not(address: str) -> None:
    context: dict[str, Any] = {"SITEURL": ".."}
    withhold(context, "b.html", EN)
    assert link_language(context, site(DE), "..", address) == ""


# --- Archives of a year, month or day


def test_an_archive_is_in_the_languages_that_publish_an_article_of_its_time() -> None:
    old, new = (SimpleNamespace(date=date) for date in (datetime(2025, 3, 1), datetime(2026, 3, 7)))
    known = {"published": {"ar": frozenset({A}), "de": frozenset({A, B})}}

    def versions(period: tuple[int, ...], of: Site) -> dict[str, str]:
        lists = Lists({A: old, B: new}, of)
        return urls(listing(name="x.html", period=("x",), period_num=period, **{LISTS: lists}), of)

    assert versions((2026,), site(**known)) == {"en": "./x.html", "de": "./de/x.html"}
    assert list(versions((2025, 3), site(**known))) == ["en", "ar", "de"]
    assert list(versions((2026, 3, 7), site(DE, **known))) == ["en", "de"]
    assert list(versions((2026, 4), site(DE, **known))) == ["de"]
    # What was translated by hand may be of another day: only its own language knows.
    by_hand = {**known, "natives": {"de": {B: "articles/b-de.md"}}}
    assert list(versions((2026, 3), site(DE, **by_hand))) == ["de"]
    assert list(versions((2026, 3), site(**by_hand))) == ["en"]


def test_an_archive_of_which_nothing_is_known_is_in_its_own_language() -> None:
    assert list(urls(listing(name="x.html", period=("x",), period_num=(2026,)), site())) == ["en"]


@pytest.mark.parametrize(("save_as", "found"), [("a.html", False), ("index.html", True)])
def test_a_page_that_takes_the_home_pages_place_is_hidden_from_lists_alone(save_as: str, *, found: bool) -> None:
    assert is_found(Page("", {"title": "A", "status": "hidden", "save_as": save_as}, SETTINGS)) == found
