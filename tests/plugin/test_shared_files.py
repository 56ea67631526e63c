"""Addresses that a theme writes within its own site, of files that only the source language's site has."""

from __future__ import annotations

import pytest

from pipeline.plugin.shared_files import Sharing, in_scripts, leader, led
from pipeline.plugin.site import Site
from tests.making import DE, PROJECT

OWN = frozenset({"index.html", "first.html", "a/b/c.html", "tag/x/index.html", "feeds/all.atom.xml"})


def lead(address: str, base: str = "https://x.example", place: str = "") -> str:
    return leader(Site(PROJECT, DE, base), place, OWN)(address)


@pytest.mark.parametrize("base", ["https://x.example", "https://x.example/blog", "/blog", ""])
def test_what_is_only_in_the_source_languages_site_is_there(base: str) -> None:
    assert lead(f"{base}/de/theme/a.css?v=1&amp;w=2#f", base) == f"{base}/theme/a.css?v=1&amp;w=2#f"
    for path in (
        "",
        "/",
        "/../first.html",
        "/../theme/a.css",
        "/first.html",
        "/first",
        "/tag/x/",
        "/feeds/all.atom.xml",
        "/first.html?q#f",
    ):
        assert lead(f"{base}/de{path}", base) == f"{base}/de{path}"
    assert lead(f"{base}/dental.css", base) == f"{base}/dental.css"


@pytest.mark.parametrize(
    ("place", "address", "leads"),
    [
        ("", "theme/a.css", "../theme/a.css"),
        ("", "./favicon.ico", "../favicon.ico"),
        ("a/b", "../../theme/a.css", "../../../theme/a.css"),
        ("a/b", "c.html", "c.html"),
        ("a/b", "./c", "./c"),
        ("", "caf%C3%A9.png", "../caf%C3%A9.png"),
        ("", "../images/moon.svg", "../images/moon.svg"),
        *(("a", address, address) for address in ("#x", "?q=1", "", "mailto:a@b.example", "//cdn.example/x.js")),
        # References to characters, as Python-Markdown writes an address of e-mail with them, say what they stand for.
        *(("a", address, address) for address in ("&#109;&#x61;ilto&colon;&#97;@b.example", "&#47;x.png", "&#35;x")),
        ("a/b", "&#99;.html", "&#99;.html"),
        ("", "x&#38;y&#46;png?a=1&copy=2#f", "../x&amp;y.png?a=1&copy=2#f"),
        ("", "x&y.png", "../x&y.png"),
        ("", "x.png&#63;a", "../x.png?a"),
        *(("a", address, address) for address in ("https://cdn.example/x.js", "/favicon.ico", "data:,x", "tel:1")),
    ],
)
def test_a_way_from_the_page_is_one_to_the_shared_file(place: str, address: str, leads: str) -> None:
    assert lead(address, place=place) == leads


@pytest.mark.parametrize(
    ("page", "leads"),
    [
        ('<link href="x.css">', '<link href="../x.css">'),
        ("<img src=x.png alt=x.png>", "<img src=../x.png alt=x.png>"),
        ('<img srcset="x.png 1x, y.png 2x,z.png">', '<img srcset="../x.png 1x, ../y.png 2x,../z.png">'),
        ('<p style="background:url(x.png)">', '<p style="background:url(../x.png)">'),
        ("<style>p{background:url('x.png')}</style>", "<style>p{background:url('../x.png')}</style>"),
        ('<meta property="og:image" content="https://x.example/de/x.png">',) * 2,
        ('<meta http-equiv="refresh" content="0; url=x.html">',) * 2,
        ('<p title="x.png">x.png</p><!-- <img src="x.png"> -->',) * 2,
        ('<script>var a = "x.png"</script>',) * 2,
        (
            '<a data-href="x" data-src="https://x.example/de/x.png">',
            '<a data-href="x" data-src="https://x.example/x.png">',
        ),
        ('<a href="first.html">',) * 2,
    ],
)
def test_addresses_are_found_where_a_page_has_them(page: str, leads: str) -> None:
    if "og:image" in page:
        leads = leads.replace("/de/", "/")
    assert led(page, leader(Site(PROJECT, DE, "https://x.example"), "", OWN)) == leads


@pytest.mark.parametrize(
    ("script", "leads"),
    [
        ("load('https://x.example/de/theme/a.js')", "load('https://x.example/theme/a.js')"),
        ('{"image": "https://x.example/de/logo.png?v=1"}', '{"image": "https://x.example/logo.png?v=1"}'),
        ("load('https://x.example/de/theme/' + name)", "load('https://x.example/theme/' + name)"),
        ("load(`/de/theme/a.js`)", "load(`/theme/a.js`)"),
        *((f"load({text})",) * 2 for text in ("'https://x.example/de/'", "'https://x.example/de'", "'/'", "'//'")),
        ("load('https://x.example/de/tag/' + name)",) * 2,
        ("load('https://x.example/de/first.html#a')",) * 2,
        ("load('https://x.example/theme/a.js', '/theme/a.js', 'theme/a.js', '/dental/a.js')",) * 2,
        ("say('see https://x.example/de/theme/a.js')",) * 2,
        ("load(`/de/theme/${name}`)",) * 2,
    ],
)
def test_addresses_in_scripts_lead_to_shared_files_if_nothing_of_the_site_begins_with_them(
    script: str, leads: str
) -> None:
    site = Site(PROJECT, DE, "https://x.example")
    page = "<p>'https://x.example/de/theme/a.js'</p><script>{}</script>"
    assert in_scripts(page.format(script), site, OWN) == page.format(leads)


def test_many_tags_lead_where_few_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.plugin.shared_files._MOST", 1)
    pages = [f'<a href="{name}.html"><img src="{name}.png"></a><img src="moon.svg">' for name in "abcabc"]
    sharing = Sharing(Site(PROJECT, DE, "https://x.example"), OWN)
    assert [sharing.led("first.html", page) for page in pages] == [
        f'<a href="../{name}.html"><img src="../{name}.png"></a><img src="../moon.svg">' for name in "abcabc"
    ]
