"""The menu of languages, for themes that know nothing of other languages."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from pipeline.plugin.language_menu import add_menu
from pipeline.plugin.versions import Alternate
from tests.making import AR, BASE, DE, EN

PAGE = "<!-- <body> --><html><body class=x><p>{}</p></body></html>"
VERSIONS = (
    Alternate(EN, "../index.html", f"{BASE}/", False),
    Alternate(DE, "../de/index.html", f"{BASE}/de/", True),
    Alternate(AR, "../ar/index.html", f"{BASE}/ar/", False),
)
HOMES = (BASE, f"{BASE}/de", f"{BASE}/ar")


def menu(text: str, versions: tuple[Alternate, ...] = VERSIONS, homes: tuple[str, ...] = HOMES) -> str:
    return add_menu(PAGE.format(text), versions, homes, "Sprachen")


def test_it_comes_first_and_leads_to_each_version_in_its_own_words() -> None:
    page = LexborHTMLParser(menu("x"))
    nav = page.css_first("body > nav:first-child")
    assert nav.attributes["aria-label"] == "Sprachen"
    links = [(link.attributes["href"], link.attributes["hreflang"], link.attributes["dir"]) for link in nav.css("a")]
    assert links == [("../index.html", "en", "ltr"), ("../ar/index.html", "ar", "rtl")]
    assert nav.text().split() == ["English", "Deutsch", "العربية"]
    assert nav.css_first("[aria-current=page]").text() == "Deutsch"


@pytest.mark.parametrize(
    "links",
    [
        ["../index.html", "../ar/index.html"],
        ["../", "../ar/"],
        ["/", f"{BASE}/ar/"],
        ["..", "../ar/?x=1#top"],
        ["https://tiny.example/", "//tiny.example/ar/index.html"],
        [f"{BASE}/de/../", f"{BASE}/de/../ar/./index.html"],
        ["../index.html", "../ar/", "mailto:x@example.org", "http://[", ""],
    ],
)
def test_a_page_that_leads_to_all_of_them_has_one_already(links: list[str]) -> None:
    text = "".join(f"<a class=x href='{link}'>x</a>" for link in links)
    assert menu(text) == PAGE.format(text)


@pytest.mark.parametrize(
    "text",
    [
        "<a href='../'>x</a>",
        "<a href='../'>x</a><a href='../ar/other.html'>x</a>",
        "<!-- <a href='../'>x</a><a href='../ar/'>x</a> -->",
        "<link href='../'><link href='../ar/'>",
        "<abbr href='../'>x</abbr><a data-href='../ar/'>x</a>",
    ],
)
def test_one_that_leads_to_some_of_them_has_none(text: str) -> None:
    assert "<nav" in menu(text)


def test_a_menu_of_the_languages_homes_is_one() -> None:
    versions = tuple(
        Alternate(one.language, f"{one.url}a.html", f"{one.absolute_url}a.html", one.current) for one in VERSIONS
    )
    text = "<a href='./../'>x</a><a href='../ar/'>x</a>"
    assert menu(text, versions) == PAGE.format(text)
    assert "<nav" in menu("<a href='../b.html'>x</a><a href='../ar/b.html'>x</a>", versions)


def test_a_page_in_one_language_or_without_a_body_has_none() -> None:
    assert menu("x", VERSIONS[1:2], HOMES[1:2]) == PAGE.format("x")
    assert menu("x", VERSIONS[::2], HOMES[::2]) == PAGE.format("x")
    assert add_menu("<p>", VERSIONS, HOMES, "x") == "<p>"


def test_where_the_site_has_no_address_it_is_known_all_the_same() -> None:
    versions = tuple(
        Alternate(one.language, one.url, one.absolute_url.removeprefix(BASE), one.current) for one in VERSIONS
    )
    homes = tuple(home.removeprefix(BASE) for home in HOMES)
    assert "<nav" not in menu("<a href='../index.html'>x</a><a href='/ar/'>x</a>", versions, homes)
    assert "<nav" in menu("x", versions, homes)
