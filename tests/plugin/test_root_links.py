"""Addresses from the root that authors write lead to what the site has in its own language."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import Environment

from pipeline.model import Address
from pipeline.plugin.page_context import note_address, withhold
from pipeline.plugin.root_links import (
    addresses_in,
    lead_to_moved,
    lead_to_own,
    mark_addresses,
    own_address,
    writing_addresses,
)
from pipeline.plugin.site import Site
from tests.making import AR, BASE, DE, EN, PROJECT

A, B, ALONE = "articles/a.md", "articles/b.md", "articles/x.md"
CHOOSER = replace(PROJECT, chooser=True)


def german(base: str = BASE, project: Any = PROJECT) -> Site:
    assets = {"images/a.png": "images/a.de.png"}
    return Site(project, DE, base, published={"de": frozenset({A})}, assets=assets)


def context(site: Site) -> dict[str, Any]:
    contents = {A: ("a.html", "published"), B: ("b.html", "published"), "p.md": ("pages/p/index.html", "draft")}
    found: dict[str, Any] = {
        "generated_content": {
            source: SimpleNamespace(save_as=save_as, status=status) for source, (save_as, status) in contents.items()
        },
        "categories": [(SimpleNamespace(save_as="category/care.html"), [])],
        "tags": [(SimpleNamespace(save_as="tag/rest/index.html"), [])],
        "period_archives": {"year": [{"save_as": "2026/index.html"}]},
        "DIRECT_TEMPLATES": ["index", "archives"],
        "ARCHIVES_SAVE_AS": "all.html",
        "TEMPLATE_PAGES": {"x.html": "about.html"},
        "STATIC_URL": f"{site.to_source}/{{path}}",
        "EXTRA_PATH_METADATA": {},
    }
    withhold(found, "b.html", EN)
    withhold(found, "x.html", AR)
    return found


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("/a.html", "/de/a.html"),
        ("/a.html?x=/b.html#part", "/de/a.html?x=/b.html#part"),
        ("/a", "/de/a"),
        ("/de/b.html", "/b.html"),
        ("/&#97;.html?b&amp;c", "/de/a.html?b&amp;c"),
        ("/category/c&#97;re.html", "/de/category/care.html"),
        ("/&#98;.html", "/b.html"),
        ("/", "/de/"),
        ("/category/care.html", "/de/category/care.html"),
        ("/tag/rest/", "/de/tag/rest/"),
        ("/2026/", "/de/2026/"),
        ("/all.html", "/de/all.html"),
        ("/about.html", "/de/about.html"),
        ("/images/a.png", "/images/a.de.png"),
        # What it does not have is where it was.
        ("/b.html", "/b.html"),
        ("/x.html", "/ar/x.html"),
        ("/pages/p/", "/pages/p/"),
        ("/images/b.png", "/images/b.png"),
        ("/ar/a.html", "/ar/a.html"),
        ("/de/a.html", "/de/a.html"),
        ("/../a.html", "/../a.html"),
    ],
)
@pytest.mark.parametrize("base", [BASE, "", "/blog", f"{BASE}/blog"])
def test_an_address_leads_to_the_page_or_file_that_the_language_has(base: str, address: str, wanted: str) -> None:
    site = german(base)
    root = "/blog" if base.endswith("/blog") else ""
    assert own_address(f"{root}{address}", context(site), site) == f"{root}{wanted}"
    if root:  # beside the site
        assert own_address(address, context(site), site) == address


def test_where_languages_are_chosen_at_the_root_the_sources_site_has_a_folder_too() -> None:
    site = german(project=CHOOSER)
    wanted = {"/a.html": "/de/a.html", "/b.html": "/en/b.html", "/images/a.png": "/en/images/a.de.png"}
    assert {address: own_address(address, context(site), site) for address in wanted} == wanted


def test_of_a_source_each_address_from_the_root_is_marked_that_says_no_language() -> None:
    text = (
        '<p title="/a.html"><a href="/a.html">/a.html</a> <a href="//x.example/a.html">x</a> <a href="b.html">x</a>'
        '<a href="/a.html" hreflang="en">x</a> <a href="&#47;a.html">x</a><img alt="" src=\'/images/a.png\'> <a href="https://x.example/">x</a></p>'
    )
    site = german()
    wanted = (
        text.replace('<a href="/a.html">', '<a href="/de/a.html">')
        .replace("&#47;", "/de/")
        .replace("/a.png", "/a.de.png")
    )
    assert lead_to_own(mark_addresses(text), context(site), site) == wanted


def test_a_theme_writes_an_address_of_a_setting_as_it_likes() -> None:
    """After SITEURL it leads to the language's site already."""
    site = german()
    menu = addresses_in([("A", "/a.html"), ("B", {"to": ["//x.example/", "x.html"]})])
    environment = Environment(finalize=writing_addresses(None), autoescape=True)
    template = """<a href='{{ m[0][1] }}'><a href="../de{{ m[0][1] }}">{{ m[0][1] }} {{ m[1][1].to|join }}
{{ m[0][1] == '/a.html' }}"""
    page = environment.from_string(template).render(m=menu)
    assert lead_to_own(page, context(site), site) == (
        "<a href='/de/a.html'><a href=\"../de/a.html\">/a.html //x.example/x.html\nTrue"
    )


def test_what_is_the_same_address_in_a_theme_stays_as_it_is() -> None:
    site = german()
    assert lead_to_own('<a href="/a.html">English</a>', context(site), site) == '<a href="/a.html">English</a>'


MOVED = {
    "a/": ("a/", "a/index.html", "a"),
    "a.html": ("a.html", "a"),
    "a": ("a", "a.html"),
}


@pytest.mark.parametrize("url", MOVED)
@pytest.mark.parametrize("siteurl", [f"{BASE}/de", ".", "../.."])
def test_what_names_a_page_as_the_source_does_leads_to_where_the_language_has_it(url: str, siteurl: str) -> None:
    site = replace(german(), addresses={"de": {A: Address("eins/", "eins/index.html")}})
    known = {**context(site), "SITEURL": siteurl}
    note_address(known, A, EN, url)
    note_address(known, A, DE, "eins/")
    for way in MOVED[url]:
        assert own_address(f"/{way}#x", known, site) == "/de/eins/#x"
        page = f'<a class="x" href="{siteurl}/{way}?q">A</a>'
        assert lead_to_moved(page, known, site) == f'<a class="x" href="{siteurl}/eins/?q">A</a>'
    for same in (f"{siteurl}/b.html", "/a.html", f"{BASE}/{url}", f"../{siteurl}/{url}"):
        page = f'<a href="{same}">x</a> &lt;a href="{siteurl}/{url}"'
        assert lead_to_moved(page, known, site) == page
