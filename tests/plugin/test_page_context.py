"""What is known of the page that is being written."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.plugin.page_context import content_of, moved, note_address, root_of, way_to_top, withheld, withhold
from pipeline.plugin.site import Site
from tests.making import AR, BASE, DE, EN, PROJECT

CHOOSER = replace(PROJECT, chooser=True)


@pytest.mark.parametrize(
    ("project", "language", "siteurl", "top", "root"),
    [
        (PROJECT, EN, ".", ".", "."),
        (PROJECT, EN, "..", "..", ".."),
        (PROJECT, DE, ".", "..", ".."),
        (PROJECT, DE, "../..", "../../..", "../../.."),
        (PROJECT, DE, f"{BASE}/de", BASE, BASE),
        (CHOOSER, DE, ".", "..", "../en"),
        (CHOOSER, EN, f"{BASE}/en", BASE, f"{BASE}/en"),
    ],
)
def test_the_way_to_the_other_sites_is_seen_from_the_page(project, language, siteurl: str, top: str, root: str) -> None:
    site = Site(project, language, BASE)
    assert (way_to_top({"SITEURL": siteurl}, site), root_of({"SITEURL": siteurl}, site)) == (top, root)


def test_a_list_shows_no_content_although_templates_may_have_one() -> None:
    article = SimpleNamespace(relative_source_path="articles/a.md")
    assert content_of({"article": article}) is article
    assert content_of({"page": article}) is article
    assert content_of({"page": SimpleNamespace(number=2)}) is None
    assert content_of({}) is None


def test_only_what_was_withheld_is() -> None:
    context: dict[str, Any] = {}
    withhold(context, "a.html", EN)
    withhold(context, "b.html", AR)
    assert withheld(context) == {EN: {"a.html"}, AR: {"b.html"}}
    assert withheld({}) == {}


def test_what_an_author_links_to_from_the_root_is_the_original_which_a_language_may_have_elsewhere() -> None:
    """Another language's address of one page may be the original's of another."""
    context: dict[str, Any] = {}
    for source, addresses in {
        "a.md": {EN: "a.html", DE: "b.html", AR: "c.html"},
        "b.md": {EN: "b.html", DE: "a.html"},
    }.items():
        for language, url in addresses.items():
            note_address(context, source, language, url)
    note_address(context, "c.md", AR, "c.html")
    assert moved(context, Site(PROJECT, DE, BASE)) == {"a.html": "b.html", "b.html": "a.html"}
    assert moved(context, Site(PROJECT, AR, BASE)) == {"a.html": "c.html"}
    assert moved(context, Site(PROJECT, EN, BASE)) == {}
