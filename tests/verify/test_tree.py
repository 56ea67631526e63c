"""Where addresses lead within a tree of sites, and what parsers leave behind in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.verify import verify_tree
from pipeline.verify.pages import read_pages
from pipeline.verify.tree import Tree
from tests.making import PROJECT
from tests.verify.trees import links, put


@pytest.mark.parametrize(
    "residue",
    [
        "<p>\x02amp\x03</p>",
        "<p>wzxhzdk:3</p>",
        "<p>klzzwxh:0012</p>",
        '<p class="system-message">Unknown directive</p>',
        '<p><a class="problematic" href="#x">`x_`</a></p>',
    ],
)
def test_a_mark_of_a_parsers_own_is_found(tmp_path: Path, residue: str) -> None:
    put(tmp_path, {"a.html": f'<html lang="en"><body id="x">{residue}</body></html>'})
    found = [finding.rule for finding in verify_tree(Tree(tmp_path, "", read_pages(tmp_path), PROJECT))]
    assert set(found) == {"residue"}


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("a", ""),
        ("a#here", ""),
        ("a#name", ""),
        ("a#top", ""),
        ("a#:~:text=word", ""),
        ("a#nowhere", "names a place that the page does not have"),
        ("a.html/", "leads nowhere"),
        ("b", "leads nowhere"),
        ("//tiny.example/b.html", "leads nowhere"),
        ("http://TINY.example:80/b.html", "leads nowhere"),
        ("https://tiny.example:8080/b.html", ""),
        ("https://tiny.example", ""),
        ("//tiny.example:port/b.html", ""),
    ],
)
def test_addresses_lead_where_servers_have_them_lead(tmp_path: Path, address: str, fault: str) -> None:
    put(tmp_path, {"a.html": '<p id="here"><a name="name">', "index.html": f'<a href="{address}">x</a>'})
    assert links(tmp_path) == ([f"index.html: {address!r} {fault}"] if fault else [])
