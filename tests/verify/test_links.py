"""The witness to links: what leads nowhere is found, what leads elsewhere is left alone."""

from __future__ import annotations

from pathlib import Path

from pipeline.model import BuiltPage, Language, Severity, SiteReport
from pipeline.verify.evidence import read_pages
from pipeline.verify.links import verify_links
from pipeline.verify.tree import Tree
from tests.making import BASE, PROJECT
from tests.verify.trees import links, put


def test_what_style_sheets_refer_to_is_looked_for(tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            "theme/a.css": """@import "b.css"; a { background: url( 'c.svg' ) } /* url(d.svg) */
                b { background: url(data:image/png;base64,x), url("#e"), url(../f.svg) }""",
            "a.html": "<style>p { background: url(g.svg) }</style><p style='background: url(h.svg)'>",
            "f.svg": "<svg/>",
        },
    )
    assert links(tmp_path) == [
        "a.html: 'g.svg' leads nowhere",
        "a.html: 'h.svg' leads nowhere",
        "theme/a.css: 'b.css' leads nowhere",
        "theme/a.css: 'c.svg' leads nowhere",
    ]


def test_addresses_from_the_hosts_root_are_those_of_the_host(tmp_path: Path) -> None:
    """Where SITEURL has a path, the sites begin there; what is beside them is not theirs to judge."""
    put(tmp_path, {"a.html": "<a href='/blog/a.html'></a><a href='/shop/'></a><a href='/blog/b.html'></a>"})
    assert links(tmp_path, f"{BASE}/blog") == ["a.html: '/blog/b.html' leads nowhere"]
    assert links(tmp_path) == [
        f"a.html: '{address}' leads nowhere" for address in ("/blog/a.html", "/shop/", "/blog/b.html")
    ]


def test_hidden_pages_may_lead_to_lists_that_there_are_not_and_nobody_is_told_of_drafts(tmp_path: Path) -> None:
    """Pelican makes no page for a category or tag that only such articles have."""
    for name in ("hidden.html", "draft.html"):
        put(tmp_path, {name: '<html lang="en"><a href="category/sport.html">Sport</a></html>'})
    pages = (BuiltPage("articles/hidden.md", "article", "hidden.html", hidden=True),)
    site = SiteReport(Language.of("en"), pages, frozenset({"draft.html"}), published=True)
    tree = Tree(tmp_path, BASE, read_pages(tmp_path), PROJECT, (site,))
    assert [(found.path, found.severity) for found in verify_links(tree)] == [("hidden.html", Severity.WARNING)]
